// SPDX-License-Identifier: Apache-2.0

package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/seed-40dc4ce0/pail/doctor"
)

// reasons are the Reason constants of package cors.
func reasons(t *testing.T) (list []string) {
	t.Helper()
	files, err := filepath.Glob("../../cors/*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok || !strings.HasPrefix(spec.Names[0].Name, "Reason") || len(spec.Values) == 0 {
				return true
			}
			if literal, ok := spec.Values[0].(*ast.BasicLit); ok {
				value, err := strconv.Unquote(literal.Value)
				if err != nil {
					t.Fatal(err)
				}
				list = append(list, value)
			}
			return true
		})
	}
	return list
}

func TestTheManualHasEveryProblem(t *testing.T) {
	t.Parallel()
	manual, err := os.ReadFile("../../docs/cors.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range doctor.Problems() {
		if row := fmt.Sprintf("| %d | %s |\n", p.Number, p.Title); !strings.Contains(string(manual), row) {
			t.Errorf("docs/cors.md lacks: %s", row)
		}
	}
}

func TestEveryReasonHasAMeaningAndStandsInTheManual(t *testing.T) {
	t.Parallel()
	manual, err := os.ReadFile("../../docs/cors.md")
	if err != nil {
		t.Fatal(err)
	}
	all := reasons(t)
	if len(all) < 30 {
		t.Fatalf("only %d reasons were found", len(all))
	}
	for _, reason := range all {
		row := fmt.Sprintf("| `%s` | %s |", reason, meanings[reason])
		if meanings[reason] == "" || !strings.Contains(string(manual), row) {
			t.Errorf("docs/cors.md lacks: %s", row)
		}
	}
}
