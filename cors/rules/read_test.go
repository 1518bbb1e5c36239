// SPDX-License-Identifier: Apache-2.0

package rules_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/cors"
	"github.com/seed-40dc4ce0/pail/cors/rules"
)

// whole is a rule with everything in it.
func whole() cors.Rule {
	return cors.Rule{
		ID: "app", AllowedOrigins: []string{"https://app.example", "https://*.b.example"}, AllowedMethods: []string{"GET", "PUT"},
		AllowedHeaders: []string{"content-type", "x-amz-*"}, ExposeHeaders: []string{"ETag"}, MaxAgeSeconds: new(600),
	}
}

const xmlRules = `<?xml version="1.0" encoding="UTF-8"?>
<CORSConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
  <!-- of the shop -->
  <CORSRule>
    <ID>app</ID>
    <AllowedOrigin>https://app.example</AllowedOrigin>
    <AllowedMethod>GET</AllowedMethod>
    <AllowedOrigin>https://*.b.example</AllowedOrigin>
    <AllowedMethod>PUT</AllowedMethod>
    <AllowedHeader>content-type</AllowedHeader><AllowedHeader>x-amz-*</AllowedHeader>
    <ExposeHeader>E<![CDATA[T]]>ag</ExposeHeader>
    <MaxAgeSeconds>600</MaxAgeSeconds>
  </CORSRule>
</CORSConfiguration>
`

func TestRead(t *testing.T) {
	t.Parallel()
	one := cors.Rule{AllowedOrigins: []string{"http://*.qingcloud.com"}, AllowedMethods: []string{"PUT", "*"}, AllowedHeaders: []string{"x-qs-date"}, ExposeHeaders: []string{"x-qs-date"}, MaxAgeSeconds: new(200)}
	get := cors.Rule{AllowedOrigins: []string{"*"}, AllowedMethods: []string{"GET"}}
	for _, tt := range []struct {
		name, text string
		format     rules.Format
		want       *cors.Configuration
		lines      []int
	}{
		{"XML", xmlRules, rules.XML, &cors.Configuration{Rules: []cors.Rule{whole()}}, []int{4}},
		{"XML behind a byte order mark", "\ufeff" + xmlRules, rules.XML, &cors.Configuration{Rules: []cors.Rule{whole()}}, []int{4}},
		{"XML with a switch and two rules", "<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule>\n" +
			"<ResponseVary>true</ResponseVary><CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule></CORSConfiguration>",
			rules.XML, &cors.Configuration{Rules: []cors.Rule{get, get}, ResponseVary: true}, []int{1, 2}},
		{"XML without rules", "<CORSConfiguration/>", rules.XML, new(cors.Configuration), nil},
		{"blanks in XML stay, so that they can be found", "<CORSConfiguration><CORSRule><AllowedOrigin>\n*</AllowedOrigin></CORSRule></CORSConfiguration>", rules.XML,
			&cors.Configuration{Rules: []cors.Rule{{AllowedOrigins: []string{"\n*"}}}}, []int{1}},
		{"a list of the console's", "\n[\n {\"ID\":\"app\",\"AllowedHeaders\":[\"content-type\",\"x-amz-*\"],\n\"AllowedMethods\":[\"GET\",\"PUT\"],\"AllowedOrigins\":[\"https://app.example\",\"https://*.b.example\"]," +
			"\"ExposeHeaders\":[\"ETag\"],\"MaxAgeSeconds\":600},\n {\"AllowedMethods\":[\"GET\"],\"AllowedOrigins\":[\"*\"],\"AllowedHeaders\":[],\"ExposeHeaders\":[],\"MaxAgeSeconds\":null}]",
			rules.Console, &cors.Configuration{Rules: []cors.Rule{whole(), get}}, []int{3, 5}},
		{"an object of the command line's", `{"CORSRules":[{"AllowedMethods":["GET"],"AllowedOrigins":["*"]}]}`, rules.Console, &cors.Configuration{Rules: []cors.Rule{get}}, []int{1}},
		{"an object within an object", `{"CORSConfiguration":{"CORSRules":[{"AllowedMethods":["GET"],"AllowedOrigins":["*"]}],"ResponseVary":true}}`, rules.Console,
			&cors.Configuration{Rules: []cors.Rule{get}, ResponseVary: true}, []int{1}},
		{"QingStor's own", `{"cors_rules":[{"allowed_origin":"http://*.qingcloud.com","allowed_methods":["PUT","*"],"allowed_headers":["x-qs-date"],"max_age_seconds":200,"expose_headers":["x-qs-date"]}],"resp_vary":"Enable"}`,
			rules.QingStor, &cors.Configuration{Rules: []cors.Rule{one}, ResponseVary: true}, []int{1}},
		{"QingStor's own without the switch", `{"resp_vary":"disabled","cors_rules":[{"allowed_origin":"*","allowed_methods":["GET"]}]}`, rules.QingStor, &cors.Configuration{Rules: []cors.Rule{get}}, []int{1}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got, err := rules.Read([]byte(tt.text))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, got.Configuration); diff != "" || got.Format != tt.format {
				t.Errorf("Read() is %s (-want +got):\n%s", got.Format, diff)
			}
			for i, line := range tt.lines {
				if got.Line(i) != line {
					t.Errorf("rule %d begins on line %d, want %d", i+1, got.Line(i), line)
				}
			}
			if got.Line(-1) != 1 || got.Line(len(tt.lines)) != 0 || got.Line(-2) != 0 {
				t.Error("lines of what is no rule")
			}
		})
	}
}

