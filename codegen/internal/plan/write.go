// SPDX-License-Identifier: Apache-2.0

package plan

import (
	"fmt"

	"github.com/seed-40dc4ce0/pail/codegen/internal/model"
)

// writer plans the function that writes a structure into an element that is
// open: attributes first, then a member after the other.
func (g *Generator) writer(s *model.Shape) *Func {
	f := &Func{Name: "write" + g.typeName(s.ID), Params: fmt.Sprintf("x *wire.XMLWriter, v *%s", g.structName(s))}
	for _, m := range g.has(s.Members) {
		if m.Traits.Has(model.XMLAttribute) {
			f.Lines = append(f.Lines, g.attribute(m))
		}
	}
	for _, m := range s.Members {
		if reason, lacks := g.lacks(m); lacks {
			v := "v." + exported(m.Name)
			f.Lines = append(f.Lines, line("x.Refuse(%q, %s, %q)", exported(m.Name), g.field(m, false).isSet(v), reason))
			continue
		}
		f.Lines = append(f.Lines, g.checks("x", "v.", m)...)
		if !m.Traits.Has(model.XMLAttribute) {
			f.Lines = append(f.Lines, g.write("v.", m)...)
		}
	}
	return f
}

// attribute plans a member that is an attribute.
func (g *Generator) attribute(m *model.Member) Line {
	t, v := g.field(m, false), "v."+exported(m.Name)
	value := v
	if t.Ptr {
		value = "*" + v
	}
	return block("if "+t.isSet(v), line("x.Attr(%q, %s)", elementName(m), value))
}

// write plans the element or elements of a member of the structure in.
func (g *Generator) write(in string, m *model.Member) []Line {
	name := elementName(m)
	if t := g.field(m, false); t.Kind == String && name != exported(m.Name) {
		return []Line{line("x.Field(%q)", exported(m.Name)), g.writeScalar(name, in+exported(m.Name), t, m), line("x.Done()")}
	}
	return g.writeMember(in, name, m)
}

// writeMember is write for a member whose faults are told under the name of
// its element.
func (g *Generator) writeMember(in, name string, m *model.Member) []Line {
	t, v := g.field(m, false), in+exported(m.Name)
	switch t.Kind {
	case List:
		return g.writeList(m, t, v, name)
	case Map:
		return g.writeMap(m, t, v, name)
	case Structure:
		return []Line{block("if "+t.isSet(v),
			line("x.Field(%q)", exported(m.Name)),
			line("x.Open(%q)", name),
			line("write%s(x, %s)", g.typeName(t.Shape.ID), v),
			line("x.Close()"),
			line("x.Done()"),
		)}
	}
	return []Line{g.writeScalar(name, v, t, m)}
}

// writeScalar plans the element of a scalar if it is to be sent.
func (g *Generator) writeScalar(name, v string, t Type, m *model.Member) Line {
	switch {
	case t.Kind == String && !t.Ptr && m.Traits.Has(model.Required):
		return line("x.Text(%q, %s)", name, v)
	case t.Ptr && t.Kind == Time:
		return line("x.TimePtr(%q, %s, %s)", name, v, g.format(m, "DateTime"))
	case t.Ptr:
		return line("x.%sPtr(%q, %s)", t.Kind, name, v)
	case t.Kind.scalar() && !m.Traits.Has(model.Required) && g.zeroIsUnset:
		return block("if "+t.isSet(v), g.writeValue(name, v, t, m))
	}
	return g.writeValue(name, v, t, m)
}

// writeValue plans the element of a scalar that is there.
func (g *Generator) writeValue(name, v string, t Type, m *model.Member) Line {
	if t.Kind == Time {
		return line("x.Time(%q, %s, %s)", name, v, g.format(m, "DateTime"))
	}
	return line("x.%s(%q, %s)", t.Kind, name, v)
}

// writeList plans a list: the items themselves when it is flattened, else an
// element around them.
func (g *Generator) writeList(m *model.Member, t Type, v, name string) []Line {
	item := t.Shape.Members[0]
	itemName := elementName(item)
	flat := m.Traits.Has(model.XMLFlattened)
	if flat {
		itemName = name
	}
	body := []Line{line("x.Item(%q, i)", exported(m.Name))}
	if inner := m.Traits.Text(model.Element); inner != "" {
		body = append(body, line("x.Open(%q)", itemName), line("x.Text(%q, %s[i])", inner, v), line("x.Close()"))
	} else {
		body = append(body, g.writeItem(itemName, v+"[i]", item, 1)...)
	}
	loop := block("for i := range "+v, append(body, line("x.Done()"))...)
	if flat {
		return []Line{loop}
	}
	return wrap(m, t, v, name, loop)
}

// wrap plans the element around a list or map; a required one is there even
// when it is empty.
func wrap(m *model.Member, t Type, v, name string, loop Line) []Line {
	lines := []Line{line("x.Open(%q)", name), loop, line("x.Close()")}
	if m.Traits.Has(model.Required) {
		return lines
	}
	return []Line{block("if "+t.isSet(v), lines...)}
}

// writeItem plans one value of a list or map.
func (g *Generator) writeItem(name, v string, item *model.Member, depth int) []Line {
	t := g.element(item, false)
	switch t.Kind {
	case String:
		return []Line{line("x.Text(%q, %s)", name, v)}
	case Structure:
		return []Line{line("x.Open(%q)", name), line("write%s(x, &%s)", g.typeName(t.Shape.ID), v), line("x.Close()")}
	case List:
		inner, i := t.Shape.Members[0], fmt.Sprintf("i%d", depth)
		return []Line{
			line("x.Open(%q)", name),
			block(fmt.Sprintf("for %s := range %s", i, v), g.writeItem(elementName(inner), v+"["+i+"]", inner, depth+1)...),
			line("x.Close()"),
		}
	}
	return []Line{g.writeValue(name, v, t, item)}
}

// writeMap plans a map: an entry a key, in the order of the keys.
func (g *Generator) writeMap(m *model.Member, t Type, v, name string) []Line {
	key, value := t.Shape.Member("key"), t.Shape.Member("value")
	entry := "entry"
	flat := m.Traits.Has(model.XMLFlattened)
	if flat {
		entry = name
	}
	body := []Line{line("x.Open(%q)", entry), line("x.Text(%q, key)", elementName(key))}
	vt := g.element(value, false)
	if vt.Kind == Structure {
		body = append(body, line("value := %s[key]", v))
		body = append(body, g.writeItem(elementName(value), "value", value, 1)...)
	} else {
		body = append(body, g.writeItem(elementName(value), v+"[key]", value, 1)...)
	}
	body = append(body, line("x.Close()"))
	loop := block(fmt.Sprintf("for _, key := range slices.Sorted(maps.Keys(%s))", v), body...)
	if flat {
		return []Line{loop}
	}
	return wrap(m, t, v, name, loop)
}
