// SPDX-License-Identifier: Apache-2.0

package check

import (
	"encoding/base64"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"time"

	"github.com/seed-40dc4ce0/pail/codegen/internal/ast"
	"github.com/seed-40dc4ce0/pail/codegen/internal/model"
)

// Numbers of any size: RFC 8259 section 6.
var (
	bigInteger = regexp.MustCompile(`^-?(0|[1-9][0-9]*)$`)
	bigDecimal = regexp.MustCompile(`^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?$`)
)

// jsonKinds are how the values of each shape type may stand in JSON; see
// "Trait node values" in the specification. A document is anything.
var jsonKinds = map[string][]ast.Kind{
	"string": {ast.String}, "enum": {ast.String}, "blob": {ast.String}, "timestamp": {ast.String, ast.Number}, "boolean": {ast.Bool},
	"byte": {ast.Number}, "short": {ast.Number}, "integer": {ast.Number}, "long": {ast.Number}, "intEnum": {ast.Number},
	"float": {ast.Number, ast.String}, "double": {ast.Number, ast.String},
	"bigInteger": {ast.Number, ast.String}, "bigDecimal": {ast.Number, ast.String},
	"list": {ast.Array}, "set": {ast.Array}, "map": {ast.Object}, "structure": {ast.Object}, "union": {ast.Object},
}

// conforms checks that v, within the value of the trait id, is a value of the
// shape def that defines it.
func (c *checker) conforms(at, id model.ID, v *ast.Node, def *model.Shape) {
	want, ok := jsonKinds[def.Type]
	if !ok {
		return
	}
	if !slices.Contains(want, v.Kind) {
		c.fault(v.Pos, at, "write "+want[0].String(), "%s must be %s here and is %s", id, want[0], v.Kind)
		return
	}
	switch def.Type {
	case "list", "set":
		for _, e := range v.Elems {
			c.conformsTo(at, id, e, def.Member("member"))
		}
	case "map":
		for _, f := range v.Fields {
			c.conformsTo(at, id, f.Value, def.Member("value"))
		}
	case "structure", "union":
		c.conformsInside(at, id, v, def)
	default:
		c.conformsSimple(at, id, v, def)
	}
}

// conformsInside is conforms for the members of a structure or union.
func (c *checker) conformsInside(at, id model.ID, v *ast.Node, def *model.Shape) {
	for _, f := range v.Fields {
		m := def.Member(f.Name)
		if m == nil {
			c.fault(f.Pos, at, "remove it or correct its name", "%s has no member %q", id, f.Name)
			continue
		}
		c.conformsTo(at, id, f.Value, m)
	}
	for _, m := range def.Members {
		if m.Traits.Has(model.Required) && v.Get(m.Name) == nil {
			c.fault(v.Pos, at, "add it", "%s lacks its member %q", id, m.Name)
		}
	}
	if def.Type == "union" && len(v.Fields) != 1 {
		c.fault(v.Pos, at, "keep one", "%s has %d members here and must have one", id, len(v.Fields))
	}
}

// conformsSimple is conforms for a simple type that has the right kind.
func (c *checker) conformsSimple(at, id model.ID, v *ast.Node, def *model.Shape) {
	ok := true
	switch def.Type {
	case "enum", "intEnum":
		ok = len(def.Members) == 0 || slices.ContainsFunc(def.Members, func(m *model.Member) bool { return enumHas(m, v) })
	case "byte", "short", "integer", "long":
		n, whole := v.Int()
		least, most, _ := model.Bounds(def.Type)
		ok = whole && n >= least && n <= most
	case "float", "double":
		_, err := strconv.ParseFloat(v.Text, map[string]int{"float": 32, "double": 64}[def.Type])
		ok = v.Kind == ast.Number && err == nil || v.Kind == ast.String && slices.Contains([]string{"NaN", "Infinity", "-Infinity"}, v.Text)
	case "bigInteger":
		ok = bigInteger.MatchString(v.Text)
	case "bigDecimal":
		ok = bigDecimal.MatchString(v.Text)
	case "blob":
		_, err := base64.StdEncoding.DecodeString(v.Text)
		ok = err == nil
	case "timestamp":
		_, err := time.Parse(time.RFC3339, v.Text)
		_, old := time.Parse(http.TimeFormat, v.Text)
		ok = v.Kind == ast.Number || err == nil || old == nil
	}
	if !ok {
		c.fault(v.Pos, at, "correct it", "%q of %s is no value of the type %s of %s", v.Text, id, def.Type, def.ID)
	}
}

// enumHas says whether v is the value of the member m of an enum.
func enumHas(m *model.Member, v *ast.Node) bool {
	if value := m.Traits.Get(model.EnumValue); value != nil {
		return ast.Equal(value, v)
	}
	return m.Name == v.Text
}

// conformsTo is conforms for the target of a member.
func (c *checker) conformsTo(at, id model.ID, v *ast.Node, m *model.Member) {
	if m == nil {
		return
	}
	if t := c.model.Target(m); t != nil && v.Kind != ast.Null {
		c.conforms(at, id, v, t)
	}
}

// sameTraits says whether two shapes or members have the same traits.
func sameTraits(a, b model.Traits) bool {
	return len(a) == len(b) && !slices.ContainsFunc(a, func(t model.Trait) bool { return !ast.Equal(t.Value, b.Get(t.ID)) })
}
