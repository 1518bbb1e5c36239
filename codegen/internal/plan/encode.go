// SPDX-License-Identifier: Apache-2.0

package plan

import (
	"fmt"
	"strings"

	"github.com/seed-40dc4ce0/pail/codegen/internal/model"
)

// encode plans the function that writes a request: its path first, then a
// line a member, then the document.
func (g *Generator) encode(op, in *model.Shape, ns xmlns) *Func {
	f := &Func{
		Name:   "encode" + g.names.Operation(op.ID),
		Params: fmt.Sprintf("e *%s.Encoder, in *%s%s", g.runtime, g.qualifier, g.names.Input(op.ID)),
	}
	for _, adapter := range g.adapters(op, in, "before") {
		f.Lines = append(f.Lines, line("in = %s(e, in)", adapter))
	}
	f.Lines = append(append(f.Lines, g.start(op, in)...), g.customHeaders()...)
	for _, m := range last(in.Members, open) {
		if reason, lacks := g.lacks(m); lacks {
			v := "in." + g.names.Field(m)
			f.Lines = append(f.Lines, line("e.Refuse(%q, %s, %q)", g.names.Field(m), g.field(m, false).isSet(v), reason))
			continue
		}
		if m.Place(false) == model.HTTPLabel {
			continue
		}
		if !m.Traits.Has(model.HostLabel) {
			f.Lines = append(f.Lines, g.checks("e", "in.", m)...)
		}
		f.Lines = append(f.Lines, g.bound(m, ns)...)
	}
	f.Lines = append(f.Lines, g.document(in, ns)...)
	f.Lines = append(f.Lines, g.afterBody(op, in)...)
	for _, adapter := range g.adapters(op, in, "encode") {
		f.Lines = append(f.Lines, line("%s(e, in)", adapter))
	}
	return f
}

// adapters are the functions that the operation names for a direction, then
// those that place members of s.
func (g *Generator) adapters(op, s *model.Shape, direction string) []string {
	all := op.Traits.Get(model.Adapter).Get(direction).Strings()
	for _, m := range g.has(s.Members) {
		all = append(all, m.Traits.Get(model.Adapter).Get(direction).Strings()...)
	}
	return all
}

// open says whether a member names its headers or parameters itself: what other
// members name goes before it.
func open(m *model.Member) bool {
	return m.Place(false) == model.HTTPQueryParams || m.Place(false) == model.HTTPPrefix && m.Traits.Text(model.HTTPPrefix) == ""
}

// last are the members in their order, those that f picks behind the others.
func last(members []*model.Member, f func(*model.Member) bool) []*model.Member {
	var head, tail []*model.Member
	for _, m := range members {
		if f(m) {
			tail = append(tail, m)
		} else {
			head = append(head, m)
		}
	}
	return append(head, tail...)
}

// start plans the method, the path and the constants of the query.
func (g *Generator) start(op, in *model.Shape) []Line {
	http := op.Traits.Get(model.HTTP)
	uri, _ := model.ParseURI(http.GetText("uri")) // the checker has read it
	lines := []Line{line("e.Start(%q, %q)", http.GetText("method"), uri.Segments[0].Literal)}
	lines = append(lines, g.host(op, in)...)
	for i, s := range uri.Segments[1:] {
		switch m := in.Member(s.Label); {
		case s.Label == "":
			lines = append(lines, line("e.Literal(%q)", s.Literal))
		case m != nil && i == 0 && g.isBucket(m):
			lines = append(lines, g.label(m, "Bucket")...)
		case m != nil && g.isAccount(m):
			v := g.field(m, false).pointer("in." + g.names.Field(m))
			lines = append(lines, line("e.Label(%q, rest.GlacierAccount(%s))", g.names.Field(m), v))
		case m != nil && s.Greedy:
			lines = append(lines, g.label(m, "GreedyLabel")...)
		case m != nil:
			lines = append(lines, g.label(m, "Label")...)
		}
	}
	if op.Traits.Has(model.RoutedBy) {
		return lines // what tells the operation from others is a header
	}
	for _, p := range uri.Query {
		if p.HasValue {
			lines = append(lines, line("e.QueryConst(%q, %q)", p.Name, p.Value))
		} else {
			lines = append(lines, line("e.QueryFlag(%q)", p.Name))
		}
	}
	return lines
}

// host plans what the operation puts before the endpoint's host.
func (g *Generator) host(op, in *model.Shape) []Line {
	var lines []Line
	prefix := op.Traits.Get(model.Endpoint).GetText("hostPrefix")
	for prefix != "" {
		literal, rest, _ := strings.Cut(prefix, "{")
		if literal != "" {
			lines = append(lines, line("e.HostLiteral(%q)", literal))
		}
		var name string
		name, prefix, _ = strings.Cut(rest, "}")
		if m := in.Member(name); m != nil {
			lines = append(lines, g.label(m, "HostLabel")...)
		}
	}
	return lines
}

