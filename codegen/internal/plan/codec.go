// SPDX-License-Identifier: Apache-2.0

package plan

import (
	"fmt"
	"slices"

	"github.com/seed-40dc4ce0/pail/codegen/internal/model"
)

// Codecs plans the functions that write requests and read answers.
func (g *Generator) Codecs() []*Topic {
	var all topics
	var written, read []model.ID
	for _, service := range g.services {
		ns := namespace(g.model.Shapes[service].Traits)
		for _, op := range g.model.Operations(service) {
			in, out := g.io(op)
			topic := all.get(g.topic[op.ID])
			o := &Operation{Name: g.names.Operation(op.ID), Service: service}
			topic.Operations = append(topic.Operations, o)
			if reason, lacks := op.Traits.Lacks(g.provider); lacks {
				o.Refused = reason
				continue
			}
			o.Encode, o.Decode = g.encode(op, in, ns), g.decode(op, out)
			written = append(written, g.documents(in, false)...)
			read = append(read, g.documents(out, true)...)
			if _, doc := g.parts(out, true); len(doc) > 0 && !op.Traits.Has(model.UnwrappedOutput) {
				name := g.names.Output(op.ID)
				f := g.reader("read"+name, g.qualifier+name, out, doc)
				if g.json {
					g.complete(f, doc)
				}
				topic.Readers = append(topic.Readers, f)
			}
		}
	}
	g.structures(&all, written, func(t *Topic, s *model.Shape) { t.Writers = append(t.Writers, g.writer(s)) })
	add := func(t *Topic, s *model.Shape, members []*model.Member) {
		f := g.reader(g.readName(s), g.structName(s), s, members)
		g.complete(f, members)
		t.Readers = append(t.Readers, f)
	}
	within := g.reach(read)
	g.structures(&all, append(read, g.failing()...), func(t *Topic, s *model.Shape) {
		if within[s.ID] || !s.Traits.Has(model.Error) {
			add(t, s, g.has(s.Members))
		} else if _, doc := g.parts(s, true); len(doc) > 0 {
			add(t, s, doc)
		}
	})
	return all.sorted()
}

// failing are the errors that a client reads.
func (g *Generator) failing() []model.ID {
	var ids []model.ID
	if g.client {
		for _, s := range g.errors() {
			ids = append(ids, s.ID)
		}
	}
	return ids
}

// structures calls f for each structure and union that the shapes ids lead to.
func (g *Generator) structures(all *topics, ids []model.ID, f func(*Topic, *model.Shape)) {
	reached := g.reach(ids)
	for _, id := range g.model.Order {
		if s := g.model.Shapes[id]; reached[id] && composite(s) {
			f(all.get(g.topic[id]), s)
		}
	}
}

// reach are the shapes that ids and the members that the provider has lead to.
func (g *Generator) reach(ids []model.ID) map[model.ID]bool {
	reached := map[model.ID]bool{}
	ids = slices.Clone(ids)
	for len(ids) > 0 {
		s := g.model.Shapes[ids[0]]
		ids = ids[1:]
		if s == nil || reached[s.ID] {
			continue
		}
		reached[s.ID] = true
		for _, m := range g.has(s.Members) {
			ids = append(ids, m.Target)
		}
	}
	return reached
}

// documents are the shapes that stand in the document of an input or output.
func (g *Generator) documents(io *model.Shape, output bool) []model.ID {
	var ids []model.ID
	for _, m := range g.has(io.Members) {
		if p := m.Place(output); p == "" || p == model.HTTPPayload {
			ids = append(ids, m.Target)
		}
	}
	return ids
}

// has are the members that the provider has.
func (g *Generator) has(members []*model.Member) []*model.Member {
	return slices.DeleteFunc(slices.Clone(members), func(m *model.Member) bool {
		_, lacks := g.lacks(m)
		return lacks
	})
}

// lacks says whether, and why, the provider does not have the member.
func (g *Generator) lacks(m *model.Member) (reason string, lacks bool) {
	return m.Traits.Lacks(g.provider)
}

// parts are the members that are bound to a place of their own, and those in
// the document.
func (g *Generator) parts(io *model.Shape, output bool) (bound, document []*model.Member) {
	for _, m := range g.has(io.Members) {
		if m.Place(output) == "" {
			document = append(document, m)
		} else {
			bound = append(bound, m)
		}
	}
	return bound, document
}

// elementName is the name of the element of a member.
func elementName(m *model.Member) string {
	if name := m.Traits.Text(model.XMLName); name != "" {
		return name
	}
	return m.Name
}

// rootName is the name of the root element of a structure.
func rootName(s *model.Shape) string {
	if name := s.Traits.Text(model.XMLName); name != "" {
		return name
	}
	return s.ID.Name()
}

// payloadName is the name of the root element of a payload.
func (g *Generator) payloadName(m *model.Member) string {
	if name := m.Traits.Text(model.XMLName); name != "" {
		return name
	}
	return rootName(g.model.Target(m))
}

// xmlns is a namespace of XML, with "" for a prefix the default one.
type xmlns struct{ prefix, uri string }

// namespace is the one that t declares, none if it does not.
func namespace(t model.Traits) xmlns {
	v := t.Get(model.XMLNamespace)
	return xmlns{v.GetText("prefix"), v.GetText("uri")}
}

// or is n, or other if n is none.
func (n xmlns) or(other xmlns) xmlns {
	if n.uri == "" {
		return other
	}
	return n
}

// attribute is the attribute that declares n.
func (n xmlns) attribute() string {
	if n.prefix == "" {
		return "xmlns"
	}
	return "xmlns:" + n.prefix
}

// root plans the start of a document.
func (n xmlns) root(name string) []Line {
	if n.prefix == "" {
		return []Line{line("x.Root(%q, %q)", name, n.uri)}
	}
	return []Line{line("x.Root(%q, \"\")", name), line("x.Attr(%q, %q)", n.attribute(), n.uri)}
}

// open plans the start tag of an element within a document.
func (n xmlns) open(name string) []Line {
	if n.uri == "" {
		return []Line{line("x.Open(%q)", name)}
	}
	return []Line{line("x.Open(%q)", name), line("x.Attr(%q, %q)", n.attribute(), n.uri)}
}

// quote is a Go string literal.
func quote(s string) string { return fmt.Sprintf("%q", s) }
