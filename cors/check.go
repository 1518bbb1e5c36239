// SPDX-License-Identifier: Apache-2.0

package cors

import (
	"fmt"
	"slices"
	"strings"
)

// RefusalError is why a store does not keep a configuration, in its own words.
type RefusalError struct {
	// Rule is the index of the rule at fault, -1 for the whole configuration.
	Rule int
	// Code and Message are those of the error document, with status 400.
	Code, Message string
}

// Error gives the store's code and message.
func (r *RefusalError) Error() string { return r.Code + ": " + r.Message }

// Check says whether a provider would keep the configuration: nil, or the
// first refusal. The texts for methods, origins and header characters are
// those that S3's users report; those for the limits are not witnessed.
func Check(provider string, c *Configuration) *RefusalError {
	p := profileOf(provider)
	if c == nil || len(c.Rules) == 0 {
		return malformed(-1)
	}
	if p.maxRules > 0 && len(c.Rules) > p.maxRules {
		r := invalid(-1, "The number of CORS rules should not exceed allowed limit of %d rules.", p.maxRules)
		r.Code = p.manyRules
		return r
	}
	for i := range c.Rules {
		if r := p.check(i, &c.Rules[i]); r != nil {
			return r
		}
	}
	return nil
}

func (p *profile) check(i int, rule *Rule) *RefusalError {
	if len(rule.AllowedOrigins) == 0 || len(rule.AllowedMethods) == 0 {
		return malformed(i)
	}
	if p.maxID > 0 && len(rule.ID) > p.maxID {
		return invalid(i, "ID length should not exceed allowed limit of %d.", p.maxID)
	}
	for _, method := range rule.AllowedMethods {
		if !slices.Contains(p.methods, method) && (!p.listed || method != wildcard) {
			return invalid(i, "Found unsupported HTTP method in CORS config. Unsupported method is %s", method)
		}
	}
	for _, origin := range rule.AllowedOrigins {
		if strings.Count(origin, "*") > 1 {
			return invalid(i, `AllowedOrigin "%s" can not have more than one wildcard.`, origin)
		}
	}
	for _, name := range rule.AllowedHeaders {
		switch {
		case !isToken(name):
			return invalid(i, `AllowedHeader "%s" contains invalid character.`, name)
		case strings.Count(name, "*") > 1:
			return invalid(i, `AllowedHeader "%s" can not have more than one wildcard.`, name)
		}
	}
	for _, name := range rule.ExposeHeaders {
		switch {
		case !isToken(name):
			return invalid(i, `AllowedHeader "%s" contains invalid character.`, name)
		case strings.Contains(name, "*"):
			return invalid(i, `ExposeHeader "%s" contains wildcard. We currently do not support wildcard for ExposeHeader.`, name)
		}
	}
	return nil
}

func malformed(rule int) *RefusalError {
	return &RefusalError{rule, "MalformedXML", "The XML you provided was not well-formed or did not validate against our published schema"}
}

func invalid(rule int, format string, value any) *RefusalError {
	return &RefusalError{rule, "InvalidRequest", fmt.Sprintf(format, value)}
}
