// SPDX-License-Identifier: Apache-2.0

package cors

import (
	"fmt"
	"iter"
	"strings"
)

// Step says how far one rule got with a request. A rule matches when its
// origin, its method and all its headers do.
type Step struct {
	// Rule is the rule's index, ID its name for people.
	Rule int
	ID   string
	// Origin and Method say whether the rule names them.
	Origin, Method bool
	// Headers are the requested names that the rule does not allow.
	Headers []string
	// Reached says that the store came as far as this rule: no earlier one
	// matched.
	Reached bool

	request *Request
}

// Matched says that the rule allows the request.
func (s Step) Matched() bool { return s.Origin && s.Method && len(s.Headers) == 0 }

// String tells in one line what the rule allows and what it does not.
func (s Step) String() string {
	name := fmt.Sprintf("rule %d", s.Rule+1)
	if s.ID != "" {
		name += fmt.Sprintf(" (%s)", s.ID)
	}
	if s.Matched() {
		if !s.Reached {
			return name + ": would match, but an earlier rule answers"
		}
		return name + ": matches"
	}
	var missing []string
	if !s.Origin {
		missing = append(missing, fmt.Sprintf("origin %q", s.request.Origin))
	}
	if !s.Method {
		missing = append(missing, fmt.Sprintf("method %q", s.request.Method))
	}
	for _, header := range s.Headers {
		missing = append(missing, fmt.Sprintf("header %q", header))
	}
	return name + ": does not allow " + strings.Join(missing, ", ")
}

// Walk yields a Step for every rule of the configuration, in order, also for
// those behind the one that matched. Without a configuration it yields nothing.
func (d *Decision) Walk() iter.Seq[Step] {
	return func(yield func(Step) bool) {
		if d.configuration == nil {
			return
		}
		reached := true
		for i := range d.configuration.Rules {
			step := d.step(i)
			step.Reached = reached
			if !yield(step) {
				return
			}
			reached = reached && !step.Matched()
		}
	}
}

func (d *Decision) step(i int) Step {
	rule := &d.configuration.Rules[i]
	step := Step{
		Rule:    i,
		ID:      rule.ID,
		Origin:  matchesOrigin(rule, d.request.Origin),
		Method:  d.profile.matchesMethod(rule, d.request.Method),
		request: &d.request,
	}
	for _, name := range d.request.Headers {
		if !matchesHeader(rule, name) {
			step.Headers = append(step.Headers, trim(name))
		}
	}
	return step
}
