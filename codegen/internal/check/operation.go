// SPDX-License-Identifier: Apache-2.0

package check

import (
	"slices"
	"strings"

	"github.com/seed-40dc4ce0/pail/codegen/internal/model"
)

// operations checks the operations of a service, each by itself and against
// the others.
func (c *checker) operations(service *model.Shape) {
	routes := map[string]*model.Shape{}
	for _, op := range c.model.Operations(service.ID) {
		http := op.Traits.Get(model.HTTP)
		if http == nil {
			c.fault(op.Pos, op.ID, "apply it, or mark the operation as unsupported", "the operation has no %s", model.HTTP)
			continue
		}
		uri, err := model.ParseURI(http.GetText("uri"))
		if err != nil {
			continue // told with the trait
		}
		if other := routes[route(http.GetText("method"), uri)]; other != nil {
			c.fault(http.Pos, op.ID, "give one of the two another method, path or query", "method and uri are those of %s", other.ID)
		}
		routes[route(http.GetText("method"), uri)] = op
		c.input(op, uri)
		c.output(op)
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
	var members []*model.Member
	if op.Input != nil {
		if in := c.model.Shape(op.Input.Target); in != nil {
			members = in.Members
		}
	}
	labels := uri.Labels()
	for _, label := range labels {
		i := slices.IndexFunc(members, func(m *model.Member) bool { return m.Name == label })
		if i < 0 || !members[i].Traits.Has(model.HTTPLabel) {
			c.fault(op.Traits.Get(model.HTTP).Pos, op.ID, "add the member with "+string(model.HTTPLabel), "the uri has the label %s, the input has not", label)
		}
	}
	b := newBindings(c, members, inputPlaces)
	for _, p := range uri.Query {
		b.taken["query "+p.Name] = "the uri"
	}
	for _, m := range members {
		b.member(m)
		if m.Traits.Has(model.HTTPLabel) && !slices.Contains(labels, m.Name) {
			c.fault(m.Pos, m.ID, "put {"+m.Name+"} into it", "the uri of %s has no such label", op.ID)
		}
		if m.Traits.Has(model.HTTPLabel) && !m.Traits.Has(model.Required) {
			c.fault(m.Pos, m.ID, "add "+string(model.Required), "a label must be required")
		}
	}
	b.document()
}

// output checks the members of an output against each other.
func (c *checker) output(op *model.Shape) {
	if op.Output == nil {
		return
	}
	out := c.model.Shape(op.Output.Target)
	if out == nil {
		return
	}
	b := newBindings(c, out.Members, outputPlaces)
	for _, m := range out.Members {
		b.member(m)
	}
	b.document()
}
