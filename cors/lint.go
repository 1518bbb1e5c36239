// SPDX-License-Identifier: Apache-2.0

package cors

import (
	"fmt"
	"slices"
	"strings"
)

// Lint gives everything that is wrong with a configuration for a provider, all
// at once: what the store refuses, what can never match, what allows too much,
// and what would serve better otherwise. A nil configuration is one without
// rules. An unknown provider is judged as s3. The findings come in the order of
// the rules, those of the whole configuration first; the same configuration has
// the same findings always.
//
// A configuration without a finding of level [Refused] is one that [Check]
// takes.
func Lint(provider string, c *Configuration) []Finding {
	l := &linter{profile: profileOf(provider), configuration: c}
	if c == nil || len(c.Rules) == 0 {
		l.rule = -1
		l.add(Refused, CodeNoRules, "Rules", "", "there is no rule, and a bucket without rules refuses every preflight", "add a rule, or delete the configuration")
		return l.findings
	}
	l.whole()
	for i := range c.Rules {
		l.rule = i
		rule := &c.Rules[i]
		l.id(rule)
		l.origins(rule)
		l.methods(rule)
		l.headers(rule)
		l.exposed(rule)
		l.age(rule)
		l.among(i, rule)
	}
	return l.findings
}

// linter collects the findings about one configuration.
type linter struct {
	profile       *profile
	configuration *Configuration
	rule          int
	findings      []Finding
}

func (l *linter) add(level Level, code, field, value, problem, fix string) {
	l.findings = append(l.findings, Finding{Level: level, Code: code, Rule: l.rule, Field: field, Value: value, Problem: problem, Fix: fix})
}

// instead adds a finding about an entry that is to be written otherwise.
func (l *linter) instead(level Level, code, field, value, problem, better string) {
	l.add(level, code, field, value, problem, fmt.Sprintf("write %q", better))
	l.findings[len(l.findings)-1].Better = better
}

// whole judges what is not the matter of one rule.
func (l *linter) whole() {
	l.rule = -1
	p, c := l.profile, l.configuration
	if n := len(c.Rules); p.maxRules > 0 && n > p.maxRules {
		l.add(Refused, CodeTooManyRules, "Rules", "", fmt.Sprintf("there are %d rules, and %s keeps %d", n, p.title, p.maxRules), "merge rules of the same origins")
	}
	if n := size(c); p.maxBytes > 0 && n > p.maxBytes {
		l.add(Refused, CodeTooLarge, "Rules", "", fmt.Sprintf("the document has %d bytes at least, and %s takes %d", n, p.title, p.maxBytes), "merge rules, or shorten their lists")
	}
	switch {
	case c.ResponseVary && p.responseVary == "":
		l.add(Refused, CodeUnknownVary, "ResponseVary", "true", p.title+" has no such switch", "leave it out; a cache in front has to add Vary: Origin")
	case !c.ResponseVary && p.responseVary != "" && l.answersDiffer():
		l.add(Advice, CodeVaryAbsent, "ResponseVary", "", "answers differ by origin and do not say so, so a cache may give one page the answer of another", "turn it on")
	}
}

// answersDiffer says that two origins may be answered differently.
func (l *linter) answersDiffer() bool {
	var first string
	for i, rule := range l.configuration.Rules {
		for j, origin := range rule.AllowedOrigins {
			if i == 0 && j == 0 {
				first = origin
			}
			if origin != first || origin != wildcard && strings.Contains(origin, wildcard) {
				return true
			}
		}
	}
	return false
}

// size is the length of the XML document with nothing in it that can be left
// out, and no character escaped.
func size(c *Configuration) int {
	element := func(name string, values ...string) (n int) {
		for _, v := range values {
			n += len("<></>") + 2*len(name) + len(v)
		}
		return n
	}
	n := element("CORSConfiguration", "")
	for _, r := range c.Rules {
		n += element("CORSRule", "") + element("AllowedOrigin", r.AllowedOrigins...) + element("AllowedMethod", r.AllowedMethods...) +
			element("AllowedHeader", r.AllowedHeaders...) + element("ExposeHeader", r.ExposeHeaders...)
		if r.ID != "" {
			n += element("ID", r.ID)
		}
	}
	return n
}

func (l *linter) id(rule *Rule) {
	p := l.profile
	switch {
	case rule.ID == "":
		return
	case p.nameless:
		l.add(Refused, CodeIDUnknown, "ID", rule.ID, "rules of "+p.title+" have no names", "leave it out")
	case p.maxID > 0 && len(rule.ID) > p.maxID:
		l.add(Refused, CodeIDLong, "ID", rule.ID, fmt.Sprintf("the name has %d bytes, and %s takes %d", len(rule.ID), p.title, p.maxID), "shorten it")
	}
	for j, other := range l.configuration.Rules[:l.rule] {
		if other.ID == rule.ID {
			l.add(Advice, CodeIDTwice, "ID", rule.ID, fmt.Sprintf("rule %d has the same name", j+1), "give each rule a name of its own")
			return
		}
	}
}

func (l *linter) methods(rule *Rule) {
	const field = "AllowedMethods"
	if len(rule.AllowedMethods) == 0 {
		l.add(Refused, CodeMethodsAbsent, field, "", "the rule names no method", "add the methods that pages use")
	}
	for i, method := range rule.AllowedMethods {
		if slices.Contains(rule.AllowedMethods[:i], method) {
			l.add(Advice, CodeMethodTwice, field, method, "the method stands there twice", "remove one")
			continue
		}
		l.method(field, method)
	}
}

func (l *linter) method(field, method string) {
	p := l.profile
	known := "name some of " + strings.Join(p.methods, ", ")
	parts := strings.FieldsFunc(method, isSeparator)
	upper := strings.ToUpper(strings.Join(parts, ""))
	switch {
	case slices.Contains(p.methods, method):
	case method == wildcard && p.listed:
		l.add(Advice, CodeMethodWildcard, field, method, "all methods are allowed, DELETE too", "name those that pages use")
	case method == wildcard:
		l.add(Refused, CodeMethodWildcard, field, method, p.title+" knows no wildcard among methods", known)
	case len(parts) > 1:
		l.add(Refused, CodeMethodList, field, method, "several methods in one entry are no method", "make an entry of each: "+quoted(parts))
	case upper == "OPTIONS":
		l.add(Refused, CodeMethodOptions, field, method, "a page never asks for OPTIONS: the store answers the preflight by itself", "remove it")
	case slices.Contains(p.methods, upper):
		l.instead(Refused, CodeMethodCase, field, method, "methods are upper case, with nothing around them", upper)
	default:
		l.add(Refused, CodeMethodUnknown, field, method, p.title+" has no such method", known)
	}
}

// isSeparator is what people put between entries that belong apart.
func isSeparator(r rune) bool {
	return r == ',' || r == ';' || r == ' ' || r == '\t' || r == '\n' || r == '\r'
}

func quoted(values []string) string {
	var b strings.Builder
	for i, v := range values {
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "%q", v)
	}
	return b.String()
}
