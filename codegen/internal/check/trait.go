// SPDX-License-Identifier: Apache-2.0

package check

import (
	"slices"
	"strings"

	"github.com/seed-40dc4ce0/pail/codegen/internal/model"
)

// quiet are traits that do not change what a client sends and reads, or leave
// it to whoever prepares the request: whole namespaces, and single traits.
var quiet = []string{
	"smithy.test#", "smithy.test.eventstreams#", "smithy.rules#", "smithy.waiters#", "smithy.openapi#", "smithy.framework#", "smithy.synthetic#",
	"aws.iam#", "aws.cloudformation#", "aws.api#", "aws.endpoints#", "aws.apigateway#", "aws.auth#sigv4", "aws.auth#sigv4a",
	"aws.auth#cognitoUserPools", "aws.protocols#awsJson1_0", "aws.protocols#awsJson1_1",
	"aws.protocols#awsQuery", "aws.protocols#ec2Query", "aws.protocols#awsQueryError", "aws.protocols#ec2QueryName",
	"aws.protocols#awsQueryCompatible", "smithy.protocols#",
}

// refused are traits of those namespaces or of [rules] that change the wire in
// a way that the generator cannot follow, and traits without a meaning in its
// protocol.
var refused = []model.ID{
	"aws.api#clientEndpointDiscovery", "aws.api#clientDiscoveredEndpoint", model.Sparse, // XML has no null
	"smithy.api#eventHeader", "smithy.api#eventPayload",
}

// isQuiet says whether a trait is one of [quiet].
func isQuiet(id model.ID) bool {
	return slices.ContainsFunc(quiet, func(q string) bool {
		return string(id) == q || strings.HasSuffix(q, "#") && strings.HasPrefix(string(id), q)
	})
}

// foreign says whether a trait is one of Smithy or AWS.
func foreign(id model.ID) bool {
	return strings.HasPrefix(string(id), "smithy.") || strings.HasPrefix(string(id), "aws.")
}

// traits checks the traits of a shape or member: that they are known or
// defined, may stand there, have a value that they can have, and get on with
// each other.
func (c *checker) traits(s spot) {
	at := s.id()
	for _, t := range s.traits() {
		c.beside(at, s.traits(), t)
		if r, ok := rules[t.ID]; ok {
			if !c.places(t.ID, r.where)[s] {
				c.fault(t.Pos, at, "remove it", "%s may not stand here: it is for %s", t.ID, r.told)
			}
			if (t.ID == model.HTTPLabel || t.ID == model.HostLabel) && !s.traits().Has(model.Required) {
				c.fault(t.Pos, at, "add "+string(model.Required), "a label must be required")
			}
			if c.formed(at, t, r.value) {
				c.value(at, t)
				c.whole(s, t)
			}
			continue
		}
		def := c.model.Shapes[t.ID]
		switch {
		case def != nil && def.Traits.Has(model.TraitDef):
			c.defined(s, t, def)
		case def != nil:
			c.fault(t.Pos, at, "give it the trait "+string(model.TraitDef), "%s is a shape and no trait", t.ID)
		case !foreign(t.ID):
			c.fault(t.Pos, at, "define it, or correct its name", "the trait %s is not defined", t.ID)
		}
	}
}

// id is that of the shape or member.
func (s spot) id() model.ID {
	if s.member != nil {
		return s.member.ID
	}
	return s.shape.ID
}

// defined checks a trait that the model defines itself.
func (c *checker) defined(s spot, t model.Trait, def *model.Shape) {
	c.conforms(s.id(), t.ID, t.Value, def)
	selector := def.Traits.Get(model.TraitDef).GetText("selector")
	if selector == "" {
		return // everything
	}
	// Smithy's selectors can do more than ours, so that one that cannot be
	// read is not held against the model.
	if where, err := parseSelector(selector); err == nil && !c.places(t.ID, where)[s] {
		c.fault(t.Pos, s.id(), "remove it", "%s may not stand here: it is for %s", t.ID, selector)
	}
}

// places are where the trait may stand.
func (c *checker) places(id model.ID, where selector) map[spot]bool {
	if c.where[id] == nil {
		c.where[id] = newMatcher(c.model).all(where)
	}
	return c.where[id]
}

// beside checks that no trait conflicts with t.
func (c *checker) beside(at model.ID, traits model.Traits, t model.Trait) {
	conflicts := rules[t.ID].conflicts
	if def := c.model.Shapes[t.ID]; def != nil {
		for _, other := range def.Traits.Get(model.TraitDef).Get("conflicts").Strings() {
			conflicts = append(conflicts, model.ID(other))
		}
	}
	for _, other := range conflicts {
		if traits.Has(other) && (t.ID < other || !slices.Contains(rules[other].conflicts, t.ID)) {
			c.fault(t.Pos, at, "keep one", "%s and %s exclude each other", t.ID, other)
		}
	}
}

// wire names the traits of s that change the wire and are not supported.
func (c *checker) wire(s spot) {
	for _, t := range s.traits() {
		_, known := rules[t.ID]
		if slices.Contains(refused, t.ID) && !(c.json && t.ID == model.Sparse) || foreign(t.ID) && !known && !isQuiet(t.ID) && c.model.Shapes[t.ID] == nil {
			c.fault(t.Pos, s.id(), "leave it out, or teach it to the generator", "the trait %s may change the wire and is not supported", t.ID)
		}
	}
}
