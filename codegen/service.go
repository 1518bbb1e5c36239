// SPDX-License-Identifier: Apache-2.0

package main

import (
	"fmt"

	"github.com/seed-40dc4ce0/pail/codegen/internal/ast"
	"github.com/seed-40dc4ce0/pail/codegen/internal/check"
	"github.com/seed-40dc4ce0/pail/codegen/internal/emit"
	"github.com/seed-40dc4ce0/pail/codegen/internal/model"
	"github.com/seed-40dc4ce0/pail/codegen/internal/names"
	"github.com/seed-40dc4ce0/pail/codegen/internal/plan"
)

// client says what a package is made of.
type client struct {
	models  []string // files, or patterns of them
	service string   // shape id; "" for the only one
	name    string   // of the Go package
	dir     string
}

// generateClient makes a package with a client of one service.
func generateClient(c client) (*output, error) {
	if err := names.ValidPackage(c.name); err != nil {
		return nil, fmt.Errorf("codegen: %w", err)
	}
	files, err := sources(c.models...)
	if err != nil {
		return nil, err
	}
	em, err := emit.New(runtime)
	if err != nil {
		return nil, err
	}
	var faults ast.Faults
	m := model.Assemble(files, &faults)
	check.Shapes(m, &faults)
	service := check.Find(m, c.service, &faults)
	if service != "" {
		check.Service(m, service, "", &faults)
	}
	if err := faults.Err(); err != nil {
		return nil, err
	}
	return c.output(em, m, service), nil
}

// output makes the files of a model without faults.
func (c client) output(em *emit.Emitter, m *model.Model, service model.ID) *output {
	out := &output{files: map[string][]byte{}, dirs: []string{c.dir}}
	var omitted []model.ID
	for _, o := range check.Omitted(m, service) {
		omitted = append(omitted, o.Operation)
		out.omitted = append(out.omitted, o.Operation.Name()+": "+o.Reason)
	}
	g := plan.New(plan.Options{Model: m.Without(omitted...), Services: []model.ID{service}, Client: true})
	c.emit(out, em, g, service)
	return out
}

// emit prints the files: the client, and types and serialisers a topic.
func (c client) emit(out *output, em *emit.Emitter, g *plan.Generator, service model.ID) {
	add := func(file, template string, p emit.Package) {
		p.Name, p.Client, p.Noun = c.name, true, service.Name()
		f, err := em.File(file+".gen.go", template, p)
		out.add(c.dir, f, err)
	}
	types := g.Types()
	add("client", "client", emit.Package{
		Doc: g.About(c.name, service, out.omitted), Operations: g.Of(service, types), Failures: g.Failures(), Runtime: g.Runtime(),
	})
	for _, t := range types {
		add(t.Name+"_types", "types", emit.Package{Topic: t, Operations: t.Operations})
	}
	for _, t := range g.Codecs() {
		for _, o := range t.Operations {
			if len(o.Decode.Lines) == 0 {
				o.Decode.Lines = []plan.Line{{Text: "// The answer has no members."}}
			}
		}
		add(t.Name+"_wire", "codec", emit.Package{Topic: t})
	}
}
