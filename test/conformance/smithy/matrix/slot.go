// SPDX-License-Identifier: Apache-2.0

package matrix

import "strings"

// slot is where the values of one type stand, in one location and under one trait.
type slot struct {
	side     Side
	location Location
	variant  Variant
	row      *Type  // the row of the table
	value    Member // the member that is the value
	top      Member // the member at the top of the input, output or error
}

func newSlot(s Side, l Location, v Variant, t *Type) *slot {
	row := *t
	if more := v.Shape; len(more) > 0 || v.Name == "bounded" {
		if v.Name == "bounded" {
			more = bounds(t)
		}
		row.Name, row.Traits = t.Name+" "+v.Name, t.Traits.with(more)
	}
	traits := v.Member.with(nil)
	if v.value != "" {
		traits["smithy.api#default"] = v.standard(t)
		if n, ok := traits["smithy.api#default"].(interface{ String() string }); ok && t.is("timestamp") {
			m := Member{Type: t, Traits: traits}
			if format := m.format(""); format == "date-time" || format == "http-date" {
				traits["smithy.api#default"], _ = stamp(format, number(n.String()))
			}
		}
	}
	label := l.place() == "httpLabel" || l.place() == "hostLabel"
	if label || t.is("stream") && v.value == "" {
		traits["smithy.api#required"] = annotation
	}
	name := lower(t.Name)
	if traits.has("jsonName") {
		traits["smithy.api#jsonName"] = "json-" + name
	}
	if traits.has("xmlName") {
		traits["smithy.api#xmlName"] = "xml-" + name
	}
	return &slot{side: s, location: l, variant: v, row: t, value: Member{Name: name, Type: &row, Traits: traits}}
}

// outer is the member at the top of the input, output or error.
func (m *slot) outer(all []*slot) Member {
	l := m.location
	binding := Traits{}
	for id, v := range l.Binding {
		if s, ok := v.(string); ok {
			v = strings.ReplaceAll(s, "%s", m.value.Name)
		}
		binding[id] = v
	}
	nested := camel(l.Nest, "of", m.row.Name, m.variant.Name)
	items := Traits(nil)
	if strings.HasPrefix(l.Nest, "sparse") {
		items = Traits{"smithy.api#sparse": annotation}
	}
	item := m.value
	item.Name = ""
	switch l.Nest {
	case "list", "sparse list":
		return Member{m.value.Name, &Type{Name: nested, Kind: "list", Item: &item, Traits: items}, binding}
	case "map", "sparse map":
		return Member{m.value.Name, &Type{Name: nested, Kind: "map", Item: &item, Traits: items}, binding}
	case "union", "structure":
		t := &Type{Name: camel(string(m.side), l.Name, m.variant.Name, l.Nest), Kind: l.Nest}
		if m.variant.Single {
			t.Name += camel(m.row.Name)
		}
		for _, one := range all {
			t.Members = append(t.Members, one.value)
		}
		return Member{"value", t, binding}
	}
	return Member{m.value.Name, m.value.Type, m.value.Traits.with(binding)}
}

// wrap puts a value into the parameters of the structure at the top. What else is
// required there is given too.
func (m *slot) wrap(v any, given bool, all []*slot) object {
	params, at := object{}, object{}
	switch m.location.Nest {
	case "structure", "":
		for _, other := range all {
			if other != m && other.value.Traits.has("required") && !other.value.Traits.has("default") && !other.value.Traits.has("clientOptional") {
				at[other.value.Name] = other.typical()[0]
			}
		}
		if given {
			at[m.value.Name] = v
		}
		if m.location.Nest == "" {
			return at
		}
		params[m.top.Name] = at
	case "union":
		if given {
			params[m.top.Name] = object{m.value.Name: v}
		}
	case "map", "sparse map":
		if given {
			params[m.top.Name] = object{"k": v}
		}
	default:
		if given {
			params[m.top.Name] = []any{v}
		}
	}
	return params
}

// path is where the value stands, for issues of an input.
func (m *slot) path() string {
	if m.location.Nest == "structure" {
		return "value." + m.value.Name
	}
	return m.value.Name
}

// typical are the values of the row that are set, without the nulls where the place
// has none.
func (m *slot) typical() []any {
	l := m.location
	switch {
	case l.place() == "httpResponseCode":
		return numbers("201", "299")
	case l.Name == "host label":
		return []any{"a-1"}
	case l.place() == "" || l.place() == "httpPayload" || !m.row.sparse():
		return m.row.set()
	}
	dense := *m.row
	dense.Traits = nil
	return dense.set()
}
