// SPDX-License-Identifier: Apache-2.0

package cors_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/cors"
)

const app = "https://app.example.com"

func TestFix(t *testing.T) {
	t.Parallel()
	put := cors.Request{Key: "k", Origin: app, Method: "PUT", Headers: []string{"Content-Type"}}
	trusted := cors.Request{Key: "k", Origin: app, Method: "GET", Credentials: true}
	plain := func(change func(*cors.Rule)) cors.Rule {
		r := cors.Rule{AllowedOrigins: []string{app}, AllowedMethods: []string{"GET"}}
		change(&r)
		return r
	}
	for _, tt := range []struct {
		name     string
		provider string
		c        *cors.Configuration
		r        cors.Request
		rule     int
		what     []string
	}{
		{"no configuration gets the smallest rule", "s3", nil, put, -1, []string{"a new rule 1 allows the origin https://app.example.com the method PUT with the headers content-type"}},
		{"what passes is left alone", "cos", of(clean()), put, 0, nil},
		{"a rule of the origin alone gets the method", "s3", of(plain(headers("content-*"))), put, 0, []string{"rule 1 allows the method PUT"}},
		{"a rule of the origin alone gets the header", "s3", of(plain(methods("GET", "PUT"))), put, 0, []string{"rule 1 allows the header content-type"}},
		{"a rule of the origin alone gets method and header", "s3", of(plain(methods("GET"))), put, 0, []string{"rule 1 allows the method PUT", "rule 1 allows the header content-type"}},
		{"of several rules of the origin the nearest", "qingstor", of(plain(methods("GET")), plain(methods("PUT"))), put, 1, []string{"rule 2 allows the header content-type"}},
		{"a rule of others gets the origin when that gives it nothing more", "s3", of(plain(func(r *cors.Rule) { origins("https://b.example.com")(r); methods("PUT")(r); headers("content-type")(r) })), put, 0,
			[]string{"rule 1 allows the origin https://app.example.com"}},
		{"a rule of others does not get the origin when it allows more", "s3", of(plain(func(r *cors.Rule) {
			origins("https://b.example.com")(r)
			methods("PUT", "DELETE")(r)
			headers("content-type")(r)
		})), put, -1,
			[]string{"a new rule 2 allows the origin https://app.example.com the method PUT with the headers content-type"}},
		{"nor when it allows more headers", "s3", of(plain(func(r *cors.Rule) { origins("https://b.example.com")(r); methods("PUT")(r); headers("*")(r) })), put, -1,
			[]string{"a new rule 2 allows the origin https://app.example.com the method PUT with the headers content-type"}},
		{"a rule that others share does not get the method", "s3", of(plain(func(r *cors.Rule) { origins(app, "https://b.example.com")(r); headers("*")(r) })), put, -1,
			[]string{"a new rule 2 allows the origin https://app.example.com the method PUT with the headers content-type"}},
		{"a rule for a pattern does not get the method", "oss", of(plain(func(r *cors.Rule) { origins("https://*.example.com")(r); headers("*")(r) })), put, -1,
			[]string{"a new rule 2 allows the origin https://app.example.com the method PUT with the headers content-type"}},
		{"an entry that never matches is nobody", "s3", of(plain(func(r *cors.Rule) { origins(app + "/")(r); methods("PUT")(r) })), put, 0,
			[]string{"rule 1 allows the origin https://app.example.com", "rule 1 allows the header content-type"}},
		{"of two that lack as much the one that leaves the other alive", "s3", of(plain(headers("content-type")), plain(methods("PUT"))), put, 1, []string{"rule 2 allows the header content-type"}},
		{"a rule does not overtake one that exposes more", "s3", of(plain(methods("GET")), plain(func(r *cors.Rule) { methods("PUT")(r); exposes("ETag")(r) })), put, 1,
			[]string{"rule 2 allows the header content-type"}},
		{"credentials need the origin before *", "s3", of(plain(func(r *cors.Rule) { origins("*")(r); exposes("ETag")(r) })), trusted, -1,
			[]string{"a new rule 1 allows the origin https://app.example.com the method GET; it stands before the rule that answers *, with which browsers send no credentials"}},
		{"credentials need it for the real request too", "s3", of(plain(origins("*")), plain(headers("range"))),
			cors.Request{Key: "k", Origin: app, Method: "GET", Headers: []string{"range"}, Credentials: true}, -1,
			[]string{"a new rule 1 allows the origin https://app.example.com the method GET with the headers range; it stands before the rule that answers *, with which browsers send no credentials"}},
		{"credentials are no matter where the origin is named", "s3", of(plain(methods("GET"))), trusted, 0, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := cors.Fix(tt.provider, tt.c, tt.r)
			if diff := cmp.Diff(tt.what, got.What); diff != "" || got.Rule != tt.rule || got.Reason != "" || got.Needed() != (len(tt.what) > 0) {
				t.Errorf("Fix() rule %d, reason %q, what (-want +got):\n%s", got.Rule, got.Reason, diff)
			}
			if d := cors.Evaluate(tt.provider, got.Configuration, tt.r); !d.Allowed {
				t.Errorf("then %v", d.Verdict())
			}
		})
	}
}

