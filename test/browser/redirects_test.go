// SPDX-License-Identifier: Apache-2.0

package browser

import (
	"fmt"

	"github.com/seed-40dc4ce0/pail/cors"
)

// statusRows are about statuses: which of a preflight, and which of the answer.
func statusRows() (rows []row) {
	for _, status := range []int{
		200, 201, 202, 203, 204, 205, 206, 207, 226, 299, 300, 304, 305, 306, 399, 400, 401, 402, 403, 404, 405, 407, 409, 410, 411, 412, 413, 415, 416, 418,
		421, 422, 425, 426, 428, 429, 431, 451, 499, 500, 501, 502, 503, 504, 505, 507, 508, 511, 599, 600, 999,
	} {
		rows = append(rows,
			row{name: fmt.Sprintf("a preflight that grants all with status %d", status), method: "PUT", stops: preflighted(with(status, granted(home)))},
			row{name: fmt.Sprintf("a preflight without Allow-Origin and with status %d", status), method: "PUT", stops: preflighted(says(status))},
			row{name: fmt.Sprintf("a preflight that allows no method, with status %d", status), method: "PUT", stops: preflighted(with(status, granted(home, lines(acam))))},
			row{name: fmt.Sprintf("an answer with status %d that may be read", status), stops: unasked(with(status, granted(home)))},
			row{name: fmt.Sprintf("an answer with status %d that may not be read", status), stops: unasked(says(status))},
			row{name: fmt.Sprintf("an answer with status %d after a preflight", status), method: "PUT", stops: unasked(with(status, granted(home)))},
		)
	}
	for _, status := range []int{301, 302, 303, 307, 308} {
		away := lines("Location", "http://"+secondHost+"/$ID/2")
		rows = append(rows,
			row{name: fmt.Sprintf("a preflight that redirects with %d", status), method: "PUT", stops: preflighted(with(status, granted(home, away)))},
			row{name: fmt.Sprintf("a preflight that redirects with %d and without Allow-Origin, as S3 does", status), method: "PUT", stops: preflighted(says(status, away))},
			row{name: fmt.Sprintf("a preflight with %d and no Location", status), method: "PUT", stops: preflighted(with(status, granted(home)))},
			row{name: fmt.Sprintf("a preflight with %d, neither Location nor Allow-Origin", status), method: "PUT", stops: preflighted(says(status))},
			row{name: fmt.Sprintf("an answer with %d and no Location", status), stops: unasked(with(status, granted(home)))},
			row{name: fmt.Sprintf("an answer with %d, neither Location nor Allow-Origin", status), stops: unasked(says(status))},
		)
	}
	for _, name := range []string{"If-None-Match", "If-Modified-Since"} {
		headers := [][2]string{{name, "a"}}
		allowed := granted(home, lines(acah, name))
		rows = append(rows,
			row{name: "a script that asks by " + name + " gets a 304 that may be read", headers: headers, stops: []stop{{allowed, with(304, granted(home))}}},
			row{name: "a script that asks by " + name + " gets a 304 that may not be read", headers: headers, stops: []stop{{allowed, says(304)}}},
		)
	}
	return rows
}

