// SPDX-License-Identifier: Apache-2.0

package cors_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/cors"
)

// to is a request to a store, with headers as name and value in turn.
func to(method string, headers ...string) cors.Fetch {
	f := cors.Fetch{URL: "https://store.example/photos/cat.jpg?part=1#top", Origin: "https://app.example", Method: method}
	for i := 0; i+1 < len(headers); i += 2 {
		f.Headers = append(f.Headers, cors.Header{Name: headers[i], Value: headers[i+1]})
	}
	return f
}

// The values are those of WPT's cors/cors-safelisted-request-header.any.js,
// cors/simple-requests.htm and fetch/api/cors, with some of Chromium's own.
func TestFetchNeedsPermissionForAValue(t *testing.T) {
	t.Parallel()
	long := strings.Repeat
	for _, tt := range []struct {
		name, header, value string
		asks                bool
	}{
		{"a plain text is free", "Content-Type", "text/plain", false},
		{"its type has no case", "content-type", "Text/Plain; charset=UTF-8", false},
		{"a form is free", "Content-Type", "application/x-www-form-urlencoded", false},
		{"a form with files is free", "Content-Type", "multipart/form-data", false},
		{"a form of another name is not", "Content-Type", "application/www-form-urlencoded", true},
		{"JSON is not free", "Content-Type", "application/json", true},
		{"an image is not free", "Content-Type", "image/jpeg", true},
		{"no type is not free", "Content-Type", "", true},
		{"a blank within a type", "content-type", "text /plain", true},
		{"tabs within a type", "content-type", "text\t/\tplain", true},
		{"an empty parameter is free", "content-type", "text/plain;", false},
		{"a blank before a parameter is free", "content-type", "text/plain ; a=b", false},
		{"a parameter that is none is free", "content-type", "text/plain;garbage", false},
		{"control characters in a parameter", "content-type", "text/plain;garbage\u0001\u0002", true},
		{"a comma behind a type", "content-type", "text/plain,", true},
		{"a comma before a type", "content-type", ",text/plain", true},
		{"two types", "content-type", "text/plain,text/plain", true},
		{"a type and what is none", "content-type", "text/plain,x/x", true},
		{"a third part of a type", "content-type", "text/plain/x", true},
		{"a vertical tab behind a type", "content-type", "text/plain\u000B", true},
		{"a form feed behind a type", "content-type", "text/plain\u000C", true},
		{"DEL in a parameter", "content-type", "application/x-www-form-urlencoded;\u007F", true},
		{"a quotation mark in a parameter", "content-type", "multipart/form-data;\"", true},
		{"a range is free", "Range", "bytes=100-200", false},
		{"a range to the end is free", "range", "bytes=200-", false},
		{"a range of one byte is free", "range", "bytes=0-0", false},
		{"blanks around a range are free", "range", " bytes=1-2\t", false},
		{"a range without a unit", "range", "100-200", true},
		{"another unit", "range", "MB=100-200", true},
		{"a unit in upper case", "range", "Bytes=100-200", true},
		{"a blank behind the unit", "range", "bytes =100-200", true},
		{"a blank behind the sign", "range", "bytes=  100-200", true},
		{"a blank before the dash", "range", "bytes=100 -200", true},
		{"a tab behind the dash", "range", "bytes=100-\t200", true},
		{"words behind a range", "range", "bytes=100-200hello", true},
		{"words for numbers", "range", "bytes=abc-def", true},
		{"two ranges", "range", "bytes=100-200,300-400", true},
		{"a range from the end", "range", "bytes=-200", true},
		{"a range that ends before it begins", "range", "bytes=200-100", true},
		{"a range of more than 128 bytes", "range", "bytes=1" + long("0", 60) + "-2" + long("0", 60), true},
		{"a range beyond 63 bits", "range", "bytes=9223372036854775808-", true},
		{"a range of 63 bits is free", "range", "bytes=9223372036854775807-", false},
		{"a range with signs", "range", "bytes=+1-2", true},
		{"no equals sign", "range", "bytes 100-200", true},
		{"a comma before a range", "range", ",bytes=100-200", true},
		{"a comma before a number", "range", "bytes=,100-200", true},
		{"accept is free", "Accept", "*/*, image/webp;q=0.8", false},
		{"nothing to accept is free", "Accept", "", false},
		{"accept with an unsafe byte", "accept", "a\"b", true},
		{"accept with each unsafe byte", "accept", "{", true},
		{"a tab in accept is free", "accept", "a\tb", false},
		{"128 bytes are free", "accept", long("1", 128), false},
		{"129 are not", "accept", long("1", 129), true},
		{"a character up to U+00FF is a byte", "accept", long("é", 128), false},
		{"a language is free", "Accept-Language", "en-GB, en;q=0.9, *", false},
		{"an underscore in a language", "accept-language", "en_US", true},
		{"a letter that is none of ASCII", "content-language", "é", true},
		{"a content language is free", "Content-Language", "de=x.y", false},
		{"a tab in a language", "content-language", "a\tb", true},
		{"a header that is not on the list", "last-event-id", "abc123", true},
		{"x-requested-with", "X-Requested-With", "XMLHttpRequest", true},
		{"authorization", "Authorization", "Basic x", true},
		{"if-none-match", "If-None-Match", "*", true},
		{"x-amz-date", "x-amz-date", "20261121T000000Z", true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r, preflight, err := to("POST", tt.header, tt.value).Request()
			want := cors.Request{Origin: "https://app.example", Method: "POST"}
			if tt.asks {
				want.Headers = []string{strings.ToLower(tt.header)}
			}
			if diff := cmp.Diff(want, r); diff != "" || preflight != tt.asks || err != nil {
				t.Errorf("preflight %v, error %v (-want +got):\n%s", preflight, err, diff)
			}
		})
	}
}

