// SPDX-License-Identifier: Apache-2.0

package doctor

import (
	"net/http"
	"slices"
	"strings"

	"github.com/seed-40dc4ce0/pail/cors"
)

// hidden looks for headers that script wants to read and cannot: problems 5, 18
// and 19.
func (x *examination) hidden() {
	wanted := x.wanted()
	if len(wanted) == 0 || !x.report.Verdict.Allowed {
		return
	}
	v := x.report.Verdict
	rule := -1
	if x.actual == nil {
		predicted, ok := x.unsent()
		if !ok {
			return
		}
		v = predicted
	}
	if x.known && x.report.Rules != nil {
		plain := x.request
		plain.Headers = nil
		d := cors.EvaluateActual(x.patient.Provider, x.report.Rules, plain)
		rule = d.Rule
	}
	var plain, ranges []string
	for _, name := range wanted {
		switch {
		case v.Readable(name):
		case isRangeHeader(name):
			ranges = append(ranges, name)
		default:
			plain = append(plain, name)
		}
	}
	x.unreadable(5, "header-hidden", rule, plain)
	x.unreadable(18, "range-hidden", rule, ranges)
}

// wanted are the headers that script reads, and those that it needs.
func (x *examination) wanted() []string {
	wanted := slices.Clone(x.patient.Reads)
	if hasHeader(x.fetch.Headers, "range") && !slices.ContainsFunc(wanted, isRangeHeader) {
		wanted = append(wanted, "Content-Range")
	}
	return wanted
}

func isRangeHeader(name string) bool {
	return strings.EqualFold(name, "Content-Range") || strings.EqualFold(name, "Accept-Ranges")
}

func hasHeader(headers []cors.Header, name string) bool {
	return slices.ContainsFunc(headers, func(h cors.Header) bool { return strings.EqualFold(h.Name, name) })
}

// unsent is what a browser would say of the answer to a request that was not
// sent: by the rules, else by the preflight, where most stores name what they
// expose too. ok is false where neither says anything.
func (x *examination) unsent() (v cors.Verdict, ok bool) {
	if p := x.report.Predicted; p != nil && p.Allowed {
		return *p, true
	}
	e := x.preflight
	if e == nil || e.Status == 0 {
		return cors.Verdict{}, false
	}
	if len(e.full.Values("Access-Control-Expose-Headers")) > 0 {
		actual := e.answer()
		actual.Status = http.StatusOK
		v = cors.Browser(x.request, nil, actual)
		return v, v.Allowed
	}
	x.add(Finding{
		Problem: 5, Code: "exposure-unknown", Level: Note, Where: Where{Place: PlaceAnswer, Rule: -1, Header: "Access-Control-Expose-Headers"},
		What: "Whether script can read " + strings.Join(x.wanted(), ", ") + " the preflight does not tell.",
		Why:  "The request itself was not sent, since it changes something.", Fix: "Allow the examination to send it, or let it read the rules.",
	})
	return cors.Verdict{}, false
}

// unreadable tells of headers that stay hidden.
func (x *examination) unreadable(problem int, code string, rule int, names []string) {
	if len(names) == 0 {
		return
	}
	f := Finding{
		Problem: problem, Code: code, Level: Warning, Mended: true,
		Where: Where{Place: PlaceRules, Rule: rule, Field: "ExposeHeaders", Header: strings.Join(names, ", ")},
		What:  "Script cannot read " + plural("the header ", "the headers ", names) + " of the answer.",
		Why:   "Seven headers are readable always, Content-Type and Last-Modified among them; all others only where the real answer has them in Access-Control-Expose-Headers.",
		Fix:   "Expose " + strings.Join(names, ", ") + ", as shown below.",
	}
	if slices.ContainsFunc(names, func(n string) bool { return strings.EqualFold(n, "ETag") }) {
		f.Why += " Uploads in parts need the ETag of each part."
	}
	if x.known && x.report.Predicted != nil && x.exposedByRules(names) {
		f.Problem, f.Code, f.Mended = 4, "exposure-lost", false
		f.Where = Where{Place: PlaceAnswer, Rule: -1, Header: "Access-Control-Expose-Headers", Hop: x.hop("%s")}
		f.Why = "The rules expose them, and the answer does not: something in front of the store takes the header out or sets its own" + x.hop(" (%s)") + "."
		f.Fix = "Have the CDN or proxy pass Access-Control-Expose-Headers on."
		x.add(f)
		return
	}
	if later := x.exposedLater(rule, names); later >= 0 {
		f.Problem, f.Code = 19, "exposure-shadowed"
		f.Why = sentence(numbered(later)+" exposes them, and "+numbered(rule)+" before it answers the request: the first that matches counts, and a real request asks for no headers") + " " + f.Why
		f.Fix = "Expose them in " + numbered(rule) + " too, as shown below, or move " + numbered(later) + " up."
	}
	if x.known && x.report.Rules == nil {
		f.Mended, f.Where.Place = false, PlaceAnswer
		f.Fix = "Expose " + strings.Join(names, ", ") + " where the headers of CORS are set" + settingOf(x.serverName()) + "."
	} else {
		x.mending.expose = append(x.mending.expose, names...)
	}
	x.add(f)
}

// exposedByRules says that by the rules script can read the headers.
func (x *examination) exposedByRules(names []string) bool {
	p := x.report.Predicted
	return p.Allowed && !slices.ContainsFunc(names, func(n string) bool { return !p.Readable(n) })
}

// exposedLater is the index of a later rule that allows the request and exposes
// the headers, -1 for none.
func (x *examination) exposedLater(rule int, names []string) int {
	if rule < 0 {
		return -1
	}
	d := cors.Evaluate(x.patient.Provider, x.report.Rules, x.request)
	for step := range d.Walk() {
		if step.Rule <= rule || !step.Matched() {
			continue
		}
		exposed := x.report.Rules.Rules[step.Rule].ExposeHeaders
		if !slices.ContainsFunc(names, func(n string) bool {
			return !slices.ContainsFunc(exposed, func(e string) bool { return strings.EqualFold(e, n) })
		}) {
			return step.Rule
		}
	}
	return -1
}
