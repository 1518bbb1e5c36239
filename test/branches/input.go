// SPDX-License-Identifier: Apache-2.0

package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/seed-40dc4ce0/pail/test/conformance/smithy"
	"github.com/seed-40dc4ce0/pail/test/conformance/smithy/matrix"
)

// kind says who watches what is generated from an input.
type kind string

// The kinds of inputs, in the order in which they are tried.
const (
	restXML   kind = "restXml"   // Smithy's cases
	restJSON  kind = "restJson1" // cases by hand
	matrixed  kind = "matrix"    // cases of every combination for restJson1
	golden    kind = "golden"    // the wanted files of codegen/testdata
	own       kind = "specs"     // the generated files of this module
	published kind = "published" // nobody: the model of Amazon S3, as AWS publishes it
)

// input is what a generator is run with.
type input struct {
	kind    kind
	name    string
	model   string // pattern of files
	service string // id, "" for the only one
	specs   string // folder, instead of a model
}

// inputs lists all inputs in their order. Models that are not files yet are written
// to the folder temp.
func inputs(root, data, temp string) ([]input, error) {
	list, err := suiteInputs(restXML, filepath.Join(data, "restxml.ast.json"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, errors.New("set PAIL_CONFORMANCE to the folder with restxml.ast.json and Amazon S3's model")
	} else if err != nil {
		return nil, err
	}
	byHand, err := suiteInputs(restJSON, filepath.Join(root, suitePackage, "testdata", "json.json"))
	if err != nil {
		return nil, err
	}
	model, _, _ := matrix.Build()
	every := filepath.Join(temp, "matrix.json")
	if err := os.WriteFile(every, model, 0o600); err != nil {
		return nil, err
	}
	list = append(append(list, byHand...), input{kind: matrixed, name: "matrix", model: every})
	folders, err := filepath.Glob(filepath.Join(root, "codegen", "testdata", "*"))
	if err != nil {
		return nil, err
	}
	for _, folder := range folders {
		in := input{kind: golden, name: filepath.Base(folder)}
		if _, err := os.Stat(filepath.Join(folder, "errors.txt")); err == nil {
			continue // never gets as far as a plan
		}
		if specs := filepath.Join(folder, "specs"); isFolder(specs) {
			in.specs = specs
		} else {
			in.model = filepath.Join(folder, "model*.json")
		}
		list = append(list, in)
	}
	return append(list,
		input{kind: own, name: "of pail", specs: filepath.Join(root, "specs")},
		input{kind: published, name: "model of Amazon S3", model: filepath.Join(data, "s3-*.json")},
	), nil
}

// suiteInputs are the services with cases in the model of a file.
func suiteInputs(of kind, model string) ([]input, error) {
	cases, err := smithy.Load(model)
	if err != nil {
		return nil, err
	}
	var list []input
	for _, id := range cases.Services() {
		_, name, _ := strings.Cut(id, "#")
		list = append(list, input{kind: of, name: strings.ToLower(name), model: model, service: id})
	}
	return list, nil
}

func isFolder(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}

// result is what a generator made of an input.
type result struct {
	files map[string]string // by path
	fault string            // what it said instead, "" if it did not fail
}

// generate runs a generator in a folder that is new. It leaves the folder to
// whoever owns temp.
func (in input) generate(ctx context.Context, temp, generator string, env ...string) (r result, err error) {
	dir, err := os.MkdirTemp(temp, "out")
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }() //nolint:gosec // it was made above
	var args []string
	if in.specs != "" {
		specs := filepath.Join(dir, "specs")
		if err := os.CopyFS(specs, os.DirFS(in.specs)); err != nil {
			return r, err
		}
		if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module "+module+"\n"), 0o600); err != nil { //nolint:gosec // in the folder that was made above
			return r, err
		}
		args = []string{"-specs", specs}
	} else {
		args = []string{"-model", in.model, "-service", in.service, "-package", "made", "-out", filepath.Join(dir, "made")}
	}
	if said, failed := command(ctx, dir, env, generator, args...); failed != nil {
		r.fault = firstLine(strings.ReplaceAll(said, dir+string(filepath.Separator), ""))
		return r, ctx.Err()
	}
	r.files, err = read(dir)
	return r, err
}

// read reads all files below a folder.
func read(dir string) (map[string]string, error) {
	files := map[string]string{}
	below := os.DirFS(dir)
	err := fs.WalkDir(below, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(below, path)
		files[path] = string(data)
		return err
	})
	return files, err
}

// firstLine is the first line that says something; of a panic, what it is about.
func firstLine(text string) string {
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "left out ") {
			return line
		}
	}
	return fmt.Sprintf("it failed, and said %q", text)
}
