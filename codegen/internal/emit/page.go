// SPDX-License-Identifier: Apache-2.0

package emit

import (
	"bytes"

	"github.com/seed-40dc4ce0/pail/codegen/internal/plan"
)

// Guide prints the page about the providers, in Markdown.
func (em *Emitter) Guide(g *plan.Guide) ([]byte, error) {
	var page bytes.Buffer
	if err := em.set.ExecuteTemplate(&page, "providers", g); err != nil {
		return nil, err
	}
	return append(bytes.TrimSpace(page.Bytes()), '\n'), nil
}
