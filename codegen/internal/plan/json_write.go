// SPDX-License-Identifier: Apache-2.0

package plan

import (
	"fmt"

	"github.com/seed-40dc4ce0/pail/codegen/internal/model"
)

// jsonName is the name of a member in a JSON object.
func jsonName(m *model.Member) string {
	if name := m.Traits.Text(model.JSONName); name != "" {
		return name
	}
	return m.Name
}

// writeJSON plans the member of the structure in as a field of a JSON object.
func (g *Generator) writeJSON(in string, m *model.Member) []Line {
	name, field := jsonName(m), g.names.Field(m)
	t, v := g.field(m, false), g.given(m, in)
	var lines []Line
	switch t.Kind {
	case List:
		item := t.Shape.Members[0]
		loop := append([]Line{line("x.Item(%q, i)", field)}, g.jsonElement(`""`, v+"[i]", item, g.item(t.Shape, item, false), 1)...)
		lines = []Line{line("x.List(%q)", name), block("for i := range "+v, append(loop, line("x.Done()"))...), line("x.Close()")}
	case Map:
		lines = []Line{line("x.Open(%q)", name), g.jsonEntries(t.Shape, v, 0), line("x.Close()")}
	case Structure:
		lines = []Line{line("x.Field(%q)", field), line("x.Open(%q)", name), line("write%s(x, %s)", g.names.Type(t.Shape.ID), v), line("x.Close()"), line("x.Done()")}
	case Document:
		lines = []Line{line("x.Document(%q, %s)", name, v)}
	default:
		return []Line{g.writeScalar(name, v, t, m)}
	}
	if (t.Kind == List || t.Kind == Map) && (m.Traits.Has(model.Required) || g.always(m)) {
		return lines
	}
	return []Line{block("if "+t.isSet(v), lines...)}
}

// jsonElement plans one value of a list or map under the name that is the Go
// expression name. In a sparse one it may be null.
func (g *Generator) jsonElement(name, v string, item *model.Member, t Type, depth int) []Line {
	if !t.Sparse {
		return g.jsonValue(name, v, item, t, depth)
	}
	value := v
	if t.Ptr && t.Kind != Structure {
		value = "*" + v
	}
	lines := []Line{line("case %s == nil:", v), line("x.Null(%s)", name), line("default:")}
	return []Line{block("switch", append(lines, g.jsonValue(name, value, item, t, depth)...)...)}
}

// jsonValue plans a value that is there.
func (g *Generator) jsonValue(name, v string, item *model.Member, t Type, depth int) []Line {
	switch t.Kind {
	case Structure:
		if !t.Ptr {
			v = "&" + v
		}
		return []Line{line("x.Open(%s)", name), line("write%s(x, %s)", g.names.Type(t.Shape.ID), v), line("x.Close()")}
	case List:
		i, inner := numbered("i", depth), t.Shape.Members[0]
		element := g.jsonElement(`""`, v+"["+i+"]", inner, g.item(t.Shape, inner, false), depth+1)
		return []Line{line("x.List(%s)", name), block(fmt.Sprintf("for %s := range %s", i, v), element...), line("x.Close()")}
	case Map:
		return []Line{line("x.Open(%s)", name), g.jsonEntries(t.Shape, v, depth), line("x.Close()")}
	case Time:
		return []Line{line("x.Time(%s, %s, %s)", name, v, g.format(item, g.bodyTime()))}
	case String:
		return []Line{line("x.Text(%s, %s)", name, v)}
	}
	return []Line{line("x.%s(%s, %s)", t.Kind, name, v)}
}

// jsonEntries plans the entries of the map v.
func (g *Generator) jsonEntries(of *model.Shape, v string, depth int) Line {
	key, item := numbered("key", depth), of.Member("value")
	t, value := g.item(of, item, false), v+"["+key+"]"
	var lines []Line
	if t.Kind == Structure && !t.Ptr {
		lines, value = []Line{line("value := %s", value)}, "value"
	}
	return block(fmt.Sprintf("for _, %s := range slices.Sorted(maps.Keys(%s))", key, v),
		append(lines, g.jsonElement(key, value, item, t, depth+1)...)...)
}
