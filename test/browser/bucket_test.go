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

// outcome is what comes of a bucket's answers in a browser, by hand: package
// cors works out both the emulator's answers and what is expected of them.
type outcome string

// A rule lets the request pass, none does, or one does whose origin is "*".
const (
	allowed outcome = "allowed"
	refused outcome = "refused"
	starred outcome = "starred"
)

// code is the reason that the browser has, "" for none.
func (o outcome) code(r *row) string {
	silent := r.bucket.profile == "oss" || r.bucket.profile == "qingstor" // of credentials
	var code string
	switch {
	case o == refused:
		code = cors.ReasonMissingAllowOriginHeader
	case r.credentials != "include":
		return ""
	case silent:
		code = cors.ReasonInvalidAllowCredentials
	case o == starred:
		code = cors.ReasonWildcardOriginNotAllowed
	default:
		return ""
	}
	if _, preflight, err := r.fetch(r.attempt("", "http://"+scriptHost)).Request(); err == nil && preflight {
		code = "Preflight" + code
	}
	return code
}

// bucketCase is a row for every dialect.
type bucketCase struct {
	what  string
	want  outcome
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
			r.want = new(c.want.code(&r))
			rows = append(rows, r)
		}
		put := row{name: profile + ": a bucket that is not there", method: "PUT", want: new(cors.ReasonPreflightMissingAllowOriginHeader)}
		put.bucket = &bucketRow{profile: profile, missing: true}
		rows = append(rows, put, row{name: profile + ": a bucket that is not there, read", bucket: put.bucket, want: new(cors.ReasonMissingAllowOriginHeader)})
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
		{"no rules, read", refused, row{}, nil, false},
		{"no rules, written", refused, row{method: "PUT"}, nil, false},
		{"its origin reads", allowed, row{}, []cors.Rule{own}, false},
		{"its origin reads with credentials", allowed, row{credentials: "include"}, []cors.Rule{own}, false},
		{"its origin looks", allowed, row{method: "HEAD"}, []cors.Rule{own}, false},
		{"its origin writes", allowed, row{method: "PUT", body: new("a")}, []cors.Rule{own}, false},
		{"its origin writes with credentials", allowed, row{method: "PUT", credentials: "include"}, []cors.Rule{own}, false},
		{"its origin deletes", allowed, row{method: "delete"}, []cors.Rule{own}, false},
		{"its origin writes with a header", allowed, row{method: "PUT", headers: x("X-A")}, []cors.Rule{own}, false},
		{"its origin writes with a header that no rule has", refused, row{method: "PUT", headers: x("X-Z")}, []cors.Rule{own}, false},
		{"its origin writes a picture", allowed, row{method: "PUT", body: new("a"), bodyType: new("image/png")}, []cors.Rule{own}, false},
		{"its origin patches, which no rule can allow", refused, row{method: "PATCH"}, []cors.Rule{own}, false},
		{"its origin uses a method in small letters", refused, row{method: "patch"}, []cors.Rule{own}, false},
		{"its origin uses OPTIONS, which no rule can allow", refused, row{method: "OPTIONS"}, []cors.Rule{own}, false},
		{"its origin reads a part", allowed, row{headers: [][2]string{{"Range", "bytes=0-1"}}}, []cors.Rule{own}, false},
		{"its origin reads the end, which asks", refused, row{headers: [][2]string{{"Range", "bytes=-2"}}}, []cors.Rule{own}, false},
		{"another origin reads", refused, row{page: "http://badapp.example"}, []cors.Rule{own}, false},
		{"another origin writes", refused, row{page: "http://badapp.example", method: "PUT"}, []cors.Rule{own}, false},
		{"another port writes", refused, row{page: "http://app.example:8080", method: "PUT"}, []cors.Rule{own}, false},
		{"another scheme writes", refused, row{page: "https://app.example", method: "PUT"}, []cors.Rule{own}, false},
		{"an opaque origin writes", refused, row{page: sandboxed, method: "PUT"}, []cors.Rule{own}, false},
		{"a star for all", allowed, row{method: "PUT", headers: x("X-Z")}, []cors.Rule{rule(list("*"), all, list("*"))}, false},
		{"a star for all, with credentials", starred, row{method: "PUT", credentials: "include"}, []cors.Rule{rule(list("*"), all, list("*"))}, false},
		{"a star for all, read with credentials", starred, row{credentials: "include"}, []cors.Rule{rule(list("*"), all, list("*"))}, false},
		{"a star for all, from an opaque origin", allowed, row{page: dataURL, method: "PUT"}, []cors.Rule{rule(list("*"), all, list("*"))}, false},
		{"a star for all, from a file", allowed, row{page: fileURL}, []cors.Rule{rule(list("*"), all, list("*"))}, false},
		{"null as an origin", allowed, row{page: sandboxed, method: "PUT"}, []cors.Rule{rule(list("null"), all, nil)}, false},
		{"a star and the origin", allowed, row{}, []cors.Rule{rule(list("*", home), all, nil)}, false},
		{"the origin and a star", starred, row{credentials: "include"}, []cors.Rule{rule(list(home, "*"), all, nil)}, false},
		{"a glob for sub-domains, from one", allowed, row{page: "http://www.app.example", method: "PUT"}, []cors.Rule{rule(list("http://*.app.example"), all, nil)}, false},
		{"a glob for sub-domains, from two below", allowed, row{page: "http://a.b.app.example", method: "PUT"}, []cors.Rule{rule(list("http://*.app.example"), all, nil)}, false},
		{"a glob for sub-domains, from the domain itself", refused, row{method: "PUT"}, []cors.Rule{rule(list("http://*.app.example"), all, nil)}, false},
		{"a glob that is too wide, from a look-alike", allowed, row{page: "http://badapp.example", method: "PUT"}, []cors.Rule{rule(list("http://*app.example"), all, nil)}, false},
		{"a glob for ports", allowed, row{page: "http://localhost:3000", method: "PUT"}, []cors.Rule{rule(list("http://localhost:*"), all, nil)}, false},
		{"a glob for schemes", allowed, row{page: "https://app.example", method: "PUT"}, []cors.Rule{rule(list("*://app.example"), all, nil)}, false},
		{"a glob, with credentials", allowed, row{page: "http://www.app.example", credentials: "include"}, []cors.Rule{rule(list("http://*.app.example"), all, nil)}, false},
		{"an IPv6 origin", allowed, row{page: "http://[::1]:5000", method: "PUT"}, []cors.Rule{rule(list("http://[::1]:5000"), all, nil)}, false},
		{"a glob for headers", allowed, row{method: "PUT", headers: x("X-Amz-Meta-B")}, []cors.Rule{rule(list(home), all, list("x-amz-*"))}, false},
		{"a glob for headers that covers one of two", refused, row{method: "PUT", headers: append(x("X-Amz-Meta-B"), x("X-B")...)}, []cors.Rule{rule(list(home), all, list("x-amz-*"))}, false},
		{"headers in other letters", allowed, row{method: "PUT", headers: x("X-a")}, []cors.Rule{rule(list(home), all, list("X-A"))}, false},
		{"Authorization under a star", allowed, row{headers: x("Authorization")}, []cors.Rule{rule(list(home), all, list("*"))}, false},
		{"Authorization with credentials under a star", allowed, row{headers: x("Authorization"), credentials: "include"}, []cors.Rule{rule(list(home), all, list("*"))}, false},
		{"an answer that always varies", allowed, row{method: "PUT"}, []cors.Rule{own}, true},
		{"a refusal that always varies", refused, row{page: "http://badapp.example", method: "PUT"}, []cors.Rule{own}, true},
	}
}

