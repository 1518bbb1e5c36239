// SPDX-License-Identifier: Apache-2.0

package check

import (
	"slices"
	"strings"

	"github.com/seed-40dc4ce0/pail/codegen/internal/model"
)

// bindings checks the top-level members of one input, output or error.
type bindings struct {
	*checker
	members []*model.Member
	output  bool
	taken   map[string]*model.Member // by place
}

// bound checks the places of members of an input, or with output those of an
// output or error.
func (c *checker) bound(members []*model.Member, output bool) *bindings {
	b := &bindings{c, members, output, map[string]*model.Member{}}
	for _, m := range members {
		b.member(m)
	}
	b.body()
	b.prefix()
	return b
}

// member checks one member.
func (b *bindings) member(m *model.Member) {
	place := m.Place(b.output)
	switch {
	case b.provider != "":
		b.deliberate(m)
	case place != "" && m.Traits.Has(model.Body):
		b.fault(m.Pos, m.ID, "keep one", "the member has several places: %s, %s", place, model.Body)
	}
	if place != "" && m.Traits.Has(model.XMLAttribute) {
		b.fault(m.Pos, m.ID, "keep one", "the member is an attribute of the document and has the place %s", place)
	}
	if t := b.model.Target(m); t != nil && place == model.HTTPPayload && !b.payload(t) {
		b.fault(m.Pos, m.ID, "use another type or place", "%s cannot carry the type %s", place, t.Type)
	}
	var name string
	switch place {
	case model.HTTPHeader:
		b.sendable(m)
		name = "header " + strings.ToLower(m.Traits.Text(place))
	case model.HTTPQuery:
		name = "query " + m.Traits.Text(place)
	default:
		return
	}
	if other := b.taken[name]; other != nil {
		b.fault(m.Pos, m.ID, "give it another place", "the %s belongs to %s", name, other.Name)
		return
	}
	b.taken[name] = m
}

// unsent are the headers that an HTTP client writes, rewrites or drops by itself,
// in one version of the protocol or all; see RFC 9110, section 7.6.1, and RFC
// 9113, section 8.2.2.
var unsent = []string{"host", "transfer-encoding", "trailer", "connection", "proxy-connection", "keep-alive", "upgrade"}

// sendable checks that a client can send the header of an input's member. A
// length is sent as the one of the body.
func (b *bindings) sendable(m *model.Member) {
	name := m.Traits.Text(model.HTTPHeader)
	lower := strings.ToLower(name)
	switch t := b.model.Target(m); {
	case b.output:
	case slices.Contains(unsent, lower):
		b.fault(m.Pos, m.ID, "use another header", "the header %s belongs to the connection and cannot be sent by an input", name)
	case lower == "content-length" && t != nil && t.Type != "long":
		b.fault(m.Pos, m.ID, "target a long", "the header %s cannot carry the type %s", name, t.Type)
	}
}

// deliberate checks that a member of a provider says where it is, and says so
// once.
func (b *bindings) deliberate(m *model.Member) {
	var has []string
	for _, id := range append(slices.Clone(model.Bindings), model.Body) {
		if m.Traits.Has(id) {
			has = append(has, string(id))
		}
	}
	switch {
	case len(has) > 1:
		b.fault(m.Pos, m.ID, "keep one", "the member has several places: %s", strings.Join(has, ", "))
	case len(has) == 0:
		b.fault(m.Pos, m.ID, "bind it, or apply "+string(model.Body)+" or "+string(model.Unsupported), "the provider %s gives the member no place: it would land in the document by accident", b.provider)
	case m.Binding() != m.Place(b.output):
		b.fault(m.Pos, m.ID, "remove it", "%s has no meaning here", m.Binding())
	}
}

// payload says whether a body can be a t.
func (b *bindings) payload(t *model.Shape) bool {
	return slices.Contains([]string{"structure", "union", "blob", "string", "enum"}, t.Type) && t.ID != model.Unit ||
		b.json && t.Type == "document"
}

// body checks that there is one body: a payload or a document.
func (b *bindings) body() {
	i := slices.IndexFunc(b.members, func(m *model.Member) bool { return m.Traits.Has(model.HTTPPayload) })
	for _, m := range b.members {
		if i >= 0 && m.Place(b.output) == "" {
			b.fault(m.Pos, m.ID, "bind it to a place of its own", "the body is %s, which leaves no document for this member", b.members[i].Name)
		}
		t := b.model.Target(m)
		if t == nil || !t.Traits.Has(model.Streaming) {
			continue
		}
		if !m.Traits.Has(model.HTTPPayload) {
			b.fault(m.Pos, m.ID, "add "+string(model.HTTPPayload), "a stream must be the payload")
		}
		if b.output && t.Traits.Has("smithy.api#requiresLength") {
			b.fault(m.Pos, m.ID, "target another blob", "%s requires a length, which only an input can", t.ID)
		}
		if !m.Traits.Has(model.Required) && !m.Traits.Has(model.Default) {
			b.fault(m.Pos, m.ID, "add one of the two", "a stream has neither %s nor %s", model.Required, model.Default)
		}
	}
}

// prefix checks that no header has a name that prefixed ones could have. The
// prefix "" stands for all headers that are not bound.
func (b *bindings) prefix() {
	for _, m := range b.members {
		prefix := strings.ToLower(m.Traits.Text(model.HTTPPrefix))
		if prefix == "" {
			continue
		}
		for _, other := range b.members {
			if name := other.Traits.Text(model.HTTPHeader); strings.HasPrefix(strings.ToLower(name), prefix) {
				b.fault(other.Pos, other.ID, "give it another place", "the header %s begins with the prefix of %s", name, m.Name)
			}
		}
	}
}
