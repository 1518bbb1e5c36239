// SPDX-License-Identifier: Apache-2.0

package plan

import (
	"fmt"
	"strconv"

	"github.com/seed-40dc4ce0/pail/codegen/internal/ast"
	"github.com/seed-40dc4ce0/pail/codegen/internal/model"
)

// checks plans what is demanded of a member before it is sent. recv is the
// encoder e, or the writer x of a document; in is the structure and a dot.
func (g *Generator) checks(recv, in string, m *model.Member) []Line {
	name, v := g.names.Field(m), in+g.names.Field(m)
	t := g.field(m, false)
	var lines []Line
	if cond := g.present(m, t, v); cond != "" {
		lines = append(lines, line("%s.Required(%q, %s)", recv, name, cond))
	}
	if bounds := g.model.Trait(m, model.Length); bounds != nil && t.Kind != Stream && bounding(bounds) {
		lines = append(lines, g.length(recv, name, v, t, m, bounds))
	}
	return append(lines, g.ranged(recv, name, v, t, g.model.Trait(m, model.Range))...)
}

// requires says whether a request without the member is refused. Smithy 2.0, "Requiring
// members to be optional": clients treat one with clientOptional as if it were not
// required, and a path without its label is another one all the same.
func (g *Generator) requires(m *model.Member) bool {
	optional := g.client && g.json && m.Traits.Has(model.ClientOptional) && m.Place(false) != model.HTTPLabel
	return m.Traits.Has(model.Required) && !optional
}

// present is the condition that a required member must meet; "" for one that
// is always there.
func (g *Generator) present(m *model.Member, t Type, v string) string {
	switch {
	case !g.requires(m), g.fallback(m) != "", g.client && m.Traits.Has(model.Token):
		return ""
	case t.Ptr, t.Kind == Stream:
		return t.isSet(v)
	case t.Kind == Int || t.Kind == Long:
		if least, ok := g.model.Trait(m, model.Range).Get("min").Int(); ok && least > 0 {
			return t.isSet(v)
		}
		return ""
	case t.Kind.scalar():
		return ""
	case t.Kind == String && !g.zeroIsUnset:
		return "" // "" is a value, or where it is none, the runtime says so
	}
	if least, ok := g.model.Trait(m, model.Length).Get("min").Int(); ok && least == 0 {
		return ""
	}
	return t.isSet(v)
}

// bounding says whether a length excludes anything: 0 and more is any.
func bounding(bounds *ast.Node) bool {
	least, _ := bounds.Get("min").Int()
	return least > 0 || bounds.Get("max") != nil
}

// length plans the check of a length. A string is measured in characters, or
// in bytes where the model says so. For a client an empty value has a length too.
func (g *Generator) length(recv, name, v string, t Type, m *model.Member, bounds *ast.Node) Line {
	set := ""
	switch {
	case t.Kind == String && t.Ptr:
		set, v = v+" != nil", "*"+v
	case g.client && t.Kind != String:
		set = v + " != nil"
	}
	n := "len(" + v + ")"
	if t.Kind == String && g.model.Trait(m, model.Bytes) == nil {
		n = "utf8.RuneCountInString(" + v + ")"
	}
	rest := fmt.Sprintf("%q, %s, %s, %s)", name, n, bound(bounds, "min", "0"), bound(bounds, "max", "math.MaxInt"))
	check := line("%s.Length(%s", recv, rest)
	if g.client && recv == "x" {
		check = line("rest.Length(x, %s", rest)
	}
	if set != "" {
		return block("if "+set, check)
	}
	return check
}

// itemChecks plans what is demanded of a value v in a list or map of a client's
// document.
func (g *Generator) itemChecks(m *model.Member, v string) []Line {
	t := g.element(m, false)
	if !g.client {
		return nil
	}
	var lines []Line
	if bounds := g.model.Trait(m, model.Length); bounds != nil && bounding(bounds) {
		t := t
		t.Ptr = false
		if check := g.length("x", "", v, t, m, bounds); t.Kind == String || t.Kind == Bytes || t.Kind == List || t.Kind == Map {
			lines = append(lines, check)
		}
	}
	t.Ptr = true
	return append(lines, g.ranged("x", "", "new("+v+")", t, g.model.Trait(m, model.Range))...)
}

// ranged plans the check of a whole number; bounds is nil where the model has none.
// What is written as JSON must not be wider than its type.
func (g *Generator) ranged(recv, name, v string, t Type, bounds *ast.Node) []Line {
	call, least, most := "Range", "math.MinInt", "math.MaxInt"
	switch strict := g.client && g.json; {
	case t.Kind == Int && strict:
		from, to, _ := model.Bounds(t.Shape.Type)
		least, most = strconv.FormatInt(from, 10), strconv.FormatInt(to, 10)
	case bounds == nil:
		return nil
	case t.Kind == Long:
		call, least, most = "RangeLong", "math.MinInt64", "math.MaxInt64"
	case t.Kind != Int:
		return nil
	}
	return []Line{line("%s.%s(%q, %s, %s, %s)", recv, call, name, t.pointer(v), bound(bounds, "min", least), bound(bounds, "max", most))}
}

// bound is one end of a range as Go writes it.
func bound(bounds *ast.Node, end, none string) string {
	if n, ok := bounds.Get(end).Int(); ok {
		return strconv.FormatInt(n, 10)
	}
	return none
}
