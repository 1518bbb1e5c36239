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
	t, ns, checks := g.element(item, false), namespace(item.Traits), g.itemChecks(item, v)
	within := func(lines ...Line) []Line {
		return append(append(append(checks, ns.open(name)...), lines...), line("x.Close()"))
	}
	switch t.Kind {
	case Structure:
		return within(line("write%s(x, &%s)", g.names.Type(t.Shape.ID), v))
	case List:
		inner, i := t.Shape.Members[0], fmt.Sprintf("i%d", depth)
		body := g.writeItem(elementName(inner), v+"["+i+"]", inner, depth+1)
		if g.client {
			body = append(append([]Line{line("x.Item(%q, %s)", "", i)}, body...), line("x.Done()"))
		}
		return within(block(fmt.Sprintf("for %s := range %s", i, v), body...))
	case Map:
		return within(g.writeEntries(t, v, xmlns{}, "entry", entry{depth: depth, secret: g.model.Secret(item)}))
	}
	if ns.uri != "" {
		return append(checks, g.chars(name, v, item, t)...)
	}
	return append(checks, g.writeValue(name, v, t, item))
}

// entry is where the entries of a map are in its document.
type entry struct {
	member string // "" for a map within another or in a list
	depth  int
	secret bool // its keys are not told
}

// writeMap plans a map: an entry a key, in the order of the keys.
func (g *Generator) writeMap(m *model.Member, t Type, v string) []Line {
	at := entry{member: g.names.Field(m), secret: g.model.Secret(m)}
	if m.Traits.Has(model.XMLFlattened) {
		return []Line{g.writeEntries(t, v, namespace(m.Traits), elementName(m), at)}
	}
	return g.wrap(m, t, v, g.writeEntries(t, v, xmlns{}, "entry", at))
}

// writeEntries plans the entries of the map v, each an element called name.
func (g *Generator) writeEntries(t Type, v string, ns xmlns, name string, at entry) Line {
	k, value := t.Shape.Member("key"), t.Shape.Member("value")
	key := numbered("key", at.depth)
	told := key
	if at.secret {
		told = `""`
	}
	body := append([]Line{line("x.Entry(%q, %s)", at.member, told)}, ns.open(name)...)
	body = append(body, g.writeItem(elementName(k), key, k, at.depth+1)...)
	if g.element(value, false).Kind == Structure {
		body = append(body, line("value := %s[%s]", v, key))
		body = append(body, g.writeItem(elementName(value), "value", value, at.depth+1)...)
	} else {
		body = append(body, g.writeItem(elementName(value), v+"["+key+"]", value, at.depth+1)...)
	}
	body = append(body, line("x.Close()"), line("x.Done()"))
	return block(fmt.Sprintf("for _, %s := range slices.Sorted(maps.Keys(%s))", key, v), body...)
}

// numbered is a name for a variable at a depth of loops.
func numbered(name string, depth int) string {
	if depth == 0 {
		return name
	}
	return fmt.Sprintf("%s%d", name, depth)
}
