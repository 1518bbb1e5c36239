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

// clean is a rule in which Lint finds nothing on any provider.
func clean() cors.Rule {
	age := 600
	return cors.Rule{
		AllowedOrigins: []string{"https://app.example.com"}, AllowedMethods: []string{"GET", "PUT"},
		AllowedHeaders: []string{"content-type", "x-amz-*"}, ExposeHeaders: []string{"ETag"}, MaxAgeSeconds: &age,
	}
}

// foundIn is what a test says of findings: level, code, and the value if there is one.
func foundIn(findings []cors.Finding) []string {
	var all []string
	for _, f := range findings {
		line := fmt.Sprintf("%d %s %s", f.Rule+1, f.Level, f.Code)
		if f.Value != "" {
			line += " " + f.Value
		}
		all = append(all, line)
	}
	return all
}

// lints are rules, the clean one with a change, and all that is found in them.
var lints = []struct {
	name     string
	provider string
	change   func(*cors.Rule)
	want     []string
}{
	{"a clean rule has nothing", "s3", func(*cors.Rule) {}, nil},
	{"a rule needs origins", "s3", func(r *cors.Rule) { r.AllowedOrigins = nil }, []string{"1 refused origins-absent"}},
	{"a rule needs methods", "s3", func(r *cors.Rule) { r.AllowedMethods = nil }, []string{"1 refused methods-absent"}},
	{"OPTIONS is no method of a rule", "s3", methods("GET", "options"), []string{"1 refused method-options options"}},
	{"PATCH is no method of a store", "cos", methods("PATCH"), []string{"1 refused method-unknown PATCH"}},
	{"an empty method is none", "oss", methods("GET", ""), []string{"1 refused method-unknown"}},
	{"a method in lower case, or with blanks", "s3", methods("get", " HEAD"), []string{"1 refused method-case get", "1 refused method-case  HEAD"}},
	{"methods in one string", "qingstor", methods("DELETE,GET"), []string{"1 refused method-list DELETE,GET"}},
	{"a wildcard among methods", "s3", methods("*"), []string{"1 refused method-wildcard *"}},
	{"a wildcard among methods where there is one", "qingstor", methods("*"), []string{"1 advice method-wildcard *"}},
	{"a method twice", "s3", methods("GET", "GET"), []string{"1 advice method-twice GET"}},

	{"two wildcards in an origin", "s3", origins("https://*.*.example.com"), []string{"1 refused origin-wildcards https://*.*.example.com"}},
	{"an empty origin", "s3", origins(""), []string{"1 never-matches origin-empty"}},
	{"origins in one string", "s3", origins("https://a.example.com https://b.example.com"), []string{"1 never-matches origin-list https://a.example.com https://b.example.com"}},
	{"patterns in one string", "s3", origins("https://*.a.com,https://*.b.com"), []string{"1 refused origin-wildcards https://*.a.com,https://*.b.com", "1 never-matches origin-list https://*.a.com,https://*.b.com"}},
	{"a blank before an origin", "s3", origins(" https://app.example.com"), []string{"1 never-matches origin-blank  https://app.example.com"}},
	{"a bare host", "s3", origins("app.example.com"), []string{"1 never-matches origin-scheme app.example.com"}},
	{"a bare host and port", "s3", origins("localhost:3000"), []string{"1 never-matches origin-scheme localhost:3000"}},
	{"a slash at the end", "s3", origins("https://app.example.com/"), []string{"1 never-matches origin-path https://app.example.com/"}},
	{"a slash at the end of a pattern", "s3", origins("https://*.example.com/"), []string{"1 never-matches origin-path https://*.example.com/"}},
	{"a query", "s3", origins("https://app.example.com?x"), []string{"1 never-matches origin-path https://app.example.com?x"}},
	{"a user", "s3", origins("https://me@app.example.com"), []string{"1 never-matches origin-userinfo https://me@app.example.com"}},
	{"upper case in the host or the scheme", "s3", origins("https://App.example.com", "HTTPS://*.example.com"), []string{"1 never-matches origin-case https://App.example.com", "1 never-matches origin-case HTTPS://*.example.com"}},
	{"a host in Unicode", "s3", origins("https://bücher.example.com"), []string{"1 never-matches origin-unicode https://bücher.example.com"}},
	{"a default port", "s3", origins("https://app.example.com:443", "http://localhost:80"), []string{"1 never-matches origin-port https://app.example.com:443", "1 never-matches origin-port http://localhost:80"}},
	{"a port that is none", "s3", origins("https://app.example.com:", "https://app.example.com:090", "https://app.example.com:99999"),
		[]string{"1 never-matches origin-port https://app.example.com:", "1 never-matches origin-port https://app.example.com:090", "1 never-matches origin-port https://app.example.com:99999"}},
	{"an address in the long form", "s3", origins("http://[0:0:0:0:0:0:0:1]"), []string{"1 never-matches origin-address http://[0:0:0:0:0:0:0:1]"}},
	{"an address in a short form", "s3", origins("http://127.1"), []string{"1 never-matches origin-invalid http://127.1"}},
	{"an address with zeros before a number, and a label that is too long", "s3", origins("http://127.0.0.01", "https://"+strings.Repeat("a", 64)+".example.com"),
		[]string{"1 never-matches origin-invalid http://127.0.0.01", "1 never-matches origin-invalid https://" + strings.Repeat("a", 64) + ".example.com"}},
	{"every mistake of one origin", "s3", origins("HTTPS://me:secret@App.example.com:443/index.html"), []string{
		"1 never-matches origin-userinfo HTTPS://me:secret@App.example.com:443/index.html", "1 never-matches origin-path HTTPS://me:secret@App.example.com:443/index.html",
		"1 never-matches origin-case HTTPS://me:secret@App.example.com:443/index.html", "1 never-matches origin-port HTTPS://me:secret@App.example.com:443/index.html"}},
	{"files", "s3", origins("file://", "file://*"), []string{"1 never-matches origin-invalid file://", "1 never-matches origin-invalid file://*"}},
	{"null", "s3", origins("null"), []string{"1 unsafe origin-null null"}},
	{"http", "s3", origins("http://app.example.com", "http://*.example.org"), []string{"1 unsafe origin-insecure http://app.example.com", "1 unsafe origin-insecure http://*.example.org", "1 advice origin-apex http://*.example.org"}},
	{"http on the page's own machine is as good as https", "s3", origins("http://localhost:3000", "http://127.0.0.1:8080", "http://[::1]:8080", "http://localhost:*", "http://app.localhost"),
		[]string{"1 advice origin-twice http://localhost:3000"}},
	{"a scheme of one's own", "s3", origins("capacitor://localhost", "chrome-extension://abcdefghijklmnop"), nil},
	{"a wildcard for the scheme", "s3", origins("*://app.example.com", "*.example.com", "http*://b.example.com"), []string{
		"1 unsafe origin-any-scheme *://app.example.com", "1 advice origin-twice *://app.example.com", "1 unsafe origin-any-scheme *.example.com", "1 advice origin-apex *.example.com",
		"1 unsafe origin-any-scheme http*://b.example.com", "1 advice origin-twice http*://b.example.com"}},
	{"every host", "s3", origins("https://*"), []string{"1 unsafe origin-any-host https://*"}},
	{"every host of a port", "s3", origins("https://*:8443"), []string{"1 unsafe origin-any-host https://*:8443"}},
	{"every host and scheme", "s3", origins("http*"), []string{"1 unsafe origin-any-host http*"}},
	{"a pattern that look-alikes match", "s3", origins("https://*example.com"), []string{"1 unsafe origin-look-alike https://*example.com"}},
	{"a pattern in a label", "s3", origins("https://pr-*.example.com", "https://*-preview.example.com", "https://app-*-x.example.com"), nil},
	{"an open end", "s3", origins("https://app.example.com*", "https://app*:8443"), []string{"1 unsafe origin-open-end https://app.example.com*", "1 unsafe origin-open-end https://app*:8443"}},
	{"every port of a host", "s3", origins("https://app.example.com:*"), nil},
	{"everybody's domains", "s3", origins("https://*.com", "https://*.co.uk", "https://*.github.io", "https://www.*.com"),
		[]string{"1 unsafe origin-suffix https://*.com", "1 unsafe origin-suffix https://*.co.uk", "1 unsafe origin-suffix https://*.github.io", "1 unsafe origin-suffix https://www.*.com", "1 advice origin-twice https://www.*.com"}},
	{"a pattern misses the domain itself", "s3", origins("https://*.example.com"), []string{"1 advice origin-apex https://*.example.com"}},
	{"a pattern with the domain beside it", "s3", origins("https://*.example.com:8443", "https://example.com:8443"), nil},
	{"every origin may write", "s3", origins("*"), []string{"1 unsafe origin-any-write *"}},
	{"every origin may read", "s3", func(r *cors.Rule) { origins("*")(r); methods("GET", "HEAD")(r) }, nil},
	{"an origin beside *", "s3", func(r *cors.Rule) { origins("*", "https://app.example.com")(r); methods("GET")(r) }, []string{"1 advice origin-twice https://app.example.com"}},
	{"an origin twice", "s3", origins("https://app.example.com", "https://app.example.com"), []string{"1 advice origin-twice https://app.example.com"}},

	{"an empty name of a header", "s3", headers("x-a", ""), []string{"1 never-matches header-invalid"}},
	{"names of headers in one string", "s3", headers("content-type, x-amz-date"), []string{"1 refused header-list content-type, x-amz-date"}},
	{"a whole header", "s3", headers("content-type: text/plain"), []string{"1 refused header-invalid content-type: text/plain"}},
	{"two wildcards in a header", "s3", headers("x-*-*"), []string{"1 refused header-wildcards x-*-*"}},
	{"headers of the browser's", "s3", headers("Origin", "Content-Length", "sec-fetch-mode", "*"), []string{"1 never-matches header-forbidden Origin", "1 never-matches header-forbidden Content-Length", "1 never-matches header-forbidden sec-fetch-mode"}},
	{"headers that need no permission", "s3", headers("Accept", "accept-language"), []string{"1 advice header-safelisted Accept", "1 advice header-safelisted accept-language"}},
	{"headers of answers", "s3", headers("ETag", "Access-Control-Allow-Origin"), []string{"1 advice header-response ETag", "1 advice header-response Access-Control-Allow-Origin"}},
	{"x-requested-with", "s3", headers("X-Requested-With"), []string{"1 advice header-requested X-Requested-With"}},
	{"a header twice, and one under a wildcard", "s3", headers("x-amz-*", "X-AMZ-*", "x-amz-date"), []string{"1 advice header-twice X-AMZ-*", "1 advice header-twice x-amz-date"}},
	{"ranges whose place stays hidden", "s3", headers("Range"), []string{"1 advice expose-range"}},

	{"a wildcard among exposed headers", "s3", exposes("ETag", "*", "x-amz-*"), []string{"1 refused expose-wildcard *", "1 refused expose-wildcard x-amz-*"}},
	{"exposed headers in one string", "s3", exposes("ETag", "a,b"), []string{"1 refused expose-list a,b"}},
	{"an exposed header that is none", "s3", exposes("ETag", "a/b", ""), []string{"1 refused expose-invalid a/b", "1 never-matches expose-invalid"}},
	{"an exposed header that no script reads", "s3", exposes("ETag", "Set-Cookie"), []string{"1 never-matches expose-forbidden Set-Cookie"}},
	{"an exposed header that every script reads", "s3", exposes("etag", "Content-Type"), []string{"1 advice expose-safelisted Content-Type"}},
	{"an exposed header twice", "s3", exposes("ETag", "etag"), []string{"1 advice expose-twice etag"}},
	{"uploads whose ETag stays hidden", "s3", exposes(), []string{"1 advice expose-etag"}},
	{"a gateway exposes the ETag by itself", "s3-gateway", exposes(), nil},

	{"no age", "s3", func(r *cors.Rule) { r.MaxAgeSeconds = nil }, []string{"1 advice max-age-absent"}},
	{"no age where browsers do not ask", "s3", func(r *cors.Rule) {
		*r = cors.Rule{AllowedOrigins: []string{"*"}, AllowedMethods: []string{"GET"}}
	}, nil},
	{"an age of zero", "s3", age(0), []string{"1 advice max-age-zero 0"}},
	{"an age below zero", "s3", age(-1), []string{"1 advice max-age-negative -1"}},
	{"an age of a day", "s3", age(86400), nil},
	{"an age of more than a day", "s3", age(86401), []string{"1 advice max-age-long 86401"}},

	{"a long name", "s3", func(r *cors.Rule) { r.ID = strings.Repeat("n", 256) }, []string{"1 refused id-long " + strings.Repeat("n", 256)}},
	{"a name where there are none", "oss", func(r *cors.Rule) { r.ID = "app" }, []string{"1 refused id-unknown app"}},
}

