// SPDX-License-Identifier: Apache-2.0

package plan

import (
	"fmt"
	"strings"

	"github.com/seed-40dc4ce0/pail/codegen/internal/model"
)

// writeVendor plans a member that a document in JSON has in another form than
// the model; nil for every other member.
func (g *Generator) writeVendor(in string, m *model.Member) []Line {
	name, field := m.FieldName(), g.names.Field(m)
	v := in + field
	if m.Traits.Has(model.Single) {
		return []Line{
			line("x.Length(%q, len(%s), 0, 1)", field, v),
			block(fmt.Sprintf("if len(%s) > 0", v), g.told(name, field, line("x.Text(%q, %s[0])", name, v))...),
		}
	}
	if words := m.Traits.Get(model.BoolNames); words != nil {
		return []Line{block("if "+v, line("x.Text(%q, %q)", name, words.Get("true").Strings()[0]))}
	}
	return nil
}

// readVendor is writeVendor for what is done when the member is met.
func (g *Generator) readVendor(m *model.Member, in string) []Line {
	v := in + g.names.Field(m)
	if m.Traits.Has(model.Single) {
		return []Line{line("%s = append(%s, x.String())", v, v)}
	}
	words := m.Traits.Get(model.BoolNames)
	if words == nil {
		return nil
	}
	var is []string
	for _, word := range words.Get("true").Strings() {
		is = append(is, fmt.Sprintf("strings.EqualFold(word, %q)", word))
	}
	return []Line{line("word := x.String()"), line("%s = %s", v, strings.Join(is, " || "))}
}
