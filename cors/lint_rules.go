// SPDX-License-Identifier: Apache-2.0

package cors

import (
	"fmt"
	"slices"
	"strings"
)

// among judges rule i among those before it.
func (l *linter) among(i int, rule *Rule) {
	before := l.configuration.Rules[:i]
	if j := slices.IndexFunc(before, func(r Rule) bool { return same(&r, rule) }); j >= 0 {
		l.add(NeverMatches, CodeRuleTwice, "", "", fmt.Sprintf("it is rule %d again", j+1), "remove it")
		return
	}
	if by := l.answering(before, rule, rule.AllowedHeaders); by != nil {
		l.add(NeverMatches, CodeRuleShadowed, "", "", "whatever it could allow is answered by "+numbered(by)+" before it", "remove it, or move it up")
		return
	}
	if by := l.answering(before, rule, nil); by != nil {
		if hidden := l.hidden(by, rule); len(hidden) > 0 {
			l.add(Advice, CodeExposeShadowed, "ExposeHeaders", strings.Join(hidden, ", "),
				"real requests, which ask for no headers, are answered by "+numbered(by)+" before it, so script cannot read these", "expose them there too, or move this rule up")
		}
	}
	l.split(before, rule)
}

// answering are the earlier rules that allow, each with a rule's headers, all
// origins and methods of the rule; nil when they do not. One of them has the
// origin and the method each time.
func (l *linter) answering(before []Rule, rule *Rule, headers []string) (by []int) {
	for _, origin := range rule.AllowedOrigins {
		for _, method := range rule.AllowedMethods {
			j := slices.IndexFunc(before, func(r Rule) bool {
				return covers(r.AllowedOrigins, origin, coversOrigin) && l.namesMethod(&r, method) &&
					!slices.ContainsFunc(headers, func(h string) bool { return !covers(r.AllowedHeaders, h, coversHeader) })
			})
			if j < 0 {
				return nil
			}
			if !slices.Contains(by, j) {
				by = append(by, j)
			}
		}
	}
	slices.Sort(by)
	return by
}

// namesMethod says that a rule has an entry that means all of the method's.
func (l *linter) namesMethod(rule *Rule, method string) bool {
	return slices.Contains(rule.AllowedMethods, method) || l.profile.listed && slices.Contains(rule.AllowedMethods, wildcard)
}

// hidden are the headers that the rule exposes and one of the others does not.
func (l *linter) hidden(by []int, rule *Rule) (names []string) {
	for _, name := range rule.ExposeHeaders {
		if name != "" && isToken(name) && !strings.Contains(name, wildcard) && slices.ContainsFunc(by, func(j int) bool { return !l.exposes(&l.configuration.Rules[j], name) }) {
			names = append(names, name)
		}
	}
	return names
}

// split finds an earlier rule of the same origin that has the method which this
// one lacks, and lacks the headers that this one has: together they look as if
// they allowed the request, and neither does.
func (l *linter) split(before []Rule, rule *Rule) {
	for j := range before {
		for _, pair := range [...][2]*Rule{{&before[j], rule}, {rule, &before[j]}} {
			if origin, method := l.torn(pair[0], pair[1]); method != "" {
				l.add(Advice, CodeRulesSplit, "", "", fmt.Sprintf("%s may send %s by one of the rules %d and %d and headers by the other, and one rule has to allow both",
					origin, method, j+1, l.rule+1), "merge the two if pages send such headers with "+method)
				return
			}
		}
	}
}

// torn is an origin and a method of rule a that go without headers, where rule b
// has headers for the origin and not the method, and no rule has all of it.
func (l *linter) torn(a, b *Rule) (origin, method string) {
	if len(a.AllowedHeaders) > 0 || len(b.AllowedHeaders) == 0 {
		return "", ""
	}
	for _, o := range a.AllowedOrigins {
		if !slices.Contains(b.AllowedOrigins, o) {
			continue
		}
		for _, m := range l.writing(a) {
			if !l.namesMethod(b, m) && !slices.ContainsFunc(l.configuration.Rules, func(r Rule) bool {
				return len(r.AllowedHeaders) > 0 && l.namesMethod(&r, m) && covers(r.AllowedOrigins, o, coversOrigin)
			}) {
				return o, m
			}
		}
	}
	return "", ""
}

// same says that two rules do the same, whatever they are called.
func same(a, b *Rule) bool {
	return sameAge(a, b) && slices.Equal(a.AllowedOrigins, b.AllowedOrigins) && slices.Equal(a.AllowedMethods, b.AllowedMethods) &&
		slices.EqualFunc(a.AllowedHeaders, b.AllowedHeaders, equalFold) && slices.EqualFunc(a.ExposeHeaders, b.ExposeHeaders, equalFold)
}

func sameAge(a, b *Rule) bool {
	if a.MaxAgeSeconds == nil || b.MaxAgeSeconds == nil {
		return a.MaxAgeSeconds == b.MaxAgeSeconds
	}
	return *a.MaxAgeSeconds == *b.MaxAgeSeconds
}

// numbered names rules by their numbers.
func numbered(rules []int) string {
	var names []string
	for _, i := range rules {
		names = append(names, fmt.Sprint(i+1))
	}
	if len(names) == 1 {
		return "rule " + names[0]
	}
	return "rules " + strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}
