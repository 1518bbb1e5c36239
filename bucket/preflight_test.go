// SPDX-License-Identifier: Apache-2.0

package bucket_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/cors"
	"github.com/seed-40dc4ce0/pail/internal/call"
)

// answer is a server's answer to a preflight, as name and value in turn.
func answer(status int, lines ...string) bucket.Response {
	h := http.Header{}
	for i := 0; i+1 < len(lines); i += 2 {
		h.Add(lines[i], lines[i+1])
	}
	return bucket.Response{StatusCode: status, Header: h}
}

func TestPreflightJudgesAsABrowserDoes(t *testing.T) {
	t.Parallel()
	const (
		origin  = "Access-Control-Allow-Origin"
		methods = "Access-Control-Allow-Methods"
		headers = "Access-Control-Allow-Headers"
		creds   = "Access-Control-Allow-Credentials"
		app     = "https://app.example"
	)
	put := cors.Request{Key: "k", Origin: app, Method: "PUT", Headers: []string{"Content-Type"}}
	get := cors.Request{Key: "k", Origin: app, Method: "GET"}
	withCredentials := func(r cors.Request) cors.Request { r.Credentials = true; return r }
	withHeaders := func(names ...string) cors.Request { r := put; r.Headers = names; return r }
	for name, test := range map[string]struct {
		req    cors.Request
		resp   bucket.Response
		reason string
		detail string
	}{
		"everything named is allowed":             {req: put, resp: answer(200, origin, app, methods, "GET, PUT", headers, "content-type")},
		"204 is as good as 200":                   {req: put, resp: answer(204, origin, app, methods, "PUT", headers, "content-type")},
		"a wildcard everywhere is allowed":        {req: put, resp: answer(200, origin, "*", methods, "*", headers, "*")},
		"header names are compared without case":  {req: put, resp: answer(200, origin, app, methods, "PUT", headers, "CONTENT-TYPE")},
		"several lines are one list":              {req: put, resp: answer(200, origin, app, methods, "GET", methods, "PUT", headers, "x-a,, ", headers, "content-type")},
		"GET needs no listing":                    {req: get, resp: answer(200, origin, app)},
		"a lower-case put is PUT":                 {req: cors.Request{Origin: app, Method: "put"}, resp: answer(200, origin, app, methods, "PUT")},
		"null may be allowed by name":             {req: cors.Request{Origin: "null", Method: "GET"}, resp: answer(200, origin, "null")},
		"blanks around the origin do not count":   {req: get, resp: answer(200, origin, " "+app+"\t")},
		"credentials with everything named":       {req: withCredentials(put), resp: answer(200, origin, app, creds, "true", methods, "PUT", headers, "content-type")},
		"a 200 that allows nothing":               {put, answer(200), cors.ReasonPreflightMissingAllowOriginHeader, ""},
		"an origin that would write lines":        {put, answer(200, origin, "a\n\x1b[2Jb"), cors.ReasonPreflightInvalidAllowOriginValue, `"a\n\x1b[2Jb"`},
		"another origin":                          {put, answer(200, origin, "https://other.example"), cors.ReasonPreflightAllowOriginMismatch, "https://other.example"},
		"a trailing slash":                        {put, answer(200, origin, app+"/"), cors.ReasonPreflightAllowOriginMismatch, app + "/"},
		"an upper-case host":                      {put, answer(200, origin, "https://APP.example"), cors.ReasonPreflightAllowOriginMismatch, "https://APP.example"},
		"a pattern is another origin":             {put, answer(200, origin, "https://*.example"), cors.ReasonPreflightAllowOriginMismatch, "https://*.example"},
		"a pattern without a scheme is no origin": {put, answer(200, origin, "*.example"), cors.ReasonPreflightInvalidAllowOriginValue, "*.example"},
		"a bare host is no origin":                {put, answer(200, origin, "app.example"), cors.ReasonPreflightInvalidAllowOriginValue, "app.example"},
		"two origin lines":                        {put, answer(200, origin, app, origin, app), cors.ReasonPreflightMultipleAllowOriginValues, app + ", " + app},
		"two wildcards":                           {put, answer(200, origin, "*, *"), cors.ReasonPreflightMultipleAllowOriginValues, "*, *"},
		"a wildcard origin with credentials":      {withCredentials(put), answer(200, origin, "*", creds, "true"), cors.ReasonPreflightWildcardOriginNotAllowed, "*"},
		"credentials that nobody allows":          {withCredentials(put), answer(200, origin, app), cors.ReasonPreflightInvalidAllowCredentials, ""},
		"credentials allowed as True":             {withCredentials(put), answer(200, origin, app, creds, "True"), cors.ReasonPreflightInvalidAllowCredentials, "True"},
		"a redirect":                              {put, answer(307, origin, app, "Location", "/elsewhere"), cors.ReasonPreflightDisallowedRedirect, "307"},
		"a redirect to nowhere is a bad status":   {put, answer(307, origin, app), cors.ReasonPreflightInvalidStatus, "307"},
		"an error that allows the origin":         {put, answer(500, origin, app), cors.ReasonPreflightInvalidStatus, "500"},
		"a method that is not listed":             {put, answer(200, origin, app, methods, "GET"), cors.ReasonMethodDisallowedByPreflightResponse, "PUT"},
		"a method listed in lower case":           {put, answer(200, origin, app, methods, "put"), cors.ReasonMethodDisallowedByPreflightResponse, "PUT"},
		"a method wildcard with credentials":      {withCredentials(put), answer(200, origin, app, creds, "true", methods, "*"), cors.ReasonMethodDisallowedByPreflightResponse, "PUT"},
		"a method list that is none":              {put, answer(200, origin, app, methods, "PUT;GET"), cors.ReasonInvalidAllowMethodsPreflightResponse, "PUT;GET"},
		"a header list that is none":              {put, answer(200, origin, app, methods, "PUT", headers, "a b"), cors.ReasonInvalidAllowHeadersPreflightResponse, "a b"},
		"a header that is not listed":             {withHeaders("x-b", "Content-Type"), answer(200, origin, app, methods, "PUT", headers, "content-type"), cors.ReasonHeaderDisallowedByPreflightResponse, "x-b"},
		"a header wildcard with credentials":      {withCredentials(put), answer(200, origin, app, creds, "true", methods, "PUT", headers, "*"), cors.ReasonHeaderDisallowedByPreflightResponse, "content-type"},
		"Authorization that is listed":            {req: withHeaders("Authorization"), resp: answer(200, origin, app, methods, "PUT", headers, "authorization")},
		"Authorization under a wildcard passes":   {req: withHeaders("Authorization"), resp: answer(200, origin, app, methods, "PUT", headers, "*")},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := bucket.New(invoker(func(context.Context, *call.Invocation) (any, error) {
				if test.resp.StatusCode >= 300 {
					return nil, &bucket.Error{Op: "OptionsObject", StatusCode: test.resp.StatusCode, Response: test.resp}
				}
				return &bucket.OptionsObjectOutput{Response: test.resp}, nil
			}), "photos")
			got, err := b.Preflight(t.Context(), test.req)
			if err != nil {
				t.Fatal(err)
			}
			want := cors.Verdict{Allowed: test.reason == "", Reason: test.reason, Detail: test.detail}
			got = cors.Verdict{Allowed: got.Allowed, Reason: got.Reason, Detail: got.Detail}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("verdict (-want +got):\n%s", diff)
			}
		})
	}
}