func TestFetchMakesARequest(t *testing.T) {
	t.Parallel()
	full := func(n int) []string {
		return []string{"accept", strings.Repeat("a", n), "accept-language", strings.Repeat("b", 128), "content-language", strings.Repeat("c", 128)}
	}
	with := func(f cors.Fetch, change func(*cors.Fetch)) cors.Fetch { change(&f); return f }
	for _, tt := range []struct {
		name    string
		f       cors.Fetch
		method  string
		headers []string
		asks    bool
	}{
		{"a GET asks nobody", to("GET"), "GET", nil, false},
		{"no method is a GET", to(""), "GET", nil, false},
		{"a head is a HEAD", to("head"), "HEAD", nil, false},
		{"a POST asks nobody", to("pOsT"), "POST", nil, false},
		{"a PUT asks", to("put"), "PUT", nil, true},
		{"a DELETE asks", to("DELETE"), "DELETE", nil, true},
		{"OPTIONS asks", to("options"), "OPTIONS", nil, true},
		{"patch stays patch", to("patch"), "patch", nil, true},
		{"a method of one's own asks", to("chicken"), "chicken", nil, true},
		{"names are in lower case, sorted, each once", to("PUT", "X-B", "1", "x-a", "1", "X-b", "2", "Content-Type", "image/png"), "PUT", []string{"content-type", "x-a", "x-b"}, true},
		{"lines of one name are one value", to("GET", "accept", strings.Repeat("a", 100), "Accept", strings.Repeat("b", 100)), "GET", []string{"accept"}, true},
		{"short lines of one name are free", to("GET", "accept", "a/b", "Accept", "c/d"), "GET", nil, false},
		{"384 safe bytes are free", to("GET", full(128)...), "GET", nil, false},
		{"one long value does not spoil the others", to("GET", full(129)...), "GET", []string{"accept"}, true},
		{"what a browser sets is dropped", to("GET", "Date", "x", "Host", "x", "Content-Length", "1", "Origin", "x", "Cookie", "x", "Referer", "x", "User-Agent2", "x"), "GET", []string{"user-agent2"}, true},
		{"21 names are dropped", to("GET", "Accept-Charset", "", "Accept-Encoding", "", "Access-Control-Request-Headers", "", "Access-Control-Request-Method", "", "Connection", "", "Cookie2", "", "DNT", "",
			"Expect", "", "Keep-Alive", "", "Set-Cookie", "", "TE", "", "Trailer", "", "Transfer-Encoding", "", "Upgrade", "", "Via", ""), "GET", nil, false},
		{"prefixes are dropped", to("GET", "Proxy-Authorization", "x", "sec-", "x", "Sec-CH-UA", "x"), "GET", nil, false},
		{"a method in a header is dropped when it is forbidden", to("GET", "X-HTTP-Method", "get, trace", "x-http-method-override", "Connect", "X-METHOD-OVERRIDE", "TRACK"), "GET", nil, false},
		{"and else asks", to("GET", "X-HTTP-Method", "PUT", "X-Method-Override", "traced"), "GET", []string{"x-http-method", "x-method-override"}, true},
		{"a file brings its type", with(to("PUT"), func(f *cors.Fetch) { f.ContentType = "image/png" }), "PUT", []string{"content-type"}, true},
		{"a text brings one that is free", with(to("POST"), func(f *cors.Fetch) { f.ContentType = "text/plain;charset=UTF-8" }), "POST", nil, false},
		{"a header of script's takes its place", with(to("POST", "content-type", "text/plain"), func(f *cors.Fetch) { f.ContentType = "image/png" }), "POST", nil, false},
		{"a GET has no body", with(to("GET"), func(f *cors.Fetch) { f.ContentType = "image/png" }), "GET", nil, false},
		{"who listens to the upload asks", with(to("POST"), func(f *cors.Fetch) { f.Progress = true }), "POST", nil, true},
		{"at home nobody asks", with(to("PUT", "x-a", "1"), func(f *cors.Fetch) { f.Origin = "https://store.example" }), "PUT", []string{"x-a"}, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r, preflight, err := tt.f.Request()
			want := cors.Request{Origin: tt.f.Origin, Method: tt.method, Headers: tt.headers}
			if diff := cmp.Diff(want, r); diff != "" || preflight != tt.asks || err != nil {
				t.Errorf("preflight %v, error %v (-want +got):\n%s", preflight, err, diff)
			}
		})
	}
	t.Run("more than 1,024 safe bytes are not free, and below 129 each they cannot be reached", func(t *testing.T) {
		t.Parallel()
		// Five names of 128 bytes are 640: the limit is there for names to come.
		f := to("POST", append(full(128), "content-type", "text/plain;"+strings.Repeat("x", 117), "range", "bytes=0-1")...)
		if _, preflight, err := f.Request(); preflight || err != nil {
			t.Errorf("preflight %v, error %v", preflight, err)
		}
	})
	t.Run("credentials are kept", func(t *testing.T) {
		t.Parallel()
		f := to("GET")
		f.Credentials = true
		if r, _, _ := f.Request(); !r.Credentials {
			t.Error("they are not")
		}
	})
}

