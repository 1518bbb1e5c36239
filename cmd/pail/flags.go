// SPDX-License-Identifier: Apache-2.0

package main

import (
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"
)

// flags are those of one command. Unlike with package flag alone they may stand
// before and behind the arguments.
type flags struct {
	*flag.FlagSet
	command string
}

func newFlags(command string) flags {
	f := flags{flag.NewFlagSet(command, flag.ContinueOnError), command}
	f.SetOutput(io.Discard)
	return f
}

// wrong is an error about how the command was typed.
func (f flags) wrong(format string, args ...any) error {
	return wrongUse{f.command + ": " + fmt.Sprintf(format, args...), f.command}
}

// parse reads args and gives the arguments among them, of which there are as
// many as names says.
func (f flags) parse(args []string, names ...string) (words []string, err error) {
	for len(args) > 0 {
		if err := f.Parse(args); err != nil {
			return nil, f.wrong("%s%s", strings.Replace(strings.Replace(err.Error(), "flag provided but not defined: -", "there is no flag --", 1), ": -", ": --", 1), f.meant(err))
		}
		rest := f.Args()
		if used := len(args) - len(rest); used > 0 && args[used-1] == "--" {
			words = append(words, rest...)
			break
		}
		if len(rest) == 0 {
			break
		}
		words, args = append(words, rest[0]), rest[1:]
	}
	if len(words) > len(names) {
		return nil, f.wrong("takes no argument %q", words[len(names)])
	}
	if len(words) < len(names) {
		return nil, f.wrong("say %s", names[len(words)])
	}
	return words, nil
}

// meant is the flag that was probably meant by one that is not known.
func (f flags) meant(err error) string {
	_, name, found := strings.Cut(err.Error(), "not defined: -")
	if !found {
		return ""
	}
	var known []string
	f.VisitAll(func(one *flag.Flag) { known = append(known, one.Name) })
	if said := didYouMean(name, known); said != "" {
		return strings.Replace(said, "mean ", "mean --", 1)
	}
	return ""
}

// need says that a flag must have one of some values.
func (f flags) need(name, value string, known ...string) error {
	if slices.Contains(known, value) {
		return nil
	}
	dash := "--"
	if len(name) == 1 {
		dash = "-"
	}
	return f.wrong("%s%s %s: write %s%s", dash, name, value, strings.Join(known, ", "), didYouMean(value, known))
}

// list is a flag that may be given several times.
type list []string

func (l *list) String() string { return strings.Join(*l, ", ") }

// Set adds a value.
func (l *list) Set(value string) error {
	*l = append(*l, value)
	return nil
}
