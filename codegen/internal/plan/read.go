// SPDX-License-Identifier: Apache-2.0

package plan

import (
	"fmt"
	"strings"

	"github.com/seed-40dc4ce0/pail/codegen/internal/model"
)

// reader plans the function that reads the children of an element into a
// structure. Elements that the model does not have are skipped.
func (g *Generator) reader(name, goType string, of *model.Shape, members []*model.Member) *Func {
	f := &Func{Name: name, Params: fmt.Sprintf("x *%s.%sReader, v *%s", g.runtime, g.syntax(), goType)}
	var cases []Line
	enter, union := "x.Enter()", of.Type == "union" && g.json
	if g.client && g.json {
		enter = g.enter("Object", Type{})
	}
	if union {
		f.Lines = append(f.Lines, line("set := false"))
	}
	for _, m := range members {
		if g.isAttribute(m) {
			f.Lines = append(f.Lines, g.readAttribute(m))
			continue
		}
		name := local(elementName(m))
		if g.json {
			name = m.FieldName()
		}
		cases = append(cases, line("case %q:", name))
		if union {
			cases = append(cases, line("x.Only(&set)"))
		}
		cases = append(cases, g.read(m, "v.")...)
	}
	loop := block("for d := " + enter + "; x.Next(d);")
	if len(cases) > 0 {
		loop.Block = []Line{block("switch string(x.Name())", cases...)}
	} else {
		loop.Block = []Line{line("x.Skip()")}
	}
	f.Lines = append(f.Lines, loop)
	return f
}

// readAttribute plans a member that is an attribute. What is not there leaves the
// default.
func (g *Generator) readAttribute(m *model.Member) Line {
	t, v, name := g.field(m, true), "v."+g.names.Field(m), local(elementName(m))
	attr := fmt.Sprintf("x.Attr%s(%q)", t.Kind, name)
	if t.Kind == Time {
		attr = fmt.Sprintf("x.AttrTime(%q, %s)", name, g.format(m, g.bodyTime()))
	}
	switch {
	case t.Kind == String && !g.client:
		return line("%s = x.Attr(%q)", v, name)
	case g.fallback(m) != "" && t.Ptr, t.Kind == Bytes && g.fallback(m) != "":
		return block("if p := "+attr+"; p != nil", line("%s = p", v))
	case t.Ptr, t.Kind == Bytes:
		return line("%s = %s", v, attr)
	}
	return block("if p := "+attr+"; p != nil", line("%s = *p", v))
}

// local is a name of XML without its prefix, which readers do not see.
func local(name string) string { return name[strings.IndexByte(name, ':')+1:] }

// readName is the name of the function that reads a structure within a document.
// One that is the output of an operation too is read there without the members
// that have places of their own.
func (g *Generator) readName(s *model.Shape) string {
	name := g.names.Type(s.ID)
	for _, op := range g.operations() {
		if g.names.Output(op.ID) == name {
			return "readNested" + name
		}
	}
	return "read" + name
}

// read plans what is done when the element of a member of the structure in is
// met.
func (g *Generator) read(m *model.Member, in string) []Line {
	if g.json {
		return g.readJSON(m, in)
	}
	t, v := g.field(m, true), in+g.names.Field(m)
	flat := m.Traits.Has(model.XMLFlattened)
	switch t.Kind {
	case Structure:
		return []Line{line("%s = new(%s)", v, g.structName(t.Shape)), line("%s(x, %s)", g.readName(t.Shape), v)}
	case List:
		if inner := m.Traits.Text(model.Element); inner != "" {
			return []Line{children(inner, line("%s = append(%s, x.String())", v, v))}
		}
		if flat {
			return g.readItem(t.Shape.Members[0], v, 0)
		}
		return g.readList(t, v, 0)
	case Map:
		if flat {
			return append([]Line{block(fmt.Sprintf("if %s == nil", v), line("%s = %s{}", v, t.Go))}, g.readEntry(t, v, 0)...)
		}
		return g.readMap(t, v, 0)
	}
	return []Line{line("%s = %s", v, g.scalar(m, t))}
}

