// SPDX-License-Identifier: Apache-2.0

package matrix

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"text/tabwriter"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write testdata/table.txt anew")

func TestNoCellIsEmpty(t *testing.T) {
	t.Parallel()
	_, _, table := Build()
	whole(t, table)
	for _, cell := range table.Empty() {
		t.Errorf("no case: %s", cell)
	}
	rules := table.Rules()
	t.Logf("restJson1, the matrix: %d cells, %d legal, %d forbidden by %d rules; %d cases", len(table.Cells), table.Legal(), len(table.Cells)-table.Legal(), len(rules), table.Cases())
	const path = "testdata/table.txt"
	if *update {
		if err := os.WriteFile(path, summary(table), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(summary(table))); diff != "" {
		t.Errorf("the table differs (-want +got); go test ./test/conformance/smithy/matrix -update writes it:\n%s", diff)
	}
}

// whole checks that the cells are those that the axes make.
func whole(t *testing.T, table Table) {
	t.Helper()
	want := 0
	for _, l := range locations() {
		for _, s := range l.Sides {
			want += len(variants()) * len(types()) * len(presences(s))
		}
	}
	if len(table.Cells) != want {
		t.Errorf("%d cells, want %d", len(table.Cells), want)
	}
	seen := map[string]bool{}
	for _, cell := range table.Cells {
		if name := cell.String(); seen[name] {
			t.Errorf("twice: %s", name)
		} else {
			seen[name] = true
		}
	}
}

// summary says what stands in the table, by each axis, and what the rules forbid.
func summary(table Table) []byte {
	var b bytes.Buffer
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	line := func(name string, cells []*Cell) {
		part := Table{Cells: cells}
		fmt.Fprintf(w, "%s\t%d\t%d\t%d\n", name, len(cells), part.Legal(), part.Cases())
	}
	for _, axis := range []struct {
		name string
		of   func(*Cell) string
	}{
		{"side", func(c *Cell) string { return string(c.Side) }},
		{"location", func(c *Cell) string { return string(c.Side) + ": " + c.Location }},
		{"trait", func(c *Cell) string { return c.Trait }},
		{"type", func(c *Cell) string { return c.Type }},
		{"presence", func(c *Cell) string { return string(c.Presence) }},
	} {
		groups, order := map[string][]*Cell{}, []string(nil)
		for _, c := range table.Cells {
			key := axis.of(c)
			if groups[key] == nil {
				order = append(order, key)
			}
			groups[key] = append(groups[key], c)
		}
		fmt.Fprintf(w, "%s\tcells\tlegal\tcases\n", axis.name)
		if axis.name == "location" {
			slices.SortStableFunc(order, func(a, b string) int { return strings.Compare(a[:3], b[:3]) })
		}
		for _, key := range order {
			line("  "+key, groups[key])
		}
		fmt.Fprintln(w)
	}
	_ = w.Flush()
	b.WriteString("cells that a rule forbids\n")
	rules := table.Rules()
	for _, rule := range names(rules) {
		fmt.Fprintf(&b, "%7d %s\n", rules[rule], rule)
	}
	return b.Bytes()
}
