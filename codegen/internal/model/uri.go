// SPDX-License-Identifier: Apache-2.0

package model

import (
	"errors"
	"fmt"
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
	path, query, _ := strings.Cut(s, "?")
	if !strings.HasPrefix(path, "/") {
		return URI{}, errors.New("the uri must begin with /")
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
		case len(u.Segments) > 0 && u.hasGreedy():
			return URI{}, fmt.Errorf("the label %s follows a greedy one", name)
		}
		u.Segments = append(u.Segments, Segment{Label: name, Greedy: greedy})
		path = after
	}
	return u, nil
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