func origins(list ...string) func(*cors.Rule) {
	return func(r *cors.Rule) { r.AllowedOrigins = list }
}

// methods sets those of a rule, and exposes what uploads need.
func methods(list ...string) func(*cors.Rule) { return func(r *cors.Rule) { r.AllowedMethods = list } }

func headers(list ...string) func(*cors.Rule) { return func(r *cors.Rule) { r.AllowedHeaders = list } }

func exposes(list ...string) func(*cors.Rule) { return func(r *cors.Rule) { r.ExposeHeaders = list } }

func age(n int) func(*cors.Rule) { return func(r *cors.Rule) { r.MaxAgeSeconds = &n } }

func TestLint(t *testing.T) {
	t.Parallel()
	for _, tt := range lints {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			rule := clean()
			tt.change(&rule)
			c := &cors.Configuration{Rules: []cors.Rule{rule}, ResponseVary: cors.LimitsOf(tt.provider).ResponseVary}
			findings := cors.Lint(tt.provider, c)
			if diff := cmp.Diff(tt.want, foundIn(findings)); diff != "" {
				t.Errorf("Lint() (-want +got):\n%s", diff)
			}
			consistent(t, tt.provider, c, findings)
			for _, f := range findings {
				if f.Problem == "" || f.Fix == "" || f.Field == "" || strings.HasSuffix(f.String(), ".") {
					t.Errorf("%+v", f)
				}
			}
		})
	}
}

