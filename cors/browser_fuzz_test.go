// SPDX-License-Identifier: Apache-2.0

package cors_test

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/seed-40dc4ce0/pail/cors"
)

// FuzzBrowser compares the browser with a second one, written from the Fetch
// standard with lists and regular expressions, and with nothing of the first.
func FuzzBrowser(f *testing.F) {
	const o = "https://a.example"
	f.Add(o, "PUT", "x-a,Content-Type", false, 200, allowOrigin+": "+o+"\n"+allowMethods+": PUT\n"+allowHeaders+": x-a\n"+allowHeaders+": content-type", "ETag")
	f.Add(o, "get", "authorization", false, 204, allowOrigin+": *\n"+allowMethods+": *\n"+allowHeaders+": *\n"+maxAge+": 600", "*")
	f.Add(o, "DELETE", "", true, 200, allowOrigin+": "+o+"\n"+allowCredentials+": true\n"+allowMethods+": *", "*")
	f.Add("null", "patch", "", true, 200, allowOrigin+": null\n"+allowCredentials+": True\n"+allowMethods+": a b", "x")
	f.Add(o, "PUT", "", false, 307, "location: //u@h\n"+allowOrigin+": *,", "")
	f.Add(o, "TRACE", "a b", false, 304, "access-control-allow-ORIGIN: a\n"+allowOrigin+": b", "set-cookie")
	f.Add(o, "PUT", "if-none-match", false, 304, allowOrigin+": "+o+"\n"+maxAge+": -1\n"+maxAge+": 1", "Pragma")
	f.Fuzz(func(t *testing.T, origin, method, headers string, credentials bool, status int, lines, readable string) {
		r := cors.Request{Origin: origin, Method: method, Headers: strings.Split(headers, ","), Credentials: credentials}
		a := &cors.Answer{Status: status, Header: map[string][]string{}}
		for line := range strings.SplitSeq(lines, "\n") {
			name, value, _ := strings.Cut(line, ":")
			a.Header[name] = append(a.Header[name], value)
		}
		compare(t, r, a, readable)
	})
}

// compare judges an answer as one to a preflight and as one to the request.
func compare(t *testing.T, r cors.Request, a *cors.Answer, readable string) {
	t.Helper()
	second := reader{r, a}
	for _, preflight := range []bool{true, false} {
		v, want := cors.Browser(r, nil, a), second.actual()
		if preflight {
			v, want = cors.Browser(r, a, nil), second.preflight()
		}
		got := v.Reason
		if strings.HasSuffix(got, "InvalidAllowOriginValue") || strings.HasSuffix(got, "MultipleAllowOriginValues") {
			got = strings.TrimSuffix(strings.TrimSuffix(got, "InvalidAllowOriginValue"), "MultipleAllowOriginValues") + "AllowOriginMismatch"
		}
		if got != want || v.Allowed != (want == "") {
			t.Fatalf("preflight %v: %+v, want %q", preflight, v, want)
		}
		if again := cors.Browser(r, map[bool]*cors.Answer{true: a}[preflight], map[bool]*cors.Answer{false: a}[preflight]); fmt.Sprint(again) != fmt.Sprint(v) {
			t.Fatalf("another time another verdict: %+v and %+v", v, again)
		}
		if !preflight && v.Readable(readable) != (want == "" && v.Redirect == "" && second.readable(readable)) {
			t.Fatalf("Readable(%q) = %v: %+v", readable, v.Readable(readable), v)
		}
		if preflight && want == "" && v.MaxAge != second.age() {
			t.Fatalf("MaxAge = %d, want %d", v.MaxAge, second.age())
		}
	}
}

// TestBrowserAgreesWithASecondOne mixes what servers answer.
func TestBrowserAgreesWithASecondOne(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(5, 9))
	pick := func(values ...string) string { return values[random.IntN(len(values))] }
	allowed := 0
	const runs = 5000
	for range runs {
		r := cors.Request{
			Origin: pick(page, page, page, "null", "https://b.example"), Method: pick("GET", "PUT", "put", "DELETE", "patch", "HEAD"), Credentials: random.IntN(3) == 0,
			Headers: strings.Split(pick("", "x-a", "X-A,content-type", "authorization", "host,x-a", "if-none-match"), ","),
		}
		a := &cors.Answer{Status: []int{200, 200, 200, 204, 304, 403, 302, 407}[random.IntN(8)], Header: map[string][]string{}}
		for _, h := range [][]string{
			{allowOrigin, page, page, page, "*", "*", "null", page + "/", "", " *\t", page + ", *"},
			{allowCredentials, "true", "true", "true", "True", "false", ""},
			{allowMethods, "PUT", "GET, PUT, DELETE", "*", "put,,patch", "a b", ""},
			{allowHeaders, "x-a", "X-A, Content-Type,authorization, if-none-match", "*", "a;b", "", "x-a,*"},
			{exposeHeaders, "etag", "ETag, *", "a b"},
			{maxAge, "0", "600", "-5", "1h", "99999999999999999999"},
			{"Location", "/x", "http://u@h", "ftp://h", ""},
		} {
			for range []int{0, 1, 1, 1, 1, 2}[random.IntN(6)] {
				name := h[0]
				if random.IntN(8) == 0 {
					name = strings.ToLower(name)
				}
				a.Header[name] = append(a.Header[name], pick(h[1:]...))
			}
		}
		compare(t, r, a, pick("etag", "pragma", "set-cookie", "x-any"))
		if cors.Browser(r, a, nil).Allowed || cors.Browser(r, nil, a).Allowed {
			allowed++
		}
	}
	if allowed < runs/10 || allowed > runs*9/10 {
		t.Errorf("%d of %d are allowed: the mixture is bad", allowed, runs)
	}
	t.Logf("%d mixtures, %d allowed as an answer or as a preflight", runs, allowed)
}

