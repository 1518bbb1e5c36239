// SPDX-License-Identifier: Apache-2.0

package cors

import (
	"fmt"
	"slices"
	"strings"
)

// Fix gives the smallest change of a configuration, nil for none, after which
// the provider allows the preflight of r and the real request, with credentials
// if r has them. The request is as a browser makes it; an unknown provider is
// judged as s3. c is not changed.
//
// The change keeps to these rules, in this order:
//
//   - What was allowed before is allowed still, with the same headers to read.
//   - No other origin may do anything new.
//   - The origin gets no method and no header that it neither asks for nor has
//     by another rule. There is never a new "*".
//   - The rule that lacks least is extended, the first of several. Where every
//     extension would break one of the rules above there is a new rule for the
//     one origin and method. It exposes what the nearest rule of the origin
//     does, and is remembered as long.
//
// Where the store has no room for another rule, the extension that gives away
// least is chosen, and What says so. A request that no configuration allows has
// a Reason. What else is wrong with c stays: that is what [Lint] is for.
func Fix(provider string, c *Configuration, r Request) Change {
	f := &fixer{provider: provider, profile: profileOf(provider), before: c.clone(), request: r}
	for _, name := range r.Headers {
		if name = strings.ToLower(trim(name)); name != "" && !slices.Contains(f.headers, name) {
			f.headers = append(f.headers, name)
		}
	}
	if d := Evaluate(provider, c, r); f.passes(c) {
		return Change{Configuration: f.before, Rule: d.Rule}
	}
	if reason, detail := f.profile.impossible(&r); reason != "" {
		return Change{Rule: -1, Reason: reason, Detail: detail}
	}
	plans := []plan{}
	for i := range f.before.Rules {
		plans = append(plans, f.extend(i))
	}
	if limit := f.profile.maxRules; limit == 0 || len(f.before.Rules) < limit {
		plans = append(plans, f.add())
	}
	slices.SortStableFunc(plans, func(a, b plan) int { return slices.Compare(a.cost[:], b.cost[:]) })
	for _, p := range plans {
		if after := f.after(p); f.serves(after) {
			return Change{Configuration: after, Rule: p.extends, What: p.what}
		}
	}
	return Change{Rule: -1, Reason: ReasonTooManyRules, Detail: f.profile.title + " has no room for what would have to be added"}
}

// Expose gives the change after which script can read headers of the answer to
// r, on top of what [Fix] would change: the names are added to the rule that
// answers the real request, which asks for no headers; other origins of that
// rule may read them too. Names that script reads anyhow are left out, and those
// with a "*" are refused.
func Expose(provider string, c *Configuration, r Request, names ...string) Change {
	change := Fix(provider, c, r)
	if change.Reason != "" {
		return change
	}
	for _, name := range names {
		if name == "" || !isToken(name) || strings.Contains(name, wildcard) || containsFold(unreadable[:], name) {
			return Change{Rule: -1, Reason: ReasonInvalidHeader, Detail: fmt.Sprintf("%q cannot be exposed", name)}
		}
	}
	r.Headers = nil
	i := EvaluateActual(provider, change.Configuration, r).Rule
	rule := &change.Configuration.Rules[i]
	for _, name := range names {
		if !containsFold(readable[:], name) && !containsFold(rule.ExposeHeaders, name) && !containsFold(profileOf(provider).exposed, name) {
			rule.ExposeHeaders = append(rule.ExposeHeaders, name)
			change.What = append(change.What, fmt.Sprintf("rule %d exposes the header %s", i+1, name))
		}
	}
	return change
}

// fixer holds what a change is looked for with.
type fixer struct {
	provider string
	profile  *profile
	before   *Configuration
	request  Request
	headers  []string // that are asked for, in lower case, each once
}

// passes says that store and browser let the request through.
func (f *fixer) passes(c *Configuration) bool {
	d := Evaluate(f.provider, c, f.request)
	if !d.Allowed || !f.request.Credentials {
		return d.Allowed
	}
	r := f.request
	r.Headers = nil
	actual := EvaluateActual(f.provider, c, r)
	return actual.Allowed && trusts(&d) && trusts(&actual)
}

// trusts says that an answer allows credentials.
func trusts(d *Decision) bool {
	rule := &d.configuration.Rules[d.Rule]
	return d.allowCredentials(rule) == "true" && d.allowOrigin(rule) == d.request.Origin
}

// after is the configuration with what a plan has.
func (f *fixer) after(p plan) *Configuration {
	c := f.before.clone()
	if p.extends >= 0 {
		c.Rules[p.extends] = p.rule.clone()
	} else {
		c.Rules = slices.Insert(c.Rules, p.at, p.rule.clone())
	}
	return c
}

// serves says that the request passes, and that the document is not too long,
// if it was not before.
func (f *fixer) serves(c *Configuration) bool {
	return f.passes(c) && (f.profile.maxBytes == 0 || size(c) <= f.profile.maxBytes || size(f.before) > f.profile.maxBytes)
}
