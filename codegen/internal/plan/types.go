// SPDX-License-Identifier: Apache-2.0

package plan

import (
	"fmt"
	"slices"
	"strings"

	"github.com/seed-40dc4ce0/pail/codegen/internal/model"
)

// Types plans the operations, structures and enums of the services.
func (g *Generator) Types() []*Topic {
	var all topics
	io := map[model.ID]bool{}
	var roots []model.ID
	for _, service := range g.services {
		for _, op := range g.model.Operations(service) {
			in, out := g.io(op)
			io[in.ID], io[out.ID] = true, true
			roots = append(roots, op.ID)
			topic := all.get(op.Topic)
			topic.Operations = append(topic.Operations, g.operation(service, op))
		}
	}
	reached := g.model.Closure(roots...)
	for _, id := range g.model.Order {
		s := g.model.Shapes[id]
		switch {
		case !reached[id] || io[id] || s.Traits.Has(model.GoType):
		case s.Type == "structure":
			topic := all.get(s.Topic)
			st := g.structure(g.typeName(id), s, false)
			st.Doc = orElse(st.Doc, "%s is a structure of the model.", st.Name)
			topic.Structs = append(topic.Structs, st)
		case s.Type == "enum":
			topic := all.get(s.Topic)
			topic.Enums = append(topic.Enums, g.enum(s))
		}
	}
	return all.sorted()
}

// operation plans the method and the types of one operation.
func (g *Generator) operation(service model.ID, op *model.Shape) *Operation {
	in, out := g.io(op)
	inName, outName := g.ioNames(op)
	o := &Operation{
		Name: g.typeName(op.ID), Service: service, Doc: doc(op.Traits),
		Input: g.structure(inName, in, false), Output: g.structure(outName, out, true),
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
		name, t := exported(m.Name), g.field(m, output)
		st.Fields = append(st.Fields, Field{name, t.Go, doc(m.Traits)})
		if g.secret(m) {
			st.Secret = append(st.Secret, Secret{name, t.isSet("v." + name), t.redacted()})
		}
	}
	return st
}

// redacted is a Go expression for a value that stands for a secret.
func (t Type) redacted() string {
	switch {
	case t.Kind == Bytes:
		return `[]byte("REDACTED")`
	case t.Ptr:
		return `new("REDACTED")`
	}
	return `"REDACTED"`
}

// secret says whether a member must not be printed: a string or bytes that
// are sensitive.
func (g *Generator) secret(m *model.Member) bool {
	kind := KindOf(g.model, m)
	return (kind == String || kind == Bytes) && g.model.Trait(m, model.Sensitive) != nil
}

// enum plans the constants of one enum.
func (g *Generator) enum(s *model.Shape) *Enum {
	e := &Enum{Name: g.typeName(s.ID), Doc: doc(s.Traits)}
	for _, m := range s.Members {
		value := m.Traits.Text(model.EnumValue)
		if value == "" {
			value = m.Name
		}
		e.Values = append(e.Values, EnumValue{e.Name + g.constant(m.Name), value, doc(m.Traits)})
	}
	e.Doc = orElse(e.Doc, "The values of %s.", e.Name)
	return e
}

// constant is the Go name of an enum's value after that of the enum. Pail's own
// models have Go names; SHOUTED_ONES become ShoutedOnes.
func (g *Generator) constant(name string) string {
	if g.zeroIsUnset {
		return exported(name)
	}
	var b strings.Builder
	for part := range strings.SplitSeq(name, "_") {
		if strings.ToUpper(part) == part {
			part = strings.ToLower(part)
		}
		if part != "" {
			b.WriteString(exported(part))
		}
	}
	return b.String()
}

// orElse is d, or when that is empty the text of format.
func orElse(d Doc, format string, args ...any) Doc {
	if d != "" {
		return d
	}
	return Doc(fmt.Sprintf(format, args...))
}

// Of are the operations of one service, over all topics and in its order.
func Of(m *model.Model, service model.ID, list []*Topic) []*Operation {
	var found []*Operation
	for _, shape := range m.Operations(service) {
		for _, t := range list {
			i := slices.IndexFunc(t.Operations, func(o *Operation) bool {
				return o.Service == service && o.Name == exported(shape.ID.Name())
			})
			if i >= 0 {
				found = append(found, t.Operations[i])
			}
		}
	}
	return found
}
