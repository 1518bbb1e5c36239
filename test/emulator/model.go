// SPDX-License-Identifier: Apache-2.0

package emulator

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
)

// shape is one shape of a Smithy JSON AST.
type shape struct {
	Type       string   `json:"type"`
	Traits     traits   `json:"traits"`
	Members    members  `json:"members"`
	Member     *member  `json:"member"`
	Input      target   `json:"input"`
	Output     target   `json:"output"`
	Operations []target `json:"operations"`
}

type target struct {
	Target string `json:"target"`
}

type member struct {
	Name   string `json:"-"`
	Target string `json:"target"`
	Traits traits `json:"traits"`
}

type traits map[string]json.RawMessage

func (t traits) has(id string) bool {
	_, ok := t[id]
	return ok
}

// text is the value of a string trait, "" without it.
func (t traits) text(id string) string {
	var s string
	if raw, ok := t[id]; ok && json.Unmarshal(raw, &s) != nil {
		return ""
	}
	return s
}

// members keeps the order of the file: documents are written in it.
type members []member

// UnmarshalJSON reads an object of members in order.
func (m *members) UnmarshalJSON(data []byte) error {
	d := json.NewDecoder(bytes.NewReader(data))
	if _, err := d.Token(); err != nil {
		return err
	}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return err
		}
		var one member
		if err := d.Decode(&one); err != nil {
			return err
		}
		one.Name, _ = name.(string)
		*m = append(*m, one)
	}
	return nil
}

// model is a set of shapes by id.
type model map[string]*shape

// parseModel joins the shapes of several files; a later file may refer to the
// shapes of an earlier one, and give them more members.
func parseModel(files ...[]byte) (model, error) {
	all := model{}
	for _, file := range files {
		var ast struct {
			Shapes model `json:"shapes"`
		}
		if err := json.Unmarshal(file, &ast); err != nil {
			return nil, fmt.Errorf("emulator: the model is not a Smithy JSON AST: %w", err)
		}
		for id, s := range ast.Shapes {
			all.add(id, s)
		}
	}
	return all, nil
}

// add adds a shape or, to one that is there, its members.
func (m model) add(id string, s *shape) {
	present, ok := m[id]
	if !ok {
		m[id] = s
		return
	}
	present.Members = append(present.Members, s.Members...)
}

// local is the part of a shape id after the namespace.
func local(id string) string {
	_, name, _ := strings.Cut(id, "#")
	return name
}
