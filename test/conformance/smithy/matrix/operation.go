// SPDX-License-Identifier: Apache-2.0

package matrix

import (
	"fmt"
	"maps"
)

// operation makes one operation with its shapes and cases, and the cells of its
// slots.
func (b *builder) operation(s Side, l Location, v Variant, slots []*slot) {
	name := camel(string(s), l.Name, v.Name)
	if l.Single || v.Single {
		name += camel(slots[0].row.Name)
	}
	b.ops = append(b.ops, name)
	at := &Shape{Type: Type{Name: name + "Input", Kind: "structure"}, URI: "/" + name, Code: 200, Input: v.Input, out: s == Response}
	if s == Response {
		at.Name = name + "Output"
	}
	if l.Error {
		at.Name, at.Code = name+"Error", 400
	}
	for _, m := range slots {
		if m.location.Nest == "union" || m.location.Nest == "structure" {
			continue
		}
		m.top = m.outer(slots)
		at.Members = append(at.Members, m.top)
	}
	if at.Members == nil {
		shared := slots[0].outer(slots)
		at.Members = []Member{shared}
		for _, m := range slots {
			m.top = shared
		}
	}
	traits := v.Operation.with(nil)
	switch l.Name {
	case "label":
		at.URI += "/{" + slots[0].value.Name + "}"
	case "greedy label":
		at.URI += "/{" + slots[0].value.Name + "+}/end"
	case "host label":
		at.Host = "{" + slots[0].value.Name + "}.data."
		traits["smithy.api#endpoint"] = object{"hostPrefix": at.Host}
	}
	if v.Name == "endpoint" {
		at.Host = "data."
	}
	traits["smithy.api#http"] = object{"method": "POST", "uri": at.URI, "code": 200}
	c := cases{shape: at, slots: slots}
	for _, m := range slots {
		if b.caseless {
			break
		}
		for _, p := range presences(s) {
			b.cells = append(b.cells, c.cell(m, p))
		}
	}
	if !b.caseless {
		c.together()
		c.mistakes()
	}
	b.more += c.more
	b.declare(name, l, at, traits, c)
}

// declare adds the operation and the structure at the top to the model.
func (b *builder) declare(name string, l Location, at *Shape, traits Traits, c cases) {
	id := b.target(&at.Type)
	top := b.shapes[id].(object)
	own := object{}
	op := object{"type": "operation", "traits": traits}
	switch {
	case l.Error:
		op["errors"] = []any{ref(id)}
		own["smithy.api#error"] = "client"
		own["smithy.test#httpResponseTests"] = c.tests
	case at.out:
		op["output"] = ref(id)
		traits["smithy.test#httpResponseTests"] = c.tests
		if len(c.bad) > 0 {
			traits["pail.test#badAnswers"] = c.bad
		}
	default:
		op["input"] = ref(id)
		if at.Input {
			own["smithy.api#input"] = annotation
		}
		traits["smithy.test#httpRequestTests"] = c.tests
		if len(c.refused) > 0 {
			traits["pail.test#refusedInputs"] = c.refused
		}
	}
	if len(own) > 0 {
		top["traits"] = own
	}
	b.shapes[namespace+"#"+name] = op
}

// cases collects the cases of an operation.
type cases struct {
	shape               *Shape
	slots               []*slot
	tests, refused, bad []any
	more                int // cases that belong to no one cell
}

// together adds a case in which all slots have values, if that can be.
func (c *cases) together() {
	m := c.slots[0]
	if len(c.slots) == 1 || m.location.Nest == "union" {
		return
	}
	params := object{}
	for _, m := range c.slots {
		for name, v := range m.wrap(m.typical()[0], true, c.slots) {
			if inner, ok := params[name].(object); ok && m.location.Nest == "structure" {
				maps.Copy(inner, v.(object))
			} else {
				params[name] = v
			}
		}
	}
	if m.side == Response {
		c.more += c.answer("all_at_once", params)
	} else {
		c.more += c.request("all_at_once", m, Set, params)
	}
}

// cell makes the cell of a slot and its cases.
func (c *cases) cell(m *slot, p Presence) *Cell {
	cell := &Cell{m.side, m.location.Name, m.variant.Name, m.row.Name, p, "", 0}
	if cell.Rule = m.location.presents(m.side, m.row, p); cell.Rule != "" {
		return cell
	}
	var values []any
	switch p {
	case Absent, Null:
		values = []any{nil}
	default:
		if values, cell.Rule = m.row.samples(p); cell.Rule != "" {
			return cell
		}
		if p == Set {
			values = m.typical()
		}
		if m.variant.Name != "none" && m.variant.Name != "required" {
			values = values[:1]
		}
	}
	for i, v := range values {
		id := fmt.Sprintf("%s_%s_%d", m.value.Name, p, i)
		params := m.wrap(v, p != Absent, c.slots)
		if m.side == Response {
			cell.Cases += c.answer(id, params)
		} else {
			cell.Cases += c.request(id, m, p, params)
		}
	}
	return cell
}
