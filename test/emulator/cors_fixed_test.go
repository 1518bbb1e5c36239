// SPDX-License-Identifier: Apache-2.0

package emulator_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/seed-40dc4ce0/pail/cors"
	corsrules "github.com/seed-40dc4ce0/pail/cors/rules"
)

// TestFixedRulesLetTheRequestPass asks before the change and after it, by way of
// the document that the store keeps, and judges as a browser does.
func TestFixedRulesLetTheRequestPass(t *testing.T) {
	t.Parallel()
	upload := cors.Request{Key: "cat", Origin: "https://app.example.com", Method: "PUT", Headers: []string{"content-type", "x-own-a"}}
	erase := cors.Request{Key: "cat", Origin: "https://app.example.com", Method: "DELETE"}
	trusted := cors.Request{Key: "cat", Origin: "https://app.example.com", Method: "GET", Headers: []string{"range"}, Credentials: true}
	rule := func(origin, method string, headers ...string) cors.Rule {
		return cors.Rule{AllowedOrigins: []string{origin}, AllowedMethods: []string{method}, AllowedHeaders: headers}
	}
	for _, tt := range []struct {
		name   string
		before []cors.Rule
		r      cors.Request
	}{
		{"a bucket without rules", nil, upload},
		{"a rule that lacks the method", []cors.Rule{rule("https://app.example.com", "GET", "*")}, upload},
		{"a rule that lacks a header", []cors.Rule{rule("https://app.example.com", "PUT", "content-type")}, upload},
		{"a rule with a slash behind the origin", []cors.Rule{rule("https://app.example.com/", "DELETE")}, erase},
		{"a rule for a pattern", []cors.Rule{rule("https://*.example.com", "GET")}, erase},
		{"credentials and a rule for every origin", []cors.Rule{rule("*", "GET", "*")}, trusted},
	} {
		for _, d := range dialects {
			t.Run(tt.name+", "+d.name, func(t *testing.T) {
				t.Parallel()
				o := d.options
				o.Anonymous = true
				e := open(t, o)
				host := []string{}
				if d.host != "" {
					host = []string{"Host: " + d.host}
				}
				ask(t, e, "PUT "+d.bucket+"/", "", host...)
				keep := func(c *cors.Configuration) {
					document, err := corsrules.Write(corsrules.FormatOf(o.Provider), c)
					if err != nil {
						t.Fatal(err)
					}
					ask(t, e, "PUT "+d.bucket+"/?cors", string(document), append(host, "Content-MD5: "+digest(string(document)))...).expect(t, 200)
				}
				judge := func() cors.Verdict {
					headers := slices.Concat(host, []string{"Origin: " + tt.r.Origin, "Access-Control-Request-Method: " + tt.r.Method})
					if len(tt.r.Headers) > 0 {
						headers = append(headers, "Access-Control-Request-Headers: "+strings.Join(tt.r.Headers, ","))
					}
					preflight := ask(t, e, "OPTIONS "+d.bucket+"/cat", "", headers...)
					actual := ask(t, e, tt.r.Method+" "+d.bucket+"/cat", "", append(host, "Origin: "+tt.r.Origin)...)
					answer := func(r reply) *cors.Answer { return &cors.Answer{Status: r.status, Header: r.header} }
					return cors.Browser(tt.r, answer(preflight), answer(actual))
				}
				before := &cors.Configuration{Rules: tt.before}
				if len(tt.before) > 0 {
					keep(before)
				}
				if v := judge(); v.Allowed {
					t.Fatal("the request passes as it is")
				}
				change := cors.Fix(d.name, before, tt.r)
				if change.Reason != "" {
					if change.Reason != cors.ReasonNoCredentials || !tt.r.Credentials {
						t.Errorf("%s: %s", change.Reason, change.Detail)
					}
					return
				}
				keep(change.Configuration)
				if v := judge(); !v.Allowed {
					t.Errorf("then %+v\n%s", v, strings.Join(change.What, "\n"))
				}
			})
		}
	}
}
