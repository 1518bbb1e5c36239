// SPDX-License-Identifier: Apache-2.0

package imports

import (
	"strings"
	"testing"
)

// TestRulesBite gives each rule a graph that breaks it.
func TestRulesBite(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		edges string
		rule  func(*graph) []string
		want  string
	}{
		{"an import goes up", "bucket>internal/pipeline", layering, "bucket imports internal/pipeline"},
		{"an import stays in its row", "config>signer", layering, "config imports signer"},
		{"one provider imports another", "service/s3>service/cos", layering, "service/s3 imports service/cos"},
		{"the service may import a provider", "service>service/s3", layering, ""},
		{"a package is unknown", "helpers>cors", layering, "helpers has no row"},
		{"cors imports another module", "cors>example.com/other", purity, "cors imports example.com/other"},
		{"cors reads JSON", "cors>github.com/go-json-experiment/json/jsontext", purity, "cors imports"},
		{"the wire reads JSON", "internal/wire>github.com/go-json-experiment/json/jsontext", purity, ""},
		{"the wire imports one of ours", "internal/wire>internal/call", purity, "internal/wire imports"},
		{"the runtime of clients imports another module", "rest>example.com/other", purity, "rest imports example.com/other"},
		{"the runtime of clients imports the call", "rest>internal/call", purity, "rest imports"},
		{"the runtime of clients stands on the wire", "rest>internal/wire rest>internal/checksum", purity, ""},
		{"a bucket would link the runtime of clients", "service>bucket bucket>rest", reach, "bucket > rest"},
		{"the generator imports one of ours", "codegen>cors", seclusion, "codegen imports cors"},
		{"somebody imports the generator", "specs>codegen/model", seclusion, "specs imports codegen/model"},
		{"a user's program would link the specs", "service>bucket bucket>cors cors>specs", reach, "service > bucket > cors > specs"},
		{"the emulator borrows a serialiser", "test/emulator>test/fake test/fake>internal/wire", reach, "test/emulator > test/fake > internal/wire"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got := strings.Join(test.rule(drawn(test.edges)), "\n")
			if test.want == "" && got != "" || !strings.Contains(got, test.want) {
				t.Errorf("got %q, want it to say %q", got, test.want)
			}
		})
	}
}

// drawn is a graph of edges "a>b", separated by blanks.
func drawn(edges string) *graph {
	g := &graph{module: "m", imports: map[string][]string{}, standard: map[string]bool{"fmt": true}}
	for edge := range strings.FieldsSeq(edges) {
		from, to, _ := strings.Cut(edge, ">")
		if !strings.Contains(to, ".") {
			to = "./" + to
			g.imports[to] = append(g.imports[to], nil...)
		}
		g.imports["./"+from] = append(g.imports["./"+from], to)
	}
	return g
}
