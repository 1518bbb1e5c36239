// SPDX-License-Identifier: Apache-2.0

package differential

import (
	"fmt"
	"io"
	"reflect"
	"strings"
	"text/tabwriter"
)

// report counts what was compared.
type report struct {
	modelled  int // operations of the model
	compared  int // operations that both clients have
	requests  int // pairs of requests
	refusals  int // inputs that both refuse
	reordered int // requests whose XML has another order of members
	responses int // pairs of outputs
	failures  int // pairs of errors
	faults    int // differences that nothing excuses

	excused   map[string]int      // differences, by kind of allowance
	oursLack  map[string]bool     // operations
	theirMore map[string]bool     // operations
	newer     map[string][]string // fields of theirs, by structure
}

// newReport is one with nothing in it.
func newReport() *report {
	return &report{
		excused: map[string]int{}, oursLack: map[string]bool{}, theirMore: map[string]bool{}, newer: map[string][]string{},
	}
}

// see notes the fields of a structure of theirs that the model does not have.
func (r *report) see(t reflect.Type, sh *shape) {
	if names := strangers(t, sh); len(names) > 0 {
		r.newer[t.Name()] = names
	}
}

// print writes the table.
func (r *report) print(to io.Writer) {
	w := tabwriter.NewWriter(to, 0, 0, 2, ' ', 0)
	row := func(name string, value any) { fmt.Fprintf(w, "%s\t%v\n", name, value) }
	row("operations of the model", r.modelled)
	row("operations compared", r.compared)
	row("pairs of requests", r.requests)
	row("inputs that both refuse", r.refusals)
	row("pairs of outputs", r.responses)
	row("pairs of errors", r.failures)
	row("differences that fail", r.faults)
	for _, kind := range keys(r.excused) {
		row("allowed: "+kind, r.excused[kind])
	}
	row("XML whose members they order by name", r.reordered)
	row("operations that ours lacks", strings.Join(keys(r.oursLack), " "))
	row("operations newer than the model", fmt.Sprintf("%d: %s", len(r.theirMore), strings.Join(keys(r.theirMore), " ")))
	fields, text := 0, ""
	for _, name := range keys(r.newer) {
		fields += len(r.newer[name])
		text += " " + name + "." + strings.Join(r.newer[name], ",")
	}
	row("fields newer than the model", fmt.Sprintf("%d:%s", fields, text))
	_ = w.Flush()
}
