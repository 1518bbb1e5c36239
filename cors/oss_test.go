// SPDX-License-Identifier: Apache-2.0

package cors_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/cors"
)

const notAllowedByOSS = notAllowedByCOS + "."

// studio has a rule of OSS's own example, and one for every origin.
func studio(vary bool) *cors.Configuration {
	age := 60
	return &cors.Configuration{ResponseVary: vary, Rules: []cors.Rule{
		{AllowedOrigins: []string{"https://app.example", "https://*.b.example"}, AllowedMethods: []string{"PUT", "GET"},
			AllowedHeaders: []string{"x-oss-test*", "Content-Type"}, ExposeHeaders: []string{"x-oss-test1", "x-oss-test2"}, MaxAgeSeconds: &age},
		{AllowedOrigins: []string{"*"}, AllowedMethods: []string{"GET"}},
	}}
}

func TestOSSAnswers(t *testing.T) {
	t.Parallel()
	evaluate := func(c *cors.Configuration, r cors.Request) cors.Decision { return cors.Evaluate("oss", c, r) }
	actual := func(c *cors.Configuration, r cors.Request) cors.Decision { return cors.EvaluateActual("oss", c, r) }
	granted := answer{Status: 200, Origin: "https://app.example", Methods: "PUT", Asks: "x-oss-test, X-OSS-Test1", Expose: "x-oss-test1, x-oss-test2", MaxAge: "60"}
	refused := func(reason string) answer {
		return answer{Status: 403, Code: "AccessForbidden", Message: notAllowedByOSS, Rule: -1, Reason: reason}
	}
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
		{"the one method and the headers that were asked for come back", evaluate, studio(false), ask("https://app.example", "PUT", "x-oss-test", "X-OSS-Test1"), granted},
		{"a rule for every origin names the one that asks, and no age where it has none", evaluate, studio(false), ask("https://c.example", "GET"),
			answer{Status: 200, Rule: 1, Origin: "https://c.example", Methods: "GET"}},
		{"a list of methods is no method", evaluate, studio(false), ask("https://app.example", "PUT,GET"),
			answer{Status: 400, Code: "BadRequest", Message: "Invalid Access-Control-Request-Method: PUT,GET", Rule: -1, Reason: cors.ReasonInvalidMethod}},
		{"no rule refuses in OSS's words, without Method and ResourceType", evaluate, studio(false), ask("https://c.example", "PUT"), refused(cors.ReasonMethodNotAllowed)},
		{"one header that is not allowed refuses all", evaluate, studio(false), ask("https://app.example", "PUT", "x-oss-test", "x-own"), refused(cors.ReasonHeaderNotAllowed)},
		{"no configuration refuses in the same words", evaluate, nil, ask("https://app.example", "PUT"), refused(cors.ReasonNoConfiguration)},
		{"a grant varies when the configuration asks for it", evaluate, studio(true), ask("https://app.example", "PUT", "x-oss-test", "X-OSS-Test1"),
			with(granted, func(a *answer) { a.Vary = "Origin" })},
		{"so does a refusal", evaluate, studio(true), ask("https://c.example", "PUT"),
			with(refused(cors.ReasonMethodNotAllowed), func(a *answer) { a.Vary = "Origin" })},
		{"so does a real request without an origin", actual, studio(true), ask("", "GET"), answer{Rule: -1, Reason: cors.ReasonNoOrigin, Vary: "Origin"}},
		{"nothing varies unless it asks", actual, studio(false), ask("", "GET"), answer{Rule: -1, Reason: cors.ReasonNoOrigin}},
		{"a real request has the headers of the rule", actual, studio(false), ask("https://app.example", "GET"),
			answer{Origin: "https://app.example", Methods: "GET", Expose: "x-oss-test1, x-oss-test2", MaxAge: "60"}},
		{"a real request that no rule allows is served", actual, studio(false), ask("https://c.example", "DELETE"),
			answer{Rule: -1, Reason: cors.ReasonMethodNotAllowed}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			d := tt.ask(tt.c, tt.r)
			if diff := cmp.Diff(tt.want, seen(d)); diff != "" {
				t.Errorf("answer (-want +got):\n%s", diff)
			}
		})
	}
	if got := noBucket(ask("o", "GET"))("oss"); got.Status != 404 || got.Code != "NoSuchBucket" {
		t.Errorf("a missing bucket: %+v", got)
	}
}

func TestLimits(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		provider string
		rules    int
		code     string
		want     cors.Limits
	}{
		{"s3", 100, "InvalidRequest", cors.Limits{Title: "S3", Rules: 100, Bytes: 65536, ID: 255}},
		{"cos", 100, "InvalidRequest", cors.Limits{Title: "COS", Rules: 100, Bytes: 65536, ID: 255, ResponseVary: true}},
		{"oss", 20, "CORSRuleBeyondLimit", cors.Limits{Title: "OSS", Rules: 20, Bytes: 16384, Nameless: true, ResponseVary: true}},
		{"qingstor", 1000, "", cors.Limits{Title: "QingStor", AnyMethod: true, Nameless: true, ResponseVary: true, JSON: true}},
		{"elsewhere", 100, "InvalidRequest", cors.Limits{Title: "S3", Rules: 100, Bytes: 65536, ID: 255}},
	} {
		t.Run(tt.provider, func(t *testing.T) {
			t.Parallel()
			got := cors.LimitsOf(tt.provider)
			if len(got.Methods) != 5 {
				t.Errorf("methods %q", got.Methods)
			}
			got.Methods = nil
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("LimitsOf() (-want +got):\n%s", diff)
			}
			c := &cors.Configuration{Rules: make([]cors.Rule, tt.rules)}
			for i := range c.Rules {
				c.Rules[i] = cors.Rule{AllowedOrigins: []string{"o"}, AllowedMethods: []string{"GET"}}
			}
			if r := cors.Check(tt.provider, c); r != nil {
				t.Errorf("%d rules: %v", tt.rules, r)
			}
			c.Rules = append(c.Rules, c.Rules[0])
			if r := cors.Check(tt.provider, c); (r != nil) != (tt.code != "") || r != nil && r.Code != tt.code {
				t.Errorf("%d rules: %v", tt.rules+1, r)
			}
		})
	}
}
