// SPDX-License-Identifier: Apache-2.0

package check

import (
	"slices"

	"github.com/seed-40dc4ce0/pail/codegen/internal/model"
)

// endless finds unions whose values would have no end, since each member leads
// back to the union; see "Recursive shape definitions" in the specification.
func (c *checker) endless() {
	ends := map[model.ID]bool{}
	for changed := true; changed; {
		changed = false
		for _, id := range c.model.Order {
			if !ends[id] && c.ends(c.model.Shapes[id], ends) {
				ends[id], changed = true, true
			}
		}
	}
	for _, id := range c.model.Order {
		if s := c.model.Shapes[id]; s.Type == "union" && len(s.Members) > 0 && !ends[id] {
			c.fault(s.Pos, id, "add a member that does not lead back to it", "no value of the union can end")
		}
	}
}

// ends says whether s has a value, given the shapes of the model that have.
func (c *checker) ends(s *model.Shape, known map[model.ID]bool) bool {
	leads := func(m *model.Member) bool { return c.model.Shapes[m.Target] == nil || known[m.Target] }
	switch s.Type {
	case "union":
		return slices.ContainsFunc(s.Members, leads)
	case "structure":
		return !slices.ContainsFunc(s.Members, func(m *model.Member) bool { return m.Traits.Has(model.Required) && !leads(m) })
	}
	return true // a list or a map may be empty
}

// unique checks that the values of a list without doubles can be compared: that
// the list does not lead to a float, double or document.
func (c *checker) unique(s *model.Shape) {
	if s.Type == "set" || s.Traits.Has("smithy.api#uniqueItems") {
		if t := c.incomparable(s, map[model.ID]bool{}); t != nil {
			c.fault(s.Pos, s.ID, "allow doubles, or use another type", "the items must be unique and lead to %s: values of the type %s cannot be compared", t.ID, t.Type)
		}
	}
}

// incomparable is a shape below s whose values cannot be compared, nil if there
// is none.
func (c *checker) incomparable(s *model.Shape, passed map[model.ID]bool) *model.Shape {
	for _, m := range s.Members {
		t := c.model.Target(m)
		if t == nil || passed[t.ID] {
			continue
		}
		passed[t.ID] = true
		if t.Type == "float" || t.Type == "double" || t.Type == "document" {
			return t
		}
		if found := c.incomparable(t, passed); found != nil {
			return found
		}
	}
	return nil
}
