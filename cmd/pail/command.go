// SPDX-License-Identifier: Apache-2.0

package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
)

// command is one word of the command line and what it does.
type command struct {
	name string
	help string // the whole text of --help
	run  func(ctx context.Context, args []string, std streams) error
	// limit is how long it may take at most, for a command that waits for a
	// server: one that sends a byte now and then is never idle. 0 is no limit.
	limit time.Duration
	// below are the words that may follow, for a command that does nothing
	// without one.
	below []command
}

func commands() []command {
	return []command{
		{name: "preflight", help: preflightHelp, run: preflight, limit: 30 * time.Second},
		{name: "cors", help: corsHelp, below: []command{
			{name: "doctor", help: corsDoctorHelp, run: corsDoctor, limit: 2 * time.Minute},
			{name: "get", help: corsGetHelp, run: corsGet, limit: time.Minute},
			{name: "put", help: corsPutHelp, run: corsPut, limit: 2 * time.Minute},
			{name: "delete", help: corsDeleteHelp, run: corsDelete, limit: time.Minute},
			{name: "lint", help: corsLintHelp, run: corsLint},
			{name: "explain", help: corsExplainHelp, run: corsExplain},
		}},
		{name: "demo", help: demoHelp, run: func(ctx context.Context, args []string, std streams) error { return demo(ctx, args, std.out) }},
		{name: "serve", help: serveHelp, run: func(ctx context.Context, args []string, std streams) error { return serve(ctx, args, std.out) }},
	}
}

// choose runs the one of the commands that the first argument names, or prints
// a help: that of all, or that of one. parent is what was typed before it.
func choose(ctx context.Context, parent, overview string, list []command, args []string, std streams) error {
	if len(args) == 0 {
		return wrongUse{"say what to do", parent}
	}
	name, rest := args[0], args[1:]
	if name == "help" && len(rest) > 0 { // pail help cors put is pail cors put --help
		name, rest = rest[0], append(slices.Clone(rest[1:]), "--help")
	}
	if isHelp(name) || name == "help" {
		_, err := io.WriteString(std.out, overview)
		return err
	}
	i := slices.IndexFunc(list, func(c command) bool { return c.name == name })
	if i < 0 {
		var names []string
		for _, c := range list {
			names = append(names, c.name)
		}
		return wrongUse{fmt.Sprintf("there is no command %q%s", strings.TrimSpace(parent+" "+name), didYouMean(name, names)), parent}
	}
	c := list[i]
	switch {
	case c.below != nil:
		return choose(ctx, strings.TrimSpace(parent+" "+name), c.help, c.below, rest, std)
	case asksHelp(rest):
		_, err := io.WriteString(std.out, c.help)
		return err
	}
	if c.limit > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeoutCause(ctx, c.limit, fmt.Errorf("no whole answer came within %s", c.limit))
		defer cancel()
	}
	return c.run(ctx, rest, std)
}

func isHelp(arg string) bool { return arg == "-h" || arg == "-help" || arg == "--help" }

// asksHelp says that --help stands among the arguments.
func asksHelp(args []string) bool {
	if i := slices.Index(args, "--"); i >= 0 {
		args = args[:i]
	}
	return slices.ContainsFunc(args, isHelp)
}
