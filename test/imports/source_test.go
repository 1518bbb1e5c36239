// SPDX-License-Identifier: Apache-2.0

package imports

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// licence is the first line of every Go file.
const licence = "// SPDX-License-Identifier: Apache-2.0\n"

func TestSources(t *testing.T) {
	t.Parallel()
	root := filepath.Join("..", "..")
	files := 0
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		if d.IsDir() {
			if rel != "." && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata") {
				return fs.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(rel, ".go") {
			return nil
		}
		src, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		files++
		for _, fault := range inspect(filepath.ToSlash(rel), src) {
			t.Error(fault)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if files == 0 {
		t.Error("no Go file was found")
	}
}

// inspect reports what is wrong with one file of the module, by itself.
func inspect(name string, src []byte) (faults []string) {
	// A generated client belongs to whoever has it generated.
	if !bytes.HasPrefix(src, []byte(licence)) && !strings.HasPrefix(name, "test/example/notes/") {
		faults = append(faults, name+": the first line is not the licence's")
	}
	if strings.HasSuffix(name, ".gen.go") {
		return faults
	}
	for _, row := range longest {
		if !matches(row.in, name) {
			continue
		}
		if n := bytes.Count(src, []byte("\n")); n > row.lines {
			faults = append(faults, fmt.Sprintf("%s: %d lines, at most %d", name, n, row.lines))
		}
		break
	}
	if strings.HasSuffix(name, "_test.go") || matchesAny(naming, name) {
		return faults
	}
	return append(faults, named(name, src)...)
}

// named reports string literals that are a provider's id.
func named(name string, src []byte) (faults []string) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, src, parser.SkipObjectResolution)
	if err != nil {
		return []string{err.Error()}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		if _, ok := n.(*ast.ImportSpec); ok {
			return false
		}
		lit, ok := n.(*ast.BasicLit)
		if !ok || lit.Kind != token.STRING {
			return true
		}
		if s, err := strconv.Unquote(lit.Value); err == nil && slices.Contains(providers, s) {
			faults = append(faults, fmt.Sprintf("%s: provider %s is named outside data", fset.Position(lit.Pos()), lit.Value))
		}
		return true
	})
	return faults
}

func TestSourceRulesBite(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, file, src string
		want            string
	}{
		{"a branch on a provider", "bucket/x.go", licence + "package x\nfunc f(p string) bool { return p == \"cos\" }\n", "bucket/x.go:3:37: provider \"cos\""},
		{"a provider named in its own package", "service/s3/x.go", licence + "package x\nconst id = \"s3\"\n", ""},
		{"a provider named in a test", "bucket/x_test.go", licence + "package x\nconst id = \"cos\"\n", ""},
		{"a word that holds an id", "bucket/x.go", licence + "package x\nconst id = \"s3.test\"\n", ""},
		{"no licence", "bucket/x.go", "package x\n", "the first line"},
		{"a long file", "bucket/x.go", licence + "package x\n" + strings.Repeat("\n", 500), "502 lines, at most 500"},
		{"a long file of the generator", "codegen/x.go", licence + "package x\n" + strings.Repeat("\n", 300), "302 lines, at most 300"},
		{"a long generated file", "codegen/x.gen.go", licence + "package x\n" + strings.Repeat("\n", 900), ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got := strings.Join(inspect(test.file, []byte(test.src)), "\n")
			if test.want == "" && got != "" || !strings.Contains(got, test.want) {
				t.Errorf("got %q, want it to say %q", got, test.want)
			}
		})
	}
}
