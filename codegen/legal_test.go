// SPDX-License-Identifier: Apache-2.0

package main

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/seed-40dc4ce0/pail/codegen/internal/ast"
	"github.com/seed-40dc4ce0/pail/codegen/internal/check"
	"github.com/seed-40dc4ce0/pail/codegen/internal/model"
)

// ownModels are the models of this module that belong together: what all
// providers share, and for each provider that with its own file.
func ownModels(t *testing.T) map[string][]model.Source {
	t.Helper()
	common, err := sources("../specs/traits.json", "../specs/model/*.json", "../specs/doc/*.json")
	if err != nil {
		t.Fatal(err)
	}
	each, err := sources("../specs/*.json")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][]model.Source{"all": common}
	for _, s := range each {
		if id := strings.TrimSuffix(filepath.Base(s.Name), ".json"); id != "traits" {
			all[id] = append(slices.Clone(common), s)
		}
	}
	return all
}

func TestTheModelsOfPailAreLegalSmithy(t *testing.T) {
	t.Parallel()
	for id, files := range ownModels(t) {
		t.Run(id, func(t *testing.T) {
			t.Parallel()
			var faults ast.Faults
			m := model.Assemble(files, &faults)
			check.Shapes(m, &faults)
			if id != "all" {
				check.Provider(m.Prune(id), id, id+".json", &faults)
			}
			if err := faults.Err(); err != nil {
				t.Error(err)
			}
			// What is written for stock tools is whole by itself.
			if id != "all" {
				again := model.Assemble([]model.Source{{Name: "resolved/" + id + ".json", Data: ast.Print(m.Prune(id).Tree())}}, &faults)
				check.Provider(again, id, id+".json", &faults)
				if err := faults.Err(); err != nil {
					t.Error(err)
				}
			}
		})
	}
}

// TestNoTraitIsAppliedTwice reads the files themselves: a trait of a shape or
// member stands in one place, so that nothing is overridden, and nothing
// depends on the order of files.
func TestNoTraitIsAppliedTwice(t *testing.T) {
	t.Parallel()
	for id, files := range ownModels(t) {
		t.Run(id, func(t *testing.T) {
			t.Parallel()
			seen := map[string]ast.Pos{}
			count := 0
			see := func(target string, traits *ast.Node) {
				if traits == nil {
					return
				}
				for _, f := range traits.Fields {
					count++
					if first, twice := seen[target+" "+f.Name]; twice {
						t.Errorf("%s: %s: %s is applied at %s too", f.Pos, target, f.Name, first)
					}
					seen[target+" "+f.Name] = f.Pos
				}
			}
			for _, file := range files {
				var faults ast.Faults
				for _, shape := range ast.Parse(file.Name, file.Data, &faults).Get("shapes").Fields {
					see(shape.Name, shape.Value.Get("traits"))
					for _, m := range shape.Value.Get("members").List() {
						see(shape.Name+"$"+m.Name, m.Value.Get("traits"))
					}
					for _, name := range []string{"member", "key", "value"} {
						see(shape.Name+"$"+name, shape.Value.Get(name).Get("traits"))
					}
				}
				if err := faults.Err(); err != nil {
					t.Fatal(err)
				}
			}
			if count < 100 {
				t.Errorf("only %d traits were seen", count)
			}
		})
	}
}
