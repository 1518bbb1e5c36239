// SPDX-License-Identifier: Apache-2.0

package emulator_test

import (
	"crypto/md5"
	"encoding/base64"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/test/emulator"
)

const rules = `<CORSConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><CORSRule><ID>app</ID><AllowedOrigin>https://app.example</AllowedOrigin>` +
	`<AllowedMethod>GET</AllowedMethod><AllowedMethod>PUT</AllowedMethod><AllowedHeader>content-type</AllowedHeader>` +
	`<ExposeHeader>ETag</ExposeHeader><MaxAgeSeconds>600</MaxAgeSeconds></CORSRule></CORSConfiguration>`

func putRules(t *testing.T, e *emulator.Emulator, document string) reply {
	t.Helper()
	sum := md5.Sum([]byte(document))
	return ask(t, e, "PUT /photos?cors", document, "Content-Md5: "+base64.StdEncoding.EncodeToString(sum[:]))
}

// corsHeaders are the headers of a reply that have to do with CORS, sorted.
func corsHeaders(r reply) []string {
	var all []string
	for name, values := range r.header {
		if strings.HasPrefix(name, "Access-Control") || name == "Vary" {
			all = append(all, name+": "+strings.Join(values, "|"))
		}
	}
	return sorted(all)
}

func sorted(list []string) []string {
	slices.Sort(list)
	return list
}

func TestCORS(t *testing.T) {
	t.Parallel()
	actual := []string{
		"Access-Control-Allow-Credentials: true", "Access-Control-Allow-Methods: GET, PUT", "Access-Control-Allow-Origin: https://app.example",
		"Access-Control-Expose-Headers: ETag", "Access-Control-Max-Age: 600",
		"Vary: Origin, Access-Control-Request-Headers, Access-Control-Request-Method",
	}
	granted := sorted(append([]string{"Access-Control-Allow-Headers: content-type"}, actual...))
	for _, tt := range []struct {
		name, line string
		headers    []string
		status     int
		code       string
		want       []string
	}{
		{"a preflight that a rule matches", "OPTIONS /photos/cat.png",
			[]string{"Origin: https://app.example", "Access-Control-Request-Method: PUT", "Access-Control-Request-Headers: Content-Type"}, 200, "", granted},
		{"a preflight of a virtual host", "OPTIONS /cat.png",
			[]string{"Host: photos.s3.test", "Origin: https://app.example", "Access-Control-Request-Method: PUT", "Access-Control-Request-Headers: Content-Type"}, 200, "", granted},
		{"a preflight of a sub-resource", "OPTIONS /photos?lifecycle",
			[]string{"Origin: https://app.example", "Access-Control-Request-Method: PUT", "Access-Control-Request-Headers: Content-Type"}, 200, "", granted},
		{"a preflight with a signature that is wrong", "OPTIONS /photos/cat.png",
			[]string{"Authorization: AWS4-HMAC-SHA256 nonsense", "Origin: https://app.example", "Access-Control-Request-Method: PUT", "Access-Control-Request-Headers: Content-Type"}, 200, "", granted},
		{"a preflight that no rule matches", "OPTIONS /photos/cat.png", []string{"Origin: https://app.example", "Access-Control-Request-Method: DELETE"}, 403, "AccessForbidden", nil},
		{"a preflight without an origin", "OPTIONS /photos/cat.png", nil, 400, "BadRequest", nil},
		{"a preflight to no bucket", "OPTIONS /nowhere/cat.png", []string{"Origin: https://app.example", "Access-Control-Request-Method: GET"}, 403, "AccessForbidden", nil},
		{"a preflight to the service", "OPTIONS /", []string{"Origin: https://app.example", "Access-Control-Request-Method: GET"}, 403, "AccessForbidden", nil},
		{"a real request that a rule matches", "GET /photos/cat.png", []string{"Origin: https://app.example"}, 200, "", actual},
		{"a real request for what is not there", "GET /photos/dog.png", []string{"Origin: https://app.example"}, 404, "NoSuchKey", actual},
		{"a real request with a wrong signature", "GET /photos/cat.png", []string{"Origin: https://app.example", "Authorization: AWS4-HMAC-SHA256 nonsense"}, 400, "AuthorizationHeaderMalformed", actual},
		{"a real request that no rule matches is served", "GET /photos/cat.png", []string{"Origin: https://other.example"}, 200, "", nil},
		{"a write that no rule matches is done", "DELETE /photos/cat.png", []string{"Origin: https://app.example"}, 204, "", nil},
		{"a real request without an origin", "GET /photos/cat.png", nil, 200, "", nil},
		{"a real request that asks like a preflight is matched like one", "GET /photos/cat.png",
			[]string{"Origin: https://app.example", "Access-Control-Request-Method: DELETE"}, 200, "", nil},
		{"a real request that asks for nonsense is refused", "PUT /photos/new.png",
			[]string{"Origin: https://app.example", "Access-Control-Request-Method: nonsense"}, 400, "BadRequest", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			e := anonymous(t)
			ask(t, e, "PUT /photos/cat.png", "meow").expect(t, 200)
			putRules(t, e, rules).expect(t, 200)
			r := ask(t, e, tt.line, "", tt.headers...)
			if diff := cmp.Diff(tt.want, corsHeaders(r)); diff != "" || r.status != tt.status || r.code() != tt.code {
				t.Errorf("answer %d %s, want %d %s; headers (-want +got):\n%s", r.status, r.body, tt.status, tt.code, diff)
			}
			if !strings.HasPrefix(tt.line, "OPTIONS") {
				return
			}
			if r.status == 200 && (r.get("Content-Length") != "0" || r.get("Content-Type") != "") {
				t.Errorf("a granted preflight has a body: %v", r.header)
			}
		})
	}
}

