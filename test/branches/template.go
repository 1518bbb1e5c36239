// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bytes"
	"maps"
	"slices"
	"strconv"
	"text/template/parse"
)

// templateFile is a file of templates that is being instrumented.
type templateFile struct {
	*catalog

	file   string
	source []byte
	in     string // the template
}

// template instruments a file of templates. Branches are the bodies of if,
// range and with, what stands behind their else, and calls of other templates.
func (c *catalog) template(file string, source []byte) ([]byte, error) {
	tree := parse.New(file)
	tree.Mode = parse.SkipFuncCheck
	all := map[string]*parse.Tree{}
	if _, err := tree.Parse(string(source), "", "", all); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	inOrder := func(a, b *parse.Tree) int { return int(a.Root.Pos - b.Root.Pos) }
	for _, t := range slices.SortedFunc(maps.Values(all), inOrder) {
		if parse.IsEmptyTree(t.Root) {
			continue
		}
		f := templateFile{c, file, source, t.Name}
		f.nodes(t.Root)
		out.WriteString("{{define " + strconv.Quote(t.Name) + "}}" + t.Root.String() + "{{end}}\n")
	}
	return out.Bytes(), nil
}

// nodes instruments what is in a list.
func (f *templateFile) nodes(list *parse.ListNode) {
	var nodes []parse.Node
	for _, n := range list.Nodes {
		switch n := n.(type) {
		case *parse.TextNode:
			// Printed as it is, a brace at its end would join those of an action.
			n.Text = []byte("{{" + strconv.Quote(string(n.Text)) + "}}")
		case *parse.IfNode:
			f.branches(&n.BranchNode, "{{if "+n.Pipe.String()+"}}")
		case *parse.RangeNode:
			f.branches(&n.BranchNode, "{{range "+n.Pipe.String()+"}}")
		case *parse.WithNode:
			f.branches(&n.BranchNode, "{{with "+n.Pipe.String()+"}}")
		case *parse.TemplateNode:
			nodes = append(nodes, f.open(n.Pos, n.String()), n, raw("{{end}}"))
			continue
		}
		nodes = append(nodes, n)
	}
	list.Nodes = nodes
}

// branches instruments a body and what stands behind its else.
func (f *templateFile) branches(n *parse.BranchNode, text string) {
	f.body(n.List, n.Pos, text)
	f.body(n.ElseList, n.Pos, "{{else}} of "+text)
}

// body instruments a list that is a branch.
func (f *templateFile) body(list *parse.ListNode, pos parse.Pos, text string) {
	if list == nil || len(list.Nodes) == 0 {
		return
	}
	head := f.open(pos, text)
	f.nodes(list)
	list.Nodes = append(append([]parse.Node{head}, list.Nodes...), raw("{{end}}"))
}

// open is the condition before a branch.
func (f *templateFile) open(pos parse.Pos, text string) parse.Node {
	line := 1 + bytes.Count(f.source[:pos], []byte("\n"))
	return raw("{{if branch " + strconv.Quote(f.add(f.file, line, f.in, text)) + "}}")
}

// raw is a node that prints as text.
func raw(text string) parse.Node {
	return &parse.TextNode{NodeType: parse.NodeText, Text: []byte(text)}
}
