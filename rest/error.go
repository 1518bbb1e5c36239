// SPDX-License-Identifier: Apache-2.0

package rest

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// Issue is one field of an input that cannot be sent.
type Issue struct {
	// Field is the field of the input: "Key", "Rules[2].ID".
	Field string
	// Problem is what is wrong with it, in words that follow the field. It does not
	// hold the field's value.
	Problem string
}

// InputError lists every field of an input that cannot be sent, each once. Nothing
// was sent.
type InputError struct {
	// Operation is the operation's name in the model.
	Operation string
	// Fields are never empty, and in the order in which the request is written.
	Fields []Issue
}

// Error names the operation, the fields and what is wrong with each.
func (e *InputError) Error() string {
	var s strings.Builder
	s.WriteString(e.Operation + ": ")
	for i, f := range e.Fields {
		if i > 0 {
			s.WriteString("; ")
		}
		s.WriteString(f.Field + " " + f.Problem)
	}
	return s.String()
}

// Error is an answer that is no success: a status outside 2xx, or an error document
// in place of the answer. It must not be changed. It prints, with any verb, neither
// its header nor its body.
type Error struct {
	// Operation is the operation's name in the model.
	Operation string
	// StatusCode is the answer's; it is 2xx if an error document claims success.
	StatusCode int
	// Code is the server's word for the error. Without a body it is the status in
	// one word: "NotFound". "" if the body is no error document.
	Code string
	// Message is the server's sentence, as it came.
	Message string
	// RequestID names the request to the server's operators, "" if it gave none.
	RequestID string
	// Header is the answer's, never nil.
	Header http.Header
	// Body is the first 4,096 bytes at most of the answer's body.
	Body []byte
	// Detail is the error as the model describes it, nil if the model has none of
	// this code. If the body could not be read to its end it is the reason.
	Detail error
}

// Error is one line of less than 1 KiB: operation, status, code, message and request
// id.
func (e *Error) Error() string {
	text := plain(e.Operation, 100) + ": " + strconv.Itoa(e.StatusCode)
	code := e.Code
	if code == "" {
		code = http.StatusText(e.StatusCode)
	}
	if code != "" {
		text += " " + plain(code, 100)
	}
	if e.Message != "" && oneWord(e.Message) != e.Code {
		text += ": " + plain(e.Message, 500)
	}
	if e.RequestID != "" {
		text += " (request id " + plain(e.RequestID, 150) + ")"
	}
	return text
}

// Unwrap returns Detail.
func (e *Error) Unwrap() error { return e.Detail }

// Format implements [fmt.Formatter]. Every verb gives the text of Error, %q quoted.
func (e *Error) Format(f fmt.State, verb rune) {
	text := "<nil>"
	if e != nil {
		text = e.Error()
	}
	if verb == 'q' {
		text = strconv.Quote(text)
	}
	_, _ = io.WriteString(f, text)
}

// callError is a call that failed without an answer from the server, or whose answer
// could not be read.
type callError struct {
	operation string
	err       error
}

// Error never shows a URL, whose query may be as good as a password.
func (e *callError) Error() string {
	err := e.err
	for {
		bad, ok := errors.AsType[*url.Error](err)
		if !ok || bad.Err == nil {
			return plain(e.operation, 100) + ": " + plain(err.Error(), 800)
		}
		err = bad.Err
	}
}

// Unwrap returns the cause.
func (e *callError) Unwrap() error { return e.err }
