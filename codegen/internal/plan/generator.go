// SPDX-License-Identifier: Apache-2.0

package plan

import (
	"slices"
	"strings"

	"github.com/seed-40dc4ce0/pail/codegen/internal/model"
)

// Generator plans the Go of one model. It reads a model that was checked and
// has no faults of its own.
type Generator struct {
	model       *model.Model
	services    []model.ID
	zeroIsUnset bool
	provider    string // id; "" when nothing is refused
	qualifier   string // before the names of generated types: "" or "bucket."
	response    bool   // outputs end with the field Response
}

// Options say what is planned.
type Options struct {
	Model     *model.Model // with everything that is refused still in it
	Services  []model.ID
	Provider  string // its id, for what it lacks; "" for the types of all
	Qualifier string // package of the generated types and a dot, "" for none
	Response  bool   // outputs end with the field Response, of a type that is there
}

// New returns a generator.
func New(o Options) *Generator {
	g := &Generator{model: o.Model, services: o.Services, provider: o.Provider, qualifier: o.Qualifier, response: o.Response}
	for _, id := range o.Services {
		g.zeroIsUnset = g.zeroIsUnset || o.Model.Shapes[id].Traits.Has(model.ZeroIsUnset)
	}
	return g
}

// typeName is the Go name of a shape.
func (g *Generator) typeName(id model.ID) string { return exported(id.Name()) }

// doc is the documentation of a shape or member.
func doc(t model.Traits) Doc { return Doc(t.Text(model.Documentation)) }

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

// ioNames are the Go names of an operation's input and output.
func (g *Generator) ioNames(op *model.Shape) (in, out string) {
	name := g.typeName(op.ID)
	return name + "Input", name + "Output"
}

// topics collects what is planned by the files of the model.
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
