// SPDX-License-Identifier: Apache-2.0

package model

// Unit is the shape that stands for no input, no output and the members of
// enums. It is a shape of the model, a structure without members, only if a
// union has it for a choice without a value.
const Unit ID = "smithy.api#Unit"

// unit adds Unit to the model if a union needs it.
func (a *assembler) unit() {
	for _, id := range a.model.Order {
		s := a.model.Shapes[id]
		if s.Type != "union" {
			continue
		}
		for _, m := range s.Members {
			if m.Target == Unit && a.model.Shapes[Unit] == nil {
				a.model.Shapes[Unit] = &Shape{ID: Unit, Type: "structure", Topic: s.Topic, Pos: m.Pos}
				a.model.Order = append(a.model.Order, Unit)
				return
			}
		}
	}
}
