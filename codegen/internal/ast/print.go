// SPDX-License-Identifier: Apache-2.0

package ast

import (
	"bytes"
	"encoding/json"
	"strings"
)

// Print writes a Smithy model as text: a shape a paragraph and a member a
// line, so that a difference between two models is a difference of lines.
func Print(n *Node) []byte {
	p := &printer{}
	p.open(n, 0, false)
	p.WriteByte('\n')
	return p.Bytes()
}

// printer writes one document.
type printer struct{ bytes.Buffer }

// width is how many bytes a line may have before what stands on it is opened.
// A member stays on its line whatever it says.
const width = 600

// spread says whether the value of the field called name, depth objects deep,
// has its own fields on lines of their own.
func spread(name string, v *Node, depth int) bool {
	if v.Kind != Object || len(v.Fields) == 0 {
		return false
	}
	switch depth {
	case 0: // shapes, metadata
		return true
	case 1: // a shape
		typ := v.GetText("type")
		return v.Get("members") != nil || typ == "operation" || typ == "service" || typ == "resource" || inline(v) > width
	case 2:
		return name == "members" || inline(v) > width
	}
	return inline(v) > width
}

// inline is the length of n on one line.
func inline(n *Node) int {
	p := &printer{}
	p.flat(n)
	return p.Len()
}

// open writes an object with a field a line.
func (p *printer) open(n *Node, depth int, flat bool) {
	p.WriteString("{\n")
	for i, f := range n.Fields {
		p.WriteString(strings.Repeat("  ", depth+1))
		p.quote(f.Name)
		p.WriteString(": ")
		if !flat && spread(f.Name, f.Value, depth) {
			p.open(f.Value, depth+1, f.Name == "members")
		} else {
			p.flat(f.Value)
		}
		if i < len(n.Fields)-1 {
			p.WriteByte(',')
		}
		p.WriteByte('\n')
	}
	p.WriteString(strings.Repeat("  ", depth) + "}")
}

// flat writes n on one line.
func (p *printer) flat(n *Node) {
	switch n.Kind {
	case Null:
		p.WriteString("null")
	case Bool:
		if n.Bool {
			p.WriteString("true")
		} else {
			p.WriteString("false")
		}
	case Number:
		p.WriteString(n.Text)
	case String:
		p.quote(n.Text)
	case Array:
		p.WriteByte('[')
		for i, e := range n.Elems {
			if i > 0 {
				p.WriteString(", ")
			}
			p.flat(e)
		}
		p.WriteByte(']')
	case Object:
		p.WriteByte('{')
		for i, f := range n.Fields {
			if i > 0 {
				p.WriteString(", ")
			}
			p.quote(f.Name)
			p.WriteString(": ")
			p.flat(f.Value)
		}
		p.WriteByte('}')
	}
}

// quote writes s as a JSON string without escaping what HTML would.
func (p *printer) quote(s string) {
	enc := json.NewEncoder(&p.Buffer)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(s); err == nil { // a string and a buffer cannot fail
		p.Truncate(p.Len() - 1)
	}
}
