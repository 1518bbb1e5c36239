// SPDX-License-Identifier: Apache-2.0

package cors_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/cors"
)

// gallery has the rules of QingStor's own example, and one with wildcards.
func gallery(vary bool) *cors.Configuration {
	age := 200
	return &cors.Configuration{ResponseVary: vary, Rules: []cors.Rule{
		{AllowedOrigins: []string{"http://*.qingcloud.com"}, AllowedMethods: []string{"PUT", "GET", "DELETE", "POST"},
			AllowedHeaders: []string{"x-qs-date", "Content-Type", "Content-MD5", "Authorization"}, ExposeHeaders: []string{"x-qs-date", "ETag"}, MaxAgeSeconds: &age},
		{AllowedOrigins: []string{"*"}, AllowedMethods: []string{"*"}, AllowedHeaders: []string{"range"}},
	}}
}

func TestQingStorAnswers(t *testing.T) {
	t.Parallel()
	evaluate := func(c *cors.Configuration, r cors.Request) cors.Decision { return cors.Evaluate("qingstor", c, r) }
	actual := func(c *cors.Configuration, r cors.Request) cors.Decision {
		return cors.EvaluateActual("qingstor", c, r)
	}
	granted := answer{Status: 200, Origin: "http://a.qingcloud.com", Methods: "PUT", Asks: "Content-Type,X-QS-Date", Expose: "x-qs-date,ETag", MaxAge: "200"}
	silent := func(reason string) answer { return answer{Status: 200, Rule: -1, Reason: reason} }
	ask := func(origin, method string, headers ...string) cors.Request {
		return cors.Request{Key: "k", Origin: origin, Method: method, Headers: headers}
	}
	for _, tt := range []struct {
		name string
		ask  func(*cors.Configuration, cors.Request) cors.Decision
		c    *cors.Configuration
		r    cors.Request
		want answer
	}{
		{"origin, method and headers come back as they were asked for, without credentials", evaluate, gallery(false),
			ask("http://a.qingcloud.com", "PUT", "Content-Type", " X-QS-Date"), granted},
		{"of a list of methods those that are allowed", evaluate, gallery(false), ask("http://a.qingcloud.com", "DELETE,GET,PUT,PATCH", "content-type"),
			with(granted, func(a *answer) { a.Methods, a.Asks = "DELETE,GET,PUT", "content-type" })},
		{"a rule for every origin names the one that asks, and an age of 5 seconds where it has none", evaluate, gallery(false), ask("https://b.example", "HEAD", "Range"),
			answer{Status: 200, Rule: 1, Origin: "https://b.example", Methods: "HEAD", Asks: "Range", MaxAge: "5"}},
		{"a rule for every method allows those that stores have", evaluate, gallery(false), ask("https://b.example", "PATCH"), silent(cors.ReasonInvalidMethod)},
		{"one header that is not allowed refuses all", evaluate, gallery(false), ask("http://a.qingcloud.com", "PUT", "content-type", "x-own"), silent(cors.ReasonHeaderNotAllowed)},
		{"no configuration refuses in silence", evaluate, nil, ask("http://a.qingcloud.com", "PUT"), silent(cors.ReasonNoConfiguration)},
		{"a header that is none refuses in silence", evaluate, gallery(false), ask("http://a.qingcloud.com", "PUT", "a b"), silent(cors.ReasonInvalidHeader)},
		{"no method refuses in silence", evaluate, gallery(false), ask("http://a.qingcloud.com", ""), silent(cors.ReasonInvalidMethod)},
		{"no origin is said to be missing", evaluate, gallery(false), ask("", "PUT"),
			answer{Status: 400, Code: "invalid_argument", Message: "The request has no Origin.", Rule: -1, Reason: cors.ReasonNoOrigin}},
		{"a grant varies when the configuration asks for it", evaluate, gallery(true), ask("http://a.qingcloud.com", "PUT", "Content-Type", "X-QS-Date"),
			with(granted, func(a *answer) { a.Vary = "Origin" })},
		{"so does a refusal", evaluate, gallery(true), ask("http://a.qingcloud.com", "PUT", "x-own"),
			with(silent(cors.ReasonHeaderNotAllowed), func(a *answer) { a.Vary = "Origin" })},
		{"a real request has the headers of the rule", actual, gallery(false), ask("http://a.qingcloud.com", "GET"),
			answer{Origin: "http://a.qingcloud.com", Methods: "GET", Expose: "x-qs-date,ETag", MaxAge: "200"}},
		{"a real request that no rule allows is served", actual, gallery(false), ask("ftp://a.example", "PATCH"), answer{Rule: -1, Reason: cors.ReasonInvalidMethod}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			d := tt.ask(tt.c, tt.r)
			if diff := cmp.Diff(tt.want, seen(d)); diff != "" {
				t.Errorf("answer (-want +got):\n%s", diff)
			}
		})
	}
	if got := noBucket(ask("o", "GET"))("qingstor"); got.Status != 404 || got.Code != "bucket_not_exists" {
		t.Errorf("a missing bucket: %+v", got)
	}
	c := gallery(true)
	for len(c.Rules) < 1001 {
		c.Rules = append(c.Rules, c.Rules[0])
	}
	if r := cors.Check("qingstor", c); r != nil {
		t.Errorf("rules without limit: %v", r)
	}
}
