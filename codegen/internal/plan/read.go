// SPDX-License-Identifier: Apache-2.0

package plan

import (
	"fmt"

	"github.com/seed-40dc4ce0/pail/codegen/internal/model"
)

// reader plans the function that reads the children of an element into a
// structure. Elements that the model does not have are skipped.
func (g *Generator) reader(name, goType string, members []*model.Member) *Func {
	f := &Func{Name: "read" + name, Params: fmt.Sprintf("x *wire.XMLReader, v *%s", goType)}
	var cases []Line
	for _, m := range members {
		if m.Traits.Has(model.XMLAttribute) {
			f.Lines = append(f.Lines, g.readAttribute(m))
			continue
		}
		cases = append(cases, line("case %q:", elementName(m)))
		cases = append(cases, g.read(m)...)
	}
	loop := block("for d := x.Enter(); x.Next(d);")
	if len(cases) > 0 {
		loop.Block = []Line{block("switch string(x.Name())", cases...)}
	} else {
		loop.Block = []Line{line("x.Skip()")}
	}
	f.Lines = append(f.Lines, loop)
	return f
}

// readAttribute plans a member that is an attribute.
func (g *Generator) readAttribute(m *model.Member) Line {
	v, attr := "v."+exported(m.Name), fmt.Sprintf("x.Attr(%q)", elementName(m))
	if g.field(m, true).Ptr {
		return block("if s := "+attr+`; s != ""`, line("%s = &s", v))
	}
	return line("%s = %s", v, attr)
}

// read plans what is done when the element of a member is met.
func (g *Generator) read(m *model.Member) []Line {
	t, v := g.field(m, true), "v."+exported(m.Name)
	switch t.Kind {
	case Structure:
		return []Line{line("%s = new(%s)", v, g.structName(t.Shape)), line("read%s(x, %s)", g.typeName(t.Shape.ID), v)}
	case List:
		return g.readList(m, t, v)
	case Map:
		return g.readMap(m, t, v)
	}
	return []Line{line("%s = %s", v, g.text(m, t))}
}

// text is the Go expression for the text of the element that was met.
func (g *Generator) text(m *model.Member, t Type) string {
	ptr := ""
	if t.Ptr {
		ptr = "Ptr"
	}
	switch {
	case t.Kind == Time:
		return fmt.Sprintf("x.Time%s(%s)", ptr, g.format(m, "DateTime"))
	case t.Kind == String && t.Shape.Type == "enum" && !t.Ptr:
		return "x.Token()"
	}
	return fmt.Sprintf("x.%s%s()", t.Kind, ptr)
}

// readList plans one more item of a flattened list, or the loop over the
// items of one that has an element around them.
func (g *Generator) readList(m *model.Member, t Type, v string) []Line {
	item := t.Shape.Members[0]
	if inner := m.Traits.Text(model.Element); inner != "" {
		return []Line{children(inner, line("%s = append(%s, x.String())", v, v))}
	}
	if m.Traits.Has(model.XMLFlattened) {
		return g.readItem(item, v)
	}
	return []Line{children(elementName(item), g.readItem(item, v)...)}
}

// children plans a loop over the elements called name within the one that was
// met.
func children(name string, lines ...Line) Line {
	return block("for d := x.Enter(); x.Next(d);", block(fmt.Sprintf("if string(x.Name()) == %q", name), lines...))
}

// readItem plans one more item for the list v.
func (g *Generator) readItem(item *model.Member, v string) []Line {
	t := g.element(item, true)
	switch t.Kind {
	case Structure:
		return []Line{
			line("%s = append(%s, %s{})", v, v, t.Go),
			line("read%s(x, &%s[len(%s)-1])", g.typeName(t.Shape.ID), v, v),
		}
	case List:
		inner := t.Shape.Members[0]
		return []Line{
			line("var item %s", t.Go),
			children(elementName(inner), g.readItem(inner, "item")...),
			line("%s = append(%s, item)", v, v),
		}
	}
	return []Line{line("%s = append(%s, %s)", v, v, g.text(item, t))}
}

// readMap plans the entries of a map.
func (g *Generator) readMap(m *model.Member, t Type, v string) []Line {
	key, value := t.Shape.Member("key"), t.Shape.Member("value")
	vt := g.element(value, true)
	cases := []Line{
		line("case %q:", elementName(key)), line("key = x.String()"),
		line("case %q:", elementName(value)),
	}
	switch vt.Kind {
	case Structure:
		cases = append(cases, line("read%s(x, &value)", g.typeName(vt.Shape.ID)))
	case List:
		inner := vt.Shape.Members[0]
		cases = append(cases, children(elementName(inner), g.readItem(inner, "value")...))
	default:
		cases = append(cases, line("value = %s", g.text(value, vt)))
	}
	entry := []Line{
		block(fmt.Sprintf("if %s == nil", v), line("%s = %s{}", v, t.Go)),
		line("var key string"), line("var value %s", vt.Go),
		block("for d := x.Enter(); x.Next(d);", block("switch string(x.Name())", cases...)),
		line("%s[key] = value", v),
	}
	if m.Traits.Has(model.XMLFlattened) {
		return entry
	}
	return []Line{children("entry", entry...)}
}
