// SPDX-License-Identifier: Apache-2.0

// Package model holds a Smithy 2.0 model: it loads the JSON files that the
// model is spread over, applies the traits that stand apart from their shapes,
// and flattens mixins. It knows nothing of Go.
package model

import "strings"

// ID is an absolute shape id: namespace#Name, or namespace#Name$member.
type ID string

// Namespace is what stands before the '#', "" if there is none.
func (id ID) Namespace() string {
	ns, _, ok := strings.Cut(string(id), "#")
	if !ok {
		return ""
	}
	return ns
}

// Name is the shape's name without namespace and member.
func (id ID) Name() string {
	s := string(id)
	if i := strings.IndexByte(s, '#'); i >= 0 {
		s = s[i+1:]
	}
	s, _, _ = strings.Cut(s, "$")
	return s
}

// Member is the member's name, "" for the id of a shape.
func (id ID) Member() string {
	_, m, _ := strings.Cut(string(id), "$")
	return m
}

// Shape is the id without its member.
func (id ID) Shape() ID {
	s, _, _ := strings.Cut(string(id), "$")
	return ID(s)
}

// With is the id of a member of the shape.
func (id ID) With(member string) ID { return id + ID("$"+member) }

// valid says whether id is well formed: identifiers separated by dots, '#',
// an identifier and perhaps '$' and another.
func (id ID) valid() bool {
	s := string(id)
	ns, name, ok := strings.Cut(s, "#")
	if !ok {
		return false
	}
	name, member, has := strings.Cut(name, "$")
	if has && !identifier(member) {
		return false
	}
	for part := range strings.SplitSeq(ns, ".") {
		if !identifier(part) {
			return false
		}
	}
	return identifier(name)
}

// identifier says whether s is an identifier of Smithy.
func identifier(s string) bool {
	bare := strings.TrimLeft(s, "_")
	if bare == "" || bare[0] >= '0' && bare[0] <= '9' && len(bare) == len(s) {
		return false
	}
	for _, r := range bare {
		if !(r == '_' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z') {
			return false
		}
	}
	return true
}
