// SPDX-License-Identifier: Apache-2.0

package smithy

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// Side says what a case is about.
type Side string

// The sides of a client.
const (
	Request  Side = "request"  // an input becomes a request
	Response Side = "response" // an answer becomes an output
	Error    Side = "error"    // an answer becomes an error
	Refusal  Side = "refusal"  // an input is not sent
	Bad      Side = "bad"      // an answer cannot be read
	Unknown  Side = "unknown"  // an error of the answer is not in the model
)

// Case is one protocol test.
type Case struct {
	ID        string
	Service   string // id of the shape
	Operation string // name without its namespace
	Side      Side

	test
	failure   string // id of the error's shape
	operation *shape
}

// Name tells the case from all others of its service; an ID may stand for a
// request and a response.
func (c *Case) Name() string { return c.Operation + "/" + string(c.Side) + "/" + c.ID }

// test is what one test in a trait says. Fields of the other side are empty.
// Source: Smithy 2.0, "HTTP protocol compliance tests".
type test struct {
	ID, Protocol, Documentation, AppliesTo string
	AuthScheme                             string
	Tags                                   []string

	Method, URI        string
	Host, ResolvedHost string
	QueryParams        []string
	ForbidQueryParams  []string
	RequireQueryParams []string
	RequireHeaders     []string

	Code int

	Headers       map[string]string
	ForbidHeaders []string
	Body          *string
	BodyMediaType string
	Params        map[string]any // numbers are json.Number

	VendorParams      json.RawMessage
	VendorParamsShape string

	Field, Says, Error, Message string // of our own traits
}

// protocols are those that the runner knows.
var protocols = []string{"aws.protocols#restXml", "aws.protocols#restJson1"}

// cases reads the cases for clients on a shape. Service and operation are not
// filled in.
func (s *shape) cases(id string) ([]Case, error) {
	all, err := s.side(Request, "smithy.test#httpRequestTests")
	if err != nil {
		return nil, err
	}
	side, failure := Response, ""
	if s.Traits.has("error") {
		side, failure = Error, id
	}
	answers, err := s.side(side, "smithy.test#httpResponseTests")
	if err != nil {
		return nil, err
	}
	for i := range answers {
		answers[i].failure = failure
	}
	all = append(all, answers...)
	for _, own := range []struct {
		side  Side
		trait string
	}{{Refusal, refusedInputs}, {Bad, badAnswers}, {Unknown, unknownErrors}} {
		more, err := s.side(own.side, own.trait)
		if err != nil {
			return nil, err
		}
		all = append(all, more...)
	}
	return all, nil
}

// side reads the cases of one trait.
func (s *shape) side(side Side, trait string) ([]Case, error) {
	var tests []test
	if data := s.Traits[trait]; data == nil {
		return nil, nil
	} else if err := decode(data, &tests); err != nil {
		return nil, fmt.Errorf("%s: %w", trait, err)
	}
	if s.Type != "operation" && side != Error {
		return nil, fmt.Errorf("%s: it is neither an operation nor an error", trait)
	}
	var cases []Case
	for _, t := range tests {
		if own := strings.HasPrefix(trait, "pail.test#"); t.ID == "" || !own && !slices.Contains(protocols, t.Protocol) {
			return nil, fmt.Errorf("%s: case %q: protocol %q, want one of %q", trait, t.ID, t.Protocol, protocols)
		}
		switch t.AppliesTo {
		case "", "client":
			cases = append(cases, Case{ID: t.ID, Side: side, test: t})
		case "server":
		default:
			return nil, fmt.Errorf("%s: case %s: appliesTo %q, want client or server", trait, t.ID, t.AppliesTo)
		}
	}
	return cases, nil
}
