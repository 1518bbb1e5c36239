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
		ns := g.namespace(g.model.Shapes[service].Traits, nil)
		for _, op := range g.model.Operations(service) {
			in, out := g.io(op)
			topic := all.get(op.Topic)
			o := &Operation{Name: g.typeName(op.ID), Service: service}
			topic.Operations = append(topic.Operations, o)
			if reason, lacks := op.Traits.Lacks(g.provider); lacks && g.provider != "" {
				o.Refused = reason
				continue
			}
			o.Encode, o.Decode = g.encode(op, in, ns), g.decode(op, out)
			written = append(written, g.documents(in)...)
			read = append(read, g.documents(out)...)
			if _, doc := g.parts(out); len(doc) > 0 {
				topic.Readers = append(topic.Readers, g.reader(o.Name+"Output", g.qualifier+o.Name+"Output", doc))
			}
		}
	}
	g.structures(&all, written, func(t *Topic, s *model.Shape) { t.Writers = append(t.Writers, g.writer(s)) })
	g.structures(&all, read, func(t *Topic, s *model.Shape) {
		t.Readers = append(t.Readers, g.reader(g.typeName(s.ID), g.structName(s), g.has(s.Members)))
	})
	return all.sorted()
}

// structures calls f for each structure that the shapes ids lead to.
func (g *Generator) structures(all *topics, ids []model.ID, f func(*Topic, *model.Shape)) {
	reached := map[model.ID]bool{}
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
	for _, id := range g.model.Order {
		if s := g.model.Shapes[id]; reached[id] && s.Type == "structure" {
			f(all.get(s.Topic), s)
		}
	}
}

// documents are the shapes that stand in the document of an input or output.
func (g *Generator) documents(io *model.Shape) []model.ID {
	var ids []model.ID
	for _, m := range g.has(io.Members) {
		if b := m.Binding(); b == "" || b == model.HTTPPayload {
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
	if g.provider == "" {
		return "", false
	}
	return m.Traits.Lacks(g.provider)
}

// parts are the members that are bound to a place of their own, and those in
// the document.
func (g *Generator) parts(io *model.Shape) (bound, document []*model.Member) {
	for _, m := range g.has(io.Members) {
		if m.Binding() == "" {
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

// namespace is the uri of the XML namespace in t, or else in outer.
func (g *Generator) namespace(t, outer model.Traits) string {
	if v := t.Get(model.XMLNamespace); v != nil {
		return v.GetText("uri")
	}
	if v := outer.Get(model.XMLNamespace); v != nil {
		return v.GetText("uri")
	}
	return ""
}

// quote is a Go string literal.
func quote(s string) string { return fmt.Sprintf("%q", s) }
