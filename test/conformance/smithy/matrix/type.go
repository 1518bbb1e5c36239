// SPDX-License-Identifier: Apache-2.0

package matrix

import "maps"

// Traits are the traits of a shape or member, by id.
type Traits map[string]any

// with is t and more, in a map of its own.
func (t Traits) with(more Traits) Traits {
	all := Traits{}
	maps.Copy(all, t)
	maps.Copy(all, more)
	return all
}

func (t Traits) has(id string) bool { _, ok := t["smithy.api#"+id]; return ok }

func (t Traits) text(id string) string { s, _ := t["smithy.api#"+id].(string); return s }

// Type is a shape: a row of the axis of types, or what such a row consists of.
type Type struct {
	Name    string // of the shape, unique in the model
	Kind    string // as Smithy's AST calls it; "stream" is a blob that is streaming
	Traits  Traits
	Item    *Member  // of a list, the value of a map
	Members []Member // of a structure or union
}

// Member is a member of a structure or union, of a list, or the value of a map.
type Member struct {
	Name   string
	Type   *Type
	Traits Traits
}

// annotation is the value of a trait that says nothing but that it is there.
var annotation = map[string]any{}

// text and count are what the types of the table consist of.
func text() *Type  { return &Type{Name: "String", Kind: "string"} }
func count() *Type { return &Type{Name: "Integer", Kind: "integer"} }

// list makes a list or map of an item.
func list(name, kind string, item *Type, traits Traits) *Type {
	return &Type{Name: name, Kind: kind, Item: &Member{Type: item}, Traits: traits}
}

// types lists the axis of types in its order.
func types() []*Type {
	var all []*Type
	for _, kind := range []string{
		"boolean", "byte", "short", "integer", "long", "float", "double", "bigInteger", "bigDecimal", "string", "enum", "intEnum", "blob", "stream", "timestamp",
	} {
		all = append(all, &Type{Name: kind, Kind: kind})
	}
	for _, f := range formats {
		all = append(all, &Type{Name: "timestamp " + f, Kind: "timestamp", Traits: Traits{"smithy.api#timestampFormat": f}})
	}
	sparse := Traits{"smithy.api#sparse": annotation}
	inner := &Type{Name: "Pair", Kind: "structure", Members: []Member{{Name: "text", Type: text()}, {Name: "count", Type: count()}}}
	return append(all,
		&Type{Name: "document", Kind: "document"},
		list("list", "list", text(), nil),
		list("sparse list", "list", text(), sparse),
		list("set", "list", text(), Traits{"smithy.api#uniqueItems": annotation}),
		list("map", "map", text(), nil),
		list("sparse map", "map", text(), sparse),
		list("map of lists", "map", list("Texts", "list", text(), nil), nil),
		&Type{Name: "structure", Kind: "structure", Members: []Member{{Name: "text", Type: text()}, {Name: "count", Type: count()}}},
		&Type{Name: "union", Kind: "union", Members: []Member{
			{Name: "text", Type: text()}, {Name: "count", Type: count()}, {Name: "pair", Type: inner}, {Name: "nothing", Type: &Type{Name: "unit", Kind: "unit"}},
		}},
		&Type{Name: "unit", Kind: "unit"},
	)
}

// formats are the formats of timestamps.
var formats = []string{"date-time", "http-date", "epoch-seconds"}

// is reports whether the type is of one of the kinds; "simple" and "number" are
// groups of kinds as Smithy's selectors have them.
func (t *Type) is(kinds ...string) bool {
	for _, k := range kinds {
		switch k {
		case t.Kind:
			return true
		case "number":
			if t.is("byte", "short", "integer", "long", "float", "double", "bigInteger", "bigDecimal", "intEnum") {
				return true
			}
		case "text": // what can stand in a header, a query or a label
			if t.is("boolean", "number", "string", "enum", "timestamp") {
				return true
			}
		case "simple":
			if t.is("text", "blob", "stream", "document") {
				return true
			}
		}
	}
	return false
}

// sparse reports whether items may be null.
func (t *Type) sparse() bool { return t.Traits.has("sparse") }
