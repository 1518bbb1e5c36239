// SPDX-License-Identifier: Apache-2.0

package doctor_test

import (
	"github.com/seed-40dc4ce0/pail/cors"
	"github.com/seed-40dc4ce0/pail/doctor"
)

var (
	warned = []doctor.Level{doctor.Warning}
	noted  = []doctor.Level{doctor.Note}
)

// from is a request from another page than app.
func from(origin string, f cors.Fetch) cors.Fetch {
	f.Origin = origin
	return f
}

func trusted(f cors.Fetch) cors.Fetch {
	f.Credentials = true
	return f
}

func originProblems() []seeded {
	put, get := page("PUT", "Content-Type", "image/png"), page("GET")
	return []seeded{
		{problem: 9, name: "9 a slash at the end", rules: one(app+"/", "PUT", "content-type"), fetch: put, mended: true},
		{problem: 9, name: "9 a slash at the end, seen from outside", rules: one(app+"/", "PUT GET", "content-type"), fetch: put, blind: true, mended: true},
		{problem: 9, name: "9 a path beside another origin, COS", provider: "cos", rules: one("https://other.example "+app+"/upload/", "PUT", "*"), fetch: put, mended: true},
		{problem: 9, name: "9 a slash at the end, and another rule without", rules: with(one(app+"/", "PUT", "content-type"), one(app, "GET", "")), fetch: put, mended: true},
		{problem: 9, name: "9 the page is named with a slash", rules: one(app, "GET", ""), fetch: from(app+"/", get)},
		{problem: 10, name: "10 the rule is for http", rules: one("http://app.example", "PUT", "content-type"), fetch: put, mended: true},
		{problem: 10, name: "10 the rule is for https, the page is not", rules: one(app, "GET", ""), fetch: from("http://app.example", get)},
		{problem: 10, name: "10 the rule is for http, seen from outside", rules: one("http://app.example", "PUT", "content-type"), fetch: put, blind: true, mended: true},
		{problem: 10, name: "10 a page of https and a URL of http", rules: one(app, "GET", ""), fetch: cors.Fetch{URL: "http://photos-1250000000.s3.us-east-1.amazonaws.com/cat.png", Origin: app}, blind: true},
		{problem: 10, name: "10 another scheme before a pattern, QingStor", provider: "qingstor", rules: one("http://*.app.example", "GET", ""), fetch: from("https://www.app.example", get), mended: true},
		{problem: 11, name: "11 the default port is written", rules: one(app+":443", "PUT", "content-type"), fetch: put, mended: true},
		{problem: 11, name: "11 the page has a port", rules: one("http://localhost", "GET", ""), fetch: from("http://localhost:5173", get), mended: true},
		{problem: 11, name: "11 another port, COS", provider: "cos", rules: one("http://localhost:3000", "PUT", "*"), fetch: from("http://localhost:5173", put), mended: true},
		{problem: 11, name: "11 the default port, seen from outside", rules: one(app+":443", "PUT", "content-type"), fetch: put, blind: true, mended: true},
		{problem: 11, name: "11 the page has a port, seen from outside", rules: one(app, "PUT", "content-type"), fetch: from(app+":8443", put), blind: true, mended: true},
		{problem: 12, name: "12 a bare host", rules: one("app.example", "PUT", "content-type"), fetch: put, mended: true},
		{problem: 12, name: "12 a bare host, seen from outside", rules: one("app.example", "PUT", "content-type"), fetch: put, blind: true, mended: true},
		{problem: 12, name: "12 capital letters, QingStor", provider: "qingstor", rules: one("https://App.Example", "PUT", "content-type"), fetch: put, mended: true},
		{problem: 12, name: "12 a host that is not in ASCII", rules: one("https://bücher.example", "PUT", "content-type"), fetch: from("https://xn--bcher-kva.example", put), mended: true},
		{problem: 13, name: "13 a pattern misses the apex", rules: one("https://*.app.example", "PUT", "content-type"), fetch: put, mended: true},
		{problem: 13, name: "13 a pattern misses the apex, seen from outside", rules: one("https://*.app.example", "PUT", "content-type"), fetch: put, blind: true, mended: true},
		{problem: 13, name: "13 a pattern matches a look-alike", rules: one("https://*app.example", "GET", ""), fetch: get, levels: warned},
		{problem: 13, name: "13 a pattern with an open end, COS", provider: "cos", rules: one("https://app.example*", "GET", ""), fetch: get, levels: warned},
	}
}

func credentialProblems() []seeded {
	put, get := page("PUT", "Content-Type", "image/png"), page("GET")
	return []seeded{
		{problem: 14, name: "14 every origin, and credentials", rules: one("*", "GET", ""), fetch: trusted(get), mended: true},
		{problem: 14, name: "14 every origin, and credentials, with a preflight, from outside", rules: one("*", "PUT", "*"), fetch: trusted(put), blind: true},
		{problem: 14, name: "14 a store without credentials", provider: "qingstor", rules: one(app, "GET", ""), fetch: trusted(get)},
		{problem: 14, name: "14 a server that leaves them out", rules: one(app, "PUT", "*"), fetch: trusted(put),
			front: changing("", without1("Access-Control-Allow-Credentials"))},
		{problem: 14, name: "14 every origin and this one, COS", provider: "cos", rules: one("* "+app, "PUT", "*"), fetch: trusted(put), mended: true},
	}
}

