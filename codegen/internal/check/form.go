// SPDX-License-Identifier: Apache-2.0

package check

import (
	"strings"

	"github.com/seed-40dc4ce0/pail/codegen/internal/ast"
	"github.com/seed-40dc4ce0/pail/codegen/internal/model"
)

// form is what the value of a trait must look like:
//
//	{}      an annotation, which says nothing
//	text    a string that is not empty
//	prose   any string
//	bool, number, list, object    any value of that kind
//	whole   a number without a fraction
//	any     anything
//	{name text, other! bool}      an object with no other fields; ! is for those that must be there
type form struct {
	kind   string
	fields []field
}

// field is one field of an object.
type field struct {
	name     string
	kind     string
	required bool
}

// parseForm reads a form.
func parseForm(text string) form {
	inner, isObject := strings.CutPrefix(text, "{")
	if !isObject || text == "{}" {
		return form{kind: text}
	}
	f := form{kind: "object"}
	for part := range strings.SplitSeq(strings.TrimSuffix(inner, "}"), ", ") {
		name, kind, _ := strings.Cut(part, " ")
		name, required := strings.CutSuffix(name, "!")
		f.fields = append(f.fields, field{name, kind, required})
	}
	return f
}

// kinds are the values of JSON that a form wants, and how a sentence calls
// them.
var kinds = map[string]struct {
	kind ast.Kind
	name string
}{
	"{}": {ast.Object, "{}"}, "text": {ast.String, "a string"}, "prose": {ast.String, "a string"}, "bool": {ast.Bool, "a boolean"},
	"number": {ast.Number, "a number"}, "whole": {ast.Number, "a whole number"}, "list": {ast.Array, "a list"}, "object": {ast.Object, "an object"},
}

// looks says whether v is of that kind.
func looks(v *ast.Node, kind string) bool {
	if kind == "any" {
		return true
	}
	_, whole := v.Int()
	return v.Kind == kinds[kind].kind && (kind != "text" || v.Text != "") && (kind != "{}" || len(v.Fields) == 0) &&
		(kind != "whole" || whole)
}

// formed checks that the value of the trait t of the shape or member at has
// the form f. It returns false if the value is of another kind altogether; the
// fields of an object may be missing or wrong all the same.
func (c *checker) formed(at model.ID, t model.Trait, f form) bool {
	if !looks(t.Value, f.kind) {
		c.fault(t.Value.Pos, at, "write "+kinds[f.kind].name, "the value of %s must be %s and is %s", t.ID, kinds[f.kind].name, describe(t.Value, f.kind))
		return false
	}
	if f.fields == nil {
		return true
	}
	for _, want := range f.fields {
		v := t.Value.Get(want.name)
		switch {
		case v == nil && want.required:
			c.fault(t.Pos, at, "add it", "%s lacks its member %q", t.ID, want.name)
		case v != nil && !looks(v, want.kind):
			c.fault(v.Pos, at, "write "+kinds[want.kind].name, "%s of %s must be %s and is %s", want.name, t.ID, kinds[want.kind].name, describe(v, want.kind))
		}
	}
	for _, have := range t.Value.Fields {
		if !contains(f.fields, have.Name) {
			c.fault(have.Pos, at, "remove it or correct its name", "%s has no member %q", t.ID, have.Name)
		}
	}
	return true
}

func contains(fields []field, name string) bool {
	for _, f := range fields {
		if f.name == name {
			return true
		}
	}
	return false
}

// describe says what v is that is not of the kind.
func describe(v *ast.Node, kind string) string {
	switch {
	case kind == "text" && v.Kind == ast.String:
		return "empty"
	case kind == "{}" && v.Kind == ast.Object:
		return "an object with fields"
	case kind == "whole" && v.Kind == ast.Number:
		return v.Text
	}
	return v.Kind.String()
}