// label plans a member in the path or before the host. It must have a text: two
// slashes beside each other are another path.
func (g *Generator) label(m *model.Member, call string) []Line {
	t, name := g.field(m, false), g.names.Field(m)
	v := g.given(m, "in.")
	lines, made := g.checks("e", "in.", m), v != "in."+name
	if t.Ptr {
		v = "*" + v
	}
	var l Line
	switch t.Kind {
	case String:
		l = line("e.%s(%q, %s)", call, name, v)
	case Time:
		l = line("e.LabelTime(%q, %s, %s)", name, v, g.format(m, "DateTime"))
	default:
		l = line("e.Label%s(%q, %s)", t.Kind, name, v)
	}
	if t.Ptr && !made {
		l = block("if "+t.isSet(v[1:]), l)
	}
	return append(lines, l)
}

// bound plans a member that has a place of its own; nothing for others.
func (g *Generator) bound(m *model.Member, ns xmlns) []Line {
	name := g.names.Field(m)
	t, v := g.field(m, false), "in."+name
	var lines []Line
	switch m.Place(false) {
	case model.HTTPHeader:
		lines = []Line{g.parameter("Header", header(m.Traits.Text(model.HTTPHeader)), "HTTPDate", m)}
	case model.HTTPQuery:
		lines = []Line{g.parameter("Query", m.Traits.Text(model.HTTPQuery), "DateTime", m)}
	case model.SubResource:
		lines = []Line{line("e.SubResource(%q, %s)", name, v)}
	case model.HTTPPrefix:
		call := "PrefixHeaders"
		if g.client && g.model.Secret(m) {
			call = "SecretPrefixHeaders"
		}
		lines = []Line{line("e.%s(%q, %q, %s)", call, name, header(m.Traits.Text(model.HTTPPrefix)), v)}
	case model.HTTPQueryParams:
		call, value := "QueryMap", g.model.Target(t.Shape.Member("value"))
		switch values := kindOf[value.Type] == List; {
		case values && value.Traits.Has(model.Sparse):
			call, v = "QueryListMap", "rest.DenseLists("+v+")"
		case values:
			call = "QueryListMap"
		case sparse(t):
			v = "rest.DenseMap(" + v + ")"
		}
		lines = []Line{line("e.%s(%q, %s)", call, name, v)}
	case model.HTTPPayload:
		return g.payload(m, t, ns)
	default:
		return nil
	}
	if g.model.Secret(m) && !g.client {
		lines = append(lines, block("if "+t.isSet(v), line("e.MarkSensitive(%q)", name)))
	}
	return lines
}

// parameter plans a header or a parameter of the query.
func (g *Generator) parameter(call, wireName, format string, m *model.Member) Line {
	t, v := g.field(m, false), g.given(m, "in.")
	head := fmt.Sprintf("%q, %q, ", g.names.Field(m), wireName)
	ptr := ""
	if t.Kind == String || t.Kind == Time {
		if v, ptr = t.pointer(v), "Ptr"; g.zeroIsUnset {
			v, ptr = g.given(m, "in."), ""
		}
	}
	switch {
	case t.Kind == String && call == "Header" && g.model.Trait(m, model.MediaType) != nil:
		return line("e.HeaderBase64%s(%s%s)", ptr, head, v)
	case t.Kind == String:
		return line("e.%s%s(%s%s)", call, ptr, head, v)
	case t.Kind == Time:
		return line("e.%sTime%s(%s%s, %s)", call, ptr, head, v, g.format(m, format))
	case t.Kind.scalar(), t.Kind.big():
		return line("e.%s%s(%s%s)", call, t.Kind, head, t.pointer(v))
	}
	return g.list(call, head, v, format, t)
}

// given is the value of a member as it is sent: the default where there is one,
// and an idempotency token is made.
func (g *Generator) given(m *model.Member, in string) string {
	v := in + g.names.Field(m)
	switch t := g.field(m, false); {
	case g.client && in == "in." && m.Traits.Has(model.Token):
		return "e.Token(" + v + ")"
	case g.json && t.Kind == List && g.always(m) && m.Place(false) == model.HTTPHeader:
		return "rest.OrEmpty(" + v + ")"
	}
	return g.withDefault(m, v)
}

// list plans a list in a header or in the query.
func (g *Generator) list(call, head, v, format string, t Type) Line {
	item := t.Shape.Members[0]
	if sparse(t) {
		v = "rest.Dense(" + v + ")"
	}
	switch kind := KindOf(g.model, item); kind {
	case String:
		if call == "Header" && g.model.Trait(item, model.MediaType) != nil {
			return line("e.HeaderBase64List(%s%s)", head, v)
		}
		return line("e.%sList(%s%s)", call, head, v)
	case Time:
		return line("e.%sTimeList(%s%s, %s)", call, head, v, g.format(item, format))
	default:
		return line("e.%s%sList(%s%s)", call, kind, head, v)
	}
}
