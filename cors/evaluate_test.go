// SPDX-License-Identifier: Apache-2.0

package cors_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/cors"
)

const (
	notAllowed = "CORSResponse: This CORS request is not allowed. This is usually because the evalution of Origin, request method / Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the resource's CORS spec."
	vary       = "Origin, Access-Control-Request-Headers, Access-Control-Request-Method"
)

// answer is what a test says of a Decision.
type answer struct {
	Status                             int
	Code, Message, Method, Resource    string
	Reason                             string
	Rule                               int
	Origin, Credentials, Methods, Asks string
	Expose, MaxAge, Vary               string
}

func seen(d cors.Decision) answer {
	a := answer{Status: d.Status, Code: d.Code, Message: d.Message, Method: d.Method, Resource: d.ResourceType, Reason: d.Reason, Rule: d.Rule}
	for name, value := range d.Headers() {
		switch name {
		case "Access-Control-Allow-Origin":
			a.Origin = value
		case "Access-Control-Allow-Credentials":
			a.Credentials = value
		case "Access-Control-Allow-Methods":
			a.Methods = value
		case "Access-Control-Allow-Headers":
			a.Asks = value
		case "Access-Control-Expose-Headers":
			a.Expose = value
		case "Access-Control-Max-Age":
			a.MaxAge = value
		case "Vary":
			a.Vary = value
		}
	}
	return a
}

// site has one rule of every kind that S3 distinguishes.
func site() *cors.Configuration {
	hour, none := 3600, 0
	return &cors.Configuration{Rules: []cors.Rule{
		{ID: "app", AllowedOrigins: []string{"https://app.example", "https://*.wild.example"}, AllowedMethods: []string{"GET", "PUT"},
			AllowedHeaders: []string{"Content-Type", "x-amz-*"}, ExposeHeaders: []string{"ETag", "x-amz-request-id"}, MaxAgeSeconds: &hour},
		{AllowedOrigins: []string{"https://app.example"}, AllowedMethods: []string{"DELETE"}, AllowedHeaders: []string{"*"}, MaxAgeSeconds: &none},
		{AllowedOrigins: []string{"start*end"}, AllowedMethods: []string{"POST"}},
		{AllowedOrigins: []string{"https://both.example", "*"}, AllowedMethods: []string{"HEAD"}},
	}}
}

