// SPDX-License-Identifier: Apache-2.0

package doctor

import (
	"context"
	"fmt"
	"net/http"
	"strings"

	"github.com/seed-40dc4ce0/pail/cors"
)

// answerRefused finds the cause of a real answer that script may not read.
func (x *examination) answerRefused(ctx context.Context) {
	if x.actual.Status == 0 {
		x.unreachable(x.actual)
		return
	}
	switch x.report.Verdict.Reason {
	case cors.ReasonMultipleAllowOriginValues:
		x.twice()
		return
	case cors.ReasonWildcardOriginNotAllowed, cors.ReasonInvalidAllowCredentials:
		x.credentials()
		return
	case cors.ReasonAllowOriginMismatch, cors.ReasonInvalidAllowOriginValue:
		x.mismatch()
		return
	case cors.ReasonMissingAllowOriginHeader:
		x.answerBare(ctx)
		return
	}
	x.add(Finding{
		Problem: 15, Code: "redirect", Level: Error, Where: Where{Place: PlaceAnswer, Rule: -1, Header: "Location", Hop: x.hop("%s")},
		What: fmt.Sprintf("The answer is %d, a redirect that no page's request follows.", x.actual.Status),
		Why:  "It leads to a URL that is not of http or https, or that has a user name in it.", Fix: "Use the URL that it leads to from the start.",
	})
}

// answerBare: the answer has no Access-Control-Allow-Origin.
func (x *examination) answerBare(ctx context.Context) {
	e := x.actual
	expected := x.report.Predicted != nil && x.report.Predicted.Allowed
	switch {
	case x.preflight == nil && x.known && !expected && e.Status < 400:
		if x.noRules != "" {
			x.noRulesHere(e)
			return
		}
		x.byRules()
	case e.Status >= 400:
		x.hiddenError(ctx)
	case x.uncached != nil && x.uncached.Status < 300 && x.uncached.full.Get("Access-Control-Allow-Origin") != "":
		x.poisoned()
	case expected, x.preflight != nil:
		x.dropped()
	case fromCache(e):
		x.dropped()
	case x.noRules != "":
		x.noRulesHere(e)
	default:
		x.asPreflight(ctx)
	}
}

// asPreflight asks what no browser asks of a simple request: whether the store
// would allow it. Where it would, the answer has lost its headers on the way.
func (x *examination) asPreflight(ctx context.Context) {
	r := x.request
	r.Headers = nil
	e := x.options1(ctx, PurposeVariant, x.fetch.URL, r)
	if e.Status == 0 {
		e = x.actual
	}
	if v := cors.Browser(r, e.answer(), nil); v.Allowed && e != x.actual {
		x.dropped()
		return
	}
	x.denied(ctx, e)
}

// poisoned: a cache gives an answer without the headers that the store sends.
func (x *examination) poisoned() {
	x.add(Finding{
		Problem: 3, Code: "cached-without-cors", Level: Error, Where: Where{Place: PlaceAnswer, Rule: -1, Header: "Vary", Hop: x.hop("%s")},
		What: "A cache answers with what it keeps from a request without an Origin.",
		Why:  "Past the cache the answer allows the page; from it comes one without headers of CORS" + x.hop(" (%s)") + ", which did not say that it varies by Origin.",
		Fix:  x.varyFix() + " Purge what the cache has.",
	})
	x.mending.vary = true
}

// dropped: something takes the Origin out of the request, or the header out of
// the answer.
func (x *examination) dropped() {
	why := "The preflight is allowed, and the answer to the request has no Access-Control-Allow-Origin"
	if x.preflight == nil {
		why = "The answer has no Access-Control-Allow-Origin"
		if x.known {
			why = "The rules allow the request, and the answer has no Access-Control-Allow-Origin"
		}
	}
	x.add(Finding{
		Problem: 4, Code: "origin-dropped", Level: Error, Where: Where{Place: PlaceAnswer, Rule: -1, Header: "Access-Control-Allow-Origin", Hop: x.hop("%s")},
		What: "The Origin does not get to the store, or the headers of CORS do not get back.",
		Why:  why + ": a CDN or proxy drops one of them, or gives an answer from its cache" + x.hop(" (%s)") + ".",
		Fix:  "Have the CDN or proxy forward Origin, Access-Control-Request-Method and Access-Control-Request-Headers, and make them part of its cache key; or have it set the headers of CORS itself.",
	})
}

// hiddenError: the store refuses for a reason of its own, and script cannot see
// which.
func (x *examination) hiddenError(ctx context.Context) {
	e := x.actual
	why := "The answer is " + words(e) + ", without an Access-Control-Allow-Origin, so that script is told of a failure of CORS only."
	if x.preflight == nil {
		r := x.request
		r.Headers = nil
		if x.report.Predicted == nil && !x.allows(ctx, r) {
			why += " A preflight is refused too, so the rules may lack the origin besides."
		}
	}
	x.add(Finding{
		Problem: 16, Code: "hidden-error", Level: Error, Where: x.whereAnswered(), What: "This is not CORS: the store answers " + shortly(e) + ".",
		Why: why, Fix: advice(e),
	})
	if p := x.report.Predicted; p != nil && !p.Allowed && x.preflight == nil {
		x.byRules()
	}
}

// readableError: CORS lets script read an answer that is an error.
func (x *examination) readableError() {
	e := x.actual
	if e.Status == http.StatusNotModified || e.Status == http.StatusProxyAuthRequired {
		return
	}
	x.add(Finding{
		Problem: 16, Code: "store-error", Level: Warning, Where: x.whereAnswered(), What: "This is not CORS: the store answers " + shortly(e) + ".",
		Why: "CORS allows the page to read the answer, which is " + words(e) + ".", Fix: advice(e),
	})
}

