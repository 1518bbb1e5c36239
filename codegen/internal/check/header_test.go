// SPDX-License-Identifier: Apache-2.0

package check

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/codegen/internal/ast"
)

func TestHeadersThatNoClientCanSendAreForOutputs(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ header, typ, want string }{
		{"Host", "String", "the header Host belongs to the connection and cannot be sent by an input"},
		{"Transfer-Encoding", "String", "the header Transfer-Encoding belongs to the connection and cannot be sent by an input"},
		{"trailer", "String", "the header trailer belongs to the connection and cannot be sent by an input"},
		{"Connection", "String", "the header Connection belongs to the connection and cannot be sent by an input"},
		{"Upgrade", "String", "the header Upgrade belongs to the connection and cannot be sent by an input"},
		{"Content-Length", "String", "the header Content-Length cannot carry the type string"},
		{"Content-Length", "Integer", "the header Content-Length cannot carry the type integer"},
		{"Content-Length", "Long", ""},
		{"User-Agent", "String", ""},
		{"Expect", "String", ""},
	} {
		t.Run(c.header+" with a "+c.typ, func(t *testing.T) {
			t.Parallel()
			shape := fmt.Sprintf(`{"type": "structure", "members": {"x": {"target": "smithy.api#%s", "traits": {"smithy.api#httpHeader": %q}}}}`, c.typ, c.header)
			m := load(t, `"a#S": {"type": "service", "operations": [{"target": "a#Op"}], "traits": {"aws.protocols#restXml": {}}},
				"a#Op": {"type": "operation", "input": {"target": "a#In"}, "output": {"target": "a#Out"}, "traits": {"smithy.api#http": {"method": "POST", "uri": "/"}}},
				"a#In": `+shape+`, "a#Out": `+shape)
			var faults ast.Faults
			Shapes(m, &faults)
			Service(m, "a#S", "", &faults)
			var got, want []string
			for _, f := range faults.List() {
				got = append(got, f.Shape+": "+f.Problem)
			}
			if c.want != "" {
				want = []string{"a#In$x: " + c.want}
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("faults (-want +got):\n%s", diff)
			}
		})
	}
}
