// SPDX-License-Identifier: Apache-2.0

package main

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
)

const module = "github.com/seed-40dc4ce0/pail"

// bench is what branches are tried on. It is safe for concurrent use.
type bench struct {
	root, data, temp    string // folders
	plain, instrumented string // generators
	suite               string // the test that runs the suite
	order               []kind // who is asked first
	inputs              []input
	whole               []result          // what the plain generator makes of each input
	reached             []map[string]bool // ids of the branches that each input reaches
}

// newBench builds the generators and the suite into the folder temp, and makes
// sure that instrumenting changes nothing.
func newBench(ctx context.Context, root, data, temp string, order []kind) (*bench, *catalog, error) {
	b := &bench{
		order: order, root: root, data: data, temp: temp,
		plain: filepath.Join(temp, "plain"), instrumented: filepath.Join(temp, "instrumented"), suite: filepath.Join(temp, "suite"),
	}
	list, files, err := instrument(root)
	if err != nil {
		return nil, nil, err
	}
	over, err := overlay(temp, files)
	if err != nil {
		return nil, nil, err
	}
	for _, args := range [][]string{
		{"build", "-o", b.plain, "./codegen"},
		{"build", "-overlay", over, "-o", b.instrumented, "./codegen"},
		{"test", "-c", "-o", b.suite, "./" + suitePackage},
	} {
		if err := goCommand(ctx, root, args...); err != nil {
			return nil, nil, err
		}
	}
	if b.inputs, err = inputs(root, data, temp); err != nil {
		return nil, nil, err
	}
	for _, in := range b.inputs {
		if err := b.explore(ctx, in); err != nil {
			return nil, nil, err
		}
	}
	for _, of := range order {
		if suiteTests[of] == "" {
			continue
		}
		if fails, err := b.runSuite(ctx, of, ""); err != nil || fails != "" {
			return nil, nil, fmt.Errorf("%s fails with all branches on: %s: %w", suiteTests[of], fails, err)
		}
	}
	return b, list, nil
}

// explore generates an input with all branches on.
func (b *bench) explore(ctx context.Context, in input) error {
	whole, err := in.generate(ctx, b.temp, b.plain)
	if err != nil {
		return err
	}
	log := filepath.Join(b.temp, "reached")
	again, err := in.generate(ctx, b.temp, b.instrumented, envReached+"="+log)
	if err != nil {
		return err
	}
	if whole.fault != "" || again.fault != "" || !maps.Equal(whole.files, again.files) {
		return fmt.Errorf("%s %s: the generator says %q, the instrumented one %q, and the files are the same: %t",
			in.kind, in.name, whole.fault, again.fault, maps.Equal(whole.files, again.files))
	}
	ids, err := os.ReadFile(log)
	if err != nil {
		return err
	}
	reached := map[string]bool{}
	for id := range strings.FieldsSeq(string(ids)) {
		reached[id] = true
	}
	b.whole, b.reached = append(b.whole, whole), append(b.reached, reached)
	return nil
}

// try switches a branch off and says what notices.
func (b *bench) try(ctx context.Context, br branch) (o outcome, err error) {
	for _, k := range b.order {
		var notes []string
		for i, in := range b.inputs {
			if in.kind != k || !b.reached[i][br.id] {
				continue
			}
			o.reached = true
			r, err := in.generate(ctx, b.temp, b.instrumented, envOff+"="+br.id)
			switch {
			case err != nil:
				return o, err
			case strings.Contains(r.fault, noReturn):
				return outcome{reached: true, by: compiler, note: noReturn}, nil
			case r.fault != "":
				notes = append(notes, in.name+": codegen fails: "+r.fault)
			case !maps.Equal(r.files, b.whole[i].files):
				notes = append(notes, in.name)
			}
		}
		if len(notes) == 0 {
			continue
		}
		note := strings.Join(notes, "; ")
		if suiteTests[k] != "" && !strings.Contains(note, "codegen fails") {
			if note, err = b.runSuite(ctx, k, br.id); err != nil {
				return o, err
			}
		}
		if note != "" {
			return outcome{reached: true, by: k, note: note}, nil
		}
	}
	return o, nil
}
