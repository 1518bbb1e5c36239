// SPDX-License-Identifier: Apache-2.0

package rest

import (
	"errors"
	"iter"
	"reflect"
)

// ErrSamePage says that the token of the next page is the one that asked for this
// page: the service would give it again without end. [Pages] and [Items] yield it.
var ErrSamePage = errors.New("rest: the service asks for the same page again")

// Pages calls an operation until next says that the page it is given was the last,
// and yields every page. next puts into in what asks for the page after out. The
// input is copied, so that the caller's stays as it is, and each loop over the result
// begins with the first page. A nil in is an empty one. An error ends the loop; its
// page is nil. Where next changes nothing it is [ErrSamePage].
func Pages[I, O any](in *I, call func(*I) (*O, error), next func(in *I, out *O) bool) iter.Seq2[*O, error] {
	var first I
	if in != nil {
		first = *in
	}
	return func(yield func(*O, error) bool) {
		in := first
		for {
			out, err := call(&in)
			if err != nil {
				yield(nil, err)
				return
			}
			before := in
			if !yield(out, nil) || !next(&in, out) {
				return
			}
			if same(before, in) {
				yield(nil, ErrSamePage)
				return
			}
		}
	}
}

// same reports whether two inputs ask for the same page. A field that is NaN, which is
// not equal to itself, is the same as another.
func same[I any](a, b I) bool {
	switch {
	case reflect.DeepEqual(a, b):
		return true
	case reflect.TypeFor[I]().Kind() != reflect.Struct:
		return false
	}
	x, y := reflect.ValueOf(a), reflect.ValueOf(b)
	for i := range x.NumField() {
		f, g := x.Field(i), y.Field(i)
		switch {
		case f.CanFloat() && f.Float() != f.Float() && g.Float() != g.Float():
		case !f.CanInterface() || !reflect.DeepEqual(f.Interface(), g.Interface()):
			return false
		}
	}
	return true
}

// Items yields what is in the pages, one after the other. An error ends the loop;
// its item is the zero value.
func Items[O, T any](pages iter.Seq2[*O, error], items func(*O) []T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for page, err := range pages {
			if err != nil {
				var none T
				yield(none, err)
				return
			}
			for _, item := range items(page) {
				if !yield(item, nil) {
					return
				}
			}
		}
	}
}
