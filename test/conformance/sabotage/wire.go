// SPDX-License-Identifier: Apache-2.0

package sabotage

import (
	"context"
	"net/http"
	"path"
	"strings"

	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// WireBugs are mistakes between a client's typed inputs and the wire.
func WireBugs() []WireBug {
	return []WireBug{
		{
			Name: "signs the preflight", Reddens: "OptionsObject/sends nothing that a browser's preflight has not",
			Stack: before(func(r *smithyhttp.Request) {
				if r.Method == http.MethodOptions {
					r.Header.Set("Authorization", "AWS4-HMAC-SHA256 Credential=none")
				}
			}),
		},
		{
			Name: "forgets the Content-MD5", Reddens: "DeleteObjects/sends the MD5 of its document",
			Stack: before(func(r *smithyhttp.Request) { r.Header.Del("Content-MD5") }),
		},
		{
			Name: "cleans the path", Reddens: "GetObject/sends byte for byte a key with two slashes",
			Stack: before(func(r *smithyhttp.Request) {
				r.URL.Path, r.URL.RawPath = path.Clean(r.URL.Path), ""
			}),
		},
		{
			Name: "writes the path in lower case", Reddens: "GetObject/sends byte for byte a key with upper case",
			Stack: before(func(r *smithyhttp.Request) {
				r.URL.Path, r.URL.RawPath = strings.ToLower(r.URL.Path), ""
			}),
		},
		{
			Name: "lets the transport unpack gzip", Reddens: "GetObject/asks for the bytes as they are stored",
			Stack: before(func(r *smithyhttp.Request) { r.Header.Del("Accept-Encoding") }),
		},
		{
			Name: "drops the range behind the signature", Reddens: "GetObject/answers the first bytes",
			Transport: changing(func(r *http.Request) { r.Header.Del("Range") }),
		},
		{
			Name: "keeps cookies", Reddens: "OptionsObject/sends nothing that a browser's preflight has not",
			Transport: changing(func(r *http.Request) { r.Header.Set("Cookie", "session=1") }),
		},
	}
}

// before gives a step that changes every attempt's request ahead of its
// signature.
func before(change func(*smithyhttp.Request)) func(*middleware.Stack) error {
	return func(stack *middleware.Stack) error {
		return stack.Build.Add(middleware.BuildMiddlewareFunc("Sabotage",
			func(ctx context.Context, in middleware.BuildInput, next middleware.BuildHandler) (middleware.BuildOutput, middleware.Metadata, error) {
				if r, ok := in.Request.(*smithyhttp.Request); ok {
					change(r)
				}
				return next.HandleBuild(ctx, in)
			}), middleware.After)
	}
}

// changing gives a transport that changes every request.
func changing(change func(*http.Request)) func(http.RoundTripper) http.RoundTripper {
	return func(next http.RoundTripper) http.RoundTripper {
		if next == nil {
			next = http.DefaultTransport
		}
		return roundTrip(func(r *http.Request) (*http.Response, error) {
			r = r.Clone(r.Context())
			change(r)
			return next.RoundTrip(r)
		})
	}
}

// roundTrip is a function as a transport.
type roundTrip func(*http.Request) (*http.Response, error)

// RoundTrip calls it.
func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }
