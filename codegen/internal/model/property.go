// SPDX-License-Identifier: Apache-2.0

package model

import (
	"slices"

	"github.com/seed-40dc4ce0/pail/codegen/internal/ast"
)

// properties copies what services and operations have beside members from the
// mixins: lists begin with what the mixins have, names of shapes come
// together, and the shape's own version and names win.
func (a *assembler) properties(s *Shape, mixins []*Shape) {
	if s.Type != "operation" && s.Type != "service" {
		return
	}
	var errors, operations, resources []Ref
	for _, mixin := range mixins {
		errors = append(errors, mixin.Errors...)
		operations = append(operations, mixin.Operations...)
		resources = append(resources, mixin.Resources...)
	}
	s.Errors = distinct(append(errors, s.Errors...))
	s.Operations = distinct(append(operations, s.Operations...))
	s.Resources = distinct(append(resources, s.Resources...))
	for _, mixin := range slices.Backward(mixins) {
		for _, f := range mixin.Other {
			s.include(f)
		}
	}
}

// include adds a property of a mixin that s has not.
func (s *Shape) include(f ast.Field) {
	i := slices.IndexFunc(s.Other, func(have ast.Field) bool { return have.Name == f.Name })
	switch {
	case i < 0:
		s.Other = append(s.Other, f)
	case f.Name == "rename":
		merged := &ast.Node{Kind: ast.Object, Pos: s.Other[i].Value.Pos, Fields: slices.Clone(s.Other[i].Value.Fields)}
		for _, entry := range f.Value.Fields {
			if merged.Get(entry.Name) == nil {
				merged.Fields = append(merged.Fields, entry)
			}
		}
		s.Other[i].Value = merged
	}
}

// distinct is refs without those whose target stands there already.
func distinct(refs []Ref) []Ref {
	var list []Ref
	for _, r := range refs {
		if !slices.ContainsFunc(list, func(have Ref) bool { return have.Target == r.Target }) {
			list = append(list, r)
		}
	}
	return list
}
