// SPDX-License-Identifier: Apache-2.0

package cors

import (
	"fmt"
	"slices"
	"strings"
)

// Change is what to do to a configuration so that a request passes.
type Change struct {
	// Configuration is the whole configuration after the change, nil when there
	// is none that would serve. It shares nothing with the one before.
	Configuration *Configuration
	// Rule is the index of the rule that was extended, or that allowed the
	// request before, and -1 for a new rule.
	Rule int
	// What tells the steps, a sentence each without its full stop, none when
	// nothing has to change. Rules are counted from 1, as they stand after it.
	What []string
	// Reason is why no configuration lets the request pass, one of the Reason
	// constants, and Detail the same for people. Both are "" otherwise.
	Reason, Detail string
}

// Needed says that there is something to do.
func (c *Change) Needed() bool { return len(c.What) > 0 }

// Reasons why [Fix] has no change, besides [ReasonNoOrigin],
// [ReasonInvalidOrigin], [ReasonInvalidMethod] and [ReasonInvalidHeader].
const (
	// ReasonNoCredentials: the store never answers that credentials are allowed.
	ReasonNoCredentials = "NoCredentials"
	// ReasonTooManyRules: the store keeps no more rules, or bytes of them, and
	// no rule can be extended.
	ReasonTooManyRules = "TooManyRules"
)

// impossible says why no rule could ever allow a request.
func (p *profile) impossible(r *Request) (reason, detail string) {
	for _, name := range r.Headers {
		if name = trim(name); !isToken(name) || strings.Contains(name, wildcard) {
			return ReasonInvalidHeader, fmt.Sprintf("%q is no name of a header", name)
		}
	}
	switch {
	case r.Origin == "":
		return ReasonNoOrigin, "a request without an Origin is no matter of CORS"
	case r.Origin == "null":
		return ReasonInvalidOrigin, "null is the origin of everybody's local files and sandboxed frames: serve the page over https"
	case !isOrigin(r.Origin):
		return ReasonInvalidOrigin, fmt.Sprintf("no browser sends %q as an Origin", r.Origin)
	case !slices.Contains(p.methods, r.Method):
		return ReasonInvalidMethod, fmt.Sprintf("%s has no method %q, only %s", p.title, r.Method, strings.Join(p.methods, ", "))
	case r.Credentials && p.asked:
		return ReasonNoCredentials, p.title + " never answers that credentials are allowed: send the request without"
	}
	return "", ""
}

// clone is a configuration that shares nothing with c.
func (c *Configuration) clone() *Configuration {
	if c == nil {
		return new(Configuration)
	}
	n := &Configuration{ResponseVary: c.ResponseVary}
	for i := range c.Rules {
		n.Rules = append(n.Rules, c.Rules[i].clone())
	}
	return n
}

func (r *Rule) clone() Rule {
	n := Rule{
		ID: r.ID, AllowedOrigins: slices.Clone(r.AllowedOrigins), AllowedMethods: slices.Clone(r.AllowedMethods),
		AllowedHeaders: slices.Clone(r.AllowedHeaders), ExposeHeaders: slices.Clone(r.ExposeHeaders),
	}
	if r.MaxAgeSeconds != nil {
		age := *r.MaxAgeSeconds
		n.MaxAgeSeconds = &age
	}
	return n
}
