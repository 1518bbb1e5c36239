// SPDX-License-Identifier: Apache-2.0

package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/seed-40dc4ce0/pail/cors"
	"github.com/seed-40dc4ce0/pail/cors/rules"
)

// rulesFile is a file with CORS rules, as far as it could be read.
type rulesFile struct {
	name          string
	format        rules.Format // "" when not even that is known
	configuration *cors.Configuration
	read          *rules.File
	faults        []rules.Fault
	broken        bool // it has faults
}

// longestRules is how many bytes a file of rules may have: no store takes more
// than 64 KB.
const longestRules = 1 << 20

// readRules reads a file with CORS rules; "-" is stdin. That it is not
// understood is no error: its faults are findings.
func readRules(name string, std streams) (*rulesFile, error) {
	in := std.in
	if name == "-" {
		name = "stdin"
	} else {
		file, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		defer func() { _ = file.Close() }()
		in = file
	}
	data, err := io.ReadAll(io.LimitReader(in, longestRules+1))
	if err != nil {
		return nil, err
	}
	if len(data) > longestRules {
		return nil, fmt.Errorf("%s has more than 1 MiB, and no store takes more than 64 KB of CORS rules: name a file of rules", name)
	}
	f := &rulesFile{name: name}
	f.read, err = rules.Read(data)
	if bad, ok := errors.AsType[*rules.Error](err); ok {
		f.faults, f.read, f.broken = bad.Faults, bad.File, true
	} else if err != nil {
		return nil, err
	}
	if f.read != nil {
		f.format, f.configuration = f.read.Format, f.read.Configuration
	}
	return f, nil
}

// told tells the faults on stderr and gives the error that is left to say.
func (f *rulesFile) told(std streams) error {
	for _, one := range f.faults {
		fmt.Fprintf(std.err, "%s: %s\n", f.name, plain(one.String()))
	}
	return fmt.Errorf("%s cannot be read", f.name)
}

// provider is the one that was named, else one whose store keeps files of this
// format.
func (f *rulesFile) provider(named string) string {
	all := cors.Providers()
	i := slices.IndexFunc(all, func(id string) bool { return rules.FormatOf(id) == f.format })
	if named != "" || i < 0 {
		return named
	}
	return all[i]
}

// finding is one of a rules file: a fault of the document or what is wrong with
// what it says. Rule is the index of the rule, -1 is the file as a whole.
type finding struct {
	Line    int        `json:"line"`
	Rule    int        `json:"rule"`
	Level   cors.Level `json:"level"`
	Code    string     `json:"code"`
	Field   string     `json:"field"`
	Value   string     `json:"value"`
	Problem string     `json:"problem"`
	Fix     string     `json:"fix"`
}

// unreadable is the code of a fault of the document.
const unreadable = "unreadable"

// lint gives everything that is wrong with the file. Of a broken one without a
// rule that could be read these are its faults alone.
func (f *rulesFile) lint(provider string) []finding {
	list := []finding{}
	for _, fault := range f.faults {
		list = append(list, finding{
			Line: fault.Line, Rule: fault.Rule, Level: cors.Refused, Code: unreadable, Field: fault.Field, Problem: fault.Problem,
		})
	}
	if f.read == nil || f.broken && len(f.configuration.Rules) == 0 {
		return list
	}
	for _, one := range cors.Lint(provider, f.configuration) {
		list = append(list, finding{
			Line: f.read.Line(one.Rule), Rule: one.Rule, Level: one.Level, Code: one.Code, Field: one.Field, Value: one.Value,
			Problem: one.Problem, Fix: one.Fix,
		})
	}
	return list
}

// count is how many findings have a level.
func count(list []finding, level cors.Level) (n int) {
	for _, one := range list {
		if one.Level == level {
			n++
		}
	}
	return n
}

// String is the finding in one line. Rules are counted from 1.
func (f finding) String() string {
	var b strings.Builder
	if f.Line > 0 {
		fmt.Fprintf(&b, "line %d: ", f.Line)
	}
	fmt.Fprintf(&b, "%s: ", f.Level)
	if f.Rule >= 0 {
		fmt.Fprintf(&b, "rule %d: ", f.Rule+1)
	}
	if f.Field != "" {
		b.WriteString(f.Field)
		if f.Value != "" {
			fmt.Fprintf(&b, " %q", f.Value)
		}
		b.WriteString(": ")
	}
	b.WriteString(f.Problem)
	if f.Fix != "" {
		b.WriteString("; " + f.Fix)
	}
	return b.String()
}
