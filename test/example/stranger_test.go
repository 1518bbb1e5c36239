// SPDX-License-Identifier: Apache-2.0

package main

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestAStrangerFollowsTheDocument runs the commands of the document as they
// stand there, in a folder outside of the repository, beside a link to it.
func TestAStrangerFollowsTheDocument(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	outside := t.TempDir()
	if err := os.Symlink(root, filepath.Join(outside, "pail")); err != nil {
		t.Fatal(err)
	}
	var commands []string
	for _, b := range blocks(t) {
		if b.kind == "sh" {
			commands = append(commands, b.text)
		}
	}
	if len(commands) != 2 {
		t.Fatalf("the document has %d blocks of commands, want one for notes and one for Amazon S3", len(commands))
	}
	module := filepath.Join(outside, "notes")

	said := bash(t, outside, commands[0])
	if !strings.HasSuffix(said, "\n"+printed(t)) {
		t.Errorf("the program prints\n%s\nwant\n%s", said, printed(t))
	}
	sameFiles(t, filepath.Join(module, "notes"), "notes")
	if text := read(t, filepath.Join(module, "go.mod")); strings.Count(text, "require") != 2 || !strings.Contains(text, "\nrequire github.com/seed-40dc4ce0/pail v0.0.0\n") ||
		!strings.Contains(text, "\nrequire github.com/go-json-experiment/json v") {
		t.Errorf("the module needs more than pail and its reader of JSON:\n%s", text)
	}
	const linked = "go list -deps -f '{{if not .Standard}}{{.ImportPath}}{{end}}' ./notes"
	const pail, reader = "github.com/seed-40dc4ce0/pail/", "github.com/go-json-experiment/json/"
	if got := strings.Fields(bash(t, module, linked)); !slices.Equal(got, []string{
		pail + "internal/checksum", reader + "internal", reader + "internal/jsonflags", reader + "internal/jsonopts", reader + "internal/jsonwire", reader + "jsontext", pail + "internal/wire", pail + "rest", "example.com/notes/notes",
	}) {
		t.Errorf("the generated package links %q", got)
	}

	t.Run("and generates Amazon S3", func(t *testing.T) {
		amazon(t, module, commands[1])
	})
}

// amazon runs the commands for the published model of Amazon S3 and compiles
// the program of the document.
func amazon(t *testing.T, module, commands string) {
	t.Helper()
	folder := os.Getenv("PAIL_CONFORMANCE")
	if folder == "" {
		folder = "../../../shared/conformance"
	}
	const name = "s3-2006-03-01.json"
	published, err := os.ReadFile(filepath.Join(folder, name))
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("no model of Amazon S3: set PAIL_CONFORMANCE to the folder that has " + name)
	} else if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(module, name), published, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(filepath.Join(module, "bucket"), os.DirFS("testdata/s3")); err != nil {
		t.Fatal(err)
	}
	if said := bash(t, module, commands); !strings.Contains(said, omitted) {
		t.Errorf("the generator says %s", said)
	}
	methods := bash(t, module, "grep -hE '^func .c .Client. [A-Z]' s3/*.go")
	count := map[bool]int{}
	for line := range strings.Lines(methods) {
		count[strings.Contains(line, "iter.Seq2[")]++
	}
	if count[false] != 97 || count[true] != 7 {
		t.Errorf("%d operations and %d iterators, want 97 and 7", count[false], count[true])
	}
}

// bash runs commands in dir and returns what they print.
func bash(t *testing.T, dir, commands string) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "bash", "-euo", "pipefail", "-c", commands)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOWORK=off", "PWD="+dir)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s\n%v\n%s", commands, err, out)
	}
	return string(out)
}

// sameFiles compares two folders of generated files.
func sameFiles(t *testing.T, got, want string) {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(want, "*"))
	if err != nil {
		t.Fatal(err)
	}
	have, err := os.ReadDir(got)
	if err != nil || len(have) != len(names) {
		t.Errorf("%d files were generated, want %d: %v", len(have), len(names), err)
	}
	for _, name := range names {
		if read(t, filepath.Join(got, filepath.Base(name))) != read(t, name) {
			t.Errorf("%s is not what was generated outside of the repository", name)
		}
	}
}