func TestFetchRefusesBeforeTheNetwork(t *testing.T) {
	t.Parallel()
	at := func(url string) cors.Fetch { return cors.Fetch{URL: url, Origin: "https://app.example"} }
	from := func(origin string) cors.Fetch { f := to("GET"); f.Origin = origin; return f }
	for _, tt := range []struct {
		name   string
		f      cors.Fetch
		reason string
		want   string
	}{
		{"CONNECT", to("CONNECT"), cors.ReasonForbiddenMethod, `Method "CONNECT" is a method that no browser lets a page use`},
		{"trace", to("trace"), cors.ReasonForbiddenMethod, `Method "trace" is a method that no browser lets a page use`},
		{"Track", to("Track"), cors.ReasonForbiddenMethod, `Method "Track" is a method that no browser lets a page use`},
		{"what is no method", to("P T"), cors.ReasonInvalidMethod, `Method "P T" is not a method`},
		{"what is no header", to("GET", "a b", "1"), cors.ReasonInvalidHeader, `Headers "a b" is not the name of a header`},
		{"a header without a name", to("GET", "", "1"), cors.ReasonInvalidHeader, `Headers is not the name of a header`},
		{"a line break", to("GET", "x", "1\r\n2"), cors.ReasonInvalidHeader, `Headers "x" has a line break or a NUL in its value`},
		{"a NUL, also where the header is dropped", to("GET", "host", "1\x002"), cors.ReasonInvalidHeader, `Headers "host" has a line break or a NUL in its value`},
		{"a character that is no byte", to("GET", "x-amz-meta-name", "Łódź"), cors.ReasonInvalidHeader, `Headers "x-amz-meta-name" has a character beyond U+00FF in its value`},
		{"a password in the URL", at("https://u:p@store.example/k"), cors.ReasonInvalidURL, `URL "https://store.example" has a user name or a password, which fetch refuses`},
		{"a relative URL", at("/photos"), cors.ReasonInvalidURL, `URL "/photos" is not absolute`},
		{"no URL", at("http://[::1"), cors.ReasonInvalidURL, `URL cannot be read`},
		{"a URL without a host", at("https:///k"), cors.ReasonInvalidURL, `URL "https:" has no host`},
		{"another protocol", at("s3://photos/k"), cors.ReasonCorsDisabledScheme, `URL "s3:" is neither http nor https`},
		{"an origin with a slash", from("https://app.example/"), cors.ReasonInvalidOrigin, `Origin "https://app.example/" is not what a browser sends: scheme, "://", host in lower case and a port other than the scheme's own, no more`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r, preflight, err := tt.f.Request()
			var refused *cors.RequestError
			if !errors.As(err, &refused) || refused.Reason != tt.reason || err.Error() != tt.want || preflight {
				t.Errorf("preflight %v, error %v", preflight, err)
			}
			if diff := cmp.Diff(cors.Request{}, r); diff != "" {
				t.Errorf("request (-want +got):\n%s", diff)
			}
		})
	}
}

