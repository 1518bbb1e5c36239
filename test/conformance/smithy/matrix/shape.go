// SPDX-License-Identifier: Apache-2.0

package matrix

import (
	"encoding/json"
	"strconv"
)

// Shape is an input, an output or an error, with what its operation says of it.
type Shape struct {
	Type
	URI, Host string // of the operation of an input; the host is what stands before the endpoint's
	Code      int    // of the answer
	Input     bool   // it is marked as an input
	out       bool   // it is an output or error
}

// optional reports whether a client treats the member as optional, so that neither
// required nor default mean anything to it.
// Source: Smithy 2.0, "Structure member optionality".
func (s *Shape) optional(m *Member) bool { return s.Input || m.Traits.has("clientOptional") }

// A blob and how it stands in a default.
const (
	blobValue   = "?>?>~~"
	blobDefault = "Pz4/Pn5+"
)

// token is the idempotency token that clients of the runner make.
const token = "00000000-0000-4000-8000-000000000000"

// complete gives a client's values for what params lack: in inputs the tokens, and
// defaults everywhere.
// Source: Smithy 2.0, idempotencyToken trait; "Default value serialization".
func (s *Shape) complete(params object) object {
	all := s.fill(params, s.Input, false)
	for _, m := range s.Members {
		if _, given := all[m.Name]; !given && m.Traits.has("idempotencyToken") && !s.out {
			all[m.Name] = token
		}
	}
	return all
}

// corrected is what a client makes of an answer that has params: with defaults, and
// with something for every member that is required.
// Source: Smithy 2.0, "Client error correction".
func (s *Shape) corrected(params object) object {
	all := s.fill(params, false, true)
	for _, m := range s.Members {
		// Which of the headers there are is known even if there are none.
		if _, given := all[m.Name]; !given && m.Traits.has("httpPrefixHeaders") {
			all[m.Name] = object{}
		}
	}
	return all
}

// fill fills in the members of a structure, at any depth.
func (t *Type) fill(params object, input, correct bool) object {
	all := object{}
	for i := range t.Members {
		m := &t.Members[i]
		v, given := params[m.Name]
		standard, has := m.standard()
		switch {
		case given && v != nil:
			all[m.Name] = m.Type.deepen(v, correct)
		case input || m.Traits.has("clientOptional"):
		case has:
			all[m.Name] = standard
		case correct && m.Traits.has("required"):
			if v := m.Type.correction(); v != nil {
				all[m.Name] = v
			}
		}
	}
	return all
}

// deepen is fill for what is within a value.
func (t *Type) deepen(v any, correct bool) any {
	switch {
	case v == nil:
		return nil
	case t.is("structure", "union"):
		return t.fill(v.(object), false, correct)
	case t.is("list"):
		all := []any{}
		for _, item := range v.([]any) {
			all = append(all, t.Item.Type.deepen(item, correct))
		}
		return all
	case t.is("map"):
		all := object{}
		for key, item := range v.(object) {
			all[key] = t.Item.Type.deepen(item, correct)
		}
		return all
	}
	return v
}

// standard is the member's default as a parameter.
func (m *Member) standard() (any, bool) {
	v, has := m.Traits["smithy.api#default"]
	if m.Type.is("blob", "stream") && v == blobDefault {
		v = blobValue
	}
	if s, ok := v.(string); ok && m.Type.is("timestamp") {
		for _, n := range append(m.Type.set(), number("0")) {
			if text, _ := stamp(m.format("epoch-seconds"), n.(json.Number)); text == s {
				return n, true
			}
		}
	}
	return v, has
}

// correction is what stands for a required member that an answer lacks; nil for
// nothing.
func (t *Type) correction() any {
	switch t.Kind {
	case "boolean":
		return false
	case "string", "enum", "blob", "stream":
		return ""
	case "list":
		return []any{}
	case "map":
		return object{}
	case "structure":
		return t.fill(object{}, false, true)
	case "document", "union", "unit":
		return nil
	}
	return number("0")
}

// atoi is a number that is known to be one.
func atoi(v any) int {
	n, err := strconv.Atoi(v.(json.Number).String())
	if err != nil {
		panic(err)
	}
	return n
}
