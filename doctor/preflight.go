// SPDX-License-Identifier: Apache-2.0

package doctor

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/seed-40dc4ce0/pail/cors"
)

// preflightRefused finds the cause of a preflight that a browser does not take.
func (x *examination) preflightRefused(ctx context.Context) {
	v := &x.report.Verdict
	switch v.Reason {
	case cors.ReasonPreflightDisallowedRedirect:
		x.preflightRedirected()
		return
	case cors.ReasonPreflightMultipleAllowOriginValues:
		x.twice()
		return
	case cors.ReasonPreflightWildcardOriginNotAllowed, cors.ReasonPreflightInvalidAllowCredentials:
		x.credentials()
		return
	case cors.ReasonPreflightAllowOriginMismatch, cors.ReasonPreflightInvalidAllowOriginValue:
		x.mismatch()
		return
	case cors.ReasonInvalidAllowHeadersPreflightResponse, cors.ReasonInvalidAllowMethodsPreflightResponse:
		x.add(Finding{
			Code: "malformed-list", Level: Error, Where: x.whereAnswered(), What: "A list in the preflight's answer is no list of names: " + x.censor.text(v.Detail) + ".",
			Why: "Browsers then take nothing of it.", Fix: "Have the server separate names by commas alone.",
		})
		return
	}
	x.denied(ctx, x.preflight)
}

// denied finds the cause where an answer grants nothing, or too little.
func (x *examination) denied(ctx context.Context, e *Exchange) {
	switch {
	case x.lost(e), x.missing(e):
	case x.report.Verdict.Reason == cors.ReasonPreflightInvalidStatus && (!x.known || x.report.Predicted.Allowed):
		x.badStatus(e)
	case x.noRules != "" || e.Status == http.StatusNotImplemented:
		x.noRulesHere(e)
	case x.known && x.report.Predicted != nil && !x.report.Predicted.Allowed:
		x.byRules()
	case x.asks && authenticates(e) && !x.known && isVague(e) && (x.lessAllowed(ctx) || x.elsewhereAllowed(ctx)):
	case x.asks && authenticates(e):
		x.authenticated(ctx, e)
	case x.known && e.html:
		x.inFront(e)
	case x.known:
		x.differs(e)
	default:
		x.byVariants(ctx, e)
	}
}

// lost recognises what a store says that did not get what the browser sent.
func (x *examination) lost(e *Exchange) bool {
	var header string
	switch {
	case e.Status == http.StatusBadRequest && strings.Contains(e.Message, "Origin request header needed"):
		header = "Origin"
	case e.Status == http.StatusBadRequest && strings.HasPrefix(e.Message, "Invalid Access-Control-Request-Method: null"):
		header = "Access-Control-Request-Method"
	default:
		return false
	}
	x.add(Finding{
		Problem: 4, Code: "dropped-header", Level: Error, Where: Where{Place: PlacePreflight, Rule: -1, Header: header, Hop: x.hop("%s")},
		What: "The store did not get the " + header + " that was sent.", Why: "It says: " + words(e) + ". Something in front of it drops the header" + x.hop(" (%s)") + ".",
		Fix: "Have the CDN or proxy forward Origin, Access-Control-Request-Method and Access-Control-Request-Headers, and make them part of its cache key.",
	})
	return true
}

// missing recognises a bucket that is not there.
func (x *examination) missing(e *Exchange) bool {
	code := strings.ToLower(e.Code)
	if code != "nosuchbucket" && code != "bucket_not_exists" && !strings.Contains(e.Message, "Bucket not found") {
		return false
	}
	if slices.ContainsFunc(x.report.Findings, func(f Finding) bool { return f.Code == "no-bucket" }) {
		return true // GetCORS has said so
	}
	x.add(Finding{
		Problem: 16, Code: "no-bucket", Level: Error, Where: at(PlacePreflight), What: "The bucket does not exist.",
		Why: "The store says: " + words(e) + ".", Fix: "Check the bucket's name, the endpoint and the region; CORS has no part in it.",
	})
	return true
}

// authenticates says that an answer asks who sends it.
func authenticates(e *Exchange) bool {
	switch strings.ToLower(e.Code) {
	case "signaturedoesnotmatch", "accessdenied", "missingauthenticationtoken", "missingsecurityheader", "authorizationheadermalformed",
		"authorizationqueryparameterserror", "invalidaccesskeyid", "signature_not_matched", "permission_denied", "access_denied", "unauthorized",
		"unsupportedalgorithm", "invalidtoken":
		return true
	case "":
		return e.Status == http.StatusUnauthorized
	}
	return e.Status == http.StatusUnauthorized
}

