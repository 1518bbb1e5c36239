// SPDX-License-Identifier: Apache-2.0

package doctor

import (
	"context"
	"fmt"
	"net/http"
	"strings"

	"github.com/seed-40dc4ce0/pail/cors"
)

// byVariants finds the cause where the rules are not known: by asking for less,
// and from elsewhere, until something is allowed. A preflight changes nothing.
func (x *examination) byVariants(ctx context.Context, e *Exchange) {
	v := &x.report.Verdict
	switch {
	case strings.Contains(e.Message, "CORS is not enabled"):
		x.noRulesSaid(e)
		return
	case x.request.Origin == "null":
		x.nullOrigin()
		return
	case v.Reason == cors.ReasonHeaderDisallowedByPreflightResponse:
		x.headersMissing(-1, strings.Split(v.Detail, ", "), sentence("the preflight's answer allows "+listed(e, "Access-Control-Allow-Headers")))
		x.mending.request = true
		return
	case v.Reason == cors.ReasonMethodDisallowedByPreflightResponse:
		x.methodMissing(sentence("the preflight's answer allows " + listed(e, "Access-Control-Allow-Methods")))
		return
	}
	if x.lessAllowed(ctx) || x.elsewhereAllowed(ctx) {
		return
	}
	x.nothingAllowed(e)
}

func listed(e *Exchange, name string) string {
	if values := e.Header.Values(name); len(values) > 0 {
		return strings.Join(values, ", ")
	}
	return "none"
}

// allows sends a variant of the preflight, and says whether a browser takes the
// answer.
func (x *examination) allows(ctx context.Context, r cors.Request) bool {
	e := x.options1(ctx, PurposeVariant, x.fetch.URL, r)
	if e.Status == 0 {
		return false
	}
	v := cors.Browser(r, e.answer(), nil)
	return v.Allowed
}

// mostVariants is how many headers are asked for one by one.
const mostVariants = 20

// lessAllowed asks for less from the same page.
func (x *examination) lessAllowed(ctx context.Context) bool {
	r := x.request
	r.Headers, r.Credentials = nil, false
	if len(x.request.Headers) > 0 && x.allows(ctx, r) {
		refused := x.refusedHeaders(ctx, r)
		x.mending.request = true
		if len(refused) == 0 {
			x.add(Finding{
				Problem: 19, Code: "split-rules", Level: Error, Mended: true, Where: at(PlaceRules),
				What: "Each header is allowed, and all of them together are not.", Why: "One rule has to allow origin, method and every header.", Fix: "Merge the rules.",
			})
			return true
		}
		x.headersMissing(-1, refused, "Without headers the same preflight is allowed.")
		return true
	}
	for _, method := range [...]string{http.MethodGet, http.MethodPut, http.MethodPost, http.MethodHead, http.MethodDelete} {
		one := r
		one.Method = method
		if method != x.request.Method && x.allows(ctx, one) {
			x.methodMissing("From the same page " + method + " is allowed.")
			return true
		}
	}
	return false
}

// refusedHeaders asks for each header alone. Of very many it says that any may
// be refused.
func (x *examination) refusedHeaders(ctx context.Context, r cors.Request) (refused []string) {
	if n := len(x.request.Headers); n == 1 || n > mostVariants {
		return x.request.Headers
	}
	for _, name := range x.request.Headers {
		if r.Headers = []string{name}; !x.allows(ctx, r) {
			refused = append(refused, name)
		}
	}
	return refused
}

// methodMissing: the method alone is refused.
func (x *examination) methodMissing(why string) {
	if !x.canName(x.request.Method) {
		x.unnamable()
		return
	}
	x.mending.request = true
	x.add(Finding{
		Problem: 7, Code: "method-not-allowed", Level: Error, Mended: true, Where: Where{Place: PlaceRules, Rule: -1, Field: "AllowedMethods"},
		What: fmt.Sprintf("The rules do not allow the method %s for the origin.", x.request.Method), Why: why,
		Fix: "Allow " + x.request.Method + " in the rule of the origin.",
	})
}

