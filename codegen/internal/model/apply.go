// SPDX-License-Identifier: Apache-2.0

package model

import (
	"maps"
	"slices"

	"github.com/seed-40dc4ce0/pail/codegen/internal/ast"
)

// applyAll adds the traits of all apply statements to their targets. Those for
// members that do not exist wait for a mixin to bring the member.
func (a *assembler) applyAll() {
	for _, app := range a.applies {
		shape := a.model.Shapes[app.target.Shape()]
		if shape == nil {
			a.fault(app.pos, app.target, "correct the id or define the shape", "traits are applied to a shape that does not exist")
			continue
		}
		if app.target.Member() == "" {
			shape.Traits = a.merge(app.target, shape.Traits, app.traits)
			continue
		}
		if member := shape.Member(app.target.Member()); member != nil {
			member.Traits = a.merge(app.target, member.Traits, app.traits)
			continue
		}
		if have := a.late[app.target]; have != nil {
			have.traits = a.merge(app.target, have.traits, app.traits)
			continue
		}
		a.late[app.target] = &app
	}
}

// strayed are the traits that wait for members which no mixin brought.
func (a *assembler) strayed() {
	for _, id := range slices.Sorted(maps.Keys(a.late)) {
		a.fault(a.late[id].pos, id, "correct the name or add the member", "traits are applied to a member that does not exist")
	}
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

// over lays traits over have: they take the place of those with the same id.
func over(have, traits Traits) Traits {
	have = slices.Clone(have)
	for _, t := range traits {
		if i := slices.IndexFunc(have, func(h Trait) bool { return h.ID == t.ID }); i >= 0 {
			have[i] = t
		} else {
			have = append(have, t)
		}
	}
	return have
}
