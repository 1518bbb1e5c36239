// SPDX-License-Identifier: Apache-2.0

package names

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/seed-40dc4ce0/pail/codegen/internal/ast"
	"github.com/seed-40dc4ce0/pail/codegen/internal/model"
)

// specs is the model of this module's own packages.
func specs(t *testing.T) *model.Model {
	t.Helper()
	var sources []model.Source
	for _, pattern := range []string{"traits.json", "model/*.json", "doc/*.json", "s3.json"} {
		files, err := filepath.Glob("../../../specs/" + pattern)
		if err != nil || len(files) == 0 {
			t.Fatal("no specs", pattern, err)
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			sources = append(sources, model.Source{Name: file, Data: data})
		}
	}
	var faults ast.Faults
	m := model.Assemble(sources, &faults)
	if err := faults.Err(); err != nil {
		t.Fatal(err)
	}
	return m
}

func TestTheNamesOfPailStay(t *testing.T) {
	t.Parallel()
	m := specs(t)
	n := New(m, []model.ID{"pail.api#Service", "pail.api#Bucket"}, "Bucket", "New", "Option", "API", "UnimplementedAPI", "Response", "Error")
	same := func(id model.ID, got, want string) {
		if got != want {
			t.Errorf("%s is %s, want %s", id, got, want)
		}
	}
	asIs := func(name string) string { return strings.ToUpper(name[:1]) + name[1:] }
	for _, id := range m.Order {
		s := m.Shapes[id]
		switch s.Type {
		case "operation":
			same(id, n.Operation(id), asIs(id.Name()))
			same(id, n.Input(id), asIs(id.Name())+"Input")
			same(id, n.Output(id), asIs(id.Name())+"Output")
		case "structure", "enum":
			if !s.Traits.Has(model.TraitDef) {
				same(id, n.Type(id), asIs(id.Name()))
			}
		}
		for _, member := range s.Members {
			switch {
			case s.Type == "structure" && id.Namespace() == "pail.api" && !strings.ContainsAny(id.Name()[:1], "abcdefghijklmnopqrstuvwxyz"):
				same(member.ID, n.Field(member), asIs(member.Name))
			case s.Type == "enum":
				same(member.ID, n.Constant(id, member.Name), asIs(id.Name())+asIs(member.Name))
			}
		}
	}
}