// consistent compares Lint with Check: what one refuses the other does.
func consistent(t *testing.T, provider string, c *cors.Configuration, findings []cors.Finding) {
	t.Helper()
	refused := map[int]bool{}
	for _, f := range findings {
		known := f.Code == cors.CodeIDUnknown || f.Code == cors.CodeUnknownVary || f.Code == cors.CodeTooLarge // what a document cannot say, or says too long
		if f.Level == cors.Refused && !known {
			refused[f.Rule] = true
		}
	}
	r := cors.Check(provider, c)
	if (r != nil) != (len(refused) > 0) || r != nil && !refused[r.Rule] {
		t.Errorf("Check() says %v, Lint() refuses %v", r, refused)
	}
}

// TestWhatLintWouldWriteIsBetter puts what it proposes in the place of what it
// found.
func TestWhatLintWouldWriteIsBetter(t *testing.T) {
	t.Parallel()
	proposed := 0
	for _, tt := range lints {
		rule := clean()
		tt.change(&rule)
		for _, f := range cors.Lint(tt.provider, &cors.Configuration{Rules: []cors.Rule{rule}}) {
			if f.Better == "" {
				continue
			}
			proposed++
			mended := rule
			lists := map[string]*[]string{
				"AllowedOrigins": &mended.AllowedOrigins, "AllowedMethods": &mended.AllowedMethods,
				"AllowedHeaders": &mended.AllowedHeaders, "ExposeHeaders": &mended.ExposeHeaders,
			}
			list := lists[f.Field]
			*list = slices.Clone(*list)
			(*list)[slices.Index(*list, f.Value)] = f.Better
			for _, still := range cors.Lint(tt.provider, &cors.Configuration{Rules: []cors.Rule{mended}}) {
				if still.Value == f.Better && (still.Code == f.Code || still.Level == cors.Refused || still.Level == cors.NeverMatches) {
					t.Errorf("%s: %v, then %v", tt.name, f, still)
				}
			}
		}
	}
	if proposed < 20 {
		t.Errorf("%d proposals", proposed)
	}
}