// FuzzFetch finds what no Fetch, whatever it holds, may do.
func FuzzFetch(f *testing.F) {
	f.Add("https://a.example/k?q#f", "https://b.example", "put", "Content-Type", "text/plain", "image/png", 302, "//c.example/x")
	f.Add("http://[::1]:80", "null", "", "range", "bytes=1-2", "", 307, "?x")
	f.Add("https://u@a", "x", "TRACE", "sec-a", "\xff", "x", 303, "data:")
	f.Fuzz(func(t *testing.T, url, origin, method, name, value, contentType string, status int, location string) {
		fetch := cors.Fetch{URL: url, Origin: origin, Method: method, Headers: []cors.Header{{Name: name, Value: value}, {Name: "X-A", Value: value}}, ContentType: contentType}
		for range 3 {
			r, preflight, err := fetch.Request()
			if err != nil {
				_ = err.Error()
				return
			}
			if !slices.IsSorted(r.Headers) || len(slices.Compact(slices.Clone(r.Headers))) != len(r.Headers) || strings.ToLower(strings.Join(r.Headers, "")) != strings.Join(r.Headers, "") {
				t.Fatalf("no browser asks for %q", r.Headers)
			}
			if v := cors.Browser(r, nil, nil); !v.Allowed {
				t.Fatalf("Request() makes what Browser refuses: %+v, %+v", r, v)
			}
			if asks := r.Method == http.MethodPut || len(r.Headers) > 0; fetch.SameOrigin() && preflight || asks && !preflight && !fetch.SameOrigin() {
				t.Fatalf("preflight %v for %+v", preflight, fetch)
			}
			cache := cors.Cache{Limit: 3}
			if cache.Covers(fetch) == preflight {
				t.Fatal("an empty cache covers a request that needs a preflight, or not one that needs none")
			}
			cache.Keep(fetch, &cors.Answer{Status: status, Header: map[string][]string{allowOrigin: {origin}, allowMethods: {method}, allowHeaders: {name}}})
			_ = cache.Covers(fetch)
			if fetch, err = fetch.Redirect(status, location); err != nil {
				return
			}
		}
	})
}

// reader is the second browser.
type reader struct {
	r cors.Request
	a *cors.Answer
}

var (
	aToken  = regexp.MustCompile("\\A[-!#$%&'*+.^_`|~0-9A-Za-z]+\\z")
	aComma  = regexp.MustCompile(`[ \t]*,[ \t]*`)
	aNumber = regexp.MustCompile(`\A[-+]?[0-9]+\z`)
	dropped = regexp.MustCompile(`\A(accept-charset|accept-encoding|access-control-request-(headers|method)|connection|content-length|cookie2?|date|dnt|expect|host|keep-alive|origin|referer|set-cookie|te|trailer|transfer-encoding|upgrade|via|(proxy|sec)-.*)\z`)
	blanks  = regexp.MustCompile(`\A[ \t]+|[ \t]+\z`)
)

// fold is ASCII's lower case.
func fold(s string) string {
	return strings.Map(func(c rune) rune {
		if 'A' <= c && c <= 'Z' {
			return c | 0x20
		}
		return c
	}, strings.ToValidUTF8(s, "?"))
}

