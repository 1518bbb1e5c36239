// SPDX-License-Identifier: Apache-2.0

package matrix

import (
	"testing"
)

func TestNoCellIsEmpty(t *testing.T) {
	t.Parallel()
	model, cases, table := Build()
	for _, cell := range table.Empty() {
		t.Errorf("no case: %s", cell)
	}
	rules := table.Rules()
	t.Logf("%d cells, %d legal, %d forbidden by %d rules; %d cases; %d bytes, %d with the cases", len(table.Cells), table.Legal(), len(table.Cells)-table.Legal(), len(rules), table.Cases(), len(model), len(cases))
	for _, rule := range names(rules) {
		t.Logf("%6d %s", rules[rule], rule)
	}
}
