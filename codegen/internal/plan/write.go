// SPDX-License-Identifier: Apache-2.0

package plan

import (
	"fmt"
	"strings"

	"github.com/seed-40dc4ce0/pail/codegen/internal/model"
)

// writer plans the function that writes a structure into an element that is
// open: attributes first, then a member after the other.
func (g *Generator) writer(s *model.Shape) *Func {
	f := &Func{Name: "write" + g.names.Type(s.ID), Params: fmt.Sprintf("x *%s.%sWriter, v *%s", g.runtime, g.syntax(), g.structName(s))}
	if s.Type == "union" {
		f.Lines = append(f.Lines, g.oneOf(s))
	}
	for _, m := range g.has(s.Members) {
		if g.isAttribute(m) {
			f.Lines = append(f.Lines, g.attribute("v.", m))
		}
	}
	for _, m := range s.Members {
		if reason, lacks := g.lacks(m); lacks {
			v := "v." + g.names.Field(m)
			f.Lines = append(f.Lines, line("x.Refuse(%q, %s, %q)", g.names.Field(m), g.field(m, false).isSet(v), reason))
			continue
		}
		f.Lines = append(f.Lines, g.checks("x", "v.", m)...)
		if !g.isAttribute(m) {
			f.Lines = append(f.Lines, g.write("v.", m)...)
		}
	}
	if len(f.Lines) == 0 {
		f.Lines = []Line{line("// The structure has no members.")}
	}
	return f
}

// oneOf plans the check that one field of a union is set.
func (g *Generator) oneOf(s *model.Shape) Line {
	var set []string
	for _, m := range s.Members {
		set = append(set, g.field(m, false).isSet("v."+g.names.Field(m)))
	}
	return line("%s.OneOf(x, %s)", g.runtime, strings.Join(set, ", "))
}

// isAttribute says whether a member is an attribute of an element.
func (g *Generator) isAttribute(m *model.Member) bool {
	return !g.json && m.Traits.Has(model.XMLAttribute)
}

// syntax is that of documents, as the names of types and methods have it.
func (g *Generator) syntax() string {
	if g.json {
		return "JSON"
	}
	return "XML"
}

// attribute plans a member that is an attribute. One that is no pointer, or has a
// default, is there whatever its value.
func (g *Generator) attribute(in string, m *model.Member) Line {
	t, v := g.field(m, false), g.given(m, in)
	value, bare := v, in+g.names.Field(m)
	if t.Ptr {
		value = "*" + v
	}
	attr := line("x.Attr(%q, %s)", elementName(m), g.text(value, m, t))
	if t.Kind.scalar() && !t.Ptr || v != bare || t.Kind == String && !t.Ptr && g.client {
		return attr
	}
	return block("if "+t.isSet(v), attr)
}

// write plans the element or elements of a member of the structure in.
func (g *Generator) write(in string, m *model.Member) []Line {
	if g.json {
		return g.writeJSON(in, m)
	}
	name, field := elementName(m), g.names.Field(m)
	t, v := g.field(m, false), g.given(m, in)
	switch {
	case t.Kind == List:
		return g.writeList(m, t, v)
	case t.Kind == Map:
		return g.writeMap(m, t, v)
	case t.Kind == Structure:
		lines := append([]Line{line("x.Field(%q)", field)}, namespace(m.Traits).open(name)...)
		lines = append(lines, line("write%s(x, %s)", g.names.Type(t.Shape.ID), v), line("x.Close()"), line("x.Done()"))
		return []Line{block("if "+t.isSet(v), lines...)}
	case namespace(m.Traits).uri != "" && t.Ptr:
		return []Line{block("if p := "+v+"; p != nil", g.chars(name, "*p", m, t)...)}
	case namespace(m.Traits).uri != "" && !g.zeroIsUnset && t.Kind != Bytes:
		return g.chars(name, v, m, t)
	case namespace(m.Traits).uri != "":
		return []Line{block("if "+t.isSet(v), g.chars(name, v, m, t)...)}
	case t.Kind == String && name != field && !(g.client && strings.EqualFold(name, field)):
		return []Line{line("x.Field(%q)", field), g.writeScalar(name, v, t, m), line("x.Done()")}
	}
	return []Line{g.writeScalar(name, v, t, m)}
}

// writeScalar plans the element of a scalar if it is to be sent.
func (g *Generator) writeScalar(name, v string, t Type, m *model.Member) Line {
	switch {
	case t.Kind == String && !t.Ptr && g.zeroIsUnset && !m.Traits.Has(model.Required):
		return line("x.String(%q, %s)", name, v)
	case t.Ptr && t.Kind == Time:
		return line("x.TimePtr(%q, %s, %s)", name, v, g.format(m, g.bodyTime()))
	case t.Ptr:
		return line("x.%sPtr(%q, %s)", t.Kind, name, v)
	case t.Kind.big(), t.Kind.scalar() && !m.Traits.Has(model.Required) && g.zeroIsUnset:
		return block("if "+t.isSet(v), g.writeValue(name, v, t, m))
	}
	return g.writeValue(name, v, t, m)
}

// writeValue plans the element of a scalar that is there.
func (g *Generator) writeValue(name, v string, t Type, m *model.Member) Line {
	switch t.Kind {
	case String:
		return line("x.Text(%q, %s)", name, v)
	case Time:
		return line("x.Time(%q, %s, %s)", name, v, g.format(m, g.bodyTime()))
	}
	return line("x.%s(%q, %s)", t.Kind, name, v)
}

// chars plans the element of a scalar that has a namespace of its own.
func (g *Generator) chars(name, v string, m *model.Member, t Type) []Line {
	return append(namespace(m.Traits).open(name), line("x.Chars(%s)", g.text(v, m, t)), line("x.Close()"))
}

// text is a Go expression for a scalar as text.
func (g *Generator) text(v string, m *model.Member, t Type) string {
	switch t.Kind {
	case Int:
		return "strconv.Itoa(" + v + ")"
	case Long:
		return "strconv.FormatInt(" + v + ", 10)"
	case Bool:
		return "strconv.FormatBool(" + v + ")"
	case Float, Double:
		return g.runtime + "." + string(t.Kind) + "Text(" + v + ")"
	case Time:
		return g.format(m, g.bodyTime()) + ".Text(" + v + ")"
	case Bytes:
		return "base64.StdEncoding.EncodeToString(" + v + ")"
	}
	return v
}
