// SPDX-License-Identifier: Apache-2.0

package smithy

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/seed-40dc4ce0/pail/test/conformance/smithy/matrix"
)

// TestJSONMatrix generates the client of the matrix and runs its cases.
func TestJSONMatrix(t *testing.T) {
	t.Parallel()
	model, cases, table := matrix.Build()
	dir := t.TempDir()
	files := models{filepath.Join(dir, "matrix.json"), filepath.Join(dir, "cases.json")}
	for name, data := range map[string][]byte{files.model: model, files.cases: cases} {
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s, count := runSuite(t, "./codegen", files)
	t.Logf("restJson1, the matrix: %d cells, %d legal, %d of %d cases pass (%s)",
		len(table.Cells), table.Legal(), count["pass"], len(s.Cases), sides(s))
	if count["pass"] != table.Cases() || len(s.Cases) != table.Cases() {
		t.Errorf("%d of %d cases pass, want %d", count["pass"], len(s.Cases), table.Cases())
	}
}

// TestJSONCases generates the clients of testdata/json.json and runs its cases,
// which say what no cell of the matrix does.
func TestJSONCases(t *testing.T) {
	t.Parallel()
	path, err := filepath.Abs("testdata/json.json")
	if err != nil {
		t.Fatal(err)
	}
	s, count := runSuite(t, "./codegen", models{path, path})
	t.Logf("restJson1, cases by hand: %d of %d pass (%s)", count["pass"], len(s.Cases), sides(s))
	if count["pass"] != len(s.Cases) || len(s.Orphans) > 0 {
		t.Errorf("%d of %d cases pass; no service has %q", count["pass"], len(s.Cases), s.Orphans)
	}
}

// TestRestJSON generates clients of the services in restjson1.ast.json and runs
// every case for clients. There is no list of exceptions.
func TestRestJSON(t *testing.T) {
	t.Parallel()
	path := filepath.Join(conformance(t), "restjson1.ast.json")
	if _, err := os.Stat(path); err != nil {
		t.Log("restJson1: there is no restjson1.ast.json in PAIL_CONFORMANCE; TestJSONMatrix and TestJSONCases run our own cases")
		return
	}
	s, count := runSuite(t, "./codegen", models{path, path})
	t.Logf("restJson1: %d of %d client cases (%s), %d skipped; %d cases of no service %q", count["pass"], len(s.Cases), sides(s), count["skip"], len(s.Orphans), s.Orphans)
	if count["pass"] != len(s.Cases) || len(s.Cases) == 0 {
		t.Errorf("%d of %d cases pass", count["pass"], len(s.Cases))
	}
}

// sides counts the cases of each side.
func sides(s *Suite) string {
	return fmt.Sprintf("%d requests, %d responses, %d errors, %d refused inputs, %d bad answers, %d unknown errors",
		s.Count(Request), s.Count(Response), s.Count(Error), s.Count(Refusal), s.Count(Bad), s.Count(Unknown))
}
