// SPDX-License-Identifier: Apache-2.0

package model

import (
	"slices"
)

const mixinTrait ID = "smithy.api#mixin"

// flatten copies the members and traits of the mixins of s into s: members of
// the mixins first, in their order, then the shape's own.
func (a *assembler) flatten(s *Shape) {
	if s.flat {
		return
	}
	if s.busy {
		a.fault(s.Pos, s.ID, "break the circle", "the mixins of the shape lead back to it")
		return
	}
	s.busy = true
	own := s.Members
	s.Members = nil
	for _, ref := range s.Mixins {
		mixin := a.model.Shapes[ref.Target]
		if mixin == nil || !mixin.Traits.Has(mixinTrait) {
			a.fault(ref.Pos, s.ID, "name a shape with the trait "+string(mixinTrait), "%s is no mixin", ref.Target)
			continue
		}
		a.flatten(mixin)
		a.include(s, mixin)
	}
	for _, ref := range slices.Backward(s.Mixins) {
		a.inherit(s, a.model.Shapes[ref.Target])
	}
	for _, m := range own {
		a.add(s, m)
	}
	s.flat, s.busy = true, false
}

// include copies the members of mixin to s, and what its operations need.
func (a *assembler) include(s, mixin *Shape) {
	for _, m := range mixin.Members {
		clone := *m
		clone.ID, clone.Traits = s.ID.With(m.Name), slices.Clone(m.Traits)
		a.add(s, &clone)
	}
	if s.Type == "operation" || s.Type == "service" || s.Type == "resource" {
		s.Errors = slices.Concat(mixin.Errors, s.Errors)
		s.Operations = slices.Concat(mixin.Operations, s.Operations)
		s.Resources = slices.Concat(mixin.Resources, s.Resources)
	}
}

// inherit adds the traits of mixin that s does not have.
func (a *assembler) inherit(s, mixin *Shape) {
	if mixin == nil {
		return
	}
	local := mixin.Traits.Get(mixinTrait).Get("localTraits").Strings()
	for _, t := range mixin.Traits {
		if t.ID != mixinTrait && !slices.Contains(local, string(t.ID)) && !s.Traits.Has(t.ID) {
			s.Traits = append(s.Traits, t)
		}
	}
}

// add appends m to s. A member that is there already and has the same target
// is the same member: its traits come together.
func (a *assembler) add(s *Shape, m *Member) {
	have := s.Member(m.Name)
	switch {
	case have == nil:
		s.Members = append(s.Members, m)
	case have.Target != m.Target:
		a.fault(m.Pos, m.ID, "rename one of the two", "the member is at %s already, with the target %s", have.Pos, have.Target)
	default:
		have.Traits = a.merge(m.ID, have.Traits, m.Traits)
	}
}

// dropMixins removes mixins: flattened, nothing refers to them.
func (a *assembler) dropMixins() {
	a.model.Order = slices.DeleteFunc(a.model.Order, func(id ID) bool {
		if !a.model.Shapes[id].Traits.Has(mixinTrait) {
			return false
		}
		delete(a.model.Shapes, id)
		return true
	})
	for _, s := range a.model.Shapes {
		s.Mixins = nil
	}
}
