// SPDX-License-Identifier: Apache-2.0

package config

import (
	"strconv"
	"strings"
)

// Error is all that is wrong with a configuration. [Load] and [Config.Validate]
// return it as *Error. No text in it holds the value of a secret.
//
// errors.Is finds the causes of its faults, such as [io/fs.ErrNotExist].
type Error struct {
	// Faults has at least one element. Faults of the file come first, by line.
	Faults []Fault
}

// Error gives one fault on one line, several on a line each.
func (e *Error) Error() string {
	if len(e.Faults) == 1 {
		return "config: " + e.Faults[0].Error()
	}
	var b strings.Builder
	b.WriteString("config: " + strconv.Itoa(len(e.Faults)) + " faults:")
	for _, f := range e.Faults {
		b.WriteString("\n  " + f.Error())
	}
	return b.String()
}

// Unwrap returns the faults as errors.
func (e *Error) Unwrap() []error {
	errs := make([]error, len(e.Faults))
	for i, f := range e.Faults {
		errs[i] = f
	}
	return errs
}

// Fault is one thing that is wrong, where it stands and what to do about it.
type Fault struct {
	// File and Line say where in a file; "" and 0 if it is in none, Line alone
	// 0 if it is about the file as a whole.
	File string
	Line int

	// Source is what else the value came from: a variable ("PAIL_REGION"), an
	// option ("config.WithRegion") or a field ("Config.Region"). "" for a line
	// of a file.
	Source string

	// Key is the setting's key, such as "region" or "timeouts.connect", in a
	// provider's own file the name it has there; "" if the fault is not about
	// one setting.
	Key string

	// Problem completes a sentence that begins with the key: "is missing".
	Problem string

	// Fix is what to do, in the imperative: "write auto, path, virtual or none".
	Fix string

	cause error
}

// Error gives the place, the problem and the fix on one line.
func (f Fault) Error() string {
	var b strings.Builder
	switch {
	case f.Source != "":
		b.WriteString(f.Source + ": ")
	case f.File != "":
		b.WriteString(f.File)
		if f.Line > 0 {
			b.WriteString(":" + strconv.Itoa(f.Line))
		}
		b.WriteString(": ")
		if f.Key != "" {
			b.WriteString(f.Key + ": ")
		}
	case f.Key != "":
		b.WriteString(f.Key + ": ")
	}
	b.WriteString(f.Problem)
	if f.Fix != "" {
		b.WriteString("; " + f.Fix)
	}
	return b.String()
}

// Unwrap returns the cause, such as an error of the file system, or nil.
func (f Fault) Unwrap() error { return f.cause }

// origin is where a value was written.
type origin struct {
	file string
	line int
	name string // a variable, an option or a field; "" in a file
	key  string // the setting's name there, "" if it is our own
}

// fault makes a fault about the setting key that was written here.
func (o origin) fault(key string, p problem) Fault {
	if o.key != "" {
		key = o.key
	}
	return Fault{File: o.file, Line: o.line, Source: o.name, Key: key, Problem: p.text, Fix: p.fix, cause: p.cause}
}

// problem is what is wrong with a value, wherever it came from.
type problem struct {
	text, fix string
	cause     error
}
