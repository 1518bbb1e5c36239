// SPDX-License-Identifier: Apache-2.0

package main

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/seed-40dc4ce0/pail/cors"
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

// The members are told of in backticks: no other may come unnoticed.
func TestTheManualNamesEveryMemberOfTheDocumentsInJSON(t *testing.T) {
	t.Parallel()
	manual, err := os.ReadFile("../../docs/cors.md")
	if err != nil {
		t.Fatal(err)
	}
	for name, document := range map[string]any{
		"preflight": verdictDocument{Request: &sent{}, Answer: &answered{}},
		"lint":      finding{},
		"explain":   explanation{Rules: []ruleStep{{}}, Fix: &explainedFix{}},
		"doctor":    sickReport(),
	} {
		text, err := json.Marshal(document)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`"(\w+)":`).FindAllStringSubmatch(string(text), -1) {
			if _, told, _ := strings.Cut(string(manual), "\n- `"+name+"`: "); !strings.Contains(told, "`"+m[1]+"`") {
				t.Errorf("docs/cors.md does not tell of %q of %s", m[1], name)
			}
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

// sickReport has a value in every place.
func sickReport() *doctor.Report {
	return &doctor.Report{
		Provider: "s3", RulesSource: doctor.RulesRead, Predicted: &cors.Verdict{},
		Request: cors.Request{Headers: []string{"x"}},
		Verdict: cors.Verdict{Stage: "x", Reason: "x", Detail: "x", Warnings: []string{"x"}},
		Findings: []doctor.Finding{{
			Problem: 1, Why: "x", Fix: "x", Mended: true, Where: doctor.Where{Field: "x", Header: "x", Hop: "x"},
		}},
		Change: &cors.Change{Configuration: &cors.Configuration{Rules: []cors.Rule{{AllowedOrigins: []string{"*"}, AllowedMethods: []string{"GET"}}}}},
		Exchanges: []doctor.Exchange{{
			Origin: "x", AskedMethod: "x", AskedHeaders: "x", Status: 1, Header: http.Header{"header": {"x"}}, Code: "x", Message: "x", Failure: "x",
		}},
	}
}