// elsewhereAllowed asks the same from pages that rules may mean by mistake.
func (x *examination) elsewhereAllowed(ctx context.Context) bool {
	for _, origin := range mistaken(x.request.Origin) {
		r := x.request
		r.Origin = origin
		e := x.options1(ctx, PurposeVariant, x.fetch.URL, r)
		if v := cors.Browser(r, e.answer(), nil); e.Status == 0 || !v.Allowed {
			continue
		}
		f := Finding{
			Code: "origin-not-allowed", Level: Error, Mended: true, Where: Where{Place: PlaceRules, Rule: -1, Field: "AllowedOrigins"},
			What: "The rules do not allow the origin " + x.request.Origin + ", and allow " + origin + ".",
			Fix:  "Allow " + x.request.Origin + ", exactly so.",
		}
		if n, _ := compare(origin, x.request.Origin); n.problem != 0 {
			f.Problem, f.Code, f.Why = n.problem, n.code, sentence(n.why)
		} else {
			f.Problem, f.Code, f.Why = 13, "origin-apex", "A pattern such as https://*."+spell(x.request.Origin).host+" does not match "+x.request.Origin+" itself."
		}
		x.mending.request = true
		x.add(f)
		return true
	}
	return false
}

// mistaken are the origins that people write for one.
func mistaken(origin string) []string {
	p := spell(origin)
	port, other := "", "https"
	if p.port != "" {
		port = ":" + p.port
	}
	if p.scheme == "https" {
		other = "http"
	}
	list := []string{origin + "/", other + "://" + p.host + port, p.host + port, p.scheme + "://www." + p.host + port}
	if p.port == "" {
		list = append(list, origin+":"+p.number(p.scheme))
	} else {
		list = append(list, p.scheme+"://"+p.host, other+"://"+p.host)
	}
	return append(list, p.scheme+"://"+strings.ToUpper(p.host[:1])+p.host[1:]+port)
}

// noRulesSaid: the store says that it has no rules, so that a new one takes the
// place of none.
func (x *examination) noRulesSaid(e *Exchange) {
	x.mending.request = true
	x.report.RulesSource = RulesNone
	x.add(Finding{
		Problem: 1, Code: "no-rules", Level: Error, Where: at(PlaceRules), Mended: true, What: "The bucket has no CORS rules.",
		Why: "The store says: " + words(e) + ".", Fix: "Add the rule below: this origin, this method, these headers, and no more.",
	})
}

// nothingAllowed: whatever is asked for is refused.
func (x *examination) nothingAllowed(e *Exchange) {
	switch {
	case e.html, e.Status == http.StatusNotFound, e.Status == http.StatusMethodNotAllowed, e.Status == http.StatusBadRequest:
		x.noOptions(e)
		return
	case e.Status >= 500:
		x.badStatus(e)
		return
	}
	if setting := settingOf(x.serverName()); setting != "" {
		x.noRulesHere(e)
		return
	}
	x.mending.request = true
	x.add(Finding{
		Problem: 1, Code: "nothing-allowed", Level: Error, Where: at(PlaceRules), Mended: true, What: "No rule names the origin " + x.request.Origin + ", or there are no rules at all.",
		Why: "Whatever this page asks for is refused: " + words(e) + ".", Fix: "Add the rule below: this origin, this method, these headers, and no more.",
	})
}

// noOptions: what answers knows nothing of preflights.
func (x *examination) noOptions(e *Exchange) {
	x.add(Finding{
		Problem: 20, Code: "no-preflights", Level: Error, Where: x.whereAnswered(), What: "What answers knows no preflights.",
		Why: "The answer to OPTIONS is " + words(e) + x.hop(" (%s)") + ", without a header of CORS, whatever is asked for.",
		Fix: "If the store has CORS rules of its buckets, have what is in front of it pass OPTIONS on; else allow the origin in its own settings" + settingOf(x.serverName()) + ", or put a proxy in front that answers preflights.",
	})
}

// badStatus: an answer that allows, with a status that does not, or a server
// that fails.
func (x *examination) badStatus(e *Exchange) {
	x.add(Finding{
		Code: "preflight-status", Level: Error, Where: x.whereAnswered(), What: fmt.Sprintf("The preflight is answered with the status %d.", e.Status),
		Why: "Browsers take 200 to 299 alone, whatever the headers say. The answer is " + words(e) + x.hop(" (%s)") + ".", Fix: "Have the server answer OPTIONS with 200 or 204.",
	})
}
