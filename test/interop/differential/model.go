// SPDX-License-Identifier: Apache-2.0

package differential

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
)

// The names of traits that the comparison reads.
const (
	traitEnumValue    = "smithy.api#enumValue"
	traitError        = "smithy.api#error"
	traitHeader       = "smithy.api#httpHeader"
	traitHTTP         = "smithy.api#http"
	traitHTTPChecksum = "aws.protocols#httpChecksum"
	traitHTTPError    = "smithy.api#httpError"
	traitLabel        = "smithy.api#httpLabel"
	traitLength       = "smithy.api#length"
	traitPayload      = "smithy.api#httpPayload"
	traitPrefix       = "smithy.api#httpPrefixHeaders"
	traitQuery        = "smithy.api#httpQuery"
	traitRange        = "smithy.api#range"
	traitRequired     = "smithy.api#required"
	traitStreaming    = "smithy.api#streaming"
	traitTimestamp    = "smithy.api#timestampFormat"
	traitUnwrapped    = "aws.customizations#s3UnwrappedXmlOutput"
	traitXMLAttribute = "smithy.api#xmlAttribute"
	traitXMLFlattened = "smithy.api#xmlFlattened"
	traitXMLName      = "smithy.api#xmlName"
	traitXMLNamespace = "smithy.api#xmlNamespace"
)

// traits are a shape's or a member's, by name.
type traits map[string]json.RawMessage

// has reports whether a trait is there.
func (t traits) has(name string) bool {
	_, ok := t[name]
	return ok
}

// text is the value of a trait that is a string; empty when it is not there.
func (t traits) text(name string) string {
	var s string
	_ = json.Unmarshal(t[name], &s)
	return s
}

// target is what names another shape.
type target struct {
	Target string
	Traits traits
}

// member is a structure's or a union's.
type member struct {
	target

	Name string
}

// members keeps the order that they have in the model.
type members []member

// UnmarshalJSON reads an object with its order.
func (m *members) UnmarshalJSON(text []byte) error {
	in := json.NewDecoder(bytes.NewReader(text))
	if _, err := in.Token(); err != nil {
		return err
	}
	for in.More() {
		name, err := in.Token()
		if err != nil {
			return err
		}
		one := member{Name: fmt.Sprint(name)}
		if err := in.Decode(&one.target); err != nil {
			return err
		}
		*m = append(*m, one)
	}
	return nil
}

// shape is one of the model's.
type shape struct {
	ID         string
	Type       string
	Traits     traits
	Members    members
	Member     target // a list's
	Key, Value target // a map's
	Input      target // an operation's, like Output and Errors
	Output     target
	Errors     []target
}

// name is the shape's id without its namespace.
func (s *shape) name() string {
	_, name, _ := strings.Cut(s.ID, "#")
	return name
}

// model is a service's, in Smithy's JSON form.
type model struct {
	Shapes    map[string]*shape
	namespace string // of the service's XML
}

// readModel reads a model from a file.
func readModel(path string) (*model, error) {
	text, err := os.ReadFile(path) //nolint:gosec // the test above names it
	if err != nil {
		return nil, err
	}
	m := new(model)
	if err := json.Unmarshal(text, m); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	for id, s := range m.Shapes {
		s.ID = id
		if s.Type == "service" {
			var space struct{ URI string }
			_ = json.Unmarshal(s.Traits[traitXMLNamespace], &space)
			m.namespace = space.URI
		}
	}
	return m, nil
}

// operations are the service's, sorted by name.
func (m *model) operations() []*shape {
	var all []*shape
	for _, s := range m.Shapes {
		if s.Type == "operation" {
			all = append(all, s)
		}
	}
	slices.SortFunc(all, func(a, b *shape) int { return strings.Compare(a.ID, b.ID) })
	return all
}

// shape finds what t names. What the model has no shape for is a simple type
// of the prelude or, like smithy.api#Unit, a structure without members.
func (m *model) shape(t target) *shape {
	if s := m.Shapes[t.Target]; s != nil {
		return s
	}
	_, name, _ := strings.Cut(t.Target, "#")
	kind := strings.TrimPrefix(strings.ToLower(name), "primitive")
	if kind == "unit" || kind == "" {
		kind = "structure"
	}
	return &shape{ID: t.Target, Type: kind}
}

// trait is a member's, or else its target's.
func (m *model) trait(t target, name string) string {
	if s := t.Traits.text(name); s != "" {
		return s
	}
	return m.shape(t).Traits.text(name)
}

// httpOf are an operation's method and success status.
func httpOf(operation *shape) (method string, code int) {
	var http struct {
		Method string
		Code   int
	}
	_ = json.Unmarshal(operation.Traits[traitHTTP], &http)
	if http.Code == 0 {
		http.Code = 200
	}
	return http.Method, http.Code
}