// problemCases are what users trip over.
func problemCases() []bucketCase {
	get, put := list("GET"), list("PUT")
	x := [][2]string{{"X-A", "1"}, {"X-B", "1"}}
	return []bucketCase{
		{"a slash after the origin", refused, row{}, []cors.Rule{rule(list(home+"/"), get, nil)}, false},
		{"the default port after the origin", refused, row{}, []cors.Rule{rule(list(home+":80"), get, nil)}, false},
		{"the origin in upper case", refused, row{}, []cors.Rule{rule(list("http://APP.example"), get, nil)}, false},
		{"the host without its scheme", refused, row{}, []cors.Rule{rule(list("app.example"), get, nil)}, false},
		{"the other scheme", refused, row{}, []cors.Rule{rule(list("https://app.example"), get, nil)}, false},
		{"a rule for reading alone, written", refused, row{method: "PUT"}, []cors.Rule{rule(list(home), get, nil)}, false},
		{"a rule for writing alone, read", refused, row{}, []cors.Rule{rule(list(home), put, nil)}, false},
		{"a rule for GET alone, looked at by HEAD", refused, row{method: "HEAD"}, []cors.Rule{rule(list(home), get, nil)}, false},
		{"a rule without headers, written with one", refused, row{method: "PUT", headers: x[:1]}, []cors.Rule{rule(list(home), put, nil)}, false},
		{"two rules of which none has both headers", refused, row{method: "PUT", headers: x}, []cors.Rule{rule(list(home), put, list("x-a")), rule(list(home), put, list("x-b"))}, false},
		{"two rules of which the second has both headers", allowed, row{method: "PUT", headers: x}, []cors.Rule{rule(list(home), put, list("x-a")), rule(list(home), put, list("x-b", "x-a"))}, false},
		{"two rules, for the origin and for the method", refused, row{method: "PUT"}, []cors.Rule{rule(list(home), get, nil), rule(list("http://other.example"), put, nil)}, false},
		{"a first rule that hides what the second exposes", allowed, row{}, []cors.Rule{rule(list("*"), get, nil), rule(list(home), get, nil, expose("ETag"))}, false},
		{"a first rule with a star that hides the second for credentials", starred, row{credentials: "include"}, []cors.Rule{rule(list("*"), get, nil), rule(list(home), get, nil)}, false},
		{"a first rule for the origin before a star, with credentials", allowed, row{credentials: "include"}, []cors.Rule{rule(list(home), get, nil), rule(list("*"), get, nil)}, false},
		{"a preflight that the first rule answers and a real request that the second does", allowed, row{headers: x[:1]}, []cors.Rule{rule(list("*"), get, nil, expose("ETag")), rule(list(home), get, list("x-a"))}, false},
		{"nothing exposed", allowed, row{}, []cors.Rule{rule(list(home), get, nil)}, false},
		{"many names exposed", allowed, row{}, []cors.Rule{rule(list(home), get, nil, expose("ETag", "x-amz-request-id", "Content-Range", "Accept-Ranges"))}, false},
		{"a remembered preflight of no time", allowed, row{method: "PUT"}, []cors.Rule{rule(list(home), put, nil, maxAge(0))}, false},
		{"forbidden headers, which are never asked for", allowed, row{method: "PUT", headers: [][2]string{{"Date", "a"}, {"Host", "b"}}}, []cors.Rule{rule(list(home), put, nil)}, false},
		{"the header of XMLHttpRequest libraries", refused, row{headers: [][2]string{{"X-Requested-With", "XMLHttpRequest"}}}, []cors.Rule{rule(list(home), get, list("content-type"))}, false},
		{"an upload that is listened to", allowed, row{method: "POST", body: new("a"), xhr: true}, []cors.Rule{rule(list(home), list("POST"), nil)}, false},
		{"an upload that is listened to, without a rule for POST", refused, row{method: "POST", body: new("a"), xhr: true}, []cors.Rule{rule(list(home), get, nil)}, false},
	}
}
