// SPDX-License-Identifier: Apache-2.0

package emulator

import (
	"net/http"
	"slices"
	"strings"
)

// fault is an error as the provider words it. It is what handlers return.
type fault struct {
	status        int
	code, message string
	details       []pair // further elements, in order, where the provider has them
	elements      []pair // further elements that it has always
	header        http.Header
}

func (f *fault) Error() string { return f.code + ": " + f.message }

// with adds an element to a copy of the fault.
func (f *fault) with(name, value string) *fault {
	g := *f
	g.details = slices.Concat(f.details, []pair{{name, value}})
	return &g
}

// about fills the $ of the message of a copy.
func (f *fault) about(value string) *fault {
	g := *f
	g.message = strings.Replace(f.message, "$", value, 1)
	return &g
}

// saying replaces the message of a copy.
func (f *fault) saying(message string) *fault {
	g := *f
	g.message = message
	return &g
}

// words are the status and the message of one error code.
type words struct {
	status  int
	message string
}

// fault looks a code up in the dialect's table. The code is S3's; a dialect
// may have another word for it.
func (d *dialect) fault(code string) *fault {
	w, ok := d.words[code]
	if !ok {
		w = words{http.StatusInternalServerError, d.words[internalError].message}
	}
	if own, ok := d.codes[code]; ok {
		code = own
	}
	return &fault{status: w.status, code: code, message: w.message}
}

const internalError = "InternalError"
