// SPDX-License-Identifier: Apache-2.0

package matrix

import "fmt"

// wrong lists the values of JSON, one of each kind, that are none of the type.
// Source: Smithy 2.0, "AWS restJson1 protocol", JSON shape serialization.
func (m *Member) wrong() []any {
	t := m.Type
	if t.is("document") {
		return nil
	}
	var all []any
	if !t.is("boolean") {
		all = append(all, true)
	}
	seconds := t.is("timestamp") && m.format("epoch-seconds") == "epoch-seconds"
	if !t.is("number") && !seconds {
		all = append(all, number("1"))
	}
	if t.is("number") && !t.is("float", "double", "bigDecimal") {
		all = append(all, number("1.5"))
	}
	if !t.is("string", "enum") {
		all = append(all, "%word%") // which is neither a time nor base 64
	}
	if !t.is("list") {
		all = append(all, []any{}, []any{nil})
	}
	if !t.is("map", "structure", "union", "unit") {
		all = append(all, object{}, object{"k": nil})
	}
	return all
}

// mistakes adds answers in which a slot has a value of a wrong kind, which the client
// must say of the place where it stands.
func (c *cases) mistakes() {
	for _, m := range c.slots {
		if m.side != Response || m.location.Error || m.variant.Name != "none" || !m.location.document() {
			continue
		}
		for i, wrong := range m.value.wrong() {
			document := any(object{m.value.Name: wrong})
			says := m.value.Name
			switch m.location.Nest {
			case "list", "sparse list":
				document, says = object{m.value.Name: []any{wrong}}, m.value.Name+"[0]"
			case "map", "sparse map":
				document, says = object{m.value.Name: object{"k": wrong}}, m.value.Name+".k"
			case "union", "structure":
				if m.location.Name != "structure payload" {
					document, says = object{"value": document}, "value."+m.value.Name
				}
			}
			c.bad = append(c.bad, object{
				"id": fmt.Sprintf("%s_wrong_%d", m.value.Name, i), "code": 200, "headers": object{"Content-Type": "application/json"},
				"body": written(document), "says": `"` + says + `"`,
			})
			c.more++
		}
	}
}
