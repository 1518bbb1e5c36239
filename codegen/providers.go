// SPDX-License-Identifier: Apache-2.0

package main

import (
	"path/filepath"

	"github.com/seed-40dc4ce0/pail/codegen/internal/emit"
	"github.com/seed-40dc4ce0/pail/codegen/internal/plan"
)

// writeGuide writes docs/providers.md: what differs between the providers.
func writeGuide(out *output, em *emit.Emitter, root string, providers []provider) {
	var columns []plan.Column
	for _, p := range providers {
		columns = append(columns, plan.Column{ID: p.id, Model: p.full})
	}
	page, err := em.Guide(plan.NewGuide(columns, serverService, bucketService))
	if err != nil {
		out.errs = append(out.errs, err)
		return
	}
	out.files[filepath.Join(root, "docs", "providers.md")] = page
}
