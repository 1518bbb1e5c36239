// SPDX-License-Identifier: Apache-2.0

package matrix

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"unicode"
)

// The ids of the model.
const (
	namespace = "example.matrix"
	// Service is the id of the model's service.
	Service = namespace + "#Matrix"
)

// builder collects the model.
type builder struct {
	shapes map[string]any
	ops    []string
	cells  []*Cell
	more   int // cases that belong to no one cell

	caseless bool // operations get neither cases nor cells
}

// Build makes the model, the model with its cases, and the table.
func Build() (model, cases []byte, table Table) {
	b := &builder{shapes: map[string]any{}}
	for _, l := range locations() {
		for _, s := range l.Sides {
			for _, v := range variants() {
				b.operations(s, l, v)
			}
		}
	}
	b.scramble()
	b.service()
	for _, name := range []string{"refusedInputs", "badAnswers"} {
		b.shapes["pail.test#"+name] = object{
			"type": "list", "member": ref("smithy.api#Document"), "traits": object{"smithy.api#trait": object{"selector": "operation"}},
		}
	}
	cases = b.file()
	for _, name := range names(b.shapes) {
		if traits, ok := b.shapes[name].(object)["traits"].(object); ok {
			bare(traits)
		}
		if traits, ok := b.shapes[name].(object)["traits"].(Traits); ok {
			bare(traits)
		}
	}
	return b.file(), cases, Table{b.cells, b.more}
}

// service adds the service with its operations.
func (b *builder) service() {
	var ops []any
	for _, name := range b.ops {
		ops = append(ops, ref(namespace+"#"+name))
	}
	b.shapes[Service] = object{"type": "service", "version": "2026-11-01", "operations": ops, "traits": object{"aws.protocols#restJson1": object{}}}
}

// bare removes the cases.
func bare(traits map[string]any) {
	maps.DeleteFunc(traits, func(id string, _ any) bool {
		return strings.HasPrefix(id, "smithy.test#") || strings.HasPrefix(id, "pail.test#")
	})
}

// file is the model in Smithy's JSON form.
func (b *builder) file() []byte {
	data, err := json.Marshal(object{"smithy": "2.0", "shapes": b.shapes})
	if err != nil {
		panic(err)
	}
	return append(data, '\n')
}

func ref(id string) object { return object{"target": id} }

// operations makes the operations of one side, location and trait, and the cells
// of all types.
func (b *builder) operations(s Side, l Location, v Variant) {
	var slots []*slot
	for _, t := range types() {
		rule := l.holds(t)
		if rule == "" {
			rule = v.fits(s, l, t)
		}
		if rule == "" {
			slots = append(slots, newSlot(s, l, v, t))
			continue
		}
		for _, p := range presences(s) {
			b.cells = append(b.cells, &Cell{s, l.Name, v.Name, t.Name, p, rule, 0})
		}
	}
	if !l.Single && !v.Single && len(slots) > 0 {
		b.operation(s, l, v, slots)
		return
	}
	for _, one := range slots {
		b.operation(s, l, v, []*slot{one})
	}
}

// camel makes a name of words.
func camel(words ...string) string {
	var b strings.Builder
	for _, word := range strings.FieldsFunc(strings.Join(words, " "), func(r rune) bool { return r == ' ' || r == '-' }) {
		r := []rune(word)
		r[0] = unicode.ToUpper(r[0])
		b.WriteString(string(r))
	}
	return b.String()
}

// lower is camel with a small letter first.
func lower(words ...string) string {
	name := camel(words...)
	return strings.ToLower(name[:1]) + name[1:]
}

// target is the id of a type, whose shape is added to the model.
func (b *builder) target(t *Type) string {
	if t.is("unit") {
		return "smithy.api#Unit"
	}
	kind := t.Kind
	if len(t.Traits) == 0 && len(t.Members) == 0 && t.Item == nil && !t.is("enum", "intEnum", "stream") {
		return "smithy.api#" + camel(kind)
	}
	id := namespace + "#" + camel(t.Name)
	if b.shapes[id] != nil {
		return id
	}
	s, traits := object{}, t.Traits
	b.shapes[id] = s // for types that lead back to themselves
	switch {
	case t.is("stream"):
		kind, traits = "blob", traits.with(Traits{"smithy.api#streaming": annotation})
	case t.is("enum"):
		s["members"] = object{"AB": enumValue("a-b"), "C": enumValue("c")}
	case t.is("intEnum"):
		s["members"] = object{"NONE": enumValue(0), "TWO": enumValue(2)}
	case t.is("list"):
		s["member"] = b.member(*t.Item)
	case t.is("map"):
		s["key"], s["value"] = ref("smithy.api#String"), b.member(*t.Item)
	case t.is("structure", "union"):
		members := object{}
		for _, m := range t.Members {
			members[m.Name] = b.member(m)
		}
		s["members"] = members
	}
	s["type"] = kind
	if len(traits) > 0 {
		s["traits"] = traits
	}
	return id
}

func enumValue(v any) object {
	return object{"target": "smithy.api#Unit", "traits": object{"smithy.api#enumValue": v}}
}

// member is a member in the AST.
func (b *builder) member(m Member) object {
	at := ref(b.target(m.Type))
	if len(m.Traits) > 0 {
		at["traits"] = m.Traits
	}
	return at
}

// names are the keys of a map in order.
func names[T any](m map[string]T) []string { return slices.Sorted(maps.Keys(m)) }
