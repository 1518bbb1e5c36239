// SPDX-License-Identifier: Apache-2.0

package browser

import (
	"slices"
	"testing"
)

// TestTable has the browser judge package cors case by case.
func TestTable(t *testing.T) {
	rows := slices.Concat(
		originRows(), credentialRows(), methodRows(), listRows(), exposeRows(), headerRows(), statusRows(), redirectRows(), pageRows(), bucketRows(),
	)
	seen := map[string]bool{}
	for _, r := range rows {
		if seen[r.name] {
			t.Errorf("two rows are called %q", r.name)
		}
		seen[r.name] = true
	}
	l := newLab(t)
	used := judge(t, l.run(t, rows))
	for _, e := range exceptions() {
		if e.header != nil && !used[e.why] {
			t.Errorf("no exception any more: %s", e.why)
		}
	}
}
