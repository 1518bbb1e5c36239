// SPDX-License-Identifier: Apache-2.0

package doctor

import (
	"context"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/seed-40dc4ce0/pail/cors"
)

// otherOrigin is a page that no rule means; ".example" is nobody's (RFC 6761).
const otherOrigin = "https://pail-doctor.example"

// probe asks as a browser would: first the preflight, then what may be sent, and
// that from elsewhere. What the page itself sends goes first, so that a cache
// that keeps what it should not keeps that.
func (x *examination) probe(ctx context.Context) {
	if x.asks {
		x.preflight = x.options1(ctx, PurposePreflight, x.fetch.URL, x.request)
		if x.preflight.Status == 0 {
			return
		}
	}
	from := func(origin string) []cors.Header { return x.lines(origin, x.fetch.Headers) }
	method := x.request.Method
	switch {
	case method == http.MethodGet || method == http.MethodHead:
		x.actual = x.send(ctx, PurposeRequest, question{method: method, url: x.readingURL(), header: from(x.request.Origin)})
		x.bystanders(ctx, method, x.fetch.Headers)
	case x.options.writing && x.passes(x.preflight):
		header := from(x.request.Origin)
		if t := x.fetch.ContentType; t != "" && !hasHeader(x.fetch.Headers, "content-type") {
			header = append(header, cors.Header{Name: "Content-Type", Value: t})
		}
		x.actual = x.send(ctx, PurposeRequest, question{method: method, url: x.fetch.URL, header: header, body: x.body()})
	default:
		x.stand = x.send(ctx, PurposeReading, question{method: http.MethodGet, url: x.readingURL(), header: x.lines(x.request.Origin, nil)})
	}
}

// bystanders ask the same from no page and from another one.
func (x *examination) bystanders(ctx context.Context, method string, headers []cors.Header) {
	if x.actual.Status == 0 {
		return
	}
	other := otherOrigin
	if x.request.Origin == other {
		other = "https://other.pail-doctor.example"
	}
	x.without = x.send(ctx, PurposeWithoutOrigin, question{method: method, url: x.readingURL(), header: x.lines("", headers)})
	x.other = x.send(ctx, PurposeOtherOrigin, question{method: method, url: x.readingURL(), header: x.lines(other, headers)})
	if v := cors.Browser(x.request, nil, x.actual.answer()); v.Allowed || x.actual.Status >= 400 {
		return
	}
	if past, ok := uncachedURL(x.readingURL()); ok {
		x.uncached = x.send(ctx, PurposeUncached, question{method: method, url: past, header: x.lines(x.request.Origin, headers)})
	}
}

// uncachedURL has a parameter that no cache has seen; a URL with a query may be
// signed, and is left alone.
func uncachedURL(address string) (string, bool) {
	u, err := url.Parse(address)
	if err != nil || u.RawQuery != "" {
		return "", false
	}
	u.RawQuery = "pail-doctor=1"
	return u.String(), true
}

func (x *examination) readingURL() string {
	if x.reading != "" {
		return x.reading
	}
	return x.fetch.URL
}

func (x *examination) body() []byte {
	if x.options.body == nil {
		return []byte{}
	}
	return x.options.body
}

// passes says that a browser would go on after the preflight.
func (x *examination) passes(preflight *Exchange) bool {
	v := cors.Browser(x.request, preflight.answer(), nil)
	return v.Allowed
}

// lines are the headers of a request: those of the page that a browser lets it
// set, and the origin.
func (x *examination) lines(origin string, page []cors.Header) []cors.Header {
	var lines []cors.Header
	if origin != "" {
		lines = append(lines, cors.Header{Name: "Origin", Value: origin})
	}
	for _, h := range page {
		alone := cors.Fetch{URL: x.fetch.URL, Origin: x.fetch.Origin, Method: "PUT", Headers: []cors.Header{{Name: h.Name, Value: strings.Repeat("(", 200)}}}
		if r, _, err := alone.Request(); err == nil && len(r.Headers) == 1 { // else it is one that a browser drops
			lines = append(lines, cors.Header{Name: h.Name, Value: strings.TrimSpace(h.Value)})
		}
	}
	return lines
}

// options1 sends a preflight for r.
func (x *examination) options1(ctx context.Context, purpose, address string, r cors.Request) *Exchange {
	header := []cors.Header{{Name: "Origin", Value: r.Origin}, {Name: "Access-Control-Request-Method", Value: r.Method}}
	if len(r.Headers) > 0 {
		header = append(header, cors.Header{Name: "Access-Control-Request-Headers", Value: strings.Join(r.Headers, ",")})
	}
	return x.send(ctx, purpose, question{method: http.MethodOptions, url: address, header: header})
}

// send puts a question and keeps the exchange.
func (x *examination) send(ctx context.Context, purpose string, q question) *Exchange {
	e := Exchange{Purpose: purpose, Method: q.method, URL: bare(q.url)}
	for _, h := range q.header {
		switch http.CanonicalHeaderKey(h.Name) {
		case "Origin":
			e.Origin = clean(h.Value)
		case "Access-Control-Request-Method":
			e.AskedMethod = clean(h.Value)
		case "Access-Control-Request-Headers":
			e.AskedHeaders = clean(h.Value)
		}
	}
	ctx, cancel := context.WithTimeout(ctx, x.options.timeout)
	defer cancel()
	got, err := x.sender.send(ctx, q)
	if err != nil {
		e.cause, e.Failure = err, x.failure(err)
	} else {
		x.received(&e, got)
	}
	told := e
	told.full, told.cause = nil, nil // which may hold secrets, however a report is printed
	x.report.Exchanges = append(x.report.Exchanges, told)
	return &e
}

// received fills in the answer.
func (x *examination) received(e *Exchange, got *raw) {
	e.Status, e.full, e.truncated = got.status, got.header, got.cut
	e.Header = x.shown(got.header)
	if got.status >= 200 && got.status <= 299 && e.Method != http.MethodOptions {
		return // an object, whatever it says
	}
	d := readDocument(got.body, got.header.Get("Content-Type"))
	e.Code, e.Message, e.html = x.censor.text(d.code), x.censor.text(d.message), d.html
	e.endpoint, e.region = x.censor.text(d.endpoint), x.censor.text(d.region)
}

// shown are the headers about CORS, caches, redirects, and who answered.
func (x *examination) shown(h http.Header) http.Header {
	shown := http.Header{}
	for _, name := range slices.Sorted(maps.Keys(h)) {
		canonical := http.CanonicalHeaderKey(name)
		if !strings.HasPrefix(canonical, "Access-Control-") && !slices.Contains(telling, canonical) {
			continue
		}
		for _, line := range h[name] {
			if canonical == "Location" {
				line = bare(line)
			}
			shown.Add(canonical, x.censor.text(line))
		}
	}
	return shown
}

// telling are headers that say how an answer came about.
var telling = []string{
	"Age", "Allow", "Cache-Control", "Cf-Cache-Status", "Etag", "Expires", "Location", "Server", "Vary", "Via",
	"X-Amz-Bucket-Region", "X-Amz-Cf-Pop", "X-Cache", "X-Cache-Lookup", "X-Cache-Status", "X-Served-By", "X-Varnish",
}
