// SPDX-License-Identifier: Apache-2.0

package model

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// URI is the value of the http trait's uri: /literal/{Label}/{Greedy+}?a&b=c.
type URI struct {
	Segments []Segment
	Query    []Parameter
}

// Segment is a piece of a path: literal text with its slashes, or a label.
type Segment struct {
	Literal string
	Label   string // member; "" for literal text
	Greedy  bool
}

// Parameter is a constant of the query; without HasValue it is a bare name.
type Parameter struct {
	Name, Value string
	HasValue    bool
}

// ParseURI reads a uri of the http trait.
func ParseURI(s string) (URI, error) {
	path, query, asks := strings.Cut(s, "?")
	if err := wellFormed(path, query, asks); err != nil {
		return URI{}, err
	}
	u := URI{Query: parameters(query)}
	for path != "" {
		literal, rest, label := strings.Cut(path, "{")
		if literal != "" {
			u.Segments = append(u.Segments, Segment{Literal: literal})
		}
		if !label {
			break
		}
		name, after, closed := strings.Cut(rest, "}")
		name, greedy := strings.CutSuffix(name, "+")
		switch {
		case !closed || !identifier(name):
			return URI{}, fmt.Errorf("the uri has a label without a name or without its }")
		case !strings.HasSuffix(literal, "/") || after != "" && after[0] != '/':
			return URI{}, fmt.Errorf("the label %s must be a whole segment of the uri", name)
		case u.hasGreedy():
			return URI{}, fmt.Errorf("the label %s follows a greedy one", name)
		case slices.Contains(u.Labels(), name):
			return URI{}, fmt.Errorf("the label %s is there twice", name)
		}
		u.Segments = append(u.Segments, Segment{Label: name, Greedy: greedy})
		path = after
	}
	return u, nil
}

// wellFormed checks what the specification demands of a uri beside its labels.
func wellFormed(path, query string, asks bool) error {
	switch {
	case !strings.HasPrefix(path, "/"):
		return errors.New("the uri must begin with /")
	case strings.Contains(path, "//"):
		return errors.New("the uri has an empty segment")
	case slices.ContainsFunc(strings.Split(path, "/"), func(s string) bool { return s == "." || s == ".." }):
		return errors.New("the uri has . or .. for a segment")
	case asks && query == "":
		return errors.New("the uri ends with ?")
	case strings.ContainsAny(query, "{}"):
		return errors.New("the query of the uri has a label; only its path may")
	case strings.ContainsFunc(path+query, func(r rune) bool { return r <= ' ' || r >= 127 || r == '#' }):
		return errors.New("the uri has a character that must be escaped, or a fragment")
	}
	return nil
}

func (u URI) hasGreedy() bool {
	for _, s := range u.Segments {
		if s.Greedy {
			return true
		}
	}
	return false
}

// Labels are the members that stand in the path, in its order.
func (u URI) Labels() []string {
	var names []string
	for _, s := range u.Segments {
		if s.Label != "" {
			names = append(names, s.Label)
		}
	}
	return names
}

// parameters reads the constants of a query.
func parameters(query string) []Parameter {
	var list []Parameter
	for part := range strings.SplitSeq(query, "&") {
		if part == "" {
			continue
		}
		name, value, has := strings.Cut(part, "=")
		list = append(list, Parameter{name, value, has})
	}
	return list
}