// redirectRows are about the answer that sends a request elsewhere.
func redirectRows() (rows []row) {
	to := func(status int, location string, headers ...[]string) cors.Answer {
		return with(status, granted(home, append(headers, lines("Location", location))...))
	}
	second, another, back := "http://"+secondHost+"/$ID/2", "http://"+anotherHost+"/$ID/3", home+"/$ID/3"
	opaque := granted("null")
	for _, status := range []int{301, 302, 303, 307, 308} {
		for _, method := range []string{"GET", "HEAD", "POST", "PUT", "DELETE"} {
			rows = append(rows,
				row{name: fmt.Sprintf("a %d sends %s to another store, which must allow null", status, method), method: method, stops: []stop{{granted(home), to(status, second)}, {opaque, opaque}}},
				row{name: fmt.Sprintf("a %d sends %s to another store, which allows the page and not null", status, method), method: method, stops: []stop{{granted(home), to(status, second)}, {granted(home), granted(home)}}},
				row{name: fmt.Sprintf("a %d sends %s on in the same store", status, method), method: method, stops: []stop{{granted(home), to(status, "/$ID/2")}, {granted(home), granted(home)}}},
			)
		}
	}
	text := new("text")
	for _, status := range []int{301, 302, 303, 307, 308} {
		headers := [][2]string{{"Content-Type", "application/json"}, {"X-A", "1"}}
		rows = append(rows,
			row{name: fmt.Sprintf("a %d of a POST of JSON keeps or drops its Content-Type", status), method: "POST", headers: headers, body: text, stops: []stop{{granted(home), to(status, "/$ID/2")}, {granted(home), granted(home)}}},
			row{name: fmt.Sprintf("a %d of a PATCH", status), method: "PATCH", headers: headers, body: text, stops: []stop{{granted(home), to(status, "/$ID/2")}, {granted(home), granted(home)}}},
		)
	}
	token := [][2]string{{"Authorization", "a"}}
	for _, v := range []struct {
		what string
		row  row
	}{
		{"to another store that says a star", row{stops: []stop{{Actual: to(302, second)}, {Actual: says(200, lines(acao, "*"))}}}},
		{"without Allow-Origin", row{stops: []stop{{Actual: says(302, lines("Location", second))}, {Actual: opaque}}}},
		{"with a star", row{stops: []stop{{Actual: says(302, lines("Location", second), lines(acao, "*"))}, {Actual: opaque}}}},
		{"with a star and credentials", row{credentials: "include", stops: []stop{{Actual: says(302, lines("Location", second), lines(acao, "*"))}, {Actual: opaque}}}},
		{"with credentials to a store that allows null with them", row{credentials: "include", stops: []stop{{Actual: to(302, second)}, {Actual: opaque}}}},
		{"with credentials to a store that says a star", row{credentials: "include", stops: []stop{{Actual: to(302, second)}, {Actual: says(200, lines(acao, "*"))}}}},
		{"twice, to a third store", row{stops: []stop{{Actual: to(302, second)}, {Actual: granted("null", lines("Location", another))}, {Actual: opaque}}}},
		{"twice, to a third store, each with its status", row{stops: []stop{{Actual: to(302, second)}, {Actual: with(302, granted("null", lines("Location", another)))}, {Actual: opaque}}}},
		{"twice, the second time with the page as origin", row{stops: []stop{{Actual: to(302, second)}, {Actual: with(302, granted(home, lines("Location", another)))}, {Actual: opaque}}}},
		{"back to the page's own origin, which must allow null now", row{stops: []stop{{Actual: to(302, back)}, {}, {Actual: says(200)}}}},
		{"back to the page's own origin, which allows null", row{stops: []stop{{Actual: to(302, back)}, {}, {Actual: opaque}}}},
		{"of a preflighted request to another store, which is asked anew", row{method: "PUT", headers: [][2]string{{"X-A", "1"}}, stops: []stop{{granted(home), to(307, second)}, {opaque, opaque}}}},
		{"of a preflighted request to another store, which does not allow its header", row{method: "PUT", headers: [][2]string{{"X-A", "1"}}, stops: []stop{{granted(home), to(307, second)}, {granted("null", lines(acah)), opaque}}}},
		{"of a preflighted request to another store, whose preflight redirects", row{method: "PUT", stops: []stop{{granted(home), to(307, second)}, {with(307, granted("null", lines("Location", another))), opaque}}}},
		{"of a preflighted request in the same store, which is asked anew", row{method: "PUT", stops: []stop{{granted(home), to(307, "/$ID/2")}, {with(403, granted(home)), granted(home)}}}},
		{"with Authorization in the same store, which keeps it", row{headers: token, stops: []stop{{granted(home), to(302, "/$ID/2")}, {granted(home), granted(home)}}}},
		{"with Authorization to another store, which never sees it", row{headers: token, stops: []stop{{granted(home), to(302, second)}, {opaque, opaque}}}},
		{"to a URL with a user", row{stops: []stop{{Actual: to(302, "http://user@"+secondHost+"/$ID/2")}, {Actual: opaque}}}},
		{"to a URL with a password in the same store", row{stops: []stop{{Actual: to(302, "http://user:pass@"+scriptHost+"/$ID/2")}, {Actual: granted(home)}}}},
		{"to a data: URL", row{stops: []stop{{Actual: to(302, "data:text/plain,a")}}}},
		{"to a file", row{stops: []stop{{Actual: to(302, "file:///a")}}}},
		{"to a scheme that is none", row{stops: []stop{{Actual: to(302, "foo://bar")}}}},
		{"to a mail address", row{stops: []stop{{Actual: to(302, "mailto:a@b.example")}}}},
		{"to nothing at all", row{stops: []stop{{Actual: to(302, "")}}}},
		{"to what is no URL", row{stops: []stop{{Actual: to(302, "http://[")}}}},
		{"to a fragment of another URL", row{stops: []stop{{Actual: to(302, second+"#a")}, {Actual: opaque}}}},
		{"to itself, for ever", row{stops: []stop{{Actual: to(302, "/$ID/1")}}}},
		{"to https", row{stops: []stop{{Actual: to(302, "https://"+scriptHost+"/$ID/2")}, {Actual: opaque}}}},
		{"to another port", row{stops: []stop{{Actual: to(302, "http://"+scriptHost+":8080/$ID/2")}, {Actual: opaque}}}},
		{"to the default port, which is the same store", row{stops: []stop{{Actual: to(302, "http://"+scriptHost+":80/$ID/2")}, {Actual: granted(home)}}}},
		{"to the same host in other letters", row{stops: []stop{{Actual: to(302, "http://ANSWERS.test/$ID/2")}, {Actual: granted(home)}}}},
		{"without its scheme", row{stops: []stop{{Actual: to(302, "//"+secondHost+"/$ID/2")}, {Actual: opaque}}}},
		{"relative to its path", row{stops: []stop{{Actual: to(302, "2")}, {Actual: granted(home)}}}},
		{"over dots", row{stops: []stop{{Actual: to(302, "../$ID/./2")}, {Actual: granted(home)}}}},
		{"with two Locations that differ", row{stops: []stop{{Actual: with(302, granted(home, lines("Location", second, another)))}, {Actual: opaque}, {Actual: opaque}}}},
		{"with two Locations that are the same", row{stops: []stop{{Actual: with(302, granted(home, lines("Location", second, second)))}, {Actual: opaque}}}},
		{"of an opaque origin, which stays null", row{page: sandboxed, stops: []stop{{Actual: with(302, granted("null", lines("Location", second)))}, {Actual: opaque}}}},
		{"to a store that exposes its ETag", row{stops: []stop{{Actual: to(302, second, lines(aceh, "X-A"))}, {Actual: granted("null", lines(aceh, "ETag"), lines("ETag", "e"), lines("X-A", "1"))}}}},
	} {
		v.row.name = "a redirect " + v.what
		rows = append(rows, v.row)
	}
	return append(rows, departureRows()...)
}

