// SPDX-License-Identifier: Apache-2.0

package cors_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/cors"
)

func TestBrowserJudgesAnswers(t *testing.T) {
	t.Parallel()
	get := cors.Request{Origin: page, Method: "GET"}
	trusted := cors.Request{Origin: page, Method: "GET", Credentials: true}
	granted := answered(200, allowOrigin, page, allowMethods, "PUT")
	for _, tt := range []struct {
		name              string
		r                 cors.Request
		preflight, actual *cors.Answer
		want              told
	}{
		{"an answer that names the origin may be read", get, nil, answered(200, allowOrigin, page), told{}},
		{"so may an error", get, nil, answered(404, allowOrigin, page), told{}},
		{"an answer without CORS may not, whatever its status", get, nil, answered(404), told{"answer", cors.ReasonMissingAllowOriginHeader, "", ""}},
		{"a good preflight does not answer for the answer", cors.Request{Origin: page, Method: "PUT"}, granted, answered(200),
			told{"answer", cors.ReasonMissingAllowOriginHeader, "", ""}},
		{"a good answer does not answer for the preflight", cors.Request{Origin: page, Method: "DELETE"}, granted, answered(200, allowOrigin, page),
			told{"preflight", cors.ReasonMethodDisallowedByPreflightResponse, "DELETE", "DELETE"}},
		{"preflight and answer may name the origin each in its way", cors.Request{Origin: page, Method: "PUT"}, granted, answered(200, allowOrigin, "*"), told{}},
		{"a proxy that adds a line of its own spoils it", cors.Request{Origin: page, Method: "PUT"}, granted, answered(200, allowOrigin, page, allowOrigin, "*"),
			told{"answer", cors.ReasonMultipleAllowOriginValues, page + ", *", page + ", *"}},
		{"an answer does not list the method", cors.Request{Origin: page, Method: "PUT"}, granted, answered(200, allowOrigin, page, allowMethods, "a b"), told{}},
		{"another origin may not read", get, nil, answered(200, allowOrigin, "http://other.example"),
			told{"answer", cors.ReasonAllowOriginMismatch, "http://other.example", "http://other.example"}},
		{"a wildcard does not serve credentials", trusted, nil, answered(200, allowOrigin, "*", allowCredentials, "true"),
			told{"answer", cors.ReasonWildcardOriginNotAllowed, "", "*"}},
		{"credentials need a word", trusted, nil, answered(200, allowOrigin, page), told{"answer", cors.ReasonInvalidAllowCredentials, "", ""}},
		{"credentials get their word", trusted, nil, answered(200, allowOrigin, page, allowCredentials, " true "), told{}},
		{"304 is an answer like any other", get, nil, answered(304), told{"answer", cors.ReasonMissingAllowOriginHeader, "", ""}},
		{"304 may be read", get, nil, answered(304, allowOrigin, page), told{}},
		{"407 is no answer, whatever it says", get, nil, answered(407, allowOrigin, page),
			told{"answer", cors.ReasonProxyAuthentication, "", "407 is the answer of a proxy, and the browser has asked none"}},
		{"a redirect to two places is followed to none", get, nil, answered(302, allowOrigin, page, "Location", "/x", "Location", "/y"),
			told{"answer", cors.ReasonInvalidRedirect, "", "302 to several places"}},
		{"a redirect to one place twice is followed", get, nil, answered(302, allowOrigin, page, "Location", "/x", "Location", "/x"), told{}},
		{"a redirect to what nobody knows is not followed", get, nil, answered(302, allowOrigin, page, "Location", "foo://bar"), told{"answer", cors.ReasonInvalidRedirect, "", "302"}},
		{"a redirect needs permission too", get, nil, answered(302, "Location", "/x"), told{"answer", cors.ReasonMissingAllowOriginHeader, "", ""}},
		{"a redirect with permission is followed", get, nil, answered(302, allowOrigin, page, "Location", "/x"), told{}},
		{"a redirect to a password is not", get, nil, answered(302, allowOrigin, page, "Location", "http://u:p@h/x"), told{"answer", cors.ReasonRedirectContainsCredentials, "", "302"}},
		{"a redirect to another protocol is not", get, nil, answered(307, allowOrigin, page, "Location", "ftp://h/x"), told{"answer", cors.ReasonCorsDisabledScheme, "", "307"}},
		{"a redirect to data is not", get, nil, answered(301, allowOrigin, page, "Location", "data:,x"), told{"answer", cors.ReasonInvalidRedirect, "", "301"}},
		{"a redirect to no URL is not", get, nil, answered(308, allowOrigin, page, "Location", "http://[/"), told{"answer", cors.ReasonInvalidRedirect, "", "308"}},
		{"a redirect without a Location is an answer", get, nil, answered(303, allowOrigin, page), told{}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			v := cors.Browser(tt.r, tt.preflight, tt.actual)
			want := tt.want
			if want.Stage == "" {
				want.Stage = cors.StageAnswer
			}
			if diff := cmp.Diff(want, tell(v)); diff != "" || v.Allowed != (tt.want.Reason == "") || v.Preflighted != (tt.preflight != nil) {
				t.Errorf("%+v (-want +got):\n%s", v, diff)
			}
		})
	}
	t.Run("without an answer the verdict is about the request", func(t *testing.T) {
		t.Parallel()
		v := cors.Browser(get, nil, nil)
		if diff := cmp.Diff(cors.Verdict{Allowed: true, Stage: cors.StageRequest}, v); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	})
}

