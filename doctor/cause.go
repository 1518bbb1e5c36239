// SPDX-License-Identifier: Apache-2.0

package doctor

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/seed-40dc4ce0/pail/cors"
)

// byRules finds the cause in rules that refuse the request.
func (x *examination) byRules() {
	x.mending.request = true
	rules := x.report.Rules
	if rules == nil || len(rules.Rules) == 0 {
		x.add(Finding{
			Problem: 1, Code: "no-rules", Level: Error, Where: at(PlaceRules), Mended: true,
			What: "The bucket has no CORS rules.", Why: "Without rules a store allows no page anything.", Fix: "Add the rule below: this origin, this method, these headers, and no more.",
		})
		return
	}
	var steps []cors.Step
	d := cors.Evaluate(x.patient.Provider, rules, x.request)
	for step := range d.Walk() {
		steps = append(steps, step)
	}
	ofOrigin := slices.DeleteFunc(slices.Clone(steps), func(s cors.Step) bool { return !s.Origin })
	withMethod := slices.DeleteFunc(slices.Clone(ofOrigin), func(s cors.Step) bool { return !s.Method })
	why := walk(steps)
	switch {
	case d.Allowed && x.request.Credentials:
		x.credentials()
	case !x.canName(x.request.Method):
		x.unnamable()
	case len(ofOrigin) > 0 && x.meant(why):
	case len(ofOrigin) == 0:
		x.originRefused(why)
	case len(withMethod) == 0:
		x.methodRefused(ofOrigin, why)
	default:
		x.headersRefused(ofOrigin, withMethod, why)
	}
}

// walk says for every rule why it does not match.
func walk(steps []cors.Step) string {
	const most = 8
	var lines []string
	for i, s := range steps {
		if i == most {
			lines = append(lines, fmt.Sprintf("and %d more rules", len(steps)-most))
			break
		}
		lines = append(lines, s.String())
	}
	return sentence(strings.Join(lines, "; "))
}

// canName says that some rule of the store could allow the method.
func (x *examination) canName(method string) bool {
	return slices.Contains(cors.LimitsOf(x.patient.Provider).Methods, method)
}

// unnamable: PATCH, patch and their like.
func (x *examination) unnamable() {
	limits := cors.LimitsOf(x.patient.Provider)
	x.mending.request = false
	f := Finding{
		Problem: 8, Code: "impossible-method", Level: Error, Where: Where{Place: PlaceRequest, Rule: -1, Field: "Method"},
		What: fmt.Sprintf("No rule of %s can allow %s.", limits.Title, x.request.Method),
		Why:  "Its rules know " + strings.Join(limits.Methods, ", ") + ".",
		Fix:  "Use one of these methods: objects are replaced by PUT, not patched.",
	}
	if upper := strings.ToUpper(x.request.Method); slices.Contains(limits.Methods, upper) {
		f.Fix = "Write the method in upper case: " + upper + "."
	}
	x.add(f)
}

// methodRefused: rules of the origin lack the method.
func (x *examination) methodRefused(ofOrigin []cors.Step, why string) {
	best := slices.MinFunc(ofOrigin, func(a, b cors.Step) int { return len(a.Headers) - len(b.Headers) })
	x.add(Finding{
		Problem: 7, Code: "method-not-allowed", Level: Error, Mended: true,
		Where: Where{Place: PlaceRules, Rule: best.Rule, Field: "AllowedMethods"},
		What:  fmt.Sprintf("No rule for the origin allows the method %s.", x.request.Method), Why: why,
		Fix: fmt.Sprintf("Allow %s, as shown below.", x.request.Method),
	})
	var missing []string
	for _, name := range best.Headers { // refused next
		if !slices.ContainsFunc(ofOrigin, func(s cors.Step) bool { return !slices.Contains(s.Headers, name) }) {
			missing = append(missing, name)
		}
	}
	if len(missing) > 0 {
		x.headersMissing(best.Rule, missing, why)
	}
}

// headersRefused: rules of origin and method lack headers, or one has what the
// other lacks.
func (x *examination) headersRefused(ofOrigin, withMethod []cors.Step, why string) {
	best := slices.MinFunc(withMethod, func(a, b cors.Step) int { return len(a.Headers) - len(b.Headers) })
	for _, other := range ofOrigin {
		if other.Rule == best.Rule || slices.ContainsFunc(best.Headers, func(h string) bool { return slices.Contains(other.Headers, h) }) {
			continue
		}
		x.add(Finding{
			Problem: 19, Code: "split-rules", Level: Error, Mended: true, Where: Where{Place: PlaceRules, Rule: best.Rule},
			What: fmt.Sprintf("Rules %d and %d allow the request together, and neither does alone.", best.Rule+1, other.Rule+1),
			Why:  why + " One rule has to allow origin, method and every header.", Fix: "Merge them, or extend the one as shown below.",
		})
		return
	}
	x.headersMissing(best.Rule, best.Headers, why)
}