func TestLintNamesTheBetterOrigin(t *testing.T) {
	t.Parallel()
	for written, want := range map[string]string{
		"app.example.com/":                 "https://app.example.com",
		"localhost:3000":                   "http://localhost:3000",
		"HTTPS://me@App.example.com:443/x": "https://app.example.com",
		"https://Bücher.example.com":       "https://xn--bcher-kva.example.com",
		"https://他们为什么不说中文.example":        "https://xn--ihqwcrb4cv8a8dqg056pqjye.example", // RFC 3492, 7.1 (B)
		"https://*.münchen.example.com/":   "https://*.xn--mnchen-3ya.example.com",
		"http://[2001:DB8:0:0::1]:80":      "http://[2001:db8::1]",
		"http://[::ffff:1.2.3.4]":          "http://[::ffff:102:304]",
		"app.example.com:8443":             "https://app.example.com:8443",
	} {
		rule := clean()
		rule.AllowedOrigins = []string{written}
		found := cors.Lint("s3", &cors.Configuration{Rules: []cors.Rule{rule}})
		if len(found) == 0 || found[0].Better != want || found[0].Fix != fmt.Sprintf("write %q", want) {
			t.Errorf("%s: %v", written, found)
			continue
		}
		rule.AllowedOrigins = []string{want}
		for _, f := range cors.Lint("s3", &cors.Configuration{Rules: []cors.Rule{rule}}) {
			if f.Level == cors.NeverMatches {
				t.Errorf("%s: then %v", written, f)
			}
		}
	}
}
