// SPDX-License-Identifier: Apache-2.0

package check

import (
	"slices"
	"strings"

	"github.com/seed-40dc4ce0/pail/codegen/internal/model"
)

// operations checks the operations of a service, each by itself and against
// the others, and the errors that they answer with.
func (c *checker) operations(service *model.Shape) {
	routes := map[string]*model.Shape{}
	errors := map[*model.Shape]bool{}
	for _, op := range c.model.Operations(service.ID) {
		c.behaviour(op)
		c.host(op)
		c.page(service, op)
		for _, e := range c.model.Errors(service.ID, op) {
			if !errors[e] {
				errors[e] = true
				c.bound(e.Members, true)
				c.refusal(e)
			}
		}
		c.codes(service, op)
		http := op.Traits.Get(model.HTTP)
		if http == nil {
			c.fault(op.Pos, op.ID, "apply it, or mark the operation as unsupported", "the operation has no %s", model.HTTP)
			continue
		}
		c.bound(c.members(op.Output), true)
		uri, err := model.ParseURI(http.GetText("uri"))
		if err != nil {
			continue // told with the trait
		}
		prefix := op.Traits.Get(model.Endpoint).GetText("hostPrefix")
		path := prefix + " " + route(http.GetText("method"), uri)
		if other := routes[path]; other != nil {
			c.fault(http.Pos, op.ID, "give one of the two another method, path or query", "method and uri are those of %s", other.ID)
		}
		routes[path] = op
		c.input(op, uri)
	}
}

// codes checks that each error of an operation has a code of its own: the name
// of its shape, whatever the namespace and whatever the service calls it.
func (c *checker) codes(service, op *model.Shape) {
	seen := map[string]*model.Shape{}
	for _, e := range c.model.Errors(service.ID, op) {
		if other := seen[e.ID.Name()]; other != nil {
			c.fault(op.Pos, op.ID, "leave one of the two out", "the errors %s and %s have the same code, which cannot tell them apart", other.ID, e.ID)
		}
		seen[e.ID.Name()] = e
	}
}

// refusal checks that an error is in the document that has its code: restXml has
// no other place for that. In restJson1 it may be a header, so that the body is
// free; but nobody reads on in an error.
func (c *checker) refusal(e *model.Shape) {
	for _, m := range e.Members {
		t := c.model.Target(m)
		streams := t != nil && t.Traits.Has(model.Streaming)
		if m.Traits.Has(model.HTTPPayload) && (!c.json || c.provider != "" || streams) {
			c.fault(m.Pos, m.ID, "leave "+string(model.HTTPPayload)+" out", "an error with a payload of its own is not supported")
		}
	}
}

// route is what tells a request from another: labels are alike.
func route(method string, uri model.URI) string {
	var path, query []string
	for _, s := range uri.Segments {
		switch {
		case s.Greedy:
			path = append(path, "{+}")
		case s.Label != "":
			path = append(path, "{}")
		default:
			path = append(path, s.Literal)
		}
	}
	for _, p := range uri.Query {
		query = append(query, p.Name+"="+p.Value)
	}
	slices.Sort(query)
	return method + " " + strings.Join(path, "") + "?" + strings.Join(query, "&")
}

// input checks the members of an input against the uri and each other.
func (c *checker) input(op *model.Shape, uri model.URI) {
	members := c.members(op.Input)
	labels := uri.Labels()
	for _, label := range labels {
		i := slices.IndexFunc(members, func(m *model.Member) bool { return m.Name == label })
		if i < 0 || !members[i].Traits.Has(model.HTTPLabel) {
			c.fault(op.Traits.Get(model.HTTP).Pos, op.ID, "add the member with "+string(model.HTTPLabel), "the uri has the label %s, the input has not", label)
			continue
		}
		greedy := slices.ContainsFunc(uri.Segments, func(s model.Segment) bool { return s.Greedy && s.Label == label })
		if t := c.model.Target(members[i]); greedy && t != nil && !(spot{shape: t}).isType("string") {
			c.fault(members[i].Pos, members[i].ID, "target a string", "a greedy label cannot carry the type %s", t.Type)
		}
	}
	b := c.bound(members, false)
	for _, p := range uri.Query {
		if other := b.taken["query "+p.Name]; other != nil {
			c.fault(other.Pos, other.ID, "give it another place", "the query %s belongs to the uri", p.Name)
		}
	}
	for _, m := range members {
		if m.Traits.Has(model.HTTPLabel) && !slices.Contains(labels, m.Name) {
			c.fault(m.Pos, m.ID, "put {"+m.Name+"} into it", "the uri of %s has no such label", op.ID)
		}
	}
}
