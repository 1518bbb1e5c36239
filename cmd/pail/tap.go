// SPDX-License-Identifier: Apache-2.0

package main

import (
	"context"
	"fmt"
	"io"
	"net/http"

	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// tap prints each request as it leaves and each answer as it comes, heads
// and the documents that go up, no other bodies. It is a smithy middleware such
// as a user would write.
type tap struct {
	w      io.Writer
	status *int // where the status of the last answer is kept
}

var _ middleware.DeserializeMiddleware = tap{}

// ID names the middleware in the stack.
func (tap) ID() string { return "Tap" }

// HandleDeserialize prints what passes.
func (t tap) HandleDeserialize(ctx context.Context, in middleware.DeserializeInput, next middleware.DeserializeHandler) (middleware.DeserializeOutput, middleware.Metadata, error) {
	if r, ok := in.Request.(*smithyhttp.Request); ok {
		fmt.Fprintf(t.w, "  > %s %s\n", r.Method, r.URL.RequestURI())
		fmt.Fprintf(t.w, "  > Host: %s\n", r.URL.Host)
		printHeader(t.w, "  > ", r.Header)
		text, err := document(r)
		if err != nil {
			return middleware.DeserializeOutput{}, middleware.Metadata{}, err
		}
		if text != "" {
			fmt.Fprintf(t.w, "  > %s\n", text)
		}
	}
	out, metadata, err := next.HandleDeserialize(ctx, in)
	if r, ok := out.RawResponse.(*smithyhttp.Response); ok && r != nil {
		*t.status = r.StatusCode
		fmt.Fprintf(t.w, "  < %s\n", r.Status)
		printHeader(t.w, "  < ", r.Header)
	}
	return out, metadata, err
}

// add puts the tap next to the wire: after signing, before the answer is read.
func (t tap) add(stack *middleware.Stack) error {
	return stack.Deserialize.Add(t, middleware.After)
}

// printHeader prints the lines of a header, without secrets.
func printHeader(w io.Writer, prefix string, header http.Header) {
	for _, l := range shown(header) {
		fmt.Fprintf(w, "%s%s: %s\n", prefix, l.Name, l.Value)
	}
}
