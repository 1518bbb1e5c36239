// SPDX-License-Identifier: Apache-2.0

// Package check says what is wrong with a model, all of it at once. What it
// lets through can be planned and emitted without further questions.
//
// [Shapes] has the rules of Smithy that hold for every shape, [Service] those
// of one service and of what it leads to, and those of this generator, which
// cannot make everything that Smithy can say. [Provider] adds what is asked of
// the models of pail itself. The rules are those of the specification of
// Smithy 2.0; where it only warns, nothing is a fault here. When a file of the
// model could not be read, nothing is checked: what is missing may be in it.
package check

import (
	"fmt"

	"github.com/seed-40dc4ce0/pail/codegen/internal/ast"
	"github.com/seed-40dc4ce0/pail/codegen/internal/model"
)

// Shapes checks what every model must keep, whatever is made of it: that
// targets exist, and that traits are known, stand where they may, and have
// values that they can have.
func Shapes(m *model.Model, faults *ast.Faults) {
	if faults.Partial() {
		return
	}
	c := newChecker(m, faults)
	c.ids()
	c.endless()
	c.dedicated()
	for _, id := range m.Order {
		s := m.Shapes[id]
		c.targets(s)
		c.traits(spot{shape: s})
		for _, member := range s.Members {
			c.traits(spot{s, member})
			c.fallback(s, member)
		}
		c.names(s)
		c.values(s)
		c.single(s)
		c.elements(s)
		c.unique(s)
	}
}

// Service checks that the generator can make a client of a service: its
// protocol, its operations, and every shape that they lead to. What [Omitted]
// leaves out does not count. For a provider, "" for none, a member that is in the
// document without saying so is a fault.
func Service(m *model.Model, service model.ID, provider string, faults *ast.Faults) {
	if faults.Partial() {
		return
	}
	m = without(m, service)
	c := newChecker(m, faults)
	c.provider = provider
	s := m.Shapes[service]
	if s == nil || s.Type != "service" {
		c.fault(ast.Pos{}, service, "name a shape of the type service", "the model has no such service")
		return
	}
	if !s.Traits.Has(model.RestXML) && !s.Traits.Has(model.RestJSON) {
		c.fault(s.Pos, s.ID, "apply "+string(model.RestXML)+" or "+string(model.RestJSON), "the service has no protocol that the generator speaks")
	}
	c.json = s.SpeaksJSON()
	c.operations(s)
	c.resources(s)
	reached := m.Closure(service)
	for _, id := range m.Order {
		if reached[id] {
			c.supported(m.Shapes[id])
		}
	}
	c.closure(s, reached)
}

// Provider checks the model as one provider has it: id is the provider's, file
// the one that describes it.
func Provider(m *model.Model, id, file string, faults *ast.Faults) {
	if faults.Partial() {
		return
	}
	c := newChecker(m, faults)
	Shapes(m, faults)
	found := false
	for _, shape := range m.Order {
		s := m.Shapes[shape]
		if s.Type == "service" {
			Service(m, shape, id, faults)
			c.strict(s)
			c.worded(s)
		}
		v := s.Traits.Get(model.Provider)
		if v == nil {
			continue
		}
		found = true
		if have := v.GetText("id"); have != id {
			c.fault(v.Pos, s.ID, fmt.Sprintf("make the id %q or rename the file", id), "the provider's id is %q in a file of another name", have)
		}
	}
	if !found {
		c.fault(ast.Pos{File: file, Line: 1}, "", "apply "+string(model.Provider)+" to a service", "the file describes no provider")
	}
}

// checker checks one model.
type checker struct {
	model    *model.Model
	faults   *ast.Faults
	provider string // whose members must all say where they are; "" for none
	json     bool   // documents are JSON, else XML
	where    map[model.ID]map[spot]bool
}

func newChecker(m *model.Model, faults *ast.Faults) *checker {
	return &checker{model: m, faults: faults, where: map[model.ID]map[spot]bool{}}
}

func (c *checker) fault(pos ast.Pos, id model.ID, fix, format string, args ...any) {
	c.faults.Add(pos, string(id), fmt.Sprintf(format, args...), fix)
}

// target is the target of r, nil if there is none.
func (c *checker) target(r *model.Ref) *model.Shape {
	if r == nil {
		return nil
	}
	return c.model.Shape(r.Target)
}

// members are those of the structure in r.
func (c *checker) members(r *model.Ref) []*model.Member {
	if s := c.target(r); s != nil {
		return s.Members
	}
	return nil
}
