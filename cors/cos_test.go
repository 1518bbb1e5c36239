// SPDX-License-Identifier: Apache-2.0

package cors_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/cors"
)

const notAllowedByCOS = "CORSResponse: This CORS request is not allowed. This is usually because the evalution of Origin, request method / Access-Control-Request-Method or Access-Control-Requet-Headers are not whitelisted by the resource's CORS spec"

// shop has the rules of COS's own examples, and one with a wildcard.
func shop(vary bool) *cors.Configuration {
	age := 600
	return &cors.Configuration{ResponseVary: vary, Rules: []cors.Rule{
		{AllowedOrigins: []string{"https://app.example", "*://b.example:8443"}, AllowedMethods: []string{"PUT", "GET"},
			AllowedHeaders: []string{"content-md5", "x-cos-meta-author"}, ExposeHeaders: []string{"Content-Length", "ETag"}, MaxAgeSeconds: &age},
		{AllowedOrigins: []string{"*"}, AllowedMethods: []string{"GET", "HEAD"}, AllowedHeaders: []string{"range", "x-cos-*"}},
	}}
}

func TestCOSAnswers(t *testing.T) {
	t.Parallel()
	evaluate := func(c *cors.Configuration, r cors.Request) cors.Decision { return cors.Evaluate("cos", c, r) }
	actual := func(c *cors.Configuration, r cors.Request) cors.Decision { return cors.EvaluateActual("cos", c, r) }
	granted := answer{Status: 200, Origin: "https://app.example", Credentials: "true", Methods: "PUT,GET", Asks: "content-md5,x-cos-meta-author", Expose: "Content-Length,ETag", MaxAge: "600"}
	refused := answer{Status: 403, Code: "AccessForbidden", Message: notAllowedByCOS, Rule: -1}
	because := func(reason string) answer { return with(refused, func(a *answer) { a.Reason = reason }) }
	for _, tt := range []struct {
		name string
		ask  func(*cors.Configuration, cors.Request) cors.Decision
		c    *cors.Configuration
		r    cors.Request
		want answer
	}{
		{"the headers of the rule come back, whatever was asked", evaluate, shop(false),
			cors.Request{Key: "k", Origin: "https://app.example", Method: "PUT", Headers: []string{"Content-MD5"}}, granted},
		{"also when none was asked", evaluate, shop(false), cors.Request{Origin: "https://app.example", Method: "GET"}, granted},
		{"a wildcard may stand for the scheme", evaluate, shop(false), cors.Request{Origin: "http://b.example:8443", Method: "PUT"},
			with(granted, func(a *answer) { a.Origin = "http://b.example:8443" })},
		{"a rule for every origin names * and no credentials, and what a pattern covers follows the names", evaluate, shop(false),
			cors.Request{Key: "k", Origin: "https://other.example", Method: "GET", Headers: []string{"Range", "X-Cos-Meta-A"}},
			answer{Status: 200, Rule: 1, Origin: "*", Methods: "GET,HEAD", Asks: "range,x-cos-meta-a"}},
		{"no rule refuses in COS's words", evaluate, shop(false),
			cors.Request{Key: "k", Origin: "https://other.example", Method: "PUT"}, because(cors.ReasonMethodNotAllowed)},
		{"no configuration refuses in the same words", evaluate, nil,
			cors.Request{Key: "k", Origin: "https://app.example", Method: "PUT"}, because(cors.ReasonNoConfiguration)},
		{"a grant varies when the configuration asks for it", evaluate, shop(true),
			cors.Request{Key: "k", Origin: "https://app.example", Method: "PUT"}, with(granted, func(a *answer) { a.Vary = "Origin" })},
		{"so does a refusal", evaluate, shop(true), cors.Request{Key: "k", Origin: "https://other.example", Method: "PUT"},
			with(because(cors.ReasonMethodNotAllowed), func(a *answer) { a.Vary = "Origin" })},
		{"so does a real request without an origin", actual, shop(true), cors.Request{Key: "k", Method: "GET"},
			answer{Rule: -1, Reason: cors.ReasonNoOrigin, Vary: "Origin"}},
		{"a real request has the headers of the rule", actual, shop(false), cors.Request{Key: "k", Origin: "https://app.example", Method: "GET"},
			answer{Origin: "https://app.example", Credentials: "true", Methods: "PUT,GET", Expose: "Content-Length,ETag", MaxAge: "600"}},
		{"a real request that no rule allows is served", actual, shop(false), cors.Request{Key: "k", Origin: "https://other.example", Method: "PUT"},
			answer{Rule: -1, Reason: cors.ReasonMethodNotAllowed}},
		{"a real request that asks for nonsense is served", actual, shop(false), cors.Request{Key: "k", Origin: "https://app.example", Method: "nonsense"},
			answer{Rule: -1, Reason: cors.ReasonInvalidMethod}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			d := tt.ask(tt.c, tt.r)
			if diff := cmp.Diff(tt.want, seen(d)); diff != "" {
				t.Errorf("answer (-want +got):\n%s", diff)
			}
		})
	}
	if got := noBucket(cors.Request{Origin: "o", Method: "GET"})("cos"); got.Status != 404 || got.Code != "NoSuchBucket" {
		t.Errorf("a missing bucket: %+v", got)
	}
	c := shop(true)
	c.Rules = make([]cors.Rule, 101)
	if r := cors.Check("cos", c); r == nil || r.Code != "InvalidRequest" {
		t.Errorf("101 rules: %v", r)
	}
}
