// SPDX-License-Identifier: Apache-2.0

package cors_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/cors"
)

// The headers of an answer, and the page that asks.
const (
	allowOrigin      = "Access-Control-Allow-Origin"
	allowCredentials = "Access-Control-Allow-Credentials"
	allowMethods     = "Access-Control-Allow-Methods"
	allowHeaders     = "Access-Control-Allow-Headers"
	exposeHeaders    = "Access-Control-Expose-Headers"
	maxAge           = "Access-Control-Max-Age"
	page             = "http://web.example:8000"
)

// answered is an answer with lines, as name and value in turn.
func answered(status int, lines ...string) *cors.Answer {
	a := &cors.Answer{Status: status, Header: map[string][]string{}}
	for i := 0; i+1 < len(lines); i += 2 {
		a.Header[lines[i]] = append(a.Header[lines[i]], lines[i+1])
	}
	return a
}

// told is what a table says of a verdict.
type told struct{ Stage, Reason, Parameter, Detail string }

func tell(v cors.Verdict) told { return told{v.Stage, v.Reason, v.Parameter, v.Detail} }

// The values are those of WPT's cors/origin.htm, the reasons what Chromium
// gives for them.
func TestBrowserComparesOriginsByteForByte(t *testing.T) {
	t.Parallel()
	const mismatch, invalid, multiple = cors.ReasonAllowOriginMismatch, cors.ReasonInvalidAllowOriginValue, cors.ReasonMultipleAllowOriginValues
	for _, tt := range []struct{ name, value, reason string }{
		{"a wildcard passes", "*", ""},
		{"blanks around a wildcard do not count", " *  ", ""},
		{"a tab before a wildcard does not count", "\t*", ""},
		{"the origin itself passes", page, ""},
		{"a blank before the origin does not count", " " + page, ""},
		{"blanks and tabs behind it do not count", " " + page + "   \t ", ""},
		{"a subdomain is another origin", "http://www.web.example:8000", mismatch},
		{"an origin has a scheme", "//web.example:8000", invalid},
		{"an empty scheme is none", "://web.example:8000", invalid},
		{"another scheme is another origin", "ftp://web.example:8000", mismatch},
		{"two colons are another origin", "http:://web.example:8000", invalid},
		{"one slash is a URL and another origin", "http:/web.example:8000", mismatch},
		{"so is no slash", "http:web.example:8000", mismatch},
		{"a host and a port look like a scheme and its rest", "web.example:8000", mismatch},
		{"a host alone is no URL", "web.example", invalid},
		{"a query is too much", page + "?", mismatch},
		{"a slash behind is too much", page + "/", mismatch},
		{"a blank and a slash look like two values", page + " /", multiple},
		{"a fragment is too much", page + "#", mismatch},
		{"a port that is no number is invalid", page + "%23", invalid},
		{"two ports are invalid", page + ":80", invalid},
		{"the port that is the scheme's is too much", "http://web.example:80", mismatch},
		{"the origin and a wildcard are two values", page + ", *", multiple},
		{"upper case is another origin", "HTTP://WEB.EXAMPLE:8000", mismatch},
		{"so is an upper-case scheme", "HTTP://web.example:8000", mismatch},
		{"a dash is no URL", "-", invalid},
		{"two stars are no wildcard", "**", invalid},
		{"a quoted wildcard is none", `"*"`, invalid},
		{"two stars with a blank are two values", "* *", multiple},
		{"a star and null are two values", "* null", multiple},
		{"a star and a URL without a blank are no URL", "*" + page, invalid},
		{"a wildcard with a comma is two values", "*,", multiple},
		{"null is another origin", "null", mismatch},
		{"Null is nothing", "Null", invalid},
		{"nothing is no origin", "", invalid},
		{"a page is more than its origin", page + "/cors/origin.htm", mismatch},
		{"a pattern for the host is another origin", "http://*.web.example", mismatch},
		{"a pattern without a scheme is nothing", "*.web.example", invalid},
		{"a pattern for the port is nothing", "http://web.example:*", invalid},
		{"a port has its limits", "http://web.example:99999", invalid},
		{"a host has its characters", "http://web|example", invalid},
		{"a host may be an escape", "http://web%2aexample", mismatch},
		{"a host is not any escape", "http://web%zz", invalid},
		{"an address has its limits", "http://1.2.3.999", invalid},
		{"an address may be short", "http://1.2.3", mismatch},
		{"an address may be in base 16 and 8", "http://0x7f.010", mismatch},
		{"a name does not end in a number", "http://web.1", invalid},
		{"an address has no fifth number", "http://1.2.3.4.5", invalid},
		{"an IPv6 address stands in brackets", "http://[::1]", mismatch},
		{"brackets are closed", "http://[::1", invalid},
		{"brackets hold an address", "http://[web]", invalid},
		{"a scheme alone has no host", "http://", invalid},
		{"a scheme without hosts needs none", "web:", mismatch},
		{"a scheme begins with a letter", "1http://web.example", invalid},
		{"a user is too much", "http://u@web.example:8000", mismatch},
		{"bytes that are no text are no host", "http://\xe9.example", invalid},
		{"a control character is no host", "http://a\x01b", invalid},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			v := cors.Browser(cors.Request{Origin: page, Method: "GET"}, nil, answered(200, allowOrigin, tt.value))
			if v.Reason != tt.reason || v.Allowed != (tt.reason == "") {
				t.Errorf("%q: %+v, want %q", tt.value, v, tt.reason)
			}
			pre := cors.Browser(cors.Request{Origin: page, Method: "GET"}, answered(200, allowOrigin, tt.value), nil)
			if want := tt.reason; want != "" && pre.Reason != "Preflight"+want || want == "" && !pre.Allowed {
				t.Errorf("preflight with %q: %+v, want %q", tt.value, pre, want)
			}
		})
	}
}

