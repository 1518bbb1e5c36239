// SPDX-License-Identifier: Apache-2.0

package differential

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// tree is an element of XML: names with their namespaces, without comments,
// declarations and the white space between elements.
type tree struct {
	name       string // {namespace}local
	attributes []string
	children   []*tree
	text       string
}

// parse reads a document.
func parse(text []byte) (*tree, error) {
	in := xml.NewDecoder(bytes.NewReader(text))
	root := new(tree)
	open := []*tree{root}
	for {
		token, err := in.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		last := open[len(open)-1]
		switch token := token.(type) {
		case xml.StartElement:
			one := start(token)
			last.children = append(last.children, one)
			open = append(open, one)
		case xml.EndElement:
			if len(last.children) > 0 && strings.TrimSpace(last.text) == "" {
				last.text = ""
			}
			open = open[:len(open)-1]
		case xml.CharData:
			last.text += string(token)
		}
	}
	if len(root.children) != 1 {
		return nil, fmt.Errorf("%d root elements", len(root.children))
	}
	return root.children[0], nil
}

// start is an element without its content.
func start(token xml.StartElement) *tree {
	t := &tree{name: expanded(token.Name)}
	for _, a := range token.Attr {
		if a.Name.Space != "xmlns" && a.Name != (xml.Name{Local: "xmlns"}) {
			t.attributes = append(t.attributes, expanded(a.Name)+"="+a.Value)
		}
	}
	slices.Sort(t.attributes)
	return t
}

// expanded is a name with its namespace.
func expanded(name xml.Name) string {
	if name.Space == "" {
		return name.Local
	}
	return "{" + name.Space + "}" + name.Local
}

// sorted is the tree with children sorted by name. Those of one name, which
// are a list's, keep their order.
func (t *tree) sorted() *tree {
	c := *t
	c.children = nil
	for _, child := range t.children {
		c.children = append(c.children, child.sorted())
	}
	slices.SortStableFunc(c.children, func(a, b *tree) int { return strings.Compare(a.name, b.name) })
	return &c
}

// String writes the tree, an element a line.
func (t *tree) String() string {
	var b strings.Builder
	t.print(&b, "")
	return b.String()
}

func (t *tree) print(b *strings.Builder, indent string) {
	fmt.Fprintf(b, "%s%s", indent, t.name)
	if len(t.attributes) > 0 {
		fmt.Fprintf(b, " %q", t.attributes)
	}
	if t.text != "" {
		fmt.Fprintf(b, ": %q", t.text)
	}
	b.WriteString("\n")
	for _, child := range t.children {
		child.print(b, indent+"  ")
	}
}

// apart is the first line in which two trees differ, with the path to it.
func apart(path string, ours, theirs *tree) []difference {
	path += "/" + ours.name
	switch {
	case ours.name != theirs.name:
		return []difference{{path, ours.name, theirs.name}}
	case !slices.Equal(ours.attributes, theirs.attributes):
		return []difference{{path + " attributes", strings.Join(ours.attributes, " "), strings.Join(theirs.attributes, " ")}}
	case ours.text != theirs.text:
		return []difference{{path, ours.text, theirs.text}}
	}
	var all []difference
	for i := range min(len(ours.children), len(theirs.children)) {
		if all = append(all, apart(path, ours.children[i], theirs.children[i])...); len(all) > 0 {
			return all
		}
	}
	if len(ours.children) != len(theirs.children) {
		all = append(all, difference{path + " children", ours.String(), theirs.String()})
	}
	return all
}
