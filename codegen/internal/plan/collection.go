// SPDX-License-Identifier: Apache-2.0

package plan

import (
	"fmt"

	"github.com/seed-40dc4ce0/pail/codegen/internal/model"
)

// writeList plans a list: the items themselves when it is flattened, else an
// element around them.
func (g *Generator) writeList(m *model.Member, t Type, v string) []Line {
	item, name := t.Shape.Members[0], elementName(m)
	itemName := elementName(item)
	flat := m.Traits.Has(model.XMLFlattened)
	if flat {
		itemName = name
	}
	body := []Line{line("x.Item(%q, i)", g.names.Field(m))}
	if inner := m.Traits.Text(model.Element); inner != "" {
		body = append(body, line("x.Open(%q)", itemName), line("x.Text(%q, %s[i])", inner, v), line("x.Close()"))
	} else {
		body = append(body, g.writeItem(itemName, v+"[i]", item, 1)...)
	}
	loop := block("for i := range "+v, append(body, line("x.Done()"))...)
	if flat {
		return []Line{loop}
	}
	return g.wrap(m, t, v, loop)
}

// wrap plans the element around a list or map; a required one is there even
// when it is empty.
func (g *Generator) wrap(m *model.Member, t Type, v string, loop Line) []Line {
	lines := append(namespace(m.Traits).open(elementName(m)), loop, line("x.Close()"))
	if m.Traits.Has(model.Required) || g.always(m) {
		return lines
	}
	return []Line{block("if "+t.isSet(v), lines...)}
}

// writeItem plans one value of a list or map.
func (g *Generator) writeItem(name, v string, item *model.Member, depth int) []Line {
	t, ns := g.element(item, false), namespace(item.Traits)
	within := func(lines ...Line) []Line { return append(append(ns.open(name), lines...), line("x.Close()")) }
	switch t.Kind {
	case Structure:
		return within(line("write%s(x, &%s)", g.names.Type(t.Shape.ID), v))
	case List:
		inner, i := t.Shape.Members[0], fmt.Sprintf("i%d", depth)
		return within(block(fmt.Sprintf("for %s := range %s", i, v), g.writeItem(elementName(inner), v+"["+i+"]", inner, depth+1)...))
	case Map:
		return within(g.writeEntries(t, v, xmlns{}, "entry", depth))
	}
	if ns.uri != "" {
		return g.chars(name, v, item, t)
	}
	return []Line{g.writeValue(name, v, t, item)}
}

// writeMap plans a map: an entry a key, in the order of the keys.
func (g *Generator) writeMap(m *model.Member, t Type, v string) []Line {
	if m.Traits.Has(model.XMLFlattened) {
		return []Line{g.writeEntries(t, v, namespace(m.Traits), elementName(m), 0)}
	}
	return g.wrap(m, t, v, g.writeEntries(t, v, xmlns{}, "entry", 0))
}

// writeEntries plans the entries of the map v, each an element called name.
func (g *Generator) writeEntries(t Type, v string, ns xmlns, name string, depth int) Line {
	k, value := t.Shape.Member("key"), t.Shape.Member("value")
	key := numbered("key", depth)
	body := ns.open(name)
	body = append(body, g.writeItem(elementName(k), key, k, depth+1)...)
	if g.element(value, false).Kind == Structure {
		body = append(body, line("value := %s[%s]", v, key))
		body = append(body, g.writeItem(elementName(value), "value", value, depth+1)...)
	} else {
		body = append(body, g.writeItem(elementName(value), v+"["+key+"]", value, depth+1)...)
	}
	return block(fmt.Sprintf("for _, %s := range slices.Sorted(maps.Keys(%s))", key, v), append(body, line("x.Close()"))...)
}

// numbered is a name for a variable at a depth of loops.
func numbered(name string, depth int) string {
	if depth == 0 {
		return name
	}
	return fmt.Sprintf("%s%d", name, depth)
}
