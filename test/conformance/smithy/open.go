// SPDX-License-Identifier: Apache-2.0

package smithy

import (
	"encoding"
	"encoding/json"
	"fmt"
	"reflect"
)

// fillDocument puts any value of JSON into v: what Go has for it where v is an
// interface, else what the type itself reads.
func fillDocument(v reflect.Value, param any) error {
	if v.Kind() == reflect.Interface {
		v.Set(reflect.ValueOf(natural(param)))
		return nil
	}
	text, err := json.Marshal(param)
	if err != nil {
		return err
	}
	return json.Unmarshal(text, v.Addr().Interface())
}

// natural is a value of JSON as a program would write it down.
func natural(param any) any {
	switch p := param.(type) {
	case []any:
		list := make([]any, len(p))
		for i := range p {
			list[i] = natural(p[i])
		}
		return list
	case map[string]any:
		object := make(map[string]any, len(p))
		for name := range p {
			object[name] = natural(p[name])
		}
		return object
	case json.Number:
		if n, err := p.Int64(); err == nil {
			return n
		}
		if f, err := p.Float64(); err == nil && sameNumber(p.String(), fmt.Sprint(f)) {
			return f
		}
		return p
	}
	return param
}

// fillBig puts a number of any size into v: text, or a type that reads it.
func fillBig(v reflect.Value, param any) error {
	n, ok := param.(json.Number)
	if !ok {
		return fmt.Errorf("%v is no number", param)
	}
	if v.Kind() == reflect.String {
		v.SetString(n.String())
		return nil
	}
	if v.CanAddr() {
		if t, ok := reflect.TypeAssert[encoding.TextUnmarshaler](v.Addr()); ok {
			return t.UnmarshalText([]byte(n))
		}
	}
	return fmt.Errorf("%v does not fit %s", param, v.Type())
}

// document compares a document with the case's.
func (d *difference) document(path string, got reflect.Value, want any) {
	text, err := json.Marshal(got.Interface())
	if err != nil {
		d.add(path, "is no document: %v", err)
		return
	}
	have, err := parseJSON(text)
	if err != nil {
		d.add(path, "is no document: %v", err)
		return
	}
	d.problems = append(d.problems, compareNodes(path, have, want)...)
}

// big compares a number of any size with the case's.
func (d *difference) big(path string, got reflect.Value, want any) {
	text := got.String()
	if got.Kind() != reflect.String {
		t, ok := reflect.TypeAssert[encoding.TextMarshaler](got)
		if !ok && got.CanAddr() {
			t, ok = reflect.TypeAssert[encoding.TextMarshaler](got.Addr())
		}
		if !ok {
			d.add(path, "is a %s, want a number of any size", got.Type())
			return
		}
		data, err := t.MarshalText()
		if err != nil {
			d.add(path, "is no number: %v", err)
			return
		}
		text = string(data)
	}
	if !sameNumber(text, fmt.Sprint(want)) {
		d.add(path, "is %s, want %s", text, show(want))
	}
}
