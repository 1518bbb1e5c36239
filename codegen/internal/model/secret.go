// SPDX-License-Identifier: Apache-2.0

package model

import "slices"

// Secret says whether the value of a member must never be printed: it, the
// structure that has it, what it targets, or what the lists and maps that it targets hold is sensitive.
// Structures and unions leave out their own secrets.
func (m *Model) Secret(member *Member) bool {
	owner := m.Shapes[member.ID.Shape()]
	if m.Trait(member, Sensitive) != nil || owner != nil && owner.Traits.Has(Sensitive) {
		return true
	}
	s := m.Target(member)
	if s == nil || s.Type != "list" && s.Type != "set" && s.Type != "map" {
		return false
	}
	return slices.ContainsFunc(s.Members, m.Secret)
}
