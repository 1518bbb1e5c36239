// SPDX-License-Identifier: Apache-2.0

package plan

import (
	"fmt"
	"net/textproto"
	"strings"

	"github.com/seed-40dc4ce0/pail/codegen/internal/model"
)

// encode plans the function that writes a request: its path first, then a
// line a member, then the document.
func (g *Generator) encode(op, in *model.Shape, ns string) *Func {
	name := g.typeName(op.ID)
	f := &Func{
		Name:   "encode" + name,
		Params: fmt.Sprintf("e *wire.Encoder, in *%s%sInput", g.qualifier, name),
	}
	f.Lines = g.start(op, in)
	for _, m := range in.Members {
		if reason, lacks := g.lacks(m); lacks {
			v := "in." + exported(m.Name)
			f.Lines = append(f.Lines, line("e.Refuse(%q, %s, %q)", exported(m.Name), g.field(m, false).isSet(v), reason))
			continue
		}
		if m.Binding() == model.HTTPLabel {
			continue
		}
		f.Lines = append(f.Lines, g.checks("e", "in.", m)...)
		f.Lines = append(f.Lines, g.bound(m, ns)...)
	}
	f.Lines = append(f.Lines, g.document(in, ns)...)
	for _, adapter := range op.Traits.Get(model.Adapter).Get("encode").Strings() {
		f.Lines = append(f.Lines, line("%s(e, in)", adapter))
	}
	return f
}

// start plans the method, the path and the constants of the query.
func (g *Generator) start(op, in *model.Shape) []Line {
	http := op.Traits.Get(model.HTTP)
	uri, err := model.ParseURI(http.GetText("uri"))
	if err != nil || len(uri.Segments) == 0 {
		uri.Segments = []model.Segment{{Literal: "/"}}
	}
	lines := []Line{line("e.Start(%q, %q)", http.GetText("method"), uri.Segments[0].Literal)}
	for _, s := range uri.Segments[1:] {
		switch m := in.Member(s.Label); {
		case s.Label == "":
			lines = append(lines, line("e.Literal(%q)", s.Literal))
		case m != nil:
			lines = append(lines, g.label(m, s.Greedy)...)
		}
	}
	for _, p := range uri.Query {
		if p.HasValue {
			lines = append(lines, line("e.QueryConst(%q, %q)", p.Name, p.Value))
		} else {
			lines = append(lines, line("e.QueryFlag(%q)", p.Name))
		}
	}
	return lines
}

// label plans a member in the path.
func (g *Generator) label(m *model.Member, greedy bool) []Line {
	t, v := g.field(m, false), "in."+exported(m.Name)
	lines := g.checks("e", "in.", m)
	if t.Ptr {
		v = "*" + v
	}
	var l Line
	switch {
	case greedy:
		l = line("e.GreedyLabel(%q, %s)", exported(m.Name), v)
	case t.Kind == String:
		l = line("e.Label(%q, %s)", exported(m.Name), v)
	case t.Kind == Time:
		l = line("e.LabelTime(%q, %s, %s)", exported(m.Name), v, g.format(m, "DateTime"))
	default:
		l = line("e.Label%s(%q, %s)", t.Kind, exported(m.Name), v)
	}
	if t.Ptr {
		l = block("if "+t.isSet(v[1:]), l)
	}
	return append(lines, l)
}

// bound plans a member that has a place of its own; nothing for others.
func (g *Generator) bound(m *model.Member, ns string) []Line {
	name, v := exported(m.Name), "in."+exported(m.Name)
	t := g.field(m, false)
	var lines []Line
	switch m.Binding() {
	case model.HTTPHeader:
		lines = []Line{g.parameter("Header", header(m.Traits.Text(model.HTTPHeader)), "HTTPDate", m)}
	case model.HTTPQuery:
		lines = []Line{g.parameter("Query", m.Traits.Text(model.HTTPQuery), "DateTime", m)}
	case model.SubResource:
		lines = []Line{line("e.SubResource(%q, %s)", name, v)}
	case model.HTTPPrefix:
		lines = []Line{line("e.PrefixHeaders(%q, %q, %s)", name, header(m.Traits.Text(model.HTTPPrefix)), v)}
	case model.HTTPQueryParams:
		call := "QueryMap"
		if KindOf(g.model, t.Shape.Member("value")) == List {
			call = "QueryListMap"
		}
		lines = []Line{line("e.%s(%q, %s)", call, name, v)}
	case model.HTTPPayload:
		return g.payload(m, t, ns)
	default:
		return nil
	}
	if g.secret(m) {
		lines = append(lines, block("if "+t.isSet(v), line("e.MarkSensitive(%q)", name)))
	}
	return lines
}

