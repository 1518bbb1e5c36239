// SPDX-License-Identifier: Apache-2.0

package emulator_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/test/emulator"
)

const qingRules = `{"resp_vary":"disabled","cors_rules":[{"allowed_origin":"https://app.example","allowed_methods":["PUT","GET"],"allowed_headers":["Content-Type","x-qs-*"],` +
	`"max_age_seconds":600,"expose_headers":["ETag","Content-Length"]},{"allowed_origin":"http://*.b.example","allowed_methods":["*"],"allowed_headers":["*"]}]}`

func TestQingStorCrossOrigin(t *testing.T) {
	t.Parallel()
	granted := []string{
		"Access-Control-Allow-Headers: content-type,X-QS-Date", "Access-Control-Allow-Methods: PUT", "Access-Control-Allow-Origin: https://app.example",
		"Access-Control-Expose-Headers: ETag,Content-Length", "Access-Control-Max-Age: 600",
	}
	bare := slices.Delete(slices.Clone(granted), 0, 1)
	actual := slices.Clone(bare)
	actual[0] = "Access-Control-Allow-Methods: GET"
	vary := func(headers ...string) []string { return append(headers, "Vary: Origin") }
	put := []string{"Origin: https://app.example", "Access-Control-Request-Method: PUT"}
	stranger := []string{"Origin: https://c.example", "Access-Control-Request-Method: PUT"}
	for _, tt := range []struct {
		name, line string
		vary       bool
		headers    []string
		status     int
		want       []string
	}{
		{"a preflight that a rule matches", "OPTIONS /gallery/cat", false, append(put, "Access-Control-Request-Headers: content-type, X-QS-Date"), 200, granted},
		{"a preflight of the bucket", "OPTIONS /gallery", false, put, 200, bare},
		{"a preflight of a sub-resource", "OPTIONS /gallery?lifecycle", false, put, 200, bare},
		{"a preflight in which one header of two is not allowed", "OPTIONS /gallery/cat", false, append(put, "Access-Control-Request-Headers: content-type,x-own"), 200, nil},
		{"a preflight of a rule without an age", "OPTIONS /gallery/cat", false, []string{"Origin: http://a.b.example", "Access-Control-Request-Method: DELETE"}, 200,
			[]string{"Access-Control-Allow-Methods: DELETE", "Access-Control-Allow-Origin: http://a.b.example", "Access-Control-Max-Age: 5"}},
		{"a preflight for a list of methods", "OPTIONS /gallery/cat", false, []string{"Origin: http://a.b.example", "Access-Control-Request-Method: DELETE,GET,PUT,PATCH"}, 200,
			[]string{"Access-Control-Allow-Methods: DELETE,GET,PUT", "Access-Control-Allow-Origin: http://a.b.example", "Access-Control-Max-Age: 5"}},
		{"a preflight that no rule matches", "OPTIONS /gallery/cat", false, stranger, 200, nil},
		{"a preflight without a method", "OPTIONS /gallery/cat", false, put[:1], 200, nil},
		{"a preflight to a bucket without rules", "OPTIONS /archive/cat", false, put, 200, nil},
		{"a preflight that varies", "OPTIONS /gallery/cat", true, append(put, "Access-Control-Request-Headers: content-type, X-QS-Date"), 200, vary(granted...)},
		{"a refusal that varies", "OPTIONS /gallery/cat", true, stranger, 200, vary()},
		{"a real request that a rule matches", "GET /gallery/cat", false, put[:1], 200, actual},
		{"a real request that no rule matches is served", "DELETE /gallery/cat", false, stranger[:1], 204, nil},
		{"a real request that asks for nonsense is served", "GET /gallery/cat", false, []string{put[0], "Access-Control-Request-Method: nonsense"}, 200, nil},
		{"a real request without an origin", "GET /gallery/cat", false, nil, 200, nil},
		{"a real request without an origin that varies", "GET /gallery/cat", true, nil, 200, vary()},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			e := qing(t, emulator.Options{})
			rules := qingRules
			if tt.vary {
				rules = strings.Replace(rules, "disabled", "ENABLED", 1)
			}
			ask(t, e, "PUT /archive", "").expect(t, 201)
			ask(t, e, "PUT /gallery?cors", rules).expect(t, 200)
			ask(t, e, "PUT /gallery/cat", "meow").expect(t, 201)
			r := ask(t, e, tt.line, "", tt.headers...).expect(t, tt.status)
			if diff := cmp.Diff(tt.want, corsHeaders(r)); diff != "" {
				t.Errorf("headers (-want +got):\n%s", diff)
			}
			if strings.HasPrefix(tt.line, "OPTIONS") && r.body != "" {
				t.Errorf("body %q", r.body)
			}
		})
	}
}

func TestQingStorKeepsRules(t *testing.T) {
	t.Parallel()
	e := qing(t, emulator.Options{})
	ask(t, e, "PUT /gallery?cors=", qingRules).expect(t, 200)
	want := `{"cors_rules":[{"allowed_origin":"https://app.example","allowed_methods":["PUT","GET"],"allowed_headers":["Content-Type","x-qs-*"],"expose_headers":["ETag","Content-Length"],` +
		`"max_age_seconds":600},{"allowed_origin":"http://*.b.example","allowed_methods":["*"],"allowed_headers":["*"]}],"resp_vary":"disabled"}`
	if diff := cmp.Diff(want, ask(t, e, "GET /gallery?cors", "").expect(t, 200).body); diff != "" {
		t.Errorf("rules (-want +got):\n%s", diff)
	}
	// The example of the vendor's page has a word that its table has not.
	for word, want := range map[string]string{"enable": "enabled", "Enabled": "enabled", "disable": "disabled", "never": "disabled"} {
		ask(t, e, "PUT /gallery?cors", strings.Replace(qingRules, "disabled", word, 1)).expect(t, 200)
		if got := ask(t, e, "GET /gallery?cors", "").expect(t, 200); !strings.Contains(got.body, `"resp_vary":"`+want+`"`) {
			t.Errorf("%s: %s", word, got.body)
		}
	}
	ask(t, e, "DELETE /gallery?cors", "").expect(t, 204)
	ask(t, e, "GET /gallery?cors", "").expect(t, 404)
}