func TestReadTellsEveryFault(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, text string
		want       []string
		rules      int
	}{
		{"nothing", " \n", []string{"line 1: the document is empty"}, -1},
		{"text", "AllowedOrigin: *", []string{"line 1: the document is neither XML nor JSON"}, -1},
		{"bytes that are no text", "<CORSConfiguration>\n\xff", []string{"line 2: the document is not in UTF-8"}, -1},
		{"another document", "<Error><Code>NoSuchBucket</Code></Error>", []string{"line 1, Error: the document begins with CORSConfiguration"}, 0},
		{"a page", "<!DOCTYPE html>\n<html></html>", []string{"line 1: there is a declaration of a document type, which stores refuse", "line 2, html: the document begins with CORSConfiguration"}, 0},
		{"half a document", "<CORSConfiguration>\n<CORSRule>\n", []string{"line 3, rule 1: this is not XML: unexpected EOF"}, 1},
		{"tags that cross", "<CORSConfiguration>\n<CORSRule></AllowedOrigin>", []string{"line 2, rule 1: this is not XML: element <CORSRule> closed by </AllowedOrigin>"}, 1},
		{"another encoding", `<?xml version="1.0" encoding="GBK"?><CORSConfiguration/>`, []string{`line 1: this is not XML: opening charset "GBK": only UTF-8 is read`}, 0},
		{"two documents", "<CORSConfiguration/><CORSConfiguration/>", []string{"line 1, CORSConfiguration: there is a second document"}, 0},
		{"no element at all", "<!-- nothing -->", []string{"line 1: there is no CORSConfiguration"}, 0},
		{"all that is wrong in XML", `<CORSConfiguration owner="me">
  <CORSRules/>
  <CORSRule>rule
    <AllowedOrigins>https://a.example</AllowedOrigins>
    <allowed_method>GET</allowed_method>
    <Vary>yes</Vary>
    <AllowedOrigin>https://<b>a</b></AllowedOrigin>
    <ID>a</ID><ID>b</ID>
    <MaxAgeSeconds>ten</MaxAgeSeconds>
  </CORSRule>
  <ResponseVary>on</ResponseVary>
</CORSConfiguration>`, []string{
			"line 1, CORSConfiguration: it has an attribute owner, which stores do not know",
			"line 2, CORSRules: there is no such name; it is CORSRule here",
			`line 3, rule 1: there is text outside of the elements that have some: "rule"`,
			"line 4, rule 1, AllowedOrigins: there is no such name; it is AllowedOrigin here",
			"line 5, rule 1, allowed_method: there is no such name; it is AllowedMethod here",
			"line 6, rule 1, Vary: there is no such name; known are ID, AllowedOrigin, AllowedMethod, AllowedHeader, ExposeHeader, MaxAgeSeconds",
			"line 7, rule 1, b: there is an element where the text of AllowedOrigin stands",
			"line 8, rule 1, ID: it stands there twice",
			`line 9, rule 1, MaxAgeSeconds: "ten" is no number of seconds`,
			"line 11, ResponseVary: it is true or false",
		}, 1},
		{"half of JSON", "{\"CORSRules\":[\n", []string{"line 2: this is not JSON: it ends too early"}, -1},
		{"a comma too many", "[\n{\n},\n]", []string{"line 4: this is not JSON: invalid character ']' looking for beginning of value"}, -1},
		{"something behind", "[]\n[]", []string{"line 2: something follows behind the document"}, -1},
		{"one rule", `{"AllowedOrigins":["*"]}`, []string{"line 1: this is one rule, and rules stand in a list, in CORSRules or in cors_rules"}, -1},
		{"no rules", `{"Rules":[]}`, []string{"line 1: there is neither CORSRules nor cors_rules"}, -1},
		{"nested too deeply", strings.Repeat("[", 60) + strings.Repeat("]", 60), []string{"line 1: the document is nested too deeply"}, -1},
		{"all that is wrong in the console's JSON", `{"CORSRules": [
  {"AllowedOrigin": ["https://a.example"],
   "AllowedMethods": "GET,PUT",
   "AllowedHeaders": ["a", 1],
   "ID": 5, "MaxAgeSeconds": "600",
   "MaxAgeSeconds": 600},
  "rule",
  {"MaxAgeSeconds": 1.5}
], "Vary": true, "ResponseVary": "yes"}`, []string{
			"line 6, MaxAgeSeconds: it stands there twice",
			"line 2, rule 1, AllowedOrigin: there is no such name; it is AllowedOrigins here",
			"line 3, rule 1, AllowedMethods: a list of strings is expected",
			"line 4, rule 1, AllowedHeaders: a string is expected",
			"line 5, rule 1, ID: a string is expected",
			"line 5, rule 1, MaxAgeSeconds: a number of seconds is expected",
			"line 7, rule 2: a rule is an object",
			"line 8, rule 3, MaxAgeSeconds: a number of seconds is expected",
			"line 9, Vary: there is no such name; known are CORSRules, ResponseVary",
			"line 9, ResponseVary: it is true or false",
		}, 3},
		{"all that is wrong in QingStor's JSON", `{"cors_rules": [{"allowed_origins": ["a"], "allowed_origin": ["b"], "id": "x"}], "resp_vary": "on"}`, []string{
			"line 1, rule 1, allowed_origins: there is no such name; it is allowed_origin here",
			"line 1, rule 1, allowed_origin: a string is expected",
			"line 1, rule 1, id: there is no such name; known are allowed_origin, allowed_methods, allowed_headers, expose_headers, max_age_seconds",
			`line 1, resp_vary: it is "enabled" or "disabled"`,
		}, 1},
		{"rules that are no list", `{"CORSRules": {"AllowedOrigins": []}}`, []string{"line 1, CORSRules: a list is expected"}, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			file, err := rules.Read([]byte(tt.text))
			e, ok := errors.AsType[*rules.Error](err)
			if !ok || file != nil {
				t.Fatalf("Read() = %v, %v", file, err)
			}
			var got []string
			for _, f := range e.Faults {
				got = append(got, f.String())
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("faults (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff("cors rules: "+strings.Join(tt.want, "\n"), err.Error()); diff != "" {
				t.Errorf("Error() (-want +got):\n%s", diff)
			}
			if n := -1; e.File != nil {
				n = len(e.File.Configuration.Rules)
				if n != tt.rules {
					t.Errorf("%d rules were read, want %d", n, tt.rules)
				}
			} else if tt.rules != n {
				t.Errorf("nothing was read, want %d rules", tt.rules)
			}
		})
	}
}

func TestWhatIsReadOfAFaultyFileCanBeLinted(t *testing.T) {
	t.Parallel()
	_, err := rules.Read([]byte(`[{"AllowedOrigins": ["https://a.example/"], "AllowedMethods": "DELETE,GET"}]`))
	e, ok := errors.AsType[*rules.Error](err)
	if !ok {
		t.Fatal(err)
	}
	found := map[string]bool{}
	for _, f := range cors.Lint("s3", e.File.Configuration) {
		found[f.Code] = e.File.Line(f.Rule) == 1
	}
	if !found[cors.CodeOriginPath] || !found[cors.CodeMethodList] {
		t.Errorf("found %v", found)
	}
}
