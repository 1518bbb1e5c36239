// SPDX-License-Identifier: Apache-2.0

package model

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
)

// URI is the value of the http trait's uri: /literal/{Label}/{Greedy+}?a&b=c.
// Its texts are without percent-escapes, for encoders to put them back.
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
	constants, err := parameters(query)
	if err != nil {
		return URI{}, err
	}
	u := URI{Query: constants}
	for path != "" {
		literal, rest, label := strings.Cut(path, "{")
		if literal != "" {
			text, err := unescaped(literal)
			if err != nil {
				return URI{}, err
			}
			u.Segments = append(u.Segments, Segment{Literal: text})
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
	case slices.ContainsFunc(strings.Split(dots.Replace(path), "/"), func(s string) bool { return s == "." || s == ".." }):
		return errors.New("the uri has . or .. for a segment")
	case strings.Contains(strings.ToLower(path), "%2f"):
		return errors.New("the uri has an escaped slash, which cannot be told from one between segments")
	case asks && query == "":
		return errors.New("the uri ends with ?")
	case strings.ContainsAny(query, "{}"):
		return errors.New("the query of the uri has a label; only its path may")
	case strings.ContainsFunc(path+query, func(r rune) bool { return r <= ' ' || r >= 127 || r == '#' }):
		return errors.New("the uri has a character that must be escaped, or a fragment")
	}
	return nil
}

// dots takes the escapes of dots away.
var dots = strings.NewReplacer("%2e", ".", "%2E", ".")

// unescaped is text without percent-escapes.
func unescaped(text string) (string, error) {
	plain, err := url.PathUnescape(text)
	if err != nil {
		return "", errors.New("the uri has a % that begins no escape such as %20")
	}
	return plain, nil
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
func parameters(query string) ([]Parameter, error) {
	var list []Parameter
	for part := range strings.SplitSeq(query, "&") {
		if part == "" {
			continue
		}
		name, value, has := strings.Cut(part, "=")
		name, err := unescaped(name)
		if err != nil {
			return nil, err
		}
		if value, err = unescaped(value); err != nil {
			return nil, err
		}
		list = append(list, Parameter{name, value, has})
	}
	return list, nil
}