func TestScriptReads(t *testing.T) {
	t.Parallel()
	get := cors.Request{Origin: page, Method: "GET"}
	trusted := cors.Request{Origin: page, Method: "GET", Credentials: true}
	always := []string{"Cache-Control", "Content-Language", "Content-Length", "Content-Type", "Expires", "Last-Modified", "Pragma"}
	for _, tt := range []struct {
		name   string
		r      cors.Request
		expose []string
		yes    []string
		no     []string
	}{
		{"seven headers, in any case", get, nil, append(always, "content-TYPE"), []string{"ETag", "Content-Range", "Accept-Ranges", "x-amz-request-id", "X-Amz-Meta-A", "Set-Cookie", ""}},
		{"what is exposed", get, []string{"ETag, x-amz-request-id"}, []string{"etag", "X-Amz-Request-Id", "Pragma"}, []string{"Content-Range"}},
		{"what is exposed over several lines with empty elements", get, []string{",ETag,,", "x-a"}, []string{"etag", "x-a"}, []string{"x-b", ""}},
		{"everything under a wildcard", get, []string{"ETag, *"}, []string{"etag", "x-any", "*"}, []string{"Set-Cookie", "set-cookie2"}},
		{"a literal star with credentials", trusted, []string{"*"}, []string{"*"}, []string{"etag", "Set-Cookie"}},
		{"a literal name of a pattern", get, []string{"x-amz-*"}, []string{"x-amz-*"}, []string{"x-amz-request-id"}},
		{"nothing of a list that is broken at its end", get, []string{"bb-8,,@#$#%%&^&^*()()11!"}, always, []string{"bb-8"}},
		{"nothing of a list with a blank in a name", get, []string{"bb-8, no way"}, always, []string{"bb-8"}},
		{"nothing of a list broken in another line", get, []string{"no way", "bb-8"}, always, []string{"bb-8"}},
		{"nothing of a quoted name", get, []string{`"bb-8"`}, always, []string{"bb-8"}},
		{"nothing of a name with a parameter", get, []string{"bb-8;"}, always, []string{"bb-8"}},
		{"no cookie that is exposed", get, []string{"Set-Cookie, ETag"}, []string{"ETag"}, []string{"Set-Cookie"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			a := answered(200, allowOrigin, page, allowCredentials, "true")
			a.Header[exposeHeaders] = tt.expose
			v := cors.Browser(tt.r, nil, a)
			for _, name := range tt.yes {
				if !v.Readable(name) {
					t.Errorf("%q is not readable", name)
				}
			}
			for _, name := range tt.no {
				if v.Readable(name) {
					t.Errorf("%q is readable", name)
				}
			}
		})
	}
	t.Run("nothing before there is an answer that may be read", func(t *testing.T) {
		t.Parallel()
		exposing := []string{allowOrigin, page, exposeHeaders, "ETag"}
		for name, v := range map[string]cors.Verdict{
			"a preflight exposes nothing": cors.Browser(get, answered(200, exposing...), nil),
			"a refusal":                   cors.Browser(get, nil, answered(200, allowOrigin, "null", exposeHeaders, "ETag")),
			"a redirect":                  cors.Browser(get, nil, answered(302, append(exposing, "Location", "/")...)),
		} {
			if v.Readable("ETag") || v.Readable("Content-Type") {
				t.Errorf("%s: %+v", name, v)
			}
		}
	})
}

func TestMaxAge(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name  string
		lines []string
		limit int
		want  int
	}{
		{"as it says", []string{"600"}, 0, 600},
		{"five seconds by silence", nil, 0, 5},
		{"five seconds for nothing", []string{""}, 0, 5},
		{"five seconds for words", []string{"1h"}, 0, 5},
		{"five seconds for a fraction", []string{"600.5"}, 0, 5},
		{"a plus is read", []string{"+600"}, 0, 600},
		{"two signs are not", []string{"+-600"}, 0, 5},
		{"five seconds for a minus alone", []string{"-"}, 0, 5},
		{"five seconds for two lines", []string{"600", "600"}, 0, 5},
		{"blanks do not count", []string{" 60\t"}, 0, 60},
		{"zero is not remembered", []string{"0"}, 0, 0},
		{"less than zero is not remembered", []string{"-1"}, 0, 0},
		{"Chromium forgets after two hours", []string{"86400"}, cors.MaxAgeChromium, 7200},
		{"Firefox forgets after a day", []string{"1000000"}, cors.MaxAgeFirefox, 86400},
		{"Safari forgets after ten minutes", []string{"86400"}, cors.MaxAgeSafari, 600},
		{"less than the limit is less", []string{"60"}, cors.MaxAgeSafari, 60},
		{"ten digits are a long time", []string{"9999999999"}, cors.MaxAgeFirefox, 86400},
		{"five seconds for what is beyond 64 bits", []string{"99999999999999999999999"}, 0, 5},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			a := answered(200)
			a.Header[maxAge] = tt.lines
			if got := cors.MaxAge(a, tt.limit); got != tt.want {
				t.Errorf("MaxAge() = %d, want %d", got, tt.want)
			}
		})
	}
	if got := cors.MaxAge(nil, 3); got != 3 {
		t.Errorf("MaxAge(nil) = %d", got)
	}
}