// get is Fetch's get, with the lines in the order of their names' bytes.
func (x reader) get(name string) (value string, lines int) {
	var keys, all []string
	for key := range x.a.Header {
		if fold(key) == fold(name) {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	for _, key := range keys {
		for _, line := range x.a.Header[key] {
			all = append(all, blanks.ReplaceAllString(line, ""))
		}
	}
	return strings.Join(all, ", "), len(all)
}

// list is Fetch's extract header list values.
func (x reader) list(name string) (list []string, ok bool) {
	value, _ := x.get(name)
	for _, element := range aComma.Split(value, -1) {
		if element = blanks.ReplaceAllString(element, ""); element == "" {
			continue
		}
		if !aToken.MatchString(element) {
			return nil, false
		}
		list = append(list, element)
	}
	return list, true
}

func (x reader) method() string {
	if upper := fold(x.r.Method); slices.Contains([]string{"get", "head", "post", "put", "delete", "options"}, upper) {
		return strings.ToUpper(upper)
	}
	return x.r.Method
}

// request refuses what is never sent.
func (x reader) request() string {
	switch m := x.r.Method; {
	case x.r.Origin == "":
		return cors.ReasonNoOrigin
	case !aToken.MatchString(m):
		return cors.ReasonInvalidMethod
	case slices.Contains([]string{"connect", "trace", "track"}, fold(m)):
		return cors.ReasonForbiddenMethod
	}
	for _, name := range x.names() {
		if !aToken.MatchString(name) {
			return cors.ReasonInvalidHeader
		}
	}
	return ""
}

func (x reader) names() (names []string) {
	for _, name := range x.r.Headers {
		if name = blanks.ReplaceAllString(name, ""); name != "" {
			names = append(names, fold(name))
		}
	}
	return names
}

// check is Fetch's CORS check.
func (x reader) check() string {
	origin, n := x.get(allowOrigin)
	credentials, _ := x.get(allowCredentials)
	switch {
	case n == 0:
		return "MissingAllowOriginHeader"
	case origin == "*" && x.r.Credentials:
		return "WildcardOriginNotAllowed"
	case origin == "*":
		return ""
	case origin != x.r.Origin:
		return "AllowOriginMismatch"
	case x.r.Credentials && credentials != "true":
		return "InvalidAllowCredentials"
	}
	return ""
}

// places are where a redirect leads.
func (x reader) places() []string {
	if !slices.Contains([]int{301, 302, 303, 307, 308}, x.a.Status) {
		return nil
	}
	var places []string
	for key, lines := range x.a.Header {
		for _, line := range lines {
			if place := blanks.ReplaceAllString(line, ""); fold(key) == "location" && !slices.Contains(places, place) {
				places = append(places, place)
			}
		}
	}
	return places
}

// broken is what comes before all judgement.
func (x reader) broken() string {
	if reason := x.request(); reason != "" {
		return reason
	}
	if x.a.Status == 407 {
		return cors.ReasonProxyAuthentication
	}
	if len(x.places()) > 1 {
		return cors.ReasonInvalidRedirect
	}
	return ""
}

func (x reader) preflight() string {
	if reason := x.broken(); reason != "" {
		return reason
	}
	if places := x.places(); len(places) == 1 && places[0] != "" {
		return cors.ReasonPreflightDisallowedRedirect
	}
	if reason := x.check(); reason != "" {
		return "Preflight" + reason
	}
	if x.a.Status/100 != 2 {
		return cors.ReasonPreflightInvalidStatus
	}
	methods, ok := x.list(allowMethods)
	if !ok {
		return cors.ReasonInvalidAllowMethodsPreflightResponse
	}
	headers, ok := x.list(allowHeaders)
	if !ok {
		return cors.ReasonInvalidAllowHeadersPreflightResponse
	}
	star := func(list []string) bool { return slices.Contains(list, "*") && !x.r.Credentials }
	if m := x.method(); !slices.Contains(append([]string{"GET", "HEAD", "POST"}, methods...), m) && !star(methods) {
		return cors.ReasonMethodDisallowedByPreflightResponse
	}
	for _, name := range x.names() {
		if !dropped.MatchString(name) && !slices.ContainsFunc(headers, func(h string) bool { return fold(h) == name }) && !star(headers) {
			return cors.ReasonHeaderDisallowedByPreflightResponse
		}
	}
	return ""
}

func (x reader) actual() string {
	if reason := x.broken(); reason != "" {
		return reason
	}
	if reason := x.check(); reason != "" {
		return reason
	}
	if places := x.places(); len(places) == 1 {
		v := cors.Browser(cors.Request{Origin: "o", Method: "GET"}, nil, answered(302, allowOrigin, "*", "Location", places[0]))
		return v.Reason // a table has these
	}
	return ""
}

func (x reader) readable(name string) bool {
	name = fold(name)
	list, ok := x.list(exposeHeaders)
	if name == "set-cookie" || name == "set-cookie2" {
		return false
	}
	return slices.Contains(strings.Fields(safeNames), name) ||
		ok && (slices.ContainsFunc(list, func(h string) bool { return fold(h) == name }) || slices.Contains(list, "*") && !x.r.Credentials)
}

const safeNames = "cache-control content-language content-length content-type expires last-modified pragma"

func (x reader) age() int {
	value, _ := x.get(maxAge)
	var age big.Int
	if !aNumber.MatchString(value) {
		return 5
	}
	age.SetString(value, 10)
	switch {
	case !age.IsInt64():
		return 5
	case age.Sign() < 0:
		return 0
	case age.Int64() > 1<<31-1:
		return 1<<31 - 1
	}
	return int(age.Int64())
}