func TestFixedRule(t *testing.T) {
	t.Parallel()
	shared := also(origins("https://*.example.com"))
	c := of(shared)
	got := cors.Fix("s3", c, cors.Request{Origin: app, Method: "DELETE", Headers: []string{"X-Own", "x-own", " If-Match"}})
	want := also(func(r *cors.Rule) { origins(app)(r); methods("DELETE")(r); headers("x-own", "if-match")(r) })
	if diff := cmp.Diff(of(shared, want), got.Configuration); diff != "" {
		t.Errorf("a new rule exposes what the origin's other rule does, as long (-want +got):\n%s", diff)
	}
	*got.Configuration.Rules[0].MaxAgeSeconds, got.Configuration.Rules[0].AllowedOrigins[0] = 1, ""
	if diff := cmp.Diff(of(also(origins("https://*.example.com"))), c); diff != "" {
		t.Errorf("the configuration before was changed (-want +got):\n%s", diff)
	}
}

func TestFixRefusesWhatNoRuleAllows(t *testing.T) {
	t.Parallel()
	full := func(n int, origin string) *cors.Configuration {
		c := new(cors.Configuration)
		for i := range n {
			c.Rules = append(c.Rules, cors.Rule{AllowedOrigins: []string{fmt.Sprintf(origin, i)}, AllowedMethods: []string{"GET"}})
		}
		return c
	}
	var long *cors.Configuration // the longest that OSS takes
	for n := 15900; long == nil; n++ {
		if c := of(also(headers(strings.Repeat("x", n+1)))); slices.ContainsFunc(cors.Lint("oss", c), func(f cors.Finding) bool { return f.Code == cors.CodeTooLarge }) {
			long = of(also(headers(strings.Repeat("x", n))))
		}
	}
	for _, tt := range []struct {
		name, provider string
		c              *cors.Configuration
		r              cors.Request
		want           string
	}{
		{"no origin", "s3", nil, cors.Request{Method: "GET"}, cors.ReasonNoOrigin},
		{"an origin with a slash", "s3", nil, cors.Request{Origin: app + "/", Method: "GET"}, cors.ReasonInvalidOrigin},
		{"a list of origins", "cos", nil, cors.Request{Origin: app + "," + app, Method: "GET"}, cors.ReasonInvalidOrigin},
		{"a pattern for an origin", "qingstor", nil, cors.Request{Origin: "http://*.qingcloud.com", Method: "GET"}, cors.ReasonInvalidOrigin},
		{"null", "s3", nil, cors.Request{Origin: "null", Method: "GET"}, cors.ReasonInvalidOrigin},
		{"PATCH", "s3", nil, cors.Request{Origin: app, Method: "PATCH"}, cors.ReasonInvalidMethod},
		{"no method", "oss", nil, cors.Request{Origin: app}, cors.ReasonInvalidMethod},
		{"a list of methods", "qingstor", nil, cors.Request{Origin: app, Method: "DELETE,GET,PUT,PATCH"}, cors.ReasonInvalidMethod},
		{"a header that is none", "s3", nil, cors.Request{Origin: app, Method: "GET", Headers: []string{"a b"}}, cors.ReasonInvalidHeader},
		{"a header that would be a pattern", "s3", nil, cors.Request{Origin: app, Method: "GET", Headers: []string{"*"}}, cors.ReasonInvalidHeader},
		{"credentials where there are none", "qingstor", of(clean()), cors.Request{Origin: app, Method: "GET", Credentials: true}, cors.ReasonNoCredentials},
		{"credentials where the store never allows them", "oss", nil, cors.Request{Origin: app, Method: "GET", Credentials: true}, cors.ReasonNoCredentials},
		{"no bytes left", "oss", long, cors.Request{Origin: "https://b.example.com", Method: "GET"}, cors.ReasonTooManyRules},
		{"a hundred rules and one more", "cos", full(100, "https://%d.example.com"), cors.Request{Origin: app, Method: "GET"}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := cors.Fix(tt.provider, tt.c, tt.r)
			if got.Reason != tt.want || (got.Detail == "") != (tt.want == "") || (got.Configuration == nil) != (tt.want != "") {
				t.Errorf("Fix() = %+v, want reason %q", got, tt.want)
			}
		})
	}
	t.Run("without room the extension that gives least away is chosen, and says so", func(t *testing.T) {
		t.Parallel()
		c := full(20, "https://%d.example.com")
		c.Rules[3].AllowedOrigins[0] = "https://*.example.com"
		got := cors.Fix("oss", c, cors.Request{Origin: app, Method: "PUT"})
		want := []string{"rule 1 allows the origin https://app.example.com", "rule 1 allows the method PUT", "its other origins get that too, for there is no room for another rule"}
		if diff := cmp.Diff(want, got.What); diff != "" || got.Rule != 0 {
			t.Errorf("rule %d, what (-want +got):\n%s", got.Rule, diff)
		}
	})
}

