// SPDX-License-Identifier: Apache-2.0

package smithy

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

func TestDocumentsOfJSONAreComparedByValue(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, got, want, problem string }{
		{"names in another order", `{"b":1,"a":[2]}`, `{ "a": [2], "b": 1 }`, ""},
		{"a number in another form", `[1.50e3,0.1,-0]`, `[1500,1E-1,0]`, ""},
		{"a number beyond all types", `123456789012345678901234567890.5`, `123456789012345678901234567890.50`, ""},
		{"text in another form", `"\u00e9\/"`, `"é/"`, ""},
		{"another number", `{"a":{"b":1}}`, `{"a":{"b":2}}`, "body.a.b is 1, want 2"},
		{"a number that a double takes for the same", `9007199254740993`, `9007199254740992`, "body is"},
		{"a number with an exponent out of all reason", `1e999999999`, `1e999999998`, "body is"},
		{"a string for a number", `"1"`, `1`, "body is"},
		{"a number for a string", `1`, `"1"`, "body is"},
		{"null for false", `{"a":null}`, `{"a":false}`, "body.a is"},
		{"null for nothing", `{"a":null}`, `{}`, "body.a is <nil>, want none"},
		{"nothing for null", `{}`, `{"a":null}`, "body.a is missing"},
		{"a member more", `{"a":1,"b":2}`, `{"a":1}`, "body.b is"},
		{"a member that is missing", `{"a":1}`, `{"a":1,"b":2}`, "body.b is missing"},
		{"a list in another order", `[1,2]`, `[2,1]`, "body[0] is"},
		{"a list that is too long", `[[1,2]]`, `[[1]]`, "body[0] is"},
		{"an object for a list", `{}`, `[]`, "body is"},
		{"a list for an object", `[]`, `{}`, "body is"},
		{"a name twice", `{"a":1,"a":1}`, `{"a":1}`, `"a" is there twice`},
		{"two values", `{} {}`, `{}`, "stands behind the value"},
		{"half a value", `{"a":[1`, `{}`, "body is not JSON"},
		{"a comma too many", `{"a":1,}`, `{"a":1}`, "body is not JSON"},
		{"no value", ``, `{}`, "body is not JSON"},
		{"a case that is no JSON", `{}`, `{`, "the case's body is not JSON"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got := strings.Join(compareJSON([]byte(test.got), []byte(test.want)), "\n")
			if (got == "") != (test.problem == "") || !strings.Contains(got, test.problem) {
				t.Errorf("got %q, want it to say %q", got, test.problem)
			}
		})
	}
}

// TestEveryChangeOfADocumentIsSeen changes each value in the bodies of all
// requests, one at a time.
func TestEveryChangeOfADocumentIsSeen(t *testing.T) {
	t.Parallel()
	s, err := Load("testdata/json.json")
	if err != nil {
		t.Fatal(err)
	}
	changes := 0
	for _, c := range s.Cases {
		if c.Side != Request || text(c.Body) == "" || !isJSON(c.BodyMediaType) {
			continue
		}
		want, err := parseJSON([]byte(*c.Body))
		if err != nil {
			t.Fatal(c.Name(), err)
		}
		got, _ := parseJSON([]byte(*c.Body))
		if problems := compareNodes("", got, want); problems != nil {
			t.Error(c.Name(), problems)
		}
		disturb(got, func(changed any) { got = changed }, func() {
			changes++
			if compareNodes("", got, want) == nil {
				t.Errorf("%s: not seen: %v", c.Name(), got)
			}
		})
	}
	if changes < 500 {
		t.Errorf("%d changes were tried, want at least 500", changes)
	}
}

// disturb changes a value and what is in it, and calls seen each time before it
// undoes the change.
func disturb(v any, set func(any), seen func()) {
	for _, other := range []any{nil, "x", json.Number("4711"), true, []any{nil}, map[string]any{"x": nil}} {
		if compareNodes("", other, v) == nil {
			continue
		}
		set(other)
		seen()
	}
	set(v)
	switch v := v.(type) {
	case []any:
		set(append(slices.Clip(v), "more"))
		seen()
		set(v)
		for i, item := range v {
			disturb(item, func(changed any) { v[i] = changed }, seen)
		}
	case map[string]any:
		v["more"] = "x"
		seen()
		delete(v, "more")
		for name, item := range v {
			delete(v, name)
			seen()
			disturb(item, func(changed any) { v[name] = changed }, seen)
		}
	}
}
