// SPDX-License-Identifier: Apache-2.0

package doctor

import (
	"fmt"

	"github.com/seed-40dc4ce0/pail/cors"
)

// lint tells what is wrong with the rules whoever asks.
func (x *examination) lint() {
	if !x.known || x.report.Rules == nil {
		return
	}
	for _, l := range cors.Lint(x.patient.Provider, x.report.Rules) {
		f := Finding{
			Problem: problemOf[l.Code], Code: l.Code, Level: levelOf[l.Level],
			What:  sentence(subject(l) + ": " + l.Problem),
			Where: Where{Place: PlaceRules, Rule: l.Rule, Field: l.Field},
			Fix:   sentence(l.Fix),
		}
		if f.Level == Note && f.Problem == 14 && x.request.Credentials {
			f.Level = Warning
		}
		if f.Problem == 8 && l.Level == cors.Refused {
			f.Mended, x.mending.methods = true, true
		}
		x.add(f)
	}
}

// subject is what a finding of Lint is about.
func subject(l cors.Finding) string {
	s := "the rules"
	if l.Rule >= 0 {
		s = fmt.Sprintf("rule %d", l.Rule+1)
	}
	if l.Field != "" && l.Field != "Rules" {
		s += ", " + l.Field
	}
	if l.Value != "" {
		s += fmt.Sprintf(" %q", l.Value)
	}
	return s
}

var levelOf = map[cors.Level]Level{cors.Refused: Warning, cors.NeverMatches: Warning, cors.Unsafe: Warning, cors.Advice: Note}

// problemOf numbers what Lint finds; what is missing there is none of the twenty.
var problemOf = map[string]int{
	cors.CodeNoRules:       1,
	cors.CodeVaryAbsent:    3,
	cors.CodeExposeETag:    5,
	cors.CodeMethodOptions: 8, cors.CodeMethodUnknown: 8, cors.CodeMethodWildcard: 8, cors.CodeMethodCase: 8, cors.CodeMethodList: 8,
	cors.CodeOriginPath: 9, cors.CodeOriginUserinfo: 9,
	cors.CodeOriginInsecure: 10, cors.CodeOriginAnyScheme: 10,
	cors.CodeOriginPort:   11,
	cors.CodeOriginScheme: 12, cors.CodeOriginCase: 12, cors.CodeOriginUnicode: 12, cors.CodeOriginAddress: 12,
	cors.CodeOriginInvalid: 12, cors.CodeOriginBlank: 12, cors.CodeOriginList: 12,
	cors.CodeOriginApex: 13, cors.CodeOriginLookAlike: 13, cors.CodeOriginOpenEnd: 13, cors.CodeOriginSuffix: 13,
	cors.CodeOriginAnyHost: 13, cors.CodeOriginWildcards: 13,
	cors.CodeHeaderList: 6, cors.CodeHeaderInvalid: 6, cors.CodeHeaderWildcards: 6, cors.CodeHeaderForbidden: 6,
	cors.CodeHeaderSafelisted: 6, cors.CodeHeaderResponse: 6, cors.CodeHeaderRequested: 6,
	cors.CodeExposeRange: 18,
	cors.CodeRuleTwice:   19, cors.CodeRuleShadowed: 19, cors.CodeExposeShadowed: 19, cors.CodeRulesSplit: 19,
	cors.CodeOriginNull: 20,
}
