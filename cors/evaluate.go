// SPDX-License-Identifier: Apache-2.0

package cors

import (
	"iter"
	"slices"
	"strings"
)

// Evaluate says what a provider answers to the preflight of r when the bucket
// has the configuration c, nil for none. An unknown provider is answered as s3.
// It does not allocate when a rule matches.
func Evaluate(provider string, c *Configuration, r Request) Decision {
	d := Decision{Rule: -1, preflight: true, profile: profileOf(provider), configuration: c, request: r}
	p := d.profile
	switch {
	case r.Origin == "":
		d.refuse(&p.noOrigin, ReasonNoOrigin, "")
	case r.Method != "" && !d.wellFormed():
	case c == nil:
		d.refuse(&p.noConfiguration, ReasonNoConfiguration, "")
	case r.Method == "":
		d.refuse(&p.badMethod, ReasonInvalidMethod, p.noMethod)
	default:
		d.match(&p.noRule)
	}
	return d
}

// EvaluateActual says which CORS headers a provider adds to the answer of the
// real request r. Headers stays empty for a browser's request; a client that
// sends Access-Control-Request-Method or -Headers with a real request is
// matched by them, as S3 does, so pass them in their place.
func EvaluateActual(provider string, c *Configuration, r Request) Decision {
	d := Decision{Rule: -1, profile: profileOf(provider), configuration: c, request: r}
	switch {
	case r.Origin == "":
		d.Reason = ReasonNoOrigin
	case c == nil:
		d.Reason = ReasonNoConfiguration
	case d.wellFormed():
		d.match(nil)
	case d.profile.lenient:
		d.Status, d.Code, d.Message, d.Method, d.ResourceType = 0, "", "", "", ""
	}
	return d
}

// NoBucket says what a provider answers to a preflight whose bucket does not
// exist.
func NoBucket(provider string, r Request) Decision {
	d := Decision{Rule: -1, preflight: true, profile: profileOf(provider), request: r}
	switch {
	case r.Origin == "":
		d.refuse(&d.profile.noOrigin, ReasonNoOrigin, "")
	case r.Method != "" && !d.wellFormed():
	default:
		d.refuse(&d.profile.noBucket, ReasonNoBucket, "")
	}
	return d
}

// wellFormed refuses a method that no rule can name and a name that is no
// header name, before any rule is looked at.
func (d *Decision) wellFormed() bool {
	if !d.profile.knowsMethod(d.request.Method) {
		d.refuse(&d.profile.badMethod, ReasonInvalidMethod, d.request.Method)
		return false
	}
	for _, name := range d.request.Headers {
		if !isToken(trim(name)) {
			d.refuse(&d.profile.badHeader, ReasonInvalidHeader, name)
			return false
		}
	}
	return true
}

// match finds the first rule that allows origin, method and every header, and
// remembers how far the best of the others got.
func (d *Decision) match(none *refusal) {
	d.Reason = ReasonOriginNotAllowed
	for i := range d.configuration.Rules {
		rule := &d.configuration.Rules[i]
		if !matchesOrigin(rule, d.request.Origin) {
			continue
		}
		if !d.profile.matchesMethod(rule, d.request.Method) {
			if d.Reason == ReasonOriginNotAllowed {
				d.Reason = ReasonMethodNotAllowed
			}
			continue
		}
		if !matchesHeaders(rule, d.request.Headers) {
			d.Reason = ReasonHeaderNotAllowed
			continue
		}
		d.Allowed, d.Rule, d.Reason = true, i, ""
		if d.preflight {
			d.Status = 200
		}
		return
	}
	if none != nil {
		d.refuse(none, d.Reason, "")
	}
}

// refuse fills in the words of a refusal.
func (d *Decision) refuse(r *refusal, reason, value string) {
	d.Reason, d.Status, d.Code = reason, r.status, r.code
	d.Message = r.message
	if strings.Contains(r.message, "$") {
		d.Message = strings.Replace(r.message, "$", value, 1)
	}
	if !r.named {
		return
	}
	if d.Method = d.request.Method; d.Method == "" {
		d.Method = "OPTIONS"
	}
	d.ResourceType = "OBJECT"
	if r.bucket || d.request.Key == "" {
		d.ResourceType = "BUCKET"
	}
}

func matchesOrigin(rule *Rule, origin string) bool {
	for _, pattern := range rule.AllowedOrigins {
		if matchOrigin(pattern, origin) {
			return true
		}
	}
	return false
}

// knowsMethod says whether a rule could allow the method, or one of several.
func (p *profile) knowsMethod(asked string) bool {
	if !p.listed {
		return slices.Contains(p.methods, asked)
	}
	for method := range strings.SplitSeq(asked, ",") {
		if slices.Contains(p.methods, trim(method)) {
			return true
		}
	}
	return false
}

// matchesMethod says whether the rule allows the method, or one of several.
func (p *profile) matchesMethod(rule *Rule, asked string) bool {
	if !p.listed {
		return slices.Contains(rule.AllowedMethods, asked)
	}
	for range p.allowedMethods(rule, asked) {
		return true
	}
	return false
}

// allowedMethods are those of a list that the rule allows.
func (p *profile) allowedMethods(rule *Rule, asked string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for method := range strings.SplitSeq(asked, ",") {
			method = trim(method)
			if !slices.Contains(p.methods, method) || !slices.Contains(rule.AllowedMethods, method) && !slices.Contains(rule.AllowedMethods, wildcard) {
				continue
			}
			if !yield(method) {
				return
			}
		}
	}
}

func matchesHeaders(rule *Rule, names []string) bool {
	for _, name := range names {
		if !matchesHeader(rule, name) {
			return false
		}
	}
	return true
}

func matchesHeader(rule *Rule, name string) bool {
	if name = trim(name); name == "" {
		return true
	}
	for _, pattern := range rule.AllowedHeaders {
		if matchHeader(pattern, name) {
			return true
		}
	}
	return false
}
