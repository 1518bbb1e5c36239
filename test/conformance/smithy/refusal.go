// SPDX-License-Identifier: Apache-2.0

package smithy

import (
	"errors"
	"strings"

	"github.com/seed-40dc4ce0/pail/rest"
)

// Traits of our own say what Smithy's have no words for.
const (
	// refusedInputs lists inputs of an operation that are not sent: id, params, and
	// the field whose issue it is.
	refusedInputs = "pail.test#refusedInputs"
	// badAnswers lists answers that are no output: id, code, headers, body, and says,
	// what the error must say of them.
	badAnswers = "pail.test#badAnswers"
	// unknownErrors lists answers that are errors, and none that the operation has: id,
	// code, headers, body, and what the [rest.Error] must have as Code and Message:
	// error and message.
	unknownErrors = "pail.test#unknownErrors"
)

// refused returns what is wrong with a call whose input should not be sent.
func (c *Case) refused(wire *transport, r result) []string {
	if len(wire.sent) > 0 {
		return []string{problem("a request was sent, want an issue of %s: body %s", c.Field, show(string(wire.sent[0].body)))}
	}
	bad := new(rest.InputError)
	if !errors.As(r.err, &bad) {
		return []string{problem("the error is %v, want an issue of %s", r.err, c.Field)}
	}
	if len(bad.Fields) != 1 || plain(bad.Fields[0].Field) != plain(c.Field) {
		return []string{problem("the issues are %+v, want one of %s", bad.Fields, c.Field)}
	}
	return nil
}

// badAnswer returns what is wrong with a call whose answer cannot be read.
func (c *Case) badAnswer(r result) []string {
	body, header := new(rest.BodyError), new(rest.HeaderError)
	switch {
	case r.err == nil:
		return []string{problem("the call succeeded with %s, want an error that says %q", show(r.out.Elem().Interface()), c.Says)}
	case !errors.As(r.err, &body) && !errors.As(r.err, &header):
		return []string{problem("the error is a %T, want a *rest.BodyError or a *rest.HeaderError: %v", r.err, r.err)}
	case !strings.Contains(r.err.Error(), c.Says):
		return []string{problem("the error is %q, want it to say %q", r.err.Error(), c.Says)}
	}
	return nil
}

// unknown returns what is wrong with a call whose answer is an error that the model
// does not have.
func (c *Case) unknown(r result) []string {
	answer := new(rest.Error)
	switch {
	case r.err == nil:
		return []string{"the call succeeded, want an error"}
	case !errors.As(r.err, &answer):
		return []string{problem("the error is a %T, want a *rest.Error: %v", r.err, r.err)}
	case answer.StatusCode != c.Code || answer.Code != c.Error || answer.Message != c.Message:
		return []string{problem("the error has the status %d, the code %q and the message %q, want %d, %q and %q",
			answer.StatusCode, answer.Code, answer.Message, c.Code, c.Error, c.Message)}
	case string(answer.Body) != text(c.Body):
		return []string{problem("the error has the body %q, want %q", answer.Body, text(c.Body))}
	}
	return nil
}
