// SPDX-License-Identifier: Apache-2.0

package bucket_test

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/aws/smithy-go/middleware"
	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/internal/call"
)

// invoker is a client made of one function.
type invoker func(ctx context.Context, inv *call.Invocation) (any, error)

func (f invoker) Invoke(ctx context.Context, inv *call.Invocation) (any, error) { return f(ctx, inv) }

func sorted(s []string) []string {
	s = slices.Clone(s)
	slices.Sort(s)
	return s
}

func TestDoHandsTheRequestToTheClient(t *testing.T) {
	t.Parallel()
	type tagged struct {
		Marker string `url:"marker,omitempty"`
		Max    int    `url:"max-keys"`
		ACL    string `url:"acl"`
	}
	for name, test := range map[string]struct {
		query any
		want  any
	}{
		"no query stays nil":                      {nil, nil},
		"empty values are no query":               {url.Values{}, nil},
		"values are passed on":                    {url.Values{"acl": {""}, "x": {"1", "2"}}, url.Values{"acl": {""}, "x": {"1", "2"}}},
		"a struct's url tags are read":            {tagged{Max: 3}, url.Values{"max-keys": {"3"}, "acl": {""}}},
		"a pointer to a struct is read":           {&tagged{Marker: "m"}, url.Values{"marker": {"m"}, "max-keys": {"0"}, "acl": {""}}},
		"a nil pointer to a struct is no query":   {(*tagged)(nil), nil},
		"a struct without fields is no query too": {struct{}{}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			header := http.Header{"X-Amz-Acl": {"private"}}
			var got *call.Invocation
			b := bucket.New(invoker(func(_ context.Context, inv *call.Invocation) (any, error) {
				got = inv
				return &bucket.RawResponse{Response: bucket.Response{StatusCode: 204}}, nil
			}), "photos")
			out, err := b.Do(t.Context(), bucket.RawRequest{Key: "a//b", Query: test.query, Header: header})
			if err != nil {
				t.Fatal(err)
			}
			if out.Response.StatusCode != http.StatusNoContent {
				t.Errorf("response %v", out.Response)
			}
			if got.Operation != "Do" || got.Bucket != "photos" {
				t.Errorf("invoked %q on %q", got.Operation, got.Bucket)
			}
			in := got.Input.(*bucket.RawRequest)
			if in.Method != http.MethodGet || in.Key != "a//b" {
				t.Errorf("input %+v", *in)
			}
			if diff := cmp.Diff(test.want, in.Query); diff != "" {
				t.Errorf("query (-want +got):\n%s", diff)
			}
			in.Header.Set("X-Amz-Acl", "changed")
			if header.Get("X-Amz-Acl") != "private" {
				t.Error("the pipeline writes to the caller's header")
			}
		})
	}
}

func TestDoRefusesBadRequests(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		req  bucket.RawRequest
		want []bucket.FieldError
	}{
		"a map is no query": {
			bucket.RawRequest{Query: map[string]string{"a": "b"}},
			[]bucket.FieldError{{Field: "Query", Problem: "is a map[string]string; url.Values, a struct with url tags or nil is needed"}},
		},
		"a string is no query, a word with a blank no method": {
			bucket.RawRequest{Method: "GET /", Query: "acl"},
			[]bucket.FieldError{{Field: "Method", Problem: "is not a method"}, {Field: "Query", Problem: "is a string; url.Values, a struct with url tags or nil is needed"}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := bucket.New(invoker(func(context.Context, *call.Invocation) (any, error) {
				t.Error("the client was called")
				return nil, errors.New("called")
			}), "photos")
			out, err := b.Do(t.Context(), test.req)
			var bad *bucket.InputError
			if out != nil || !errors.As(err, &bad) {
				t.Fatalf("got %v, %v; want an InputError", out, err)
			}
			if diff := cmp.Diff(test.want, bad.Fields); diff != "" {
				t.Errorf("fields (-want +got):\n%s", diff)
			}
		})
	}
}

func TestMistakesOfAProgramAreErrors(t *testing.T) {
	t.Parallel()
	returns := func(out any) *bucket.Bucket {
		return bucket.New(invoker(func(context.Context, *call.Invocation) (any, error) { return out, nil }), "b")
	}
	for name, test := range map[string]struct {
		bucket *bucket.Bucket
		ctx    context.Context
		want   string
	}{
		"a nil context is named":                       {returns(&bucket.RawResponse{}), nil, "the context is nil"},
		"the zero Bucket has no client":                {new(bucket.Bucket), t.Context(), "no client"},
		"a nil output without an error is an error":    {returns(nil), t.Context(), "returned <nil> without an error"},
		"a nil pointer without an error is one":        {returns((*bucket.RawResponse)(nil)), t.Context(), "returned *bucket.RawResponse without an error"},
		"an output of another operation is an error":   {returns(&bucket.Response{}), t.Context(), "returned *bucket.Response without an error"},
		"an output that is not a pointer is one too":   {returns(bucket.RawResponse{}), t.Context(), "returned bucket.RawResponse without an error"},
		"an output that is a number is an error again": {returns(3), t.Context(), "returned int without an error"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			out, err := test.bucket.Do(test.ctx, bucket.RawRequest{})
			if out != nil || err == nil || !strings.Contains(err.Error(), test.want) || !strings.HasPrefix(err.Error(), "Do: ") {
				t.Errorf("got %v, %v; want an error with %q", out, err, test.want)
			}
		})
	}
}

func TestOptionsReachTheClient(t *testing.T) {
	t.Parallel()
	fn := func(*middleware.Stack) error { return nil }
	for name, test := range map[string]struct {
		opts     []bucket.Option
		apis     int
		verbatim bool
	}{
		"none":                              {nil, 0, false},
		"nil ones change nothing":           {[]bucket.Option{nil, nil}, 0, false},
		"verbatim":                          {[]bucket.Option{bucket.Verbatim()}, 0, true},
		"API options add up in order":       {[]bucket.Option{bucket.WithAPIOptions(fn), bucket.WithAPIOptions(fn, fn)}, 3, false},
		"nil functions are skipped":         {[]bucket.Option{bucket.WithAPIOptions(nil, fn), bucket.Verbatim()}, 1, true},
		"no functions are nothing to apply": {[]bucket.Option{bucket.WithAPIOptions()}, 0, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got call.Options
			b := bucket.New(invoker(func(_ context.Context, inv *call.Invocation) (any, error) {
				got = inv.Options
				return &bucket.RawResponse{}, nil
			}), "b")
			if _, err := b.Do(t.Context(), bucket.RawRequest{}, test.opts...); err != nil {
				t.Fatal(err)
			}
			if len(got.APIOptions) != test.apis || got.Verbatim != test.verbatim {
				t.Errorf("got %d API options, verbatim %v; want %d, %v", len(got.APIOptions), got.Verbatim, test.apis, test.verbatim)
			}
		})
	}
}

func TestErrorsOfTheClientComeBackAsTheyAre(t *testing.T) {
	t.Parallel()
	want := &bucket.Error{StatusCode: 404}
	b := bucket.New(invoker(func(context.Context, *call.Invocation) (any, error) {
		return &bucket.RawResponse{}, want
	}), "b")
	out, err := b.Do(t.Context(), bucket.RawRequest{})
	if out != nil || err != error(want) { //nolint:errorlint // the same value
		t.Errorf("got %v, %v", out, err)
	}
	if b.Name() != "b" {
		t.Errorf("name %q", b.Name())
	}
}
