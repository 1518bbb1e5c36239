// SPDX-License-Identifier: Apache-2.0

package bucket

import "strings"

// InputError says what is wrong with an input: every bad field at once, found
// before anything was sent. Get at it with errors.As.
type InputError struct {
	Op       string // the operation, for example "PutObject"
	Provider string // the provider's id; "" if the fault is the same on all
	Bucket   string
	Key      string
	Fields   []FieldError // in the order of the checks; never empty

	// Err is what a Body's own reader said, when that is the fault; else nil.
	Err error
}

// FieldError is one bad field of an [InputError].
type FieldError struct {
	Field   string // the Go path, for example "Configuration.Rules[0].AllowedOrigins"
	Problem string // for example "is required"; never holds a sensitive value
}

// Error names every bad field.
func (e *InputError) Error() string {
	problems := make([]string, len(e.Fields))
	for i, f := range e.Fields {
		problems[i] = printable(f.Field + " " + f.Problem)
	}
	return place(e.Provider, e.Op, e.Bucket, e.Key) + ": invalid input: " + strings.Join(problems, "; ")
}

// Unwrap returns Err.
func (e *InputError) Unwrap() error { return e.Err }
