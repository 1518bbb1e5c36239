// SPDX-License-Identifier: Apache-2.0

package browser

import (
	"net/http"
	"slices"
	"strings"

	"github.com/seed-40dc4ce0/pail/cors"
)

// home is the page of rows that name none.
const home = "http://app.example"

// row is one case: a request of a script, and what answers it.
type row struct {
	// name is a sentence that argues the case.
	name string
	// page is one of pages; "" is home.
	page string
	// method, headers, credentials (a mode of fetch), mode, cache, body and xhr
	// are the script's. "" is fetch's own default, of which GET is one.
	method, credentials, mode, cache string
	headers                          [][2]string
	body, bodyType                   *string
	xhr                              bool
	// url is where the request goes, $ID is the ID of the attempt; "" is the
	// first of stops.
	url string
	// stops are what the scripted store answers.
	stops []stop
	// bucket, if not nil, answers in place of stops.
	bucket *bucketRow
	// want, if not nil, is the browser's reason as the row's author expects it.
	want *string
}

// bucketRow is a bucket of an emulator.
type bucketRow struct {
	profile string
	rules   *cors.Configuration
	// missing says that there is no such bucket.
	missing bool
}

// at is the page of a row.
func (r *row) at() string {
	if r.page == "" {
		return home
	}
	return r.page
}

// redirects says that an answer may send the row's request elsewhere.
func (r *row) redirects() bool {
	return slices.ContainsFunc(r.stops, func(s stop) bool { return s.Actual.Header["Location"] != nil })
}

// attempt makes the row's request one that can be run, under an ID.
func (r *row) attempt(id, url string) *attempt {
	a := &attempt{
		ID: id, Page: r.at(), URL: strings.ReplaceAll(url, "$ID", id), Method: or(r.method, http.MethodGet), Headers: r.headers,
		Credentials: or(r.credentials, "same-origin"), Mode: or(r.mode, "cors"), Cache: or(r.cache, "default"),
		Body: r.body, BodyType: r.bodyType, XHR: r.xhr,
	}
	if a.Headers == nil {
		a.Headers = [][2]string{}
	}
	return a
}

func or(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

// scheme is that of stores for a page: a browser does not let a page that came
// over TLS read from one that does not.
func scheme(page string) string {
	if strings.HasPrefix(page, "https:") {
		return "https://"
	}
	return "http://"
}

// The names of CORS in answers.
const (
	acao = "Access-Control-Allow-Origin"
	acac = "Access-Control-Allow-Credentials"
	acam = "Access-Control-Allow-Methods"
	acah = "Access-Control-Allow-Headers"
	aceh = "Access-Control-Expose-Headers"
	acma = "Access-Control-Max-Age"
)

// says is an answer of a status with headers, of which each is a name and its
// lines.
func says(status int, headers ...[]string) cors.Answer {
	a := cors.Answer{Status: status, Header: map[string][]string{"Cache-Control": {"no-store"}}}
	for _, h := range headers {
		a.Header[h[0]] = h[1:]
	}
	return a
}

// lines are a header and its lines.
func lines(name string, values ...string) []string { return append([]string{name}, values...) }

// granted is an answer that lets home, or another origin, do everything that
// these rows ask for, credentials included; headers replace its own, and those
// without a line take them away.
func granted(origin string, headers ...[]string) cors.Answer {
	a := says(http.StatusOK, lines(acao, origin), lines(acac, "true"), lines(acam, "GET, HEAD, PUT, POST, DELETE, PATCH"), lines(acah, "x-a, x-b, content-type, authorization"))
	for _, h := range headers {
		if a.Header[h[0]] = h[1:]; len(h) == 1 {
			delete(a.Header, h[0])
		}
	}
	return a
}

// with is an answer of another status.
func with(status int, a cors.Answer) cors.Answer {
	a.Status = status
	return a
}

// preflighted is a stop that answers the preflight so and grants the rest.
func preflighted(a cors.Answer) []stop { return []stop{{Preflight: a, Actual: granted(home)}} }

// unasked is a stop whose real answer is so; a preflight is granted.
func unasked(a cors.Answer) []stop { return []stop{{Preflight: granted(home), Actual: a}} }

// always is a stop that grants everything to an origin.
func always(origin string) []stop {
	return []stop{{Preflight: granted(origin), Actual: granted(origin)}}
}
