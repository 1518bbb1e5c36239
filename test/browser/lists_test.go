// SPDX-License-Identifier: Apache-2.0

package browser

import "fmt"

// methodRows are about methods: which are asked for, in which letters, and
// which values of Access-Control-Allow-Methods allow them.
func methodRows() (rows []row) {
	for _, v := range []struct{ method, what string }{
		{"GET", "needs no preflight"},
		{"HEAD", "needs no preflight"},
		{"POST", "needs no preflight"},
		{"get", "is GET, whatever its letters"},
		{"Head", "is HEAD, whatever its letters"},
		{"pOsT", "is POST, whatever its letters"},
		{"PUT", "asks"},
		{"put", "asks as PUT"},
		{"DELETE", "asks"},
		{"delete", "asks as DELETE"},
		{"OPTIONS", "asks, before itself"},
		{"options", "asks as OPTIONS"},
		{"PATCH", "asks"},
		{"patch", "stays in its letters and is not PATCH"},
		{"Patch", "stays in its letters and is not PATCH"},
		{"PROPFIND", "asks"},
		{"propfind", "stays in its letters"},
		{"COPY", "asks"},
		{"QUERY", "asks"},
		{"GETX", "is not GET"},
		{"X-METHOD", "asks"},
		{"M!#$%&'*+-.^_`|~9", "asks: it is a token"},
		{"CONNECT", "is never sent"},
		{"connect", "is never sent"},
		{"TRACE", "is never sent"},
		{"trace", "is never sent"},
		{"TRACK", "is never sent"},
		{"Track", "is never sent"},
		{"PU T", "is no token and never sent"},
		{"PUT,GET", "is no token and never sent"},
		{"P\u00dcT", "is no token and never sent"},
		{"(PUT)", "is no token and never sent"},
	} {
		grant := granted(home, lines(acam, "GET, HEAD, PUT, POST, DELETE, OPTIONS, PATCH, PROPFIND, COPY, QUERY, GETX, X-METHOD, M!#$%&'*+-.^_`|~9"))
		rows = append(rows,
			row{name: fmt.Sprintf("the method %s %s", v.method, v.what), method: v.method, stops: []stop{{grant, grant}}},
			row{name: fmt.Sprintf("the method %s under a star", v.method), method: v.method, stops: preflighted(granted(home, lines(acam, "*")))},
			row{name: fmt.Sprintf("the method %s with nothing allowed", v.method), method: v.method, stops: preflighted(granted(home, lines(acam)))},
			row{name: fmt.Sprintf("the method %s with a header, and no method allowed", v.method), method: v.method, headers: [][2]string{{"X-A", "1"}}, stops: preflighted(granted(home, lines(acam)))},
		)
	}
	return rows
}

// listValues are what stands in a header that is a list of tokens. $ is the
// element that is looked for.
func listValues() []struct {
	what  string
	lines []string
} {
	type row = struct {
		what  string
		lines []string
	}
	return []row{
		{"has it alone", []string{"$"}},
		{"has it first", []string{"$, other"}},
		{"has it last", []string{"other, $"}},
		{"has it without blanks", []string{"other,$,more"}},
		{"has it among blanks and tabs", []string{"other \t ,\t $ \t, more"}},
		{"has it twice", []string{"$, $"}},
		{"has it on the second line", []string{"other", "$"}},
		{"has it on the first line", []string{"$", "other"}},
		{"has it after empty elements, which do not count", []string{",,$"}},
		{"has it before a comma", []string{"$,"}},
		{"has it after a comma", []string{",$"}},
		{"has it between blanks and commas", []string{" , ,$, , "}},
		{"has it on a line after an empty one", []string{"", "$"}},
		{"has a star alone", []string{"*"}},
		{"has a star among others", []string{"other, *"}},
		{"has a star on another line", []string{"other", "*"}},
		{"has a star and it", []string{"*, $"}},
		{"has two stars in one, which is a token", []string{"**"}},
		{"has a pattern, which is a token and no pattern", []string{"x-*"}},
		{"lacks it", []string{"other"}},
		{"is not there", nil},
		{"is empty", []string{""}},
		{"is a comma", []string{","}},
		{"has it and more letters", []string{"$x"}},
		{"has it in quotes, which no token has", []string{`"$"`}},
		{"has it beside a quoted one", []string{`$, "other"`}},
		{"has it with a blank inside, which no token has", []string{"$ other"}},
		{"has it beside one with a blank inside", []string{"$, other more"}},
		{"has it with a semicolon, which no token has", []string{"$;q=1"}},
		{"has it beside a slash", []string{"$, a/b"}},
		{"has it beside a colon", []string{"$, a:b"}},
		{"has it beside an equals sign", []string{"$, a=b"}},
		{"has it beside an at sign", []string{"$, a@b"}},
		{"has it beside brackets", []string{"$, [a]"}},
		{"has it beside braces", []string{"$, {a}"}},
		{"has it beside parentheses", []string{"$, (a)"}},
		{"has it beside a backslash", []string{`$, a\b`}},
		{"has it beside a question mark", []string{"$, a?"}},
		{"has it beside a letter that is not ASCII", []string{"$, \u00e4"}},
		{"has it beside every byte of a token", []string{"$, !#$%&'*+-.^_`|~09AZaz"}},
		{"has it, and a second line that is no list", []string{"$", "a b"}},
		{"has a first line that is no list, and it", []string{"a b", "$"}},
		{"has it with a semicolon for a comma", []string{"other; $"}},
		{"has it as JSON", []string{`["$"]`}},
	}
}

