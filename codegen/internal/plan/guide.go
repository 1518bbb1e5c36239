// SPDX-License-Identifier: Apache-2.0

package plan

import (
	"slices"
	"strings"

	"github.com/seed-40dc4ce0/pail/codegen/internal/model"
)

// Guide is what people read of the providers: who has what, under which name,
// and what to know of each.
type Guide struct {
	Providers  []*Portrait
	Facts      []Row // of the providers as such
	Limits     []Row
	Errors     []Row // codes by the error of package bucket
	Support    []Row // operations
	Operations []GuideOperation
	Shapes     []GuideShape // structures and enums within inputs and outputs
}

// Row is a line of a table: what it is about, and a cell for each provider.
type Row struct {
	Name  string
	Cells []string
}

// GuideOperation is what the guide says of one operation.
type GuideOperation struct {
	Name, About   string
	Alone         string // the one provider that has it, if it is one
	Line          string // request and success where no provider differs
	Requests      []Row  // else
	Input, Output []Row  // members that not every provider has
	Sent, Read    []Row  // names on the wire that differ
	MayFailInside bool
}

// GuideShape is what the guide says of a structure or an enum.
type GuideShape struct {
	Name, About string
	Members     []Row // that not every provider has
	Wire        []Row // names that differ
}

// Column is one provider's model, with everything that is refused still in it.
type Column struct {
	ID    string
	Model *model.Model

	reached map[model.ID]bool // what the services lead to with what the provider has
}

// guide makes a Guide. The models of all columns have the same shapes in the
// same order, so that the first tells what there is.
type guide struct {
	services []model.ID
	columns  []Column
}

// NewGuide plans the guide of the providers, which have the operations of the
// services.
func NewGuide(columns []Column, services ...model.ID) *Guide {
	g := guide{services: services}
	for _, c := range columns {
		c.reached = c.Model.Prune(c.ID).Closure(services...)
		g.columns = append(g.columns, c)
	}
	out := &Guide{Facts: g.facts(), Limits: g.limits(), Errors: g.errors()}
	for _, c := range g.columns {
		out.Providers = append(out.Providers, g.portrait(c))
	}
	inner := map[model.ID]bool{}
	for _, op := range g.operations() {
		out.Support = append(out.Support, Row{op.ID.Name(), g.each(func(c Column) string { return support(c, op.ID) })})
		out.Operations = append(out.Operations, g.operation(op))
		for _, ref := range []*model.Ref{op.Input, op.Output} {
			if ref != nil {
				g.within(ref.Target, inner)
			}
		}
	}
	first := g.columns[0].Model
	for _, id := range first.Order {
		if inner[id] {
			if s := g.shape(first.Shapes[id]); len(s.Members)+len(s.Wire) > 0 {
				out.Shapes = append(out.Shapes, s)
			}
		}
	}
	return out
}

// each is a cell for each provider.
func (g guide) each(cell func(c Column) string) []string {
	var cells []string
	for _, c := range g.columns {
		cells = append(cells, cell(c))
	}
	return cells
}

// operations are those of all services, in their order.
func (g guide) operations() []*model.Shape {
	var list []*model.Shape
	for _, service := range g.services {
		list = append(list, g.columns[0].Model.Operations(service)...)
	}
	return list
}

// within marks the structures and enums that a shape leads to, without itself.
func (g guide) within(id model.ID, found map[model.ID]bool) {
	m := g.columns[0].Model
	for inner := range m.Closure(id) {
		if s := m.Shapes[inner]; inner != id && (composite(s) || s.Type == "enum") {
			found[inner] = true
		}
	}
}

// operation tells of one operation.
func (g guide) operation(op *model.Shape) GuideOperation {
	o := GuideOperation{
		Name: op.ID.Name(), Alone: g.alone(op.ID), About: firstSentence(op.Traits), MayFailInside: op.Traits.Has(model.MayFailInside),
	}
	requests := []Row{
		{"request", g.each(func(c Column) string { return requestLine(c, op.ID) })},
		{"success", g.each(func(c Column) string { return success(c, op.ID) })},
	}
	if same(requests[0].Cells) && same(requests[1].Cells) {
		o.Line = said(requests[0].Cells)[0] + ", answered " + said(requests[1].Cells)[0] + "."
	} else {
		o.Requests = requests
	}
	if op.Input != nil {
		o.Input = g.lacking(op.ID, op.Input.Target)
		o.Sent = g.wire(op.ID, op.Input.Target, false)
	}
	if op.Output != nil {
		o.Output = g.lacking(op.ID, op.Output.Target)
		for _, r := range g.wire(op.ID, op.Output.Target, true) {
			if !slices.ContainsFunc(o.Sent, func(have Row) bool { return have.Name == r.Name && slices.Equal(have.Cells, r.Cells) }) {
				o.Read = append(o.Read, r)
			}
		}
	}
	return o
}

// alone is the one provider that has an operation, "" if several have it.
func (g guide) alone(op model.ID) string {
	var who []string
	for _, c := range g.columns {
		if c.reached[op] {
			who = append(who, code(c.ID))
		}
	}
	if len(who) != 1 || len(g.columns) == 1 {
		return ""
	}
	return who[0]
}

// shape tells of a structure or enum.
func (g guide) shape(s *model.Shape) GuideShape {
	out := GuideShape{Name: s.ID.Name(), About: firstSentence(s.Traits), Members: g.lacking(s.ID, s.ID)}
	if s.Type != "enum" {
		out.Wire = g.wire(s.ID, s.ID, false)
	}
	return out
}

// firstSentence is the beginning of a documentation, for a table of contents.
func firstSentence(t model.Traits) string {
	text := strings.Join(strings.Fields(t.Text(model.Documentation)), " ")
	if before, _, found := strings.Cut(text, ". "); found {
		return before + "."
	}
	return text
}

// merged joins lines that say the same of several things.
func merged(rows []Row) []Row {
	var out []Row
	for _, r := range rows {
		i := slices.IndexFunc(out, func(o Row) bool { return slices.Equal(o.Cells, r.Cells) })
		if i < 0 {
			out = append(out, r)
			continue
		}
		out[i].Name += ", " + r.Name
	}
	return out
}

// same says whether all cells that say something say the same.
func same(cells []string) bool {
	return len(slices.Compact(said(cells))) < 2
}

// said are the cells that say something.
func said(cells []string) []string {
	return slices.DeleteFunc(slices.Clone(cells), func(c string) bool { return c == none })
}

// Table is a table with a column for each provider.
type Table struct {
	Corner string // above the names of the lines
	Heads  []string
	Rows   []Row
}

// Table is the table of rows.
func (g *Guide) Table(corner string, rows []Row) Table {
	t := Table{Corner: " " + corner + " ", Rows: rows}
	if corner == "" {
		t.Corner = " "
	}
	for _, p := range g.Providers {
		t.Heads = append(t.Heads, code(p.ID))
	}
	return t
}

// Names are the tables of names on the wire of an operation, of what is sent and
// what is read: none if there are no names to tell.
func (g *Guide) Names(sent, read []Row) []Table {
	return append(g.Named("input", sent), g.Named("output", read)...)
}

// Named is the table of names on the wire, none if there are no names to tell.
func (g *Guide) Named(corner string, rows []Row) []Table {
	if len(rows) == 0 {
		return nil
	}
	return []Table{g.Table(corner, rows)}
}
