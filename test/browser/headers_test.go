// SPDX-License-Identifier: Apache-2.0

package browser

import (
	"fmt"
	"strings"
)

// headerRows are about request headers: which need permission. What a name
// without permission is called in the preflight is compared too.
func headerRows() (rows []row) {
	many := strings.Repeat
	for _, v := range []struct{ name, value, what string }{
		{"Accept", "text/html", "is safe"},
		{"Accept", many("a", 128), "of 128 bytes is safe"},
		{"Accept", many("a", 129), "of 129 bytes is not"},
		{"Accept", "", "without a value is safe"},
		{"Accept", "a:b", "with a colon is not"},
		{"Accept", "a(b)", "with parentheses is not"},
		{"Accept", `a"b`, "with a quote is not"},
		{"Accept", "a<b", "with an angle bracket is not"},
		{"Accept", "a@b", "with an at sign is not"},
		{"Accept", "a[b]", "with brackets is not"},
		{"Accept", "a{b}", "with braces is not"},
		{"Accept", `a\b`, "with a backslash is not"},
		{"Accept", "a?b", "with a question mark is not"},
		{"Accept", "a\tb", "with a tab inside is safe"},
		{"Accept", "a\u007fb", "with DEL is not"},
		{"Accept", "a\u0001b", "with a control character is not"},
		{"Accept", "a\u00e4b", "with a byte above ASCII is safe"},
		{"Accept-Language", "de, en;q=0.5", "is safe"},
		{"Accept-Language", "de_DE", "with an underscore is not"},
		{"Accept-Language", "de/en", "with a slash is not"},
		{"Accept-Language", "d\u00e4", "with a letter that is not ASCII is not"},
		{"Accept-Language", "*", "of a star is safe"},
		{"Accept-Language", many("d", 129), "of 129 bytes is not"},
		{"Content-Language", "de", "is safe"},
		{"Content-Language", "de@", "with an at sign is not"},
		{"Content-Language", "de\ten", "with a tab is not"},
		{"Content-Type", "text/plain", "is safe"},
		{"content-type", "text/plain", "is safe in any letters"},
		{"Content-Type", "TEXT/PLAIN", "is safe in any letters"},
		{"Content-Type", "text/plain; charset=utf-8", "is safe with a parameter"},
		{"Content-Type", "text/plain;garbage", "is safe before garbage"},
		{"Content-Type", "text/plain;", "is safe before nothing"},
		{"Content-Type", " text/plain ", "is safe between blanks"},
		{"Content-Type", "text/plain ;charset=utf-8", "is safe before a blank"},
		{"Content-Type", "text/plain,", "of two types is not"},
		{"Content-Type", "text/plain, text/plain", "of two types is not"},
		{"Content-Type", "text /plain", "with a blank is not"},
		{"Content-Type", "text/ plain", "with a blank is not"},
		{"Content-Type", "text", "of half a type is not"},
		{"Content-Type", "text/", "of half a type is not"},
		{"Content-Type", "/plain", "of half a type is not"},
		{"Content-Type", "", "without a value is not"},
		{"Content-Type", "application/x-www-form-urlencoded", "of a form is safe"},
		{"Content-Type", "application/x-www-form-urlencoded;charset=UTF-8", "of a form with a parameter is safe"},
		{"Content-Type", "multipart/form-data", "of a form with files is safe"},
		{"Content-Type", "multipart/form-data; boundary=a", "of a form with files and its boundary is safe"},
		{"Content-Type", `multipart/form-data; boundary="a"`, "with a quoted boundary is not"},
		{"Content-Type", "multipart/form-data; boundary=a:b", "with a colon in its boundary is not"},
		{"Content-Type", "multipart/mixed", "of other parts is not"},
		{"Content-Type", "application/json", "of JSON is not"},
		{"Content-Type", "application/xml", "of XML is not"},
		{"Content-Type", "application/octet-stream", "of bytes is not"},
		{"Content-Type", "text/html", "of a page is not"},
		{"Content-Type", "image/png", "of a picture is not"},
		{"Content-Type", "text/plain;" + many("a", 117), "of 128 bytes is safe"},
		{"Content-Type", "text/plain;" + many("a", 118), "of 129 bytes is not"},
		{"Range", "bytes=0-99", "is safe"},
		{"Range", "bytes=100-", "without an end is safe"},
		{"Range", "bytes=5-5", "of one byte is safe"},
		{"Range", "bytes=9-5", "of less than nothing is not"},
		{"Range", "bytes=-500", "of the last bytes is not"},
		{"Range", "bytes=-", "of nothing is not"},
		{"Range", "bytes=0-9,20-29", "of two parts is not"},
		{"Range", "bytes=0-9, 20-29", "of two parts and a blank is not"},
		{"Range", "bytes = 0-9", "with blanks is not"},
		{"Range", "bytes= 0-9", "with a blank is not"},
		{"Range", "bytes=0 - 9", "with blanks inside is not"},
		{"Range", "Bytes=0-9", "in other letters is not"},
		{"Range", "bytes:0-9", "with a colon is not"},
		{"Range", "rows=0-9", "of something else is not"},
		{"Range", "bytes=a-b", "of letters is not"},
		{"Range", "0-9", "of no unit is not"},
		{"Range", "", "without a value is not"},
		{"Range", "bytes=0-18446744073709551615", "with an end that no size has is not"},
		{"Range", "bytes=99999999999999999999-", "with a beginning that no size has is not"},
		{"If-Range", `"e"`, "is not safe"},
		{"If-Match", `"e"`, "is not safe"},
		{"If-None-Match", "*", "is not safe"},
		{"If-Modified-Since", "Mon, 02 Jan 2006 15:04:05 GMT", "is not safe"},
		{"If-Unmodified-Since", "Mon, 02 Jan 2006 15:04:05 GMT", "is not safe"},
		{"Authorization", "Bearer a", "is not safe"},
		{"Cache-Control", "no-cache", "is not safe"},
		{"Pragma", "no-cache", "is not safe"},
		{"Content-MD5", "a", "is not safe"},
		{"Content-Disposition", "inline", "is not safe"},
		{"Content-Encoding", "gzip", "is not safe"},
		{"X-Requested-With", "XMLHttpRequest", "is not safe"},
		{"x-amz-date", "20060102T150405Z", "is not safe"},
		{"X-Amz-Content-Sha256", "UNSIGNED-PAYLOAD", "is not safe"},
		{"x-amz-checksum-crc32", "AAAAAA==", "is not safe"},
		{"x-cos-security-token", "a", "is not safe"},
		{"X-QS-Date", "a", "is not safe"},
		{"User-Agent", "a", "is the browser's own, though nobody forbids it"},
		{"X-Empty", "", "without a value is not safe"},
		{"X!#$%&'*+-.^_`|~9", "a", "is a name of any token"},
		{"Traceparent", "00-a-b-01", "is not safe"},
		{"Intervention", "a", "is a browser's own"},
		{"Purpose", "prefetch", "is not safe"},
		{"Save-Data", "on", "is a browser's own"},
		{"Save-Data", "off", "of another value is not"},
		{"DPR", "2.0", "is a browser's own"},
		{"Device-Memory", "8", "is a browser's own"},
		{"Viewport-Width", "100", "is a browser's own"},
		{"Width", "100", "is a browser's own"},
		{"Downlink", "1", "is a browser's own"},
		{"RTT", "100", "is a browser's own"},
		{"Upgrade-Insecure-Requests", "1", "is not safe"},
	} {
		r := row{name: fmt.Sprintf("the header %s: %s %s", v.name, short(v.value), v.what), headers: [][2]string{{v.name, v.value}}}
		r.stops = preflighted(granted(home, lines(acah)))
		rows = append(rows, r)
		if strings.ContainsAny(v.value, "\u0001\u007f") {
			continue // the server here would not read it
		}
		r.name, r.stops = r.name+", allowed by a star", preflighted(granted(home, lines(acah, "*")))
		rows = append(rows, r)
	}
	return append(append(rows, forbiddenRows()...), combinedRows()...)
}

