// SPDX-License-Identifier: Apache-2.0

package browser

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/seed-40dc4ce0/pail/cors"
)

// How much is generated: configurations, and requests to each; and answers that
// no rules give.
const (
	configurations = 350
	requestsToEach = 3
	answersMadeUp  = 600
)

// seedOf is PAIL_SEED, or a new one; it is printed.
func seedOf(t *testing.T) uint64 {
	t.Helper()
	seed := uint64(time.Now().UnixNano())
	if s := os.Getenv("PAIL_SEED"); s != "" {
		n, err := strconv.ParseUint(s, 10, 64)
		if err != nil {
			t.Fatalf("PAIL_SEED: %v", err)
		}
		seed = n
	}
	t.Logf("seed %d; PAIL_SEED=%d repeats it", seed, seed)
	return seed
}

// maker makes rows up.
type maker struct{ *rand.Rand }

// pick is one of several.
func pick[T any](m *maker, from ...T) T { return from[m.IntN(len(from))] }

// some are a few of several, in their order.
func some(m *maker, from []string, most int) (list []string) {
	want := m.IntN(most + 1)
	for i, s := range from {
		if m.IntN(len(from)-i) < want-len(list) {
			list = append(list, s)
		}
	}
	return list
}

// often says yes n times in a hundred.
func (m *maker) often(n int) bool { return m.IntN(100) < n }

// request is what a script does.
func (m *maker) request(page string) row {
	r := row{page: page, credentials: pick(m, "", "", "omit", "include", "include")}
	r.method = pick(m, "GET", "GET", "HEAD", "POST", "POST", "PUT", "PUT", "PUT", "DELETE", "DELETE", "put", "post", "patch", "PATCH", "OPTIONS", "FOO")
	if m.often(15) && r.method != "GET" && r.method != "HEAD" {
		r.body = new("text")
		if m.often(50) {
			r.bodyType = new(pick(m, "", "image/png", "text/plain", "application/json", "multipart/form-data"))
		}
		upper := strings.ToUpper(r.method)
		r.xhr = m.often(40) && (upper == "POST" || upper == "PUT")
	}
	for range m.IntN(pick(m, 1, 2, 4)) {
		r.headers = append(r.headers, m.header())
	}
	return r
}

func (m *maker) header() [2]string {
	if m.often(40) {
		return [2]string{pick(m, "X-A", "x-a", "X-B", "x-amz-meta-c", "X-Amz-Date", "Authorization", "If-Match", "X-Requested-With", "Cache-Control", "Date", "Cookie", "sec-a"), "1"}
	}
	switch m.IntN(5) {
	case 0:
		return [2]string{"Content-Type", pick(m, "text/plain", "text/plain;charset=utf-8", "application/json", "image/png", "TEXT/plain", "multipart/form-data; boundary=a", "application/x-www-form-urlencoded", "text/plain,a", "")}
	case 1:
		return [2]string{"Range", pick(m, "bytes=0-9", "bytes=9-", "bytes=-9", "bytes=0-1,5-6", "bytes=9-1", "Bytes=0-1")}
	case 2:
		return [2]string{"Accept", pick(m, "*/*", "text/html, a/b;q=0.1", "a:b", strings.Repeat("a", m.IntN(20)+120))}
	case 3:
		return [2]string{pick(m, "Accept-Language", "Content-Language"), pick(m, "de", "de-DE, en;q=0.5", "de_DE", "*", strings.Repeat("d", m.IntN(20)+120))}
	}
	return [2]string{pick(m, "X-A", "X-Z", "X-M"), pick(m, "", "a", "(a)", "\u00e4")}
}

// configuration is one that stores keep, near to what a page asks for.
func (m *maker) configuration(page string) *cors.Configuration {
	if m.often(4) {
		return nil
	}
	c := &cors.Configuration{ResponseVary: m.often(20)}
	for range m.IntN(4) + 1 {
		r := cors.Rule{
			AllowedOrigins: some(m, []string{
				"*", "http://*", "https://*", "http://*.app.example", "http://*app.example", "*://app.example", "http://app.example:*", "null", "nu*",
				home, home + "/", home + ":80", "https://app.example", "http://www.app.example", "http://APP.example", "app.example", "http://*:3000", "http://[::1]:5000", "http://localhost:3000",
			}, 4),
			AllowedMethods: some(m, []string{"GET", "PUT", "HEAD", "POST", "DELETE"}, 5),
			AllowedHeaders: some(m, []string{"*", "x-*", "x-amz-*", "X-A", "x-b", "x-z", "content-type", "authorization", "range", "accept", "accept-language", "content-language", "*-match", "cache-control"}, 5),
			ExposeHeaders:  some(m, []string{"ETag", "x-amz-request-id", "Content-Range", "Accept-Ranges", "Vary", "Server"}, 3),
		}
		if m.often(40) {
			r.MaxAgeSeconds = new(pick(m, 0, 1, 5, 600, 86400))
		}
		if len(r.AllowedOrigins) == 0 || m.often(60) {
			r.AllowedOrigins = append(r.AllowedOrigins, pick(m, originOf(page), originOf(page), "*"))
		}
		if len(r.AllowedMethods) == 0 || m.often(50) {
			r.AllowedMethods = []string{"GET", "PUT", "HEAD", "POST", "DELETE"}
		}
		if m.often(25) {
			r.AllowedHeaders = []string{"*"}
		}
		c.Rules = append(c.Rules, r)
	}
	return c
}

