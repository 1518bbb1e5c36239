// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

// The folders whose branches are tried, below the root of the module.
const (
	internal    = "codegen/internal"
	templateDir = internal + "/emit/templates"
	planDir     = internal + "/plan"
	emitFile    = internal + "/emit/emit.go"
)

// instrument makes the catalog of the generator below root, and the files that
// take the place of its own, by path.
func instrument(root string) (*catalog, map[string][]byte, error) {
	c := new(catalog)
	files := map[string][]byte{filepath.Join(root, planDir, "branch_hook.go"): []byte(hook)}
	each := func(pattern string, f func(file string, source []byte) ([]byte, error)) error {
		names, err := filepath.Glob(filepath.Join(root, pattern))
		if err != nil {
			return err
		}
		for _, name := range names {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			source, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			below, err := filepath.Rel(filepath.Join(root, internal), name)
			if err != nil {
				return err
			}
			if files[name], err = f(filepath.ToSlash(below), source); err != nil {
				return err
			}
		}
		return nil
	}
	if err := each(templateDir+"/*.tmpl", c.template); err != nil {
		return nil, nil, err
	}
	if err := each(planDir+"/*.go", c.goFile); err != nil {
		return nil, nil, err
	}
	return c, files, each(emitFile, giveFunction)
}

// giveFunction gives templates the function that says whether a branch is on.
func giveFunction(file string, source []byte) ([]byte, error) {
	const head = "template.FuncMap{"
	if bytes.Count(source, []byte(head)) != 1 {
		return nil, fmt.Errorf("%s: want %s once", file, head)
	}
	return bytes.Replace(source, []byte(head), []byte(head+`"branch": plan.BranchOn, `), 1), nil
}

// overlay writes files into dir, and the file for go build -overlay that lays
// them over the module. Embedded files are found there as well.
func overlay(dir string, files map[string][]byte) (string, error) {
	replace := map[string]string{}
	for name, data := range files {
		replace[name] = filepath.Join(dir, strconv.Itoa(len(replace))+filepath.Ext(name))
		if err := os.WriteFile(replace[name], data, 0o600); err != nil {
			return "", err
		}
	}
	text, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "overlay.json")
	return path, os.WriteFile(path, text, 0o600)
}

// command runs a program in a folder with more variables in its environment,
// and returns what it says on both streams.
func command(ctx context.Context, dir string, env []string, name string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, name, args...) //nolint:gosec // go, and what it has built
	cmd.Dir = dir
	cmd.Env = append(append(os.Environ(), "GOWORK=off", "GOFLAGS="), env...)
	group(cmd)
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// goCommand runs the go command in the folder of the module.
func goCommand(ctx context.Context, root string, args ...string) error {
	if out, err := command(ctx, root, nil, "go", args...); err != nil {
		return fmt.Errorf("go %s: %w\n%s", strings.Join(args, " "), err, out)
	}
	return nil
}