// forbiddenRows are headers that no script sets: they are dropped, and so ask
// for nothing.
func forbiddenRows() (rows []row) {
	for _, name := range []string{
		"Accept-Charset", "Accept-Encoding", "Access-Control-Request-Headers", "Access-Control-Request-Method", "Connection", "Content-Length",
		"Cookie", "Cookie2", "Date", "DNT", "Expect", "Host", "Keep-Alive", "Origin", "Referer", "Set-Cookie", "TE", "Trailer", "Transfer-Encoding",
		"Upgrade", "Via", "Proxy-Authorization", "proxy-a", "Sec-Fetch-Mode", "sec-a", "Access-Control-Request-Private-Network", "Proxy", "Sec",
	} {
		rows = append(rows, row{name: "the header " + name + " of a script", headers: [][2]string{{name, "1"}}, stops: preflighted(granted(home, lines(acah)))})
	}
	for _, name := range []string{"X-HTTP-Method", "X-HTTP-Method-Override", "X-Method-Override"} {
		for _, value := range []string{"PUT", "TRACE", "connect", "PUT, TRACK", "TRACEX"} {
			rows = append(rows, row{name: fmt.Sprintf("the header %s: %s of a script", name, value), headers: [][2]string{{name, value}}, stops: preflighted(granted(home, lines(acah)))})
		}
	}
	for _, v := range []struct{ name, value, what string }{
		{"", "a", "no name"},
		{"X A", "a", "a name with a blank"},
		{"X:A", "a", "a name with a colon"},
		{"X-\u00c4", "a", "a name with a letter that is not ASCII"},
		{"X-A", "a\nb", "a value with a line break"},
		{"X-A", "a\u0000b", "a value with a zero byte"},
		{"X-A", "a\rb", "a value with a carriage return"},
		{"X-A", "a\u20acb", "a value with a letter that no byte holds"},
		{"X-A", "\n a \n", "a value between line breaks, which are dropped"},
		{"X-A", "a\u00e4b", "a value with a byte above ASCII"},
	} {
		rows = append(rows, row{name: "a header of a script has " + v.what, headers: [][2]string{{v.name, v.value}}, stops: preflighted(granted(home))})
	}
	return rows
}

