// SPDX-License-Identifier: Apache-2.0

// Command branches shows that every branch of the generator counts. It
// switches off one branch of a template or of the planner after the other,
// generates everything there is a model for, and names what notices: cases of
// Smithy's restXml suite, or else of ours for restJson1, or wanted files in this
// repository. It fails when nothing notices. Nothing is written below the module: the generator with
// switches is built over an overlay.
//
//	go run ./test/branches -only templates
//
// -only is templates, plan, or a regular expression for lines of the table. With -json
// the cases of restJson1 are asked before those of restXml.
// Needs PAIL_CONFORMANCE, the folder with restxml.ast.json and Amazon S3's model.
package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"regexp"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, os.Args[1:], os.Stdout)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "branches:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, w io.Writer) (err error) {
	flags := flag.NewFlagSet("branches", flag.ContinueOnError)
	only := flags.String("only", "", "templates, plan, or a `regexp` for FILE:LINE FILE NAME: TEXT")
	json := flags.Bool("json", false, "ask the cases of restJson1 first")
	parallel := flags.Int("parallel", 2, "how many branches are tried at a time")
	if err := flags.Parse(args); errors.Is(err, flag.ErrHelp) {
		return nil
	} else if err != nil {
		return err
	}
	pattern, err := regexp.Compile(cmp.Or(map[string]string{"templates": `\.tmpl:`, "plan": `\.go:`}[*only], *only))
	if err != nil {
		return err
	}
	root, err := moduleRoot()
	if err != nil {
		return err
	}
	data, err := filepath.Abs(cmp.Or(os.Getenv("PAIL_CONFORMANCE"), filepath.Join(root, "..", "shared", "conformance")))
	if err != nil {
		return err
	}
	temp, err := os.MkdirTemp("", "branches")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(temp)) }()
	order := []kind{restXML, restJSON, golden, own, matrixed, published} // the matrix takes long
	if *json {
		order = []kind{restJSON, matrixed, restXML, golden, own, published}
	}
	b, all, err := newBench(ctx, root, data, temp, order)
	if err != nil {
		return err
	}
	var chosen []branch
	for _, br := range all.list {
		if pattern.MatchString(br.place() + " " + br.name()) {
			chosen = append(chosen, br)
		}
	}
	return table(w, chosen, b.tryAll(ctx, chosen, max(1, *parallel)))
}

// moduleRoot is the folder with go.mod at or above the working folder.
func moduleRoot() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir, nil
		}
		if filepath.Dir(dir) == dir {
			return "", errors.New("there is no go.mod at or above the working folder")
		}
		dir = filepath.Dir(dir)
	}
}
