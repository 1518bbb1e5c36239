// SPDX-License-Identifier: Apache-2.0

package plan

import (
	"fmt"

	"github.com/seed-40dc4ce0/pail/codegen/internal/model"
)

// readJSON plans what is done when the field of a member of the structure in is
// met.
func (g *Generator) readJSON(m *model.Member, in string) []Line {
	if lines := g.readVendor(m, in); lines != nil {
		return lines
	}
	t, v := g.field(m, true), in+g.names.Field(m)
	if t.Kind == Structure {
		return []Line{line("%s = new(%s)", v, g.structName(t.Shape)), line("%s(x, %s)", g.readName(t.Shape), v)}
	}
	return g.readJSONValue(m, t, v, 0)
}

// readJSONValue plans what sets the variable v, of the type t, to the value that
// was met.
func (g *Generator) readJSONValue(m *model.Member, t Type, v string, depth int) []Line {
	switch t.Kind {
	case Structure:
		return []Line{line("%s(x, &%s)", g.readName(t.Shape), v)}
	case List:
		return g.readJSONList(t, v, depth)
	case Map:
		return g.readJSONMap(m, t, v, depth)
	}
	return []Line{line("%s = %s", v, g.scalar(m, t))}
}

// readJSONList plans the loop over a list.
func (g *Generator) readJSONList(t Type, v string, depth int) []Line {
	m := t.Shape.Members[0]
	item := g.item(t.Shape, m, true)
	var body []Line
	switch {
	case item.Kind == Structure && !item.Ptr:
		body = []Line{line("%s = append(%s, %s{})", v, v, item.Go), line("%s(x, &%s[len(%s)-1])", g.readName(item.Shape), v, v)}
	case item.Kind == List, item.Kind == Map, item.Kind == Structure:
		name := numbered("item", depth)
		body = append([]Line{line("var %s %s", name, item.Go)}, g.maybeNull(m, item, name, depth+1)...)
		body = append(body, line("%s = append(%s, %s)", v, v, name))
	default:
		body = []Line{line("%s = append(%s, %s)", v, v, g.scalar(m, item))}
	}
	loop := block("for d := "+g.enter("List", item)+"; x.Next(d);", body...)
	if g.client {
		return []Line{line("%s = %s{}", v, t.Go), loop}
	}
	return []Line{loop}
}

// readJSONMap plans the loop over the entries of a map.
func (g *Generator) readJSONMap(of *model.Member, t Type, v string, depth int) []Line {
	m, kind := t.Shape.Member("value"), "Object"
	if g.model.Secret(of) {
		kind = "Secret"
	}
	item := g.item(t.Shape, m, true)
	key, value := numbered("key", depth), numbered("value", depth)
	body := []Line{line("%s := string(x.Name())", key)}
	switch item.Kind {
	case Structure, List, Map:
		body = append(append(body, line("var %s %s", value, item.Go)), g.maybeNull(m, item, value, depth+1)...)
		body = append(body, line("%s[%s] = %s", v, key, value))
	default:
		body = append(body, line("%s[%s] = %s", v, key, g.scalar(m, item)))
	}
	return []Line{line("%s = %s{}", v, t.Go), block("for d := "+g.enter(kind, item)+"; x.Next(d);", body...)}
}

// maybeNull is readJSONValue for a value that may be null in a sparse list or map.
func (g *Generator) maybeNull(m *model.Member, t Type, v string, depth int) []Line {
	if t.Sparse && t.Kind == Structure {
		return []Line{block("if !x.Null()", line("%s = new(%s)", v, g.structName(t.Shape)), line("%s(x, %s)", g.readName(t.Shape), v))}
	}
	if t.Sparse && (t.Kind == List || t.Kind == Map) {
		return []Line{block("if !x.Null()", g.readJSONValue(m, t, v, depth)...)}
	}
	return g.readJSONValue(m, t, v, depth)
}

// enter begins a loop over values of the type t, which stand in an Object, a Secret one
// or a List:
// null is passed over, unless it may be one of them.
func (g *Generator) enter(kind string, t Type) string {
	sparse := t.Sparse || t.Kind == Document
	switch {
	case g.client:
		return fmt.Sprintf("x.Enter%s(%t)", kind, sparse)
	case sparse:
		return "x.EnterSparse()"
	}
	return "x.Enter()"
}
