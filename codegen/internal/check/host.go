// SPDX-License-Identifier: Apache-2.0

package check

import (
	"regexp"
	"slices"
	"strings"

	"github.com/seed-40dc4ce0/pail/codegen/internal/model"
)

// hostName is what a prefix before a host may be; see the trait endpoint.
var hostName = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9-]{0,62}(\.[A-Za-z0-9-]{1,63})*\.?$`)

// host checks the prefix of the host of an operation and its labels.
func (c *checker) host(op *model.Shape) {
	v := op.Traits.Get(model.Endpoint)
	prefix, labels := model.ParseHost(v.GetText("hostPrefix"))
	members := c.members(op.Input)
	if v != nil {
		var sample strings.Builder
		for _, p := range prefix {
			sample.WriteString(p.Literal)
			if p.Label != "" {
				sample.WriteByte('x')
			}
		}
		if prefix == nil || !hostName.MatchString(sample.String()) {
			c.fault(v.Pos, op.ID, "write letters, digits, -, . and {labels}", "%q is no prefix of a host", v.GetText("hostPrefix"))
		}
	}
	for _, label := range labels {
		i := slices.IndexFunc(members, func(m *model.Member) bool { return m.Name == label })
		if i < 0 || !members[i].Traits.Has(model.HostLabel) {
			c.fault(v.Pos, op.ID, "add the member with "+string(model.HostLabel), "the host has the label %s, the input has not", label)
		}
	}
	for _, m := range members {
		if m.Traits.Has(model.HostLabel) && !slices.Contains(labels, m.Name) {
			c.fault(m.Pos, m.ID, "put {"+m.Name+"} into its hostPrefix", "the host of %s has no such label", op.ID)
		}
	}
}
