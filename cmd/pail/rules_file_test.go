// SPDX-License-Identifier: Apache-2.0

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestFilesThatAreNoFilesOfRulesAreNotReadWhole(t *testing.T) {
	t.Parallel()
	big := `{"CORSRules": [` + strings.Repeat(" ", longestRules) + `]}`
	name := filepath.Join(t.TempDir(), "big.json")
	if err := os.WriteFile(name, []byte(big), 0o600); err != nil {
		t.Fatal(err)
	}
	for in, std := range map[string]streams{name: {}, "-": {in: strings.NewReader(big)}} {
		if _, err := readRules(in, std); err == nil || !strings.Contains(err.Error(), "more than 1 MiB") {
			t.Errorf("%s: %v", in, err)
		}
	}
}
