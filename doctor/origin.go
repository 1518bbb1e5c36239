// SPDX-License-Identifier: Apache-2.0

package doctor

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/seed-40dc4ce0/pail/cors"
)

// near is an origin that was meant, perhaps, and what keeps it from being the
// page's.
type near struct {
	problem   int
	code, why string
	entry     string
}

// parts of an origin, as far as somebody wrote it.
type parts struct {
	scheme, host, port, tail string
}

// spell takes an entry apart that need not be an origin.
func spell(entry string) (p parts) {
	rest := strings.TrimSpace(entry)
	if scheme, after, ok := strings.Cut(rest, "://"); ok {
		p.scheme, rest = scheme, after
	}
	if i := strings.IndexAny(rest, "/?#"); i >= 0 {
		rest, p.tail = rest[:i], rest[i:]
	}
	p.host = rest
	if i := strings.LastIndexByte(rest, ':'); i >= 0 && !strings.HasSuffix(rest, "]") {
		p.host, p.port = rest[:i], rest[i+1:]
	}
	return p
}

// number is the port, the scheme's own where none is written.
func (p parts) number(scheme string) string {
	switch {
	case p.port != "":
		return p.port
	case scheme == "https":
		return "443"
	case scheme == "http":
		return "80"
	}
	return ""
}

// nearest is the entry that comes closest to an origin, and what is wrong with
// it. Its problem is 0 when none is near.
func nearest(entries []string, origin string) near {
	best, rank := near{}, 0
	for _, entry := range entries {
		if n, r := compare(entry, origin); r > rank {
			best, rank = n, r
		}
	}
	return best
}

// compare says how an entry misses an origin; the rank is 0 where it is about
// something else, and higher the nearer it is.
func compare(entry, origin string) (near, int) {
	page, e := spell(origin), spell(entry)
	if e.host == "" || entry == "*" || entry == origin {
		return near{}, 0
	}
	found := func(problem int, code, format string, rank int) (near, int) {
		return near{problem: problem, code: code, entry: entry, why: fmt.Sprintf(format, entry, origin)}, rank
	}
	sameScheme, samePort := e.scheme == "" || strings.EqualFold(e.scheme, page.scheme), e.number(page.scheme) == page.number(page.scheme)
	if strings.Contains(e.host, "*") {
		_, suffix, _ := strings.Cut(e.host, "*")
		switch {
		case e.tail == "" && sameScheme && samePort && strings.TrimPrefix(suffix, ".") == page.host:
			return found(13, "origin-apex", "%q does not match %s, which has nothing in the place of the *", 5)
		case e.tail == "" && !strings.EqualFold(e.scheme, page.scheme) && e.scheme != "" && strings.HasSuffix(page.host, suffix) && samePort:
			return found(10, "origin-scheme-differs", "%q has another scheme than %s", 3)
		case e.tail == "" && strings.EqualFold(e.scheme, page.scheme) && strings.HasSuffix(page.host, suffix) && !samePort:
			return found(11, "origin-port-differs", "%q has another port than %s", 3)
		}
		return near{}, 0
	}
	if ascii(e.host) != page.host {
		return near{}, 0
	}
	switch {
	case e.tail != "" && sameScheme && samePort:
		return found(9, "origin-path", "%q ends in what no origin has: browsers send %s", 9)
	case e.scheme == "" && samePort:
		return found(12, "origin-without-scheme", "%q has no scheme: browsers send %s", 8)
	case sameScheme && samePort && e.port != "" && e.host == page.host && e.scheme == page.scheme && page.port == "":
		return found(11, "origin-default-port", "%q spells the default port out: browsers send %s", 8)
	case sameScheme && samePort:
		return found(12, "origin-spelling", "%q is not in lower case and ASCII: browsers send %s", 8)
	case sameScheme:
		return found(11, "origin-port-differs", "%q has another port than %s", 6)
	case !strings.EqualFold(e.scheme, page.scheme) && (samePort || e.port == page.port):
		return found(10, "origin-scheme-differs", "%q has another scheme than %s", 7)
	}
	return found(11, "origin-port-differs", "%q has another scheme and another port than %s", 4)
}

// ascii is a host as browsers send it, as far as the linter can say: it knows
// how a name that is not in ASCII is written.
func ascii(host string) string {
	lower := strings.ToLower(host)
	if strings.IndexFunc(lower, func(r rune) bool { return r >= 0x80 }) < 0 {
		return lower
	}
	for _, f := range cors.Lint("", &cors.Configuration{Rules: []cors.Rule{{AllowedOrigins: []string{"https://" + lower}, AllowedMethods: []string{"GET"}}}}) {
		if f.Code == cors.CodeOriginUnicode && f.Better != "" {
			return strings.TrimPrefix(f.Better, "https://")
		}
	}
	return lower
}

