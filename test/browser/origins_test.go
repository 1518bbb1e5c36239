// SPDX-License-Identifier: Apache-2.0

package browser

// allowOrigins are what a server may write into Access-Control-Allow-Origin for
// a page at home, and what that is.
func allowOrigins() []struct {
	what  string
	lines []string
} {
	type row = struct {
		what  string
		lines []string
	}
	return []row{
		{"the origin", []string{home}},
		{"a star", []string{"*"}},
		{"not there", nil},
		{"empty", []string{""}},
		{"a blank", []string{" "}},
		{"the origin between blanks, which do not count", []string{"  http://app.example  "}},
		{"the origin between tabs, which do not count", []string{"\thttp://app.example\t"}},
		{"a star between blanks", []string{" * "}},
		{"the origin with a slash, as people copy it", []string{"http://app.example/"}},
		{"the origin with a path", []string{"http://app.example/index.html"}},
		{"the origin with a query", []string{"http://app.example?a"}},
		{"the origin with a fragment", []string{"http://app.example#a"}},
		{"the origin in upper case", []string{"HTTP://APP.EXAMPLE"}},
		{"the origin with its scheme in upper case", []string{"HTTP://app.example"}},
		{"the origin with its host in upper case", []string{"http://APP.example"}},
		{"the origin with its default port", []string{"http://app.example:80"}},
		{"the origin with an empty port", []string{"http://app.example:"}},
		{"the origin with another port", []string{"http://app.example:8080"}},
		{"the origin with a port that is too big", []string{"http://app.example:99999"}},
		{"the origin with a port of letters", []string{"http://app.example:http"}},
		{"the origin under https", []string{"https://app.example"}},
		{"the origin under another scheme", []string{"ws://app.example"}},
		{"the origin with a dot at its end", []string{"http://app.example."}},
		{"the origin with a user", []string{"http://user@app.example"}},
		{"the origin in quotes", []string{`"http://app.example"`}},
		{"the origin in single quotes", []string{"'http://app.example'"}},
		{"the origin in angle brackets", []string{"<http://app.example>"}},
		{"the origin with one slash", []string{"http:/app.example"}},
		{"the origin without slashes", []string{"http:app.example"}},
		{"the origin with three slashes", []string{"http:///app.example"}},
		{"the origin with backslashes", []string{`http:\\app.example`}},
		{"the origin without its scheme", []string{"//app.example"}},
		{"the host alone", []string{"app.example"}},
		{"the host and a port", []string{"app.example:80"}},
		{"another origin", []string{"http://other.example"}},
		{"a sub-domain of the origin", []string{"http://www.app.example"}},
		{"the domain above", []string{"http://example"}},
		{"an IPv4 address", []string{"http://127.0.0.1"}},
		{"an IPv4 address that is none", []string{"http://256.1.1.1"}},
		{"an IPv6 address", []string{"http://[::1]:5000"}},
		{"an IPv6 address that does not end", []string{"http://[::1"}},
		{"a domain in its own letters", []string{"http://b\u00fccher.example"}},
		{"a domain in Punycode", []string{"http://xn--bcher-kva.example"}},
		{"a domain in percent signs", []string{"http://app%2eexample"}},
		{"a domain with a broken escape", []string{"http://app%zzexample"}},
		{"a pattern for sub-domains", []string{"http://*.example"}},
		{"a pattern for hosts", []string{"http://*"}},
		{"a pattern for ports", []string{"http://app.example:*"}},
		{"a pattern for schemes", []string{"*://app.example"}},
		{"a pattern without a scheme", []string{"*.example"}},
		{"a pattern of two stars", []string{"**"}},
		{"a pattern for ends", []string{"http://app.*"}},
		{"a regular expression", []string{`^http://.*\.example$`}},
		{"null, which is for opaque origins", []string{"null"}},
		{"NULL", []string{"NULL"}},
		{"Null", []string{"Null"}},
		{"true", []string{"true"}},
		{"a word", []string{"all"}},
		{"a number", []string{"1"}},
		{"the letters of a template", []string{"${origin}"}},
		{"a scheme alone", []string{"http"}},
		{"a scheme and a colon", []string{"http:"}},
		{"a scheme and slashes", []string{"http://"}},
		{"a file", []string{"file://"}},
		{"about:blank", []string{"about:blank"}},
		{"a data URL", []string{"data:text/plain,a"}},
		{"the origin and a comma", []string{"http://app.example,"}},
		{"a comma and the origin", []string{",http://app.example"}},
		{"the origin twice with a comma", []string{"http://app.example, http://app.example"}},
		{"the origin twice with a comma and no blank", []string{"http://app.example,http://app.example"}},
		{"the origin and another with a comma", []string{"http://app.example, http://other.example"}},
		{"another and the origin with a blank, as browsers never take lists", []string{"http://other.example http://app.example"}},
		{"the origin and another with a semicolon", []string{"http://app.example;http://other.example"}},
		{"the origin and another with a bar", []string{"http://app.example|http://other.example"}},
		{"two stars with a comma", []string{"*, *"}},
		{"a star and the origin with a comma", []string{"*, http://app.example"}},
		{"a comma", []string{","}},
		{"the origin on two lines, as a proxy and a bucket both add it", []string{"http://app.example", "http://app.example"}},
		{"the origin and a star on two lines", []string{"http://app.example", "*"}},
		{"a star and the origin on two lines", []string{"*", "http://app.example"}},
		{"a star on two lines", []string{"*", "*"}},
		{"the origin and another on two lines", []string{"http://app.example", "http://other.example"}},
		{"another and the origin on two lines", []string{"http://other.example", "http://app.example"}},
		{"the origin and an empty line", []string{"http://app.example", ""}},
		{"an empty line and the origin", []string{"", "http://app.example"}},
		{"two empty lines", []string{"", ""}},
	}
}

