// SPDX-License-Identifier: Apache-2.0

package matrix

import (
	"encoding/json"
	"fmt"
)

// Presence says what there is of a value.
type Presence string

// The axis of presences. Null is for answers: JSON's null in the value's place.
const (
	Absent Presence = "absent"
	Empty  Presence = "empty"
	Zero   Presence = "zero"
	Set    Presence = "set"
	Null   Presence = "null"
)

// Values are parameters as protocol tests have them: json.Number, string, bool,
// []any, map[string]any; blobs are text, timestamps are seconds.
type object = map[string]any

func number(s string) json.Number { return json.Number(s) }

func numbers(all ...string) (list []any) {
	for _, s := range all {
		list = append(list, number(s))
	}
	return list
}

// samples are the values of a type that have a presence, or the reason why there
// are none.
func (t *Type) samples(p Presence) ([]any, string) {
	switch p {
	case Empty:
		return t.empty()
	case Zero:
		return t.zero()
	}
	return t.set(), ""
}

func (t *Type) empty() ([]any, string) {
	switch t.Kind {
	case "string", "blob", "stream":
		return []any{""}, ""
	case "list":
		return []any{[]any{}}, ""
	case "map", "structure", "unit":
		return []any{object{}}, ""
	case "document":
		return []any{"", []any{}, object{}}, ""
	case "union":
		return nil, "exactly one member of a union MUST be set"
	case "enum":
		return nil, "the value of an enum MUST NOT be empty"
	}
	return nil, "no empty value: " + t.Kind
}

func (t *Type) zero() ([]any, string) {
	switch t.Kind {
	case "boolean":
		return []any{false}, ""
	case "document":
		return []any{number("0"), false, object{"k": nil}}, ""
	case "list":
		if t.sparse() {
			return []any{[]any{nil}}, ""
		}
		return []any{[]any{first(t.Item.Type)}}, ""
	case "map":
		if t.sparse() {
			return []any{object{"k": nil}}, ""
		}
		return []any{object{"k": first(t.Item.Type)}}, ""
	case "structure":
		return []any{object{"text": "", "count": number("0")}}, ""
	case "union":
		return []any{object{"text": ""}, object{"count": number("0")}, object{"pair": object{}}}, ""
	case "string", "blob", "stream", "unit":
		return nil, "the zero is the empty value: " + t.Kind
	case "enum":
		return nil, "the value of an enum MUST NOT be empty"
	}
	return numbers("0"), ""
}

// first is the zero of a type, or else its empty value.
func first(t *Type) any {
	for _, p := range []Presence{Zero, Empty} {
		if all, _ := t.samples(p); len(all) > 0 {
			return all[0]
		}
	}
	panic(fmt.Sprintf("%s has neither a zero nor an empty value", t.Name))
}

// set lists the values of which one is tried everywhere, and all where a type
// stands without other traits.
func (t *Type) set() []any {
	switch t.Kind {
	case "boolean":
		return []any{true}
	case "byte":
		return numbers("127", "-128")
	case "short":
		return numbers("32767", "-32768")
	case "integer":
		return numbers("2147483647", "-2147483648")
	case "intEnum":
		return numbers("2", "77")
	case "long":
		return numbers("9007199254740993", "9223372036854775807", "-9223372036854775808")
	case "float":
		return append(numbers("1.5", "-0.25"), "NaN", "Infinity", "-Infinity")
	case "double":
		return append(numbers("1.1", "-123456.789"), "NaN", "Infinity", "-Infinity")
	case "bigInteger":
		return numbers("123456789012345678901234567890", "-18446744073709551616")
	case "bigDecimal":
		return numbers("3.14159265358979323846264338327950288", "-0.5", "12345678901234567890123.25")
	case "string":
		return []any{"word", `two words, "quoted" & 50%/2+1=?#[a]\~`}
	case "enum":
		return []any{"a-b", "not yet known"}
	case "blob", "stream":
		return []any{"?>?>~~\u0000\u00ff", "a"}
	case "timestamp":
		return numbers("1576540098", "-1", "253402300799")
	case "document":
		return []any{object{"a": []any{true, nil, number("1.5"), "é\n"}}, "text", number("-7"), true, []any{[]any{}, object{}}}
	case "list", "map":
		return t.many()
	case "structure":
		return []any{object{"text": "word", "count": number("7")}, object{"count": number("-1")}}
	case "union":
		return []any{object{"text": "word"}, object{"count": number("7")}, object{"pair": object{"count": number("1")}}, object{"nothing": object{}}}
	}
	return []any{object{}}
}

// many are values of a list or map.
func (t *Type) many() []any {
	items := append(t.Item.Type.set(), first(t.Item.Type))
	if t.sparse() {
		items = append(items, nil)
	}
	if t.Kind == "list" {
		return []any{items}
	}
	entries := object{}
	for i, item := range items {
		entries[fmt.Sprintf("k%d", i)] = item
	}
	return []any{entries}
}
