// SPDX-License-Identifier: Apache-2.0

package names

import (
	"slices"

	"github.com/seed-40dc4ce0/pail/codegen/internal/model"
)

// scope is the names that are taken.
type scope map[string]bool

// give returns name, or the first of name_, name__ and so on that is free in
// every one of the scopes, and takes it in all of them.
func give(name string, scopes ...scope) string {
	for slices.ContainsFunc(scopes, func(s scope) bool { return s[name] }) {
		name += "_"
	}
	for _, s := range scopes {
		s[name] = true
	}
	return name
}

// giver gives the names of one model.
type giver struct {
	*Names
	model   *model.Model
	taken   scope               // in the package
	methods scope               // of the client
	shared  map[model.ID]string // shapes whose Go type is that of an input or output
}

// operations names the operations of a service.
func (g *giver) operations(service model.ID) {
	if g.model.Shapes[service] == nil {
		return
	}
	for _, op := range g.model.Operations(service) {
		if _, done := g.calls[op.ID]; done {
			continue
		}
		name := give(Go(op.ID.Name()), g.taken, g.methods)
		c := call{name: name, input: give(name+"Input", g.taken), output: give(name+"Output", g.taken)}
		g.calls[op.ID] = c
		g.share(op.Input, c.input)
		g.share(op.Output, c.output)
	}
}

// share makes the type called name that of the shape in r if that is what the
// shape is called.
func (g *giver) share(r *model.Ref, name string) {
	if r != nil && Go(r.Target.Name()) == name && g.shared[r.Target] == "" {
		g.shared[r.Target] = name
	}
}

// iterators names the methods over the pages of the operations of a service.
func (g *giver) iterators(service model.ID) {
	if g.model.Shapes[service] == nil {
		return
	}
	for _, op := range g.model.Operations(service) {
		c := g.calls[op.ID]
		if c.pages != "" || !op.Traits.Has(model.Paginated) {
			continue
		}
		c.pages, c.items = give(c.name+"Pages", g.methods), give(c.name+"Items", g.methods)
		g.calls[op.ID] = c
	}
}

// shape names a shape and its fields; renamed is what the service calls it, ""
// for its own name.
func (g *giver) shape(s *model.Shape, renamed string) {
	switch s.Type {
	case "structure", "union", "enum", "intEnum":
	default:
		return
	}
	switch {
	case renamed != "":
		g.types[s.ID] = give(Go(renamed), g.taken)
	case g.shared[s.ID] != "":
		g.types[s.ID] = g.shared[s.ID]
	default:
		g.types[s.ID] = give(Go(s.ID.Name()), g.taken)
	}
	fields := g.reserved(s)
	for _, m := range s.Members {
		g.fields[m.ID] = give(Go(m.Name), fields)
	}
}

// reserved are the methods that the type of s has.
func (g *giver) reserved(s *model.Shape) scope {
	methods := scope{}
	if s.Traits.Has(model.Error) {
		methods["Error"] = true
	}
	if slices.ContainsFunc(s.Members, g.model.Secret) {
		methods["Format"], methods["LogValue"], methods["MarshalJSON"] = true, true, true
	}
	return methods
}

// enum names the constants of an enum; plain says that its members have Go
// names.
func (g *giver) enum(s *model.Shape, plain bool) {
	for _, m := range s.Members {
		name := value(m.Name)
		if plain {
			name = Go(m.Name)
		}
		g.constants[m.ID] = give(g.types[s.ID]+name, g.taken)
	}
}
