// SPDX-License-Identifier: Apache-2.0

package check

import (
	"github.com/seed-40dc4ce0/pail/codegen/internal/model"
)

// resources checks the resources of a service: what they name, what they share
// with the one around them, and that each operation and resource has one
// place; see "Resource" in the specification.
func (c *checker) resources(service *model.Shape) {
	owner := map[model.ID]model.ID{}
	for _, s := range c.model.Containers(service.ID) {
		bound := map[model.ID]bool{}
		for _, list := range [][]model.Ref{s.Operations, s.Resources} {
			for _, r := range list {
				if other, taken := owner[r.Target]; taken && !(other == s.ID && bound[r.Target]) {
					c.fault(r.Pos, s.ID, "keep it in one of the two", "%s belongs to %s", r.Target, other)
				}
				owner[r.Target], bound[r.Target] = s.ID, true
			}
		}
		for _, r := range s.Resources {
			if child := c.model.Shapes[r.Target]; child != nil && child.Type == "resource" && s.Type == "resource" {
				c.child(s, child)
			}
		}
		for _, n := range s.Identifiers {
			if t := c.exists(s.ID, n.Ref); t != nil && !(spot{shape: t}).isType("string") {
				c.fault(n.Pos, s.ID, "target a string", "the identifier %s has the type %s", n.Name, t.Type)
			}
		}
		for _, n := range s.Properties {
			c.exists(s.ID, n.Ref)
		}
		c.lifecycle(s)
	}
}

// child checks that a resource has the identifiers of the one around it.
func (c *checker) child(parent, child *model.Shape) {
	for _, want := range parent.Identifiers {
		found := false
		for _, n := range child.Identifiers {
			found = found || n.Name == want.Name && n.Target == want.Target
		}
		if !found {
			c.fault(child.Pos, child.ID, "repeat it as it is there", "the resource lacks the identifier %s of %s", want.Name, parent.ID)
		}
	}
}

// lifecycle checks the operations that a resource is made, read and removed
// with.
func (c *checker) lifecycle(s *model.Shape) {
	for _, n := range s.Lifecycle {
		op := c.model.Shapes[n.Target]
		if op == nil {
			continue // told with the target
		}
		reads := n.Name == "read" || n.Name == "list"
		if op.Traits.Has("smithy.api#readonly") != reads {
			c.fault(n.Pos, s.ID, "correct one of the two", "the operation %s that is %s must %sbe readonly", n.Target, n.Name, map[bool]string{false: "not "}[reads])
		}
		if (n.Name == "put" || n.Name == "delete") && !op.Traits.Has(model.Idempotent) {
			c.fault(n.Pos, s.ID, "add "+string(model.Idempotent), "the operation %s that is %s must be idempotent", n.Target, n.Name)
		}
		whole := n.Name != "create" && n.Name != "list"
		for _, id := range s.Identifiers {
			if whole && !c.binds(op, id) {
				c.fault(n.Pos, s.ID, "add the member, required", "the input of %s lacks the identifier %s", n.Target, id.Name)
			}
		}
	}
}

// binds says whether the input of op has an identifier of its resource.
func (c *checker) binds(op *model.Shape, id model.Named) bool {
	for _, m := range c.members(op.Input) {
		name := m.Traits.Text("smithy.api#resourceIdentifier")
		if name == "" {
			name = m.Name
		}
		if name == id.Name && m.Target == id.Target && m.Traits.Has(model.Required) {
			return true
		}
	}
	return false
}
