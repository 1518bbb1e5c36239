// SPDX-License-Identifier: Apache-2.0

package check

import (
	"slices"

	"github.com/seed-40dc4ce0/pail/codegen/internal/ast"
	"github.com/seed-40dc4ce0/pail/codegen/internal/model"
)

// behaviour checks the traits of an operation that change its request as a
// whole.
func (c *checker) behaviour(op *model.Shape) {
	c.compression(op)
	c.checksum(op)
}

// compression checks the trait requestCompression.
func (c *checker) compression(op *model.Shape) {
	v := op.Traits.Get(model.Compression)
	if v == nil {
		return
	}
	if list := v.Get("encodings"); list != nil && !slices.Contains(list.Strings(), "gzip") {
		c.fault(list.Pos, op.ID, `add "gzip"`, "%s has no encoding that is supported", model.Compression)
	}
	for _, m := range c.members(op.Input) {
		if t := c.model.Target(m); t != nil && t.Traits.Has("smithy.api#requiresLength") {
			c.fault(v.Pos, op.ID, "remove one of the two", "%s cannot compress %s, whose length must be known", model.Compression, m.Name)
		}
	}
}

// checksum checks the trait aws.protocols#httpChecksum.
func (c *checker) checksum(op *model.Shape) {
	v := op.Traits.Get(model.HTTPChecksum)
	if v == nil || v.Kind != ast.Object {
		return
	}
	for _, name := range []string{"requestAlgorithmMember", "requestValidationModeMember"} {
		member := v.GetText(name)
		if member == "" {
			continue
		}
		i := slices.IndexFunc(c.members(op.Input), func(m *model.Member) bool { return m.Name == member })
		if i < 0 {
			c.fault(v.Get(name).Pos, op.ID, "correct the name", "the input has no member %s, the %s of %s", member, name, model.HTTPChecksum)
			continue
		}
		if t := c.model.Target(c.members(op.Input)[i]); t != nil && !(spot{shape: t}).isType("string") {
			c.fault(v.Get(name).Pos, op.ID, "name an enum", "the %s of %s cannot be %s, of the type %s", name, model.HTTPChecksum, member, t.Type)
		}
	}
	validates := v.Get("requestValidationModeMember") != nil
	if validates != (v.Get("responseAlgorithms") != nil) {
		c.fault(v.Pos, op.ID, "say both or neither", "%s has one of requestValidationModeMember and responseAlgorithms", model.HTTPChecksum)
	}
	if !validates && v.Get("requestAlgorithmMember") == nil && !v.Get("requestChecksumRequired").IsTrue() {
		c.fault(v.Pos, op.ID, "say what is to be done", "%s asks for nothing", model.HTTPChecksum)
	}
}
