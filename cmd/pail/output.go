// SPDX-License-Identifier: Apache-2.0

package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode"

	"github.com/seed-40dc4ce0/pail/cors"
)

// output is the flag that says what stdout looks like.
type output string

func (o *output) add(f flags) {
	f.StringVar((*string)(o), "o", "table", "")
}

func (o *output) check(f flags) error { return f.need("o", string(*o), "table", "json") }

func (o *output) json() bool { return *o == "json" }

// dry prints a request that was not sent.
func (o *output) dry(w io.Writer, s *sent) error {
	if o.json() {
		return printJSON(w, struct {
			Request *sent `json:"request"`
		}{s})
	}
	s.print(w)
	return nil
}

// printJSON prints a value as an indented document.
func printJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

// table are rows of a name and a text.
type table [][2]string

// add appends a row that has a text.
func (t *table) add(name, text string) {
	if text != "" {
		*t = append(*t, [2]string{name, text})
	}
}

// lines appends the lines of a header below a row.
func (t *table) lines(header []line) {
	for _, l := range header {
		t.add("", "  "+l.Name+": "+l.Value)
	}
}

// print prints the names in one column and the texts in the next.
func (t *table) print(w io.Writer) error {
	width := 0
	for _, row := range *t {
		width = max(width, len(row[0]))
	}
	for _, row := range *t {
		if _, err := fmt.Fprintf(w, "%-*s  %s\n", width, row[0], plain(row[1])); err != nil {
			return err
		}
	}
	return nil
}

// plain is a text that does nothing to a terminal.
func plain(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return unicode.ReplacementChar
	}, text)
}

// verdictDocument is a verdict in JSON. Its members stay; there may be more.
type verdictDocument struct {
	Target    string    `json:"target"`
	Allowed   bool      `json:"allowed"`
	Reason    string    `json:"reason"`
	Detail    string    `json:"detail"`
	Stage     string    `json:"stage"`
	Parameter string    `json:"parameter"`
	Warnings  []string  `json:"warnings"`
	MaxAge    int       `json:"max_age"`
	Request   *sent     `json:"request"`
	Answer    *answered `json:"answer"`
}

func verdictOf(t target, v cors.Verdict, x *exchange) verdictDocument {
	return verdictDocument{
		Target: t.String(), Allowed: v.Allowed, Reason: v.Reason, Detail: v.Detail, Stage: v.Stage,
		Parameter: v.Parameter, Warnings: append([]string{}, v.Warnings...), MaxAge: v.MaxAge, Request: x.request, Answer: x.answer,
	}
}
