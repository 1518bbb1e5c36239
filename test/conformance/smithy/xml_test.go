// SPDX-License-Identifier: Apache-2.0

package smithy

import (
	"encoding/xml"
	"slices"
	"testing"
)

// TestEveryChangeOfABodyIsSeen changes each element of the bodies of all
// requests, one thing at a time.
func TestEveryChangeOfABodyIsSeen(t *testing.T) {
	t.Parallel()
	s, err := Load(data(t))
	if err != nil {
		t.Fatal(err)
	}
	changes := 0
	for _, c := range s.Cases {
		if c.Side != Request || text(c.Body) == "" || !isXML(c.BodyMediaType) {
			continue
		}
		entries := s.model.entries(c.operation.Input.Target)
		want, err := parseXML([]byte(*c.Body))
		if err != nil {
			t.Fatal(c.Name(), err)
		}
		got, _ := parseXML([]byte(*c.Body))
		if problems := got.compare("", want, entries); problems != nil {
			t.Error(c.Name(), problems)
		}
		spoil(got, func(what string) {
			changes++
			if got.compare("", want, entries) == nil {
				t.Errorf("%s: not seen: %s", c.Name(), what)
			}
		})
	}
	if changes < 500 {
		t.Errorf("%d changes were tried, want at least 500", changes)
	}
}

// spoil changes e and what is in it, and calls seen each time before it undoes
// the change.
func spoil(e *element, seen func(what string)) {
	was := *e
	e.name = xml.Name{Space: was.name.Space, Local: was.name.Local + "x"}
	seen("another name")
	e.name = xml.Name{Space: was.name.Space + "x", Local: was.name.Local}
	seen("another namespace")
	e.name, e.text = was.name, was.text+"x"
	seen("another text")
	e.text, e.attrs = was.text, map[xml.Name]string{{Local: "x"}: "x"}
	seen("another attribute")
	e.attrs, e.spaces = was.attrs, append(slices.Clone(was.spaces), "x")
	seen("another prefix")
	e.spaces = was.spaces
	for i, child := range was.children {
		e.children = slices.Delete(slices.Clone(was.children), i, i+1)
		seen("a child is missing")
		e.children = append(slices.Clone(was.children), child)
		seen("a child is there twice")
		e.children = was.children
		spoil(child, seen)
	}
}
