// SPDX-License-Identifier: Apache-2.0

// Package check says what is wrong with a model, all of it at once.
package check

import (
	"github.com/seed-40dc4ce0/pail/codegen/internal/ast"
	"github.com/seed-40dc4ce0/pail/codegen/internal/model"
)

// Shapes checks what holds for every model.
func Shapes(m *model.Model, faults *ast.Faults) {}

// Provider checks the model of one provider.
func Provider(m *model.Model, id, file string, faults *ast.Faults) {}
