// SPDX-License-Identifier: Apache-2.0

package check

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/codegen/internal/ast"
)

// told are the faults of all shapes, sorted, without their places and fixes.
func told(t *testing.T, shapes string) []string {
	t.Helper()
	var faults ast.Faults
	Shapes(load(t, shapes), &faults)
	var list []string
	for _, f := range faults.List() {
		list = append(list, f.Shape+": "+f.Problem)
	}
	slices.Sort(list)
	return list
}

func TestRangesOfWholeNumbersAreWhole(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ typ, value, want string }{
		{"integer", `{"min": 1.5}`, "min of smithy.api#range is 1.5, which no integer can be"},
		{"byte", `{"max": 1e1}`, "max of smithy.api#range is 1e1, which no byte can be"},
		{"long", `{"max": 9223372036854775808}`, "max of smithy.api#range is 9223372036854775808, which no long can be"},
		{"long", `{"max": 9223372036854775807}`, ""},
		{"float", `{"min": 1.5, "max": 1e30}`, ""},
		{"bigDecimal", `{"min": 0.1}`, ""},
	} {
		t.Run(c.typ+" "+c.value, func(t *testing.T) {
			t.Parallel()
			got := told(t, fmt.Sprintf(`
				"a#N": {"type": %[1]q, "traits": {"smithy.api#range": %[2]s}}, "a#M": {"type": %[1]q},
				"a#In": {"type": "structure", "members": {"n": {"target": "a#M", "traits": {"smithy.api#range": %[2]s}}}}`, c.typ, c.value))
			var want []string
			if c.want != "" {
				want = []string{"a#In$n: " + c.want, "a#N: " + c.want}
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("faults (-want +got):\n%s", diff)
			}
		})
	}
}

func TestDefaultsOfNumbersFitTheirTypes(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		typ, value string
		legal      bool
	}{
		{"Float", "1e+39", false}, {"Float", "3.4e38", true}, {"Double", "1e+39", true}, {"Double", "1e400", false},
		{"Float", `"NaN"`, true}, {"Float", `"-Infinity"`, true}, {"Double", `"Infinity"`, true}, {"Double", `"1"`, false},
		{"Byte", "-128", true}, {"Byte", "-129", false}, {"Short", "32768", false}, {"Integer", "2147483648", false},
		{"Long", "9223372036854775807", true}, {"Long", "9223372036854775808", false},
	} {
		got := told(t, fmt.Sprintf(`"a#In": {"type": "structure", "members": {"n": {"target": "smithy.api#%s", "traits": {"smithy.api#default": %s}}}}`, c.typ, c.value))
		if (len(got) == 0) != c.legal {
			t.Errorf("the default %s of a %s: %v", c.value, c.typ, got)
		}
	}
}