func shortly(e *Exchange) string {
	if e.Code == "" {
		return strings.TrimSpace(fmt.Sprintf("%d %s", e.Status, http.StatusText(e.Status)))
	}
	return fmt.Sprintf("%d %s", e.Status, e.Code)
}

// advice says what to do about an error of a store.
func advice(e *Exchange) string {
	code, message := strings.ToLower(e.Code), strings.ToLower(e.Message)
	switch {
	case strings.Contains(code, "expired"), strings.Contains(message, "expired"):
		return "Sign a new URL; it works for as long as it was signed for, and no longer than the credentials."
	case strings.Contains(code, "signature"):
		return "Send exactly what was signed: method, host, path, query, and every signed header with its value."
	case strings.Contains(code, "skewed"):
		return "Set the clock of whoever signs."
	case strings.Contains(code, "accesskey"), strings.Contains(code, "access_key"), strings.Contains(code, "token"):
		return "Sign with credentials that the store knows."
	case strings.Contains(code, "nosuchbucket"), strings.Contains(code, "bucket_not_exists"):
		return "Check the bucket's name, the endpoint and the region."
	case e.Status == http.StatusNotFound:
		return "Check the key; it is compared byte for byte."
	case e.Status == http.StatusForbidden, e.Status == http.StatusUnauthorized:
		return "Sign the request, or allow it by the bucket's policy; CORS rules grant no access."
	case e.Status >= 500:
		return "Try again later; the store or what is in front of it fails."
	}
	return "Mend the request as the error says."
}

// redirected follows redirects of the real answer as a browser does, and says
// so.
func (x *examination) redirected(ctx context.Context) {
	const most = 5
	f, e := x.fetch, x.actual
	for range most {
		x.add(Finding{
			Problem: 15, Code: "redirect", Level: Warning, Where: Where{Place: PlaceAnswer, Rule: -1, Header: "Location", Hop: hopOf(e.full)},
			What: fmt.Sprintf("The answer is %d, a redirect to %s.", e.Status, bare(e.full.Get("Location"))),
			Why:  "A browser follows it, with a preflight of its own, and from a third host on without saying which page asks.", Fix: "Use the URL that it leads to from the start.",
		})
		if x.patient.Redirect == "error" || x.patient.Redirect == "manual" {
			x.redirectRefused()
			return
		}
		next, err := f.Redirect(e.Status, e.full.Get("Location"))
		if err != nil {
			x.report.Verdict.Allowed, x.report.Verdict.Reason, x.report.Verdict.Detail = false, cors.ReasonInvalidRedirect, x.censor.text(err.Error())
			return
		}
		if f = next; !x.hopOn(ctx, f, &e) {
			return
		}
	}
	x.report.Verdict.Allowed, x.report.Verdict.Reason = false, cors.ReasonInvalidRedirect
	x.add(Finding{Problem: 15, Code: "redirect-loop", Level: Error, Where: at(PlaceAnswer), What: fmt.Sprintf("After %d redirects there is still no answer.", most), Fix: "Use the URL of the store itself."})
}

// redirectRefused: the page does not want redirects.
func (x *examination) redirectRefused() {
	v := &x.report.Verdict
	if x.patient.Redirect == "manual" {
		return
	}
	v.Allowed, v.Reason, v.Detail = false, cors.ReasonInvalidRedirect, "the page's redirect mode is error"
	x.add(Finding{
		Problem: 15, Code: "redirect-refused", Level: Error, Where: Where{Place: PlaceRequest, Rule: -1, Field: "Redirect"},
		What: "The page does not follow redirects, and the answer is one.", Fix: "Use the URL that it leads to from the start.",
	})
}

// hopOn sends the request of a redirect, and says whether that leads on.
func (x *examination) hopOn(ctx context.Context, f cors.Fetch, e **Exchange) bool {
	r, asks, err := f.Request()
	if err != nil {
		x.report.Verdict.Allowed, x.report.Verdict.Reason, x.report.Verdict.Detail = false, cors.ReasonInvalidRedirect, x.censor.text(err.Error())
		return false
	}
	x.censor.learn(f.URL)
	var preflight *Exchange
	if asks {
		preflight = x.options1(ctx, PurposeRedirected, f.URL, r)
	}
	var body []byte
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		body = x.body()
	}
	if v := cors.Browser(r, preflight.answer(), nil); asks && !v.Allowed {
		x.hopRefused(v, f)
		return false
	}
	*e = x.send(ctx, PurposeRedirected, question{method: r.Method, url: f.URL, header: x.lines(r.Origin, f.Headers), body: body})
	if (*e).Status == 0 {
		x.unreachable(*e)
		return false
	}
	v := cors.Browser(r, preflight.answer(), (*e).answer())
	if !v.Allowed {
		x.hopRefused(v, f)
		return false
	}
	x.report.Verdict = v
	return v.Redirect != ""
}

// hopRefused: where a redirect leads the page is not allowed.
func (x *examination) hopRefused(v cors.Verdict, f cors.Fetch) {
	x.report.Verdict = v
	fix := "Use the URL that it leads to from the start, and allow " + x.request.Origin + " there."
	why := "Each answer on the way is judged by its own headers."
	if f.Origin == "null" {
		why += " After a redirect from one foreign host to another a browser gives null for the page's origin."
	}
	x.add(Finding{
		Problem: 15, Code: "redirect-target", Level: Error, Where: Where{Place: PlaceAnswer, Rule: -1, Hop: bare(f.URL)},
		What: "Where the redirect leads the page is not allowed: " + x.censor.text(strings.TrimSpace(v.Reason+" "+v.Detail)) + ".",
		Why:  why, Fix: fix,
	})
}