// combinedRows are several headers at once.
func combinedRows() []row {
	long := func(n int) string { return strings.Repeat("a", n) }
	nine := [][2]string{}
	for _, name := range []string{"Accept", "Accept-Language", "Content-Language"} {
		nine = append(nine, [2]string{name, long(128)})
	}
	allowed := preflighted(granted(home))
	return []row{
		{name: "names are sorted and in small letters", headers: [][2]string{{"X-Z", "1"}, {"x-M", "1"}, {"X-A", "1"}, {"Content-Type", "application/json"}}, stops: preflighted(granted(home, lines(acah, "x-z, x-m, x-a, content-type")))},
		{name: "names are told once", headers: [][2]string{{"X-A", "1"}, {"x-a", "2"}, {"X-a", "3"}}, stops: allowed},
		{name: "safe names are not told beside others", headers: [][2]string{{"Accept", "a"}, {"X-A", "1"}, {"Range", "bytes=0-1"}}, stops: allowed},
		{name: "forbidden names are not told beside others", headers: [][2]string{{"Date", "a"}, {"X-A", "1"}, {"Host", "b"}}, stops: allowed},
		{name: "of three names one is allowed, and one of the others is at fault", headers: [][2]string{{"X-Z", "1"}, {"X-C", "1"}, {"X-A", "1"}}, stops: allowed},
		{name: "three safe values of 128 bytes are safe", headers: nine, stops: allowed},
		{name: "safe values of one name are taken together: each is short, both are not", headers: [][2]string{{"Accept", long(100)}, {"Accept", long(100)}}, stops: allowed},
		{name: "safe values of one name are taken together: two types are none", headers: [][2]string{{"Content-Type", "text/plain"}, {"Content-Type", "text/plain"}}, stops: allowed},
		{name: "an unsafe value makes its header unsafe", headers: [][2]string{{"Accept", "a"}, {"Accept", "b:c"}}, stops: allowed},
		{name: "safe languages on two lines", headers: [][2]string{{"Accept-Language", "de"}, {"Accept-Language", "en"}}, stops: allowed},
		{name: "names sort by their bytes", headers: [][2]string{{"X_A", "1"}, {"X-A", "1"}, {"X1", "1"}, {"XA", "1"}}, stops: preflighted(granted(home, lines(acah, "*")))},
		{name: "a hundred names", headers: hundred(), stops: preflighted(granted(home, lines(acah, "*")))},
		{name: "Authorization is covered by a star, for now", headers: [][2]string{{"Authorization", "a"}}, stops: preflighted(granted(home, lines(acah, "*")))},
		{name: "Authorization is covered by its name", headers: [][2]string{{"Authorization", "a"}}, stops: preflighted(granted(home, lines(acah, "AUTHORIZATION")))},
		{name: "Authorization with credentials is not covered by a star", credentials: "include", headers: [][2]string{{"Authorization", "a"}}, stops: preflighted(granted(home, lines(acah, "*")))},
		{name: "Authorization and another are covered by a star, for now", headers: [][2]string{{"Authorization", "a"}, {"X-A", "1"}}, stops: preflighted(granted(home, lines(acah, "*")))},
		{name: "method before header, where neither is allowed", method: "PUT", headers: [][2]string{{"X-Z", "1"}}, stops: preflighted(granted(home, lines(acam)))},
		{name: "methods that are no list before headers that are none", method: "PUT", headers: [][2]string{{"X-Z", "1"}}, stops: preflighted(granted(home, lines(acam, "a b"), lines(acah, "a b")))},
		{name: "headers that are no list before a method that is not allowed", method: "PUT", headers: [][2]string{{"X-Z", "1"}}, stops: preflighted(granted(home, lines(acam), lines(acah, "a b")))},
	}
}

func hundred() (all [][2]string) {
	for i := range 100 {
		all = append(all, [2]string{fmt.Sprintf("X-%d", 99-i), "1"})
	}
	return all
}

// short is a value for a name.
func short(value string) string {
	if len(value) > 40 {
		return fmt.Sprintf("%q... of %d bytes", value[:12], len(value))
	}
	return fmt.Sprintf("%q", value)
}

// replace puts an element into the values of a list.
func replace(values []string, element string) (all []string) {
	for _, v := range values {
		all = append(all, strings.ReplaceAll(v, "$", element))
	}
	return all
}
