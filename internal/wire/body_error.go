// SPDX-License-Identifier: Apache-2.0

package wire

import "strconv"

// BodyError says why a body could not be read as the document it should be.
type BodyError struct {
	// Problem completes the sentence that begins with "the body".
	Problem string
	// Offset is how many bytes were good, -1 if that is not known.
	Offset int64
	// Err is the cause, nil if the body itself is at fault: what reading it gave,
	// or io.ErrUnexpectedEOF for one that ends too soon.
	Err error
}

// Error says what is wrong and where.
func (e *BodyError) Error() string {
	text := "the body " + e.Problem
	if e.Offset >= 0 {
		text += " at byte " + strconv.FormatInt(e.Offset, 10)
	}
	if e.Err != nil {
		text += ": " + e.Err.Error()
	}
	return text
}

// Unwrap gives the cause.
func (e *BodyError) Unwrap() error { return e.Err }
