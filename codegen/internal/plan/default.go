// SPDX-License-Identifier: Apache-2.0

package plan

import (
	"encoding/base64"
	"fmt"
	"math"
	"net/http"
	"strconv"
	"time"

	"github.com/seed-40dc4ce0/pail/codegen/internal/ast"
	"github.com/seed-40dc4ce0/pail/codegen/internal/model"
)

// hasDefault says whether a member has a default other than null.
func hasDefault(m *model.Member) bool {
	v := m.Traits.Get(model.Default)
	return v != nil && v.Kind != ast.Null
}

// fallback is the Go expression for the default of a client's member that is
// not the zero of its type; "" if there is none. Such a field is a pointer, or
// bytes, and nil stands for the default.
func (g *Generator) fallback(m *model.Member) string {
	if !g.client || !hasDefault(m) || g.nullable(m) {
		return ""
	}
	v := m.Traits.Get(model.Default)
	switch kind := KindOf(g.model, m); kind {
	case String:
		if v.Text != "" {
			return quote(v.Text)
		}
	case Bool:
		if v.Bool {
			return "true"
		}
	case Int, Long, Float, Double:
		return number(kind, v)
	case BigInteger, BigDecimal:
		return g.runtime + ".Number(" + quote(v.Text) + ")"
	case Document:
		return tree(v)
	case Time:
		return instant(v)
	case Bytes:
		if data, err := base64.StdEncoding.DecodeString(v.Text); err == nil && len(data) > 0 {
			return fmt.Sprintf("[]byte(%q)", data)
		}
		return "[]byte{}"
	}
	return ""
}

// tree is the Go expression for a default that is a document: lists and maps are
// empty.
func tree(v *ast.Node) string {
	if n, ok := v.Int(); ok {
		return "int64(" + strconv.FormatInt(n, 10) + ")"
	}
	return map[ast.Kind]string{
		ast.Array: "[]any{}", ast.Object: "map[string]any{}", ast.Bool: strconv.FormatBool(v.Bool),
		ast.Number: "float64(" + v.Text + ")", ast.String: quote(v.Text),
	}[v.Kind]
}

// number is the Go expression for a number in a model; "" for 0.
func number(kind Kind, n *ast.Node) string {
	switch n.Text {
	case "NaN":
		return goName[kind] + "(math.NaN())"
	case "Infinity":
		return goName[kind] + "(math.Inf(1))"
	case "-Infinity":
		return goName[kind] + "(math.Inf(-1))"
	}
	if v, err := strconv.ParseFloat(n.Text, 64); err != nil || v == 0 {
		return ""
	}
	if kind == Int {
		return n.Text
	}
	return goName[kind] + "(" + n.Text + ")"
}

// instant is the Go expression for a time in a model: seconds, or text in one
// of the formats.
func instant(n *ast.Node) string {
	var at time.Time
	if seconds, err := strconv.ParseFloat(n.Text, 64); err == nil {
		at = time.UnixMilli(int64(math.Round(seconds * 1000)))
	}
	for _, layout := range []string{time.RFC3339, http.TimeFormat} {
		if t, err := time.Parse(layout, n.Text); err == nil {
			at = t
		}
	}
	return fmt.Sprintf("time.Unix(%d, %d).UTC()", at.Unix(), at.Nanosecond())
}

// complete adds to a reader what becomes of members that are not in the document.
func (g *Generator) complete(f *Func, members []*model.Member) {
	f.Lines = append(g.defaults("v.", members), f.Lines...)
	for _, m := range members {
		t, v := g.field(m, true), "v."+g.names.Field(m)
		if g.corrected(m) && t.Shape.Type == "structure" {
			f.Lines = append(f.Lines, block("if "+v+" == nil", line("%s = new(%s)", v, g.structName(t.Shape)), line("%s(nil, %s)", g.readName(t.Shape), v)))
		}
	}
}

// corrected says whether a client puts something empty in the place of a member that
// should be in a document and is not. Smithy 2.0, "Client error correction".
func (g *Generator) corrected(m *model.Member) bool {
	return g.client && g.json && m.Traits.Has(model.Required) && !hasDefault(m) && !g.nullable(m)
}

// zero is the Go expression for what a client puts in the place of a t that should be
// there, if it is another value than the zero of the Go type.
func zero(t Type) string {
	switch {
	case t.Kind == Bytes:
		return "[]byte{}"
	case t.Kind == Time:
		return "time.Unix(0, 0).UTC()"
	case t.Kind.big():
		return `"0"`
	}
	return ""
}

// defaults plans what a reader sets before it reads: the members that have a
// default.
func (g *Generator) defaults(v string, members []*model.Member) []Line {
	var lines []Line
	for _, m := range members {
		field := v + g.names.Field(m)
		t := g.field(m, true)
		switch value := g.fallback(m); {
		case value != "" && (t.Kind == Bytes || t.Kind == Document):
			lines = append(lines, line("%s = %s", field, value))
		case value != "":
			lines = append(lines, line("%s = new(%s)", field, value))
		case g.corrected(m) && zero(t) != "":
			lines = append(lines, line("%s = %s", field, zero(t)))
		case (t.Kind == List || t.Kind == Map) && (g.always(m) || g.corrected(m)):
			lines = append(lines, line("%s = %s{}", field, t.Go))
		}
	}
	return lines
}

// withDefault is v, or where it is nil the default of the member.
func (g *Generator) withDefault(m *model.Member, v string) string {
	value := g.fallback(m)
	switch {
	case value == "":
		return v
	case KindOf(g.model, m) == Bytes:
		return "rest.OrBytes(" + v + ", " + value + ")"
	case KindOf(g.model, m) == Document:
		return "rest.OrDocument(" + v + ", " + value + ")"
	}
	return "rest.Or(" + v + ", " + value + ")"
}

// always says whether a list, map or stream of a client is there even when it is
// empty: that is its default.
func (g *Generator) always(m *model.Member) bool {
	return g.client && hasDefault(m) && (!g.nullable(m) || KindOf(g.model, m) == Stream)
}
