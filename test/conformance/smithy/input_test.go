// SPDX-License-Identifier: Apache-2.0

package smithy

import (
	"encoding/json"
	"fmt"
	"io"
	"reflect"
	"strings"
	"testing"
	"time"
)

func TestParametersNeedAFieldThatFits(t *testing.T) {
	t.Parallel()
	m := &load(t).model
	for _, test := range []struct {
		name, shape string
		into, param any
		want        string
	}{
		{"no field", "Address", new(struct{ Town string }), map[string]any{"city": "Ulm"}, "city: struct { Town string } has no field for it"},
		{"a field that is not exported", "Address", new(struct{ city string }), map[string]any{"city": "Ulm"}, "has no field for it"},
		{"two fields", "Address", new(struct{ City, CITY string }), map[string]any{"city": "Ulm"}, "city: the fields City and CITY of"},
		{"a string for a number", "Address", new(struct{ City int }), map[string]any{"city": "Ulm"}, "city: Ulm does not fit int"},
		{"a number that is too big", "Contact", new(struct{ Phone *int8 }), map[string]any{"phone": json.Number("128")}, "phone: 128 does not fit int8"},
		{"a number for a structure", "Address", new(Address), json.Number("1"), "1 does not fit smithy.Address"},
		{"a structure for a list", "Strings", new([]string), map[string]any{}, "map[] does not fit []string"},
		{"a list of another type", "Strings", new([]int), []any{"a"}, "[0]: a does not fit int"},
		{"a list for a map", "Ages", new(map[string]int), []any{}, "[] does not fit map[string]int"},
		{"a map of another type", "Ages", new(map[string]string), map[string]any{"a": json.Number("1")}, `["a"]: 1 does not fit string`},
		{"a blob for a stream that is written", "Stream", new(io.Writer), "hello", "does not fit io.Writer"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			err := m.fill(reflect.ValueOf(test.into).Elem(), "example.club#"+test.shape, test.param)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want %q", err, test.want)
			}
		})
	}
}

func TestNamesOfMembersAndFieldsMeetWithoutUnderscores(t *testing.T) {
	t.Parallel()
	type fields struct{ MemberName, Etag_, XY string }
	for i, member := range []string{"member_name", "eTag", "x_y"} {
		if got, err := field(reflect.TypeFor[fields](), member); got != i || err != nil {
			t.Errorf("%s: got %d, %v, want %d", member, got, err, i)
		}
	}
}

func TestScalarsOfCases(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		kind string
		from any
		want string
	}{
		{"timestamp", "1985-04-12T23:20:50.52Z", "1985-04-12 23:20:50.52 +0000 UTC"},
		{"timestamp", "946845296", "2000-01-02 20:34:56 +0000 UTC"},
		{"timestamp", 1, "1970-01-01 00:00:01 +0000 UTC"},
		{"timestamp", "-0.5", "1969-12-31 23:59:59.5 +0000 UTC"},
		{"timestamp", "946845296.123", "2000-01-02 20:34:56.123 +0000 UTC"},
		{"timestamp", "0.0000000001", "has parts of nanoseconds"},
		{"timestamp", "soon", "is no timestamp"},
		{"double", "Infinity", "+Inf"},
		{"float", "-Infinity", "-Inf"},
		{"float", "inf", "is no float"},
		{"boolean", "true", "is no boolean"},
		{"string", true, "is no string"},
		{"integer", "1", "is no integer"},
		{"document", "1", "knows no type"},
	} {
		got, err := scalar(test.kind, test.from)
		if text := fmt.Sprint(got, err); !strings.Contains(text, test.want) {
			t.Errorf("%s %v: got %s, want %s", test.kind, test.from, text, test.want)
		}
		if at, ok := got.(time.Time); ok && err == nil && at.Location() != time.UTC {
			t.Errorf("%v: it is in %s", test.from, at.Location())
		}
	}
}
