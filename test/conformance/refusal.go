// SPDX-License-Identifier: Apache-2.0

package conformance

import (
	"errors"

	"github.com/seed-40dc4ce0/pail/bucket"
)

// refusal is what a server's refusal must look like.
type refusal struct {
	status int
	code   string  // AWS's word; "" for an answer without a body
	is     []error // sentinels that match
	isNot  []error // sentinels that do not
}

// refused checks an error that a server should have given.
func refused[T any](p *probe, call string, out *T, err error, want refusal) {
	_ = explained(p, call, out, err, want)
}

// explained is refused, and gives the error. It ends the behaviour if there is
// none.
func explained[T any](p *probe, call string, out *T, err error, want refusal) *bucket.Error {
	p.lacking(err)
	if err == nil {
		p.fatalf("%s: no error, want %v", call, want.is)
	}
	if out != nil {
		p.errorf("%s: the output is not nil beside the error %v", call, err)
	}
	for _, target := range want.is {
		if !errors.Is(err, target) {
			p.errorf("%s: error %q does not match %q", call, err, target)
		}
	}
	for _, target := range want.isNot {
		if errors.Is(err, target) {
			p.errorf("%s: error %q matches %q", call, err, target)
		}
	}
	said, ok := errors.AsType[*bucket.Error](err)
	if !ok {
		p.fatalf("%s: error %q is a %T and holds no *bucket.Error", call, err, err)
	}
	status := p.session.h.status(want.code, want.status)
	p.equal(call+": StatusCode", said.StatusCode, status)
	p.equal(call+": Response.StatusCode", said.Response.StatusCode, status)
	p.equal(call+": Op", said.Op, call)
	if want.code != "" {
		p.equal(call+": Code", said.Code, p.session.h.code(want.code))
	}
	return said
}

// invalid checks that an input was refused before anything was sent, and that
// the error names the fields, all of them.
func invalid[T any](p *probe, call string, out *T, err error, fields ...string) {
	if err == nil {
		p.fatalf("%s: no error, want an InputError about %q", call, fields)
	}
	if out != nil {
		p.errorf("%s: the output is not nil beside the error %v", call, err)
	}
	wrong, ok := errors.AsType[*bucket.InputError](err)
	if !ok {
		p.fatalf("%s: error %q is a %T and holds no *bucket.InputError", call, err, err)
	}
	named := map[string]bool{}
	for _, f := range wrong.Fields {
		named[f.Field] = true
	}
	for _, field := range fields {
		if !named[field] {
			p.errorf("%s: %q does not name the field %s", call, err, field)
		}
	}
}