// headersMissing tells which headers are to be allowed.
func (x *examination) headersMissing(rule int, names []string, why string) {
	f := Finding{
		Problem: 6, Code: "header-not-allowed", Level: Error, Mended: true,
		Where: Where{Place: PlaceRules, Rule: rule, Field: "AllowedHeaders", Header: strings.Join(names, ", ")},
		What:  "The rules do not allow " + plural("the header ", "the headers ", names) + ".", Why: why,
		Fix: "Allow " + strings.Join(names, ", ") + ", as shown below.",
	}
	if only(names, "range", "if-range") {
		f.Problem, f.Code = 18, "range-not-allowed"
		f.Why += " A Range that is not bytes=from-to, and any If-Range, needs permission."
	}
	if slices.ContainsFunc(names, func(n string) bool {
		return strings.HasPrefix(n, "x-amz-checksum-") || strings.HasPrefix(n, "x-amz-sdk-")
	}) {
		f.Fix += " Newer SDKs send checksums of their own accord; they can be told not to."
	}
	if slices.Contains(names, "x-requested-with") {
		f.Fix += " Or stop sending x-requested-with, for which a store has no use."
	}
	x.add(f)
}

func only(names []string, known ...string) bool {
	return !slices.ContainsFunc(names, func(n string) bool { return !slices.Contains(known, n) })
}

func plural(one, many string, names []string) string {
	if len(names) == 1 {
		return one + names[0]
	}
	return many + strings.Join(names, ", ")
}

// noRulesHere: the store has no rules of its buckets.
func (x *examination) noRulesHere(e *Exchange) {
	why := x.noRules
	if why == "" {
		why = words(e)
	}
	setting := settingOf(x.serverName())
	fix := "Allow the origin in the store's own settings, for all buckets" + setting + ", or put a proxy in front that answers preflights and adds the headers."
	x.add(Finding{
		Problem: 20, Code: "no-bucket-rules", Level: Error, Where: at(PlaceRules), What: "This store keeps no CORS rules of its buckets, and does not allow the page of its own accord.",
		Why: "It says: " + strings.TrimSuffix(why, ".") + ".", Fix: fix,
	})
}

// credentials: the answer does not allow them.
func (x *examination) credentials() {
	e := x.judged()
	header, what := "Access-Control-Allow-Credentials", "The request has credentials, and the answer does not allow them."
	if e != nil && strings.TrimSpace(e.full.Get("Access-Control-Allow-Origin")) == "*" {
		header, what = "Access-Control-Allow-Origin", "The request has credentials, and the answer allows every origin, with which browsers send none."
	}
	w := x.whereAnswered()
	w.Header = header
	f := Finding{
		Problem: 14, Code: "credentials-not-allowed", Level: Error, Where: w, What: what,
		Why: "A store needs no cookies: it goes by the signature in the URL or in the Authorization header.",
		Fix: `Send the request without credentials: fetch's credentials "omit" or "same-origin", withCredentials false.`,
	}
	change := cors.Fix(x.patient.Provider, x.report.Rules, x.request)
	if x.known && change.Configuration != nil && change.Needed() {
		x.mending.request, f.Mended = true, true
		f.Fix += " Else name the origin, as shown below."
	} else if change.Reason == cors.ReasonNoCredentials {
		f.Why += " " + sentence(change.Detail)
	}
	x.add(f)
}

// twice: two of those in the way add the header.
func (x *examination) twice() {
	w := x.whereAnswered()
	w.Header = "Access-Control-Allow-Origin"
	values := x.judged().full.Values(w.Header)
	x.add(Finding{
		Code: "allow-origin-twice", Level: Error, Where: w, What: "The answer has several values in Access-Control-Allow-Origin: " + x.censor.text(strings.Join(values, ", ")) + ".",
		Why: "The store adds the header and so does something in front of it" + x.hop(" (%s)") + "; browsers take none of several.",
		Fix: "Remove the header in the proxy or CDN, or have it replace the store's.",
	})
}

// mismatch: the answer allows another origin.
func (x *examination) mismatch() {
	e := x.judged()
	value := strings.TrimSpace(strings.Join(e.full.Values("Access-Control-Allow-Origin"), ", "))
	w := x.whereAnswered()
	w.Header = "Access-Control-Allow-Origin"
	f := Finding{
		Problem: 4, Code: "other-origin", Level: Error, Where: w,
		What: "The answer allows " + x.censor.text(value) + ", which is not the origin of the page.",
		Why:  "It was made for another page, and kept by a cache whose key has no Origin" + x.hop(" (%s)") + ".",
		Fix:  "Have the CDN or proxy make Origin part of its cache key, forward it, and purge what it has.",
	}
	predicted := x.report.Predicted != nil && x.report.Predicted.Allowed
	if near := nearest([]string{value}, x.request.Origin); near.problem != 0 && !fromCache(e) && !predicted {
		f.Problem, f.Code, f.Why = near.problem, near.code, sentence(near.why)
		f.Fix = "Have the server answer " + x.request.Origin + "."
	} else if !fromCache(e) && !predicted && e.Method == http.MethodOptions {
		f.Why = "Either the server answers every page the same, or a cache keeps what was made for another one" + x.hop(" (%s)") + "."
	}
	if x.known && !predicted {
		x.byRules()
		return
	}
	x.add(f)
}
