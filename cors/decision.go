// SPDX-License-Identifier: Apache-2.0

package cors

import (
	"iter"
	"slices"
	"strconv"
	"strings"
)

// Decision is what a store answers to a cross-origin request. It refers to the
// configuration and request that it was made from.
type Decision struct {
	// Allowed says that a rule matched: the answer carries the CORS headers.
	Allowed bool
	// Reason is "" when allowed, else one of the store's Reason constants.
	Reason string
	// Rule is the index of the rule that matched, -1 when none did.
	Rule int
	// Status is the HTTP status of the answer. It is 0 for a real request that
	// CORS does not decide: the store serves it, with the headers of a grant
	// when Allowed and without any otherwise.
	Status int
	// Code and Message are the words of the error document, "" when there is
	// none.
	Code, Message string
	// Method and ResourceType ("OBJECT" or "BUCKET") are further elements of
	// the error document, "" when it has none.
	Method, ResourceType string

	preflight     bool
	profile       *profile
	configuration *Configuration
	request       Request
}

// Headers yields the CORS headers of the answer, Vary included, as name and
// value. When the request is not allowed it yields nothing but a Vary that the
// configuration asks for.
func (d *Decision) Headers() iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		vary := d.profile.vary
		if d.profile.responseVary != "" && d.configuration != nil && d.configuration.ResponseVary {
			vary = d.profile.responseVary
		}
		if !d.Allowed {
			if vary != d.profile.vary {
				yield("Vary", vary)
			}
			return
		}
		rule := &d.configuration.Rules[d.Rule]
		for _, h := range [...][2]string{
			{"Access-Control-Allow-Origin", d.allowOrigin(rule)},
			{"Access-Control-Allow-Credentials", d.allowCredentials(rule)},
			{"Access-Control-Allow-Methods", d.allowMethods(rule)},
			{"Access-Control-Allow-Headers", d.allowHeaders(rule)},
			{"Access-Control-Expose-Headers", d.exposeHeaders(rule)},
			{"Access-Control-Max-Age", d.maxAge(rule)},
			{"Vary", vary},
		} {
			if h[1] != "" && !yield(h[0], h[1]) {
				return
			}
		}
	}
}

// Verdict folds the decision: whether the store grants the request and, if
// not, what is in the way. It knows nothing of the browser's own checks.
func (d *Decision) Verdict() Verdict {
	return Verdict{Allowed: d.Allowed, Reason: d.Reason, Detail: d.detail()}
}

func (d *Decision) detail() string {
	switch d.Reason {
	case ReasonOriginNotAllowed:
		return d.request.Origin
	case ReasonMethodNotAllowed:
		return d.request.Method
	case ReasonHeaderNotAllowed:
		return strings.Join(d.closest().Headers, ", ")
	}
	return d.Message
}

// closest is the step with the fewest refused headers among those whose origin
// and method match.
func (d *Decision) closest() Step {
	var best Step
	for step := range d.Walk() {
		if step.Origin && step.Method && (best.Headers == nil || len(step.Headers) < len(best.Headers)) {
			best = step
		}
	}
	return best
}

// allowOrigin: a rule that says "*" answers "*", any other the origin itself,
// except where that is answered always.
func (d *Decision) allowOrigin(rule *Rule) string {
	if anyOrigin(rule) && !d.profile.asked {
		return "*"
	}
	return d.request.Origin
}

func (d *Decision) allowCredentials(rule *Rule) string {
	switch {
	case d.profile.asked:
		return ""
	case !anyOrigin(rule):
		return "true"
	case d.profile.explicitCredentials:
		return "false"
	}
	return ""
}

// allowMethods are those of the rule, or of those asked for what it allows.
func (d *Decision) allowMethods(rule *Rule) string {
	if !d.profile.asked {
		return strings.Join(rule.AllowedMethods, d.profile.separator)
	}
	return strings.Join(slices.Collect(d.profile.allowedMethods(rule, d.request.Method)), d.profile.separator)
}

// allowHeaders are the names asked for, in lower case, after those that the
// rule spells out where the store tells them; only a preflight asks.
func (d *Decision) allowHeaders(rule *Rule) string {
	if !d.preflight {
		return ""
	}
	var names []string
	if d.profile.ruleHeaders {
		for _, name := range rule.AllowedHeaders {
			if !strings.Contains(name, wildcard) {
				names = append(names, name)
			}
		}
	}
	told := names
	for _, name := range d.request.Headers {
		if name = trim(name); name != "" && !containsFold(told, name) {
			names = append(names, d.spelled(name))
		}
	}
	return strings.Join(names, d.profile.separator)
}

// spelled is a name that was asked for, in the answer.
func (d *Decision) spelled(name string) string {
	if d.profile.asked {
		return name
	}
	return strings.ToLower(name)
}

func (d *Decision) exposeHeaders(rule *Rule) string {
	names := strings.Join(rule.ExposeHeaders, d.profile.separator)
	for _, name := range d.profile.exposed {
		if containsFold(rule.ExposeHeaders, name) {
			continue
		}
		if names != "" {
			names += d.profile.separator
		}
		names += name
	}
	return names
}

func (d *Decision) maxAge(rule *Rule) string {
	switch {
	case rule.MaxAgeSeconds != nil:
		return strconv.Itoa(*rule.MaxAgeSeconds)
	case d.profile.maxAge > 0:
		return strconv.Itoa(d.profile.maxAge)
	}
	return ""
}

func anyOrigin(rule *Rule) bool {
	return slices.Contains(rule.AllowedOrigins, "*")
}

func containsFold(names []string, name string) bool {
	for _, n := range names {
		if equalFold(n, name) {
			return true
		}
	}
	return false
}
