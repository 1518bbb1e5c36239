// SPDX-License-Identifier: Apache-2.0

package matrix

import (
	"encoding/base64"
	"encoding/json"
)

// node is what a value becomes in a JSON document. ok is false if it has no form
// there.
// Source: Smithy 2.0, "AWS restJson1 protocol", JSON shape serialization.
func (m *Member) node(v any) (n any, ok bool) {
	if v == nil {
		return nil, true
	}
	switch m.Type.Kind {
	case "blob":
		return base64.StdEncoding.EncodeToString([]byte(v.(string))), true
	case "timestamp":
		s, ok := stamp(m.format("epoch-seconds"), v.(json.Number))
		if m.format("epoch-seconds") == "epoch-seconds" {
			return json.Number(s), ok
		}
		return s, ok
	case "structure", "union":
		return m.Type.node(v.(object))
	case "list":
		all := []any{}
		for _, item := range v.([]any) {
			n, ok := m.Type.Item.node(item)
			if !ok {
				return nil, false
			}
			all = append(all, n)
		}
		return all, true
	case "map":
		all := object{}
		for key, item := range v.(object) {
			n, ok := m.Type.Item.node(item)
			if !ok {
				return nil, false
			}
			all[key] = n
		}
		return all, true
	}
	return v, true // strings, numbers, booleans, documents; NaN and its like are strings
}

// node is the object of the members that are given.
func (t *Type) node(params object) (object, bool) {
	all := object{}
	for i := range t.Members {
		m := &t.Members[i]
		v, given := params[m.Name]
		if !given {
			continue
		}
		n, ok := m.node(v)
		if !ok {
			return nil, false
		}
		all[m.property()] = n
	}
	return all, true
}

// property is the member's name in a document.
func (m *Member) property() string {
	if name := m.Traits.text("jsonName"); name != "" {
		return name
	}
	return m.Name
}

// written is a document as text.
func written(n any) string {
	data, err := json.Marshal(n)
	if err != nil {
		panic(err)
	}
	return string(data)
}
