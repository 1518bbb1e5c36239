// SPDX-License-Identifier: Apache-2.0

package check

import (
	"slices"
	"strings"

	"github.com/seed-40dc4ce0/pail/codegen/internal/model"
)

// closure checks that the shapes that a service leads to have names of their
// own, whatever their namespace and the case of letters; see "Service closure"
// in the specification. Simple types and lists of them may share one when they
// are alike.
func (c *checker) closure(service *model.Shape, reached map[model.ID]bool) {
	c.renames(service, reached)
	seen := map[string]*model.Shape{}
	for _, id := range c.model.Order {
		s := c.model.Shapes[id]
		if !reached[id] || s.Type == "service" || id == model.Nothing {
			continue
		}
		name := strings.ToLower(service.Called(id))
		if other := seen[name]; other != nil && !strings.EqualFold(string(id), string(other.ID)) && !c.alike(s, other, 0) {
			c.fault(s.Pos, id, `add "rename": {"`+string(id)+`": "..."} to the service `+string(service.ID), "the name is that of %s at %s", other.ID, other.Pos)
		}
		seen[name] = s
	}
}

// renames checks what the service calls shapes.
func (c *checker) renames(service *model.Shape, reached map[model.ID]bool) {
	for _, r := range service.Renames() {
		s := c.model.Shapes[r.Target]
		switch {
		case s == nil:
			c.fault(r.Pos, service.ID, "correct the id or remove it", "the service renames %s, which does not exist", r.Target)
		case !reached[r.Target]:
			c.fault(r.Pos, service.ID, "remove it", "the service renames %s, to which it does not lead", r.Target)
		case s.Type == "operation" || s.Type == "resource" || s.Type == "service":
			c.fault(r.Pos, service.ID, "remove it", "the service renames %s, of the type %s", r.Target, s.Type)
		case r.Name == r.Target.Name():
			c.fault(r.Pos, service.ID, "remove it", "the service renames %s to its own name", r.Target)
		}
	}
}

// alike says whether two shapes are simple types or lists that differ in
// nothing but their id.
func (c *checker) alike(a, b *model.Shape, depth int) bool {
	if depth > 20 || a.Type != b.Type || !sameTraits(a.Traits, b.Traits) {
		return false
	}
	if a.Type != "list" && a.Type != "set" && !(spot{shape: a}).isType("simpleType") {
		return false
	}
	return slices.EqualFunc(a.Members, b.Members, func(x, y *model.Member) bool {
		if x.Name != y.Name || !sameTraits(x.Traits, y.Traits) {
			return false
		}
		s, t := c.model.Target(x), c.model.Target(y)
		return s == t || s != nil && t != nil && c.alike(s, t, depth+1)
	})
}
