// SPDX-License-Identifier: Apache-2.0

package model

import (
	"slices"

	"github.com/seed-40dc4ce0/pail/codegen/internal/ast"
)

// Model is a set of shapes. It is not changed once it is assembled.
type Model struct {
	Order    []ID // of the shapes, as the files have them
	Shapes   map[ID]*Shape
	Metadata []ast.Field

	mixins map[ID]bool // shapes that were mixins
}

// Shape is one shape of any type.
type Shape struct {
	ID      ID
	Type    string // "structure", "string", "operation", ...
	Topic   string // what the file that defines it is about
	Pos     ast.Pos
	Traits  Traits
	Members []*Member // also "member" of a list, "key" and "value" of a map
	Mixins  []Ref

	Input, Output *Ref // of an operation
	Errors        []Ref
	Operations    []Ref // of a service or a resource
	Resources     []Ref
	Other         []ast.Field // what is kept as it is: version, rename, ...

	Identifiers, Properties, Lifecycle []Named // of a resource

	flat, busy bool // mixins are in Members; being flattened
	first      bool // defined in a file of Smithy 1.0
}

// Named is a shape with the name that a resource gives it: an identifier, a
// property, or the operation that is create, put, read, update, delete or
// list.
type Named struct {
	Ref
	Name string
}

// Ref names another shape.
type Ref struct {
	Target ID
	Pos    ast.Pos
}

// Member is a member of a shape.
type Member struct {
	ID     ID // of the shape that has it, also when a mixin brought it
	Name   string
	Target ID
	Traits Traits
	Pos    ast.Pos
}

// Trait is a trait where it was applied.
type Trait struct {
	ID    ID
	Value *ast.Node
	Pos   ast.Pos
}

// Traits are the traits of a shape or member, in the order they were applied.
type Traits []Trait

// Get returns the value of a trait, nil if there is none.
func (t Traits) Get(id ID) *ast.Node {
	for _, trait := range t {
		if trait.ID == id {
			return trait.Value
		}
	}
	return nil
}

// Has says whether there is a trait.
func (t Traits) Has(id ID) bool { return t.Get(id) != nil }

// Text returns the value of a trait that is a string, "" if there is none.
func (t Traits) Text(id ID) string {
	if v := t.Get(id); v != nil && v.Kind == ast.String {
		return v.Text
	}
	return ""
}

// Member returns the member called name, nil if there is none.
func (s *Shape) Member(name string) *Member {
	for _, m := range s.Members {
		if m.Name == name {
			return m
		}
	}
	return nil
}

// Version is that of a service, "" if it has none.
func (s *Shape) Version() string {
	for _, f := range s.Other {
		if f.Name == "version" {
			return f.Value.Text
		}
	}
	return ""
}

// Shape returns a shape of the model or of Smithy's prelude, nil if there is
// none.
func (m *Model) Shape(id ID) *Shape {
	if s := m.Shapes[id]; s != nil {
		return s
	}
	return prelude[id]
}

// Target returns the shape that a member targets.
func (m *Model) Target(member *Member) *Shape { return m.Shape(member.Target) }

// Trait returns the value of a trait on the member or else on its target, nil
// if neither has it.
func (m *Model) Trait(member *Member, id ID) *ast.Node {
	if v := member.Traits.Get(id); v != nil {
		return v
	}
	if s := m.Target(member); s != nil {
		return s.Traits.Get(id)
	}
	return nil
}

// Operations are the shapes of the service's operations, in its order, those
// of its resources included.
func (m *Model) Operations(service ID) []*Shape {
	var list []*Shape
	found := map[ID]bool{}
	for _, s := range m.Containers(service) {
		for _, r := range s.Operations {
			if op := m.Shapes[r.Target]; op != nil && op.Type == "operation" && !found[op.ID] {
				found[op.ID] = true
				list = append(list, op)
			}
		}
	}
	return list
}

// Containers are the service and all resources below it, outer ones first.
func (m *Model) Containers(service ID) []*Shape {
	var list []*Shape
	found := map[ID]bool{service: true}
	if s := m.Shapes[service]; s != nil {
		list = append(list, s)
	}
	for i := 0; i < len(list); i++ {
		for _, r := range list[i].Resources {
			if s := m.Shapes[r.Target]; s != nil && s.Type == "resource" && !found[s.ID] {
				found[s.ID] = true
				list = append(list, s)
			}
		}
	}
	return list
}

// Errors are the shapes of the errors of an operation and then those of all
// operations of its service, each once.
func (m *Model) Errors(service ID, op *Shape) []*Shape {
	refs := op.Errors
	if s := m.Shapes[service]; s != nil {
		refs = slices.Concat(refs, s.Errors)
	}
	var list []*Shape
	for _, r := range refs {
		if s := m.Shape(r.Target); s != nil && !slices.Contains(list, s) {
			list = append(list, s)
		}
	}
	return list
}

// Services are the services of the model, in its order.
func (m *Model) Services() []*Shape {
	var list []*Shape
	for _, id := range m.Order {
		if m.Shapes[id].Type == "service" {
			list = append(list, m.Shapes[id])
		}
	}
	return list
}

// IsMixin says whether the files define a shape that is a mixin and so no part
// of the model.
func (m *Model) IsMixin(id ID) bool { return m.mixins[id] }

// prelude is what every model has without defining it. It is only read.
var prelude = func() map[ID]*Shape {
	shapes := map[ID]*Shape{Unit: {ID: Unit, Type: "structure"}}
	for name, typ := range map[string]string{
		"String": "string", "Blob": "blob", "BigInteger": "bigInteger", "BigDecimal": "bigDecimal",
		"Timestamp": "timestamp", "Document": "document", "Boolean": "boolean", "Byte": "byte", "Short": "short",
		"Integer": "integer", "Long": "long", "Float": "float", "Double": "double",
		"PrimitiveBoolean": "boolean", "PrimitiveByte": "byte", "PrimitiveShort": "short",
		"PrimitiveInteger": "integer", "PrimitiveLong": "long", "PrimitiveFloat": "float", "PrimitiveDouble": "double",
	} {
		id := ID("smithy.api#" + name)
		shapes[id] = &Shape{ID: id, Type: typ}
	}
	return shapes
}()
