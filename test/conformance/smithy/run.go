// SPDX-License-Identifier: Apache-2.0

package smithy

import (
	"context"
	"errors"
	"net/http"
	"testing"

	"github.com/seed-40dc4ce0/pail/rest"
)

// Run runs the cases of a service against its client, each as a sub-test that
// has the case's name. A service without cases fails.
func (s *Suite) Run(t *testing.T, service string, newClient func(rest.Config) (any, error)) {
	t.Helper()
	ran := 0
	for _, c := range s.Cases {
		if c.Service != service {
			continue
		}
		ran++
		t.Run(c.Name(), func(t *testing.T) {
			for _, problem := range s.Check(t.Context(), c, newClient) {
				t.Error(problem)
			}
		})
	}
	if ran == 0 {
		t.Errorf("service %q has no case", service)
	}
}

// Check runs one case against a client that newClient makes and returns what is
// wrong, nothing if the case passes. The client must use the Config as it is;
// its Transport answers.
func (s *Suite) Check(ctx context.Context, c Case, newClient func(rest.Config) (any, error)) []string {
	wire := &transport{answer: func() *http.Response { return response(c.operation.code(), nil, "") }}
	params := c.Params
	if c.Side != Request && c.Side != Refusal {
		wire.answer = func() *http.Response { return response(c.Code, c.Headers, text(c.Body)) }
		params = s.model.least(c.operation.Input.Target)
	}
	r, err := s.call(ctx, &c, wire, params, newClient)
	if err != nil {
		return []string{err.Error()}
	}
	if c.Side == Refusal {
		return c.refused(wire, r)
	}
	if bad := new(rest.InputError); errors.As(r.err, &bad) {
		return []string{"the input was refused: " + bad.Error()}
	}
	if len(wire.sent) != 1 {
		return []string{problem("%d requests were sent, want one; the call's error is: %v", len(wire.sent), r.err)}
	}
	var problems []string
	switch c.Side {
	case Request:
		problems = c.compare(wire.sent[0], s.model.entries(c.operation.Input.Target))
		if r.err == nil {
			r.close()
		} else {
			problems = append(problems, problem("the call failed on a good answer: %v", r.err))
		}
	case Response:
		problems = s.output(&c, r)
	case Error:
		problems = s.failure(&c, r)
	case Bad:
		problems = c.badAnswer(r)
	case Unknown:
		problems = c.unknown(r)
	}
	if wire.open != 0 {
		problems = append(problems, "the body of the answer was not closed")
	}
	return problems
}

// call makes a client and calls the operation once.
func (s *Suite) call(ctx context.Context, c *Case, wire *transport, params map[string]any, newClient func(rest.Config) (any, error)) (result, error) {
	cfg := rest.Config{
		Endpoint:         "https://" + c.host(),
		Transport:        wire,
		IdempotencyToken: func() string { return "00000000-0000-4000-8000-000000000000" },
	}
	opts, err := c.vendor(&cfg)
	if err != nil {
		return result{}, err
	}
	client, err := newClient(cfg)
	if err != nil {
		return result{}, err
	}
	m, err := find(client, c.Operation)
	if err != nil {
		return result{}, err
	}
	in := m.input()
	if err := s.model.fill(in.Elem(), c.operation.Input.Target, anyMap(params)); err != nil {
		return result{}, err
	}
	return m.run(ctx, in, opts)
}
