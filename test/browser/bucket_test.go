// SPDX-License-Identifier: Apache-2.0

package browser

import (
	"fmt"

	"github.com/seed-40dc4ce0/pail/cors"
)

// rule is one for the tables: origins, methods and headers, and what follows.
func rule(origins, methods, headers []string, more ...func(*cors.Rule)) cors.Rule {
	r := cors.Rule{AllowedOrigins: origins, AllowedMethods: methods, AllowedHeaders: headers}
	for _, f := range more {
		f(&r)
	}
	return r
}

func expose(names ...string) func(*cors.Rule) {
	return func(r *cors.Rule) { r.ExposeHeaders = names }
}
func maxAge(seconds int) func(*cors.Rule) {
	return func(r *cors.Rule) { r.MaxAgeSeconds = &seconds }
}

func list(s ...string) []string { return s }

// bucketCase is a row for every dialect.
type bucketCase struct {
	what  string
	row   row
	rules []cors.Rule
	vary  bool
}

// bucketRows are the rules of buckets, in every dialect that the emulator
// plays, and what a browser makes of their answers.
func bucketRows() (rows []row) {
	for _, profile := range profiles {
		for _, c := range append(matchCases(), problemCases()...) {
			if c.vary && !varies(profile) {
				continue
			}
			r := c.row
			r.name = fmt.Sprintf("%s: %s", profile, c.what)
			r.bucket = &bucketRow{profile: profile, rules: &cors.Configuration{Rules: c.rules, ResponseVary: c.vary}}
			if c.rules == nil {
				r.bucket.rules = nil
			}
			rows = append(rows, r)
		}
		put := row{name: profile + ": a bucket that is not there", method: "PUT"}
		put.bucket = &bucketRow{profile: profile, missing: true}
		rows = append(rows, put, row{name: profile + ": a bucket that is not there, read", bucket: put.bucket})
	}
	return rows
}

// profiles are those of package cors that the emulator answers as.
var profiles = []string{"s3", "s3-gateway", "oss", "cos", "qingstor"}

// varies says that a store has a switch for Vary. S3's dialect has none.
func varies(profile string) bool { return profile == "cos" || profile == "qingstor" }

