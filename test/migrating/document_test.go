// SPDX-License-Identifier: Apache-2.0

package migrating_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const document = "../../docs/migrating.md"

// What the document's blocks of Go are cut from: pail's, and the vendors', which
// are in a module of their own and run there.
const pails, vendors = "*_test.go", "../interop/migrating/*_test.go"

// block is a fenced block of the document.
type block struct {
	line int
	kind string // what stands after the fence
	text string
}

// blocks are those of the document, in its order.
func blocks(t *testing.T) (list []block) {
	t.Helper()
	text, err := os.ReadFile(document)
	if err != nil {
		t.Fatal(err)
	}
	open, n := false, 0
	for line := range strings.Lines(string(text)) {
		n++
		kind, fence := strings.CutPrefix(line, "```")
		switch {
		case fence && open:
			open = false
		case fence:
			open, list = true, append(list, block{line: n, kind: strings.TrimSpace(kind)})
		case open:
			list[len(list)-1].text += line
		}
	}
	if len(list) == 0 || open {
		t.Fatal("the document has no blocks, or one without an end")
	}
	return list
}

// source is what the files have: the bodies of functions, one tab to the left,
// by name, and what examples print.
type source struct {
	bodies  map[string]string
	outputs []string
}

// read reads the files that match pattern.
func read(t *testing.T, pattern string) source {
	t.Helper()
	names, err := filepath.Glob(pattern)
	if err != nil || len(names) == 0 {
		t.Fatalf("no file is called %s: %v", pattern, err)
	}
	s := source{bodies: map[string]string{}}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, name, text, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok {
				inside := string(text[set.Position(f.Body.Lbrace).Offset+1 : set.Position(f.Body.Rbrace).Offset])
				s.bodies[f.Name.Name] = dedent(inside)
			}
		}
		for _, group := range file.Comments {
			if said, ok := strings.CutPrefix(group.Text(), "Output:\n"); ok {
				s.outputs = append(s.outputs, said)
			}
		}
	}
	return s
}

// dedent takes one tab from the beginning of each line.
func dedent(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		b.WriteString(strings.TrimPrefix(line, "\t"))
	}
	return b.String()
}

func TestEveryBlockOfTheDocumentIsRun(t *testing.T) {
	t.Parallel()
	ours, theirs := read(t, pails), read(t, vendors)
	shown := map[string]bool{}
	var told []string // what the document says is printed
	for _, b := range blocks(t) {
		switch b.kind {
		case "go":
			found := false
			for _, s := range []source{ours, theirs} {
				for name, body := range s.bodies {
					if strings.Contains("\n"+body, "\n"+b.text) {
						found, shown[name] = true, true
					}
				}
			}
			if !found {
				t.Errorf("%s:%d: no function has this as it stands there:\n%s", document, b.line, b.text)
			}
		case "text":
			told = append(told, b.text)
			if !slices.Contains(ours.outputs, b.text) {
				t.Errorf("%s:%d: no example prints this:\n%s", document, b.line, b.text)
			}
		case "python", "http", "yaml", "sh":
		default:
			t.Errorf("%s:%d: a block of %q, which nobody looks at", document, b.line, b.kind)
		}
	}
	for _, out := range theirs.outputs {
		if !slices.Contains(told, out) {
			t.Errorf("a vendor's block prints what the document does not say:\n%s", out)
		}
	}
	for name := range ours.bodies {
		if body := ours.bodies["Example_"+name]; body != "" && !shown[name] {
			t.Errorf("the document does not show %s", name)
		}
	}
}