func TestFetchKnowsItsOwnOrigin(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		url, origin string
		want        bool
	}{
		{"https://app.example/x", "https://app.example", true},
		{"HTTPS://APP.example:443/x", "https://app.example", true},
		{"http://app.example:80", "http://app.example", true},
		{"http://app.example:", "http://app.example", true},
		{"http://[::1]:8080/", "http://[::1]:8080", true},
		{"http://app.example:443/x", "https://app.example", false},
		{"https://app.example:8443/x", "https://app.example", false},
		{"https://www.app.example/x", "https://app.example", false},
		{"https://app.example/x", "null", false},
		{"nowhere", "nowhere", false},
	} {
		t.Run(tt.url+" from "+tt.origin, func(t *testing.T) {
			t.Parallel()
			if got := (cors.Fetch{URL: tt.url, Origin: tt.origin}).SameOrigin(); got != tt.want {
				t.Errorf("SameOrigin() = %v", got)
			}
		})
	}
}

// The facts are those of WPT's cors/redirect-*.htm and Fetch's HTTP-redirect
// fetch.
func TestFetchFollowsRedirects(t *testing.T) {
	t.Parallel()
	post := to("POST", "Authorization", "Basic x", "Content-Type", "image/png", "x-a", "1")
	post.ContentType = "image/png"
	free := to("POST", "x-a", "1")
	free.Headers = nil
	free.Headers = append(free.Headers, cors.Header{Name: "x-a", Value: "1"})
	sent := func(change func(*cors.Fetch)) cors.Fetch {
		f := post
		change(&f)
		return f
	}
	const elsewhere = "https://other.example/k"
	for _, tt := range []struct {
		name     string
		f        cors.Fetch
		status   int
		location string
		want     cors.Fetch
		reason   string
	}{
		{"within the store everything stays", post, 307, "/new?x=1", sent(func(f *cors.Fetch) { f.URL = "https://store.example/new?x=1#top" }), ""},
		{"a URL is written as browsers write it", to("GET"), 301, "HTTP://Store.EXAMPLE:80?x", cors.Fetch{URL: "http://store.example/?x#top", Origin: "null", Method: "GET"}, ""},
		{"a relative way is from the URL", post, 308, "dog.jpg#it", sent(func(f *cors.Fetch) { f.URL = "https://store.example/photos/dog.jpg#it" }), ""},
		{"302 makes a GET of a POST, without what is about the body", post, 302, "/new#", cors.Fetch{
			URL: "https://store.example/new#top", Origin: post.Origin, Method: "GET", Headers: []cors.Header{post.Headers[0], post.Headers[2]},
		}, ""},
		{"303 makes a GET of a PUT", to("put"), 303, "/new", cors.Fetch{URL: "https://store.example/new#top", Origin: post.Origin, Method: "GET"}, ""},
		{"302 leaves a PUT", to("PUT"), 302, "/new", cors.Fetch{URL: "https://store.example/new#top", Origin: post.Origin, Method: "PUT"}, ""},
		{"303 leaves a HEAD", to("HEAD"), 303, "/new", cors.Fetch{URL: "https://store.example/new#top", Origin: post.Origin, Method: "HEAD"}, ""},
		{"303 leaves a GET", to(""), 303, "/new", cors.Fetch{URL: "https://store.example/new#top", Origin: post.Origin}, ""},
		{"to another origin Authorization stays behind, and the second leap hides the origin", post, 307, elsewhere, sent(func(f *cors.Fetch) {
			f.URL, f.Origin, f.Headers = elsewhere+"#top", "null", f.Headers[1:]
		}), ""},
		{"the first leap keeps the origin", sent(func(f *cors.Fetch) { f.Origin = "https://store.example" }), 307, elsewhere, sent(func(f *cors.Fetch) {
			f.URL, f.Origin, f.Headers = elsewhere+"#top", "https://store.example", f.Headers[1:]
		}), ""},
		{"a password ends it", free, 302, "https://u:p@store.example/", cors.Fetch{}, cors.ReasonRedirectContainsCredentials},
		{"a user ends it", free, 302, "//u@other.example/", cors.Fetch{}, cors.ReasonRedirectContainsCredentials},
		{"another protocol ends it", free, 302, "ftp://store.example/", cors.Fetch{}, cors.ReasonCorsDisabledScheme},
		{"data ends it", free, 302, "data:,x", cors.Fetch{}, cors.ReasonInvalidRedirect},
		{"what is no URL ends it", free, 302, "http://[", cors.Fetch{}, cors.ReasonInvalidRedirect},
		{"no location is no redirect", free, 302, "", cors.Fetch{}, cors.ReasonInvalidRedirect},
		{"304 is no redirect", free, 304, "/", cors.Fetch{}, cors.ReasonInvalidRedirect},
		{"what cannot be sent is not sent on", cors.Fetch{URL: "nowhere"}, 302, "/", cors.Fetch{}, cors.ReasonInvalidURL},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got, err := tt.f.Redirect(tt.status, tt.location)
			var refused *cors.RequestError
			if errors.As(err, &refused) != (tt.reason != "") || refused != nil && refused.Reason != tt.reason {
				t.Fatalf("error %v, want %q", err, tt.reason)
			}
			if diff := cmp.Diff(tt.want, got, cmpEmpty); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
	t.Run("at home a password is the page's own affair", func(t *testing.T) {
		t.Parallel()
		f := to("GET")
		f.Origin = "https://store.example"
		if got, err := f.Redirect(302, "https://u:p@store.example/x"); err != nil || got.URL != "https://u:p@store.example/x#top" {
			t.Errorf("%+v, %v", got, err)
		}
	})
	t.Run("the first request is not changed", func(t *testing.T) {
		t.Parallel()
		f := to("POST", "Authorization", "x", "x-a", "1")
		if _, err := f.Redirect(301, elsewhere); err != nil || f.Headers[0].Name != "Authorization" || len(f.Headers) != 2 {
			t.Errorf("%+v, %v", f, err)
		}
	})
}

// cmpEmpty takes no headers for an empty list.
var cmpEmpty = cmp.Transformer("headers", func(h []cors.Header) map[int]cors.Header {
	m := map[int]cors.Header{}
	for i := range h {
		m[i] = h[i]
	}
	return m
})
