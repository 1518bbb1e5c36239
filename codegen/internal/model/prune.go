// SPDX-License-Identifier: Apache-2.0

package model

import (
	"slices"
	"strings"
)

// Lacks says whether the provider lacks the operation or member that has the
// traits, and why.
func (t Traits) Lacks(provider string) (reason string, lacks bool) {
	if v := t.Get(Unsupported); v != nil {
		return v.Text, true
	}
	if only := t.Get(Only); only != nil && !slices.Contains(only.Strings(), provider) {
		return "exists on " + strings.Join(only.Strings(), ", ") + " only", true
	}
	return "", false
}

// Prune returns the model as provider has it: without the operations and
// members that it lacks, and without the shapes that nothing needs then.
func (m *Model) Prune(provider string) *Model {
	all := &Model{Order: m.Order, Shapes: map[ID]*Shape{}, Metadata: m.Metadata, mixins: m.mixins}
	var roots []ID
	for _, id := range m.Order {
		s := *m.Shapes[id]
		if _, lacks := s.Traits.Lacks(provider); lacks {
			continue
		}
		s.Members = slices.DeleteFunc(slices.Clone(s.Members), func(member *Member) bool {
			_, lacks := member.Traits.Lacks(provider)
			return lacks
		})
		s.Operations = slices.DeleteFunc(slices.Clone(s.Operations), func(r Ref) bool {
			op := m.Shapes[r.Target]
			if op == nil {
				return false
			}
			_, lacks := op.Traits.Lacks(provider)
			return lacks
		})
		all.Shapes[id] = &s
		if s.Type == "service" || s.Traits.Has(TraitDef) {
			roots = append(roots, id)
		}
	}
	reached := all.Closure(roots...)
	pruned := &Model{Shapes: map[ID]*Shape{}, Metadata: m.Metadata, mixins: m.mixins}
	for _, id := range m.Order {
		if reached[id] {
			pruned.Order = append(pruned.Order, id)
			pruned.Shapes[id] = all.Shapes[id]
		}
	}
	return pruned
}

// Closure returns the shapes that roots lead to, roots included, except those
// of the prelude.
func (m *Model) Closure(roots ...ID) map[ID]bool {
	reached := map[ID]bool{}
	roots = slices.Clone(roots)
	for len(roots) > 0 {
		id := roots[len(roots)-1]
		roots = roots[:len(roots)-1]
		s := m.Shapes[id]
		if s == nil || reached[id] {
			continue
		}
		reached[id] = true
		for _, ref := range s.Refs() {
			roots = append(roots, ref.Target)
		}
	}
	return reached
}

// Refs are all shapes that s names, in the order of the file.
func (s *Shape) Refs() []Ref {
	var refs []Ref
	for _, r := range []*Ref{s.Input, s.Output} {
		if r != nil {
			refs = append(refs, *r)
		}
	}
	refs = slices.Concat(refs, s.Errors, s.Operations, s.Resources, s.Mixins)
	for _, m := range s.Members {
		refs = append(refs, Ref{m.Target, m.Pos})
	}
	return refs
}