// matchCases are about which requests a rule lets pass.
func matchCases() []bucketCase {
	all := list("GET", "PUT", "HEAD", "POST", "DELETE")
	own := rule(list(home), all, list("x-a", "content-type"), expose("ETag"), maxAge(600))
	x := func(name string) [][2]string { return [][2]string{{name, "1"}} }
	return []bucketCase{
		{"no rules, read", row{}, nil, false},
		{"no rules, written", row{method: "PUT"}, nil, false},
		{"its origin reads", row{}, []cors.Rule{own}, false},
		{"its origin reads with credentials", row{credentials: "include"}, []cors.Rule{own}, false},
		{"its origin looks", row{method: "HEAD"}, []cors.Rule{own}, false},
		{"its origin writes", row{method: "PUT", body: new("a")}, []cors.Rule{own}, false},
		{"its origin writes with credentials", row{method: "PUT", credentials: "include"}, []cors.Rule{own}, false},
		{"its origin deletes", row{method: "delete"}, []cors.Rule{own}, false},
		{"its origin writes with a header", row{method: "PUT", headers: x("X-A")}, []cors.Rule{own}, false},
		{"its origin writes with a header that no rule has", row{method: "PUT", headers: x("X-Z")}, []cors.Rule{own}, false},
		{"its origin writes a picture", row{method: "PUT", body: new("a"), bodyType: new("image/png")}, []cors.Rule{own}, false},
		{"its origin patches, which no rule can allow", row{method: "PATCH"}, []cors.Rule{own}, false},
		{"its origin uses a method in small letters", row{method: "patch"}, []cors.Rule{own}, false},
		{"its origin uses OPTIONS, which no rule can allow", row{method: "OPTIONS"}, []cors.Rule{own}, false},
		{"its origin reads a part", row{headers: [][2]string{{"Range", "bytes=0-1"}}}, []cors.Rule{own}, false},
		{"its origin reads the end, which asks", row{headers: [][2]string{{"Range", "bytes=-2"}}}, []cors.Rule{own}, false},
		{"another origin reads", row{page: "http://badapp.example"}, []cors.Rule{own}, false},
		{"another origin writes", row{page: "http://badapp.example", method: "PUT"}, []cors.Rule{own}, false},
		{"another port writes", row{page: "http://app.example:8080", method: "PUT"}, []cors.Rule{own}, false},
		{"another scheme writes", row{page: "https://app.example", method: "PUT"}, []cors.Rule{own}, false},
		{"an opaque origin writes", row{page: sandboxed, method: "PUT"}, []cors.Rule{own}, false},
		{"a star for all", row{method: "PUT", headers: x("X-Z")}, []cors.Rule{rule(list("*"), all, list("*"))}, false},
		{"a star for all, with credentials", row{method: "PUT", credentials: "include"}, []cors.Rule{rule(list("*"), all, list("*"))}, false},
		{"a star for all, read with credentials", row{credentials: "include"}, []cors.Rule{rule(list("*"), all, list("*"))}, false},
		{"a star for all, from an opaque origin", row{page: dataURL, method: "PUT"}, []cors.Rule{rule(list("*"), all, list("*"))}, false},
		{"a star for all, from a file", row{page: fileURL}, []cors.Rule{rule(list("*"), all, list("*"))}, false},
		{"null as an origin", row{page: sandboxed, method: "PUT"}, []cors.Rule{rule(list("null"), all, nil)}, false},
		{"a star and the origin", row{}, []cors.Rule{rule(list("*", home), all, nil)}, false},
		{"the origin and a star", row{credentials: "include"}, []cors.Rule{rule(list(home, "*"), all, nil)}, false},
		{"a glob for sub-domains, from one", row{page: "http://www.app.example", method: "PUT"}, []cors.Rule{rule(list("http://*.app.example"), all, nil)}, false},
		{"a glob for sub-domains, from two below", row{page: "http://a.b.app.example", method: "PUT"}, []cors.Rule{rule(list("http://*.app.example"), all, nil)}, false},
		{"a glob for sub-domains, from the domain itself", row{method: "PUT"}, []cors.Rule{rule(list("http://*.app.example"), all, nil)}, false},
		{"a glob that is too wide, from a look-alike", row{page: "http://badapp.example", method: "PUT"}, []cors.Rule{rule(list("http://*app.example"), all, nil)}, false},
		{"a glob for ports", row{page: "http://localhost:3000", method: "PUT"}, []cors.Rule{rule(list("http://localhost:*"), all, nil)}, false},
		{"a glob for schemes", row{page: "https://app.example", method: "PUT"}, []cors.Rule{rule(list("*://app.example"), all, nil)}, false},
		{"a glob, with credentials", row{page: "http://www.app.example", credentials: "include"}, []cors.Rule{rule(list("http://*.app.example"), all, nil)}, false},
		{"an IPv6 origin", row{page: "http://[::1]:5000", method: "PUT"}, []cors.Rule{rule(list("http://[::1]:5000"), all, nil)}, false},
		{"a glob for headers", row{method: "PUT", headers: x("X-Amz-Meta-B")}, []cors.Rule{rule(list(home), all, list("x-amz-*"))}, false},
		{"a glob for headers that covers one of two", row{method: "PUT", headers: append(x("X-Amz-Meta-B"), x("X-B")...)}, []cors.Rule{rule(list(home), all, list("x-amz-*"))}, false},
		{"headers in other letters", row{method: "PUT", headers: x("X-a")}, []cors.Rule{rule(list(home), all, list("X-A"))}, false},
		{"Authorization under a star", row{headers: x("Authorization")}, []cors.Rule{rule(list(home), all, list("*"))}, false},
		{"Authorization with credentials under a star", row{headers: x("Authorization"), credentials: "include"}, []cors.Rule{rule(list(home), all, list("*"))}, false},
		{"an answer that always varies", row{method: "PUT"}, []cors.Rule{own}, true},
		{"a refusal that always varies", row{page: "http://badapp.example", method: "PUT"}, []cors.Rule{own}, true},
	}
}

