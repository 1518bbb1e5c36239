// SPDX-License-Identifier: Apache-2.0

package check

import (
	"fmt"

	"github.com/seed-40dc4ce0/pail/codegen/internal/model"
)

// Omission is an operation that the generator leaves out of a client, and why.
type Omission struct {
	Operation model.ID
	Reason    string
}

// Omitted are the operations of a service that send or answer with a stream of
// events, which the generator does not make. [model.Model.Without] takes them
// out; [Service] does so by itself.
func Omitted(m *model.Model, service model.ID) []Omission {
	var list []Omission
	for _, op := range m.Operations(service) {
		for _, io := range []struct {
			what string
			ref  *model.Ref
		}{{"input", op.Input}, {"output", op.Output}} {
			if stream := events(m, io.ref); stream != nil {
				list = append(list, Omission{op.ID, fmt.Sprintf("the member %s of its %s is a stream of events", stream.Name, io.what)})
				break
			}
		}
	}
	return list
}

// events is the member of the structure in r that is a stream of events, nil
// if none is.
func events(m *model.Model, r *model.Ref) *model.Member {
	if r == nil || m.Shape(r.Target) == nil {
		return nil
	}
	for _, member := range m.Shape(r.Target).Members {
		if t := m.Target(member); t != nil && t.Type == "union" && t.Traits.Has(model.Streaming) {
			return member
		}
	}
	return nil
}

// without is the model without the operations that are left out.
func without(m *model.Model, service model.ID) *model.Model {
	var ids []model.ID
	for _, o := range Omitted(m, service) {
		ids = append(ids, o.Operation)
	}
	return m.Without(ids...)
}
