// SPDX-License-Identifier: Apache-2.0

package smithy

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
)

// model is a JSON AST as far as the cases need it.
type model struct {
	shapes map[string]*shape
	order  []string // of the ids, as in the file
}

// shape is one shape; the fields of other types than its own are empty.
type shape struct {
	Type                  string
	Members               map[string]ref
	Member, Key, Value    ref
	Input, Output         ref
	Errors                []ref
	Operations, Resources []ref
	Traits                traits

	// Of a resource.
	Create, Put, Read, Update, Delete, List ref
	CollectionOperations                    []ref
}

// ref is a member, or where something else points to.
type ref struct {
	Target string
	Traits traits
}

type traits map[string]json.RawMessage

func (t traits) has(id string) bool { return t["smithy.api#"+id] != nil }

// text is the value of a trait that is a string, "" without it.
func (t traits) text(id string) string {
	var s string
	if json.Unmarshal(t["smithy.api#"+id], &s) != nil {
		return ""
	}
	return s
}

// UnmarshalJSON reads the shapes in their order.
func (m *model) UnmarshalJSON(data []byte) error {
	var file struct{ Shapes json.RawMessage }
	if err := json.Unmarshal(data, &file); err != nil {
		return err
	}
	m.shapes = map[string]*shape{}
	d := json.NewDecoder(bytes.NewReader(file.Shapes))
	if open, err := d.Token(); err != nil || open != json.Delim('{') {
		return fmt.Errorf("no JSON AST: shapes is %v, want an object", open)
	}
	for d.More() {
		id, err := d.Token()
		if err != nil {
			return err
		}
		s := new(shape)
		if err := d.Decode(s); err != nil {
			return fmt.Errorf("%v: %w", id, err)
		}
		m.shapes[id.(string)] = s
		m.order = append(m.order, id.(string))
	}
	return nil
}

// shape returns the shape of an id; one of the prelude has a type only, one that
// is nowhere is of the type "", and no id, as of an input that is not named, is Unit.
func (m *model) shape(id string) *shape {
	if id == "" {
		return &shape{Type: "structure"}
	}
	if s := m.shapes[id]; s != nil {
		return s
	}
	name, ok := strings.CutPrefix(id, "smithy.api#")
	if !ok {
		return new(shape)
	}
	if name == "Unit" {
		return &shape{Type: "structure"}
	}
	name = strings.ToLower(strings.TrimPrefix(name, "Primitive"))
	switch name {
	case "string", "blob", "boolean", "byte", "short", "integer", "long", "float", "double", "timestamp", "document":
		return &shape{Type: name}
	case "biginteger":
		return &shape{Type: "bigInteger"}
	case "bigdecimal":
		return &shape{Type: "bigDecimal"}
	}
	return new(shape)
}

// operations lists the operations of a service or a resource, those of its
// resources too.
func (m *model) operations(id string) []string {
	s := m.shape(id)
	var all []string
	for _, r := range append([]ref{s.Create, s.Put, s.Read, s.Update, s.Delete, s.List}, append(s.Operations, s.CollectionOperations...)...) {
		if r.Target != "" {
			all = append(all, r.Target)
		}
	}
	for _, r := range s.Resources {
		all = append(all, m.operations(r.Target)...)
	}
	return all
}

// entries are the names of the XML elements that are entries of the maps that
// id leads to, the flattened ones of maps included: their order means nothing.
func (m *model) entries(id string) map[string]bool {
	names, seen := map[string]bool{}, map[string]bool{}
	var walk func(id string)
	walk = func(id string) {
		if seen[id] {
			return
		}
		seen[id] = true
		s := m.shape(id)
		for name, member := range s.Members {
			if m.shape(member.Target).Type == "map" && member.Traits.has("xmlFlattened") {
				if other := member.Traits.text("xmlName"); other != "" {
					name = other
				}
				names[name] = true
			} else if m.shape(member.Target).Type == "map" {
				names["entry"] = true
			}
			walk(member.Target)
		}
		for _, r := range []ref{s.Member, s.Value} {
			if m.shape(r.Target).Type == "map" {
				names["entry"] = true
			}
			walk(r.Target)
		}
	}
	walk(id)
	return names
}

// local is the name of a shape without its namespace.
func local(id string) string { return id[strings.IndexByte(id, '#')+1:] }

// code is the status of an answer of an operation that is a success; 200 if its
// trait names none. Smithy 2.0, http trait.
func (s *shape) code() int {
	var http struct{ Code int }
	if json.Unmarshal(s.Traits["smithy.api#http"], &http) != nil || http.Code == 0 {
		return 200
	}
	return http.Code
}
