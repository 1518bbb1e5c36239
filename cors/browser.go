// SPDX-License-Identifier: Apache-2.0

package cors

import (
	"slices"
	"strconv"
	"strings"
)

// Browser judges the answers to a request as a browser does, by the rules of
// the Fetch standard and in the order of Chromium, whose names it gives as
// reasons. A nil preflight means that none was made, for a request that needs
// none or because one is remembered ([Cache]); a nil actual that the request
// has not been sent yet.
//
// It is about requests across origins: within one, CORS has no say
// ([Fetch.SameOrigin]). The request is what a preflight says of it: take it from [Fetch.Request], or
// name in Headers those that need permission. Names that a browser never lets
// a page set are passed over.
//
// A 304 is judged like any other answer. That to the browser's own question
// about a copy in its HTTP cache is none that a page gets: judge the copy. A 407
// is a failure to any browser that has asked no proxy.
func Browser(r Request, preflight, actual *Answer) Verdict {
	v := Verdict{Stage: StageRequest, Preflighted: preflight != nil}
	if !v.judgeRequest(&r) {
		return v
	}
	r.Method = normalMethod(r.Method)
	if preflight != nil {
		v.Stage = StagePreflight
		if !v.judgePreflight(&r, preflight) {
			return v
		}
		v.MaxAge = MaxAge(preflight, 0)
	}
	if actual != nil {
		v.Stage = StageAnswer
		if !v.judgeActual(&r, actual) {
			return v
		}
	}
	v.Allowed = true
	return v
}

// judgeRequest refuses what no browser sends.
func (v *Verdict) judgeRequest(r *Request) bool {
	switch {
	case r.Origin == "":
		return v.refuse(ReasonNoOrigin, "", "a browser always says which page asks")
	case r.Method == "":
		return v.refuse(ReasonInvalidMethod, "", "a browser always says the method")
	case !isToken(r.Method):
		return v.refuse(ReasonInvalidMethod, r.Method, r.Method)
	case isForbiddenMethod(r.Method):
		return v.refuse(ReasonForbiddenMethod, r.Method, r.Method)
	}
	for _, name := range r.Headers {
		if !isToken(trim(name)) {
			return v.refuse(ReasonInvalidHeader, name, name)
		}
	}
	if r.Origin != "null" && !isOrigin(r.Origin) {
		v.warn("no browser sends " + r.Origin + ` as an origin: that is scheme, "://", host in lower case and a port other than the scheme's own`)
	}
	return true
}

// judgePreflight is the second half of Fetch's CORS-preflight fetch.
func (v *Verdict) judgePreflight(r *Request, a *Answer) bool {
	if !v.judgeTransport(a) {
		return false
	}
	if _, ok := a.redirect(); ok {
		return v.refuse(ReasonPreflightDisallowedRedirect, "", strconv.Itoa(a.Status))
	}
	if !v.judgeOrigin(r, a, &preflightReasons) {
		return false
	}
	if a.Status < 200 || a.Status > 299 {
		return v.refuse(ReasonPreflightInvalidStatus, "", strconv.Itoa(a.Status))
	}
	methods, names := a.lines("access-control-allow-methods"), a.lines("access-control-allow-headers")
	if !areTokens(methods) {
		return v.refuse(ReasonInvalidAllowMethodsPreflightResponse, "", strings.Join(methods, ", "))
	}
	if !areTokens(names) {
		return v.refuse(ReasonInvalidAllowHeadersPreflightResponse, "", strings.Join(names, ", "))
	}
	return v.judgeMethod(r, methods) && v.judgeHeaders(r, names)
}

func (v *Verdict) judgeMethod(r *Request, methods []string) bool {
	switch {
	case isSafeMethod(r.Method), hasElement(methods, r.Method):
		return true
	case hasElement(methods, wildcard):
		if !r.Credentials {
			return true
		}
		v.warn("with credentials, * in Access-Control-Allow-Methods is the name of a method and stands for no other")
	case hasName(methods, r.Method):
		v.warn("methods are compared byte for byte: " + r.Method + " is listed in another case")
	}
	return v.refuse(ReasonMethodDisallowedByPreflightResponse, r.Method, r.Method)
}

