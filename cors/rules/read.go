// SPDX-License-Identifier: Apache-2.0

package rules

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/seed-40dc4ce0/pail/cors"
)

// Read reads a document with CORS rules in any of the formats. The error is an
// [*Error] with every fault; the file is nil then, and what could be read stands
// in the error.
func Read(data []byte) (*File, error) {
	r := &reader{file: &File{Configuration: new(cors.Configuration)}, rule: -1}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	start := bytes.TrimLeft(data, " \t\r\n")
	switch {
	case !utf8.Valid(data):
		r.fault(1+bytes.Count(valid(data), []byte("\n")), "", "the document is not in UTF-8")
	case len(start) == 0:
		r.fault(1, "", "the document is empty")
	case start[0] == '<':
		r.file.Format = XML
		r.xml(data)
	case start[0] == '{' || start[0] == '[':
		r.json(data)
	default:
		r.fault(1, "", "the document is neither XML nor JSON")
	}
	if len(r.faults) == 0 {
		return r.file, nil
	}
	e := &Error{Faults: r.faults}
	if r.file.Format != "" {
		e.File = r.file
	}
	return nil, e
}

// valid is the beginning of the text that is UTF-8.
func valid(data []byte) []byte {
	for i := 0; i < len(data); {
		c, n := utf8.DecodeRune(data[i:])
		if c == utf8.RuneError && n == 1 {
			return data[:i]
		}
		i += n
	}
	return data
}

// reader collects what a document says and what is wrong with it.
type reader struct {
	file   *File
	faults []Fault
	rule   int
}

func (r *reader) fault(line int, field, format string, values ...any) {
	r.faults = append(r.faults, Fault{Line: line, Rule: r.rule, Field: field, Problem: fmt.Sprintf(format, values...)})
}

// begin appends a rule.
func (r *reader) begin(line int) *cors.Rule {
	c := r.file.Configuration
	c.Rules = append(c.Rules, cors.Rule{})
	r.file.lines = append(r.file.lines, line)
	r.rule = len(c.Rules) - 1
	return &c.Rules[r.rule]
}

// unknown tells of a name that the format has not, and of the one that was
// probably meant.
func (r *reader) unknown(line int, name string, known []string) {
	plain := func(s string) string {
		return strings.TrimSuffix(strings.ToLower(strings.ReplaceAll(s, "_", "")), "s")
	}
	if i := slices.IndexFunc(known, func(k string) bool { return plain(k) == plain(name) }); i >= 0 {
		r.fault(line, name, "there is no such name; it is %s here", known[i])
		return
	}
	r.fault(line, name, "there is no such name; known are %s", strings.Join(known, ", "))
}