func TestEvaluate(t *testing.T) {
	t.Parallel()
	granted := answer{Status: 200, Origin: "https://app.example", Credentials: "true", Methods: "GET, PUT", Expose: "ETag, x-amz-request-id", MaxAge: "3600", Vary: vary}
	refused := answer{Status: 403, Code: "AccessForbidden", Message: notAllowed, Resource: "OBJECT", Rule: -1}
	for _, tt := range []struct {
		name    string
		unset   bool
		request cors.Request
		want    answer
	}{
		{"the first rule that allows origin and method answers with its whole method list", false,
			cors.Request{Key: "k", Origin: "https://app.example", Method: "PUT"}, granted},
		{"requested headers come back in lower case joined by a comma and a blank", false,
			cors.Request{Key: "k", Origin: "https://app.example", Method: "PUT", Headers: []string{" X-Amz-Date", "", "content-TYPE\t"}},
			with(granted, func(a *answer) { a.Asks = "x-amz-date, content-type" })},
		{"a wildcard in an origin stands for several labels", false,
			cors.Request{Key: "k", Origin: "https://a.b.wild.example", Method: "GET"},
			with(granted, func(a *answer) { a.Origin = "https://a.b.wild.example" })},
		{"a wildcard may stand for nothing and a Max-Age of zero is sent", false,
			cors.Request{Key: "k", Origin: "startend", Method: "POST"},
			answer{Status: 200, Rule: 2, Origin: "startend", Credentials: "true", Methods: "POST", Vary: vary}},
		{"a later rule answers when an earlier one lacks the method", false,
			cors.Request{Key: "k", Origin: "https://app.example", Method: "DELETE", Headers: []string{"anything"}},
			answer{Status: 200, Rule: 1, Origin: "https://app.example", Credentials: "true", Methods: "DELETE", Asks: "anything", MaxAge: "0", Vary: vary}},
		{"a rule that says * answers * without credentials even when it names the origin", false,
			cors.Request{Key: "k", Origin: "https://both.example", Method: "HEAD"},
			answer{Status: 200, Rule: 3, Origin: "*", Methods: "HEAD", Vary: vary}},
		{"the null origin is matched by * only", false,
			cors.Request{Key: "k", Origin: "null", Method: "GET"},
			with(refused, func(a *answer) { a.Method, a.Reason = "GET", cors.ReasonMethodNotAllowed })},
		{"a prefix and a suffix may not overlap", false,
			cors.Request{Key: "k", Origin: "starend", Method: "POST"},
			with(refused, func(a *answer) { a.Method, a.Reason = "POST", cors.ReasonMethodNotAllowed })},
		{"an origin with a trailing slash is another origin", false,
			cors.Request{Key: "k", Origin: "https://app.example/", Method: "PUT"},
			with(refused, func(a *answer) { a.Method, a.Reason = "PUT", cors.ReasonMethodNotAllowed })},
		{"an origin in another case is another origin", false,
			cors.Request{Key: "k", Origin: "HTTPS://app.example", Method: "PUT"},
			with(refused, func(a *answer) { a.Method, a.Reason = "PUT", cors.ReasonMethodNotAllowed })},
		{"one header that no rule allows refuses all", false,
			cors.Request{Key: "k", Origin: "https://app.example", Method: "PUT", Headers: []string{"content-type", "x-other"}},
			with(refused, func(a *answer) { a.Method, a.Reason = "PUT", cors.ReasonHeaderNotAllowed })},
		{"a rule without allowed headers allows none", false,
			cors.Request{Key: "k", Origin: "anyone", Method: "HEAD", Headers: []string{"range"}},
			with(refused, func(a *answer) { a.Method, a.Reason = "HEAD", cors.ReasonHeaderNotAllowed })},
		{"the refusal of a bucket's root names the bucket", false,
			cors.Request{Origin: "https://other.example", Method: "PUT"},
			with(refused, func(a *answer) { a.Method, a.Resource, a.Reason = "PUT", "BUCKET", cors.ReasonMethodNotAllowed })},
		{"without an origin nothing else is looked at", true,
			cors.Request{Key: "k", Method: "nonsense"},
			answer{Status: 400, Code: "BadRequest", Message: "Insufficient information. Origin request header needed.", Reason: cors.ReasonNoOrigin, Rule: -1}},
		{"a method that no rule can name is a bad request before the configuration is looked at", true,
			cors.Request{Key: "k", Origin: "o", Method: "get"},
			answer{Status: 400, Code: "BadRequest", Message: "Invalid Access-Control-Request-Method: get", Reason: cors.ReasonInvalidMethod, Rule: -1}},
		{"a name that is no header name is a bad request and is quoted as it came", true,
			cors.Request{Key: "k", Origin: "o", Method: "GET", Headers: []string{"fine", " Bad/Header"}},
			answer{Status: 400, Code: "BadRequest", Message: `Access-Control-Request-Headers " Bad/Header" contains invalid character.`, Reason: cors.ReasonInvalidHeader, Rule: -1}},
		{"a preflight without a method is a bad request", false,
			cors.Request{Key: "k", Origin: "o"},
			answer{Status: 400, Code: "BadRequest", Message: "Invalid Access-Control-Request-Method: null", Reason: cors.ReasonInvalidMethod, Rule: -1}},
		{"a bucket without rules refuses in the bucket's name", true,
			cors.Request{Key: "k", Origin: "o", Method: "PUT"},
			answer{Status: 403, Code: "AccessForbidden", Message: "CORSResponse: CORS is not enabled for this bucket.", Method: "PUT", Resource: "BUCKET", Reason: cors.ReasonNoConfiguration, Rule: -1}},
		{"a bucket without rules names OPTIONS when no method was asked for", true,
			cors.Request{Key: "k", Origin: "o"},
			answer{Status: 403, Code: "AccessForbidden", Message: "CORSResponse: CORS is not enabled for this bucket.", Method: "OPTIONS", Resource: "BUCKET", Reason: cors.ReasonNoConfiguration, Rule: -1}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			c := site()
			if tt.unset {
				c = nil
			}
			if diff := cmp.Diff(tt.want, seen(cors.Evaluate("s3", c, tt.request))); diff != "" {
				t.Errorf("Evaluate() (-want +got):\n%s", diff)
			}
		})
	}
}

func with(a answer, change func(*answer)) answer {
	change(&a)
	return a
}

func TestEvaluateActual(t *testing.T) {
	t.Parallel()
	granted := answer{Origin: "https://app.example", Credentials: "true", Methods: "GET, PUT", Expose: "ETag, x-amz-request-id", MaxAge: "3600", Vary: vary}
	for _, tt := range []struct {
		name    string
		unset   bool
		request cors.Request
		want    answer
	}{
		{"a matching rule adds its headers and leaves the status alone", false, cors.Request{Key: "k", Origin: "https://app.example", Method: "GET"}, granted},
		{"headers asked for take part in the match and are not echoed", false,
			cors.Request{Key: "k", Origin: "https://app.example", Method: "GET", Headers: []string{"content-type"}}, granted},
		{"no matching rule adds nothing", false, cors.Request{Key: "k", Origin: "https://other.example", Method: "GET"},
			answer{Rule: -1, Reason: cors.ReasonMethodNotAllowed}},
		{"no origin adds nothing", false, cors.Request{Key: "k", Method: "GET"}, answer{Rule: -1, Reason: cors.ReasonNoOrigin}},
		{"no configuration adds nothing, whatever is asked", true, cors.Request{Key: "k", Origin: "o", Method: "nonsense"},
			answer{Rule: -1, Reason: cors.ReasonNoConfiguration}},
		{"a method that no rule can name is a bad request", false, cors.Request{Key: "k", Origin: "o", Method: "nonsense"},
			answer{Status: 400, Code: "BadRequest", Message: "Invalid Access-Control-Request-Method: nonsense", Reason: cors.ReasonInvalidMethod, Rule: -1}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			c := site()
			if tt.unset {
				c = nil
			}
			if diff := cmp.Diff(tt.want, seen(cors.EvaluateActual("s3", c, tt.request))); diff != "" {
				t.Errorf("EvaluateActual() (-want +got):\n%s", diff)
			}
		})
	}
}