func (v *Verdict) judgeHeaders(r *Request, names []string) bool {
	all := hasElement(names, wildcard)
	var missing []string
	bare := false
	for _, name := range r.Headers {
		if name = trim(name); name == "" || isForbiddenName(name) || hasName(names, name) {
			continue
		}
		if !all || r.Credentials {
			missing = append(missing, strings.ToLower(name))
			continue
		}
		bare = bare || equalFold(name, "authorization")
	}
	if bare {
		v.warn("Authorization is covered by * alone; browsers let that pass for now, the Fetch standard does not: list it by name")
	}
	if len(missing) == 0 {
		return true
	}
	if all {
		v.warn("with credentials, * in Access-Control-Allow-Headers is the name of a header and stands for no other")
	}
	slices.Sort(missing)
	missing = slices.Compact(missing)
	return v.refuse(ReasonHeaderDisallowedByPreflightResponse, missing[0], strings.Join(missing, ", "))
}

// judgeActual is what Fetch does with the answer to the request itself.
func (v *Verdict) judgeActual(r *Request, a *Answer) bool {
	if !v.judgeTransport(a) || !v.judgeOrigin(r, a, &actualReasons) {
		return false
	}
	if location, ok := a.redirect(); ok {
		if reason := redirectReason(location); reason != "" {
			return v.refuse(reason, "", strconv.Itoa(a.Status))
		}
		v.Redirect = location
		return true
	}
	names := a.lines("access-control-expose-headers")
	if !areTokens(names) {
		v.warn("Access-Control-Expose-Headers is no list of names, and exposes nothing: " + strings.Join(names, ", "))
		return true
	}
	v.ExposesAll = !r.Credentials && hasElement(names, wildcard)
	for name := range elements(names) {
		if v.ExposesAll && name == wildcard {
			continue
		}
		v.Exposed = append(v.Exposed, name)
		if strings.HasSuffix(name, wildcard) && len(name) > 1 {
			v.warn("Access-Control-Expose-Headers knows no patterns: " + name + " exposes a header of that very name")
		}
	}
	return true
}

// judgeTransport refuses what a browser takes for no answer at all, before it
// thinks of CORS.
func (v *Verdict) judgeTransport(a *Answer) bool {
	if a.Status == 407 {
		return v.refuse(ReasonProxyAuthentication, "", "407 is the answer of a proxy, and the browser has asked none")
	}
	if lines := a.lines("location"); isRedirect(a.Status) && len(lines) > 1 {
		for _, line := range lines[1:] {
			if trim(line) != trim(lines[0]) {
				return v.refuse(ReasonInvalidRedirect, "", strconv.Itoa(a.Status)+" to several places")
			}
		}
	}
	return true
}

// originReasons are the names of the CORS check's failures at one stage.
type originReasons struct {
	missing, wildcard, multiple, invalid, mismatch, credentials string
}

var (
	preflightReasons = originReasons{
		ReasonPreflightMissingAllowOriginHeader, ReasonPreflightWildcardOriginNotAllowed, ReasonPreflightMultipleAllowOriginValues,
		ReasonPreflightInvalidAllowOriginValue, ReasonPreflightAllowOriginMismatch, ReasonPreflightInvalidAllowCredentials,
	}
	actualReasons = originReasons{
		ReasonMissingAllowOriginHeader, ReasonWildcardOriginNotAllowed, ReasonMultipleAllowOriginValues,
		ReasonInvalidAllowOriginValue, ReasonAllowOriginMismatch, ReasonInvalidAllowCredentials,
	}
)

// judgeOrigin is Fetch's CORS check. Which of the names a failure gets is
// Chromium's choice: a blank or a comma means several values, what is no URL
// is invalid, and anything else another origin.
func (v *Verdict) judgeOrigin(r *Request, a *Answer, reasons *originReasons) bool {
	origin, ok := a.value("access-control-allow-origin")
	switch {
	case !ok:
		return v.refuse(reasons.missing, "", "")
	case origin == wildcard:
		return !r.Credentials || v.refuse(reasons.wildcard, "", origin)
	case origin == r.Origin:
	case strings.ContainsAny(origin, " ,"):
		return v.refuse(reasons.multiple, origin, origin)
	case origin != "null" && !isURL(origin):
		return v.refuse(reasons.invalid, origin, origin)
	default:
		return v.refuse(reasons.mismatch, origin, origin)
	}
	if r.Credentials {
		if value, _ := a.value("access-control-allow-credentials"); value != "true" {
			return v.refuse(reasons.credentials, value, value)
		}
	}
	return true
}

// redirect is where an answer sends the browser: a status of a redirect
// without a Location is an answer like any other.
func (a *Answer) redirect() (location string, ok bool) {
	if lines := a.lines("location"); isRedirect(a.Status) && len(lines) > 0 {
		location = trim(lines[0])
	}
	return location, location != ""
}

func isRedirect(status int) bool {
	switch status {
	case 301, 302, 303, 307, 308:
		return true
	}
	return false
}
