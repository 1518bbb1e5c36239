// SPDX-License-Identifier: Apache-2.0

package model

import (
	"strings"

	"github.com/seed-40dc4ce0/pail/codegen/internal/ast"
)

// enumerate makes an enum of a string with the trait enum, which is how Smithy
// 1.0 has them. A value without a name is called like itself, with _ for what
// a name cannot have.
func (a *assembler) enumerate(s *Shape) {
	v := s.Traits.Get(Enum)
	if v == nil || s.Type != "string" || v.Kind != ast.Array {
		return // the wrong kind of value is told with the trait
	}
	s.Type = "enum"
	var rest Traits
	for _, t := range s.Traits {
		if t.ID != Enum {
			rest = append(rest, t)
		}
	}
	s.Traits = rest
	for _, def := range v.Elems {
		value := def.GetText("value")
		if value == "" {
			a.fault(def.Pos, s.ID, `write {"value": "..."}`, "the enum has an entry without a value")
			continue
		}
		name := def.GetText("name")
		switch {
		case def.Get("name") == nil:
			name = s.free(constant(value))
		case !identifier(name):
			a.fault(def.Pos, s.ID, "use letters, digits and _", "%q is not a name for a value", name)
			continue
		case s.Member(name) != nil:
			a.fault(def.Pos, s.ID, "rename one of the two", "the enum has two values called %s", name)
			continue
		}
		m := &Member{ID: s.ID.With(name), Name: name, Target: Unit, Pos: def.Pos}
		m.Traits = enumTraits(def)
		s.Members = append(s.Members, m)
	}
}

// enumTraits are the traits that an entry of the trait enum stands for.
func enumTraits(def *ast.Node) Traits {
	traits := Traits{{EnumValue, def.Get("value"), def.Pos}}
	for _, f := range def.Fields {
		switch f.Name {
		case "documentation":
			traits = append(traits, Trait{Documentation, f.Value, f.Pos})
		case "tags":
			traits = append(traits, Trait{"smithy.api#tags", f.Value, f.Pos})
		case "deprecated":
			if f.Value.Bool {
				traits = append(traits, Trait{Deprecated, &ast.Node{Kind: ast.Object, Pos: f.Value.Pos}, f.Pos})
			}
		}
	}
	return traits
}

// constant is value as a name of Smithy.
func constant(value string) string {
	name := strings.Map(func(r rune) rune {
		if r == '_' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' {
			return r
		}
		return '_'
	}, value)
	switch {
	case strings.Trim(name, "_") == "":
		return "value" + name
	case !identifier(name):
		return "_" + name
	}
	return name
}

// free is name, with _ behind it as often as it takes to be no member of s.
func (s *Shape) free(name string) string {
	for s.Member(name) != nil {
		name += "_"
	}
	return name
}