// listRows put each value where a method is looked for, and where a header is.
func listRows() (rows []row) {
	for _, v := range listValues() {
		methods, names := lines(acam, replace(v.lines, "PUT")...), lines(acah, replace(v.lines, "X-A")...)
		lower := lines(acam, replace(v.lines, "put")...)
		a := [][2]string{{"X-a", "1"}}
		rows = append(rows,
			row{name: "Allow-Methods " + v.what, method: "PUT", stops: preflighted(granted(home, methods))},
			row{name: "Allow-Methods, with credentials, " + v.what, method: "PUT", credentials: "include", stops: preflighted(granted(home, methods))},
			row{name: "Allow-Methods, in small letters, " + v.what, method: "PUT", stops: preflighted(granted(home, lower))},
			row{name: "Allow-Methods, of a method that needs none, " + v.what, method: "POST", headers: a, stops: preflighted(granted(home, methods))},
			row{name: "Allow-Headers " + v.what, headers: a, stops: preflighted(granted(home, names))},
			row{name: "Allow-Headers, with credentials, " + v.what, headers: a, credentials: "include", stops: preflighted(granted(home, names))},
			row{name: "Allow-Headers, of a request without any, " + v.what, method: "PUT", stops: preflighted(granted(home, names))},
		)
	}
	return rows
}

// exposeRows are about what a script can read.
func exposeRows() (rows []row) {
	extra := [][]string{
		lines("ETag", `"e"`), lines("X-Amz-Request-Id", "1"), lines("x-amz-meta-a", "1"), lines("X-A", "1"), lines("Content-Range", "bytes 0-1/2"),
		lines("Accept-Ranges", "bytes"), lines("Content-Type", "text/plain"), lines("Content-Language", "en"), lines("Expires", "0"),
		lines("Last-Modified", "Mon, 02 Jan 2006 15:04:05 GMT"), lines("Pragma", "no-cache"), lines("Set-Cookie", "a=1"), lines("Set-Cookie2", "a=1"),
		lines("Location", "/elsewhere"), lines("Server", "test"), lines("Vary", "Origin"), lines("Content-Encoding", "identity"), lines("Age", "1"),
		lines("Retry-After", "1"), lines("Link", "<a>"), lines("Content-Disposition", "inline"),
	}
	add := func(name string, r row, values ...string) {
		r.name = name
		answer := granted(home, append(extra, lines(aceh, values...))...)
		r.stops = []stop{{granted(home, lines(aceh, "*")), answer}}
		rows = append(rows, r)
	}
	for _, v := range listValues() {
		add("Expose-Headers "+v.what, row{}, replace(v.lines, "x-a")...)
		add("Expose-Headers, with credentials, "+v.what, row{credentials: "include"}, replace(v.lines, "X-A")...)
	}
	for _, v := range []struct {
		what  string
		lines []string
	}{
		{"names what uploads in parts need", []string{"ETag"}},
		{"names it in other letters", []string{"etag, X-AMZ-REQUEST-ID"}},
		{"has a pattern of a vendor, which is a name", []string{"x-amz-*"}},
		{"has a pattern of one vendor and a name", []string{"x-amz-meta-*, ETag"}},
		{"names Set-Cookie, which nobody reads", []string{"Set-Cookie, Set-Cookie2, ETag"}},
		{"names everything there is", []string{"ETag, X-Amz-Request-Id, x-amz-meta-a, X-A, Content-Range, Accept-Ranges, Location, Server, Vary, Age, Link"}},
		{"names on three lines", []string{"ETag", "X-A", "Server"}},
		{"names what can be read anyhow", []string{"Content-Type, Pragma"}},
		{"names what is not there", []string{"X-Absent"}},
		{"names the headers of CORS", []string{acao + ", " + aceh + ", " + acac}},
	} {
		add("Expose-Headers "+v.what, row{}, v.lines...)
		add("Expose-Headers after a preflight "+v.what, row{method: "PUT"}, v.lines...)
	}
	add("Expose-Headers of the preflight counts for nothing", row{method: "PUT"})
	add("Expose-Headers counts for HEAD too", row{method: "HEAD"}, "ETag")
	add("a page of the same origin reads everything but cookies", row{page: "http://localhost:3000", url: "http://localhost:3000/$ID/1"}, "ETag")
	return rows
}
