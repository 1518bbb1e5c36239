// SPDX-License-Identifier: Apache-2.0

package smithy

import (
	"context"
	"fmt"
	"io"
	"reflect"

	"github.com/seed-40dc4ce0/pail/rest"
)

// method is the method of a client that is an operation:
//
//	func (c *Client) Name(ctx context.Context, in *NameInput, opts ...rest.Option) (*NameOutput, error)
type method struct {
	name string
	call reflect.Value
}

// find finds the method of an operation.
func find(client any, operation string) (*method, error) {
	v := reflect.ValueOf(client)
	if !v.IsValid() {
		return nil, fmt.Errorf("%s: there is no client", operation)
	}
	if exact := v.MethodByName(operation); exact.IsValid() {
		m := &method{name: operation, call: exact}
		return m, m.check()
	}
	for i := range v.NumMethod() {
		name := v.Type().Method(i).Name
		if plain(name) != plain(operation) {
			continue
		}
		m := &method{name: operation, call: v.Method(i)}
		return m, m.check()
	}
	return nil, fmt.Errorf("%s: %T has no method for it", operation, client)
}

// check checks the signature.
func (m *method) check() error {
	t := m.call.Type()
	if t.NumIn() != 3 || t.NumOut() != 2 || !t.IsVariadic() ||
		t.In(0) != reflect.TypeFor[context.Context]() || t.In(2) != reflect.TypeFor[[]rest.Option]() ||
		t.Out(1) != reflect.TypeFor[error]() ||
		!named(t.In(1), m.name+"Input") || !named(t.Out(0), m.name+"Output") {
		return fmt.Errorf("%s: it is %s, want func(context.Context, *%[1]sInput, ...rest.Option) (*%[1]sOutput, error)", m.name, t)
	}
	return nil
}

// named reports whether t is a pointer to a structure that is called name.
func named(t reflect.Type, name string) bool {
	return t.Kind() == reflect.Pointer && t.Elem().Kind() == reflect.Struct && plain(t.Elem().Name()) == plain(name)
}

// input is a new input.
func (m *method) input() reflect.Value { return reflect.New(m.call.Type().In(1).Elem()) }

// result is what a call returned.
type result struct {
	out reflect.Value // a pointer, nil beside an error
	err error
}

// run calls the method. A panic is an error of run's, as are an output beside an
// error, and neither.
func (m *method) run(ctx context.Context, in reflect.Value, opts []rest.Option) (r result, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	args := []reflect.Value{reflect.ValueOf(ctx), in}
	for _, o := range opts {
		args = append(args, reflect.ValueOf(o))
	}
	results := m.call.Call(args)
	r.out = results[0]
	r.err, _ = reflect.TypeAssert[error](results[1])
	if r.out.IsNil() == (r.err == nil) {
		return r, fmt.Errorf("the output is %v and the error %w, want one of the two", r.out, r.err)
	}
	return r, nil
}

// close closes the streams of an output, which are the caller's.
func (r result) close() {
	out := r.out.Elem()
	for i := range out.NumField() {
		if !out.Type().Field(i).IsExported() {
			continue
		}
		if stream, ok := reflect.TypeAssert[io.Closer](out.Field(i)); ok && stream != nil {
			_ = stream.Close()
		}
	}
}
