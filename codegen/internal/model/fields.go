// SPDX-License-Identifier: Apache-2.0

package model

import (
	"slices"

	"github.com/seed-40dc4ce0/pail/codegen/internal/ast"
)

// shape reads the fields of a shape.
func (a *assembler) shape(s *Shape, n *ast.Node) {
	for _, f := range n.Fields {
		switch {
		case f.Name == "type":
		case f.Name == "traits":
			s.Traits = a.traits(s.ID, f.Value)
		case !slices.Contains(kinds[s.Type], f.Name):
			a.fault(f.Pos, s.ID, "remove it", "the type %s has no field %q", s.Type, f.Name)
		default:
			a.field(s, f)
		}
	}
}

// field reads one field that the type of s has.
func (a *assembler) field(s *Shape, f ast.Field) {
	switch f.Name {
	case "members":
		if f.Value.Kind != ast.Object {
			a.fault(f.Pos, s.ID, "write {...}", "the members are %s and no object", f.Value.Kind)
		}
		for _, m := range f.Value.Fields {
			a.member(s, m)
		}
	case "member", "key", "value":
		a.member(s, f)
	case "mixins":
		s.Mixins = a.refs(s.ID, f.Value)
	case "input":
		s.Input = a.ref(s.ID, f.Value)
	case "output":
		s.Output = a.ref(s.ID, f.Value)
	case "errors":
		s.Errors = a.refs(s.ID, f.Value)
	case "operations", "collectionOperations":
		s.Operations = append(s.Operations, a.refs(s.ID, f.Value)...)
	case "create", "put", "read", "update", "delete", "list":
		if r := a.ref(s.ID, f.Value); r != nil {
			s.Operations = append(s.Operations, *r)
			s.Lifecycle = append(s.Lifecycle, Named{*r, f.Name})
		}
	case "resources":
		s.Resources = a.refs(s.ID, f.Value)
	case "identifiers":
		s.Identifiers = a.named(s.ID, f.Value)
	case "properties":
		s.Properties = a.named(s.ID, f.Value)
	case "version":
		if f.Value.Kind != ast.String {
			a.fault(f.Pos, s.ID, "write a string", "the version is %s", f.Value.Kind)
		}
	case "rename":
		a.renames(s, f.Value)
	}
	if s.Type == "resource" || f.Name == "version" || f.Name == "rename" {
		s.Other = append(s.Other, f)
	}
}

// member reads one member of s.
func (a *assembler) member(s *Shape, f ast.Field) {
	m := &Member{ID: s.ID.With(f.Name), Name: f.Name, Pos: f.Pos}
	if !identifier(f.Name) {
		a.fault(f.Pos, m.ID, "use letters, digits and _", "this is not a name for a member")
		return
	}
	for _, field := range f.Value.Fields {
		if field.Name != "target" && field.Name != "traits" {
			a.fault(field.Pos, m.ID, "remove it", "a member has no field %q", field.Name)
		}
	}
	if r := a.ref(m.ID, f.Value); r != nil {
		m.Target = r.Target
		m.Traits = a.traits(m.ID, f.Value.Get("traits"))
		s.Members = append(s.Members, m)
	}
}

// named reads {"name": {"target": id}, ...}.
func (a *assembler) named(at ID, n *ast.Node) []Named {
	if n.Kind != ast.Object {
		a.fault(n.Pos, at, `write {"name": {"target": ...}}`, "an object is wanted and there is %s", n.Kind)
		return nil
	}
	var list []Named
	for _, f := range n.Fields {
		if r := a.ref(at, f.Value); r != nil {
			list = append(list, Named{*r, f.Name})
		}
	}
	return list
}

// ref reads {"target": id}.
func (a *assembler) ref(at ID, n *ast.Node) *Ref {
	target := ID(n.GetText("target"))
	if !target.valid() || target.Member() != "" {
		a.fault(n.Pos, at, `write {"target": "namespace#Name"}`, "the target is missing or no shape id")
		return nil
	}
	return &Ref{target, n.Get("target").Pos}
}

// refs reads a list of {"target": id}.
func (a *assembler) refs(at ID, n *ast.Node) []Ref {
	if n.Kind != ast.Array {
		a.fault(n.Pos, at, `write [{"target": ...}]`, "a list is wanted and there is %s", n.Kind)
		return nil
	}
	var list []Ref
	for _, e := range n.Elems {
		if r := a.ref(at, e); r != nil {
			list = append(list, *r)
		}
	}
	return list
}

// traits reads the object of traits n of the shape or member at; nil is none.
func (a *assembler) traits(at ID, n *ast.Node) Traits {
	if n == nil {
		return nil
	}
	if n.Kind != ast.Object {
		a.fault(n.Pos, at, `write "traits": {...}`, "traits are an object, not %s", n.Kind)
		return nil
	}
	var list Traits
	for _, f := range n.Fields {
		if !ID(f.Name).valid() {
			a.fault(f.Pos, at, "write namespace#name", "%q is not the id of a trait", f.Name)
			continue
		}
		list = append(list, Trait{ID(f.Name), f.Value, f.Pos})
	}
	return list
}
