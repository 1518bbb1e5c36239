// SPDX-License-Identifier: Apache-2.0

package smithy

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/seed-40dc4ce0/pail/test/conformance/smithy/matrix"
)

// TestTheGeneratorRefusesWhatTheRulesForbid gives the generator all combinations of the
// matrix that are no legal Smithy: each must be a fault. So no cell is forbidden that
// could be had, and the checker knows every rule.
func TestTheGeneratorRefusesWhatTheRulesForbid(t *testing.T) {
	t.Parallel()
	model, illegal := matrix.BuildIllegal()
	dir := t.TempDir()
	path := filepath.Join(dir, "illegal.json")
	if err := os.WriteFile(path, model, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := command(t, dir, generator(t, "./codegen"), "-model", path, "-package", "illegal", "-out", filepath.Join(dir, "illegal"))
	if err == nil {
		t.Error("the generator takes it all")
	}
	faulty := map[string]bool{}
	for _, m := range regexp.MustCompile(`(?m)^\S*illegal\.json:\d+: ([^ $:]+)`).FindAllSubmatch(out, -1) {
		faulty[string(m[1])] = true
	}
	refused := 0
	for _, c := range illegal {
		found := false
		for _, id := range c.Shapes {
			found = found || faulty[id]
		}
		if found {
			refused++
		} else {
			t.Errorf("no fault: %s, which this forbids: %s", c.Name, c.Rule)
		}
	}
	t.Logf("restJson1, what is no legal model: %d combinations of location, trait and type, %d refused", len(illegal), refused)
}
