// SPDX-License-Identifier: Apache-2.0

package model

import (
	"slices"

	"github.com/seed-40dc4ce0/pail/codegen/internal/ast"
)

// metadata adds what a file says about the whole model: lists come together,
// and anything else must be the same in every file that has it.
func (a *assembler) metadata(n *ast.Node) {
	for _, f := range n.Fields {
		i := slices.IndexFunc(a.model.Metadata, func(have ast.Field) bool { return have.Name == f.Name })
		if i < 0 {
			a.model.Metadata = append(a.model.Metadata, f)
			continue
		}
		have := a.model.Metadata[i].Value
		switch {
		case have.Kind == ast.Array && f.Value.Kind == ast.Array:
			a.model.Metadata[i].Value = &ast.Node{Kind: ast.Array, Pos: have.Pos, Elems: slices.Concat(have.Elems, f.Value.Elems)}
		case !ast.Equal(have, f.Value):
			a.fault(f.Pos, "", "keep one of the two", "the metadata %q have another value at %s", f.Name, have.Pos)
		}
	}
}

// again takes a shape that another file defines too. Both must say the same;
// traits come together as if one was applied to the other.
func (a *assembler) again(have, s *Shape) {
	if !same(have, s) {
		a.fault(s.Pos, s.ID, "rename or remove one of the two", "the shape is defined at %s already", have.Pos)
		return
	}
	a.applies = append(a.applies, application{s.ID, s.Pos, s.Traits})
	for _, m := range s.Members {
		a.applies = append(a.applies, application{m.ID, m.Pos, m.Traits})
	}
}

// same says whether two definitions of a shape differ in traits only.
func same(a, b *Shape) bool {
	members := func(x, y *Member) bool { return x.Name == y.Name && x.Target == y.Target }
	other := func(x, y ast.Field) bool { return x.Name == y.Name && ast.Equal(x.Value, y.Value) }
	return a.Type == b.Type && slices.EqualFunc(a.Members, b.Members, members) && slices.EqualFunc(a.Other, b.Other, other) &&
		one(a.Input, b.Input) && one(a.Output, b.Output) && slices.EqualFunc(a.Errors, b.Errors, toSame) &&
		slices.EqualFunc(a.Operations, b.Operations, toSame) && slices.EqualFunc(a.Resources, b.Resources, toSame) &&
		slices.EqualFunc(a.Mixins, b.Mixins, toSame)
}

func toSame(a, b Ref) bool { return a.Target == b.Target }

func one(a, b *Ref) bool { return a == b || a != nil && b != nil && a.Target == b.Target }
