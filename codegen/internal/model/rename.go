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