// isVague says that the answer's word is one that some stores have for what
// their rules refuse, too.
func isVague(e *Exchange) bool {
	switch strings.ToLower(e.Code) {
	case "accessdenied", "access_denied", "permission_denied":
		return true
	}
	return false
}

// authenticated tells of a server that wants preflights signed, if the same
// question in other forms does not say otherwise.
func (x *examination) authenticated(ctx context.Context, e *Exchange) {
	f := Finding{
		Problem: 17, Code: "authenticated-preflight", Level: Error, Where: Where{Place: PlacePreflight, Rule: -1, Hop: x.hop("%s")},
		What: "The server wants the preflight signed.", Why: "It says: " + words(e) + ". Browsers send a preflight without credentials and signature, always.",
		Fix: "Have the server, or the gateway in front of it, answer OPTIONS before it looks for a signature.",
	}
	if plain, _, query := strings.Cut(x.fetch.URL, "?"); query {
		again := x.options1(ctx, PurposeVariant, plain, x.request)
		if v := cors.Browser(x.request, again.answer(), nil); again.Status != 0 && v.Allowed {
			f.What = "The server checks the URL's signature against the preflight."
			f.Why += " Without the query of the URL it answers as it should: the signature is that of a " + x.request.Method + ", and the preflight is an OPTIONS."
		}
	}
	if !x.known {
		f.Why += " Some stores have no other word for a request that their rules refuse: see whether the bucket has rules that allow this."
		x.mending.request = true
	}
	x.add(f)
}

// differs tells of a refusal although the rules allow the request.
func (x *examination) differs(e *Exchange) {
	f := Finding{
		Problem: 4, Code: "less-than-rules", Level: Error, Where: x.whereAnswered(),
		What: "The rules allow the request, and the answer does not.",
		Why:  "It is: " + words(e) + ". What was sent did not reach the store whole, or did not come from it" + x.hop(" (%s)") + ".",
		Fix:  "Have what is in front of the store forward OPTIONS with Origin, Access-Control-Request-Method and Access-Control-Request-Headers, and make them part of its cache key. If the rules are new, wait until the store knows them everywhere.",
	}
	x.add(f)
}

// inFront tells of a page of HTML in the place of a store's answer.
func (x *examination) inFront(e *Exchange) {
	x.add(Finding{
		Problem: 4, Code: "not-the-store", Level: Error, Where: x.whereAnswered(), What: "What answers is not the store: it sends a page of HTML.",
		Why: "The answer is " + words(e) + x.hop(" (%s)") + ".",
		Fix: "Have the proxy or CDN pass OPTIONS on to the store, or answer it itself; check that the URL is the store's.",
	})
}

// preflightRedirected: no browser follows a redirect of a preflight.
func (x *examination) preflightRedirected() {
	e := x.preflight
	f := Finding{
		Problem: 15, Code: "preflight-redirect", Level: Error, Where: Where{Place: PlacePreflight, Rule: -1, Header: "Location", Hop: x.hop("%s")},
		What: fmt.Sprintf("The preflight is answered %d, a redirect to %s.", e.Status, bare(e.full.Get("Location"))),
		Why:  "Browsers never follow a redirect of a preflight.",
		Fix:  "Use the URL that it leads to from the start.",
	}
	region := e.region
	if r := e.full.Get("X-Amz-Bucket-Region"); r != "" {
		region = x.censor.text(r)
	}
	if region != "" {
		f.Why += " The bucket is in the region " + region + "."
		f.Fix = "Use the endpoint of the region " + region + ", and sign for it."
	}
	if e.endpoint != "" {
		f.Fix += " Its host is " + e.endpoint + "."
	}
	x.add(f)
}

// words are what an answer says: its status, and the code and message of its
// document.
func words(e *Exchange) string {
	s := fmt.Sprint(e.Status)
	if t := http.StatusText(e.Status); t != "" {
		s += " " + t
	}
	if e.Code != "" {
		s += ", " + e.Code
	}
	if e.Message != "" {
		s += ": " + strings.TrimSuffix(e.Message, ".")
	}
	if e.html {
		s += ", a page of HTML"
	}
	return s
}
