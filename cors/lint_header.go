// SPDX-License-Identifier: Apache-2.0

package cors

import (
	"fmt"
	"slices"
	"strings"
)

func (l *linter) headers(rule *Rule) {
	const field = "AllowedHeaders"
	for i, name := range rule.AllowedHeaders {
		if containsFold(rule.AllowedHeaders[:i], name) {
			l.add(Advice, CodeHeaderTwice, field, name, "the name stands there twice", "remove one")
			continue
		}
		before := len(l.findings)
		l.header(field, name)
		if other := coveredBy(rule.AllowedHeaders, i, coversHeader); other >= 0 && len(l.findings) == before {
			l.add(Advice, CodeHeaderTwice, field, name, fmt.Sprintf("%q allows it already", rule.AllowedHeaders[other]), "remove one of the two")
		}
	}
}

func (l *linter) header(field, name string) {
	add := func(level Level, code, problem, fix string) { l.add(level, code, field, name, problem, fix) }
	folded := strings.ToLower(name)
	parts := strings.FieldsFunc(name, isSeparator)
	switch {
	case name == "":
		add(NeverMatches, CodeHeaderInvalid, "no header has an empty name", "remove it")
	case len(parts) > 1 && !strings.Contains(name, ":"):
		add(Refused, CodeHeaderList, "several names in one entry are no name", "make an entry of each: "+quoted(parts))
	case !isToken(name):
		l.misnamed(CodeHeaderInvalid, field, name)
	case strings.Count(name, wildcard) > 1:
		add(Refused, CodeHeaderWildcards, "a name has one * at most", "write the rest out, or make several entries")
	case isForbiddenName(folded):
		add(NeverMatches, CodeHeaderForbidden, "script cannot set this header, so no browser asks for it", "remove it")
	case slices.Contains(permitted, folded):
		add(Advice, CodeHeaderSafelisted, "browsers send it without permission unless its value is odd or long", "remove it unless pages need such values")
	case folded == "etag" || strings.HasPrefix(folded, "access-control-") || slices.Contains(answered, folded):
		add(Advice, CodeHeaderResponse, "it is a header of answers, and these are the headers of requests", "move it to ExposeHeaders if script reads it, else remove it")
	case folded == "x-requested-with":
		add(Advice, CodeHeaderRequested, "a store has no use for it, and it makes browsers ask before every request", "stop sending it")
	}
}

// misnamed tells of a name with what no name has, and of the one that somebody
// meant who wrote a whole header, or blanks around it.
func (l *linter) misnamed(code, field, name string) {
	const problem = "it is no name of a header"
	better, _, _ := strings.Cut(name, ":")
	if better = strings.TrimFunc(better, func(r rune) bool { return isBlank(r) || isSeparator(r) }); better != "" && isToken(better) {
		l.instead(Refused, code, field, name, problem, better)
		return
	}
	l.add(Refused, code, field, name, problem, "names have letters, digits and hyphens")
}

func (l *linter) exposed(rule *Rule) {
	const field = "ExposeHeaders"
	for i, name := range rule.ExposeHeaders {
		if containsFold(rule.ExposeHeaders[:i], name) {
			l.add(Advice, CodeExposeTwice, field, name, "the name stands there twice", "remove one")
			continue
		}
		l.expose(field, name)
	}
	if names := l.writing(rule); !l.exposes(rule, "ETag") && (slices.Contains(names, "PUT") || slices.Contains(names, "POST") || slices.Contains(names, wildcard)) {
		l.add(Advice, CodeExposeETag, field, "", "script cannot read the ETag of what it uploads, which uploads in parts need", `add "ETag" if pages upload in parts or read ETags`)
	}
	if l.ranges(rule) && !l.exposes(rule, "Content-Range") {
		l.add(Advice, CodeExposeRange, field, "", "script may ask for ranges and cannot read which it got", `add "Content-Range" and "Accept-Ranges"`)
	}
}

// ranges says that the rule is written for requests of parts of an object.
func (l *linter) ranges(rule *Rule) bool {
	return (containsFold(rule.AllowedHeaders, "range") || containsFold(rule.AllowedHeaders, "if-range")) && l.profile.matchesMethod(rule, "GET")
}

func (l *linter) exposes(rule *Rule, name string) bool {
	return containsFold(rule.ExposeHeaders, name) || containsFold(l.profile.exposed, name)
}

func (l *linter) expose(field, name string) {
	add := func(level Level, code, problem, fix string) { l.add(level, code, field, name, problem, fix) }
	parts := strings.FieldsFunc(name, isSeparator)
	switch {
	case name == "":
		add(NeverMatches, CodeExposeInvalid, "no header has an empty name", "remove it")
	case len(parts) > 1 && !strings.Contains(name, ":"):
		add(Refused, CodeExposeList, "several names in one entry are no name", "make an entry of each: "+quoted(parts))
	case !isToken(name):
		l.misnamed(CodeExposeInvalid, field, name)
	case strings.Contains(name, wildcard):
		add(Refused, CodeExposeWildcard, "names are taken as they are here, without wildcards", "name the headers that script reads, such as ETag and x-amz-request-id")
	case containsFold(unreadable[:], name):
		add(NeverMatches, CodeExposeForbidden, "no script may read it", "remove it")
	case containsFold(readable[:], name):
		add(Advice, CodeExposeSafelisted, "every script may read it", "remove it")
	}
}

func (l *linter) age(rule *Rule) {
	const field, day = "MaxAgeSeconds", 86400
	add := func(code, value, problem, fix string) { l.add(Advice, code, field, value, problem, fix) }
	if rule.MaxAgeSeconds == nil {
		if rule.needsPreflight() {
			add(CodeAgeAbsent, "", "browsers ask again after 5 seconds", "set it, such as to 600")
		}
		return
	}
	n := *rule.MaxAgeSeconds
	value := fmt.Sprint(n)
	switch {
	case n < 0:
		add(CodeAgeNegative, value, "a negative age is none: browsers ask before every request", "set it to 0 if that is meant, else such as to 600")
	case n == 0:
		add(CodeAgeZero, value, "browsers ask before every request", "raise it once the rules have settled, such as to 600")
	case n > day:
		add(CodeAgeLong, value, "no browser remembers an answer longer than a day, and Chromium two hours", "write 7200, or 86400 at most")
	}
}

// needsPreflight says that browsers ask before some of the requests that the
// rule is for.
func (r *Rule) needsPreflight() bool {
	return len(r.AllowedHeaders) > 0 || slices.ContainsFunc(r.AllowedMethods, func(m string) bool { return m == "PUT" || m == "DELETE" || m == wildcard })
}

// Headers that rules are written with for nothing, in lower case.
var (
	// permitted headers of requests need no permission. Content-Type and Range
	// do as soon as they say what stores are asked for, so they are not here.
	permitted = []string{"accept", "accept-language", "content-language"}
	// answered headers are of answers alone, besides those of CORS.
	answered = []string{
		"accept-ranges", "age", "allow", "content-range", "location", "proxy-authenticate", "retry-after", "server", "vary",
		"www-authenticate", "x-amz-id-2", "x-amz-request-id", "x-cos-request-id", "x-cos-trace-id", "x-oss-request-id", "x-qs-request-id",
	}
)
