// SPDX-License-Identifier: Apache-2.0

package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"

	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// tap prints each request as it leaves and each answer as it comes, heads
// only. It is a smithy middleware such as a user would write.
type tap struct{ w io.Writer }

var _ middleware.DeserializeMiddleware = tap{}

// ID names the middleware in the stack.
func (tap) ID() string { return "Tap" }

// HandleDeserialize prints what passes.
func (t tap) HandleDeserialize(ctx context.Context, in middleware.DeserializeInput, next middleware.DeserializeHandler) (middleware.DeserializeOutput, middleware.Metadata, error) {
	if r, ok := in.Request.(*smithyhttp.Request); ok {
		fmt.Fprintf(t.w, "  > %s %s\n", r.Method, r.URL.RequestURI())
		fmt.Fprintf(t.w, "  > Host: %s\n", r.URL.Host)
		printHeader(t.w, "  > ", r.Header)
	}
	out, metadata, err := next.HandleDeserialize(ctx, in)
	if r, ok := out.RawResponse.(*smithyhttp.Response); ok && r != nil {
		fmt.Fprintf(t.w, "  < %s\n", r.Status)
		printHeader(t.w, "  < ", r.Header)
	}
	return out, metadata, err
}

// add puts the tap next to the wire: after signing, before the answer is read.
func (t tap) add(stack *middleware.Stack) error {
	return stack.Deserialize.Add(t, middleware.After)
}

// printHeader prints the lines of a header, sorted; what a signature or a
// token stands in is told by its scheme alone.
func printHeader(w io.Writer, prefix string, header http.Header) {
	names := make([]string, 0, len(header))
	for name := range header {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		for _, value := range header[name] {
			switch name {
			case "Authorization":
				scheme, _, _ := strings.Cut(value, " ")
				value = scheme + " (the signature is not shown)"
			case "X-Amz-Security-Token":
				value = "(not shown)"
			}
			fmt.Fprintf(w, "%s%s: %s\n", prefix, name, value)
		}
	}
}
