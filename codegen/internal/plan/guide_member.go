// SPDX-License-Identifier: Apache-2.0

package plan

import (
	"fmt"
	"strings"

	"github.com/seed-40dc4ce0/pail/codegen/internal/model"
)

// What a cell says that holds no words: has it, has it not.
const (
	yes  = "yes"
	none = "–"
)

// mark stands behind what nobody but the documentation has witnessed.
const mark = " †"

// code is text as Markdown shows it unchanged, in a table too.
func code(text string) string {
	if text == "" {
		return none
	}
	return "`" + strings.ReplaceAll(text, "|", `\|`) + "`"
}

// prose is text that stands in a cell of a table.
func prose(text string) string {
	return strings.NewReplacer("|", `\|`, "\n", " ").Replace(text)
}

// lack is why the provider lacks what has the traits: none if it is told by
// another column that has it.
func lack(t model.Traits, provider string) (cell string, lacks bool) {
	reason, lacks := t.Lacks(provider)
	switch {
	case !lacks:
		return "", false
	case t.Has(model.Unsupported):
		return prose(reason), true
	}
	return none, true
}

// support is the cell of an operation.
func support(c Column, op model.ID) string {
	t := c.Model.Shapes[op].Traits
	if cell, lacks := lack(t, c.ID); lacks {
		return cell
	}
	return yes + witnessed(t)
}

// witnessed is the mark of what only a documentation says, "" of all else.
func witnessed(t model.Traits) string {
	if t.Has(model.DocumentationOnly) {
		return mark
	}
	return ""
}

// requestLine is "PUT /{Key}?acl".
func requestLine(c Column, op model.ID) string {
	t := c.Model.Shapes[op].Traits
	if _, lacks := t.Lacks(c.ID); lacks {
		return none
	}
	http := t.Get(model.HTTP)
	uri, _, _ := strings.Cut(strings.ReplaceAll(http.GetText("uri"), "+}", "}"), "?x-id=") // never sent
	line := code(http.GetText("method") + " " + uri)
	if by := t.Text(model.RoutedBy); by != "" {
		line += " with " + code(by+":")
	}
	return line
}

// success is the status of an operation that went well.
func success(c Column, op model.ID) string {
	t := c.Model.Shapes[op].Traits
	if _, lacks := t.Lacks(c.ID); lacks {
		return none
	}
	status, ok := t.Get(model.HTTP).Get("code").Int()
	if !ok {
		status = 200
	}
	return fmt.Sprint(status)
}

// lacking are the members of a structure that not every provider has. of is what
// the provider must have to be asked at all: the operation, or the structure.
func (g guide) lacking(of, id model.ID) []Row {
	var rows []Row
	for _, m := range g.columns[0].Model.Shapes[id].Members {
		lacks := false
		cells := g.each(func(c Column) string {
			if !c.reached[of] {
				return none
			}
			own := c.Model.Shapes[id].Member(m.Name).Traits
			cell, lacking := lack(own, c.ID)
			if lacking {
				lacks = true
				return cell
			}
			return yes + witnessed(own)
		})
		if lacks {
			rows = append(rows, Row{code(m.Name), cells})
		}
	}
	return merged(rows)
}

// wire are the members whose names on the wire differ between providers by more
// than what the headers of each begin with.
func (g guide) wire(of, id model.ID, output bool) []Row {
	var rows []Row
	for _, m := range g.columns[0].Model.Shapes[id].Members {
		var bare []string
		cells := g.each(func(c Column) string {
			own := c.Model.Shapes[id].Member(m.Name)
			if _, lacks := own.Traits.Lacks(c.ID); lacks || !c.reached[of] {
				return none
			}
			text := place(c, own, output)
			rest, _ := strings.CutPrefix(text, "`"+vendorPrefix(c))
			bare = append(bare, rest)
			return text + witnessed(own.Traits)
		})
		if !same(bare) {
			rows = append(rows, Row{code(m.Name), cells})
		}
	}
	return rows
}

// place says where a member stands in a message, and under which name.
func place(c Column, m *model.Member, output bool) string {
	t := m.Traits
	switch m.Place(output) {
	case model.HTTPHeader:
		return code(t.Text(model.HTTPHeader) + ":")
	case model.HTTPPrefix:
		return code(t.Text(model.HTTPPrefix) + "*:")
	case model.HTTPQuery:
		return code("?" + t.Text(model.HTTPQuery))
	case model.HTTPPayload:
		return "the body"
	case model.HTTPLabel, model.SubResource:
		return none // the same for all
	case model.Adapter:
		return prose(strings.TrimSuffix(t.Get(model.Adapter).GetText("reason"), "."))
	}
	return documentName(c, m)
}

// documentName is the name of a member in a document of the provider.
func documentName(c Column, m *model.Member) string {
	if usesJSON(c.Model) {
		if name := m.Traits.Text(model.JSONName); name != "" {
			return code(`"` + name + `"`)
		}
		return code(`"` + m.Name + `"`)
	}
	name := m.Traits.Text(model.XMLName)
	if name == "" {
		name = m.Name
	}
	if m.Traits.Has(model.XMLAttribute) {
		return code("attribute " + name)
	}
	if inner := m.Traits.Text(model.Element); inner != "" {
		name += "><" + inner
	}
	return code("<" + name + ">")
}

// usesJSON says whether the documents of a model are JSON.
func usesJSON(m *model.Model) bool {
	for _, s := range m.Services() {
		if s.Traits.Has(model.RestJSON) {
			return true
		}
	}
	return false
}
