// SPDX-License-Identifier: Apache-2.0

package check

import (
	"strings"

	"github.com/seed-40dc4ce0/pail/codegen/internal/model"
)

// targets checks what a shape refers to.
func (c *checker) targets(s *model.Shape) {
	isEnum := s.Type == "enum" || s.Type == "intEnum"
	for _, m := range s.Members {
		t := c.exists(m.ID, model.Ref{Target: m.Target, Pos: m.Pos})
		switch {
		case t == nil:
		case t.Type == "operation" || t.Type == "service" || t.Type == "resource":
			c.fault(m.Pos, m.ID, "target data", "a member cannot be %s, of the type %s", t.ID, t.Type)
		case t.Traits.Has(model.TraitDef):
			c.fault(m.Pos, m.ID, "target a shape for data", "%s is a trait and no type of a member", t.ID)
		case !isEnum && s.Type != "union" && t.ID == model.Unit:
			c.fault(m.Pos, m.ID, "target a structure without members", "only operations and members of unions may have nothing: %s", t.ID)
		case isEnum && t.ID != model.Unit:
			c.fault(m.Pos, m.ID, "target "+string(model.Unit), "a value of an enum has no type of its own")
		case m.Name == "key" && s.Type == "map" && !(spot{shape: t}).isType("string"):
			c.fault(m.Pos, m.ID, "target a string", "the keys of a map are strings and not of the type %s", t.Type)
		}
	}
	for _, want := range map[string][]string{"list": {"member"}, "set": {"member"}, "map": {"key", "value"}}[s.Type] {
		if s.Member(want) == nil {
			c.fault(s.Pos, s.ID, "add it", "the %s has no %q", s.Type, want)
		}
	}
	if (s.Type == "union" || isEnum) && len(s.Members) == 0 {
		c.fault(s.Pos, s.ID, "add one", "the %s has no members", s.Type)
	}
	c.operation(s)
	for _, r := range s.Operations {
		c.isA(s.ID, r, "operation")
	}
	for _, r := range s.Resources {
		c.isA(s.ID, r, "resource")
	}
	if c.holdsItself(s, s, map[model.ID]bool{}) {
		c.fault(s.Pos, s.ID, "put a structure between", "the %s holds itself", s.Type)
	}
	if s.Type == "structure" && c.needsItself(s, s, map[model.ID]bool{}) {
		c.fault(s.Pos, s.ID, "make one of the members optional", "the structure cannot be without another of its kind in it")
	}
}

// operation checks what an operation takes and gives, and the errors of a
// service.
func (c *checker) operation(s *model.Shape) {
	for _, r := range []*model.Ref{s.Input, s.Output} {
		if r == nil {
			continue
		}
		c.isA(s.ID, *r, "structure")
		if t := c.model.Shape(r.Target); t != nil && t.Traits.Has(model.Error) {
			c.fault(r.Pos, s.ID, "use a structure of its own", "%s is an error and neither input nor output", r.Target)
		}
	}
	for _, r := range s.Errors {
		c.isA(s.ID, r, "structure")
		if t := c.model.Shape(r.Target); t != nil && t.Type == "structure" && !t.Traits.Has(model.Error) {
			c.fault(r.Pos, s.ID, "give it the trait "+string(model.Error), "%s is no error", r.Target)
		}
	}
}

// exists returns the target of r.
func (c *checker) exists(at model.ID, r model.Ref) *model.Shape {
	s := c.model.Shape(r.Target)
	switch {
	case s == nil && c.model.IsMixin(r.Target):
		c.fault(r.Pos, at, "name a shape that uses it", "the target %s is a mixin", r.Target)
	case s == nil:
		c.fault(r.Pos, at, "correct the id or define the shape", "the target %s does not exist", r.Target)
	case s.Traits.Has("smithy.api#private") && r.Target.Namespace() != at.Namespace():
		c.fault(r.Pos, at, "name a shape that is not private", "%s is private to the namespace %s", r.Target, r.Target.Namespace())
	}
	return s
}

// isA checks that the target of r is a shape of the type want.
func (c *checker) isA(at model.ID, r model.Ref, want string) {
	if s := c.exists(at, r); s != nil && s.Type != want {
		c.fault(r.Pos, at, "target the type "+want, "%s has the type %s", r.Target, s.Type)
	}
}

// holdsItself says whether lists and maps alone lead from s to the list or map
// goal.
func (c *checker) holdsItself(s, goal *model.Shape, passed map[model.ID]bool) bool {
	if s.Type != "list" && s.Type != "set" && s.Type != "map" {
		return false
	}
	for _, m := range s.Members {
		t := c.model.Target(m)
		if t == nil || passed[t.ID] {
			continue
		}
		passed[t.ID] = true
		if t.ID == goal.ID || c.holdsItself(t, goal, passed) {
			return true
		}
	}
	return false
}

// needsItself says whether required members lead from s to the structure goal.
func (c *checker) needsItself(s, goal *model.Shape, passed map[model.ID]bool) bool {
	for _, m := range s.Members {
		t := c.model.Target(m)
		if t == nil || t.Type != "structure" || !m.Traits.Has(model.Required) {
			continue
		}
		if t.ID == goal.ID {
			return true
		}
		if !passed[t.ID] {
			passed[t.ID] = true
			if c.needsItself(t, goal, passed) {
				return true
			}
		}
	}
	return false
}

// names checks that members differ in more than the case of letters.
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

// ids checks that shapes differ in more than the case of letters.
func (c *checker) ids() {
	seen := map[string]*model.Shape{}
	for _, id := range c.model.Order {
		s := c.model.Shapes[id]
		if other := seen[strings.ToLower(string(id))]; other != nil {
			c.fault(s.Pos, id, "rename one of the two", "the id differs from %s at %s only in case", other.ID, other.Pos)
		}
		seen[strings.ToLower(string(id))] = s
	}
}
