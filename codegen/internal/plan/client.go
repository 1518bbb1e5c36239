// SPDX-License-Identifier: Apache-2.0

package plan

import (
	"strings"

	"github.com/seed-40dc4ce0/pail/codegen/internal/model"
)

// About is the documentation of a client's package, with the operations that were
// left out of it.
func (g *Generator) About(name string, service model.ID, omitted []string) Doc {
	text := "Package " + name + " is a client of " + service.Name() + "."
	if about := doc(g.model.Shapes[service].Traits); about != "" {
		text += "\n\n" + string(about)
	}
	if len(omitted) > 0 {
		text += "\n\nLeft out:\n\n- " + strings.Join(omitted, "\n- ")
	}
	return Doc(text)
}

// pages plans the iterators of an operation that answers page by page; nil for
// others. What the operation's trait leaves open, the service's says.
func (g *Generator) pages(service model.ID, op *model.Shape) *Pages {
	own := op.Traits.Get(model.Paginated)
	if own == nil {
		return nil
	}
	general := g.model.Shapes[service].Traits.Get(model.Paginated)
	say := func(name string) string {
		if v := own.GetText(name); v != "" {
			return v
		}
		return general.GetText(name)
	}
	in, out := g.io(op)
	to := in.Member(say("inputToken"))
	from, fromType, there := g.path(out, say("outputToken"))
	p := &Pages{Name: g.names.Pages(op.ID), Next: g.next(out, "in."+g.names.Field(to), g.field(to, false), from, *fromType, there)}
	if items, t, there := g.path(out, say("items")); t != nil && t.Kind == List {
		p.ItemsName, p.Item = g.names.Items(op.ID), strings.TrimPrefix(t.Go, "[]")
		p.Items = []Line{line("return %s", items)}
		if there != "" {
			p.Items = []Line{block("if "+there, p.Items...), line("return nil")}
		}
	}
	return p
}

// next plans what takes the token of an answer, from, to the next request: it
// is false when there is none, or when the service says that it has no more.
func (g *Generator) next(out *model.Shape, to string, toType Type, from string, t Type, there string) []Line {
	var more []string
	if there != "" {
		more = append(more, there)
	}
	more = append(more, t.isSet(from))
	if t.Ptr && t.Kind == String {
		more = append(more, "*"+from+` != ""`)
	}
	if m := out.Member("IsTruncated"); m != nil && KindOf(g.model, m) == Bool {
		v, flag := "out."+g.names.Field(m), g.field(m, true)
		if flag.Ptr {
			v = v + " == nil || *" + v
		}
		more = append(more, "("+v+")")
	}
	set := from
	switch {
	case toType.Ptr && !t.Ptr:
		set = "&" + from
	case !toType.Ptr && t.Ptr:
		set = "*" + from
	}
	return []Line{block("if "+strings.Join(more, " && "), line("%s = %s", to, set), line("return true")), line("return false")}
}

// path is a Go expression for the member of out that names, with dots between
// them, lead to; its type, nil if there is none; and the condition that all
// before it are there.
func (g *Generator) path(out *model.Shape, names string) (expr string, t *Type, there string) {
	expr = "out"
	var conditions []string
	for name := range strings.SplitSeq(names, ".") {
		if t != nil {
			conditions = append(conditions, expr+" != nil")
			out = t.Shape
		}
		m := out.Member(name)
		if m == nil {
			return "", nil, ""
		}
		field := g.field(m, true)
		expr, t = expr+"."+g.names.Field(m), &field
	}
	return expr, t, strings.Join(conditions, " && ")
}
