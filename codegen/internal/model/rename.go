// SPDX-License-Identifier: Apache-2.0

package model

import "github.com/seed-40dc4ce0/pail/codegen/internal/ast"

// Rename is what a service calls a shape that it leads to.
type Rename struct {
	Target ID
	Name   string
	Pos    ast.Pos
}

// Renames are what the service s calls shapes by another name than their own,
// in the order of the file.
func (s *Shape) Renames() []Rename {
	var list []Rename
	for _, f := range s.Other {
		if f.Name != "rename" {
			continue
		}
		for _, entry := range f.Value.Fields {
			if entry.Value.Kind == ast.String {
				list = append(list, Rename{ID(entry.Name), entry.Value.Text, entry.Pos})
			}
		}
	}
	return list
}

// Called is the name of a shape as the service s has it.
func (s *Shape) Called(id ID) string {
	for _, r := range s.Renames() {
		if r.Target == id {
			return r.Name
		}
	}
	return id.Name()
}

// renames checks the form of a service's rename.
func (a *assembler) renames(s *Shape, n *ast.Node) {
	if n.Kind != ast.Object {
		a.fault(n.Pos, s.ID, `write {"namespace#Name": "NewName"}`, "rename must be an object and is %s", n.Kind)
	}
	for _, f := range n.Fields {
		switch id := ID(f.Name); {
		case !id.valid() || id.Member() != "":
			a.fault(f.Pos, s.ID, `write {"namespace#Name": "NewName"}`, "rename has %q, which is not the id of a shape", f.Name)
		case f.Value.Kind != ast.String || !identifier(f.Value.Text):
			a.fault(f.Pos, s.ID, "use letters, digits and _", "rename gives %s something that is not a name", f.Name)
		}
	}
}
