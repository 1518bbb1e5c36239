// SPDX-License-Identifier: Apache-2.0

package smithy

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"time"
)

// fill puts a parameter of the shape id into v. Null leaves v as it is.
func (m *model) fill(v reflect.Value, id string, param any) error {
	if param == nil {
		return nil
	}
	if v.Kind() == reflect.Pointer {
		v.Set(reflect.New(v.Type().Elem()))
		return m.fill(v.Elem(), id, param)
	}
	s := m.shape(id)
	switch s.Type {
	case "structure", "union":
		return m.fillFields(v, s, param)
	case "list", "set":
		return m.fillList(v, s, param)
	case "map":
		return m.fillMap(v, s, param)
	case "document":
		return fillDocument(v, param)
	case "bigInteger", "bigDecimal":
		return fillBig(v, param)
	}
	x, err := scalar(s.Type, param)
	if err != nil {
		return err
	}
	return set(v, x)
}

func (m *model) fillFields(v reflect.Value, s *shape, param any) error {
	params, ok := param.(map[string]any)
	if !ok || v.Kind() != reflect.Struct {
		return fmt.Errorf("%v does not fit %s", param, v.Type())
	}
	for _, name := range slices.Sorted(maps.Keys(params)) {
		member, ok := s.Members[name]
		if !ok {
			return fmt.Errorf("%s: the model has no such member", name)
		}
		i, err := field(v.Type(), name)
		if err != nil {
			return err
		}
		if err := m.fill(v.Field(i), member.Target, params[name]); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

func (m *model) fillList(v reflect.Value, s *shape, param any) error {
	params, ok := param.([]any)
	if !ok || v.Kind() != reflect.Slice {
		return fmt.Errorf("%v does not fit %s", param, v.Type())
	}
	v.Set(reflect.MakeSlice(v.Type(), len(params), len(params)))
	for i, p := range params {
		if err := m.fill(v.Index(i), s.Member.Target, p); err != nil {
			return fmt.Errorf("[%d]: %w", i, err)
		}
	}
	return nil
}

func (m *model) fillMap(v reflect.Value, s *shape, param any) error {
	params, ok := param.(map[string]any)
	if !ok || v.Kind() != reflect.Map || v.Type().Key().Kind() != reflect.String {
		return fmt.Errorf("%v does not fit %s", param, v.Type())
	}
	v.Set(reflect.MakeMapWithSize(v.Type(), len(params)))
	for name, p := range params {
		value := reflect.New(v.Type().Elem()).Elem()
		if err := m.fill(value, s.Value.Target, p); err != nil {
			return fmt.Errorf("[%q]: %w", name, err)
		}
		v.SetMapIndex(reflect.ValueOf(name).Convert(v.Type().Key()), value)
	}
	return nil
}

// set puts a scalar into v.
func set(v reflect.Value, x any) error {
	switch x := x.(type) {
	case string:
		if v.Kind() == reflect.String {
			v.SetString(x)
			return nil
		}
	case bool:
		if v.Kind() == reflect.Bool {
			v.SetBool(x)
			return nil
		}
	case int64:
		if v.CanInt() && !v.OverflowInt(x) {
			v.SetInt(x)
			return nil
		}
	case float64:
		if v.CanFloat() {
			v.SetFloat(x)
			return nil
		}
	case time.Time:
		if v.Type() == reflect.TypeFor[time.Time]() {
			v.Set(reflect.ValueOf(x))
			return nil
		}
	case []byte:
		if v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Uint8 {
			v.SetBytes(x)
			return nil
		}
		stream := reflect.ValueOf(bytes.NewReader(x)) // whose length is known
		if v.Kind() == reflect.Interface && stream.Type().AssignableTo(v.Type()) {
			v.Set(stream)
			return nil
		}
	}
	return fmt.Errorf("%v does not fit %s", x, v.Type())
}

// least is a value for each required member of a structure, for inputs of which
// only the answer matters.
func (m *model) least(id string) map[string]any {
	params := map[string]any{}
	for name, member := range m.shape(id).Members {
		if member.Traits.has("required") {
			params[name] = m.sample(member.Target)
		}
	}
	return params
}

func (m *model) sample(id string) any {
	s := m.shape(id)
	switch s.Type {
	case "structure":
		return m.least(id)
	case "union":
		for _, name := range slices.Sorted(maps.Keys(s.Members)) {
			return map[string]any{name: m.sample(s.Members[name].Target)}
		}
	case "list", "set":
		return []any{}
	case "map":
		return map[string]any{}
	case "boolean":
		return true
	case "string", "blob", "document":
		return "example"
	case "enum":
		for _, name := range slices.Sorted(maps.Keys(s.Members)) {
			return s.Members[name].Traits.text("enumValue")
		}
	}
	return json.Number("1")
}
