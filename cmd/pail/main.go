// SPDX-License-Identifier: Apache-2.0

// Command pail says what browsers and object stores make of each other, and
// shows and serves what the SDK does.
//
//	pail preflight   ask a bucket or a URL as a browser would, and say why not
//	pail cors        read, write, check and explain the CORS rules of a bucket
//	pail demo        buckets, CORS rules and preflights on embedded stores of each provider
//	pail serve       the embedded store on a port, for tests of other programs
//
// Data goes to stdout, everything else to stderr. Exit codes: 0 done or
// allowed, 1 failed, 2 wrong use, 3 denied or a problem found.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/config"
)

const (
	exitDone     = 0
	exitFailed   = 1
	exitWrongUse = 2
	exitDenied   = 3
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	done := make(chan int, 1)
	go func() { done <- run(ctx, os.Args[1:], os.Stdout, os.Stderr) }()
	code := await(ctx, done, patience)
	stop()
	os.Exit(code)
}

// patience is how long a command may take to end after a signal.
const patience = 10 * time.Second

// await is the exit code of a command. One that does not notice that ctx has
// ended, because it computes, is left behind.
func await(ctx context.Context, done <-chan int, patience time.Duration) int {
	select {
	case code := <-done:
		return code
	case <-ctx.Done():
	}
	select {
	case code := <-done:
		return code
	case <-time.After(patience):
		return exitFailed
	}
}

// streams are what a command reads and writes besides the network.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

// wrongUse is an error of the one who typed the command.
type wrongUse struct {
	problem string
	command string // whose help says more, such as "cors put"; "" is pail itself
}

func (e wrongUse) Error() string { return e.problem }

// errDenied ends a command that has said on stdout what is denied or wrong.
var errDenied = errors.New("denied")

// asFlags is a text with the flags in the place of the options that they stand for.
func asFlags(text string) string {
	return strings.NewReplacer("config.WithEndpoint", "--endpoint", "config.WithRegion", "--region", "config.WithProfile", "--profile").Replace(text)
}

// run is the whole command: main without the process around it.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	err := dispatch(ctx, args, streams{in: os.Stdin, out: stdout, err: stderr})
	var wrong wrongUse
	var setting *config.Error
	var input *bucket.InputError
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errDenied):
		return exitDenied
	case errors.As(err, &wrong):
		fmt.Fprintf(stderr, "pail: %s\nSee: pail %s\n", lines(err), strings.TrimSpace(wrong.command+" --help"))
		return exitWrongUse
	case errors.As(err, &setting), errors.As(err, &input):
		fmt.Fprintf(stderr, "pail: %s\n", asFlags(lines(err)))
		return exitWrongUse
	default:
		fmt.Fprintf(stderr, "pail: %s\n", lines(err))
		return exitFailed
	}
}

func dispatch(ctx context.Context, args []string, std streams) error {
	return choose(ctx, "", usage, commands(), args, std)
}

// lines is the text of an error that may have several lines, each of which does
// nothing to a terminal.
func lines(err error) string {
	list := strings.Split(err.Error(), "\n")
	for i := range list {
		list[i] = plain(list[i])
	}
	return strings.Join(list, "\n")
}
