// SPDX-License-Identifier: Apache-2.0

package check

import "github.com/seed-40dc4ce0/pail/codegen/internal/model"

// supported checks that the generator can make Go of a shape.
func (c *checker) supported(s *model.Shape) {
	c.wire(spot{shape: s})
	for _, m := range s.Members {
		c.wire(spot{s, m})
		t := c.model.Target(m)
		if t == nil || s.Type == "enum" || s.Type == "intEnum" {
			continue
		}
		switch t.Type {
		case "document", "bigInteger", "bigDecimal":
			if !c.json || c.provider != "" {
				c.fault(m.Pos, m.ID, "leave the member out, or use another type", "the type %s of %s is not supported", t.Type, t.ID)
			}
		case "union":
			if t.Traits.Has(model.Streaming) {
				c.fault(m.Pos, m.ID, "leave the member out", "a stream of events below the input or output is not supported")
			}
		}
		if element := m.Traits.Get(model.Element); element != nil && !c.listOf(t, "string") {
			c.fault(element.Pos, m.ID, "target a list of strings", "%s is for lists of strings", model.Element)
		}
	}
	c.nested(s)
	if c.json {
		c.fields(s)
	}
}

// fields checks that members of one structure or union do not share the name of a
// field of JSON.
func (c *checker) fields(s *model.Shape) {
	if s.Type != "structure" && s.Type != "union" {
		return
	}
	seen := map[string]*model.Member{}
	for _, m := range s.Members {
		if m.Binding() != "" {
			continue // not in the document
		}
		name := m.FieldName()
		if other := seen[name]; other != nil {
			c.fault(m.Pos, m.ID, "give it another "+string(model.JSONName), "the field %s belongs to %s", name, other.Name)
		}
		seen[name] = m
	}
}

// nested checks that no member leads to a structure with a stream in it: only
// inputs and outputs have streams.
func (c *checker) nested(s *model.Shape) {
	for _, m := range s.Members {
		t := c.model.Target(m)
		if t == nil || t.Type != "structure" {
			continue
		}
		for _, inner := range t.Members {
			if blob := c.model.Target(inner); blob != nil && blob.Type == "blob" && blob.Traits.Has(model.Streaming) {
				c.fault(m.Pos, m.ID, "target a structure without streams", "%s has the stream %s, which only an input or output can have", t.ID, inner.Name)
			}
		}
	}
}

// listOf says whether s is a list whose members have the type typ.
func (c *checker) listOf(s *model.Shape, typ string) bool {
	if s == nil || s.Type != "list" || len(s.Members) == 0 {
		return false
	}
	t := c.model.Target(s.Members[0])
	return t != nil && t.Type == typ
}
