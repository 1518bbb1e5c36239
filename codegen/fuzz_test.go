// SPDX-License-Identifier: Apache-2.0

package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/seed-40dc4ce0/pail/codegen/internal/ast"
	"github.com/seed-40dc4ce0/pail/codegen/internal/check"
	"github.com/seed-40dc4ce0/pail/codegen/internal/emit"
	"github.com/seed-40dc4ce0/pail/codegen/internal/model"
)

// FuzzModel checks that no model makes the generator panic, and that one
// without faults becomes Go that parses.
func FuzzModel(f *testing.F) {
	names, _ := filepath.Glob("testdata/*/model*.json")
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	em, err := emit.New(runtime)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var faults ast.Faults
		m := model.Assemble([]model.Source{{Name: "model.json", Data: data}}, &faults)
		check.Shapes(m, &faults)
		c := client{name: "x", dir: "x"}
		service := check.Find(m, c.service, &faults)
		if service != "" {
			check.Service(m, service, "", &faults)
		}
		_ = m.Prune("x").Tree()
		if faults.Err() != nil {
			return
		}
		out := c.output(em, m, service)
		for _, err := range out.errs {
			t.Error(err)
		}
	})
}
