// SPDX-License-Identifier: Apache-2.0

package model

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/codegen/internal/ast"
)

// assemble reads documents whose shapes are given; a text that begins with {
// is a whole document. What is wrong with them is the second result.
func assemble(texts ...string) (*Model, string) {
	var sources []Source
	for i, text := range texts {
		if !strings.HasPrefix(text, "{") {
			text = `{"smithy": "2.0", "shapes": {` + text + `}}`
		}
		sources = append(sources, Source{fmt.Sprintf("%c.json", 'a'+i), []byte(text)})
	}
	var faults ast.Faults
	m := Assemble(sources, &faults)
	return m, faults.Error()
}

// traits writes traits as id=value, one after the other.
func traits(t Traits) string {
	var list []string
	for _, trait := range t {
		list = append(list, strings.TrimPrefix(string(trait.ID), "smithy.api#")+"="+strings.TrimSpace(string(ast.Print(ast.NewObject(ast.Field{Name: "v", Value: trait.Value})))))
	}
	return strings.NewReplacer("{\n  \"v\": ", "", "\n}", "").Replace(strings.Join(list, " "))
}

func TestSeveralFilesBecomeOneModel(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		texts []string
		want  string // faults
	}{
		{"lists of metadata come together", []string{`{"smithy": "2", "metadata": {"a": [1], "b": {"c": 1}}}`, `{"smithy": "1.0", "metadata": {"a": [2], "b": {"c": 1}}}`}, ""},
		{"other metadata must agree", []string{`{"smithy": "2", "metadata": {"b": 1}}`, `{"smithy": "2", "metadata": {"b": 2}}`}, `b.json:1: the metadata "b" have another value at a.json:1; keep one of the two`},
		{"a shape may be defined twice alike", []string{`"a#B": {"type": "list", "member": {"target": "a#B"}}`, `"a#B": {"type": "list", "member": {"target": "a#B", "traits": {"smithy.api#xmlName": "x"}}, "traits": {"smithy.api#sparse": {}}}`}, ""},
		{"not with another target", []string{`"a#B": {"type": "list", "member": {"target": "a#B"}}`, `"a#B": {"type": "list", "member": {"target": "a#C"}}`}, `b.json:1: a#B: the shape is defined at a.json:1 already; rename or remove one of the two`},
		{"nor with another value of a trait", []string{`"a#B": {"type": "string", "traits": {"smithy.api#title": "x"}}`, `"a#B": {"type": "string", "traits": {"smithy.api#title": "y"}}`}, `b.json:1: a#B: smithy.api#title has another value at a.json:1; keep one of the two: nothing is overridden`},
		{"an unknown version", []string{`{"smithy": "3"}`}, `a.json:1: the version "3" is not supported; say "smithy": "2.0"`},
		{"a version that is no string", []string{`{"smithy": 2}`}, `a.json:1: the version must be a string and is a number; say "smithy": "2.0"`},
		{"no version", []string{`{}`}, `a.json:1: the model does not say its version; say "smithy": "2.0"`},
		{"shapes that are a list", []string{`{"smithy": "2", "shapes": []}`}, `a.json:1: shapes must be an object and is a list; write {...}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if _, got := assemble(c.texts...); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
	m, _ := assemble(`{"smithy": "2", "metadata": {"a": [1]}}`, `{"smithy": "2", "metadata": {"a": [2]}}`)
	if n := len(m.Metadata[0].Value.Elems); len(m.Metadata) != 1 || n != 2 {
		t.Errorf("the list has %d elements", n)
	}
}

func TestSmithyOneHasDefaultsThatGoWithoutSaying(t *testing.T) {
	t.Parallel()
	shapes := `"a#Size": {"type": "integer"}, "a#Boxed": {"type": "integer", "traits": {"smithy.api#box": {}}},
		"a#S": {"type": "structure", "members": {
			"size": {"target": "a#Size"}, "ownBox": {"target": "a#Size", "traits": {"smithy.api#box": {}}}, "boxed": {"target": "a#Boxed"},
			"flag": {"target": "smithy.api#PrimitiveBoolean"}, "long": {"target": "smithy.api#Long"}, "text": {"target": "smithy.api#String"},
			"stream": {"target": "a#Stream"}, "must": {"target": "a#Stream", "traits": {"smithy.api#required": {}}}}},
		"a#Stream": {"type": "blob", "traits": {"smithy.api#streaming": {}}}`
	for version, want := range map[string]string{"1.0": "size flag stream", "2.0": "flag"} {
		m, faults := assemble(`{"smithy": "` + version + `", "shapes": {` + shapes + `}}`)
		if faults != "" {
			t.Fatal(faults)
		}
		var got []string
		for _, member := range m.Shapes["a#S"].Members {
			if member.Traits.Has(Default) {
				got = append(got, member.Name)
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("version %s gives defaults to %v, want %s", version, got, want)
		}
	}
}

func TestTheTraitEnumMakesAnEnum(t *testing.T) {
	t.Parallel()
	m, faults := assemble(`{"smithy": "1.0", "shapes": {"a#Tier": {"type": "string", "traits": {"smithy.api#title": "T", "smithy.api#enum": [
		{"value": "cold", "name": "COLD", "documentation": "Cold.", "deprecated": true}, {"value": "9 lives"}, {"value": "9-lives"}, {"value": "::"}]}}}}`)
	if faults != "" {
		t.Fatal(faults)
	}
	s := m.Shapes["a#Tier"]
	got := []string{s.Type, traits(s.Traits)}
	for _, member := range s.Members {
		got = append(got, member.Name+" "+traits(member.Traits))
	}
	want := []string{
		"enum", `title="T"`, `COLD enumValue="cold" documentation="Cold." deprecated={}`,
		`_9_lives enumValue="9 lives"`, `_9_lives_ enumValue="9-lives"`, `value__ enumValue="::"`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the enum (-want +got):\n%s", diff)
	}
	_, faults = assemble(`"a#Tier": {"type": "string", "traits": {"smithy.api#enum": [{"value": "a", "name": "A"}, {"value": "b", "name": "A"}, {"name": "C"}, {"value": "d", "name": "d-d"}]}}`)
	for _, want := range []string{"two values called A", "entry without a value", `"d-d" is not a name`} {
		if !strings.Contains(faults, want) {
			t.Errorf("no fault says %q:\n%s", want, faults)
		}
	}
}

func TestRenamesHaveTheirForm(t *testing.T) {
	t.Parallel()
	m, faults := assemble(`"a#S": {"type": "service", "rename": {"b#X": "Y", "b#Z": 1, "none": "A", "b#W": "x y"}}`)
	want := []string{"rename gives b#Z something", `rename has "none"`, "rename gives b#W something"}
	for _, w := range want {
		if !strings.Contains(faults, w) {
			t.Errorf("no fault says %q:\n%s", w, faults)
		}
	}
	s := m.Shapes["a#S"]
	if s.Called("b#X") != "Y" || s.Called("b#Other") != "Other" {
		t.Errorf("b#X is called %s, b#Other %s", s.Called("b#X"), s.Called("b#Other"))
	}
}

func TestAChoiceWithoutAValueIsAnEmptyStructure(t *testing.T) {
	t.Parallel()
	for shapes, want := range map[string]bool{
		`"a#U": {"type": "union", "members": {"none": {"target": "smithy.api#Unit"}}}`:                                  true,
		`"a#E": {"type": "enum", "members": {"none": {"target": "smithy.api#Unit"}}}`:                                   false,
		`"a#O": {"type": "operation", "input": {"target": "smithy.api#Unit"}, "output": {"target": "smithy.api#Unit"}}`: false,
	} {
		m, faults := assemble(shapes)
		if faults != "" {
			t.Error(faults)
		}
		if got := m.Shapes[Nothing] != nil; got != want || m.Shapes[Unit] != nil {
			t.Errorf("there is a shape for nothing: %t, want %t: %s", got, want, shapes)
		}
	}
	m, _ := assemble(`"a#E": {"type": "enum", "members": {"none": {"target": "smithy.api#Unit"}}}, "a#U": {"type": "union", "members": {"none": {"target": "smithy.api#Unit"}}}`)
	if m.Closure("a#E")[Nothing] || !m.Closure("a#U")[Nothing] || m.Shapes["a#E"].Members[0].Target != Unit {
		t.Error("an enum leads to it, or a union does not")
	}
}
