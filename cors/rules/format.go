// SPDX-License-Identifier: Apache-2.0

package rules

import (
	"fmt"
	"strings"

	"github.com/seed-40dc4ce0/pail/cors"
)

// Format is a form of documents with CORS rules.
type Format string

// The formats.
const (
	// XML is the document of S3, COS and OSS.
	XML Format = "xml"
	// Console is the JSON of S3's console.
	Console Format = "console-json"
	// QingStor is the JSON of QingStor.
	QingStor Format = "qingstor-json"
)

// FormatOf is the format in which a provider's store keeps rules; for one that
// is unknown it is XML.
func FormatOf(provider string) Format {
	if cors.LimitsOf(provider).JSON {
		return QingStor
	}
	return XML
}

// File is a document that was read.
type File struct {
	// Format is what the document was recognised as.
	Format Format
	// Configuration is what it says.
	Configuration *cors.Configuration

	lines []int
}

// Line is the line on which a rule begins, counted from 1; for index -1 it is
// the first line. It is 0 for a rule that the document does not have.
func (f *File) Line(rule int) int {
	switch {
	case rule == -1:
		return 1
	case rule < 0 || rule >= len(f.lines):
		return 0
	}
	return f.lines[rule]
}

// Fault is one thing in a document that is not understood, or in a configuration
// that cannot be written.
type Fault struct {
	// Line is where it stands, counted from 1; 0 when nothing was read.
	Line int
	// Rule is the index of the rule, -1 outside of rules.
	Rule int
	// Field is the name of the element or member, as the document has it, "" for
	// the document or the rule as a whole.
	Field string
	// Problem says what is wrong, in a sentence without its full stop.
	Problem string
}

// String is the fault in one line. Rules are counted from 1.
func (f Fault) String() string {
	var place []string
	if f.Line > 0 {
		place = append(place, fmt.Sprintf("line %d", f.Line))
	}
	if f.Rule >= 0 {
		place = append(place, fmt.Sprintf("rule %d", f.Rule+1))
	}
	if f.Field != "" {
		place = append(place, f.Field)
	}
	if len(place) == 0 {
		return f.Problem
	}
	return strings.Join(place, ", ") + ": " + f.Problem
}

// Error is all that is wrong with a document, or with a configuration that was
// to be written.
type Error struct {
	// Faults are in the order of the document. There is one at least.
	Faults []Fault
	// File is what could be read in spite of them, so that it can be judged as
	// far as it goes; nil when nothing could, or nothing was read.
	File *File
}

// Error gives all faults, a line each.
func (e *Error) Error() string {
	var lines []string
	for _, f := range e.Faults {
		lines = append(lines, f.String())
	}
	return "cors rules: " + strings.Join(lines, "\n")
}
