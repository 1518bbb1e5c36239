// SPDX-License-Identifier: Apache-2.0

package plan

import (
	"net/textproto"
	"strings"

	"github.com/seed-40dc4ce0/pail/codegen/internal/ast"
	"github.com/seed-40dc4ce0/pail/codegen/internal/model"
)

// payload plans the member that is the body.
func (g *Generator) payload(m *model.Member, t Type, ns xmlns) []Line {
	v := "in." + g.names.Field(m)
	switch t.Kind {
	case Stream:
		return g.stream(m, t, v)
	case Bytes:
		return g.raw(m, t, v, "e.Payload(%s)", g.given(m, "in."))
	case String:
		text := g.given(m, "in.")
		if t.Ptr {
			text = "*" + text
		}
		return g.raw(m, t, v, "e.PayloadString(%s)", text)
	}
	if g.json {
		return g.jsonPayload(m, t, v)
	}
	lines := append([]Line{line("x := e.XML()")}, namespace(m.Traits).or(namespace(t.Shape.Traits)).or(ns).root(g.payloadName(m))...)
	lines = append(lines,
		line("x.Field(%q)", g.names.Field(m)),
		line("write%s(x, %s)", g.names.Type(t.Shape.ID), v),
		line("x.Done()"),
		line("x.End()"),
	)
	return []Line{block("if "+t.isSet(v), lines...)}
}

// jsonPayload plans a payload that is a JSON document. Smithy 2.0, restJson1: a
// structure that is not set is sent as an empty one.
func (g *Generator) jsonPayload(m *model.Member, t Type, v string) []Line {
	begin, end := []Line{line("x := e.JSON()"), line("x.Field(%q)", g.names.Field(m))}, line("x.End()")
	switch {
	case t.Kind == Document && g.fallback(m) != "":
		return append(begin, line("x.Document(%q, %s)", "", g.given(m, "in.")), end)
	case t.Kind == Document:
		return []Line{block("if "+t.isSet(v), append(begin, line("x.Document(%q, %s)", "", v), end)...)}
	}
	begin = append(begin, line("x.Open(%q)", ""))
	written := line("write%s(x, %s)", g.names.Type(t.Shape.ID), v)
	if t.Shape.Type == "union" || !g.client {
		return []Line{block("if "+t.isSet(v), append(begin, written, end)...)}
	}
	return append(begin, block("if "+t.isSet(v), written), end)
}

// raw plans a payload that is no document, and for a client its media type.
func (g *Generator) raw(m *model.Member, t Type, v, set, value string) []Line {
	lines := []Line{line(set, value)}
	if g.client {
		lines = append(lines, line("e.ContentType(%q)", g.mediaType(m, t)))
	}
	switch {
	case !g.client && t.Kind == Bytes:
		return lines
	case g.client && (g.fallback(m) != "" || m.Traits.Has(model.Token) || t.Kind == String && !t.Ptr):
		return lines
	}
	return []Line{block("if "+t.isSet(v), lines...)}
}

// stream plans a payload that is read as it is sent.
func (g *Generator) stream(m *model.Member, t Type, v string) []Line {
	if !g.client {
		return []Line{line("e.Stream(%s)", v)}
	}
	lines := []Line{line("e.Stream(%q, %s)", g.names.Field(m), v), line("e.ContentType(%q)", g.mediaType(m, t))}
	if g.model.Trait(m, model.RequiresLength) != nil {
		lines = append(lines, line("e.RequireLength()"))
	}
	if g.always(m) { // the default is an empty body
		return lines
	}
	return []Line{block("if "+t.isSet(v), lines...)}
}

// mediaType is that of a payload unless the request says another.
func (g *Generator) mediaType(m *model.Member, t Type) string {
	if v := g.model.Trait(m, model.MediaType); v != nil {
		return v.Text
	}
	if t.Kind == String {
		return "text/plain"
	}
	return "application/octet-stream"
}

// document plans the members that have no place of their own. Where zero is
// unset, a document that has nothing in it and need not have is not sent.
func (g *Generator) document(in *model.Shape, ns xmlns) []Line {
	_, members := g.parts(in, false)
	if len(members) == 0 {
		return nil
	}
	lines := append([]Line{line("x := e.XML()")}, namespace(in.Traits).or(ns).root(rootName(in))...)
	if g.json {
		lines = []Line{line("x := e.JSON()"), line("x.Open(%q)", "")}
	}
	var set []string
	optional := g.zeroIsUnset
	for _, m := range members {
		if g.isAttribute(m) {
			lines = append(lines, g.attribute("in.", m))
		}
	}
	for _, m := range members {
		if !g.isAttribute(m) {
			lines = append(lines, g.write("in.", m)...)
		}
		set = append(set, g.field(m, false).isSet("in."+g.names.Field(m)))
		optional = optional && !m.Traits.Has(model.Required)
	}
	lines = append(lines, line("x.End()"))
	if optional {
		return []Line{block("if "+strings.Join(set, " || "), lines...)}
	}
	return lines
}

// afterBody plans what a client does with a body that is written: compress it,
// and then sum it up.
func (g *Generator) afterBody(op, in *model.Shape) []Line {
	if !g.client {
		return nil
	}
	var lines []Line
	if op.Traits.Has(model.Compression) {
		lines = append(lines, line("e.Compress()"))
	}
	if op.Traits.Has(model.ContentMD5) {
		lines = append(lines, line("e.ContentMD5()"))
	}
	if g.hasBlob(in) && g.isAmazon(glacier) {
		lines = append(lines, line("e.TreeHash()"))
	}
	sum := op.Traits.Get(model.HTTPChecksum)
	required := isTrue(sum.Get("requestChecksumRequired"))
	switch m := in.Member(sum.GetText("requestAlgorithmMember")); {
	case m != nil:
		lines = append(lines, line("e.Checksum(%q, %s, %t)", g.names.Field(m), g.field(m, false).pointer("in."+g.names.Field(m)), required))
	case required:
		lines = append(lines, line("e.Checksum(\"\", nil, true)"))
	}
	return lines
}

// header is the canonical form of a header's name.
func header(name string) string { return textproto.CanonicalMIMEHeaderKey(name) }

// isTrue says whether n is true; nil is not.
func isTrue(n *ast.Node) bool { return n != nil && n.Bool }
