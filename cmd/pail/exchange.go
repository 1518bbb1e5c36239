// SPDX-License-Identifier: Apache-2.0

package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"strings"

	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// exchange keeps what is sent and what is answered, without secrets: the last
// attempt where there are several. It is a smithy middleware such as a user
// would write.
type exchange struct {
	// dry keeps the request from being sent.
	dry bool
	// force are header lines to send in place of what would be sent.
	force http.Header

	request *sent
	answer  *answered
}

// sent is a request as it leaves.
type sent struct {
	Method  string `json:"method"`
	URL     string `json:"url"`
	Headers []line `json:"headers"`
	// Body is the document that goes up, "" for none.
	Body string `json:"body,omitempty"`
}

// answered is the head of an answer.
type answered struct {
	Status  int    `json:"status"`
	Text    string `json:"-"`
	Headers []line `json:"headers"`
}

// errDry is what a request fails with that is not to be sent.
var errDry = errors.New("not sent: --dry-run")

var _ middleware.DeserializeMiddleware = (*exchange)(nil)

// ID names the middleware in the stack.
func (*exchange) ID() string { return "Exchange" }

// add puts it next to the wire: after signing, before the answer is read.
func (x *exchange) add(stack *middleware.Stack) error {
	return stack.Deserialize.Add(x, middleware.After)
}

// HandleDeserialize notes what passes.
func (x *exchange) HandleDeserialize(ctx context.Context, in middleware.DeserializeInput, next middleware.DeserializeHandler) (middleware.DeserializeOutput, middleware.Metadata, error) {
	r, ok := in.Request.(*smithyhttp.Request)
	if !ok {
		return middleware.DeserializeOutput{}, middleware.Metadata{}, fmt.Errorf("a request of type %T", in.Request)
	}
	maps.Copy(r.Header, x.force)
	body, err := document(r)
	if err != nil {
		return middleware.DeserializeOutput{}, middleware.Metadata{}, err
	}
	x.request, x.answer = &sent{Method: r.Method, URL: hiddenURL(r.URL), Headers: shown(r.Header), Body: body}, nil
	if x.dry {
		return middleware.DeserializeOutput{}, middleware.Metadata{}, errDry
	}
	out, metadata, err := next.HandleDeserialize(ctx, in)
	if r, ok := out.RawResponse.(*smithyhttp.Response); ok && r != nil {
		x.answer = &answered{Status: r.StatusCode, Text: r.Status, Headers: shown(r.Header)}
	}
	return out, metadata, err
}

// document is the body if it is XML or JSON, which is rewound.
func document(r *smithyhttp.Request) (string, error) {
	kind := r.Header.Get("Content-Type")
	if body := r.GetStream(); body == nil || !strings.HasSuffix(kind, "/xml") && !strings.HasSuffix(kind, "/json") {
		return "", nil
	}
	text, err := io.ReadAll(r.GetStream())
	if err != nil {
		return "", err
	}
	return string(text), r.RewindStream()
}

// print prints the request as it would go over the wire of HTTP/1.1.
func (s *sent) print(w io.Writer) {
	fmt.Fprintf(w, "%s %s\n", s.Method, s.URL)
	for _, l := range s.Headers {
		fmt.Fprintf(w, "%s: %s\n", l.Name, l.Value)
	}
	if s.Body != "" {
		fmt.Fprintf(w, "\n%s\n", s.Body)
	}
}
