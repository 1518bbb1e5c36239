// SPDX-License-Identifier: Apache-2.0

package doctor_test

import (
	"slices"

	"github.com/seed-40dc4ce0/pail/cors"
)

// moreProblems are of servers that answer in other ways than stores do.
func moreProblems() []seeded {
	put, get, rules := page("PUT", "Content-Type", "image/png"), page("GET"), one(app, "GET PUT", "content-type", "ETag")
	open := one("*", "GET PUT", "content-type", "ETag")
	const origin, methods, headers = "Access-Control-Allow-Origin", "Access-Control-Allow-Methods", "Access-Control-Allow-Headers"
	cdn := "https://cdn.example/cat.png"
	many := put
	for _, letter := range "abcdefghijklmnopqrstuvwxyz" {
		many.Headers = append(slices.Clip(many.Headers), cors.Header{Name: "x-" + string(letter), Value: "1"})
	}
	return []seeded{
		{problem: 6, name: "6 the answer lists other headers", fetch: put, blind: true, front: answering("OPTIONS", "", 204, "", origin, app, methods, "GET, PUT", headers, "x-a, x-b")},
		{problem: 6, name: "6 the answer lists no header", fetch: put, blind: true, front: answering("OPTIONS", "", 204, "", origin, app, methods, "GET, PUT")},
		{problem: 6, name: "6 very many headers", rules: one(app, "PUT", "content-type"), fetch: many, blind: true, mended: true},
		{problem: 7, name: "7 the answer lists other methods", fetch: put, blind: true, front: answering("OPTIONS", "", 204, "", origin, "*", methods, "GET", headers, "*")},
		{problem: 8, name: "8 the answer lists methods, of which none is PATCH", fetch: page("PATCH"), blind: true, front: answering("OPTIONS", "", 204, "", origin, "*", methods, "GET")},
		{problem: 10, name: "10 the answer names the page with http", fetch: get, blind: true, front: answering("GET", "", 200, "", origin, "http://app.example")},
		{problem: 11, name: "11 the answer names the page with a port", fetch: put, blind: true, front: answering("OPTIONS", "", 204, "", origin, app+":443", methods, "PUT", headers, "content-type")},
		{problem: 9, name: "9 the answer names the page with a slash", fetch: get, blind: true, front: answering("GET", "", 200, "", origin, app+"/")},
		{problem: 4, name: "4 the answer to all names another page", fetch: put, blind: true, front: answering("OPTIONS", "", 204, "", origin, "https://other.example", methods, "PUT")},
		{problem: 4, name: "4 an old answer names another page", fetch: get, blind: true, front: answering("GET", "", 200, "", origin, "http://app.example", "Age", "77")},
		{problem: 4, name: "4 an old answer names nobody", rules: rules, fetch: url(s3URL+"?versionId=7", get), blind: true, front: answering("GET", "", 200, "", "X-Varnish", "12 34")},
		{problem: 15, name: "15 a ring of redirects", fetch: url(cdn, get), blind: true, front: answering("GET", "cdn.example", 302, "", "Location", cdn, origin, app)},
		{problem: 15, name: "15 a redirect to what is no URL of the web", fetch: url(cdn, get), blind: true, front: answering("GET", "cdn.example", 302, "", "Location", "data:,hello", origin, app)},
		{problem: 15, name: "15 a redirect with a preflight of its own", rules: open, fetch: url(cdn, page("GET", "x-a", "b")), blind: true,
			front: both(answering("OPTIONS", "cdn.example", 204, "", origin, app, headers, "x-a"), answering("GET", "cdn.example", 307, "", "Location", s3URL, origin, app))},
		{problem: 15, name: "15 a redirect that everybody may follow", rules: open, fetch: url(cdn, get), blind: true, levels: warned, front: answering("GET", "cdn.example", 302, "", "Location", s3URL, origin, app)},
		{problem: 15, name: "15 a page that sees redirects as they are", rules: open, fetch: url(cdn, get), blind: true, redirect: "manual", levels: warned, front: answering("GET", "cdn.example", 302, "", "Location", s3URL, origin, app)},
		{problem: 16, name: "16 a URL of COS that expired", provider: "cos", rules: rules, fetch: url(cosURL+"?q-sign-algorithm=sha1&q-ak=AKIDEXAMPLE00&q-sign-time=1760000000%3B1760003600&q-signature=0123456789abcdef", put), options: clocked},
		{problem: 16, name: "16 a URL of an older kind that expired", provider: "qingstor", rules: rules, options: clocked,
			fetch: url("https://pek3a.qingstor.com/photos-1250000000/cat.png?access_key_id=EMULATORACCESSKEY&expires=1760003600&signature=0123456789abcdef", put)},
		{problem: 16, name: "16 an error without a word", fetch: get, blind: true, front: answering("GET", "", 502, "<html>bad gateway</html>", "Content-Type", "text/html", origin, app), levels: warned},
	}
}
