// SPDX-License-Identifier: Apache-2.0

package smithy

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/seed-40dc4ce0/pail/rest"
)

func TestWhatShouldHaveFailedMustFailAsTheCaseSays(t *testing.T) {
	t.Parallel()
	body := "<html>"
	refusal := Case{Side: Refusal, test: test{Field: "inner.rows[1]"}}
	bad := Case{Side: Bad, test: test{Says: "inner.count"}}
	unknown := Case{Side: Unknown, test: test{Code: 418, Error: "Teapot", Message: "short", Body: &body}}
	issue := func(fields ...string) error {
		all := new(rest.InputError)
		for _, f := range fields {
			all.Fields = append(all.Fields, rest.Issue{Field: f, Problem: "is required"})
		}
		return all
	}
	answer := func(code int, word, message, body string) error {
		return &rest.Error{StatusCode: code, Code: word, Message: message, Body: []byte(body)}
	}
	out := reflect.ValueOf(&Address{})
	for _, test := range []struct {
		name string
		of   Case
		sent int
		err  error
		want string
	}{
		{"an issue of the field", refusal, 0, issue("Inner.Rows[1]"), ""},
		{"a request", refusal, 1, nil, "a request was sent, want an issue of inner.rows[1]"},
		{"no issue", refusal, 0, errors.New("gone"), "the error is gone, want an issue"},
		{"an issue of another field", refusal, 0, issue("Inner.Rows[0]"), "the issues are"},
		{"an issue more", refusal, 0, issue("Inner.Rows[1]", "Inner"), "the issues are"},
		{"a body that cannot be read", bad, 1, &rest.BodyError{Problem: `has a member "inner.count" that is not a number`}, ""},
		{"an output", bad, 1, nil, "the call succeeded with"},
		{"a header that cannot be read", bad, 1, &rest.HeaderError{Name: "inner.count", Want: "a number"}, ""},
		{"another error", bad, 1, errors.New("inner.count"), "want a *rest.BodyError or"},
		{"another path", bad, 1, &rest.BodyError{Problem: "ends inside the root"}, "want it to say"},
		{"the error", unknown, 1, answer(418, "Teapot", "short", body), ""},
		{"no error", unknown, 1, nil, "the call succeeded"},
		{"an error of another type", unknown, 1, errors.New("gone"), "want a *rest.Error"},
		{"another status", unknown, 1, answer(400, "Teapot", "short", body), "the status 400"},
		{"another code", unknown, 1, answer(418, "Pot", "short", body), `the code "Pot"`},
		{"another message", unknown, 1, answer(418, "Teapot", "", body), `the message ""`},
		{"no body", unknown, 1, answer(418, "Teapot", "short", ""), `the body ""`},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			r, wire := result{err: test.err}, &transport{sent: make([]*sent, test.sent)}
			if test.err == nil {
				r.out = out
			}
			for i := range wire.sent {
				wire.sent[i] = new(sent)
			}
			var problems []string
			switch test.of.Side {
			case Refusal:
				problems = test.of.refused(wire, r)
			case Bad:
				problems = test.of.badAnswer(r)
			case Unknown:
				problems = test.of.unknown(r)
			}
			if got := strings.Join(problems, "\n"); (got == "") != (test.want == "") || !strings.Contains(got, test.want) {
				t.Errorf("got %q, want it to say %q", got, test.want)
			}
		})
	}
}
