// SPDX-License-Identifier: Apache-2.0

package model

import (
	"strings"

	"github.com/seed-40dc4ce0/pail/codegen/internal/ast"
)

// version checks the version of a file and says whether it is Smithy 1.0.
func (a *assembler) version(doc *ast.Node) (first bool) {
	switch v := doc.Get("smithy"); {
	case v == nil:
		a.fault(doc.Pos, "", `say "smithy": "2.0"`, "the model does not say its version")
	case v.Kind != ast.String:
		a.fault(v.Pos, "", `say "smithy": "2.0"`, "the version must be a string and is %s", v.Kind)
	case v.Text == "2" || v.Text == "2.0":
	case v.Text == "1" || v.Text == "1.0":
		return true
	default:
		a.fault(v.Pos, "", `say "smithy": "2.0"`, "the version %q is not supported", v.Text)
	}
	return false
}

const boxTrait ID = "smithy.api#box"

// zeros are the values that members of Smithy 1.0 have when they are not set,
// by the type of their target.
var zeros = map[string]*ast.Node{
	"boolean": {Kind: ast.Bool},
	"byte":    {Kind: ast.Number, Text: "0"}, "short": {Kind: ast.Number, Text: "0"}, "integer": {Kind: ast.Number, Text: "0"},
	"long": {Kind: ast.Number, Text: "0"}, "float": {Kind: ast.Number, Text: "0"}, "double": {Kind: ast.Number, Text: "0"},
}

// emptyText is the default of a stream.
var emptyText = ast.NewString("")

// defaults gives members the default that goes without saying: those that
// target a shape of the prelude called Primitive..., and in Smithy 1.0 those
// that target any boolean or number that is not boxed, or a stream.
func (a *assembler) defaults() {
	for _, id := range a.model.Order {
		s := a.model.Shapes[id]
		if s.Type != "structure" {
			continue
		}
		for _, m := range s.Members {
			zero := a.zero(s, m)
			if zero == nil || m.Traits.Has(Default) || m.Traits.Has(boxTrait) {
				continue
			}
			m.Traits = append(m.Traits, Trait{Default, &ast.Node{Kind: zero.Kind, Text: zero.Text, Pos: m.Pos}, m.Pos})
		}
	}
}

// zero is the default of a member of s that goes without saying, nil if it has
// none.
func (a *assembler) zero(s *Shape, m *Member) *ast.Node {
	t := a.model.Shape(m.Target)
	switch {
	case t == nil:
		return nil
	case strings.HasPrefix(string(m.Target), "smithy.api#Primitive"):
		return zeros[t.Type]
	case s.first && t.Type == "blob" && t.Traits.Has(Streaming) && !m.Traits.Has(Required):
		return emptyText
	case s.first && t.first && !t.Traits.Has(boxTrait):
		return zeros[t.Type]
	}
	return nil
}
