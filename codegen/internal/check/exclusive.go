// SPDX-License-Identifier: Apache-2.0

package check

import "github.com/seed-40dc4ce0/pail/codegen/internal/model"

// dedicated checks that a structure with the trait input or output is that of
// one operation and nothing else.
func (c *checker) dedicated() {
	owner := map[model.ID]model.ID{}
	for _, id := range c.model.Order {
		s := c.model.Shapes[id]
		for _, m := range s.Members {
			if t := c.model.Target(m); t != nil && (t.Traits.Has(model.Input) || t.Traits.Has(model.Output)) {
				c.fault(m.Pos, m.ID, "target a structure without the trait", "%s is the input or output of an operation and no type of a member", t.ID)
			}
		}
		c.owned(owner, s, s.Input, model.Input, model.Output)
		c.owned(owner, s, s.Output, model.Output, model.Input)
	}
}

// owned is dedicated for what stands in r, in the operation op.
func (c *checker) owned(owner map[model.ID]model.ID, op *model.Shape, r *model.Ref, want, other model.ID) {
	t := c.target(r)
	switch {
	case t == nil:
	case t.Traits.Has(other):
		c.fault(r.Pos, op.ID, "use a structure of its own", "%s has the trait %s and stands where %s is wanted", t.ID, other, want)
	case !t.Traits.Has(want):
	case owner[t.ID] != "":
		c.fault(r.Pos, op.ID, "use a structure of its own, or remove the trait", "%s has the trait %s and belongs to %s", t.ID, want, owner[t.ID])
	default:
		owner[t.ID] = op.ID
	}
}
