// SPDX-License-Identifier: Apache-2.0

package plan

import (
	"fmt"
	"strings"

	"github.com/seed-40dc4ce0/pail/codegen/internal/model"
)

// writeJSON plans the member of the structure in as a field of a JSON object.
func (g *Generator) writeJSON(in string, m *model.Member) []Line {
	if lines := g.writeVendor(in, m); lines != nil {
		return lines
	}
	name, field := m.FieldName(), g.names.Field(m)
	t, v := g.field(m, false), g.given(m, in)
	var lines []Line
	switch t.Kind {
	case List:
		lines = g.jsonList(quote(name), v, t, field, 0)
	case Map:
		lines = []Line{line("x.Open(%q)", name), g.jsonEntries(t, v, entry{member: field, secret: g.model.Secret(m)}), line("x.Close()")}
	case Structure:
		lines = []Line{line("x.Field(%q)", field), line("x.Open(%q)", name), line("write%s(x, %s)", g.names.Type(t.Shape.ID), v), line("x.Close()"), line("x.Done()")}
	case Document:
		lines = g.told(name, field, line("x.Document(%q, %s)", name, v))
	case String, BigInteger, BigDecimal:
		return g.told(name, field, g.writeScalar(name, v, t, m))
	default:
		return []Line{g.writeScalar(name, v, t, m)}
	}
	listed := t.Kind == List || t.Kind == Map
	if listed && (g.requires(m) || g.always(m)) || g.fallback(m) != "" {
		return lines
	}
	return []Line{block("if "+t.isSet(v), lines...)}
}

// told plans a value of which there may be an issue: that names the field, which may
// be called otherwise in JSON.
func (g *Generator) told(name, field string, l Line) []Line {
	if strings.EqualFold(name, field) {
		return []Line{l}
	}
	return []Line{line("x.Field(%q)", field), l, line("x.Done()")}
}

// jsonList plans the list v under the name that is the Go expression name. The field
// is "" for a list that is a value itself.
func (g *Generator) jsonList(name, v string, t Type, field string, depth int) []Line {
	i, item := numbered("i", depth), t.Shape.Members[0]
	body := []Line{line("x.Item(%q, %s)", field, i)}
	body = append(body, g.jsonElement(`""`, v+"["+i+"]", item, g.item(t.Shape, item, false), depth)...)
	loop := block(fmt.Sprintf("for %s := range %s", i, v), append(body, line("x.Done()"))...)
	return []Line{line("x.List(%s)", name), loop, line("x.Close()")}
}

// jsonEntries plans the entries of the map v.
func (g *Generator) jsonEntries(t Type, v string, at entry) Line {
	key, k, item := numbered("key", at.depth), t.Shape.Member("key"), t.Shape.Member("value")
	it, value, told := g.item(t.Shape, item, false), v+"["+key+"]", key
	if at.secret {
		told = `""`
	}
	lines := append([]Line{line("x.Entry(%q, %s)", at.member, told)}, g.itemChecks(k, key)...)
	if it.Kind == Structure && !it.Ptr {
		lines, value = append(lines, line("value := %s", value)), "value"
	}
	lines = append(lines, g.jsonElement(key, value, item, it, at.depth)...)
	return block(fmt.Sprintf("for _, %s := range slices.Sorted(maps.Keys(%s))", key, v), append(lines, line("x.Done()"))...)
}

// jsonElement plans one value of a list or map under the name that is the Go
// expression name. In a sparse one it may be null.
func (g *Generator) jsonElement(name, v string, item *model.Member, t Type, depth int) []Line {
	if !t.Sparse || t.Kind == Document {
		return append(g.itemChecks(item, v), g.jsonValue(name, v, item, t, depth)...)
	}
	value := v
	if t.Ptr && t.Kind != Structure {
		value = "*" + v
	}
	lines := append([]Line{line("case %s == nil:", v), line("x.Null(%s)", name), line("default:")}, g.itemChecks(item, value)...)
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
		return g.jsonList(name, v, t, "", depth+1)
	case Map:
		at := entry{depth: depth + 1, secret: g.model.Secret(item)}
		return []Line{line("x.Open(%s)", name), g.jsonEntries(t, v, at), line("x.Close()")}
	case Time:
		return []Line{line("x.Instant(%s, %s, %s)", name, v, g.format(item, g.bodyTime()))}
	case String:
		return []Line{line("x.Text(%s, %s)", name, v)}
	case Bytes:
		return []Line{line("x.Blob(%s, %s)", name, v)}
	}
	return []Line{line("x.%s(%s, %s)", t.Kind, name, v)}
}
