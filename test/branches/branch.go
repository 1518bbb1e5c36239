// SPDX-License-Identifier: Apache-2.0

package main

import "strconv"

// branch is one place in the generator that can be switched off.
type branch struct {
	id   string // its number in the catalog, from "1" on
	file string // below codegen/internal
	line int
	in   string // the function or the template that has it
	text string // how it begins
}

// name tells the branch from others, also when lines move; twins within one
// function share it.
func (b branch) name() string { return b.file + " " + b.in + ": " + b.text }

// place is the file and the line.
func (b branch) place() string { return b.file + ":" + strconv.Itoa(b.line) }

// catalog is the list of all branches. Files are instrumented while it is
// made: each branch asks first whether it is on.
type catalog struct{ list []branch }

// add takes a branch in and returns its id.
func (c *catalog) add(file string, line int, in, text string) string {
	id := strconv.Itoa(len(c.list) + 1)
	c.list = append(c.list, branch{id, file, line, in, text})
	return id
}
