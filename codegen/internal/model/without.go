// SPDX-License-Identifier: Apache-2.0

package model

import "slices"

// Without returns the model without some operations and without the shapes
// that only they lead to. The model itself does not change.
func (m *Model) Without(operations ...ID) *Model {
	if len(operations) == 0 {
		return m
	}
	gone := func(r Ref) bool { return slices.Contains(operations, r.Target) }
	less := &Model{Shapes: map[ID]*Shape{}, Metadata: m.Metadata, mixins: m.mixins}
	var roots []ID
	for _, id := range m.Order {
		s := *m.Shapes[id]
		if slices.Contains(operations, id) {
			continue
		}
		s.Operations = slices.DeleteFunc(slices.Clone(s.Operations), gone)
		s.Lifecycle = slices.DeleteFunc(slices.Clone(s.Lifecycle), func(n Named) bool { return gone(n.Ref) })
		less.Shapes[id] = &s
		if s.Type == "service" || s.Traits.Has(TraitDef) {
			roots = append(roots, id)
		}
	}
	before, after := m.Closure(slices.Concat(roots, operations)...), less.Closure(roots...)
	for _, id := range m.Order {
		switch {
		case less.Shapes[id] == nil:
		case before[id] && !after[id]:
			delete(less.Shapes, id)
		default:
			less.Order = append(less.Order, id)
		}
	}
	return less
}
