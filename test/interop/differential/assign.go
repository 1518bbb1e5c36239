// SPDX-License-Identifier: Apache-2.0

package differential

import (
	"bytes"
	"fmt"
	"io"
	"reflect"
	"slices"
	"time"
)

// filler writes values into a client's structures.
type filler struct {
	model  *model
	unions map[string]reflect.Type         // of a client whose unions are interfaces
	seen   func(t reflect.Type, sh *shape) // told of each structure; may be nil
}

// fill writes v into dst, which stands for t.
func (f *filler) fill(path string, dst reflect.Value, t target, v any) error {
	if dst.Kind() == reflect.Pointer {
		dst.Set(reflect.New(dst.Type().Elem()))
		return f.fill(path, dst.Elem(), t, v)
	}
	switch v := v.(type) {
	case record:
		return f.structure(path, dst, t, v)
	case []any:
		return f.list(path, dst, t, v)
	case table:
		return f.table(path, dst, t, v)
	case []byte:
		return stream(path, dst, v)
	case time.Time:
		return set(path, dst, reflect.ValueOf(v))
	case bool:
		return set(path, dst, reflect.ValueOf(v))
	case int64:
		if !dst.CanInt() || dst.OverflowInt(v) {
			return fmt.Errorf("%s: a field of type %s does not take %d", path, dst.Type(), v)
		}
		dst.SetInt(v)
	case string:
		if dst.Kind() != reflect.String {
			return fmt.Errorf("%s: a field of type %s does not take a string", path, dst.Type())
		}
		dst.SetString(v)
		return listed(path, dst)
	default:
		return fmt.Errorf("%s: no way to write %T", path, v)
	}
	return nil
}

// set writes a value of dst's own type.
func set(path string, dst, v reflect.Value) error {
	if dst.Type() != v.Type() {
		return fmt.Errorf("%s: a field of type %s does not take a %s", path, dst.Type(), v.Type())
	}
	dst.Set(v)
	return nil
}

// listed refuses a value that an enumeration does not list.
func listed(path string, v reflect.Value) error {
	values := v.MethodByName("Values")
	if !values.IsValid() || v.Len() == 0 {
		return nil
	}
	all := values.Call(nil)[0]
	for i := range all.Len() {
		if all.Index(i).Equal(v) {
			return nil
		}
	}
	return fmt.Errorf("%s: %s has no value %q", path, v.Type(), v.String())
}

// structure writes a structure's members, or a union's one.
func (f *filler) structure(path string, dst reflect.Value, t target, v record) error {
	sh := f.model.shape(t)
	if dst.Kind() == reflect.Interface {
		return f.variant(path, dst, sh, v)
	}
	if dst.Kind() != reflect.Struct {
		return fmt.Errorf("%s: a field of type %s does not take a structure", path, dst.Type())
	}
	if f.seen != nil {
		f.seen(dst.Type(), sh)
	}
	for _, m := range sh.Members {
		one, ok := v[m.Name]
		if !ok {
			continue
		}
		to, ok := field(dst, m.Name)
		if !ok {
			return fmt.Errorf("%s: %s has no field for the member %s", path, dst.Type(), m.Name)
		}
		if err := f.fill(path+"."+m.Name, to, m.target, one); err != nil {
			return err
		}
	}
	return nil
}

// variant writes a union that is an interface, with a type for each member.
func (f *filler) variant(path string, dst reflect.Value, sh *shape, v record) error {
	for name, one := range v {
		i := slices.IndexFunc(sh.Members, func(m member) bool { return m.Name == name })
		of, ok := f.unions[sh.name()+"Member"+name]
		if !ok || i < 0 {
			return fmt.Errorf("%s: no type for the member %s of %s", path, name, dst.Type())
		}
		to := reflect.New(of)
		if err := f.fill(path+"."+name, to.Elem().FieldByName("Value"), sh.Members[i].target, one); err != nil {
			return err
		}
		dst.Set(to)
	}
	return nil
}

// list writes a list; one without elements is not nil.
func (f *filler) list(path string, dst reflect.Value, t target, v []any) error {
	if dst.Kind() != reflect.Slice {
		return fmt.Errorf("%s: a field of type %s does not take a list", path, dst.Type())
	}
	dst.Set(reflect.MakeSlice(dst.Type(), len(v), len(v)))
	for i, one := range v {
		if err := f.fill(fmt.Sprintf("%s[%d]", path, i), dst.Index(i), f.model.shape(t).Member, one); err != nil {
			return err
		}
	}
	return nil
}

// table writes a map; one without entries is not nil.
func (f *filler) table(path string, dst reflect.Value, t target, v table) error {
	if dst.Kind() != reflect.Map {
		return fmt.Errorf("%s: a field of type %s does not take a map", path, dst.Type())
	}
	dst.Set(reflect.MakeMap(dst.Type()))
	for key, one := range v {
		to := reflect.New(dst.Type().Elem()).Elem()
		if err := f.fill(path+"."+key, to, f.model.shape(t).Value, one); err != nil {
			return err
		}
		dst.SetMapIndex(reflect.ValueOf(key), to)
	}
	return nil
}

// stream writes a blob, or what reads it.
func stream(path string, dst reflect.Value, v []byte) error {
	var from any = v
	switch dst.Type() {
	case reflect.TypeFor[io.Reader]():
		from = bytes.NewReader(v)
	case reflect.TypeFor[io.ReadCloser]():
		from = io.NopCloser(bytes.NewReader(v))
	case reflect.TypeFor[[]byte]():
	default:
		return fmt.Errorf("%s: a field of type %s does not take bytes", path, dst.Type())
	}
	dst.Set(reflect.ValueOf(from))
	return nil
}
