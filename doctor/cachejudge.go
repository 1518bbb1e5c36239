// SPDX-License-Identifier: Apache-2.0

package doctor

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/seed-40dc4ce0/pail/cors"
)

// caches looks for answers that a cache may give to the wrong one: problems 2
// and 3.
func (x *examination) caches() {
	if x.actual == nil || x.without == nil || x.without.Status == 0 || !x.report.Verdict.Allowed || x.actual.Status >= 400 {
		return
	}
	allowed, bare := x.actual.full.Get("Access-Control-Allow-Origin"), x.without.full.Get("Access-Control-Allow-Origin")
	if allowed == "" || bare != "" {
		return
	}
	x.add(Finding{
		Problem: 2, Code: "no-origin-no-header", Level: Note, Where: Where{Place: PlaceAnswer, Rule: -1, Header: "Access-Control-Allow-Origin"},
		What: "A request without an Origin gets no header of CORS.",
		Why:  "curl, the address bar and <img> send none, so what they show is no sign of a mistake.",
		Fix:  fmt.Sprintf("To look at it: curl -i -H 'Origin: %s' and the URL.", x.request.Origin),
	})
	if variesByOrigin(x.without.full) || x.without.Status >= 300 {
		return
	}
	f := Finding{
		Problem: 3, Code: "no-vary", Level: Note, Where: Where{Place: PlaceAnswer, Rule: -1, Header: "Vary", Hop: hopOf(x.without.full)},
		What: "Without an Origin the answer does not say that it varies by Origin.",
		Why:  "A cache, the browser's too, may keep it from an <img> or a link and give it to script, which then finds no Access-Control-Allow-Origin.",
		Fix:  x.varyFix(),
	}
	if x.report.Rules != nil && cors.LimitsOf(x.patient.Provider).ResponseVary && !x.report.Rules.ResponseVary {
		f.Mended = true
	}
	if why := fresh(x.without.full, x.options.now()); why != "" {
		f.Level = Warning
		f.Why += " It may be kept: " + x.censor.text(why) + "."
		x.mending.vary = x.mending.vary || f.Mended
	} else {
		f.Mended = false
	}
	x.add(f)
}

// varyFix is what to do about answers that caches mix up.
func (x *examination) varyFix() string {
	if cors.LimitsOf(x.patient.Provider).ResponseVary && x.patient.Provider != "" {
		return "Turn ResponseVary on in the rules, so that every answer says Vary: Origin."
	}
	return `Have a CDN in front add Vary: Origin to every answer; or write crossorigin="anonymous" on every <img>, <video> and <link> of the object, or let script use a URL of its own, such as one with another query.`
}

func variesByOrigin(h http.Header) bool {
	for _, line := range h.Values("Vary") {
		for name := range strings.SplitSeq(line, ",") {
			if name = strings.TrimSpace(name); name == "*" || strings.EqualFold(name, "Origin") {
				return true
			}
		}
	}
	return false
}

// fresh says what lets a cache keep an answer without asking, "" for nothing.
func fresh(h http.Header, now time.Time) string {
	control := strings.ToLower(strings.Join(h.Values("Cache-Control"), ","))
	for directive := range strings.SplitSeq(control, ",") {
		name, value, _ := strings.Cut(strings.TrimSpace(directive), "=")
		switch name {
		case "no-store", "no-cache":
			return ""
		case "max-age", "s-maxage":
			if n, err := strconv.Atoi(strings.Trim(value, `"`)); err == nil && n == 0 && !strings.Contains(control, "s-maxage") {
				return ""
			}
		}
	}
	switch {
	case strings.Contains(control, "max-age"), strings.Contains(control, "s-maxage"), strings.Contains(control, "immutable"), strings.Contains(control, "public"):
		return "Cache-Control: " + control
	case hopOf(h) != "":
		return hopOf(h)
	}
	if t, err := http.ParseTime(h.Get("Expires")); err == nil && t.After(now) {
		return "Expires: " + h.Get("Expires")
	}
	return ""
}

// strangers looks at what another page is answered: problem 4.
func (x *examination) strangers() {
	if x.actual == nil || x.other == nil || x.other.Status == 0 || !x.report.Verdict.Allowed {
		return
	}
	mine := x.request.Origin
	same := strings.TrimSpace(x.other.full.Get("Access-Control-Allow-Origin")) == mine
	if !same {
		return
	}
	f := Finding{
		Problem: 4, Code: "one-answer", Level: Note, Where: Where{Place: PlaceAnswer, Rule: -1, Header: "Access-Control-Allow-Origin", Hop: hopOf(x.other.full)},
		What: "Another page is answered with this one's origin.",
		Why:  "The server says the same to everybody; as long as only this page asks, that serves.",
		Fix:  "Nothing has to be done for this page alone.",
	}
	cached := fromCache(x.other) || x.without != nil && fromCache(x.without) || hopOf(x.other.full) != "" && !variesByOrigin(x.other.full)
	if cached || x.known && x.predictsOther() {
		f.Code, f.Level = "cache-ignores-origin", Warning
		f.Why = "Something between the page and the store keeps an answer and gives it to whoever asks next" + x.hop(" (%s)") + ": the page that comes first is served, the others are refused."
		f.Fix = "Have the CDN or proxy make Origin part of its cache key, and forward it with Access-Control-Request-Method and Access-Control-Request-Headers; or have it set the headers of CORS itself."
	}
	x.add(f)
}

// predictsOther says that by the rules another page is answered otherwise.
func (x *examination) predictsOther() bool {
	r := x.request
	r.Headers, r.Origin = nil, x.other.Origin
	d := cors.EvaluateActual(x.patient.Provider, x.report.Rules, r)
	return x.report.Rules != nil && answerOf(&d).Header["Access-Control-Allow-Origin"] == nil
}