// parameter plans a header or a parameter of the query.
func (g *Generator) parameter(call, wireName, format string, m *model.Member) Line {
	t, v := g.field(m, false), "in."+exported(m.Name)
	head := fmt.Sprintf("%q, %q, ", exported(m.Name), wireName)
	switch {
	case t.Kind == String && call == "Header" && g.model.Trait(m, model.MediaType) != nil:
		return line("e.HeaderBase64(%s%s)", head, v)
	case t.Kind == String && t.Ptr:
		return line("e.%sPtr(%s%s)", call, head, v)
	case t.Kind == String:
		return line("e.%s(%s%s)", call, head, v)
	case t.Kind == Time && t.Ptr:
		return line("e.%sTimePtr(%s%s, %s)", call, head, v, g.format(m, format))
	case t.Kind == Time:
		return line("e.%sTime(%s%s, %s)", call, head, v, g.format(m, format))
	case t.Kind.scalar():
		return line("e.%s%s(%s%s)", call, t.Kind, head, t.pointer(v))
	}
	return g.list(call, head, v, format, t)
}

// list plans a list in a header or in the query.
func (g *Generator) list(call, head, v, format string, t Type) Line {
	item := t.Shape.Members[0]
	switch kind := KindOf(g.model, item); kind {
	case String:
		return line("e.%sList(%s%s)", call, head, v)
	case Time:
		return line("e.%sTimeList(%s%s, %s)", call, head, v, g.format(item, format))
	default:
		return line("e.%s%sList(%s%s)", call, kind, head, v)
	}
}

// payload plans the member that is the body.
func (g *Generator) payload(m *model.Member, t Type, ns string) []Line {
	v := "in." + exported(m.Name)
	switch t.Kind {
	case Stream:
		return []Line{line("e.Stream(%s)", v)}
	case Bytes:
		return []Line{line("e.Payload(%s)", v)}
	case String:
		if t.Ptr {
			return []Line{block("if "+t.isSet(v), line("e.PayloadString(*%s)", v))}
		}
		return []Line{block("if "+t.isSet(v), line("e.PayloadString(%s)", v))}
	}
	if own := g.namespace(m.Traits, t.Shape.Traits); own != "" {
		ns = own
	}
	return []Line{block("if "+t.isSet(v),
		line("x := e.XML()"),
		line("x.Root(%q, %q)", g.payloadName(m), ns),
		line("x.Field(%q)", exported(m.Name)),
		line("write%s(x, %s)", g.typeName(t.Shape.ID), v),
		line("x.Done()"),
		line("x.End()"),
	)}
}

// document plans the members that have no place of their own. Where zero is
// unset, a document that has nothing in it and need not have is not sent.
func (g *Generator) document(in *model.Shape, ns string) []Line {
	_, members := g.parts(in)
	if len(members) == 0 {
		return nil
	}
	if own := g.namespace(in.Traits, nil); own != "" {
		ns = own
	}
	lines := []Line{line("x := e.XML()"), line("x.Root(%q, %q)", rootName(in), ns)}
	var set []string
	optional := g.zeroIsUnset
	for _, m := range members {
		lines = append(lines, g.write("in.", m)...)
		set = append(set, g.field(m, false).isSet("in."+exported(m.Name)))
		optional = optional && !m.Traits.Has(model.Required)
	}
	lines = append(lines, line("x.End()"))
	if optional {
		return []Line{block("if "+strings.Join(set, " || "), lines...)}
	}
	return lines
}

// header is the canonical form of a header's name.
func header(name string) string { return textproto.CanonicalMIMEHeaderKey(name) }
