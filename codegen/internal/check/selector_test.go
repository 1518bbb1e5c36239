// SPDX-License-Identifier: Apache-2.0

package check

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/codegen/internal/ast"
	"github.com/seed-40dc4ce0/pail/codegen/internal/model"
)

// load assembles files whose shapes are given.
func load(t *testing.T, files ...string) *model.Model {
	t.Helper()
	var faults ast.Faults
	var sources []model.Source
	for _, shapes := range files {
		sources = append(sources, model.Source{Name: "m.json", Data: []byte(`{"smithy": "2.0", "shapes": {` + shapes + `}}`)})
	}
	m := model.Assemble(sources, &faults)
	if err := faults.Err(); err != nil {
		t.Fatal(err)
	}
	return m
}

func TestSelectorsFindShapes(t *testing.T) {
	t.Parallel()
	m := load(t, `
		"a#S": {"type": "service", "operations": [{"target": "a#Op"}], "resources": [{"target": "a#R"}]},
		"a#R": {"type": "resource", "identifiers": {"id": {"target": "a#Text"}}, "read": {"target": "a#Read"}},
		"a#Op": {"type": "operation", "input": {"target": "a#In"}, "output": {"target": "a#Out"}, "errors": [{"target": "a#Bad"}]},
		"a#Read": {"type": "operation"},
		"a#In": {"type": "structure", "members": {
			"text": {"target": "a#Text", "traits": {"smithy.api#required": {}}}, "size": {"target": "smithy.api#Integer"}, "list": {"target": "a#List"}, "map": {"target": "a#Map"}}},
		"a#Out": {"type": "structure"},
		"a#Bad": {"type": "structure", "traits": {"smithy.api#error": "client", "a#mine": {}}},
		"a#mine": {"type": "structure", "traits": {"smithy.api#trait": {}}},
		"a#Text": {"type": "string"}, "a#Kind": {"type": "enum", "members": {"x": {"target": "smithy.api#Unit"}}},
		"a#List": {"type": "list", "member": {"target": "a#Text"}},
		"a#Map": {"type": "map", "key": {"target": "a#Text"}, "value": {"target": "smithy.api#Integer"}}`)
	for selector, want := range map[string]string{
		"string":                              "a#Kind a#Text",
		"enum":                                "a#Kind",
		":is(list, map)":                      "a#List a#Map",
		"simpleType":                          "a#Kind a#Text",
		"structure > member":                  "a#In$list a#In$map a#In$size a#In$text",
		"structure > member :test(> string)":  "a#In$text",
		"structure > member[trait|required]":  "a#In$text",
		"structure > :test(member > number)":  "a#In$size",
		"structure[trait|error]":              "a#Bad",
		"[trait|a#mine]":                      "a#Bad",
		"structure :not([trait|error])":       "a#In a#Out a#mine",
		"operation -[input]-> structure":      "a#In",
		"operation -[input, output]-> *":      "a#In a#Out",
		"operation -[error]->":                "a#Bad",
		"service > operation":                 "a#Op",
		"service > resource -[read]->":        "a#Read",
		"resource -[identifier]->":            "a#Text",
		"[id=a#List]":                         "a#List",
		"map > member[id|member=value]":       "a#Map$value",
		"structure > member > list > member":  "a#List$member",
		":test(string, list > member)":        "a#Kind a#List a#Text",
		":is(operation, structure > member )": "a#In$list a#In$map a#In$size a#In$text a#Op a#Read",
	} {
		s, err := parseSelector(selector)
		if err != nil {
			t.Error(err)
			continue
		}
		var got []string
		for at := range newMatcher(m).all(s) {
			got = append(got, string(at.id()))
		}
		slices.Sort(got)
		if diff := cmp.Diff(want, strings.Join(got, " ")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", selector, diff)
		}
	}
}

func TestSelectorsThatAreNotUnderstoodAreErrors(t *testing.T) {
	t.Parallel()
	for _, selector := range []string{
		"", "strin", "~> string", "[id", "[trait|a=b]", "[id|namespace='x']", ":each(string)", ":is(string", ":is()", ":not(string, map)",
		"string,", "string)", "-[input", "$x", strings.Repeat(":is(", 40) + "string",
	} {
		if _, err := parseSelector(selector); err == nil {
			t.Errorf("%q was understood", selector)
		}
	}
}

func TestTheTableOfTraitsCanBeRead(t *testing.T) {
	t.Parallel()
	for id, r := range rules {
		if r.where == nil {
			t.Errorf("the selector of %s is not understood", id)
		}
		for _, f := range append(r.value.fields, field{kind: r.value.kind}) {
			if _, ok := kinds[f.kind]; !ok && f.kind != "any" {
				t.Errorf("%s has a value of the kind %q", id, f.kind)
			}
		}
		for _, other := range r.conflicts {
			if _, ok := rules[other]; !ok {
				t.Errorf("%s conflicts with %s, which is not in the table", id, other)
			}
		}
	}
	if len(rules) < 60 {
		t.Errorf("the table has %d traits", len(rules))
	}
}
