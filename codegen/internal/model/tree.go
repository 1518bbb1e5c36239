// SPDX-License-Identifier: Apache-2.0

package model

import "github.com/seed-40dc4ce0/pail/codegen/internal/ast"

// Tree returns the model as one JSON document.
func (m *Model) Tree() *ast.Node {
	fields := []ast.Field{{Name: "smithy", Value: ast.NewString("2.0")}}
	if len(m.Metadata) > 0 {
		fields = append(fields, ast.Field{Name: "metadata", Value: ast.NewObject(m.Metadata...)})
	}
	shapes := ast.NewObject()
	for _, id := range m.Order {
		shapes.Fields = append(shapes.Fields, ast.Field{Name: string(id), Value: m.Shapes[id].tree()})
	}
	return ast.NewObject(append(fields, ast.Field{Name: "shapes", Value: shapes})...)
}

// tree returns one shape.
func (s *Shape) tree() *ast.Node {
	n := ast.NewObject(ast.Field{Name: "type", Value: ast.NewString(s.Type)})
	add := func(name string, v *ast.Node) { n.Fields = append(n.Fields, ast.Field{Name: name, Value: v}) }
	n.Fields = append(n.Fields, s.Other...)
	if s.Type == "operation" {
		for _, io := range []struct {
			name string
			ref  *Ref
		}{{"input", s.Input}, {"output", s.Output}} {
			if io.ref != nil {
				add(io.name, target(io.ref.Target))
			}
		}
	}
	if s.Type != "resource" && len(s.Operations) > 0 {
		add("operations", targets(s.Operations))
	}
	if s.Type != "resource" && len(s.Resources) > 0 {
		add("resources", targets(s.Resources))
	}
	if len(s.Errors) > 0 {
		add("errors", targets(s.Errors))
	}
	if len(s.Traits) > 0 {
		add("traits", s.Traits.tree())
	}
	s.treeMembers(add)
	return n
}

// treeMembers adds the members as the type of s has them.
func (s *Shape) treeMembers(add func(string, *ast.Node)) {
	members := ast.NewObject()
	for _, m := range s.Members {
		v := target(m.Target)
		if len(m.Traits) > 0 {
			v.Fields = append(v.Fields, ast.Field{Name: "traits", Value: m.Traits.tree()})
		}
		if s.Type == "list" || s.Type == "set" || s.Type == "map" {
			add(m.Name, v)
			continue
		}
		members.Fields = append(members.Fields, ast.Field{Name: m.Name, Value: v})
	}
	switch s.Type {
	case "structure", "union", "enum", "intEnum":
		add("members", members)
	}
}

func (t Traits) tree() *ast.Node {
	n := ast.NewObject()
	for _, trait := range t {
		n.Fields = append(n.Fields, ast.Field{Name: string(trait.ID), Value: trait.Value})
	}
	return n
}

func target(id ID) *ast.Node {
	return ast.NewObject(ast.Field{Name: "target", Value: ast.NewString(string(id))})
}

func targets(refs []Ref) *ast.Node {
	n := ast.NewArray()
	for _, r := range refs {
		n.Elems = append(n.Elems, target(r.Target))
	}
	return n
}