// originRefused: no rule names the origin.
func (x *examination) originRefused(why string) {
	origin := x.request.Origin
	if origin == "null" {
		x.nullOrigin()
		return
	}
	var entries []string
	place := map[string]int{}
	for i := range x.report.Rules.Rules {
		for _, entry := range x.report.Rules.Rules[i].AllowedOrigins {
			if _, ok := place[entry]; !ok {
				entries, place[entry] = append(entries, entry), i
			}
		}
	}
	f := Finding{
		Code: "origin-not-allowed", Level: Error, Mended: true, Where: Where{Place: PlaceRules, Rule: -1, Field: "AllowedOrigins"},
		What: "No rule names the origin " + origin + ".", Why: why, Fix: "Allow the origin, as shown below.",
	}
	if n := nearest(entries, origin); n.problem != 0 {
		f.Problem, f.Code, f.Where.Rule = n.problem, n.code, place[n.entry]
		f.Why = sentence(n.why) + " " + why
		if n.misspelt() {
			x.mending.origin = n.entry
		}
		if n.problem == 10 {
			f.Fix += " Or serve the page by the scheme that is allowed."
		}
	}
	x.add(f)
}

// meant finds an entry that would let the request pass if it were spelt as
// browsers spell the origin, where other rules name the origin and lack more.
func (x *examination) meant(why string) bool {
	for i := range x.report.Rules.Rules {
		n := nearest(x.report.Rules.Rules[i].AllowedOrigins, x.request.Origin)
		if !n.misspelt() {
			continue
		}
		x.mending.origin = n.entry
		better, _ := x.tidied()
		if d := cors.Evaluate(x.patient.Provider, better, x.request); !d.Allowed {
			x.mending.origin = ""
			continue
		}
		x.add(Finding{
			Problem: n.problem, Code: n.code, Level: Error, Mended: true, Where: Where{Place: PlaceRules, Rule: i, Field: "AllowedOrigins"},
			What: "The rule that allows this misses the origin " + x.request.Origin + ".", Why: sentence(n.why) + " " + why, Fix: "Write the origin as browsers do, as shown below.",
		})
		return true
	}
	return false
}

// misspelt says that the entry can match nothing, and that the origin was meant.
func (n near) misspelt() bool {
	return n.problem == 9 || n.problem == 12 || n.code == "origin-default-port"
}

// nullOrigin: a page without an origin of its own.
func (x *examination) nullOrigin() {
	x.mending.request = false
	x.add(Finding{
		Problem: 20, Code: "null-origin", Level: Error, Where: Where{Place: PlaceRequest, Rule: -1, Field: "Origin"},
		What: "The page has no origin: it sends null.", Why: "So do pages from file://, in sandboxed frames, and after some redirects. A rule for null is one for all of these, whoever made them.",
		Fix: "Serve the page over http or https, on this machine from http://localhost, and allow that origin.",
	})
}

// explainRequest says what is wrong with a request that no browser sends.
func (x *examination) explainRequest(f *Finding, refused *cors.RequestError) {
	switch refused.Field {
	case "Method":
		f.Problem, f.Code, f.Fix = 8, "impossible-method", "Use a method that pages may use."
	case "URL":
		f.Fix = "Use an absolute URL of http or https, without a user name in it."
	case "Headers":
		f.Problem, f.Code, f.Fix = 6, "impossible-header", "Leave that header out, or give it a value that a browser takes."
	case "Origin":
		x.explainOrigin(f)
	}
}

func (x *examination) explainOrigin(f *Finding) {
	origin := x.fetch.Origin
	f.Code, f.Problem, f.Fix = "impossible-origin", 12, `An origin is scheme://host, or scheme://host:port, such as "https://app.example".`
	if origin == "" {
		f.Code, f.Problem = "no-origin", 2
		f.What, f.Why = "The request names no page that sends it.", "Without an Origin a store answers without a header of CORS: that is what curl and the address bar get."
		f.Fix = "Say which page asks, such as https://app.example; with curl: curl -H 'Origin: https://app.example'."
		return
	}
	for _, l := range cors.Lint("", &cors.Configuration{Rules: []cors.Rule{{AllowedOrigins: []string{origin}, AllowedMethods: []string{"GET"}}}}) {
		if n := problemOf[l.Code]; l.Field == "AllowedOrigins" && n >= 9 && n <= 12 {
			f.Problem, f.Why, f.Fix = n, sentence(l.Problem), sentence(l.Fix)
			return
		}
	}
	if u, err := url.Parse(origin); err == nil && u.Host != "" {
		f.Fix = "Write " + u.Scheme + "://" + u.Host + "."
	}
}
