// SPDX-License-Identifier: Apache-2.0

package ast

import "encoding/json"

// Kind is what a [Node] holds.
type Kind uint8

// The kinds of JSON values.
const (
	Null Kind = iota
	Bool
	Number
	String
	Array
	Object
)

// String names the kind as a sentence would.
func (k Kind) String() string {
	return [...]string{"null", "a boolean", "a number", "a string", "a list", "an object"}[k]
}

// Node is one JSON value and where it stands. Nodes are not changed once they
// are read; models share them.
type Node struct {
	Kind   Kind
	Pos    Pos
	Bool   bool
	Text   string  // of a String, and of a Number as it was written
	Elems  []*Node // of an Array
	Fields []Field // of an Object, in the order of the file
}

// Field is one entry of an object. Pos is that of its name.
type Field struct {
	Name  string
	Pos   Pos
	Value *Node
}

// Get returns the value of the field called name, nil if n is no object or
// has no such field.
func (n *Node) Get(name string) *Node {
	if n == nil {
		return nil
	}
	for _, f := range n.Fields {
		if f.Name == name {
			return f.Value
		}
	}
	return nil
}

// List returns the fields of an object, none if n is nil or no object.
func (n *Node) List() []Field {
	if n == nil {
		return nil
	}
	return n.Fields
}

// GetText returns the text of the string called name, "" if there is none.
func (n *Node) GetText(name string) string {
	if v := n.Get(name); v != nil && v.Kind == String {
		return v.Text
	}
	return ""
}

// Strings returns the strings in an array; what is no string is left out.
func (n *Node) Strings() []string {
	if n == nil {
		return nil
	}
	var list []string
	for _, e := range n.Elems {
		if e.Kind == String {
			list = append(list, e.Text)
		}
	}
	return list
}

// Int returns the whole number in n, and whether there is one.
func (n *Node) Int() (int64, bool) {
	if n == nil || n.Kind != Number {
		return 0, false
	}
	i, err := json.Number(n.Text).Int64()
	return i, err == nil
}

// IsTrue says whether n is true.
func (n *Node) IsTrue() bool { return n != nil && n.Kind == Bool && n.Bool }

// Equal says whether a and b are the same value; the order of an object's
// fields and the way a number is written do not matter.
func Equal(a, b *Node) bool {
	if a == nil || b == nil {
		return a == b
	}
	if a.Kind != b.Kind || a.Bool != b.Bool || len(a.Elems) != len(b.Elems) || len(a.Fields) != len(b.Fields) {
		return false
	}
	if a.Kind == Number && a.Text != b.Text {
		x, errX := json.Number(a.Text).Float64()
		y, errY := json.Number(b.Text).Float64()
		return errX == nil && errY == nil && x == y
	}
	if a.Text != b.Text {
		return false
	}
	for i := range a.Elems {
		if !Equal(a.Elems[i], b.Elems[i]) {
			return false
		}
	}
	for _, f := range a.Fields {
		if other := b.Get(f.Name); other == nil || !Equal(f.Value, other) {
			return false
		}
	}
	return true
}

// NewString returns a string.
func NewString(text string) *Node { return &Node{Kind: String, Text: text} }

// NewArray returns a list.
func NewArray(elems ...*Node) *Node { return &Node{Kind: Array, Elems: elems} }

// NewObject returns an object.
func NewObject(fields ...Field) *Node { return &Node{Kind: Object, Fields: fields} }
