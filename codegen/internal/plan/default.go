// SPDX-License-Identifier: Apache-2.0

package plan

import (
	"encoding/base64"
	"fmt"
	"net/http"
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
// not the zero of its type; "" if there is none. Such a field is a pointer, and
// nil stands for the default.
func (g *Generator) fallback(m *model.Member) string {
	if !g.client || !hasDefault(m) || g.nullable(m) {
		return ""
	}
	v := m.Traits.Get(model.Default)
	switch kind := KindOf(g.model, m); {
	case v.Kind == ast.String && v.Text == "", v.Kind == ast.Bool && !v.Bool, v.Kind == ast.Number && zero(v):
		return ""
	case kind == String:
		return quote(v.Text)
	case kind == Bool, kind == Int:
		return v.Text
	case kind == Long, kind == Float, kind == Double:
		return goName[kind] + "(" + v.Text + ")"
	case kind == Time:
		return instant(v)
	case kind == Bytes:
		if data, err := base64.StdEncoding.DecodeString(v.Text); err == nil {
			return fmt.Sprintf("[]byte(%q)", data)
		}
	}
	return ""
}

// zero says whether a number is 0, however it is written.
func zero(n *ast.Node) bool {
	var v float64
	_, err := fmt.Sscan(n.Text, &v)
	return err == nil && v == 0
}

// instant is the Go expression for a time in a model: seconds, or text in one
// of the formats.
func instant(n *ast.Node) string {
	if seconds, ok := n.Int(); ok {
		return fmt.Sprintf("time.Unix(%d, 0).UTC()", seconds)
	}
	for _, layout := range []string{time.RFC3339, http.TimeFormat} {
		if t, err := time.Parse(layout, n.Text); err == nil {
			return fmt.Sprintf("time.Unix(%d, 0).UTC()", t.Unix())
		}
	}
	return ""
}

// defaults plans what a reader sets before it reads: the members that have a
// default.
func (g *Generator) defaults(v string, members []*model.Member) []Line {
	if !g.client {
		return nil
	}
	var lines []Line
	for _, m := range members {
		field := v + g.names.Field(m)
		t := g.field(m, true)
		switch value := g.fallback(m); {
		case value != "" && t.Kind == Bytes:
			lines = append(lines, line("%s = %s", field, value))
		case value != "":
			lines = append(lines, line("%s = new(%s)", field, value))
		case (t.Kind == List || t.Kind == Map) && g.always(m):
			lines = append(lines, line("%s = %s{}", field, t.Go))
		}
	}
	return lines
}

// always says whether a list, map or stream of a client is there even when it is
// empty: that is its default.
func (g *Generator) always(m *model.Member) bool {
	return g.client && hasDefault(m) && (!g.nullable(m) || KindOf(g.model, m) == Stream)
}
