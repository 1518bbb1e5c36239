// SPDX-License-Identifier: Apache-2.0

package check

import (
	"slices"
	"strings"

	"github.com/seed-40dc4ce0/pail/codegen/internal/model"
)

// targets checks what a shape refers to.
func (c *checker) targets(s *model.Shape) {
	for _, m := range s.Members {
		t := c.exists(m.ID, model.Ref{Target: m.Target, Pos: m.Pos})
		if t != nil && (t.Type == "operation" || t.Type == "service" || t.Type == "resource") {
			c.fault(m.Pos, m.ID, "target data", "a member cannot be %s, of the type %s", t.ID, t.Type)
		}
	}
	for _, want := range map[string][]string{"list": {"member"}, "set": {"member"}, "map": {"key", "value"}}[s.Type] {
		if s.Member(want) == nil {
			c.fault(s.Pos, s.ID, "add it", "the %s has no %q", s.Type, want)
		}
	}
	for _, r := range []*model.Ref{s.Input, s.Output} {
		if r != nil {
			c.isA(s.ID, *r, "structure")
		}
	}
	for _, r := range s.Errors {
		c.isA(s.ID, r, "structure")
	}
	for _, r := range s.Operations {
		c.isA(s.ID, r, "operation")
	}
	for _, r := range s.Resources {
		c.isA(s.ID, r, "resource")
	}
	if (s.Type == "list" || s.Type == "set" || s.Type == "map") && c.holdsItself(s, nil) {
		c.fault(s.Pos, s.ID, "put a structure between", "the %s holds itself", s.Type)
	}
}

// exists returns the target of r.
func (c *checker) exists(at model.ID, r model.Ref) *model.Shape {
	s := c.model.Shape(r.Target)
	if s == nil {
		c.fault(r.Pos, at, "correct the id or define the shape", "the target %s does not exist", r.Target)
	}
	return s
}

// isA checks that the target of r is a shape of the type want.
func (c *checker) isA(at model.ID, r model.Ref, want string) {
	if s := c.exists(at, r); s != nil && s.Type != want {
		c.fault(r.Pos, at, "target the type "+want, "%s has the type %s", r.Target, s.Type)
	}
}

// holdsItself says whether lists and maps alone lead from s back to a shape
// that was passed before.
func (c *checker) holdsItself(s *model.Shape, passed []model.ID) bool {
	if slices.Contains(passed, s.ID) {
		return true
	}
	if s.Type != "list" && s.Type != "set" && s.Type != "map" {
		return false
	}
	for _, m := range s.Members {
		if t := c.model.Target(m); t != nil && c.holdsItself(t, append(passed, s.ID)) {
			return true
		}
	}
	return false
}

// names checks that members can be told apart in Go, and shapes without
// regard to case, as Smithy demands.
func (c *checker) names(s *model.Shape) {
	seen := map[string]*model.Member{}
	for _, m := range s.Members {
		name := strings.ToLower(m.Name)
		if other := seen[name]; other != nil {
			c.fault(m.Pos, m.ID, "rename one of the two", "the name differs from %s only in case", other.Name)
		}
		seen[name] = m
	}
}

// goNames checks that the shapes of a client have names of their own.
func (c *checker) goNames(reached map[model.ID]bool) {
	seen := map[string]*model.Shape{}
	for _, id := range c.model.Order {
		s := c.model.Shapes[id]
		if !reached[id] || s.Type != "structure" && s.Type != "enum" && s.Type != "operation" {
			continue
		}
		name := strings.ToLower(id.Name())
		if other := seen[name]; other != nil {
			c.fault(s.Pos, id, "rename one of the two", "the name is that of %s at %s", other.ID, other.Pos)
		}
		seen[name] = s
	}
}

// supported checks that the generator can make Go of a shape.
func (c *checker) supported(s *model.Shape) {
	for _, m := range s.Members {
		if s.Type == "enum" || s.Type == "intEnum" {
			continue
		}
		t := c.model.Target(m)
		switch {
		case t == nil:
		case t.Type == "union", t.Type == "document", t.Type == "bigInteger", t.Type == "bigDecimal":
			c.fault(m.Pos, m.ID, "leave the member out, or use another type", "the type %s of %s is not supported", t.Type, t.ID)
		case t.Type != "string" && t.Type != "enum" && m.Traits.Has(model.XMLAttribute):
			c.fault(m.Pos, m.ID, "use a string", "an attribute of the type %s is not supported", t.Type)
		}
		if element := m.Traits.Get(model.Element); element != nil && !c.listOf(t, "string") {
			c.fault(element.Pos, m.ID, "target a list of strings", "%s is for lists of strings", model.Element)
		}
		if m.Traits.Has(model.XMLFlattened) && t != nil && t.Type != "list" && t.Type != "set" && t.Type != "map" {
			c.fault(m.Pos, m.ID, "remove it", "%s is for lists and maps", model.XMLFlattened)
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