func TestExpose(t *testing.T) {
	t.Parallel()
	c := of(also(func(r *cors.Rule) { headers()(r); exposes()(r) }), clean())
	r := cors.Request{Key: "k", Origin: app, Method: "PUT", Headers: []string{"content-type"}}
	got := cors.Expose("s3", c, r, "etag", "ETag", "Content-Type", "x-amz-version-id")
	want := []string{"rule 1 exposes the header etag", "rule 1 exposes the header x-amz-version-id"}
	if diff := cmp.Diff(want, got.What); diff != "" {
		t.Errorf("the rule of the real request exposes, not that of the preflight (-want +got):\n%s", diff)
	}
	if again := cors.Expose("s3", got.Configuration, r, "ETag"); again.Needed() || again.Reason != "" {
		t.Errorf("again: %+v", again)
	}
	if gateway := cors.Expose("s3-gateway", c, r, "ETag"); gateway.Needed() {
		t.Errorf("a gateway exposes the ETag by itself: %v", gateway.What)
	}
	for _, name := range []string{"*", "", "a b", "Set-Cookie"} {
		if got := cors.Expose("s3", c, r, name); got.Reason != cors.ReasonInvalidHeader || got.Configuration != nil {
			t.Errorf("%q: %+v", name, got)
		}
	}
	if got := cors.Expose("s3", nil, cors.Request{Origin: app, Method: "PATCH"}, "ETag"); got.Reason != cors.ReasonInvalidMethod {
		t.Errorf("an impossible request: %+v", got)
	}
}
