// SPDX-License-Identifier: Apache-2.0

package emulator

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
)

// schema is how one shape looks on the wire.
type schema struct {
	kind   string // structure, list, map, string, enum, integer, long, boolean, timestamp, blob
	name   string // of the root element
	layout string // of a timestamp
	values []string
	fields []field
	body   []field // those of fields that the document has
	item   *schema
	tag    string // element name of a list's items
	stream bool
}

// field is one member of a structure.
type field struct {
	name     string // member
	place    place
	wire     string
	required bool
	flat     bool   // list items stand without a wrapper
	nested   string // a list of strings, each inside an element of this name
	single   bool   // a list that has one item, which stands without a list
	words    boolNames
	layout   string
	schema   *schema
}

// boolNames are a document's words for truths, the first of each for writing;
// a field without them has those of the language.
type boolNames struct {
	True  []string `json:"true"`
	False []string `json:"false"`
}

type place int

const (
	inBody place = iota
	inPayload
	inHeader
	inPrefix // a map of headers with a common prefix
	inQuery
	inLabel
)

// bindings are the traits that place a top-level member.
var bindings = []struct {
	trait string
	place place
}{
	{"smithy.api#httpLabel", inLabel},
	{"smithy.api#httpHeader", inHeader},
	{"smithy.api#httpPrefixHeaders", inPrefix},
	{"smithy.api#httpQuery", inQuery},
	{"smithy.api#httpPayload", inPayload},
}

// compiler turns shapes into schemas, each once.
type compiler struct {
	model    model
	language language
	done     map[string]*schema
}

// schema compiles a shape; shapes of Smithy's prelude are known by their names.
func (c *compiler) schema(id string) (*schema, error) {
	if s, ok := c.done[id]; ok {
		return s, nil
	}
	from, ok := c.model[id]
	if !ok {
		if kind, simple := prelude[id]; simple {
			return &schema{kind: kind}, nil
		}
		return nil, fmt.Errorf("emulator: the model lacks shape %s", id)
	}
	s := &schema{kind: from.Type, name: from.Traits.text(c.language.nameTrait()), layout: from.Traits.text("smithy.api#timestampFormat")}
	s.stream = from.Traits.has("smithy.api#streaming")
	if s.name == "" {
		s.name = local(id)
	}
	c.done[id] = s
	switch from.Type {
	case "structure", "union":
		return s, c.fields(s, from)
	case "enum":
		for _, m := range from.Members {
			s.values = append(s.values, m.Traits.text("smithy.api#enumValue"))
		}
	case "list":
		return s, c.list(s, from.Member)
	}
	return s, nil
}

var prelude = map[string]string{
	"smithy.api#String": "string", "smithy.api#Integer": "integer", "smithy.api#Long": "long",
	"smithy.api#Boolean": "boolean", "smithy.api#Timestamp": "timestamp", "smithy.api#Blob": "blob",
	"smithy.api#PrimitiveInteger": "integer", "smithy.api#PrimitiveLong": "long", "smithy.api#PrimitiveBoolean": "boolean",
	"smithy.api#Unit": "structure",
}

func (c *compiler) list(s *schema, m *member) (err error) {
	s.tag = m.Traits.text(c.language.nameTrait())
	if s.tag == "" {
		s.tag = "member"
	}
	s.item, err = c.schema(m.Target)
	return err
}

func (c *compiler) fields(s *schema, from *shape) error {
	for _, m := range from.Members {
		if m.Traits.has("pail.api#adapter") {
			continue // the client's code places it: to a server it is another member
		}
		target, err := c.schema(m.Target)
		if err != nil {
			return err
		}
		f := field{
			name:     m.Name,
			wire:     m.Traits.text(c.language.nameTrait()),
			required: m.Traits.has("smithy.api#required"),
			flat:     m.Traits.has("smithy.api#xmlFlattened"),
			nested:   m.Traits.text("pail.api#element"),
			single:   m.Traits.has("pail.api#single"),
			layout:   m.Traits.text("smithy.api#timestampFormat"),
			schema:   target,
		}
		if f.wire == "" {
			f.wire = m.Name
		}
		for _, b := range bindings {
			if m.Traits.has(b.trait) {
				f.place = b.place
				if name := m.Traits.text(b.trait); name != "" {
					f.wire = name
				}
			}
		}
		if raw, ok := m.Traits["pail.api#boolNames"]; ok {
			if err := json.Unmarshal(raw, &f.words); err != nil {
				return fmt.Errorf("emulator: the words of member %s: %w", m.Name, err)
			}
		}
		if f.layout == "" {
			f.layout = c.layout(target, f.place)
		}
		s.fields = append(s.fields, f)
		if f.place == inBody {
			s.body = append(s.body, f)
		}
	}
	return nil
}

// layout is that of a time without one of its own: the shape's, or what
// Smithy's HTTP bindings and the language have where nothing is said.
func (c *compiler) layout(s *schema, at place) string {
	switch {
	case s.layout != "":
		return s.layout
	case at == inHeader:
		return "http-date"
	case at == inQuery:
		return "date-time"
	}
	return c.language.timeLayout()
}

// document is the schema of the body and the member that carries it: the
// payload structure, or the structure itself when members of its own are in
// the body. Nil means that there is no document.
func (s *schema) document() (*schema, string) {
	for _, f := range s.fields {
		if f.place == inPayload && f.schema.kind == "structure" {
			return f.schema, f.name
		}
	}
	if len(s.body) > 0 {
		return s, ""
	}
	return nil, ""
}

// provider is what the model says of its provider.
type provider struct {
	ID              string `json:"id"`
	SigningName     string `json:"signingName"`
	Signer          string `json:"signer"`
	Host            string `json:"host"`
	ServiceHost     string `json:"serviceHost"`
	DefaultRegion   string `json:"defaultRegion"`
	RequestIDHeader string `json:"requestIDHeader"`
	HostIDHeader    string `json:"hostIDHeader"`
	TraceIDHeader   string `json:"traceIDHeader"`
	RegionHeader    string `json:"regionHeader"`
	namespace       string
}

// provider finds the service that carries the provider trait.
func (m model) provider() (provider, error) {
	for _, id := range slices.Sorted(maps.Keys(m)) {
		raw, ok := m[id].Traits["pail.api#provider"]
		if !ok {
			continue
		}
		var p provider
		if err := json.Unmarshal(raw, &p); err != nil {
			return p, fmt.Errorf("emulator: the provider trait of %s: %w", id, err)
		}
		var ns struct {
			URI string `json:"uri"`
		}
		if raw, ok := m[id].Traits["smithy.api#xmlNamespace"]; ok && json.Unmarshal(raw, &ns) == nil {
			p.namespace = ns.URI
		}
		return p, nil
	}
	return provider{}, fmt.Errorf("emulator: the model names no provider")
}
