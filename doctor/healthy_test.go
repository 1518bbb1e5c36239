// SPDX-License-Identifier: Apache-2.0

package doctor_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/seed-40dc4ce0/pail/cors"
	"github.com/seed-40dc4ce0/pail/doctor"
)

// healthy is a set-up with nothing wrong in it.
type healthy struct {
	name     string
	provider string
	rules    *cors.Configuration
	front    func(http.Handler) http.Handler
	fetch    cors.Fetch
	reads    []string
	blind    bool
	writing  bool
}

// TestHealthySetUpsHaveNoWarning tries providers, origins, methods and headers
// in all ways that go together.
func TestHealthySetUpsHaveNoWarning(t *testing.T) {
	t.Parallel()
	all := append(healthyStores(), healthyServers()...)
	for _, h := range all {
		t.Run(h.name, h.run)
	}
	if len(all) < 50 {
		t.Errorf("there are %d healthy set-ups, not 50", len(all))
	}
	t.Logf("%d healthy set-ups", len(all))
}

func (h healthy) run(t *testing.T) {
	t.Parallel()
	w := newWorld(t, h.provider, h.rules)
	w.behind(h.front)
	p := doctor.Patient{Bucket: w.bucket, Provider: h.provider, Key: key, Fetch: h.fetch, Reads: h.reads}
	opts := []doctor.Option{doctor.WithTransport(w.front)}
	if h.writing {
		opts = append(opts, doctor.WithWriting([]byte("woof")))
	}
	if h.blind {
		p.Bucket = nil
		p.Fetch.URL = w.url
	}
	r := examine(t, p, opts...)
	if !r.Healthy() || !r.Verdict.Allowed || r.Change != nil {
		t.Errorf("this is healthy:\n%s", text(t, r))
	}
}

func healthyStores() (all []healthy) {
	requests := []struct {
		method, header string
		lines          []string
		writing        bool
	}{
		{"GET", "", nil, false},
		{"HEAD", "", nil, false},
		{"GET", "range", []string{"Range", "bytes=-2"}, false},
		{"PUT", "content-type x-*", []string{"Content-Type", "image/png", "x-amz-meta-who", "me"}, false},
		{"PUT", "content-type", []string{"Content-Type", "text/html"}, true},
		{"DELETE", "", nil, true},
		{"POST", "content-type", []string{"Content-Type", "application/xml"}, false},
	}
	origins := []struct{ name, rule, page string }{
		{"one origin", app, app},
		{"a port of this machine", "http://localhost:5173", "http://localhost:5173"},
		{"a pattern and its apex", "https://*.app.example " + app, "https://www.app.example"},
	}
	for _, provider := range []string{"s3", "cos", "qingstor"} {
		for _, o := range origins {
			for i, q := range requests {
				rules := one(o.rule, q.method, q.header, "ETag", "Content-Range", "Accept-Ranges")
				rules.ResponseVary = provider != "s3" && i%2 == 0
				all = append(all, healthy{
					name: strings.Join([]string{provider, o.name, q.method, q.header}, " "), provider: provider, rules: rules,
					fetch: from(o.page, page(q.method, q.lines...)), reads: []string{"ETag"}, blind: i == 3, writing: q.writing,
				})
			}
		}
	}
	return all
}

// healthyServers are set-ups with something in front, or rules of another kind.
func healthyServers() []healthy {
	get, put := page("GET"), page("PUT", "Content-Type", "image/png")
	varied := func(h http.Header) { cacheable(h); h.Add("Vary", "Origin") }
	global := func(h http.Header) {
		h.Set("Access-Control-Allow-Origin", "*")
		h.Set("Access-Control-Expose-Headers", "*")
	}
	open := one("*", "GET HEAD", "", "ETag")
	return []healthy{
		{name: "every origin reads", provider: "s3", rules: open, fetch: get, reads: []string{"ETag"}},
		{name: "every origin reads, a page from a file", provider: "s3", rules: open, fetch: from("null", get)},
		{name: "every origin reads, COS", provider: "cos", rules: open, fetch: get, reads: []string{"ETag"}},
		{name: "a CDN that adds Vary", provider: "s3", rules: one(app, "GET", "", "ETag"), fetch: get, front: changing("GET", varied)},
		{name: "a CDN that adds Vary, seen from outside", provider: "s3", rules: one(app, "GET", "", "ETag"), fetch: get, front: changing("GET", varied), blind: true},
		{name: "a cacheable object that varies by the rules, COS", provider: "cos", rules: varyingRules(one(app, "GET", "")), fetch: get, front: changing("GET", cacheable)},
		{name: "a cacheable object that varies by the rules, QingStor", provider: "qingstor", rules: varyingRules(one(app, "GET", "")), fetch: get, front: changing("GET", cacheable)},
		{name: "an object that no cache keeps", provider: "s3", rules: one(app, "GET", ""), fetch: get, front: changing("GET", func(h http.Header) { h.Set("Cache-Control", "no-store") })},
		{name: "an edge that allows everybody", provider: "s3", fetch: get, reads: []string{"ETag"}, front: changing("GET", func(h http.Header) { cacheable(h); global(h) })},
		{name: "an edge that allows everybody, seen from outside", provider: "s3", fetch: get, front: changing("GET", global), blind: true},
		{name: "a cache of public objects", provider: "s3", fetch: get, front: both(cache(true), changing("GET", global)), blind: true},
		{name: "credentials for one origin", provider: "s3", rules: one(app, "GET PUT", "content-type", "ETag"), fetch: trusted(put)},
		{name: "authorization by name", provider: "s3", rules: one(app, "GET", "authorization", "ETag"), fetch: page("GET", "Authorization", "Bearer abcdefghijk"), front: without("real", "Authorization")},
		{name: "the first of two rules", provider: "s3", rules: with(one(app, "PUT", "content-type", "ETag"), one("https://other.example", "GET", "")), fetch: put, reads: []string{"ETag"}},
		{name: "the page is at the store", provider: "s3", fetch: from("https://photos-1250000000.s3.us-east-1.amazonaws.com", get)},
		{name: "text is posted without a preflight", provider: "s3", rules: one(app, "POST", ""), fetch: page("POST", "Content-Type", "text/plain")},
	}
}

func varyingRules(c *cors.Configuration) *cors.Configuration {
	c.ResponseVary = true
	return c
}
