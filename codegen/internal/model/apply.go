// SPDX-License-Identifier: Apache-2.0

package model

import (
	"slices"

	"github.com/seed-40dc4ce0/pail/codegen/internal/ast"
)

// applyAll adds the traits of list to their targets and returns those whose
// member does not exist; when last is set, that is a fault instead.
func (a *assembler) applyAll(list []application, last bool) []application {
	var late []application
	for _, app := range list {
		shape := a.model.Shapes[app.target.Shape()]
		if shape == nil {
			a.fault(app.pos, app.target, "correct the id or define the shape", "traits are applied to a shape that does not exist")
			continue
		}
		if app.target.Member() == "" {
			shape.Traits = a.merge(app.target, shape.Traits, app.traits)
			continue
		}
		member := shape.Member(app.target.Member())
		switch {
		case member != nil:
			member.Traits = a.merge(app.target, member.Traits, app.traits)
		case last:
			a.fault(app.pos, app.target, "correct the name or add the member", "traits are applied to a member that does not exist")
		default:
			late = append(late, app)
		}
	}
	return late
}

// merge adds traits as Smithy does: an equal value changes nothing, lists are
// joined, and anything else that is there already is a conflict.
func (a *assembler) merge(at ID, have, add Traits) Traits {
	have = slices.Clone(have)
	for _, t := range add {
		i := slices.IndexFunc(have, func(h Trait) bool { return h.ID == t.ID })
		switch {
		case i < 0:
			have = append(have, t)
		case ast.Equal(have[i].Value, t.Value):
		case have[i].Value.Kind == ast.Array && t.Value.Kind == ast.Array:
			have[i].Value = &ast.Node{
				Kind: ast.Array, Pos: have[i].Value.Pos,
				Elems: slices.Concat(have[i].Value.Elems, t.Value.Elems),
			}
		default:
			a.fault(t.Pos, at, "keep one of the two: nothing is overridden", "%s has another value at %s", t.ID, have[i].Pos)
		}
	}
	return have
}
