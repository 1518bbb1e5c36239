// SPDX-License-Identifier: Apache-2.0

package qingstor

import (
	"math"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/cors"
	"github.com/seed-40dc4ce0/pail/internal/wire"
)

// splitOrigins makes of a rule with several origins as many rules, in its
// place. What they allow is the same: an origin that two of them match is
// allowed by the first, as it would be by the one rule. The caller's rules are
// not changed. Rules that will be refused are not split, so that the refusal
// counts them as the caller does.
func splitOrigins(_ *wire.Encoder, in *bucket.PutCORSInput) *bucket.PutCORSInput {
	if in.Configuration == nil {
		return in
	}
	out := *in
	out.Configuration = eachOrigin(in.Configuration, 1)
	if !isRefused(out.Configuration) {
		out.Configuration = eachOrigin(in.Configuration, math.MaxInt)
	}
	return &out
}

// eachOrigin is c with one rule for each origin of a rule, at most so many.
func eachOrigin(c *cors.Configuration, most int) *cors.Configuration {
	split := &cors.Configuration{ResponseVary: c.ResponseVary}
	for _, rule := range c.Rules {
		origins := rule.AllowedOrigins[:min(len(rule.AllowedOrigins), most)]
		for i := range origins {
			rule.AllowedOrigins = origins[i : i+1 : i+1]
			split.Rules = append(split.Rules, rule)
		}
		if len(origins) == 0 {
			split.Rules = append(split.Rules, rule)
		}
	}
	return split
}

// isRefused reports whether the document of c cannot be written.
func isRefused(c *cors.Configuration) bool {
	var e wire.Encoder
	e.Reset(nil)
	x := e.JSON()
	x.Open("")
	writeCORSConfiguration(x, c)
	x.End()
	return len(e.Issues) > 0
}
