// SPDX-License-Identifier: Apache-2.0

package doctor

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/seed-40dc4ce0/pail/cors"
)

// numbered names a rule by its number.
func numbered(rule int) string { return "rule " + strconv.Itoa(rule+1) }

// mending collects what rules have to do.
type mending struct {
	request bool     // allow what is asked for
	expose  []string // headers that script cannot read
	vary    bool     // say Vary: Origin always
	methods bool     // lose methods that the store refuses
	origin  string   // an entry that was meant for the page's origin
}

// mend collects all that rules can mend into one change.
func (x *examination) mend() {
	m := &x.mending
	if !m.request && len(m.expose) == 0 && !m.vary && !m.methods {
		return
	}
	before, what := x.tidied()
	change := cors.Change{Configuration: before}
	if m.request || len(m.expose) > 0 {
		change = cors.Expose(x.patient.Provider, before, x.request, x.wanted()...)
	}
	if change.Reason != "" {
		x.add(Finding{Code: "no-change", Level: Note, Where: at(PlaceRules), What: "No change of the rules lets the request pass.", Why: sentence(change.Detail)})
		x.unmend()
		return
	}
	change.What = append(what, change.What...)
	if m.vary && change.Configuration != nil && !change.Configuration.ResponseVary {
		change.Configuration.ResponseVary = true
		change.What = append(change.What, "every answer says Vary: Origin")
	}
	if change.Needed() && change.Configuration != nil {
		x.report.Change = &change
		return
	}
	x.unmend()
}

// tidied is a copy of the rules without what no store keeps, and with the page's
// origin in the place of an entry that was meant for it.
func (x *examination) tidied() (c *cors.Configuration, what []string) {
	if x.report.Rules == nil {
		return nil, nil
	}
	c = &cors.Configuration{ResponseVary: x.report.Rules.ResponseVary}
	for i, rule := range x.report.Rules.Rules {
		rule.AllowedMethods = slices.Clone(rule.AllowedMethods)
		rule.AllowedOrigins = slices.Clone(rule.AllowedOrigins)
		if x.mending.methods {
			what = append(what, x.tidyMethods(&rule, i)...)
		}
		if j := slices.Index(rule.AllowedOrigins, x.mending.origin); j >= 0 && x.mending.origin != "" {
			rule.AllowedOrigins[j] = x.request.Origin
			what = append(what, fmt.Sprintf("%s allows %s in the place of %q, which no browser sends", numbered(i), x.request.Origin, x.mending.origin))
		}
		if len(rule.AllowedMethods) > 0 {
			c.Rules = append(c.Rules, rule)
		}
	}
	if len(c.Rules) == 0 {
		return nil, what
	}
	return c, what
}

// tidyMethods takes out of a rule the methods that the store refuses.
func (x *examination) tidyMethods(rule *cors.Rule, i int) (what []string) {
	limits := cors.LimitsOf(x.patient.Provider)
	var kept []string
	for _, method := range rule.AllowedMethods {
		upper := strings.ToUpper(strings.TrimSpace(method))
		switch {
		case slices.Contains(limits.Methods, method) || limits.AnyMethod && method == "*":
		case slices.Contains(limits.Methods, upper):
			what = append(what, fmt.Sprintf("%s writes %s in the place of %q", numbered(i), upper, method))
			method = upper
		default:
			what = append(what, fmt.Sprintf("%s loses the method %q, which no rule can name", numbered(i), method))
			continue
		}
		if !slices.Contains(kept, method) {
			kept = append(kept, method)
		}
	}
	rule.AllowedMethods = kept
	return what
}

// unmend takes back the promise that a change of the rules is the cure.
func (x *examination) unmend() {
	for i := range x.report.Findings {
		f := &x.report.Findings[i]
		f.Mended = false
		f.Fix = strings.ReplaceAll(f.Fix, ", as shown below", "")
	}
}
