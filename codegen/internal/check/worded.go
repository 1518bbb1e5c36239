// SPDX-License-Identifier: Apache-2.0

package check

import "github.com/seed-40dc4ce0/pail/codegen/internal/model"

// worded checks that members with a form of their own in documents stand in
// documents that have such forms: those of JSON.
func (c *checker) worded(service *model.Shape) {
	reached := c.model.Closure(service.ID)
	for _, id := range c.model.Order {
		for _, m := range c.model.Shapes[id].Members {
			single, words := m.Traits.Get(model.Single), m.Traits.Get(model.BoolNames)
			switch {
			case !reached[id] || single == nil && words == nil:
			case !service.SpeaksJSON():
				c.fault(m.Pos, m.ID, "leave the trait out", "%s and %s are for documents in JSON", model.Single, model.BoolNames)
			case words != nil && !m.Traits.Has(model.Default):
				c.fault(m.Pos, m.ID, `give the member the default false`, "%s is for a boolean that is false unless it is said", model.BoolNames)
			}
		}
	}
}