// originRows put each value into the real answer and into the preflight's, with
// and without credentials: it is one check, but it has names of its own for the
// preflight, and a star is nothing where credentials are included.
func originRows() (rows []row) {
	for _, v := range allowOrigins() {
		value := lines(acao, v.lines...)
		rows = append(rows,
			row{name: "Allow-Origin of the answer is " + v.what, stops: unasked(granted(home, value))},
			row{name: "Allow-Origin of the answer with credentials is " + v.what, credentials: "include", stops: unasked(granted(home, value))},
			row{name: "Allow-Origin of the preflight is " + v.what, method: "PUT", stops: preflighted(granted(home, value))},
			row{name: "Allow-Origin of the preflight with credentials is " + v.what, method: "PUT", credentials: "include", stops: preflighted(granted(home, value))},
		)
	}
	return rows
}

// credentialRows are about Access-Control-Allow-Credentials, which is looked at
// only where credentials are included.
func credentialRows() (rows []row) {
	for _, v := range []struct {
		what  string
		lines []string
	}{
		{"true", []string{"true"}},
		{"not there", nil},
		{"empty", []string{""}},
		{"True, but letters count", []string{"True"}},
		{"TRUE, but letters count", []string{"TRUE"}},
		{"false", []string{"false"}},
		{"a star", []string{"*"}},
		{"1", []string{"1"}},
		{"yes", []string{"yes"}},
		{"true in quotes", []string{`"true"`}},
		{"true between blanks, which do not count", []string{"  true  "}},
		{"true and a semicolon", []string{"true;"}},
		{"true twice", []string{"true, true"}},
		{"true on two lines, as a proxy and a bucket both add it", []string{"true", "true"}},
		{"true and false on two lines", []string{"true", "false"}},
	} {
		value := lines(acac, v.lines...)
		rows = append(rows,
			row{name: "Allow-Credentials of the answer is " + v.what, credentials: "include", stops: unasked(granted(home, value))},
			row{name: "Allow-Credentials of the preflight is " + v.what, method: "PUT", credentials: "include", stops: preflighted(granted(home, value))},
			row{name: "Allow-Credentials, which nobody asked for, is " + v.what, method: "PUT", credentials: "omit", stops: []stop{{granted(home, value), granted(home, value)}}},
		)
	}
	return append(rows,
		row{name: "a star and Allow-Credentials still allow no credentials", credentials: "include", stops: unasked(says(200, lines(acao, "*"), lines(acac, "true")))},
		row{name: "a star that says false beside it, as some gateways do, allows requests without credentials", stops: unasked(says(200, lines(acao, "*"), lines(acac, "false")))},
		row{name: "another origin is told before credentials that are not allowed", credentials: "include", stops: unasked(says(200, lines(acao, "http://other.example")))},
		row{name: "credentials of the same origin only are none here", credentials: "same-origin", stops: unasked(says(200, lines(acao, "*")))},
		row{name: "credentials that are left out are none", credentials: "omit", stops: unasked(says(200, lines(acao, "*")))},
	)
}
