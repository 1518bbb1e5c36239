// SPDX-License-Identifier: Apache-2.0

package emulator_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/test/emulator"
)

const cosRules = `<CORSConfiguration><CORSRule><AllowedOrigin>https://app.example</AllowedOrigin><AllowedMethod>PUT</AllowedMethod><AllowedMethod>GET</AllowedMethod>` +
	`<AllowedHeader>content-type</AllowedHeader><AllowedHeader>x-cos-meta-a</AllowedHeader><ExposeHeader>ETag</ExposeHeader><ExposeHeader>Content-Length</ExposeHeader><MaxAgeSeconds>600</MaxAgeSeconds></CORSRule>` +
	`<CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>HEAD</AllowedMethod></CORSRule><ResponseVary>false</ResponseVary></CORSConfiguration>`

func TestCOSCrossOrigin(t *testing.T) {
	t.Parallel()
	granted := []string{
		"Access-Control-Allow-Credentials: true", "Access-Control-Allow-Headers: content-type,x-cos-meta-a", "Access-Control-Allow-Methods: PUT,GET",
		"Access-Control-Allow-Origin: https://app.example", "Access-Control-Expose-Headers: ETag,Content-Length", "Access-Control-Max-Age: 600",
	}
	actual := slices.Delete(slices.Clone(granted), 1, 2)
	vary := func(headers ...string) []string { return append(headers, "Vary: Origin") }
	for _, tt := range []struct {
		name, line string
		vary       bool
		headers    []string
		status     int
		code       string
		want       []string
	}{
		{"a preflight that a rule matches", "OPTIONS /cat", false, []string{"Origin: https://app.example", "Access-Control-Request-Method: PUT", "Access-Control-Request-Headers: content-type"}, 200, "", granted},
		{"a preflight of the bucket and a sub-resource", "OPTIONS /?lifecycle", false, []string{"Origin: https://app.example", "Access-Control-Request-Method: PUT"}, 200, "", granted},
		{"a preflight that any origin may send", "OPTIONS /cat", false, []string{"Origin: https://b.example", "Access-Control-Request-Method: HEAD"}, 200, "",
			[]string{"Access-Control-Allow-Methods: HEAD", "Access-Control-Allow-Origin: *"}},
		{"a preflight that no rule matches", "OPTIONS /cat", false, []string{"Origin: https://b.example", "Access-Control-Request-Method: PUT"}, 403, "AccessForbidden", nil},
		{"a preflight to no bucket", "OPTIONS /cat", false, []string{"Host: nowhere-1.cos.ap-guangzhou.myqcloud.com", "Origin: https://b.example", "Access-Control-Request-Method: PUT"}, 404, "NoSuchBucket", nil},
		{"a preflight that varies", "OPTIONS /cat", true, []string{"Origin: https://app.example", "Access-Control-Request-Method: PUT"}, 200, "", vary(granted...)},
		{"a refusal that varies", "OPTIONS /cat", true, []string{"Origin: https://b.example", "Access-Control-Request-Method: PUT"}, 403, "AccessForbidden", vary()},
		{"a real request that a rule matches", "GET /cat", false, []string{"Origin: https://app.example"}, 200, "", actual},
		{"a real request that no rule matches is served", "DELETE /cat", false, []string{"Origin: https://b.example"}, 204, "", nil},
		{"a real request that asks for nonsense is served", "GET /cat", false, []string{"Origin: https://app.example", "Access-Control-Request-Method: nonsense"}, 200, "", nil},
		{"a real request without an origin", "GET /cat", false, nil, 200, "", nil},
		{"a real request without an origin that varies", "GET /cat", true, nil, 200, "", vary()},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			e := tencent(t, emulator.Options{})
			rules := cosRules
			if tt.vary {
				rules = strings.Replace(rules, "false", "true", 1)
			}
			photos(t, e, "PUT /?cors", rules, "Content-MD5: "+digest(rules)).expect(t, 200)
			photos(t, e, "PUT /cat", "meow").expect(t, 200)
			r := photos(t, e, tt.line, "", tt.headers...)
			if diff := cmp.Diff(tt.want, corsHeaders(r)); diff != "" || r.status != tt.status || r.code() != tt.code {
				t.Errorf("answer %d %s, want %d %s; headers (-want +got):\n%s", r.status, r.body, tt.status, tt.code, diff)
			}
		})
	}
}

func TestCOSKeepsResponseVary(t *testing.T) {
	t.Parallel()
	e := tencent(t, emulator.Options{})
	rules := strings.Replace(cosRules, "false", "true", 1)
	photos(t, e, "PUT /?cors", rules, "Content-MD5: "+digest(rules)).expect(t, 200)
	if r := photos(t, e, "GET /?cors", "").expect(t, 200); !strings.Contains(r.body, "<ResponseVary>true</ResponseVary>") {
		t.Errorf("answer %s", r.body)
	}
}
