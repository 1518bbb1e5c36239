// SPDX-License-Identifier: Apache-2.0

package bucket

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strings"

	"github.com/google/go-querystring/query"
)

// rawOperation is the name under which the pipeline knows [Bucket.Do].
const rawOperation = "Do"

// RawRequest is a request that no typed operation stands for.
type RawRequest struct {
	// Method is the HTTP method as it is sent; "" is GET.
	Method string

	// Key is the object's key, sent byte for byte; "" is the bucket itself.
	Key string

	// Query is an [url.Values], or a struct or a pointer to one whose fields
	// carry `url` tags as github.com/google/go-querystring reads them, or nil
	// for no query. An empty value is how a sub-resource is asked for:
	// url.Values{"acl": {""}}. Anything else is an [InputError].
	Query any

	// Header is added to what the pipeline sends. It is copied, not changed.
	Header http.Header

	// Body is the payload, nil for none. What PutObject says of its Body holds
	// here: its length is taken from a Len or a Seek method, it is sent again
	// on a retry only when it can be rewound, and it is not closed.
	Body io.Reader
}

// RawResponse is the answer to a [RawRequest].
type RawResponse struct {
	// Body is the answer's body as it comes, never nil. The caller closes it;
	// until then the call's context governs it.
	Body io.ReadCloser

	Response Response
}

// Do sends a request that the typed operations do not know, through the same
// pipeline as theirs: endpoint, addressing, credentials, retries, options,
// interceptors, metadata. An answer that is not 2xx is an *[Error], read as
// an error of any operation is; its Op is "Do".
func (b *Bucket) Do(ctx context.Context, req RawRequest, opts ...Option) (*RawResponse, error) {
	in, err := b.raw(req)
	if err != nil {
		return nil, err
	}
	return invoke[RawRequest, RawResponse](ctx, b.client, rawOperation, b.name, in, opts)
}

// raw is req as the pipeline gets it: a method, a query that is nil or an
// url.Values, and nothing that is shared with the caller but the body.
func (b *Bucket) raw(req RawRequest) (*RawRequest, error) {
	bad := &InputError{Op: rawOperation, Bucket: b.name, Key: req.Key}
	if req.Method == "" {
		req.Method = http.MethodGet
	}
	if !isToken(req.Method) {
		bad.Fields = append(bad.Fields, FieldError{"Method", "is not a method"})
	}
	values, problem := queryValues(req.Query)
	if problem != "" {
		bad.Fields = append(bad.Fields, FieldError{"Query", problem})
	}
	if len(bad.Fields) > 0 {
		return nil, bad
	}
	req.Query = nil
	if len(values) > 0 {
		req.Query = values
	}
	req.Header = req.Header.Clone()
	return &req, nil
}

// queryValues reads a RawRequest's Query, or says what is wrong with it.
func queryValues(q any) (values url.Values, problem string) {
	switch q := q.(type) {
	case nil:
		return nil, ""
	case url.Values:
		return maps.Clone(q), ""
	}
	t := reflect.TypeOf(q)
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct {
		return nil, fmt.Sprintf("is a %T; url.Values, a struct with url tags or nil is needed", q)
	}
	values, err := query.Values(q)
	if err != nil {
		return nil, "cannot be encoded: " + foreign(err.Error())
	}
	return values, ""
}

// isToken reports whether s is a token of RFC 9110, 5.6.2.
func isToken(s string) bool {
	const others = "!#$%&'*+-.^_`|~"
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool {
		alphanumeric := '0' <= r && r <= '9' || 'A' <= r && r <= 'Z' || 'a' <= r && r <= 'z'
		return !alphanumeric && !strings.ContainsRune(others, r)
	})
}

// Format implements [fmt.Formatter]: method, key, and the names in query and
// header, whose values may be secrets.
func (r RawRequest) Format(f fmt.State, verb rune) {
	values, _ := queryValues(r.Query)
	writeFormatted(f, verb, fmt.Sprintf("%s %q query %v headers %v",
		printable(r.Method), r.Key, slices.Sorted(maps.Keys(values)), headerNames(r.Header)))
}

// LogValue implements [slog.LogValuer] with what Format writes.
func (r RawRequest) LogValue() slog.Value { return slog.StringValue(fmt.Sprint(r)) }
