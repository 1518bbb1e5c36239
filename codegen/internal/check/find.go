// SPDX-License-Identifier: Apache-2.0

package check

import (
	"fmt"
	"strings"

	"github.com/seed-40dc4ce0/pail/codegen/internal/ast"
	"github.com/seed-40dc4ce0/pail/codegen/internal/model"
)

// Find returns the service of the model called name, or with the name "" the
// only one. If it is not clear which, the fault names those there are and the
// result is "".
func Find(m *model.Model, name string, faults *ast.Faults) model.ID {
	var ids []string
	for _, s := range m.Services() {
		if name == string(s.ID) || name == "" && len(m.Services()) == 1 {
			return s.ID
		}
		ids = append(ids, string(s.ID))
	}
	switch {
	case faults.Partial(): // it may be in the file that could not be read
	case len(ids) == 0:
		faults.Add(ast.Pos{}, name, "the model has no service", "give all files of the model")
	case name == "":
		faults.Add(ast.Pos{}, "", fmt.Sprintf("the model has %d services", len(ids)), "say -service with one of "+strings.Join(ids, ", "))
	default:
		faults.Add(ast.Pos{}, name, "the model has no such service", "name one of "+strings.Join(ids, ", "))
	}
	return ""
}
