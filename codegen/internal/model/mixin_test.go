// SPDX-License-Identifier: Apache-2.0

package model

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestMixinsGiveMembersAndTraits(t *testing.T) {
	t.Parallel()
	m, faults := assemble(`
		"a#A": {"type": "structure", "traits": {"smithy.api#mixin": {}}, "members": {
			"x": {"target": "smithy.api#String", "traits": {"smithy.api#documentation": "A", "smithy.api#xmlName": "X"}},
			"y": {"target": "smithy.api#String", "traits": {"smithy.api#documentation": "A"}}}},
		"a#B": {"type": "structure", "mixins": [{"target": "a#A"}], "traits": {"smithy.api#mixin": {}}, "members": {
			"x": {"target": "smithy.api#String", "traits": {"smithy.api#documentation": "B"}}}},
		"a#C": {"type": "structure", "mixins": [{"target": "a#A"}, {"target": "a#B"}], "members": {"z": {"target": "smithy.api#String"}}},
		"a#D": {"type": "structure", "mixins": [{"target": "a#A"}], "members": {}},
		"a#B$y": {"type": "apply", "traits": {"smithy.api#documentation": "late B"}},
		"a#D$x": {"type": "apply", "traits": {"smithy.api#documentation": "late D"}}`,
		`"a#D$x": {"type": "apply", "traits": {"smithy.api#required": {}}}`)
	if faults != "" {
		t.Fatal(faults)
	}
	got := map[string]string{}
	for _, id := range []ID{"a#C", "a#D"} {
		for _, member := range m.Shapes[id].Members {
			got[string(member.ID)] = traits(member.Traits)
		}
	}
	want := map[string]string{
		"a#C$x": `documentation="B" xmlName="X"`,
		"a#C$y": `documentation="late B"`,
		"a#C$z": ``,
		"a#D$x": `documentation="late D" xmlName="X" required={}`,
		"a#D$y": `documentation="A"`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("members (-want +got):\n%s", diff)
	}
	if !m.IsMixin("a#A") || m.IsMixin("a#C") || m.Shapes["a#A"] != nil {
		t.Error("mixins are still shapes")
	}
}

func TestMixinsOfServicesAndOperations(t *testing.T) {
	t.Parallel()
	m, faults := assemble(`
		"a#Base": {"type": "service", "version": "1", "traits": {"smithy.api#mixin": {}, "aws.protocols#restXml": {}},
			"operations": [{"target": "a#One"}], "errors": [{"target": "a#Bad"}], "rename": {"a#X": "BaseX", "a#Y": "BaseY"}},
		"a#S": {"type": "service", "version": "2", "mixins": [{"target": "a#Base"}],
			"operations": [{"target": "a#Two"}, {"target": "a#One"}], "rename": {"a#X": "OwnX"}},
		"a#Checked": {"type": "operation", "traits": {"smithy.api#mixin": {}}, "errors": [{"target": "a#Worse"}]},
		"a#One": {"type": "operation", "mixins": [{"target": "a#Checked"}], "errors": [{"target": "a#Bad"}]},
		"a#Two": {"type": "operation"},
		"a#Bad": {"type": "structure", "members": {}}, "a#Worse": {"type": "structure", "members": {}}`)
	if faults != "" {
		t.Fatal(faults)
	}
	s := m.Shapes["a#S"]
	var got []string
	for _, op := range m.Operations("a#S") {
		got = append(got, string(op.ID))
		for _, e := range m.Errors("a#S", op) {
			got = append(got, "  "+string(e.ID))
		}
	}
	got = append(got, s.Called("a#X"), s.Called("a#Y"), traits(s.Traits))
	want := []string{"a#One", "  a#Worse", "  a#Bad", "a#Two", "  a#Bad", "OwnX", "BaseY", "aws.protocols#restXml={}"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the service (-want +got):\n%s", diff)
	}
}

func TestSomeMixinsAreFaults(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, text, want string }{
		{"another type", `"a#A": {"type": "string", "traits": {"smithy.api#mixin": {}}}, "a#B": {"type": "structure", "mixins": [{"target": "a#A"}]}`, "the mixin a#A has the type string"},
		{"an operation with input", `"a#A": {"type": "operation", "input": {"target": "a#B"}, "traits": {"smithy.api#mixin": {}}}, "a#B": {"type": "structure"}`, "a mixin of operations has no input"},
		{"a resource with identifiers", `"a#A": {"type": "resource", "identifiers": {"x": {"target": "smithy.api#String"}}, "traits": {"smithy.api#mixin": {}}}`, "a mixin of resources has nothing"},
		{"a member with two targets", `"a#A": {"type": "structure", "traits": {"smithy.api#mixin": {}}, "members": {"x": {"target": "smithy.api#Long"}}}, "a#B": {"type": "structure", "mixins": [{"target": "a#A"}], "members": {"x": {"target": "smithy.api#String"}}}`, "a#B$x: the member is at a.json:1 already, with the target smithy.api#Long"},
		{"traits for a member that never comes", `"a#A": {"type": "structure", "traits": {"smithy.api#mixin": {}}}, "a#B": {"type": "structure", "mixins": [{"target": "a#A"}]}, "a#B$y": {"type": "apply", "traits": {"smithy.api#required": {}}}`, "a#B$y: traits are applied to a member that does not exist"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if _, faults := assemble(c.text); !strings.Contains(faults, c.want) {
				t.Errorf("no fault says %q:\n%s", c.want, faults)
			}
		})
	}
}