// problemCases are what users trip over.
func problemCases() []bucketCase {
	get, put := list("GET"), list("PUT")
	x := [][2]string{{"X-A", "1"}, {"X-B", "1"}}
	return []bucketCase{
		{"a slash after the origin", row{}, []cors.Rule{rule(list(home+"/"), get, nil)}, false},
		{"the default port after the origin", row{}, []cors.Rule{rule(list(home+":80"), get, nil)}, false},
		{"the origin in upper case", row{}, []cors.Rule{rule(list("http://APP.example"), get, nil)}, false},
		{"the host without its scheme", row{}, []cors.Rule{rule(list("app.example"), get, nil)}, false},
		{"the other scheme", row{}, []cors.Rule{rule(list("https://app.example"), get, nil)}, false},
		{"a rule for reading alone, written", row{method: "PUT"}, []cors.Rule{rule(list(home), get, nil)}, false},
		{"a rule for writing alone, read", row{}, []cors.Rule{rule(list(home), put, nil)}, false},
		{"a rule for GET alone, looked at by HEAD", row{method: "HEAD"}, []cors.Rule{rule(list(home), get, nil)}, false},
		{"a rule without headers, written with one", row{method: "PUT", headers: x[:1]}, []cors.Rule{rule(list(home), put, nil)}, false},
		{"two rules of which none has both headers", row{method: "PUT", headers: x}, []cors.Rule{rule(list(home), put, list("x-a")), rule(list(home), put, list("x-b"))}, false},
		{"two rules of which the second has both headers", row{method: "PUT", headers: x}, []cors.Rule{rule(list(home), put, list("x-a")), rule(list(home), put, list("x-b", "x-a"))}, false},
		{"two rules, for the origin and for the method", row{method: "PUT"}, []cors.Rule{rule(list(home), get, nil), rule(list("http://other.example"), put, nil)}, false},
		{"a first rule that hides what the second exposes", row{}, []cors.Rule{rule(list("*"), get, nil), rule(list(home), get, nil, expose("ETag"))}, false},
		{"a first rule with a star that hides the second for credentials", row{credentials: "include"}, []cors.Rule{rule(list("*"), get, nil), rule(list(home), get, nil)}, false},
		{"a first rule for the origin before a star, with credentials", row{credentials: "include"}, []cors.Rule{rule(list(home), get, nil), rule(list("*"), get, nil)}, false},
		{"a preflight that the first rule answers and a real request that the second does", row{headers: x[:1]}, []cors.Rule{rule(list("*"), get, nil, expose("ETag")), rule(list(home), get, list("x-a"))}, false},
		{"nothing exposed", row{}, []cors.Rule{rule(list(home), get, nil)}, false},
		{"many names exposed", row{}, []cors.Rule{rule(list(home), get, nil, expose("ETag", "x-amz-request-id", "Content-Range", "Accept-Ranges"))}, false},
		{"a remembered preflight of no time", row{method: "PUT"}, []cors.Rule{rule(list(home), put, nil, maxAge(0))}, false},
		{"forbidden headers, which are never asked for", row{method: "PUT", headers: [][2]string{{"Date", "a"}, {"Host", "b"}}}, []cors.Rule{rule(list(home), put, nil)}, false},
		{"the header of XMLHttpRequest libraries", row{headers: [][2]string{{"X-Requested-With", "XMLHttpRequest"}}}, []cors.Rule{rule(list(home), get, list("content-type"))}, false},
		{"an upload that is listened to", row{method: "POST", body: new("a"), xhr: true}, []cors.Rule{rule(list(home), list("POST"), nil)}, false},
		{"an upload that is listened to, without a rule for POST", row{method: "POST", body: new("a"), xhr: true}, []cors.Rule{rule(list(home), get, nil)}, false},
	}
}
