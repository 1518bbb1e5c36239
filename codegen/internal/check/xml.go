// SPDX-License-Identifier: Apache-2.0

package check

import "github.com/seed-40dc4ce0/pail/codegen/internal/model"

// elements checks that members of one structure, union or map do not share the
// name of an element or attribute. Members that are bound to another place are
// not in the document.
func (c *checker) elements(s *model.Shape) {
	if s.Type != "structure" && s.Type != "union" && s.Type != "map" {
		return
	}
	seen := map[string]*model.Member{}
	for _, m := range s.Members {
		if m.Binding() != "" {
			continue
		}
		name := m.Traits.Text(model.XMLName)
		if name == "" {
			name = m.Name
		}
		what := "element "
		if m.Traits.Has(model.XMLAttribute) {
			what = "attribute "
		}
		if other := seen[what+name]; other != nil {
			c.fault(m.Pos, m.ID, "give it another "+string(model.XMLName), "the %s%s belongs to %s", what, name, other.Name)
		}
		seen[what+name] = m
	}
}
