// SPDX-License-Identifier: Apache-2.0

package smithy

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

// element is an element of XML with its namespace resolved.
type element struct {
	name     xml.Name
	attrs    map[xml.Name]string
	spaces   []string // namespaces that are declared here under a prefix, in order
	text     string   // of the element itself
	children []*element
}

// parseXML reads a document: one root, and nothing but space around it.
func parseXML(data []byte) (*element, error) {
	d := xml.NewDecoder(bytes.NewReader(data))
	document := new(element)
	open := []*element{document}
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, err
		}
		top := open[len(open)-1]
		switch token := token.(type) {
		case xml.StartElement:
			e, err := newElement(token)
			if err != nil {
				return nil, err
			}
			top.children = append(top.children, e)
			open = append(open, e)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			top.text += string(token)
		}
	}
	if len(document.children) != 1 || strings.TrimSpace(document.text) != "" {
		return nil, fmt.Errorf("%d roots and the text %q around them, want one root", len(document.children), document.text)
	}
	return document.children[0], nil
}

func newElement(start xml.StartElement) (*element, error) {
	e := &element{name: start.Name, attrs: map[xml.Name]string{}}
	for _, a := range start.Attr {
		switch {
		case a.Name.Space == "xmlns":
			e.spaces = append(e.spaces, a.Value)
		case a.Name.Space == "" && a.Name.Local == "xmlns":
		default:
			if _, twice := e.attrs[a.Name]; twice {
				return nil, fmt.Errorf("%s has the attribute %s twice", show(e.name), show(a.Name))
			}
			e.attrs[a.Name] = a.Value
		}
	}
	slices.Sort(e.spaces)
	return e, nil
}

// compareXML returns how documents differ.
func compareXML(got, want []byte, entries map[string]bool) []string {
	g, err := parseXML(got)
	if err != nil {
		return []string{problem("body is not XML: %v: %s", err, show(string(got)))}
	}
	w, err := parseXML(want)
	if err != nil {
		return []string{problem("the case's body is not XML: %v", err)}
	}
	problems := g.compare("body: "+label(w.name), w, entries)
	if problems != nil {
		problems = append(problems, problem("body is %s", show(string(got))))
	}
	return problems
}

// compare returns how e differs from want, which stands at path.
func (e *element) compare(path string, want *element, entries map[string]bool) (problems []string) {
	add := func(format string, args ...any) { problems = append(problems, path+": "+problem(format, args...)) }
	if e.name != want.name {
		add("the element is %s, want %s", label(e.name), label(want.name))
		return problems
	}
	if !maps.Equal(e.attrs, want.attrs) {
		add("the attributes are %s, want %s", show(e.attrs), show(want.attrs))
	}
	if !slices.Equal(e.spaces, want.spaces) {
		add("the namespaces with a prefix are %q, want %q", e.spaces, want.spaces)
	}
	got, text := e.text, want.text
	if len(want.children) > 0 {
		got, text = strings.TrimSpace(got), strings.TrimSpace(text)
	}
	if got != text {
		add("the text is %s, want %s", show(got), show(text))
	}
	have, need := siblings(e), siblings(want)
	for _, name := range names(have, need) {
		at := path + "/" + label(name)
		if len(have[name]) != len(need[name]) {
			problems = append(problems, problem("%s: %d elements, want %d", at, len(have[name]), len(need[name])))
			continue
		}
		if entries[name.Local] {
			problems = append(problems, unordered(at, have[name], need[name], entries)...)
			continue
		}
		for i, w := range need[name] {
			problems = append(problems, have[name][i].compare(problem("%s[%d]", at, i), w, entries)...)
		}
	}
	return problems
}

// unordered compares the entries of a map.
func unordered(path string, got, want []*element, entries map[string]bool) (problems []string) {
	got = slices.Clone(got)
	var missing []*element
	for _, w := range want {
		same := slices.IndexFunc(got, func(g *element) bool { return g.compare(path, w, entries) == nil })
		if same < 0 {
			missing = append(missing, w)
			continue
		}
		got = slices.Delete(got, same, same+1)
	}
	for i, w := range missing {
		problems = append(problems, got[i].compare(path, w, entries)...)
	}
	return problems
}

// siblings groups the children by name.
func siblings(e *element) map[xml.Name][]*element {
	groups := map[xml.Name][]*element{}
	for _, child := range e.children {
		groups[child.name] = append(groups[child.name], child)
	}
	return groups
}

// names lists the names of both in order.
func names(a, b map[xml.Name][]*element) []xml.Name {
	all := maps.Clone(a)
	maps.Copy(all, b)
	return slices.SortedFunc(maps.Keys(all), func(x, y xml.Name) int { return strings.Compare(label(x), label(y)) })
}

// label is a name as {namespace}name.
func label(n xml.Name) string {
	if n.Space == "" {
		return n.Local
	}
	return "{" + n.Space + "}" + n.Local
}