func TestPreflightAsksWhatABrowserAsks(t *testing.T) {
	t.Parallel()
	var got *bucket.OptionsObjectInput
	b := bucket.New(invoker(func(_ context.Context, inv *call.Invocation) (any, error) {
		got = inv.Input.(*bucket.OptionsObjectInput)
		return &bucket.OptionsObjectOutput{}, nil
	}), "photos")
	_, err := b.Preflight(t.Context(), cors.Request{
		Key: "a b", Origin: "https://app.example", Method: "patch", Headers: []string{"X-B", " content-type ", "", "x-b", "Host", "Sec-Fetch-Mode"},
	})
	if err != nil {
		t.Fatal(err)
	}
	want := &bucket.OptionsObjectInput{
		Key: "a b", Origin: "https://app.example", AccessControlRequestMethod: "patch", AccessControlRequestHeaders: "content-type,x-b",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("input (-want +got):\n%s", diff)
	}
}

func TestPreflightDeniedIsNoError(t *testing.T) {
	t.Parallel()
	b := bucket.New(invoker(func(context.Context, *call.Invocation) (any, error) {
		return nil, &bucket.Error{
			Op: "OptionsObject", StatusCode: 403, Code: "AccessForbidden",
			Message: "CORSResponse: CORS is not enabled for this bucket.", Response: answer(403),
		}
	}), "photos")
	got, err := b.Preflight(t.Context(), cors.Request{Origin: "https://app.example", Method: "PUT"})
	if err != nil {
		t.Fatal(err)
	}
	want := cors.Verdict{
		Stage: cors.StagePreflight, Preflighted: true,
		Reason: cors.ReasonPreflightMissingAllowOriginHeader,
		Detail: "the server says: AccessForbidden CORSResponse: CORS is not enabled for this bucket.",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("verdict (-want +got):\n%s", diff)
	}
}

func TestPreflightFailsOnlyWithoutAnAnswer(t *testing.T) {
	t.Parallel()
	for name, failure := range map[string]error{
		"no connection": &bucket.TransportError{Op: "OptionsObject", Err: errors.New("refused")},
		"a bad input":   &bucket.InputError{Op: "OptionsObject", Fields: []bucket.FieldError{{Field: "Origin", Problem: "is required"}}},
		"no context":    context.Canceled,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := bucket.New(invoker(func(context.Context, *call.Invocation) (any, error) { return nil, failure }), "photos")
			got, err := b.Preflight(t.Context(), cors.Request{})
			if !errors.Is(err, failure) || !cmp.Equal(got, cors.Verdict{}) {
				t.Errorf("got %v, %v", got, err)
			}
		})
	}
}

func TestPreflightDetailHidesSecrets(t *testing.T) {
	t.Parallel()
	b := bucket.New(invoker(func(context.Context, *call.Invocation) (any, error) {
		return nil, &bucket.Error{StatusCode: 403, Code: "X", Message: "Signature=" + canary, Response: answer(403)}
	}), "photos")
	got, err := b.Preflight(t.Context(), cors.Request{Origin: "https://app.example", Method: "PUT"})
	if err != nil || !strings.Contains(got.Detail, "X Signature") || strings.Contains(got.Detail, canary) {
		t.Errorf("got %v, %v", got, err)
	}
}
