// SPDX-License-Identifier: Apache-2.0

package ast

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sort"
)

// maxDepth bounds how deep values nest.
const maxDepth = 200

// Parse reads the JSON document data of the file called file. What is wrong
// with it is added to faults; then the result is nil, except for duplicate
// keys, of which the first counts.
func Parse(file string, data []byte, faults *Faults) *Node {
	p := &parser{file: file, dec: json.NewDecoder(bytes.NewReader(data)), faults: faults}
	p.dec.UseNumber()
	for i, c := range data {
		if c == '\n' {
			p.lines = append(p.lines, i)
		}
	}
	n, err := p.value(0)
	if err == nil {
		if _, more := p.dec.Token(); !errors.Is(more, io.EOF) {
			err = errors.New("there is more after the document")
		}
	}
	if err != nil {
		faults.Unread(p.failure(err, data), problem(err), "correct the JSON")
		return nil
	}
	return n
}

// parser reads one document.
type parser struct {
	file   string
	dec    *json.Decoder
	lines  []int // offsets of line feeds
	faults *Faults
}

// at is the place of the byte at offset.
func (p *parser) at(offset int64) Pos {
	return Pos{p.file, 1 + sort.SearchInts(p.lines, int(offset))}
}

// here is the place of the token that was read last, which ends on the line
// that it began on.
func (p *parser) here() Pos { return p.at(p.dec.InputOffset() - 1) }

// failure is the place of err. The decoder's tokens do not say where a fault
// of syntax is, so that the whole document is asked once more.
func (p *parser) failure(err error, data []byte) Pos {
	var whole json.RawMessage
	var syntax *json.SyntaxError
	if again := json.Unmarshal(data, &whole); errors.As(again, &syntax) && !errors.Is(err, errDeep) {
		return p.at(max(syntax.Offset-1, 0))
	}
	return p.at(max(p.dec.InputOffset()-1, 0))
}

// errDeep says that values nest too deep to be a model.
var errDeep = fmt.Errorf("values nest more than %d deep", maxDepth)

// problem words err for people.
func problem(err error) string {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return "the document ends too soon"
	}
	return "this is not JSON: " + err.Error()
}

// value reads the next value, which stands depth values deep.
func (p *parser) value(depth int) (*Node, error) {
	tok, err := p.dec.Token()
	if err != nil {
		return nil, err
	}
	n := &Node{Pos: p.here()}
	switch t := tok.(type) {
	case nil:
		n.Kind = Null
	case bool:
		n.Kind, n.Bool = Bool, t
	case json.Number:
		n.Kind, n.Text = Number, t.String()
	case string:
		n.Kind, n.Text = String, t
	case json.Delim:
		if depth >= maxDepth {
			return nil, errDeep
		}
		if t == '[' {
			n.Kind = Array
			return n, p.array(n, depth)
		}
		n.Kind = Object
		return n, p.object(n, depth)
	}
	return n, nil
}

// array reads the elements of n and the bracket after them.
func (p *parser) array(n *Node, depth int) error {
	for p.dec.More() {
		elem, err := p.value(depth + 1)
		if err != nil {
			return err
		}
		n.Elems = append(n.Elems, elem)
	}
	_, err := p.dec.Token()
	return err
}

// object reads the fields of n and the brace after them.
func (p *parser) object(n *Node, depth int) error {
	seen := map[string]Pos{}
	for p.dec.More() {
		tok, err := p.dec.Token()
		if err != nil {
			return err
		}
		name, _ := tok.(string) // the decoder takes nothing else for a name
		pos := p.here()
		v, err := p.value(depth + 1)
		if err != nil {
			return err
		}
		if first, twice := seen[name]; twice {
			p.faults.Add(pos, "", fmt.Sprintf("the key %q is there twice", name), "remove this one or the one on line "+fmt.Sprint(first.Line))
			continue
		}
		seen[name] = pos
		n.Fields = append(n.Fields, Field{name, pos, v})
	}
	_, err := p.dec.Token()
	return err
}
