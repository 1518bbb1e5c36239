// SPDX-License-Identifier: Apache-2.0

package check

import (
	"slices"
	"strings"

	"github.com/seed-40dc4ce0/pail/codegen/internal/model"
)

// The traits that give a member a place, in a request and in an answer.
var (
	inputPlaces = []model.ID{
		model.HTTPHeader, model.HTTPQuery, model.HTTPQueryParams, model.HTTPLabel, model.HTTPPayload,
		model.HTTPPrefix, model.SubResource,
	}
	outputPlaces = []model.ID{model.HTTPHeader, model.HTTPPayload, model.HTTPPrefix, model.HTTPResponseCode}
)

// simple are the types that fit into a header, a query or a path.
var simple = []string{
	"string", "enum", "boolean", "byte", "short", "integer", "intEnum", "long", "float", "double", "timestamp",
}

// bindings checks the top-level members of one input or output.
type bindings struct {
	*checker
	members []*model.Member
	places  []model.ID
	taken   map[string]string // place to who has it
}

func newBindings(c *checker, members []*model.Member, places []model.ID) *bindings {
	return &bindings{c, members, places, map[string]string{}}
}

// member checks one member.
func (b *bindings) member(m *model.Member) {
	var has []string
	for _, id := range append(slices.Clone(model.Bindings), model.Body) {
		if m.Traits.Has(id) {
			has = append(has, string(id))
		}
	}
	switch {
	case len(has) > 1:
		b.fault(m.Pos, m.ID, "keep one", "the member has several places: %s", strings.Join(has, ", "))
		return
	case len(has) == 0 && b.provider != "":
		b.fault(m.Pos, m.ID, "bind it, or apply "+string(model.Body)+" or "+string(model.Unsupported), "the provider %s gives the member no place: it would land in the document by accident", b.provider)
		return
	case len(has) == 0 || m.Traits.Has(model.Body):
		return
	}
	place := m.Binding()
	if !slices.Contains(b.places, place) {
		b.fault(m.Pos, m.ID, "remove it", "%s has no meaning here", place)
		return
	}
	if t := b.model.Target(m); t != nil && !b.fits(place, t) {
		b.fault(m.Pos, m.ID, "use another type or place", "%s cannot carry the type %s", place, t.Type)
	}
	b.alone(m, place)
}

// alone checks that no other member has the same place.
func (b *bindings) alone(m *model.Member, place model.ID) {
	name := place.Name()
	switch place {
	case model.HTTPHeader:
		name = "header " + strings.ToLower(m.Traits.Text(place))
	case model.HTTPQuery:
		name = "query " + m.Traits.Text(place)
	case model.HTTPLabel, model.SubResource:
		return
	}
	if other := b.taken[name]; other != "" {
		b.fault(m.Pos, m.ID, "give it another place", "the %s belongs to %s", name, other)
	}
	b.taken[name] = m.Name
}

// fits says whether the place can carry a target of that type.
func (b *bindings) fits(place model.ID, t *model.Shape) bool {
	isSimple := slices.Contains(simple, t.Type)
	listed := (t.Type == "list" || t.Type == "set") && len(t.Members) > 0
	var item *model.Shape
	if listed {
		item = b.model.Target(t.Members[0])
	}
	switch place {
	case model.HTTPHeader:
		return isSimple || item != nil && slices.Contains(simple, item.Type)
	case model.HTTPQuery:
		return isSimple || item != nil && slices.Contains(simple, item.Type)
	case model.HTTPLabel:
		return isSimple
	case model.SubResource:
		return t.Type == "string"
	case model.HTTPPrefix:
		return t.Type == "map" && b.value(t, "string")
	case model.HTTPQueryParams:
		return t.Type == "map" && (b.value(t, "string") || b.value(t, "list"))
	case model.HTTPPayload:
		return t.Type == "structure" || t.Type == "blob" || t.Type == "string" || t.Type == "enum"
	case model.HTTPResponseCode:
		return t.Type == "integer"
	}
	return true
}

// value says whether the values of the map have the type typ.
func (b *bindings) value(t *model.Shape, typ string) bool {
	m := t.Member("value")
	if m == nil {
		return false
	}
	v := b.model.Target(m)
	return v != nil && v.Type == typ
}

// document checks that there is one body: a payload or a document.
func (b *bindings) document() {
	i := slices.IndexFunc(b.members, func(m *model.Member) bool { return m.Traits.Has(model.HTTPPayload) })
	for _, m := range b.members {
		t := b.model.Target(m)
		if i >= 0 && m.Binding() == "" {
			b.fault(m.Pos, m.ID, "bind it to a place of its own", "the body is %s, which leaves no document for this member", b.members[i].Name)
		}
		if t != nil && t.Traits.Has(model.Streaming) && !m.Traits.Has(model.HTTPPayload) {
			b.fault(m.Pos, m.ID, "add "+string(model.HTTPPayload), "a stream must be the payload")
		}
	}
}