func TestRefusalIsWordedAsS3Does(t *testing.T) {
	t.Parallel()
	e := anonymous(t)
	r := ask(t, e, "OPTIONS /photos/cat.png", "", "Origin: https://app.example", "Access-Control-Request-Method: PUT").expect(t, 403)
	want := `<?xml version="1.0" encoding="UTF-8"?>` + "\n" + `<Error><Code>AccessForbidden</Code><Message>CORSResponse: CORS is not enabled for this bucket.</Message>` +
		`<Method>PUT</Method><ResourceType>BUCKET</ResourceType><RequestId>` + r.get("X-Amz-Request-Id") + `</RequestId><HostId>` + r.get("X-Amz-Id-2") + `</HostId></Error>`
	if diff := cmp.Diff(want, r.body); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestRulesComeBackAsTheyWereKept(t *testing.T) {
	t.Parallel()
	e := anonymous(t)
	putRules(t, e, rules).expect(t, 200)
	r := ask(t, e, "GET /photos?cors", "").expect(t, 200)
	for _, part := range []string{"<ID>app</ID>", "<AllowedOrigin>https://app.example</AllowedOrigin>", "<AllowedMethod>GET</AllowedMethod><AllowedMethod>PUT</AllowedMethod>", "<MaxAgeSeconds>600</MaxAgeSeconds>"} {
		if !strings.Contains(r.body, part) {
			t.Errorf("%s is missing in %s", part, r.body)
		}
	}
	ask(t, e, "DELETE /photos?cors", "").expect(t, 204)
	ask(t, e, "DELETE /photos?cors", "").expect(t, 204)
	ask(t, e, "GET /photos?cors", "").expect(t, 404)
	ask(t, e, "HEAD /photos", "").expect(t, 200)
}

func TestRulesAreCheckedBeforeTheyAreKept(t *testing.T) {
	t.Parallel()
	e := anonymous(t)
	for _, tt := range []struct{ name, old, new, code string }{
		{"a method that is none", "<AllowedMethod>GET", "<AllowedMethod>PATCH", "InvalidRequest"},
		{"two wildcards", "https://app.example", "https://*.*", "InvalidRequest"},
		{"no origin", "<AllowedOrigin>https://app.example</AllowedOrigin>", "", "MalformedXML"},
		{"an age that is no number", "600", "ten", "MalformedXML"},
		{"an unknown element", "<ID>app</ID>", "<Name>app</Name>", "MalformedXML"},
		{"no rules", rules, "<CORSConfiguration/>", "MalformedXML"},
		{"no document", rules, "", "MalformedXML"},
		{"half a document", "</CORSRule></CORSConfiguration>", "", "MalformedXML"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if r := putRules(t, e, strings.Replace(rules, tt.old, tt.new, 1)); r.status != 400 || r.code() != tt.code {
				t.Errorf("answer %d %s, want %s", r.status, r.body, tt.code)
			}
		})
	}
}
