// SPDX-License-Identifier: Apache-2.0

package cors

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// plan is one way to let the request pass.
type plan struct {
	rule    Rule // as it is afterwards
	extends int  // the index of the rule that it stands for, -1 for a new one
	at      int  // the index of a new rule
	what    []string
	// cost is compared from the left: what other origins get, what the origin
	// gets beyond what it asks for and has, answers that change, entries that
	// are added, rules that nothing reaches any longer.
	cost [5]int
}

// extend adds to rule i what it lacks.
func (f *fixer) extend(i int) plan {
	old := &f.before.Rules[i]
	p := plan{rule: old.clone(), extends: i}
	rule := &p.rule
	step := func(format, value string) {
		p.what = append(p.what, fmt.Sprintf("rule %d ", i+1)+fmt.Sprintf(format, value))
	}
	origin := !matchesOrigin(old, f.request.Origin)
	if origin {
		rule.AllowedOrigins = append(rule.AllowedOrigins, f.request.Origin)
		step("allows the origin %s", f.request.Origin)
		p.cost[1] += f.beyond(old)
	}
	widened := 0
	if !f.profile.matchesMethod(old, f.request.Method) {
		rule.AllowedMethods = append(rule.AllowedMethods, f.request.Method)
		step("allows the method %s", f.request.Method)
		widened++
	}
	for _, name := range f.headers {
		if !matchesHeader(old, name) {
			rule.AllowedHeaders = append(rule.AllowedHeaders, name)
			step("allows the header %s", name)
			widened++
		}
	}
	if widened > 0 {
		p.cost[0] = widened * f.others(old)
	}
	p.cost[2] = f.overtaken(i, rule)
	p.cost[3] = len(p.what)
	p.cost[4] = f.swallowed(i, rule)
	if p.cost[0] > 0 {
		p.what = append(p.what, "its other origins get that too, for there is no room for another rule")
	}
	if p.cost[1] > 0 {
		p.what = append(p.what, "the origin gets all else that the rule allows, for there is no room for another rule")
	}
	return p
}

// others is how many entries of a rule match other origins than the request's,
// one that matches many counting for many.
func (f *fixer) others(rule *Rule) (n int) {
	for _, entry := range rule.AllowedOrigins {
		switch {
		case entry == f.request.Origin, entry != "null" && !couldMatch(entry):
		case strings.Contains(entry, wildcard):
			n += 1000
		default:
			n++
		}
	}
	return n
}

// beyond is how much a rule allows that the origin neither asks for nor has by
// another rule.
func (f *fixer) beyond(rule *Rule) (n int) {
	methods, headers := []string{f.request.Method}, slices.Clone(f.headers)
	for i := range f.before.Rules {
		if had := &f.before.Rules[i]; matchesOrigin(had, f.request.Origin) {
			methods, headers = append(methods, had.AllowedMethods...), append(headers, had.AllowedHeaders...)
		}
	}
	for _, m := range rule.AllowedMethods {
		if !slices.Contains(methods, m) {
			n++
		}
	}
	for _, h := range rule.AllowedHeaders {
		switch {
		case covers(headers, h, coversHeader):
		case strings.Contains(h, wildcard):
			n += 1000
		default:
			n++
		}
	}
	return n
}

// overtaken is how many later rules may have answered the origin what the rule,
// extended, now answers otherwise.
func (f *fixer) overtaken(i int, rule *Rule) (n int) {
	for k := i + 1; k < len(f.before.Rules); k++ {
		later := &f.before.Rules[k]
		if !matchesOrigin(later, f.request.Origin) || !slices.ContainsFunc(later.AllowedMethods, func(m string) bool { return f.profile.matchesMethod(rule, m) }) {
			continue
		}
		less := slices.ContainsFunc(later.ExposeHeaders, func(name string) bool { return !containsFold(rule.ExposeHeaders, name) })
		if less || !sameAge(later, rule) || anyOrigin(rule) && !anyOrigin(later) {
			n++
		}
	}
	return n
}

// swallowed is how many later rules the rule, extended, covers wholly.
func (f *fixer) swallowed(i int, rule *Rule) (n int) {
	for k := i + 1; k < len(f.before.Rules); k++ {
		later := &f.before.Rules[k]
		uncovered := func(patterns []string, by func(pattern, other string) bool) func(string) bool {
			return func(value string) bool { return !covers(patterns, value, by) }
		}
		if !slices.ContainsFunc(later.AllowedOrigins, uncovered(rule.AllowedOrigins, coversOrigin)) &&
			!slices.ContainsFunc(later.AllowedMethods, func(m string) bool { return !f.profile.matchesMethod(rule, m) }) &&
			!slices.ContainsFunc(later.AllowedHeaders, uncovered(rule.AllowedHeaders, coversHeader)) {
			n++
		}
	}
	return n
}

// add makes a rule for the request alone. It stands at the end, where it takes
// no request from another rule, or else before the rule whose "*" keeps
// credentials out.
func (f *fixer) add() plan {
	rule := Rule{AllowedOrigins: []string{f.request.Origin}, AllowedMethods: []string{f.request.Method}, AllowedHeaders: f.headers}
	at := len(f.before.Rules)
	near := f.nearest()
	if f.request.Credentials {
		for i := range f.before.Rules {
			if r := &f.before.Rules[i]; anyOrigin(r) && f.profile.matchesMethod(r, f.request.Method) {
				at = i
				break
			}
		}
	}
	if at < len(f.before.Rules) {
		near = &f.before.Rules[at]
	}
	if near != nil {
		rule.MaxAgeSeconds = near.clone().MaxAgeSeconds
		rule.read(near)
	}
	for i := at; i < len(f.before.Rules); i++ { // what script could read of requests that the new rule takes over
		if r := &f.before.Rules[i]; matchesOrigin(r, f.request.Origin) && f.profile.matchesMethod(r, f.request.Method) {
			rule.read(r)
		}
	}
	p := plan{rule: rule, extends: -1, at: at, cost: [...]int{3: 1 << 30, 4: 0}}
	sentence := fmt.Sprintf("a new rule %d allows the origin %s the method %s", at+1, f.request.Origin, f.request.Method)
	if len(f.headers) > 0 {
		sentence += " with the headers " + strings.Join(f.headers, ", ")
	}
	if at < len(f.before.Rules) {
		sentence += "; it stands before the rule that answers *, with which browsers send no credentials"
	}
	p.what = []string{sentence}
	return p
}

// read adds the headers that another rule exposes.
func (r *Rule) read(other *Rule) {
	for _, name := range other.ExposeHeaders {
		if !strings.Contains(name, wildcard) && !containsFold(r.ExposeHeaders, name) {
			r.ExposeHeaders = append(r.ExposeHeaders, name)
		}
	}
}

// nearest is the rule of the origin that lacks least, nil when none has it.
func (f *fixer) nearest() *Rule {
	d := Evaluate(f.provider, f.before, f.request)
	var steps []Step
	for step := range d.Walk() {
		if step.Origin {
			steps = append(steps, step)
		}
	}
	if len(steps) == 0 {
		return nil
	}
	lacks := func(s Step) int {
		if s.Method {
			return len(s.Headers)
		}
		return len(s.Headers) + 1
	}
	best := slices.MinFunc(steps, func(a, b Step) int { return cmp.Compare(lacks(a), lacks(b)) })
	return &f.before.Rules[best.Rule]
}
