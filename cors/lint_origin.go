// SPDX-License-Identifier: Apache-2.0

package cors

import (
	"fmt"
	"slices"
	"strings"
)

const originField = "AllowedOrigins"

func (l *linter) origins(rule *Rule) {
	if len(rule.AllowedOrigins) == 0 {
		l.add(Refused, CodeOriginsAbsent, originField, "", "the rule names no origin", `add the origins of the pages, such as "https://app.example"`)
	}
	for i, origin := range rule.AllowedOrigins {
		if slices.Contains(rule.AllowedOrigins[:i], origin) {
			l.add(Advice, CodeOriginTwice, originField, origin, "the origin stands there twice", "remove one")
			continue
		}
		l.origin(rule, origin)
		if other := coveredBy(rule.AllowedOrigins, i, coversOrigin); other >= 0 && (origin == "null" || couldMatch(origin)) {
			l.covered(origin, rule.AllowedOrigins[other])
		}
	}
}

// covered tells of an entry that changes nothing, for another of its rule.
func (l *linter) covered(origin, other string) {
	problem := fmt.Sprintf("%q allows it already", other)
	if other == wildcard && !l.profile.asked {
		problem += ", and is what is answered, so requests with credentials fail"
	}
	l.add(Advice, CodeOriginTwice, originField, origin, problem, "remove one of the two")
}

func (l *linter) origin(rule *Rule, origin string) {
	add := func(level Level, code, problem, fix string) { l.add(level, code, originField, origin, problem, fix) }
	parts := strings.FieldsFunc(origin, isSeparator)
	switch {
	case origin == "":
		add(NeverMatches, CodeOriginEmpty, "no page has an empty origin", "remove it")
	case origin == wildcard:
		if names := l.writing(rule); len(names) > 0 {
			add(Unsafe, CodeOriginAnyWrite, "every page on the web may send "+strings.Join(names, ", "), "name the origins that write, and give * a rule for GET and HEAD")
		}
	case origin == "null":
		add(Unsafe, CodeOriginNull, "null is the origin of local files, sandboxed frames and redirects of anybody", "serve the page over https and name its origin")
	case len(parts) > 1:
		if strings.Count(origin, wildcard) > 1 { // a store counts them in the entry
			add(Refused, CodeOriginWildcards, "an origin has one * at most", "make an entry of each: "+quoted(parts))
		}
		add(NeverMatches, CodeOriginList, "several origins in one entry are no origin", "make an entry of each: "+quoted(parts))
	case strings.Count(origin, wildcard) > 1:
		add(Refused, CodeOriginWildcards, "an origin has one * at most", "write the rest out, or make several entries")
	case !couldMatch(origin):
		l.neverSent(origin)
	default:
		l.width(origin)
	}
}

// writing are the methods of a rule that change something.
func (l *linter) writing(rule *Rule) []string {
	return slices.DeleteFunc(slices.Clone(rule.AllowedMethods), func(m string) bool {
		return m != "PUT" && m != "POST" && m != "DELETE" && (m != wildcard || !l.profile.listed)
	})
}

// neverSent says why a browser never sends what an entry looks for. There is a
// finding for each mistake in it, and one at least.
func (l *linter) neverSent(origin string) {
	better := mended(origin)
	found := false
	add := func(when bool, code, problem string) {
		switch {
		case !when:
			return
		case better != origin && couldMatch(better):
			l.instead(NeverMatches, code, originField, origin, problem, better)
		default:
			l.add(NeverMatches, code, originField, origin, problem, `an origin is scheme://host, or scheme://host:port, such as "https://app.example"`)
		}
		found = true
	}
	u := spell(origin)
	defaulted := defaultPorts[strings.ToLower(u.scheme)]
	add(strings.ContainsFunc(origin, isBlank), CodeOriginBlank, "no origin has a blank or a control character")
	add(u.scheme == "", CodeOriginScheme, "an origin begins with its scheme")
	add(u.user != "", CodeOriginUserinfo, "browsers leave user names and passwords out of origins")
	switch u.tail {
	case "":
	case "/":
		add(true, CodeOriginPath, "an origin has no slash at its end")
	default:
		add(true, CodeOriginPath, "an origin has no path, query or fragment")
	}
	add(ascii(origin) && strings.ToLower(u.scheme+u.host) != u.scheme+u.host, CodeOriginCase, "browsers send scheme and host in lower case, and letters are compared as they are")
	add(!ascii(u.host), CodeOriginUnicode, "browsers send the host in its ASCII form")
	add(u.colon && u.port == defaulted, CodeOriginPort, "browsers leave the default port out")
	add(u.colon && u.port != defaulted && !isPort(u.port) && !strings.Contains(u.port, wildcard), CodeOriginPort, "what follows the colon is no port")
	if host := strings.ToLower(u.host); host != "" && address(host) != host {
		add(true, CodeOriginAddress, "browsers spell this address otherwise")
	}
	add(!found, CodeOriginInvalid, "no browser sends such an origin")
}

// spelling is what somebody wrote for an origin, in parts.
type spelling struct {
	scheme, user, host, port, tail string
	colon                          bool
}

func spell(origin string) (u spelling) {
	rest := strings.TrimFunc(origin, isBlank)
	if scheme, after, ok := strings.Cut(rest, "://"); ok && !strings.ContainsAny(scheme, "/?#@") {
		u.scheme, rest = scheme, after
	}
	if i := strings.IndexAny(rest, `/?#\`); i >= 0 {
		rest, u.tail = rest[:i], rest[i:]
	}
	if i := strings.LastIndexByte(rest, '@'); i >= 0 {
		u.user, rest = rest[:i+1], rest[i+1:]
	}
	u.host, u.port, u.colon = cutPort(rest)
	return u
}

// mended is the origin that somebody meant, if it can be guessed.
func mended(origin string) string {
	u := spell(origin)
	scheme := strings.ToLower(u.scheme)
	host := address(strings.ToLower(u.host))
	switch {
	case u.scheme != "":
	case isLoopback(host):
		scheme = "http"
	default:
		scheme = "https"
	}
	if !ascii(host) {
		host = punycode(host)
	}
	if !u.colon || u.port == "" || u.port == defaultPorts[scheme] {
		return scheme + "://" + host
	}
	return scheme + "://" + host + ":" + u.port
}

// address is a host as browsers spell it where it is an IPv6 address, else the
// host itself.
func address(host string) string {
	if inside, ok := strings.CutPrefix(host, "["); ok {
		if s := serialised(strings.TrimSuffix(inside, "]")); s != "" {
			return "[" + s + "]"
		}
	}
	return host
}

func isBlank(r rune) bool { return r <= ' ' || r == 0x7f }

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