// buckets are rows of made-up rules.
func (m *maker) buckets() (rows []row) {
	for i := range configurations {
		page := pick(m, pages...)
		c, profile := m.configuration(page), pick(m, append(profiles, "s3")...)
		for j := range requestsToEach {
			r := m.request(page)
			if m.often(20) {
				r = m.request(pick(m, pages...))
			}
			r.name = fmt.Sprintf("rules %d, request %d", i, j)
			if c != nil && !varies(profile) {
				c.ResponseVary = false
			}
			r.bucket = &bucketRow{profile: profile, rules: c, missing: c == nil && m.often(30)}
			rows = append(rows, r)
		}
	}
	return rows
}

// answers are rows of made-up answers: mostly right, each with a few faults.
func (m *maker) answers() (rows []row) {
	for i := range answersMadeUp {
		page := pick(m, pages...)
		r := m.request(page)
		r.name = fmt.Sprintf("answers %d", i)
		if m.often(50) {
			r.credentials = ""
		}
		r.stops = []stop{{m.answer(&r, true), m.answer(&r, false)}}
		if m.often(15) {
			status := pick(m, 301, 302, 303, 307, 308)
			r.stops[0].Actual.Status = status
			r.stops[0].Actual.Header["Location"] = []string{scheme(page) + pick(m, scriptHost, secondHost, strings.TrimPrefix(strings.TrimPrefix(home, "http://"), "https://")) + "/$ID/2"}
			asNull := r
			asNull.page = sandboxed
			second := pick(m, &r, &asNull)
			r.stops = append(r.stops, stop{m.answer(second, true), m.answer(second, false)})
		}
		rows = append(rows, r)
	}
	return rows
}

// answer is one for a request.
func (m *maker) answer(r *row, preflight bool) cors.Answer {
	origin := originOf(r.at())
	names := []string{}
	for _, h := range r.headers {
		names = append(names, h[0])
	}
	a := says(200,
		lines(acao, pick(m, origin, origin, origin, origin, origin, origin, origin, origin, origin, origin, origin, origin, "*", "*", "*", "*", origin+"/", "null", "http://other.example", origin+", "+origin, "http://*", "")),
		lines(acac, pick(m, "true", "true", "true", "true", "true", "true", "true", "true", "True", "false", "")),
		lines(acam, strings.Join(some(m, []string{"GET", "PUT", "POST", "DELETE", "PATCH", "patch", "FOO", strings.ToUpper(r.method), r.method, r.method}, 8), pick(m, ", ", ",", " ,,"))),
		lines(acah, strings.Join(append(some(m, names, len(names)+3), some(m, []string{"x-a", "X-B", "content-type", "range", "authorization"}, 4)...), ", ")),
		lines(aceh, strings.Join(some(m, []string{"ETag", "X-A", "*", "x-amz-*", "Server"}, 2), ",")),
		lines("ETag", "e"), lines("Server", "s"), lines("X-A", "1"),
	)
	for _, name := range []string{acao, acac, acam, acah, aceh} {
		switch m.IntN(45) {
		case 0:
			delete(a.Header, name)
		case 1:
			a.Header[name] = append(a.Header[name], a.Header[name]...)
		case 2:
			a.Header[name] = []string{"*"}
		case 3:
			a.Header[name] = append(a.Header[name], pick(m, "", "a b", "x-z"))
		case 4:
			a.Header[name] = []string{pick(m, "a b", "a;b", `"a"`, "http://a b", "<a>")}
		}
	}
	if m.often(8) {
		a.Status = pick(m, 201, 204, 206, 299, 304, 400, 403, 404, 500, 503)
	} else if preflight && m.often(50) {
		a.Status = 204
	}
	return a
}

// TestGenerated has the browser judge package cors on made-up rules, answers
// and requests.
func TestGenerated(t *testing.T) {
	m := &maker{rand.New(rand.NewPCG(seedOf(t), 0))}
	l := newLab(t)
	judge(t, l.run(t, append(m.buckets(), m.answers()...)))
}
