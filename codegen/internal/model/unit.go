// SPDX-License-Identifier: Apache-2.0

package model

// Unit is the shape that stands for no input, no output and the members of
// enums. It is no shape of the model.
const Unit ID = "smithy.api#Unit"

// Nothing is the shape that the members of unions have in place of [Unit]: a
// choice without a value is a structure without members. It is a shape of the
// models that have such a choice.
const Nothing ID = "smithy.union#Unit"

// choices gives the members of unions that target Unit the target Nothing.
func (a *assembler) choices() {
	for _, id := range a.model.Order {
		s := a.model.Shapes[id]
		if s.Type != "union" {
			continue
		}
		for _, m := range s.Members {
			if m.Target != Unit {
				continue
			}
			m.Target = Nothing
			if a.model.Shapes[Nothing] == nil {
				a.model.Shapes[Nothing] = &Shape{ID: Nothing, Type: "structure", Topic: s.Topic, Pos: m.Pos}
			}
		}
	}
	if a.model.Shapes[Nothing] != nil {
		a.model.Order = append(a.model.Order, Nothing)
	}
}
