// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// document is what the tests of this module hold to its word.
const document = "../../docs/codegen.md"

// block is a fenced block of the document.
type block struct {
	line int
	kind string // what stands after the fence: go, json, sh, text
	text string
}

// blocks are those of the document, in its order.
func blocks(t *testing.T) (list []block) {
	t.Helper()
	open := false
	for i, line := range strings.Split(read(t, document), "\n") {
		kind, fence := strings.CutPrefix(line, "```")
		switch {
		case fence && open:
			open = false
		case fence:
			open, list = true, append(list, block{line: i + 1, kind: kind})
		case open:
			list[len(list)-1].text += line + "\n"
		}
	}
	if len(list) == 0 || open {
		t.Fatal("the document has no blocks, or one without an end")
	}
	return list
}

// sources are the files that the blocks of a kind are cut from.
var sources = map[string][]string{
	"go":   {"*.go", "notes/*.go", "testdata/s3/*.go", "../../signer/example_test.go"},
	"json": {"notes.json", "testdata/*.json"},
}

// TestWhatTheDocumentShowsIsInTheFiles finds each block of code in a file, and
// each block of text in what a program prints. Blocks of sh are run by the
// test of the stranger.
func TestWhatTheDocumentShowsIsInTheFiles(t *testing.T) {
	t.Parallel()
	texts := map[string][]string{"text": {printed(t), faults(t), omitted}}
	for kind, patterns := range sources {
		for _, pattern := range patterns {
			names, err := filepath.Glob(pattern)
			if err != nil || len(names) == 0 {
				t.Fatalf("no file is called %s: %v", pattern, err)
			}
			for _, name := range names {
				texts[kind] = append(texts[kind], read(t, name))
			}
		}
	}
	for _, b := range blocks(t) {
		if b.kind == "sh" {
			continue
		}
		if !contains(texts[b.kind], b.text) {
			t.Errorf("%s:%d: no file has this %s as it stands there:\n%s", document, b.line, b.kind, b.text)
		}
	}
}

// TestTheSignerOfTheDocumentIsTested compares the two places of sign: one is
// run by the tests of package signer, the other compiled with a client.
func TestTheSignerOfTheDocumentIsTested(t *testing.T) {
	t.Parallel()
	const head = "// sign signs"
	_, here, _ := strings.Cut(read(t, "testdata/s3/sign.go"), head)
	_, there, _ := strings.Cut(read(t, "../../signer/example_test.go"), head)
	if here == "" || here != there {
		t.Error("testdata/s3/sign.go and signer/example_test.go have different signers")
	}
}

// contains says whether one of the texts has the lines, whatever their indent.
func contains(texts []string, lines string) bool {
	lines = unindent(lines)
	for _, text := range texts {
		if strings.Contains(unindent(text), lines) {
			return true
		}
	}
	return false
}

var indent = regexp.MustCompile(`(?m)^[ \t]+`)

func unindent(text string) string { return "\n" + indent.ReplaceAllString(text, "") }

// printed is what the program prints, which the test Example checks.
func printed(t *testing.T) string {
	t.Helper()
	_, output, found := strings.Cut(read(t, "example_test.go"), "// Output:\n")
	if !found {
		t.Fatal("example_test.go has no output")
	}
	return strings.ReplaceAll(strings.TrimSuffix(output, "}\n"), "\t// ", "")
}

// omitted is what the generator says of Amazon S3's model.
const omitted = "left out SelectObjectContent: the member Payload of its output is a stream of events\n"

// faults is what the generator says of a model with mistakes.
func faults(t *testing.T) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", "run", "github.com/seed-40dc4ce0/pail/codegen",
		"-model", "mistakes.json", "-package", "notes", "-out", t.TempDir())
	cmd.Dir = "testdata"
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if err := cmd.Run(); err == nil {
		t.Error("the generator accepts testdata/mistakes.json")
	}
	return stderr.String()
}

func read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