// scalar is the Go expression for the value of the element that was met.
func (g *Generator) scalar(m *model.Member, t Type) string {
	ptr := ""
	if t.Ptr {
		ptr = "Ptr"
	}
	switch {
	case t.Kind == Time:
		return fmt.Sprintf("x.Time%s(%s)", ptr, g.format(m, g.bodyTime()))
	case t.Kind == String && t.Shape.Type == "enum" && !t.Ptr:
		return "x.Token()"
	}
	return fmt.Sprintf("x.%s%s()", g.width(t), ptr)
}

// width is the name of the methods that read a t: a client's whole numbers of JSON
// must not be wider than the model says.
func (g *Generator) width(t Type) string {
	width := map[string]string{"byte": "Byte", "short": "Short", "integer": "Integer", "intEnum": "Integer"}
	if g.client && g.json && t.Kind == Int {
		return width[t.Shape.Type]
	}
	return string(t.Kind)
}

// readList plans the loop over the items of the list v within the element that
// was met. A client's list is there when the element is, even if it is empty.
func (g *Generator) readList(t Type, v string, depth int) []Line {
	item := t.Shape.Members[0]
	loop := children(local(elementName(item)), g.readItem(item, v, depth)...)
	if g.client {
		return []Line{line("%s = %s{}", v, t.Go), loop}
	}
	return []Line{loop}
}

// children plans a loop over the elements called name within the one that was
// met.
func children(name string, lines ...Line) Line {
	return block("for d := x.Enter(); x.Next(d);", block(fmt.Sprintf("if string(x.Name()) == %q", name), lines...))
}

// readItem plans one more item for the list v.
func (g *Generator) readItem(item *model.Member, v string, depth int) []Line {
	t := g.element(item, true)
	switch t.Kind {
	case Structure:
		return []Line{
			line("%s = append(%s, %s{})", v, v, t.Go),
			line("%s(x, &%s[len(%s)-1])", g.readName(t.Shape), v, v),
		}
	case List, Map:
		name := numbered("item", depth)
		lines := []Line{line("var %s %s", name, t.Go)}
		return append(append(lines, g.readValue(item, t, name, depth+1)...), line("%s = append(%s, %s)", v, v, name))
	}
	return []Line{line("%s = append(%s, %s)", v, v, g.scalar(item, t))}
}

// readValue plans what sets the variable v to the element that was met.
func (g *Generator) readValue(m *model.Member, t Type, v string, depth int) []Line {
	switch t.Kind {
	case Structure:
		return []Line{line("%s(x, &%s)", g.readName(t.Shape), v)}
	case List:
		return g.readList(t, v, depth)
	case Map:
		return g.readMap(t, v, depth)
	}
	return []Line{line("%s = %s", v, g.scalar(m, t))}
}

// readMap plans the entries of the map v within the element that was met.
func (g *Generator) readMap(t Type, v string, depth int) []Line {
	return []Line{line("%s = %s{}", v, t.Go), children("entry", g.readEntry(t, v, depth)...)}
}

// readEntry plans one more entry of the map v.
func (g *Generator) readEntry(t Type, v string, depth int) []Line {
	k, val := t.Shape.Member("key"), t.Shape.Member("value")
	vt := g.element(val, true)
	key, value := numbered("key", depth), numbered("value", depth)
	cases := []Line{line("case %q:", local(elementName(k))), line("%s = x.String()", key), line("case %q:", local(elementName(val)))}
	cases = append(cases, g.readValue(val, vt, value, depth+1)...)
	return []Line{
		line("var %s string", key), line("var %s %s", value, vt.Go),
		block("for d := x.Enter(); x.Next(d);", block("switch string(x.Name())", cases...)),
		line("%s[%s] = %s", v, key, value),
	}
}
