// SPDX-License-Identifier: Apache-2.0

package smithy

import (
	"errors"
	"reflect"

	"github.com/seed-40dc4ce0/pail/rest"
)

// failure returns how the error of a call differs from the case's: a
// *rest.Error that leads to the shape's own type.
func (s *Suite) failure(c *Case, r result) []string {
	if r.err == nil {
		return []string{"the call succeeded, want an error"}
	}
	var problems []string
	if answer := new(rest.Error); !errors.As(r.err, &answer) {
		problems = append(problems, problem("the error is %T, want a *rest.Error: %v", r.err, r.err))
	} else if answer.StatusCode != c.Code || answer.Code != local(c.failure) {
		problems = append(problems, problem("the error has the status %d and the code %q, want %d and %q", answer.StatusCode, answer.Code, c.Code, local(c.failure)))
	}
	modelled := search(r.err, local(c.failure))
	if !modelled.IsValid() {
		return append(problems, problem("the error does not lead to a *%s: %v", local(c.failure), r.err))
	}
	d := difference{model: &s.model}
	d.structure("error", c.failure, modelled, anyMap(c.Params))
	return append(problems, d.problems...)
}

// search finds the structure that is called name among an error and those that
// it wraps; an invalid value if there is none.
func search(err error, name string) reflect.Value {
	if err == nil {
		return reflect.Value{}
	}
	if v := reflect.ValueOf(err); named(v.Type(), name) && !v.IsNil() {
		return v.Elem()
	}
	wrapped := []error{errors.Unwrap(err)}
	if many, ok := err.(interface{ Unwrap() []error }); ok {
		wrapped = many.Unwrap()
	}
	for _, err := range wrapped {
		if v := search(err, name); v.IsValid() {
			return v
		}
	}
	return reflect.Value{}
}
