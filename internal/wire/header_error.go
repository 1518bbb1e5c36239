// SPDX-License-Identifier: Apache-2.0

package wire

import "strings"

// HeaderError is a header of an answer that is not what it should be. It does not hold
// the value.
type HeaderError struct {
	// Name is the header's in canonical form.
	Name string
	// Want says what it should be: "a time".
	Want string
}

// Error names the header.
func (e *HeaderError) Error() string { return "the header " + e.Name + " is not " + e.Want }

// What a header should be.
const (
	wholeNumber = "a whole number that its type can hold"
	anyNumber   = "a number that its type can hold"
	trueOrFalse = "true or false"
	aTime       = "a time"
	inBase64    = "base64"
)

// malformed notes that a header is not what it should be. An empty one is none.
func (d *Decoder) malformed(name, want string) {
	if d.Strict && strings.TrimSpace(d.Header(name)) != "" {
		d.note(&HeaderError{Name: name, Want: want})
	}
}
