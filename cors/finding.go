// SPDX-License-Identifier: Apache-2.0

package cors

import (
	"strconv"
	"strings"
)

// Level says how bad a finding is.
type Level string

// Levels, from the worst.
const (
	// Refused: the store does not keep such a configuration.
	Refused Level = "refused"
	// NeverMatches: it is kept, but this part of it can never do anything.
	NeverMatches Level = "never-matches"
	// Unsafe: it works, and allows more than anybody should want.
	Unsafe Level = "unsafe"
	// Advice: it works, and would serve better otherwise.
	Advice Level = "advice"
)

// Finding is one thing that is wrong with a configuration. It is a plain value.
type Finding struct {
	// Level says how bad it is.
	Level Level
	// Code is one of the Code constants; it does not change between versions.
	Code string
	// Rule is the index of the rule, -1 for the configuration as a whole.
	Rule int
	// Field is the name of the field of [Rule] or [Configuration], "" when a
	// rule as a whole is meant.
	Field string
	// Value is the entry at fault, "" when something is absent.
	Value string
	// Better is the entry that was probably meant and can stand in the place of
	// Value, "" where it takes more than that.
	Better string
	// Problem says what is wrong, Fix what to do about it, each in a sentence
	// for people without its full stop.
	Problem, Fix string
}

// String is the finding in one line: place, level, problem and fix. Rules are
// counted from 1.
func (f Finding) String() string {
	var b strings.Builder
	if f.Rule >= 0 {
		b.WriteString("rule " + strconv.Itoa(f.Rule+1))
	} else {
		b.WriteString("configuration")
	}
	if f.Field != "" {
		b.WriteString(", " + f.Field)
	}
	if f.Value != "" {
		b.WriteString(" " + strconv.Quote(f.Value))
	}
	b.WriteString(": " + string(f.Level) + ": " + f.Problem)
	if f.Fix != "" {
		b.WriteString("; " + f.Fix)
	}
	return b.String()
}

// Codes of findings.
const (
	CodeNoRules      = "no-rules" // no configuration, or one without rules
	CodeTooManyRules = "too-many-rules"
	CodeTooLarge     = "too-large"    // the document is longer than the store takes
	CodeUnknownVary  = "unknown-vary" // ResponseVary on a store that has no such switch
	CodeVaryAbsent   = "vary-absent"  // several origins, and answers that do not vary by them
	CodeIDLong       = "id-long"
	CodeIDUnknown    = "id-unknown" // an ID on a store whose rules have none
	CodeIDTwice      = "id-twice"

	CodeOriginsAbsent    = "origins-absent"
	CodeOriginWildcards  = "origin-wildcards" // more than one "*"
	CodeOriginEmpty      = "origin-empty"
	CodeOriginBlank      = "origin-blank"  // a blank or control character
	CodeOriginList       = "origin-list"   // several origins in one entry
	CodeOriginScheme     = "origin-scheme" // a bare host
	CodeOriginPath       = "origin-path"   // a trailing slash, path, query or fragment
	CodeOriginUserinfo   = "origin-userinfo"
	CodeOriginCase       = "origin-case"
	CodeOriginUnicode    = "origin-unicode"
	CodeOriginPort       = "origin-port"    // the default port, or none at all after the colon
	CodeOriginAddress    = "origin-address" // an IP address that browsers spell otherwise
	CodeOriginInvalid    = "origin-invalid" // anything else that no browser sends
	CodeOriginNull       = "origin-null"
	CodeOriginInsecure   = "origin-insecure" // http, not loopback
	CodeOriginAnyScheme  = "origin-any-scheme"
	CodeOriginAnyHost    = "origin-any-host"
	CodeOriginLookAlike  = "origin-look-alike" // *example.com is also badexample.com
	CodeOriginOpenEnd    = "origin-open-end"   // https://example.com* is also example.com.evil.net
	CodeOriginSuffix     = "origin-suffix"     // https://*.com
	CodeOriginAnyWrite   = "origin-any-write"  // "*" with PUT, POST or DELETE
	CodeOriginApex       = "origin-apex"       // https://*.example.com is not example.com
	CodeOriginTwice      = "origin-twice"      // covered by another entry
	CodeMethodsAbsent    = "methods-absent"
	CodeMethodOptions    = "method-options"
	CodeMethodWildcard   = "method-wildcard"
	CodeMethodCase       = "method-case"
	CodeMethodList       = "method-list" // several methods in one entry
	CodeMethodUnknown    = "method-unknown"
	CodeMethodTwice      = "method-twice"
	CodeHeaderInvalid    = "header-invalid"
	CodeHeaderList       = "header-list"
	CodeHeaderWildcards  = "header-wildcards"
	CodeHeaderForbidden  = "header-forbidden"  // script cannot set it, so browsers never ask for it
	CodeHeaderSafelisted = "header-safelisted" // needs no permission
	CodeHeaderResponse   = "header-response"   // a header of answers
	CodeHeaderRequested  = "header-requested"  // x-requested-with, sent for nothing
	CodeHeaderTwice      = "header-twice"
	CodeExposeInvalid    = "expose-invalid"
	CodeExposeList       = "expose-list"
	CodeExposeWildcard   = "expose-wildcard"
	CodeExposeForbidden  = "expose-forbidden"  // no script may read it
	CodeExposeSafelisted = "expose-safelisted" // every script may read it
	CodeExposeTwice      = "expose-twice"
	CodeExposeETag       = "expose-etag"  // uploads whose ETag stays hidden
	CodeExposeRange      = "expose-range" // ranges whose Content-Range stays hidden
	CodeAgeAbsent        = "max-age-absent"
	CodeAgeZero          = "max-age-zero"
	CodeAgeNegative      = "max-age-negative"
	CodeAgeLong          = "max-age-long"
	CodeRuleTwice        = "rule-twice"
	CodeRuleShadowed     = "rule-shadowed"   // earlier rules answer whatever this one could
	CodeExposeShadowed   = "expose-shadowed" // an earlier rule answers every real request
	CodeRulesSplit       = "rules-split"     // method and headers are in different rules
)
