// SPDX-License-Identifier: Apache-2.0

package smithy

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
)

// Suite is the cases of a model that clients must pass, in the order of the
// file. It is read only, and safe for concurrent use.
type Suite struct {
	Cases []Case
	// Orphans are the cases of operations and errors that no service has: they cannot run.
	Orphans []string

	model model
}

// Load reads the cases of the JSON AST in a file. Whatever stands in a case
// and is unknown is an error.
func Load(path string) (*Suite, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	s := new(Suite)
	if err := json.Unmarshal(data, &s.model); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	if err := s.collect(); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return s, nil
}

// Services lists the services that have cases, in the order of the first.
func (s *Suite) Services() []string {
	var ids []string
	seen := map[string]bool{}
	for _, c := range s.Cases {
		if !seen[c.Service] {
			ids = append(ids, c.Service)
		}
		seen[c.Service] = true
	}
	return ids
}

// Count says how many cases of a side there are.
func (s *Suite) Count(side Side) int {
	n := 0
	for _, c := range s.Cases {
		if c.Side == side {
			n++
		}
	}
	return n
}

// owner is where a case runs.
type owner struct{ service, operation string }

// owners maps each operation to its services, and each error to the first
// operation with it of each service that has one.
func (s *Suite) owners() map[string][]owner {
	all := map[string][]owner{}
	for _, service := range s.model.order {
		if s.model.shapes[service].Type != "service" {
			continue
		}
		seen := map[string]bool{}
		add := func(id, operation string) {
			if !seen[id] {
				all[id] = append(all[id], owner{service, operation})
			}
			seen[id] = true
		}
		for _, op := range s.model.operations(service) {
			add(op, op)
			for _, e := range append(s.model.shape(op).Errors, s.model.shapes[service].Errors...) {
				add(e.Target, op)
			}
		}
	}
	return all
}

// collect fills Cases.
func (s *Suite) collect() error {
	var errs []error
	owners, names := s.owners(), map[string]bool{}
	for _, id := range s.model.order {
		cases, err := s.model.shapes[id].cases(id)
		if err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", id, err))
		}
		for _, c := range cases {
			if len(owners[id]) == 0 {
				s.Orphans = append(s.Orphans, id+": "+string(c.Side)+"/"+c.ID)
			}
			for _, o := range owners[id] {
				c.Service, c.Operation, c.operation = o.service, local(o.operation), s.model.shape(o.operation)
				if name := c.Service + c.Name(); names[name] {
					errs = append(errs, fmt.Errorf("%s: case %s is there twice", id, c.ID))
				} else {
					names[name] = true
				}
				s.Cases = append(s.Cases, c)
			}
		}
	}
	return errors.Join(errs...)
}

// decode reads JSON strictly; numbers stay as they are written.
func decode(data []byte, v any) error {
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	d.DisallowUnknownFields()
	return d.Decode(v)
}