func TestProvidersAnswerDifferently(t *testing.T) {
	t.Parallel()
	r := cors.Request{Key: "k", Origin: "o", Method: "HEAD"}
	for _, tt := range []struct {
		name, provider string
		got            func(provider string) answer
		want           answer
	}{
		{"on S3 a missing bucket is a forbidden one", "s3", noBucket(r),
			answer{Status: 403, Code: "AccessForbidden", Message: "CORSResponse: Bucket not found", Method: "HEAD", Resource: "BUCKET", Reason: cors.ReasonNoBucket, Rule: -1}},
		{"on S3 a missing bucket still needs an origin first", "s3", noBucket(cors.Request{Method: "GET"}),
			answer{Status: 400, Code: "BadRequest", Message: "Insufficient information. Origin request header needed.", Reason: cors.ReasonNoOrigin, Rule: -1}},
		{"on a gateway a missing bucket is missing", "s3-gateway", noBucket(r),
			answer{Status: 404, Code: "NoSuchBucket", Message: "The specified bucket does not exist.", Reason: cors.ReasonNoBucket, Rule: -1}},
		{"a gateway spells out that * carries no credentials and exposes the ETag", "s3-gateway", preflight(r),
			answer{Status: 200, Rule: 3, Origin: "*", Credentials: "false", Methods: "HEAD", Expose: "ETag", Vary: vary}},
		{"a gateway does not expose the ETag twice", "s3-gateway", preflight(cors.Request{Key: "k", Origin: "https://app.example", Method: "GET"}),
			answer{Status: 200, Origin: "https://app.example", Credentials: "true", Methods: "GET, PUT", Expose: "ETag, x-amz-request-id", MaxAge: "3600", Vary: vary}},
		{"an unknown provider is answered as S3", "elsewhere", preflight(r),
			answer{Status: 200, Rule: 3, Origin: "*", Methods: "HEAD", Vary: vary}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tt.want, tt.got(tt.provider)); diff != "" {
				t.Errorf("answer (-want +got):\n%s", diff)
			}
		})
	}
}

func noBucket(r cors.Request) func(string) answer {
	return func(provider string) answer { return seen(cors.NoBucket(provider, r)) }
}

func preflight(r cors.Request) func(string) answer {
	return func(provider string) answer { return seen(cors.Evaluate(provider, site(), r)) }
}

func TestWalkSaysWhyEveryRuleFails(t *testing.T) {
	t.Parallel()
	d := cors.Evaluate("s3", site(), cors.Request{Key: "k", Origin: "https://app.example", Method: "PUT", Headers: []string{"x-one", "content-type", "x-two"}})
	var lines []string
	for step := range d.Walk() {
		lines = append(lines, step.String())
	}
	want := `rule 1 (app): does not allow header "x-one", header "x-two"
rule 2: does not allow method "PUT"
rule 3: does not allow origin "https://app.example", method "PUT", header "x-one", header "content-type", header "x-two"
rule 4: does not allow method "PUT", header "x-one", header "content-type", header "x-two"`
	if diff := cmp.Diff(want, strings.Join(lines, "\n")); diff != "" {
		t.Errorf("Walk() (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(cors.Verdict{Reason: cors.ReasonHeaderNotAllowed, Detail: "x-one, x-two"}, d.Verdict()); diff != "" {
		t.Errorf("Verdict() (-want +got):\n%s", diff)
	}
}

func TestWalkNamesAShadowedRule(t *testing.T) {
	t.Parallel()
	c := &cors.Configuration{Rules: []cors.Rule{
		{AllowedOrigins: []string{"*"}, AllowedMethods: []string{"GET"}},
		{AllowedOrigins: []string{"https://app.example"}, AllowedMethods: []string{"GET"}},
	}}
	d := cors.Evaluate("s3", c, cors.Request{Origin: "https://app.example", Method: "GET"})
	var got []string
	for step := range d.Walk() {
		got = append(got, step.String())
	}
	want := []string{"rule 1: matches", "rule 2: would match, but an earlier rule answers"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Walk() (-want +got):\n%s", diff)
	}
}
