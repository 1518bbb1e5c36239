// SPDX-License-Identifier: Apache-2.0

package check

import (
	"github.com/seed-40dc4ce0/pail/codegen/internal/ast"
	"github.com/seed-40dc4ce0/pail/codegen/internal/model"
)

// jsonKind is how the value of each shape type stands in JSON.
var jsonKind = map[string]ast.Kind{
	"string": ast.String, "enum": ast.String, "blob": ast.String, "timestamp": ast.String, "boolean": ast.Bool,
	"byte": ast.Number, "short": ast.Number, "integer": ast.Number, "long": ast.Number, "float": ast.Number,
	"double": ast.Number, "intEnum": ast.Number, "list": ast.Array, "set": ast.Array, "map": ast.Object,
	"structure": ast.Object, "union": ast.Object,
}

// conforms checks that v, within the value of the trait id, is a value of the
// shape def that defines it.
func (c *checker) conforms(at, id model.ID, v *ast.Node, def *model.Shape) {
	want, ok := jsonKind[def.Type]
	if !ok {
		return
	}
	if v.Kind != want {
		c.fault(v.Pos, at, "write "+want.String(), "%s must be %s here and is %s", id, want, v.Kind)
		return
	}
	switch def.Type {
	case "list", "set":
		for _, e := range v.Elems {
			c.conformsTo(at, id, e, def.Member("member"))
		}
	case "map":
		for _, f := range v.Fields {
			c.conformsTo(at, id, f.Value, def.Member("value"))
		}
	case "structure":
		for _, f := range v.Fields {
			m := def.Member(f.Name)
			if m == nil {
				c.fault(f.Pos, at, "remove it or correct its name", "%s has no member %q", id, f.Name)
				continue
			}
			c.conformsTo(at, id, f.Value, m)
		}
		for _, m := range def.Members {
			if m.Traits.Has(model.Required) && v.Get(m.Name) == nil {
				c.fault(v.Pos, at, "add it", "%s lacks its member %q", id, m.Name)
			}
		}
	}
}

// conformsTo is conforms for the target of a member.
func (c *checker) conformsTo(at, id model.ID, v *ast.Node, m *model.Member) {
	if m == nil {
		return
	}
	if t := c.model.Target(m); t != nil {
		c.conforms(at, id, v, t)
	}
}
