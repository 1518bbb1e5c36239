// SPDX-License-Identifier: Apache-2.0

package main

import (
	"context"
	"fmt"
	"io"
	"strings"
)

// compiler is what notices a branch without which a function does not compile.
const compiler kind = "compiler"

// equivalent are the branches that nothing can notice, by name, and why.
var equivalent = map[string]string{}

// outcome is what became of a branch that was switched off.
type outcome struct {
	by      kind // who noticed, "" if nobody did
	note    string
	reached bool // by an input
	err     error
}

// tryAll tries branches, some at a time. The outcomes come in the order of the
// branches.
func (b *bench) tryAll(ctx context.Context, list []branch, parallel int) []chan outcome {
	outcomes := make([]chan outcome, len(list))
	slots := make(chan struct{}, parallel)
	for i := range list {
		outcomes[i] = make(chan outcome, 1)
	}
	go func() {
		for i, br := range list {
			slots <- struct{}{}
			go func() {
				defer func() { <-slots }()
				o, err := b.try(ctx, br)
				o.err = err
				outcomes[i] <- o
			}()
		}
	}()
	return outcomes
}

// table prints a line a branch and a summary. The error says that branches
// survive.
func table(w io.Writer, list []branch, outcomes []chan outcome) error {
	count := map[kind]int{}
	known, dead := 0, 0
	for i, br := range list {
		o := <-outcomes[i]
		if o.err != nil {
			return fmt.Errorf("%s: %w", br.place(), o.err)
		}
		count[o.by]++
		reason, excused := equivalent[br.name()]
		said := short(string(o.by)+" "+o.note, 120)
		switch {
		case o.by != "" && excused:
			return fmt.Errorf("%s: the branch is noticed; take it off the list of those that cannot be", br.name())
		case o.by == "" && excused:
			known++
			said = "cannot be noticed: " + reason
		case o.by == "" && o.reached:
			said = "SURVIVES: it is reached and changes nothing"
		case o.by == "":
			dead++
			said = "SURVIVES: no model reaches it"
		}
		fmt.Fprintf(w, "%-34s %-64s %s\n", br.place(), short(br.in+": "+br.text, 64), said)
	}
	survivors := count[""] - known
	fmt.Fprintf(w, "\n%5d branches, switched off one at a time\n", len(list))
	fmt.Fprintf(w, "%5d noticed by cases of restXml\n", count[restXML])
	fmt.Fprintf(w, "%5d noticed by cases of restJson1\n", count[restJSON])
	fmt.Fprintf(w, "%5d noticed by the matrix of restJson1\n", count[matrixed])
	fmt.Fprintf(w, "%5d noticed by wanted files of codegen/testdata\n", count[golden])
	fmt.Fprintf(w, "%5d noticed by the generated files of this module\n", count[own])
	fmt.Fprintf(w, "%5d noticed in the client of Amazon S3 alone\n", count[published])
	fmt.Fprintf(w, "%5d do not compile without it\n", count[compiler])
	fmt.Fprintf(w, "%5d cannot be noticed, for a reason that is written down\n", known)
	fmt.Fprintf(w, "%5d survive, %d of them are not reached\n", survivors, dead)
	if survivors > 0 {
		return fmt.Errorf("%d of %d branches survive", survivors, len(list))
	}
	return nil
}

// short is text, cut after as many bytes.
func short(text string, length int) string {
	if len(text) <= length {
		return text
	}
	return strings.ToValidUTF8(text[:length-3], "") + "..."
}
