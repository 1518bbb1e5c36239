// SPDX-License-Identifier: Apache-2.0

package emulator

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// node is one element of a document.
type node struct {
	name     string
	text     string
	attrs    []pair
	children []*node
}

// parseTree reads one document. Namespaces do not count, document types are
// refused, and so is anything after the root.
func parseTree(data []byte) (*node, error) {
	d := xml.NewDecoder(bytes.NewReader(data)) //nolint:gosec // depth and size are bounded, directives refused
	var root *node
	var open []*node
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, errors.Join(errSyntax, err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			n := &node{name: t.Name.Local}
			for _, a := range t.Attr {
				n.attrs = append(n.attrs, pair{a.Name.Local, a.Value})
			}
			switch {
			case len(open) > 0 && len(open) < maxDepth:
				parent := open[len(open)-1]
				parent.children = append(parent.children, n)
			case root == nil:
				root = n
			default:
				return nil, errSyntax
			}
			open = append(open, n)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			if len(open) > 0 {
				open[len(open)-1].text += string(t)
			} else if strings.TrimSpace(string(t)) != "" {
				return nil, errSyntax
			}
		case xml.Directive:
			return nil, errSyntax
		}
	}
	if root == nil {
		return nil, errSyntax
	}
	return root, nil
}

// all are the children of one name.
func (n *node) all(name string) []*node {
	var found []*node
	if n == nil {
		return nil
	}
	for _, c := range n.children {
		if c.name == name {
			found = append(found, c)
		}
	}
	return found
}

// value is the text of the first child of that name, "" without one.
func (n *node) value(name string) string {
	for _, c := range n.all(name) {
		return c.text
	}
	return ""
}

// child is the first child of that name, nil without one.
func (n *node) child(name string) *node {
	for _, c := range n.all(name) {
		return c
	}
	return nil
}
