// SPDX-License-Identifier: Apache-2.0

package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
)

// compare prints what each step of the walk was answered, a column for each
// provider. All tours have taken the same steps, and that of the provider shown
// has been printed before.
func compare(w io.Writer, tours []*tour, shown string) error {
	fmt.Fprintf(w, "\nThe same walk on every provider: the status of each answer, and what the program made of it.\n\n")
	table := tabwriter.NewWriter(w, 0, 0, 3, ' ', 0)
	head := []string{"step"}
	for _, t := range tours {
		head = append(head, t.provider)
	}
	fmt.Fprintln(table, strings.Join(head, "\t"))
	for i, s := range tours[0].steps {
		row := []string{fmt.Sprintf("%d. %s", i+1, s.title)}
		for _, t := range tours {
			row = append(row, strings.TrimSpace(fmt.Sprintf("%d %s", t.steps[i].status, t.steps[i].said)))
		}
		fmt.Fprintln(table, strings.Join(row, "\t"))
	}
	if err := table.Flush(); err != nil {
		return err
	}
	i := slices.IndexFunc(tours, func(t *tour) bool { return t.provider != shown })
	if i < 0 {
		return nil
	}
	_, err := fmt.Fprintf(w, "\nSee another one line by line: pail demo --provider %s\n", tours[i].provider)
	return err
}