func methodProblems() []seeded {
	put := page("PUT", "Content-Type", "image/png")
	return []seeded{
		{problem: 8, name: "8 OPTIONS among the methods", rules: one(app, "GET PUT OPTIONS", "content-type"), given: true, fetch: put, levels: warned, mended: true, also: []int{4}},
		{problem: 8, name: "8 PATCH among the methods, and PUT is missing", rules: one(app, "GET PATCH", "content-type"), given: true, fetch: put, levels: warned, mended: true, also: []int{7}},
		{problem: 8, name: "8 all methods", rules: one(app, "*", "content-type"), given: true, fetch: put, levels: warned, mended: true, also: []int{7}},
		{problem: 8, name: "8 the page sends PATCH", rules: one(app, "GET PUT", "*"), fetch: page("PATCH", "Content-Type", "image/png")},
		{problem: 8, name: "8 the page sends PATCH, seen from outside", provider: "cos", rules: one(app, "GET PUT", "*"), fetch: page("PATCH"), blind: true},
		{problem: 8, name: "8 a method in lower case", provider: "cos", rules: one(app, "get put", "*"), given: true, fetch: put, levels: warned, mended: true, also: []int{7}},
	}
}

func readingProblems() []seeded {
	put := page("PUT", "Content-Type", "image/png")
	return []seeded{
		{problem: 5, name: "5 the ETag of an upload", rules: one(app, "PUT", "content-type"), fetch: put, reads: []string{"ETag"}, levels: warned, mended: true},
		{problem: 5, name: "5 the ETag of an upload, seen from outside", rules: one(app, "PUT", "content-type", "x-amz-request-id"), fetch: put, reads: []string{"etag"}, blind: true, levels: warned, mended: true},
		{problem: 5, name: "5 the ETag of an upload that is made", provider: "qingstor", rules: one(app, "PUT", "content-type"), fetch: put, reads: []string{"ETag"},
			options: []doctor.Option{doctor.WithWriting([]byte("woof"))}, levels: warned, mended: true},
		{problem: 5, name: "5 a header of the user's, COS", provider: "cos", rules: one(app, "GET", "", "ETag"), fetch: page("GET"), reads: []string{"x-cos-meta-who"}, levels: warned, mended: true},
		{problem: 18, name: "18 several ranges need permission", rules: one(app, "GET", "", "Content-Range"), fetch: page("GET", "Range", "bytes=0-9,20-29"), mended: true},
		{problem: 18, name: "18 If-Range needs permission, seen from outside", provider: "cos", rules: one(app, "GET", "", "Content-Range"), fetch: page("GET", "Range", "bytes=0-1", "If-Range", `"etag"`), blind: true, mended: true},
		{problem: 18, name: "18 Content-Range is hidden", rules: one(app, "GET", ""), fetch: page("GET", "Range", "bytes=0-1"), levels: warned, mended: true},
		{problem: 18, name: "18 Accept-Ranges is hidden, QingStor", provider: "qingstor", rules: one(app, "GET", "", "ETag"), fetch: page("GET"), reads: []string{"Accept-Ranges"}, levels: warned, mended: true},
		{problem: 18, name: "18 the end of an object needs permission", rules: one(app, "GET", "", "Content-Range"), fetch: page("GET", "Range", "bytes=-3"), mended: true},
	}
}

func splitProblems() []seeded {
	put := page("PUT", "Content-Type", "image/png", "x-amz-meta-who", "me")
	reading := one(app, "GET", "*", "ETag")
	return []seeded{
		{problem: 19, name: "19 the method here, the headers there", rules: with(one(app, "PUT", ""), one(app, "GET", "*")), fetch: put, mended: true},
		{problem: 19, name: "19 one header here, one there, seen from outside", rules: with(one(app, "PUT", "content-type"), one(app, "PUT", "x-amz-meta-*")), fetch: put, blind: true, mended: true},
		{problem: 19, name: "19 an earlier rule hides the ETag", rules: with(one(app, "GET", ""), reading), fetch: page("GET"), reads: []string{"ETag"}, levels: warned, mended: true},
		{problem: 19, name: "19 an earlier rule of every origin hides it, COS", provider: "cos", rules: with(one("*", "GET", ""), reading), fetch: page("GET"), reads: []string{"ETag"}, levels: warned, mended: true},
		{problem: 19, name: "19 a rule that nothing reaches", rules: with(one("https://*", "GET", "*"), one(app, "GET", "x-a")), fetch: page("GET"), levels: warned},
	}
}
