// SPDX-License-Identifier: Apache-2.0

package smithy

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"math"
	"reflect"
	"slices"
	"strings"
	"time"
)

// output returns how an output differs from the case's.
func (s *Suite) output(c *Case, r result) []string {
	if r.err != nil {
		return []string{problem("the call failed: %v", r.err)}
	}
	d := difference{model: &s.model}
	d.structure("output", c.operation.Output.Target, r.out.Elem(), anyMap(c.Params))
	return d.problems
}

// difference collects how a value differs from parameters of a case.
type difference struct {
	model    *model
	problems []string
}

func (d *difference) add(path, format string, args ...any) {
	d.problems = append(d.problems, path+" "+problem(format, args...))
}

// value compares a value of the shape id; want is nil for null and for what the
// case does not list.
func (d *difference) value(path, id string, got reflect.Value, want any) {
	if want == nil {
		if !absent(got) {
			d.add(path, "is %s, want nothing", show(got.Interface()))
		}
		return
	}
	switch got.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Map, reflect.Interface:
		if got.IsNil() {
			d.add(path, "is nil, want %s", show(want))
			return
		}
	}
	if got.Kind() == reflect.Pointer {
		got = got.Elem()
	}
	switch kind := d.model.shape(id).Type; kind {
	case "structure", "union":
		d.structure(path, id, got, want)
	case "list", "set":
		d.list(path, id, got, want)
	case "map":
		d.entries(path, id, got, want)
	case "document":
		d.document(path, got, want)
	case "bigInteger", "bigDecimal":
		d.big(path, got, want)
	default:
		d.scalar(path, kind, got, want)
	}
}

// absent reports whether a field holds nothing. A stream holds nothing when it
// is empty, and a field that is no pointer when it is zero.
func absent(got reflect.Value) bool {
	if got.Kind() == reflect.Interface && !got.IsNil() {
		if stream, ok := reflect.TypeAssert[io.Reader](got); ok {
			data, err := drain(stream)
			return err == nil && len(data) == 0
		}
	}
	return got.IsZero()
}

// structure compares every field, listed or not.
func (d *difference) structure(path, id string, got reflect.Value, want any) {
	params, ok := want.(map[string]any)
	if !ok || got.Kind() != reflect.Struct {
		d.add(path, "is a %s, want %s", got.Type(), show(want))
		return
	}
	members := d.model.shape(id).Members
	compared := map[int]bool{}
	for _, name := range slices.Sorted(maps.Keys(members)) {
		i, err := field(got.Type(), name)
		if err != nil {
			d.add(path, "lacks %v", err)
			continue
		}
		compared[i] = true
		want := params[name]
		if members[name].Traits.has("httpPrefixHeaders") {
			want = headerKeys(got.Field(i), want)
		}
		d.value(path+"."+name, members[name].Target, got.Field(i), want)
	}
	for _, name := range slices.Sorted(maps.Keys(params)) {
		if _, ok := members[name]; !ok {
			d.add(path, "has no member %s in the model", name)
		}
	}
	for i := range got.NumField() {
		if f := got.Type().Field(i); f.IsExported() && !compared[i] {
			d.value(path+"."+f.Name, "", got.Field(i), nil)
		}
	}
}

// headerKeys is want with its keys in the case that got has them: the names of headers
// have none.
func headerKeys(got reflect.Value, want any) any {
	params, ok := want.(map[string]any)
	if !ok || got.Kind() != reflect.Map || got.Type().Key().Kind() != reflect.String {
		return want
	}
	all := map[string]any{}
	for name, value := range params {
		for _, key := range got.MapKeys() {
			if strings.EqualFold(key.String(), name) {
				name = key.String()
			}
		}
		all[name] = value
	}
	return all
}

func (d *difference) list(path, id string, got reflect.Value, want any) {
	params, ok := want.([]any)
	if !ok || got.Kind() != reflect.Slice {
		d.add(path, "is a %s, want %s", got.Type(), show(want))
		return
	}
	if got.Len() != len(params) {
		d.add(path, "has %d elements, want %d: %s", got.Len(), len(params), show(got.Interface()))
		return
	}
	for i, p := range params {
		d.value(fmt.Sprintf("%s[%d]", path, i), d.model.shape(id).Member.Target, got.Index(i), p)
	}
}

func (d *difference) entries(path, id string, got reflect.Value, want any) {
	params, ok := want.(map[string]any)
	if !ok || got.Kind() != reflect.Map || got.Type().Key().Kind() != reflect.String {
		d.add(path, "is a %s, want %s", got.Type(), show(want))
		return
	}
	for _, name := range slices.Sorted(maps.Keys(params)) {
		value := got.MapIndex(reflect.ValueOf(name).Convert(got.Type().Key()))
		if !value.IsValid() {
			d.add(path, "lacks the key %q: %s", name, show(got.Interface()))
			continue
		}
		d.value(fmt.Sprintf("%s[%q]", path, name), d.model.shape(id).Value.Target, value, params[name])
	}
	if got.Len() > len(params) {
		d.add(path, "has %d entries, want %d: %s", got.Len(), len(params), show(got.Interface()))
	}
}

func (d *difference) scalar(path, kind string, got reflect.Value, param any) {
	want, err := scalar(kind, param)
	if err != nil {
		d.add(path, "is bad in the case: %v", err)
		return
	}
	have, ok := goValue(got)
	if !ok || reflect.TypeOf(have) != reflect.TypeOf(want) {
		d.add(path, "is a %s, want a %s", got.Type(), kind)
		return
	}
	if !equal(have, want) {
		d.add(path, "is %s, want %s", show(have), show(want))
	}
}

// goValue is a field's value in the types that scalar has.
func goValue(v reflect.Value) (any, bool) {
	switch x := v.Interface().(type) {
	case time.Time, []byte:
		return x, true
	case io.Reader:
		data, err := drain(x)
		return data, err == nil
	}
	switch {
	case v.Kind() == reflect.String:
		return v.String(), true
	case v.Kind() == reflect.Bool:
		return v.Bool(), true
	case v.CanInt():
		return v.Int(), true
	case v.CanFloat():
		return v.Float(), true
	}
	return nil, false
}

// equal compares times as instants, and NaN is itself.
func equal(got, want any) bool {
	switch want := want.(type) {
	case []byte:
		return bytes.Equal(got.([]byte), want)
	case time.Time:
		return want.Equal(got.(time.Time))
	case float64:
		return got == want || math.IsNaN(want) && math.IsNaN(got.(float64))
	}
	return got == want
}

// drain reads a stream to its end and closes it.
func drain(r io.Reader) ([]byte, error) {
	data, err := io.ReadAll(r)
	if c, ok := r.(io.Closer); ok && err == nil {
		err = c.Close()
	}
	return data, err
}