func TestBrowserTakesOneLineOfAllowOrigin(t *testing.T) {
	t.Parallel()
	for name, lines := range map[string][2]string{
		"nothing and a wildcard":  {"", "*"},
		"a wildcard and nothing":  {"*", ""},
		"two wildcards":           {"*", "*"},
		"nothing and the origin":  {"", page},
		"a wildcard and it":       {"*", page},
		"the origin twice":        {page, page},
		"the origin and then not": {page, "null"},
	} {
		t.Run(name+" are two values", func(t *testing.T) {
			t.Parallel()
			v := cors.Browser(cors.Request{Origin: page, Method: "GET"}, nil, answered(200, allowOrigin, lines[0], allowOrigin, lines[1]))
			if v.Reason != cors.ReasonMultipleAllowOriginValues || v.Parameter != lines[0]+", "+lines[1] {
				t.Errorf("%+v", v)
			}
		})
	}
	t.Run("names in two cases are one header", func(t *testing.T) {
		t.Parallel()
		v := cors.Browser(cors.Request{Origin: page, Method: "GET"}, nil,
			answered(200, "access-control-allow-origin", "\tb ", allowOrigin, "a "))
		if diff := cmp.Diff(told{cors.StageAnswer, cors.ReasonMultipleAllowOriginValues, "a, b", "a, b"}, tell(v)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	})
	t.Run("a name in any case is found", func(t *testing.T) {
		t.Parallel()
		if v := cors.Browser(cors.Request{Origin: page, Method: "GET"}, nil, answered(200, "aCCESS-control-ALLOW-origin", page)); !v.Allowed {
			t.Errorf("%+v", v)
		}
	})
}

func TestBrowserJudgesPreflights(t *testing.T) {
	t.Parallel()
	put := cors.Request{Origin: page, Method: "PUT", Headers: []string{"x-b", "X-A"}}
	with := func(r cors.Request, change func(*cors.Request)) cors.Request { change(&r); return r }
	trusted := with(put, func(r *cors.Request) { r.Credentials = true })
	granted := []string{allowOrigin, page, allowMethods, "PUT", allowHeaders, "x-a, x-b"}
	and := func(lines ...string) []string { return append(append([]string(nil), granted...), lines...) }
	for _, tt := range []struct {
		name string
		r    cors.Request
		a    *cors.Answer
		want told // Stage "" is allowed
	}{
		{"what is listed passes", put, answered(200, granted...), told{}},
		{"any status from 200 to 299 will do", put, answered(299, granted...), told{}},
		{"300 will not", put, answered(300, granted...), told{"preflight", cors.ReasonPreflightInvalidStatus, "", "300"}},
		{"304 will not", put, answered(304, granted...), told{"preflight", cors.ReasonPreflightInvalidStatus, "", "304"}},
		{"407 is no answer", put, answered(407), told{"preflight", cors.ReasonProxyAuthentication, "", "407 is the answer of a proxy, and the browser has asked none"}},
		{"a redirect to one place twice is one", put, answered(302, "Location", "/x", "Location", "/x "), told{"preflight", cors.ReasonPreflightDisallowedRedirect, "", "302"}},
		{"a redirect to two places is no answer", put, answered(302, "Location", "/x", "Location", "/y"), told{"preflight", cors.ReasonInvalidRedirect, "", "302 to several places"}},
		{"a 403 with all the right headers will not", put, answered(403, granted...), told{"preflight", cors.ReasonPreflightInvalidStatus, "", "403"}},
		{"the origin is judged before the status", put, answered(403), told{"preflight", cors.ReasonPreflightMissingAllowOriginHeader, "", ""}},
		{"a redirect is judged before the origin", put, answered(302, "Location", "/x"), told{"preflight", cors.ReasonPreflightDisallowedRedirect, "", "302"}},
		{"a redirect is one with a Location", put, answered(301, granted...), told{"preflight", cors.ReasonPreflightInvalidStatus, "", "301"}},
		{"an empty Location is none", put, answered(308, and("Location", "")...), told{"preflight", cors.ReasonPreflightInvalidStatus, "", "308"}},
		{"305 is no redirect", put, answered(305, and("Location", "/x")...), told{"preflight", cors.ReasonPreflightInvalidStatus, "", "305"}},
		{"lists may take several lines, with empty elements and blanks", put,
			answered(200, allowOrigin, page, allowMethods, "GET", allowMethods, ",\tPUT ,,", allowHeaders, "X-A", allowHeaders, ", x-b"), told{}},
		{"no list of methods is malformed", put, answered(200, allowOrigin, page, allowMethods, "PUT;GET", allowHeaders, "x-a, x-b"),
			told{"preflight", cors.ReasonInvalidAllowMethodsPreflightResponse, "", "PUT;GET"}},
		{"a quoted comma is malformed", put, answered(200, allowOrigin, page, allowMethods, `PUT, "a,b"`),
			told{"preflight", cors.ReasonInvalidAllowMethodsPreflightResponse, "", `PUT, "a,b"`}},
		{"no list of headers is malformed, though none is asked for", cors.Request{Origin: page, Method: "PUT"},
			answered(200, allowOrigin, page, allowMethods, "PUT", allowHeaders, "a b"), told{"preflight", cors.ReasonInvalidAllowHeadersPreflightResponse, "", "a b"}},
		{"a malformed list counts before a missing method", put, answered(200, allowOrigin, page, allowMethods, "GET", allowHeaders, "a b"),
			told{"preflight", cors.ReasonInvalidAllowHeadersPreflightResponse, "", "a b"}},
		{"a method is listed", put, answered(200, allowOrigin, page, allowHeaders, "x-a,x-b"),
			told{"preflight", cors.ReasonMethodDisallowedByPreflightResponse, "PUT", "PUT"}},
		{"a method is listed in its case", put, answered(200, allowOrigin, page, allowMethods, "put", allowHeaders, "x-a,x-b"),
			told{"preflight", cors.ReasonMethodDisallowedByPreflightResponse, "PUT", "PUT"}},
		{"put is PUT", with(put, func(r *cors.Request) { r.Method = "put" }), answered(200, granted...), told{}},
		{"patch is not PATCH", with(put, func(r *cors.Request) { r.Method = "patch" }), answered(200, and(allowMethods, "PATCH")...),
			told{"preflight", cors.ReasonMethodDisallowedByPreflightResponse, "patch", "patch"}},
		{"patch is patch", with(put, func(r *cors.Request) { r.Method = "patch" }), answered(200, and(allowMethods, "patch")...), told{}},
		{"POST needs no listing", with(put, func(r *cors.Request) { r.Method = "POST" }), answered(200, granted...), told{}},
		{"a header is listed, and all that are not are named", put, answered(200, allowOrigin, page, allowMethods, "PUT"),
			told{"preflight", cors.ReasonHeaderDisallowedByPreflightResponse, "x-a", "x-a, x-b"}},
		{"headers that no page can set are passed over", with(put, func(r *cors.Request) { r.Headers = []string{"Host", "Sec-Fetch-Mode", "content-length", ""} }),
			answered(200, allowOrigin, page, allowMethods, "PUT"), told{}},
		{"wildcards cover everything", put, answered(200, allowOrigin, "*", allowMethods, "*", allowHeaders, "*"), told{}},
		{"a wildcard may stand among names", put, answered(200, allowOrigin, page, allowMethods, "GET, *", allowHeaders, "x-a,*"), told{}},
		{"a pattern is a name", put, answered(200, allowOrigin, page, allowMethods, "PUT", allowHeaders, "x-*"),
			told{"preflight", cors.ReasonHeaderDisallowedByPreflightResponse, "x-a", "x-a, x-b"}},
		{"credentials are allowed as true", trusted, answered(200, and(allowCredentials, "true")...), told{}},
		{"credentials are not allowed as True", trusted, answered(200, and(allowCredentials, "True")...),
			told{"preflight", cors.ReasonPreflightInvalidAllowCredentials, "True", "True"}},
		{"credentials are not allowed twice", trusted, answered(200, and(allowCredentials, "true", allowCredentials, "true")...),
			told{"preflight", cors.ReasonPreflightInvalidAllowCredentials, "true, true", "true, true"}},
		{"credentials are not allowed by silence", trusted, answered(200, granted...), told{"preflight", cors.ReasonPreflightInvalidAllowCredentials, "", ""}},
		{"a wildcard origin does not serve credentials", trusted, answered(200, allowOrigin, "*", allowCredentials, "true"),
			told{"preflight", cors.ReasonPreflightWildcardOriginNotAllowed, "", "*"}},
		{"Allow-Credentials does not matter without credentials", put, answered(200, and(allowCredentials, "false")...), told{}},
		{"with credentials a wildcard is the name of a method", trusted, answered(200, and(allowCredentials, "true", allowMethods, "*")...), told{}},
		{"and of no other", with(trusted, func(r *cors.Request) { r.Method = "DELETE" }), answered(200, and(allowCredentials, "true", allowMethods, "*")...),
			told{"preflight", cors.ReasonMethodDisallowedByPreflightResponse, "DELETE", "DELETE"}},
		{"with credentials a wildcard is the name of a header", trusted, answered(200, allowOrigin, page, allowCredentials, "true", allowMethods, "PUT", allowHeaders, "*"),
			told{"preflight", cors.ReasonHeaderDisallowedByPreflightResponse, "x-a", "x-a, x-b"}},
		{"an opaque origin is allowed by its name", cors.Request{Origin: "null", Method: "PUT"}, answered(200, allowOrigin, "null", allowMethods, "PUT"), told{}},
		{"or by a wildcard", cors.Request{Origin: "null", Method: "PUT"}, answered(200, allowOrigin, "*", allowMethods, "PUT"), told{}},
		{"a browser sends an origin", cors.Request{Method: "PUT"}, answered(200, granted...), told{"request", cors.ReasonNoOrigin, "", "a browser always says which page asks"}},
		{"a browser sends a method", cors.Request{Origin: page}, answered(200, granted...), told{"request", cors.ReasonInvalidMethod, "", "a browser always says the method"}},
		{"a browser sends a token", cors.Request{Origin: page, Method: "P T"}, answered(200, granted...), told{"request", cors.ReasonInvalidMethod, "P T", "P T"}},
		{"a browser does not TRACE", cors.Request{Origin: page, Method: "trace"}, answered(200, granted...), told{"request", cors.ReasonForbiddenMethod, "trace", "trace"}},
		{"a browser asks for names", cors.Request{Origin: page, Method: "PUT", Headers: []string{"a b"}}, answered(200, granted...),
			told{"request", cors.ReasonInvalidHeader, "a b", "a b"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			v := cors.Browser(tt.r, tt.a, nil)
			want := tt.want
			if want.Stage == "" {
				want.Stage = cors.StagePreflight
			}
			if diff := cmp.Diff(want, tell(v)); diff != "" || v.Allowed != (tt.want.Reason == "") || !v.Preflighted {
				t.Errorf("allowed %v (-want +got):\n%s", v.Allowed, diff)
			}
		})
	}
}

func TestBrowserWarns(t *testing.T) {
	t.Parallel()
	const byStar = "Authorization is covered by * alone; browsers let that pass for now, the Fetch standard does not: list it by name"
	get := cors.Request{Origin: page, Method: "GET"}
	for _, tt := range []struct {
		name              string
		r                 cors.Request
		preflight, actual *cors.Answer
		allowed           bool
		want              []string
	}{
		{"of Authorization under a wildcard, once", cors.Request{Origin: page, Method: "GET", Headers: []string{"Authorization", "authorization"}},
			answered(200, allowOrigin, "*", allowHeaders, "*"), nil, true, []string{byStar}},
		{"not of Authorization by name", cors.Request{Origin: page, Method: "GET", Headers: []string{"Authorization"}},
			answered(200, allowOrigin, "*", allowHeaders, "*, authorization"), nil, true, nil},
		{"of wildcards with credentials: the method", cors.Request{Origin: page, Method: "PUT", Credentials: true},
			answered(200, allowOrigin, page, allowCredentials, "true", allowMethods, "*"), nil, false,
			[]string{"with credentials, * in Access-Control-Allow-Methods is the name of a method and stands for no other"}},
		{"of wildcards with credentials: a header", cors.Request{Origin: page, Method: "GET", Headers: []string{"authorization"}, Credentials: true},
			answered(200, allowOrigin, page, allowCredentials, "true", allowHeaders, "*"), nil, false,
			[]string{"with credentials, * in Access-Control-Allow-Headers is the name of a header and stands for no other"}},
		{"of a method in another case", cors.Request{Origin: page, Method: "PUT"}, answered(200, allowOrigin, page, allowMethods, "Put"), nil, false,
			[]string{"methods are compared byte for byte: PUT is listed in another case"}},
		{"not of the origin null", cors.Request{Origin: "null", Method: "GET"}, nil, nil, true, nil},
		{"of a pattern that exposes nothing", get, nil, answered(200, allowOrigin, "*", exposeHeaders, "x-amz-*"), true,
			[]string{"Access-Control-Expose-Headers knows no patterns: x-amz-* exposes a header of that very name"}},
		{"of a list that is none", get, nil, answered(200, allowOrigin, "*", exposeHeaders, "a b"), true,
			[]string{"Access-Control-Expose-Headers is no list of names, and exposes nothing: a b"}},
		{"of an origin that no browser sends", cors.Request{Origin: "https://App.example/", Method: "GET"}, nil, nil, true,
			[]string{`no browser sends https://App.example/ as an origin: that is scheme, "://", host in lower case and a port other than the scheme's own`}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			v := cors.Browser(tt.r, tt.preflight, tt.actual)
			if diff := cmp.Diff(tt.want, v.Warnings); diff != "" || v.Allowed != tt.allowed {
				t.Errorf("%+v (-want +got):\n%s", v, diff)
			}
		})
	}
}