// departureRows begin at the page's own origin and are sent elsewhere.
func departureRows() []row {
	to := func(location string) cors.Answer { return says(307, lines("Location", location)) }
	own, second, another := "http://app.example/$ID/1", "http://"+secondHost+"/$ID/2", "http://"+anotherHost+"/$ID/3"
	return []row{
		{name: "a request of the page's own origin", url: own, stops: []stop{{Actual: says(200)}}},
		{name: "a PUT of the page's own origin asks nobody", method: "PUT", url: own, headers: [][2]string{{"X-A", "1"}}, stops: []stop{{Actual: says(200)}}},
		{name: "a request of the page's own origin is sent to a store, which must allow the page", url: own, stops: []stop{{Actual: to(second)}, {Actual: granted(home)}}},
		{name: "a request of the page's own origin is sent to a store, which does not allow the page", url: own, stops: []stop{{Actual: to(second)}, {Actual: says(200)}}},
		{name: "a PUT of the page's own origin is sent to a store, which is asked first", method: "PUT", url: own, stops: []stop{{Actual: to(second)}, {granted(home), granted(home)}}},
		{name: "a PUT of the page's own origin is sent to a store that allows no PUT", method: "PUT", url: own, stops: []stop{{Actual: to(second)}, {granted(home, lines(acam)), granted(home)}}},
		{name: "a request of the page's own origin is sent to two stores, the second of which must allow null", url: own, stops: []stop{{Actual: to(second)}, {Actual: with(307, granted(home, lines("Location", another)))}, {Actual: granted("null")}}},
		{name: "a request of the page's own origin with Authorization is sent to a store, which never sees it", url: own, headers: [][2]string{{"Authorization", "a"}}, stops: []stop{{Actual: to(second)}, {granted(home), granted(home)}}},
		{name: "a request of the page's own origin is sent to a URL with a user", url: own, stops: []stop{{Actual: to("http://user@" + secondHost + "/$ID/2")}, {Actual: granted(home)}}},
		{name: "a request of the page's own origin is sent to a URL with a user there", url: own, stops: []stop{{Actual: to("http://user@app.example/$ID/2")}, {Actual: granted(home)}}},
		{name: "a request of the page's own origin is sent on there", url: own, stops: []stop{{Actual: to("/$ID/2")}, {Actual: says(200)}}},
	}
}
