// SPDX-License-Identifier: Apache-2.0

package smithy

import (
	"encoding/json"
	"math/big"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestDocumentsOfCasesBecomeWhatAProgramWouldWrite(t *testing.T) {
	t.Parallel()
	m := &load(t).model
	param := map[string]any{"a": []any{json.Number("1"), json.Number("1.5"), nil, true, "x"}, "b": json.Number("18446744073709551616.5")}
	var open any
	if err := m.fill(reflect.ValueOf(&open).Elem(), "smithy.api#Document", param); err != nil {
		t.Fatal(err)
	}
	want := map[string]any{"a": []any{int64(1), 1.5, nil, true, "x"}, "b": json.Number("18446744073709551616.5")}
	if diff := cmp.Diff(want, open); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	var raw json.RawMessage
	if err := m.fill(reflect.ValueOf(&raw).Elem(), "smithy.api#Document", []any{"x"}); err != nil || string(raw) != `["x"]` {
		t.Errorf("got %s, %v", raw, err)
	}
}

func TestDocumentsAndBigNumbersAreComparedByValue(t *testing.T) {
	t.Parallel()
	m := &load(t).model
	huge, _ := new(big.Int).SetString("123456789012345678901234567890", 10)
	for _, test := range []struct {
		name, shape string
		got, want   any
		problem     string
	}{
		{"an equal document", "Document", map[string]any{"a": []any{1, nil}}, map[string]any{"a": []any{json.Number("1.0"), nil}}, ""},
		{"another document", "Document", map[string]any{"a": []any{1, 2}}, map[string]any{"a": []any{json.Number("1"), nil}}, "output.a[1] is"},
		{"a document that is none", "Document", map[string]any{"a": func() {}}, map[string]any{}, "output is no document"},
		{"an equal number", "BigDecimal", "1.50", json.Number("15e-1"), ""},
		{"an equal number of a type that writes it", "BigInteger", huge, json.Number("123456789012345678901234567890"), ""},
		{"another number", "BigInteger", huge, json.Number("123456789012345678901234567891"), "output is 123456789012345678901234567890, want"},
		{"no number", "BigDecimal", "", json.Number("0"), "output is , want"},
		{"a type that holds none", "BigDecimal", 1.5, json.Number("1.5"), "want a number of any size"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			d := difference{model: m}
			got := reflect.New(reflect.TypeOf(test.got)).Elem()
			got.Set(reflect.ValueOf(test.got))
			d.value("output", "smithy.api#"+test.shape, got, test.want)
			if text := strings.Join(d.problems, "\n"); (text == "") != (test.problem == "") || !strings.Contains(text, test.problem) {
				t.Errorf("got %q, want it to say %q", text, test.problem)
			}
		})
	}
}

func TestBigNumbersNeedAFieldThatFits(t *testing.T) {
	t.Parallel()
	m := &load(t).model
	var text string
	var number big.Rat
	var small int
	one := json.Number("1.5")
	for _, into := range []any{&text, &number} {
		if err := m.fill(reflect.ValueOf(into).Elem(), "smithy.api#BigDecimal", one); err != nil {
			t.Error(err)
		}
	}
	if text != "1.5" || number.RatString() != "3/2" {
		t.Errorf("got %q and %s", text, number.RatString())
	}
	if err := m.fill(reflect.ValueOf(&small).Elem(), "smithy.api#BigDecimal", one); err == nil {
		t.Error("a small int takes a big number")
	}
	if err := m.fill(reflect.ValueOf(&text).Elem(), "smithy.api#BigDecimal", "1.5"); err == nil {
		t.Error("text is a number")
	}
}

func TestNamesOfPrefixedHeadersHaveNoCase(t *testing.T) {
	t.Parallel()
	got := reflect.ValueOf(map[string]string{"abc": "1", "X": "2"})
	want := map[string]any{"Abc": "1", "x": "2", "other": "3"}
	if diff := cmp.Diff(any(map[string]any{"abc": "1", "X": "2", "other": "3"}), headerKeys(got, want)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if headerKeys(got, nil) != nil {
		t.Error("nothing became something")
	}
}
