// SPDX-License-Identifier: Apache-2.0

package smithy

import (
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
	if !speaksJSON(t) {
		t.Log("pending: the generator does not know restJson1 yet")
		return
	}
	s, count := runSuite(t, "./codegen", files)
	t.Logf("restJson1, the matrix: %d cells, %d legal, %d of %d cases pass (%d requests, %d answers, %d errors, %d inputs that are refused)",
		len(table.Cells), table.Legal(), count["pass"], len(s.Cases), s.Count(Request), s.Count(Response), s.Count(Error), s.Count(Refusal))
	if len(s.Cases) != table.Cases() {
		t.Errorf("%d cases are loaded, want %d", len(s.Cases), table.Cases())
	}
}

// speaksJSON reports whether the generator takes models of restJson1.
func speaksJSON(t *testing.T) bool {
	t.Helper()
	dir := t.TempDir()
	model := filepath.Join(dir, "model.json")
	text := `{"smithy": "2.0", "shapes": {"a#S": {"type": "service", "version": "1", "traits": {"aws.protocols#restJson1": {}}}}}`
	if err := os.WriteFile(model, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := command(t, dir, generator(t, "./codegen"), "-model", model, "-package", "s", "-out", filepath.Join(dir, "s"))
	return err == nil
}
