// SPDX-License-Identifier: Apache-2.0

package plan

import "github.com/seed-40dc4ce0/pail/codegen/internal/model"

// failure is the name of the function that reads the errors of a client.
const failure = "failure"

// Failures plans the functions that read the errors that the model has: one for
// all operations, and one more for each operation with an error whose code means
// another one elsewhere. A code is the name of a shape without its namespace.
func (g *Generator) Failures() []*Func {
	common := g.common()
	if len(common) == 0 {
		return nil
	}
	funcs := []*Func{g.failureFunc(failure, common, line("return nil"))}
	for _, service := range g.services {
		for _, op := range g.model.Operations(service) {
			if own := g.own(service, op); len(own) > 0 {
				funcs = append(funcs, g.failureFunc(g.failureName(service, op), own, line("return "+failure+"(code, d)")))
			}
		}
	}
	return funcs
}

// failureName is the name of the function that reads the errors of an operation;
// "" when the model has none at all.
func (g *Generator) failureName(service model.ID, op *model.Shape) string {
	switch {
	case len(g.errors()) == 0:
		return ""
	case len(g.own(service, op)) > 0:
		return failure + g.names.Operation(op.ID)
	}
	return failure
}

// common are the errors by which operations know a code that is not their own: the
// first one of each.
func (g *Generator) common() []*model.Shape {
	var list []*model.Shape
	known := map[string]bool{}
	for _, s := range g.errors() {
		if !known[s.ID.Name()] {
			list = append(list, s)
		}
		known[s.ID.Name()] = true
	}
	return list
}

// own are the errors of an operation that are not those which the code means
// elsewhere.
func (g *Generator) own(service model.ID, op *model.Shape) []*model.Shape {
	means := map[string]*model.Shape{}
	for _, s := range g.common() {
		means[s.ID.Name()] = s
	}
	var list []*model.Shape
	for _, s := range g.model.Errors(service, op) {
		if means[s.ID.Name()] != s {
			list = append(list, s)
		}
	}
	return list
}

// failureFunc plans a function that reads the errors in list, and ends with last
// for codes that are not among them.
func (g *Generator) failureFunc(name string, list []*model.Shape, last Line) *Func {
	var cases []Line
	for _, s := range list {
		cases = append(cases, line("case %q:", s.ID.Name()))
		if len(s.Members) == 0 {
			cases = append(cases, line("return new(%s)", g.names.Type(s.ID)))
			continue
		}
		cases = append(cases, line("v := new(%s)", g.names.Type(s.ID)))
		cases = append(append(cases, g.refused(s)...), line("return v"))
	}
	return &Func{Name: name, Params: "code string, d *rest.Decoder", Result: "error", Lines: []Line{block("switch code", cases...), last}}
}

// refused plans what reads the error s into v.
func (g *Generator) refused(s *model.Shape) []Line {
	var lines []Line
	bound, document := g.parts(s, true)
	for _, m := range bound {
		if m.Place(true) == model.HTTPPayload {
			lines = append(lines, g.receivePayload(m, "v.")...)
		} else {
			lines = append(lines, line("v.%s = %s", g.names.Field(m), g.receivedOr(m)))
		}
	}
	switch {
	case len(document) == 0:
		return lines
	case g.json:
		return append(lines, line("%s(d.OptionalJSON(), v)", g.readName(s)))
	}
	return append(lines, line("%s(d.ErrorXML(), v)", g.readName(s)))
}
