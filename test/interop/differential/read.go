// SPDX-License-Identifier: Apache-2.0

package differential

import (
	"fmt"
	"io"
	"reflect"
	"strings"
	"time"
)

// reader makes values of a client's structures.
type reader struct {
	model *model
	// stray is told of a field that stands for no member and has a value.
	stray func(path string, v reflect.Value)
}

// read makes the value of src, which stands for t. A scalar that is not sure
// is one whose zero stands for absence as well.
func (r *reader) read(path string, src reflect.Value, t target, sure bool) any {
	switch src.Kind() {
	case reflect.Interface:
		if src.IsNil() {
			return nil
		}
		if from, ok := reflect.TypeAssert[io.Reader](src); ok {
			return drain(from)
		}
		return r.variant(path, src.Elem().Elem(), t)
	case reflect.Pointer:
		if src.IsNil() {
			return nil
		}
		return r.read(path, src.Elem(), t, true)
	case reflect.Slice:
		return r.slice(path, src, t)
	case reflect.Map:
		return r.table(path, src, t)
	case reflect.Struct:
		if when, ok := reflect.TypeAssert[time.Time](src); ok {
			return scalar(when, when.IsZero() && !sure)
		}
		return r.structure(path, src, t)
	case reflect.String:
		return scalar(src.String(), src.IsZero() && !sure)
	case reflect.Bool:
		return scalar(src.Bool(), src.IsZero() && !sure)
	default:
		if !src.CanInt() {
			return fmt.Errorf("%s: no way to read a %s", path, src.Type())
		}
		return scalar(src.Int(), src.IsZero() && !sure)
	}
}

// scalar is a value, or a blank.
func scalar(v any, unsure bool) any {
	if unsure {
		return blank{v}
	}
	return v
}

// drain reads a stream to its end.
func drain(from io.Reader) any {
	text, err := io.ReadAll(from)
	if closer, ok := from.(io.Closer); ok && err == nil {
		err = closer.Close()
	}
	if err != nil {
		return fmt.Errorf("reading the stream: %w", err)
	}
	return text
}

// slice reads a list or a blob.
func (r *reader) slice(path string, src reflect.Value, t target) any {
	if src.IsNil() {
		return nil
	}
	if text, ok := reflect.TypeAssert[[]byte](src); ok {
		return text
	}
	v := []any{}
	for i := range src.Len() {
		v = append(v, r.read(fmt.Sprintf("%s[%d]", path, i), src.Index(i), r.model.shape(t).Member, true))
	}
	return v
}

// table reads a map.
func (r *reader) table(path string, src reflect.Value, t target) any {
	if src.IsNil() {
		return nil
	}
	v := table{}
	for _, key := range src.MapKeys() {
		v[key.String()] = r.read(path+"."+key.String(), src.MapIndex(key), r.model.shape(t).Value, true)
	}
	return v
}

// structure reads a structure, or a union that is one.
func (r *reader) structure(path string, src reflect.Value, t target) any {
	sh, v := r.model.shape(t), record{}
	for _, name := range strangers(src.Type(), sh) {
		if f := src.FieldByName(name); !f.IsZero() {
			r.stray(path+"."+name, f)
		}
	}
	for _, m := range sh.Members {
		f, ok := field(src, m.Name)
		if !ok {
			v[m.Name] = fmt.Errorf("%s has no field for it", src.Type())
			continue
		}
		one := r.read(path+"."+m.Name, f, m.target, false)
		if one == nil && m.Traits.has(traitPrefix) {
			// No header with the prefix is a map without entries: AWS's own
			// protocol test HttpPrefixHeadersAreNotPresent, which aws-sdk-go-v2
			// leaves out. Its map is nil then.
			one = table{}
		}
		if one != nil {
			v[m.Name] = one
		}
	}
	return v
}

// variant reads a union that is an interface with a type for each member.
func (r *reader) variant(path string, src reflect.Value, t target) any {
	sh := r.model.shape(t)
	for _, m := range sh.Members {
		if strings.HasSuffix(src.Type().Name(), "Member"+m.Name) {
			return record{m.Name: r.read(path+"."+m.Name, src.FieldByName("Value"), m.target, true)}
		}
	}
	return fmt.Errorf("%s: no member of %s is a %s", path, sh.name(), src.Type())
}
