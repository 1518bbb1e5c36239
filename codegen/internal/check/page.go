// SPDX-License-Identifier: Apache-2.0

package check

import (
	"slices"
	"strings"

	"github.com/seed-40dc4ce0/pail/codegen/internal/ast"
	"github.com/seed-40dc4ce0/pail/codegen/internal/model"
)

// page checks the trait paginated of an operation, with what its service says
// for all: the members that it names exist and have types for their purpose.
func (c *checker) page(service, op *model.Shape) {
	own := op.Traits.Get(model.Paginated)
	if own == nil {
		return
	}
	setting := func(name string) string {
		if text := own.GetText(name); text != "" {
			return text
		}
		return service.Traits.Get(model.Paginated).GetText(name)
	}
	for _, part := range []struct {
		name     string
		in       *model.Ref
		required bool // the setting must be there
		optional bool // the member must not be required
		types    []string
	}{
		{"inputToken", op.Input, true, true, []string{"string", "enum"}},
		{"outputToken", op.Output, true, false, []string{"string", "enum"}},
		{"pageSize", op.Input, false, false, []string{"byte", "short", "integer", "long"}},
		{"items", op.Output, false, false, []string{"list", "set", "map"}},
	} {
		path := setting(part.name)
		if path == "" {
			if part.required {
				c.fault(own.Pos, op.ID, "name a member", "%s lacks its member %q", model.Paginated, part.name)
			}
			continue
		}
		m := c.follow(part.in, path, part.name)
		switch t := c.targetOf(m); {
		case m == nil || t == nil:
			c.fault(at(own, part.name), op.ID, "correct the name", "the member %s of %s that is the %s does not exist", path, model.Paginated, part.name)
		case !slices.Contains(part.types, t.Type):
			c.fault(at(own, part.name), op.ID, "target the type "+part.types[0], "the %s cannot be %s, of the type %s", part.name, path, t.Type)
		case part.optional && m.Traits.Has(model.Required):
			c.fault(at(own, part.name), op.ID, "make it optional", "the %s cannot be %s, which is required", part.name, path)
		}
	}
}

// follow is the member at the end of a path through the structure in r; only
// names of outputs are paths.
func (c *checker) follow(r *model.Ref, path, name string) *model.Member {
	s := c.target(r)
	var m *model.Member
	parts := strings.Split(path, ".")
	if len(parts) > 1 && (name == "inputToken" || name == "pageSize") {
		return nil
	}
	for _, part := range parts {
		if s == nil {
			return nil
		}
		if m = s.Member(part); m == nil {
			return nil
		}
		s = c.model.Target(m)
	}
	return m
}

func (c *checker) targetOf(m *model.Member) *model.Shape {
	if m == nil {
		return nil
	}
	return c.model.Target(m)
}

// at is the place of a field, or of its object.
func at(n *ast.Node, name string) ast.Pos {
	if v := n.Get(name); v != nil {
		return v.Pos
	}
	return n.Pos
}
