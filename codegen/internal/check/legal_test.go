// SPDX-License-Identifier: Apache-2.0

package check

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/codegen/internal/ast"
)

func TestWhatTheSpecificationForbidsIsAFault(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, shapes string
		want         []string
	}{
		{"a union of itself", `"a#U": {"type": "union", "members": {"u": {"target": "a#U"}}}`, []string{"a#U: no value of the union can end"}},
		{"a union of what needs it",
			`"a#U": {"type": "union", "members": {"s": {"target": "a#T"}}}, "a#T": {"type": "structure", "members": {
				"u": {"target": "a#U", "traits": {"smithy.api#required": {}}}, "x": {"target": "smithy.api#String", "traits": {"smithy.api#required": {}}}}}`,
			[]string{"a#U: no value of the union can end"}},
		{"a union with a way out", `"a#U": {"type": "union", "members": {"u": {"target": "a#U"}, "x": {"target": "smithy.api#String"}}}`, nil},
		{"a union of lists of itself", `"a#U": {"type": "union", "members": {"l": {"target": "a#L"}}}, "a#L": {"type": "list", "member": {"target": "a#U"}}`, nil},
		{"a union of what may have it", `"a#U": {"type": "union", "members": {"s": {"target": "a#T"}}}, "a#T": {"type": "structure", "members": {"u": {"target": "a#U"}}}`, nil},
		{"a set of doubles", `"a#L": {"type": "list", "member": {"target": "smithy.api#Double"}, "traits": {"smithy.api#uniqueItems": {}}}`,
			[]string{"a#L: the items must be unique and lead to smithy.api#Double: values of the type double cannot be compared"}},
		{"a set of structures with a document",
			`"a#L": {"type": "list", "member": {"target": "a#T"}, "traits": {"smithy.api#uniqueItems": {}}}, "a#T": {"type": "structure", "members": {"d": {"target": "smithy.api#Document"}}}`,
			[]string{"a#L: the items must be unique and lead to smithy.api#Document: values of the type document cannot be compared"}},
		{"a set with holes", `"a#L": {"type": "list", "member": {"target": "smithy.api#String"}, "traits": {"smithy.api#uniqueItems": {}, "smithy.api#sparse": {}}}`,
			[]string{"a#L: smithy.api#sparse and smithy.api#uniqueItems exclude each other"}},
		{"a set of numbers", `"a#L": {"type": "list", "member": {"target": "smithy.api#Integer"}, "traits": {"smithy.api#uniqueItems": {}}}`, nil},
		{"the input of two operations",
			`"a#In": {"type": "structure", "traits": {"smithy.api#input": {}}}, "a#A": {"type": "operation", "input": {"target": "a#In"}}, "a#B": {"type": "operation", "input": {"target": "a#In"}}`,
			[]string{"a#B: a#In has the trait smithy.api#input and belongs to a#A"}},
		{"a structure of two operations",
			`"a#In": {"type": "structure"}, "a#A": {"type": "operation", "input": {"target": "a#In"}, "output": {"target": "a#In"}}, "a#B": {"type": "operation", "input": {"target": "a#In"}}`, nil},
		{"an input as an output", `"a#In": {"type": "structure", "traits": {"smithy.api#input": {}}}, "a#A": {"type": "operation", "output": {"target": "a#In"}}`,
			[]string{"a#A: a#In has the trait smithy.api#input and stands where smithy.api#output is wanted"}},
		{"a member that is an output", `"a#Out": {"type": "structure", "traits": {"smithy.api#output": {}}}, "a#T": {"type": "structure", "members": {"o": {"target": "a#Out"}}}`,
			[]string{"a#T$o: a#Out is the input or output of an operation and no type of a member"}},
		{"a pattern", `"a#P": {"type": "string", "traits": {"smithy.api#pattern": "^(a"}}`, []string{`a#P: "^(a" is no regular expression: it has a ( without its )`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(c.want, told(t, c.shapes)); diff != "" {
				t.Errorf("faults (-want +got):\n%s", diff)
			}
		})
	}
}

func TestPatternsAreRefusedOnlyWhenTheyAreSurelyBroken(t *testing.T) {
	t.Parallel()
	for pattern, want := range map[string]string{
		"": "", `^\/?.+\/.+$`: "", `^(?=a)(?<n>b|c)\k<n>$`: "", `[(*]\)\]{2,3}`: "", `[^]x]`: "", `a|b*`: "", `\(`: "", `{`: "", `[\]]`: "", `\p{L}+?`: "",
		`(`: "it has a ( without its )", `a)`: "it has a ) without its (", `[a`: "it has a [ without its ]", `[a\]`: "it has a [ without its ]",
		`a\`: "it ends with a backslash", `*a`: "it has a * with nothing to repeat", `(+a)`: "it has a + with nothing to repeat", `a|?`: "it has a ? with nothing to repeat",
	} {
		if got := brokenPattern(pattern); got != want {
			t.Errorf("%q: %q, want %q", pattern, got, want)
		}
	}
}

func TestErrorsOfAnOperationHaveCodesOfTheirOwn(t *testing.T) {
	t.Parallel()
	const shapes = `
		"a#A": {"type": "operation", "errors": [{"target": "x#Bad"}], "traits": {"smithy.api#http": {"method": "POST", "uri": "/a"}}},
		"x#Bad": {"type": "structure", "traits": {"smithy.api#error": "client"}}, "y#Bad": {"type": "structure", "traits": {"smithy.api#error": "client"}},
		"a#S": {"type": "service", "operations": [{"target": "a#A"}, {"target": "a#B"}], "rename": {"y#Bad": "Worse"}, "traits": {"aws.protocols#restXml": {}}},
		"a#B": {"type": "operation", "traits": {"smithy.api#http": {"method": "POST", "uri": "/b"}}, "errors": [{"target": "y#Bad"}`
	for _, c := range []struct{ more, want string }{
		{`]}`, ""},
		{`, {"target": "x#Bad"}]}`, "a#B: the errors y#Bad and x#Bad have the same code, which cannot tell them apart; leave one of the two out"},
	} {
		m := load(t, shapes+c.more)
		var faults ast.Faults
		Shapes(m, &faults)
		Service(m, "a#S", "", &faults)
		got := ""
		for _, f := range faults.List() {
			got += f.Shape + ": " + f.Problem + "; " + f.Fix
		}
		if got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}
