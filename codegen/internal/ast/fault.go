// SPDX-License-Identifier: Apache-2.0

package ast

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Pos is a place in a file. The zero Pos is nowhere.
type Pos struct {
	File string
	Line int // from 1
}

// String is file:line, or "-" for nowhere.
func (p Pos) String() string {
	if p.File == "" {
		return "-"
	}
	return fmt.Sprintf("%s:%d", p.File, p.Line)
}

// Fault is one thing that is wrong with a model.
type Fault struct {
	Pos     Pos
	Shape   string // shape id, with $member; "" when the fault is the file's
	Problem string
	Fix     string // what to do about it; may be ""
}

// String is "file:line: shape#id$member: problem; fix".
func (f Fault) String() string {
	s := f.Pos.String() + ": "
	if f.Shape != "" {
		s += f.Shape + ": "
	}
	s += f.Problem
	if f.Fix != "" {
		s += "; " + f.Fix
	}
	return s
}

// Faults collects what is wrong, so that all of it is told at once. The zero
// value is empty and ready. A *Faults that is not empty is an error.
type Faults struct {
	list   []Fault
	unread bool
}

// Add records one fault.
func (f *Faults) Add(pos Pos, shape, problem, fix string) {
	f.list = append(f.list, Fault{pos, shape, problem, fix})
}

// Unread records a file that could not be read: what the rest lacks may be in
// it.
func (f *Faults) Unread(pos Pos, problem, fix string) {
	f.Add(pos, "", problem, fix)
	f.unread = true
}

// Partial says whether a file could not be read.
func (f *Faults) Partial() bool { return f.unread }

// Empty says whether nothing was wrong.
func (f *Faults) Empty() bool { return len(f.list) == 0 }

// List returns the faults by file and line, each one once.
func (f *Faults) List() []Fault {
	list := slices.Clone(f.list)
	slices.SortStableFunc(list, func(a, b Fault) int {
		return cmp.Or(cmp.Compare(a.Pos.File, b.Pos.File), cmp.Compare(a.Pos.Line, b.Pos.Line), cmp.Compare(a.Shape, b.Shape), cmp.Compare(a.Problem, b.Problem))
	})
	return slices.Compact(list)
}

// Error is every fault on a line of its own.
func (f *Faults) Error() string {
	var lines []string
	for _, fault := range f.List() {
		lines = append(lines, fault.String())
	}
	return strings.Join(lines, "\n")
}

// Err returns f, or nil when f is empty.
func (f *Faults) Err() error {
	if f.Empty() {
		return nil
	}
	return f
}
