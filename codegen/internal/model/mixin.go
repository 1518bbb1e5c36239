// SPDX-License-Identifier: Apache-2.0

package model

import "slices"

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
	var mixins []*Shape
	for _, ref := range s.Mixins {
		mixin := a.model.Shapes[ref.Target]
		switch {
		case mixin == nil || !mixin.Traits.Has(mixinTrait):
			a.fault(ref.Pos, s.ID, "name a shape with the trait "+string(mixinTrait), "%s is no mixin", ref.Target)
		case mixin.Type != s.Type:
			a.fault(ref.Pos, s.ID, "name a mixin of the type "+s.Type, "the mixin %s has the type %s", ref.Target, mixin.Type)
		default:
			a.flatten(mixin)
			mixins = append(mixins, mixin)
		}
	}
	for _, mixin := range mixins {
		for _, m := range mixin.Members {
			a.add(s, m)
		}
	}
	a.properties(s, mixins)
	for _, mixin := range slices.Backward(mixins) {
		a.inherit(s, mixin)
	}
	for _, m := range own {
		a.add(s, m)
	}
	for _, m := range s.Members {
		if late := a.late[m.ID]; late != nil {
			m.Traits = over(m.Traits, late.traits)
			delete(a.late, m.ID)
		}
	}
	if s.Traits.Has(mixinTrait) {
		a.mixin(s)
	}
	s.flat, s.busy = true, false
}

// mixin checks what a mixin may not have because the shapes that use it could
// not share it.
func (a *assembler) mixin(s *Shape) {
	unit := func(r *Ref) bool { return r == nil || r.Target == Unit }
	if !unit(s.Input) || !unit(s.Output) {
		a.fault(s.Pos, s.ID, "leave them to the operations that use it", "a mixin of operations has no input or output")
	}
	if s.Type == "resource" && len(s.Other) > 0 {
		a.fault(s.Pos, s.ID, "leave them to the resources that use it", "a mixin of resources has nothing but traits")
	}
}

// inherit adds the traits of mixin that s does not have.
func (a *assembler) inherit(s, mixin *Shape) {
	local := mixin.Traits.Get(mixinTrait).Get("localTraits").Strings()
	for _, t := range mixin.Traits {
		if t.ID != mixinTrait && !slices.Contains(local, string(t.ID)) && !s.Traits.Has(t.ID) {
			s.Traits = append(s.Traits, t)
		}
	}
}

// add appends a member of s or of one of its mixins. One that is there already
// and has the same target is the same member; the traits of the later one win.
func (a *assembler) add(s *Shape, m *Member) {
	have := s.Member(m.Name)
	switch {
	case have == nil:
		clone := *m
		clone.ID, clone.Traits = s.ID.With(m.Name), slices.Clone(m.Traits)
		s.Members = append(s.Members, &clone)
	case have.Target != m.Target:
		a.fault(m.Pos, s.ID.With(m.Name), "rename one of the two", "the member is at %s already, with the target %s", have.Pos, have.Target)
	default:
		have.Traits = over(have.Traits, m.Traits)
	}
}

// dropMixins removes mixins: flattened, nothing refers to them.
func (a *assembler) dropMixins() {
	a.model.Order = slices.DeleteFunc(a.model.Order, func(id ID) bool {
		if !a.model.Shapes[id].Traits.Has(mixinTrait) {
			return false
		}
		delete(a.model.Shapes, id)
		a.model.mixins[id] = true
		return true
	})
	for _, s := range a.model.Shapes {
		s.Mixins = nil
	}
}
