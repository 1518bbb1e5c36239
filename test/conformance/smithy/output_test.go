// SPDX-License-Identifier: Apache-2.0

package smithy

import (
	"encoding/json"
	"io"
	"reflect"
	"strings"
	"testing"
)

func TestOutputsNeedFieldsOfTheRightType(t *testing.T) {
	t.Parallel()
	m := &load(t).model
	one := json.Number("1")
	for _, test := range []struct {
		name, shape string
		got, want   any
		problem     string
	}{
		{"no field", "Address", struct{ Town string }{}, map[string]any{"city": "Ulm"}, "output lacks city: struct { Town string } has no field for it"},
		{"no field for what the case does not list", "Address", struct{}{}, map[string]any{}, "output lacks city"},
		{"a field that is no member", "Address", struct{ City, Town string }{"", "Ulm"}, map[string]any{}, `output.Town is "Ulm", want nothing`},
		{"a string for a structure", "Address", "Ulm", map[string]any{}, "output is a string"},
		{"a string for a list", "Strings", "a", []any{"a"}, "output is a string"},
		{"a string for a map", "Ages", "a", map[string]any{"a": one}, "output is a string"},
		{"a string for an int", "Rank", "1", one, "output is a string, want a intEnum"},
		{"a func for an int", "Rank", func() {}, one, "output is a func(), want a intEnum"},
		{"a map with another value", "Ages", map[string]string{"a": "1"}, map[string]any{"a": one}, `output["a"] is a string`},
		{"an element that is nil", "Strings", []*string{nil}, []any{"a"}, `output[0] is nil, want "a"`},
		{"a stream that was read", "Stream", io.NopCloser(strings.NewReader("")), "hello", `output is "", want "hello"`},
		{"a stream that is not in the case", "Stream", struct{ Data io.Reader }{strings.NewReader("x")}, nil, "output is {Data:"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			d := difference{model: m}
			d.value("output", "example.club#"+test.shape, reflect.ValueOf(test.got), test.want)
			if got := strings.Join(d.problems, "\n"); !strings.Contains(got, test.problem) {
				t.Errorf("got %q, want it to say %q", got, test.problem)
			}
		})
	}
}

func TestEntriesOfMapsAreKnownByTheirElements(t *testing.T) {
	t.Parallel()
	var m model
	const text = `{"shapes": {
		"a#Map": {"type": "map", "key": {"target": "smithy.api#String"}, "value": {"target": "a#Rows"}},
		"a#Rows": {"type": "list", "member": {"target": "a#Inner"}},
		"a#Inner": {"type": "map", "key": {"target": "smithy.api#String"}, "value": {"target": "a#Deep"}},
		"a#Deep": {"type": "structure", "members": {
			"flat": {"target": "a#Map", "traits": {"smithy.api#xmlFlattened": {}}},
			"flatter": {"target": "a#Map", "traits": {"smithy.api#xmlFlattened": {}, "smithy.api#xmlName": "pair"}}}},
		"a#List": {"type": "structure", "members": {"flat": {"target": "a#Names", "traits": {"smithy.api#xmlFlattened": {}}}}},
		"a#Names": {"type": "list", "member": {"target": "smithy.api#String"}}}}`
	if err := json.Unmarshal([]byte(text), &m); err != nil {
		t.Fatal(err)
	}
	if got, want := m.entries("a#Deep"), map[string]bool{"flat": true, "pair": true, "entry": true}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if got := m.entries("a#List"); len(got) != 0 {
		t.Errorf("got %v for a list, want none", got)
	}
}
