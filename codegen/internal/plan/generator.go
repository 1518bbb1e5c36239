// SPDX-License-Identifier: Apache-2.0

package plan

import (
	"slices"
	"strings"

	"github.com/seed-40dc4ce0/pail/codegen/internal/model"
	"github.com/seed-40dc4ce0/pail/codegen/internal/names"
)

// Generator plans the Go of one model. It reads a model that was checked and
// has no faults of its own.
type Generator struct {
	model       *model.Model
	names       *names.Names
	services    []model.ID
	zeroIsUnset bool
	client      bool
	json        bool   // documents are JSON, else XML
	provider    string // id; "" when nothing is refused
	qualifier   string // before the names of generated types: "" or "bucket."
	runtime     string // the package that carries values: "wire" or "rest"
	response    bool   // outputs end with the field Response
	topic       map[model.ID]string
}

// Options say what is planned.
type Options struct {
	Model     *model.Model // with everything that is refused still in it
	Services  []model.ID
	Provider  string // its id, for what it lacks; "" for the types of all
	Qualifier string // package of the generated types and a dot, "" for none
	Response  bool   // outputs end with the field Response, of a type that is there
	Client    bool   // a package by itself on the runtime rest, not a part of pail's own
}

// declared are the names that the package of a client has beside the model's.
var declared = []string{"API", "Client", "New"}

// New returns a generator.
func New(o Options) *Generator {
	g := &Generator{
		model: o.Model, services: o.Services, provider: o.Provider, qualifier: o.Qualifier,
		response: o.Response, client: o.Client, runtime: "wire",
	}
	var taken []string
	if o.Client {
		g.runtime, taken = "rest", declared
	}
	g.names = names.New(o.Model, o.Services, taken...)
	for _, id := range o.Services {
		g.json = g.json || o.Model.Shapes[id].SpeaksJSON()
		g.zeroIsUnset = g.zeroIsUnset || o.Model.Shapes[id].Traits.Has(model.ZeroIsUnset)
	}
	g.topic = g.subjects()
	return g
}

// Runtime is the version of package rest that the client needs.
func (g *Generator) Runtime() int {
	if g.json {
		return 2
	}
	return 1
}

// doc is the documentation of a shape or member.
func doc(t model.Traits) Doc { return Doc(model.Documented(t)) }

// io are the input and output of an operation; Unit if it has none.
func (g *Generator) io(op *model.Shape) (in, out *model.Shape) {
	get := func(r *model.Ref) *model.Shape {
		if r == nil {
			return g.model.Shape(model.Unit)
		}
		return g.model.Shape(r.Target)
	}
	return get(op.Input), get(op.Output)
}

// operations are the operations of all services.
func (g *Generator) operations() []*model.Shape {
	var list []*model.Shape
	for _, service := range g.services {
		list = append(list, g.model.Operations(service)...)
	}
	return list
}

// errors are the structures that operations, or a service, may fail with.
func (g *Generator) errors() []*model.Shape {
	var refs []model.Ref
	for _, service := range g.services {
		refs = append(refs, g.model.Shapes[service].Errors...)
	}
	for _, op := range g.operations() {
		refs = append(refs, op.Errors...)
	}
	var list []*model.Shape
	for _, id := range g.model.Order {
		if slices.ContainsFunc(refs, func(r model.Ref) bool { return r.Target == id }) {
			list = append(list, g.model.Shapes[id])
		}
	}
	return list
}

// composite says whether a shape becomes a Go structure: a union is one too, of
// which one field is set.
func composite(s *model.Shape) bool { return s.Type == "structure" || s.Type == "union" }

// topics collects what is planned by what it is about.
type topics struct{ list []*Topic }

// get returns the topic called name.
func (t *topics) get(name string) *Topic {
	for _, topic := range t.list {
		if topic.Name == name {
			return topic
		}
	}
	topic := &Topic{Name: name}
	t.list = append(t.list, topic)
	return topic
}

// sorted are the topics by name.
func (t *topics) sorted() []*Topic {
	slices.SortFunc(t.list, func(a, b *Topic) int { return strings.Compare(a.Name, b.Name) })
	return t.list
}
