// SPDX-License-Identifier: Apache-2.0

package plan

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/seed-40dc4ce0/pail/codegen/internal/ast"
	"github.com/seed-40dc4ce0/pail/codegen/internal/model"
)

// Types plans the operations, structures and enums of the services.
func (g *Generator) Types() []*Topic {
	var all topics
	for _, service := range g.services {
		for _, op := range g.model.Operations(service) {
			topic := all.get(g.topic[op.ID])
			topic.Operations = append(topic.Operations, g.operation(service, op))
		}
	}
	reached, known := g.apart(), map[string]bool{}
	for _, op := range g.operations() {
		known[g.names.Input(op.ID)], known[g.names.Output(op.ID)] = true, true
	}
	for _, id := range g.model.Order {
		s := g.model.Shapes[id]
		if !reached[id] || s.Traits.Has(model.GoType) || composite(s) && known[g.names.Type(id)] {
			continue
		}
		switch topic := g.topic[id]; s.Type {
		case "structure", "union":
			t := all.get(topic)
			t.Structs = append(t.Structs, g.part(s))
		case "enum", "intEnum":
			t := all.get(topic)
			t.Enums = append(t.Enums, g.enum(s))
		}
	}
	return all.sorted()
}

// apart are the shapes that have a type beside the inputs and outputs: all that
// the members of those lead to, and the errors of a client.
func (g *Generator) apart() map[model.ID]bool {
	var roots []model.ID
	for _, op := range g.operations() {
		in, out := g.io(op)
		for _, m := range append(slices.Clone(in.Members), out.Members...) {
			roots = append(roots, m.Target)
		}
	}
	if g.client {
		for _, s := range g.errors() {
			roots = append(roots, s.ID)
		}
	}
	return g.model.Closure(roots...)
}

// part plans a structure, union or error beside inputs and outputs.
func (g *Generator) part(s *model.Shape) *Struct {
	st := g.structure(g.names.Type(s.ID), s, s.Traits.Has(model.Streaming))
	st.Error = g.client && s.Traits.Has(model.Error)
	switch {
	case st.Error:
		st.Doc = orElse(st.Doc, "%s is an error that the service answers with.", st.Name)
	case s.Type == "union":
		st.Doc = orElse(st.Doc, "%s is one of several values.", st.Name) + "\n\nExactly one field is set."
	default:
		st.Doc = orElse(st.Doc, "%s is a structure of the model.", st.Name)
	}
	return st
}

// operation plans the method and the types of one operation.
func (g *Generator) operation(service model.ID, op *model.Shape) *Operation {
	in, out := g.io(op)
	inName, outName := g.names.Input(op.ID), g.names.Output(op.ID)
	o := &Operation{
		Name: g.names.Operation(op.ID), InModel: op.ID.Name(), Service: service, Doc: doc(op.Traits),
		Input: g.structure(inName, in, false), Output: g.structure(outName, out, true),
		JSON: g.client && g.json,
	}
	if g.client {
		o.Failure = g.failureName(service, op)
	}
	if g.client {
		o.Pages = g.pages(service, op)
	}
	o.Doc = orElse(o.Doc, "%s calls the operation of that name.", o.Name)
	o.Input.Doc = orElse(o.Input.Doc, "%s is the input of %s.", inName, o.Name)
	o.Output.Doc = orElse(o.Output.Doc, "%s is the answer to %s.", outName, o.Name)
	return o
}

// structure plans one structure.
func (g *Generator) structure(name string, s *model.Shape, output bool) *Struct {
	st := &Struct{Name: name, Doc: doc(s.Traits), Response: output && g.response}
	for _, m := range s.Members {
		name, t := g.names.Field(m), g.field(m, output)
		about := g.values(m, doc(m.Traits))
		if value := g.fallback(m); value != "" {
			about = Doc(strings.TrimSpace(string(about) + "\n\nnil stands for " + value + "."))
		}
		st.Fields = append(st.Fields, Field{name, t.Go, about})
		if g.model.Secret(m) {
			st.Secret = append(st.Secret, Secret{name, t.isSet("v." + name), t.redacted()})
		}
	}
	return st
}

// values is the documentation of a client's field, with the constants that it may
// be where there are any.
func (g *Generator) values(m *model.Member, about Doc) Doc {
	s := g.model.Target(m)
	if !g.client || s == nil || s.Type != "enum" && s.Type != "intEnum" || len(s.Members) == 0 {
		return about
	}
	text := "One of the constants that begin with " + g.names.Type(s.ID) + "."
	if len(s.Members) <= 6 {
		var list []string
		for _, v := range s.Members {
			list = append(list, g.names.Constant(s.ID, v.Name))
		}
		text = "One of " + strings.Join(list, ", ") + "."
	}
	return Doc(strings.TrimSpace(string(about) + "\n\n" + text))
}

// redacted is a Go expression for a value that stands for a secret: a word, or
// where none fits, nothing.
func (t Type) redacted() string {
	switch {
	case t.Kind == Bytes:
		return `[]byte("REDACTED")`
	case t.Kind == String && t.Ptr:
		return `new("REDACTED")`
	case t.Kind == String:
		return `"REDACTED"`
	case t.Kind == Time && !t.Ptr:
		return "time.Time{}"
	case t.Kind == Bool && !t.Ptr:
		return "false"
	case t.Kind.scalar() && !t.Ptr:
		return "0"
	case t.Kind.big() && !t.Ptr:
		return `"0"`
	}
	return "nil"
}

// enum plans the constants of one enum.
func (g *Generator) enum(s *model.Shape) *Enum {
	e := &Enum{Name: g.names.Type(s.ID), Doc: doc(s.Traits)}
	for _, m := range s.Members {
		value := quote(m.Name)
		if v := m.Traits.Get(model.EnumValue); v != nil && v.Kind == ast.String {
			value = quote(v.Text)
		} else if n, ok := v.Int(); ok {
			value = strconv.FormatInt(n, 10)
		}
		e.Values = append(e.Values, EnumValue{g.names.Constant(s.ID, m.Name), value, doc(m.Traits)})
	}
	e.Doc = orElse(e.Doc, "The values of %s.", e.Name)
	return e
}

// orElse is d, or when that is empty the text of format.
func orElse(d Doc, format string, args ...any) Doc {
	if d != "" {
		return d
	}
	return Doc(fmt.Sprintf(format, args...))
}

// Of are the operations of one service, over all topics and in its order.
func (g *Generator) Of(service model.ID, list []*Topic) []*Operation {
	var found []*Operation
	for _, shape := range g.model.Operations(service) {
		for _, t := range list {
			i := slices.IndexFunc(t.Operations, func(o *Operation) bool {
				return o.Service == service && o.Name == g.names.Operation(shape.ID)
			})
			if i >= 0 {
				found = append(found, t.Operations[i])
			}
		}
	}
	return found
}
