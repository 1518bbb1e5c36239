// SPDX-License-Identifier: Apache-2.0

// Package names gives every part of a model its name in Go.
//
// # Go form
//
// Separators go, and the letter after one is upper; so is the first letter,
// and underscores before it are dropped. Then the name is read word by word,
// where a word begins at an upper letter after a lower one or a digit, and at
// the last of several upper letters if a lower one follows. A word that is an
// initialism, with an s or with digits after it or not, becomes upper: BucketArn is
// BucketARN, SSEKMSKeyId is SSEKMSKeyID, ids is IDs, md5OfBody is MD5OfBody.
// Identity is another word and stays. A name in Go form is its own Go form.
//
// # Who gets a name
//
// A name in Go form that is taken gets "_" behind it, until it is free. Names
// are given in this order: those that the package declares itself (the
// reserved ones), the operations in the order of the services, each with its
// Input and Output; the iterators of operations with pages; the other shapes in the order of the
// model, those that a service renames under their new names; the constants of the enums. A shape
// that is the input of an operation and has the name of that input already is
// that input; so with outputs.
//
// Fields keep the order of the members. A field gets "_" too when its
// structure has a method of that name: Error in errors; Format, LogValue and
// MarshalJSON where a member is sensitive.
//
// # Constants
//
// A constant is the name of the enum and that of the member, in which each
// SHOUTED word between underscores is read as if it was written small:
// Storage + STANDARD_ID is StorageStandardID. Members of models with the trait
// pail.api#zeroIsUnset have Go names, which stay.
package names

import (
	"github.com/seed-40dc4ce0/pail/codegen/internal/model"
)

// Names are the Go names of one model. They do not change once they are
// given, and are safe for concurrent use.
type Names struct {
	types     map[model.ID]string
	calls     map[model.ID]call
	fields    map[model.ID]string // by id of the member
	constants map[model.ID]string // by id of the member
}

// call is what an operation is called.
type call struct{ name, input, output, pages, items string }

// New names what the services lead to. The package declares the reserved names
// itself.
func New(m *model.Model, services []model.ID, reserved ...string) *Names {
	n := &Names{map[model.ID]string{}, map[model.ID]call{}, map[model.ID]string{}, map[model.ID]string{}}
	g := &giver{Names: n, model: m, taken: scope{}, methods: scope{}, shared: map[model.ID]string{}}
	for _, name := range reserved {
		g.taken[name] = true
	}
	renamed, zeroIsUnset := map[model.ID]string{}, false
	for _, id := range services {
		g.operations(id)
		service := m.Shape(id)
		if service == nil {
			continue
		}
		zeroIsUnset = zeroIsUnset || service.Traits.Has(model.ZeroIsUnset)
		for _, r := range service.Renames() {
			renamed[r.Target] = r.Name
		}
	}
	for _, id := range services {
		g.iterators(id)
	}
	reached := m.Closure(services...)
	for _, id := range m.Order {
		if reached[id] {
			g.shape(m.Shapes[id], renamed[id])
		}
	}
	for _, id := range m.Order {
		if s := m.Shapes[id]; reached[id] && (s.Type == "enum" || s.Type == "intEnum") {
			g.enum(s, zeroIsUnset)
		}
	}
	return n
}

// Type is the name of a structure, union, enum or error. A shape that no
// service leads to has its name in Go form, which may be taken.
func (n *Names) Type(id model.ID) string {
	if name, ok := n.types[id.Shape()]; ok {
		return name
	}
	return Go(id.Name())
}

// Operation is the name of the method that calls an operation.
func (n *Names) Operation(op model.ID) string { return n.call(op).name }

// Input is the name of the type of an operation's input.
func (n *Names) Input(op model.ID) string { return n.call(op).input }

// Output is the name of the type of an operation's output.
func (n *Names) Output(op model.ID) string { return n.call(op).output }

// Pages is the name of the method that iterates over the pages of an
// operation.
func (n *Names) Pages(op model.ID) string { return n.call(op).pages }

// Items is the name of the method that iterates over the items on the pages of
// an operation.
func (n *Names) Items(op model.ID) string { return n.call(op).items }

func (n *Names) call(op model.ID) call {
	if c, ok := n.calls[op]; ok {
		return c
	}
	name := Go(op.Name())
	return call{name, name + "Input", name + "Output", name + "Pages", name + "Items"}
}

// Field is the name of the field for a member of a structure or union.
func (n *Names) Field(m *model.Member) string {
	if name, ok := n.fields[m.ID]; ok {
		return name
	}
	return Go(m.Name)
}

// Constant is the name of the constant for a member of an enum.
func (n *Names) Constant(enum model.ID, member string) string {
	if name, ok := n.constants[enum.Shape().With(member)]; ok {
		return name
	}
	return n.Type(enum) + value(member)
}
