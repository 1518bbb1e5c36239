// SPDX-License-Identifier: Apache-2.0

package check

import (
	"slices"
	"strings"

	"github.com/seed-40dc4ce0/pail/codegen/internal/model"
)

// matcher runs selectors over one model.
type matcher struct {
	model *model.Model
	known map[visit]bool // what a test says of a spot
}

// visit is a test at a spot.
type visit struct {
	node *byte
	at   spot
}

func newMatcher(m *model.Model) *matcher { return &matcher{m, map[visit]bool{}} }

// all are the spots of the model that the selector leads to.
func (c *matcher) all(s selector) map[spot]bool {
	var from []spot
	for _, id := range c.model.Order {
		shape := c.model.Shapes[id]
		from = append(from, spot{shape: shape})
		for _, m := range shape.Members {
			from = append(from, spot{shape, m})
		}
	}
	found := map[spot]bool{}
	for _, s := range s.run(c, from) {
		found[s] = true
	}
	return found
}

// families are the names of selectors that stand for several types of shapes.
var families = map[string][]string{
	"string":     {"string", "enum"},
	"integer":    {"integer", "intEnum"},
	"list":       {"list", "set"},
	"collection": {"list", "set"},
	"number":     {"byte", "short", "integer", "long", "float", "double", "bigInteger", "bigDecimal", "intEnum"},
	"simpleType": {
		"blob", "boolean", "string", "enum", "byte", "short", "integer", "intEnum", "long", "float", "double",
		"bigInteger", "bigDecimal", "timestamp", "document",
	},
}

// selectable are the words that select by type.
var selectable = []string{
	"blob", "boolean", "string", "enum", "byte", "short", "integer", "intEnum", "long", "float", "double", "bigInteger",
	"bigDecimal", "timestamp", "document", "list", "set", "map", "structure", "union", "operation", "resource", "service",
	"member", "number", "simpleType", "collection",
}

// isType says whether a selector's word for a type means s.
func (s spot) isType(name string) bool {
	switch {
	case name == "*":
		return true
	case s.member != nil:
		return name == "member"
	case families[name] != nil:
		return slices.Contains(families[name], s.shape.Type)
	}
	return s.shape.Type == name
}

// traits are those of the shape or member.
func (s spot) traits() model.Traits {
	if s.member != nil {
		return s.member.Traits
	}
	return s.shape.Traits
}

// filter is the step that keeps what keep says.
func filter(keep func(c *matcher, s spot) bool) step {
	return func(c *matcher, from []spot) []spot {
		var kept []spot
		for _, s := range from {
			if keep(c, s) {
				kept = append(kept, s)
			}
		}
		return kept
	}
}

func ofType(name string) step {
	return filter(func(_ *matcher, s spot) bool { return s.isType(name) })
}

// test keeps the spots from which one of the selectors leads somewhere, or
// those from which none does.
func test(list []selector, want bool) step {
	node := new(byte)
	return filter(func(c *matcher, s spot) bool {
		at := visit{node, s}
		leads, known := c.known[at]
		if !known {
			leads = slices.ContainsFunc(list, func(sel selector) bool { return len(sel.run(c, []spot{s})) > 0 })
			c.known[at] = leads
		}
		return leads == want
	})
}

// union leads to wherever one of the selectors does.
func union(list []selector) step {
	return func(c *matcher, from []spot) []spot {
		var to []spot
		for _, sel := range list {
			to = append(to, sel.run(c, from)...)
		}
		return distinct(to)
	}
}

func distinct(list []spot) []spot {
	seen := map[spot]bool{}
	return slices.DeleteFunc(list, func(s spot) bool {
		was := seen[s]
		seen[s] = true
		return was
	})
}

// attribute is the step for what stands in brackets.
func attribute(text string) (step, error) {
	name, want, compares := strings.Cut(text, "=")
	name, want = strings.TrimSpace(name), strings.Trim(strings.TrimSpace(want), `"'`)
	id, isTrait := strings.CutPrefix(name, "trait|")
	switch {
	case isTrait && !compares:
		if !strings.Contains(id, "#") {
			id = "smithy.api#" + id
		}
		return filter(func(_ *matcher, s spot) bool { return s.traits().Has(model.ID(id)) }), nil
	case name == "id|member" && compares:
		return filter(func(_ *matcher, s spot) bool { return s.member != nil && s.member.Name == want }), nil
	case name == "id" && compares:
		return filter(func(_ *matcher, s spot) bool { return s.member == nil && string(s.shape.ID) == want }), nil
	}
	return nil, errSelector
}

// neighbours leads along the relationships that are named, along all of them
// if none is.
func neighbours(names []string) step {
	return func(c *matcher, from []spot) []spot {
		var to []spot
		for _, s := range from {
			s.each(c.model, func(name string, other spot) {
				if other.shape != nil && (names == nil || slices.Contains(names, name)) {
					to = append(to, other)
				}
			})
		}
		return distinct(to)
	}
}

// each calls f with every neighbour and how it is related.
func (s spot) each(m *model.Model, f func(name string, other spot)) {
	if s.member != nil {
		f("member", spot{shape: m.Target(s.member)})
		return
	}
	for _, member := range s.shape.Members {
		f("member", spot{s.shape, member})
	}
	refs := func(name string, list []model.Ref) {
		for _, r := range list {
			f(name, spot{shape: m.Shape(r.Target)})
		}
	}
	if s.shape.Input != nil {
		refs("input", []model.Ref{*s.shape.Input})
	}
	if s.shape.Output != nil {
		refs("output", []model.Ref{*s.shape.Output})
	}
	refs("error", s.shape.Errors)
	refs("operation", s.shape.Operations)
	refs("resource", s.shape.Resources)
	for _, n := range s.shape.Lifecycle {
		refs(n.Name, []model.Ref{n.Ref})
	}
	for _, n := range s.shape.Identifiers {
		refs("identifier", []model.Ref{n.Ref})
	}
	for _, n := range s.shape.Properties {
		refs("property", []model.Ref{n.Ref})
	}
}
