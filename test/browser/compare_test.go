// SPDX-License-Identifier: Apache-2.0

package browser

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// difference is where package cors and the browser disagree about a trial.
type difference struct {
	// about is what they disagree about, such as "reason".
	about string
	// theirs is the browser's, ours that of package cors.
	theirs, ours string
}

func (d difference) String() string {
	return fmt.Sprintf("%s: the browser: %s; cors: %s", d.about, d.theirs, d.ours)
}

// compare gives all differences of a trial.
func (x *trial) compare() (all []difference) {
	p, o := predict(x.row.fetch(x.attempt), x.ask), x.observed
	differ := func(about string, theirs, ours any) {
		if a, b := fmt.Sprint(theirs), fmt.Sprint(ours); a != b {
			all = append(all, difference{about, a, b})
		}
	}
	differ("without end", o.Hung, false)
	differ("refused before anything is sent", o.Refused != "", p.refused != nil)
	differ("requests", sent(o.Exchanges, p), foretold(p))
	differ("allowed", o.allowed(), p.allowed)
	differ("reason", o.Why.CORS.Error, chromiumName(p.reason))
	// Which of several headers it names, the browser leaves to chance: its
	// table of them is hashed.
	if !slices.Contains(p.parameters, o.Why.CORS.Parameter) {
		differ("parameter", o.Why.CORS.Parameter, p.parameter)
	}
	if o.allowed() && p.allowed {
		theirs, ours := visible(o, p)
		differ("readable", theirs, ours)
	}
	if x.row.want != nil {
		differ("what is wanted", o.Why.CORS.Error, *x.row.want)
	}
	if x.row.bucket != nil {
		for i := range min(len(o.Exchanges), len(p.exchanges)) {
			theirs, ours := granting(o.Exchanges[i], &p.exchanges[i])
			differ("answer of the bucket", theirs, ours)
		}
	}
	return all
}

// chromiumName is a reason as Chromium has it: "" for one that is ours, for
// which it has no name of CORS.
func chromiumName(reason string) string {
	if slices.Contains(chromiumNames, reason) {
		return reason
	}
	return ""
}

// chromiumNames are those of Network.CorsError in the DevTools protocol, save
// the ones for access to local networks.
var chromiumNames = strings.Fields(`
	DisallowedByMode InvalidResponse WildcardOriginNotAllowed MissingAllowOriginHeader MultipleAllowOriginValues InvalidAllowOriginValue
	AllowOriginMismatch InvalidAllowCredentials CorsDisabledScheme PreflightInvalidStatus PreflightDisallowedRedirect
	PreflightWildcardOriginNotAllowed PreflightMissingAllowOriginHeader PreflightMultipleAllowOriginValues PreflightInvalidAllowOriginValue
	PreflightAllowOriginMismatch PreflightInvalidAllowCredentials InvalidAllowMethodsPreflightResponse InvalidAllowHeadersPreflightResponse
	MethodDisallowedByPreflightResponse HeaderDisallowedByPreflightResponse RedirectContainsCredentials NoCorsRedirectModeNotFollow
`)

// foretold and sent are the requests, as package cors and the server have them.
func foretold(p *prediction) (list []string) {
	for _, x := range p.exchanges {
		list = append(list, request(x.method, serialised(x.url), x.origin, x.preflight, x.asked))
	}
	return list
}

func sent(exchanges []*exchange, p *prediction) (list []string) {
	again := func(a, b *exchange) bool {
		return a.Status == http.StatusMisdirectedRequest && a.Method == b.Method && a.URL == b.URL
	}
	exchanges = slices.CompactFunc(slices.Clone(exchanges), again) // 421 is an invitation to try another connection
	for i, x := range exchanges {
		origin := x.Header.Get("Origin")
		if i < len(p.exchanges) && p.exchanges[i].origin == "" {
			origin = "" // CORS does not care
		}
		list = append(list, request(x.Method, x.URL, origin, x.preflight(), [2]string{
			x.Header.Get("Access-Control-Request-Method"), strings.Join(x.Header.Values("Access-Control-Request-Headers"), "|"),
		}))
	}
	return list
}

// serialised is a URL with its host as browsers send it.
func serialised(raw string) string {
	u, err := url.Parse(raw)
	if err != nil {
		return raw
	}
	u.Host = strings.ToLower(u.Host)
	if u.Scheme == "http" {
		u.Host = strings.TrimSuffix(u.Host, ":80")
	}
	return u.String()
}

func request(method, url, origin string, preflight bool, asked [2]string) string {
	s := fmt.Sprintf("%s %s from %q", method, url, origin)
	if preflight {
		s += fmt.Sprintf(" for %q with %q", asked[0], asked[1])
	}
	return s
}

// visible gives the names that script sees of the last answer, and those that
// it may see, as far as either is surprising.
func visible(o *observed, p *prediction) (theirs, ours []string) {
	names := slices.Clone(o.Visible)
	if len(o.Exchanges) > 0 {
		for name := range o.Exchanges[len(o.Exchanges)-1].Answer {
			names = append(names, strings.ToLower(name))
		}
	}
	slices.Sort(names)
	for _, name := range slices.Compact(names) {
		if slices.Contains(o.Visible, name) {
			theirs = append(theirs, name)
		}
		if p.readable(name) {
			ours = append(ours, name)
		}
	}
	return theirs, ours
}

// granting gives what the two answers of a bucket have of CORS. The status of a
// real answer is not CORS' affair.
func granting(theirs *exchange, ours *predicted) (a, b []string) {
	if theirs.preflight() {
		a, b = append(a, fmt.Sprint(theirs.Status)), append(b, fmt.Sprint(ours.answer.Status))
	}
	return append(a, corsHeaders(theirs.Answer)...), append(b, corsHeaders(ours.answer.Header)...)
}

func corsHeaders(h http.Header) (list []string) {
	for name, values := range h {
		if strings.HasPrefix(name, "Access-Control-") || name == "Vary" {
			list = append(list, name+": "+strings.Join(values, " | "))
		}
	}
	slices.Sort(list)
	return list
}
