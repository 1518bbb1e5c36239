// SPDX-License-Identifier: Apache-2.0

package qingstor

import (
	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/cors"
	"github.com/seed-40dc4ce0/pail/internal/wire"
)

// splitOrigins makes of a rule with several origins as many rules, in its
// place. What they allow is the same: an origin that two of them match is
// allowed by the first, as it would be by the one rule. The caller's rules are
// not changed.
func splitOrigins(_ *wire.Encoder, in *bucket.PutCORSInput) *bucket.PutCORSInput {
	if in.Configuration == nil {
		return in
	}
	split := cors.Configuration{ResponseVary: in.Configuration.ResponseVary}
	for _, rule := range in.Configuration.Rules {
		origins := rule.AllowedOrigins
		for i := range origins {
			rule.AllowedOrigins = origins[i : i+1 : i+1]
			split.Rules = append(split.Rules, rule)
		}
		if len(origins) == 0 {
			split.Rules = append(split.Rules, rule)
		}
	}
	one := *in
	one.Configuration = &split
	return &one
}
