// SPDX-License-Identifier: Apache-2.0

package config

import (
	"slices"
	"strings"
)

// regions is how a provider's regions are named at its own endpoint.
type regions struct {
	one     string // "a region of Tencent COS"
	example string // of a name

	// shaped tells names that a region could have.
	shaped func(name string) bool

	// stem is the part of a name that says the place: "ap-beijing" of
	// "ap-beijing-1", "pek" of "pek3a".
	stem func(name string) string

	// known are names that exist. A name with another stem may be new.
	known []string

	// places are words that people write for a region, and its name.
	places map[string]string
}

// check is the problem of a name, nil if a region may have it. With near, a
// name is refused too if it is most likely a slip in one that is known.
func (r regions) check(name string, near bool) *problem {
	shaped := r.shaped(name)
	if shaped && (!near || r.stands(r.stem(name))) {
		return nil
	}
	meant := r.meant(name)
	switch {
	case shaped && meant == "":
		return nil
	case meant == "":
		return &problem{text: is(name) + "not the name of " + r.one, fix: "write one such as " + r.example}
	case shaped:
		return &problem{text: is(name) + "not the name of " + r.one + " that is known", fix: "did you mean " + meant + "? If not, name its host as the endpoint"}
	}
	return &problem{text: is(name) + "not the name of " + r.one, fix: "did you mean " + meant + "?"}
}

// stands tells whether a known name has the stem.
func (r regions) stands(stem string) bool {
	return slices.ContainsFunc(r.known, func(k string) bool { return r.stem(k) == stem })
}

// meant is the name that was probably meant, "" if none is near.
func (r regions) meant(name string) string {
	name = strings.ToLower(name)
	if len(name) > 100 {
		return ""
	}
	for label := range strings.FieldsFuncSeq(name, func(c rune) bool { return strings.ContainsRune(":/. ", c) }) {
		if slices.Contains(r.known, label) {
			return label // of a host or a URL
		}
	}
	for _, k := range r.known {
		if fold(k) == fold(name) {
			return k
		}
	}
	if meant := r.places[fold(r.place(name))]; meant != "" {
		return meant
	}
	stem := r.stem(name)
	rest := strings.TrimPrefix(name, stem)
	for _, k := range r.known {
		known := r.stem(k)
		if len(known) > 2 && distance(stem, known) == 1 || r.place(known) != known && distance(r.place(stem), r.place(known)) == 1 {
			if slices.Contains(r.known, known+rest) {
				return known + rest
			}
			return k
		}
	}
	return ""
}

// place is the name without the two letters of its part of the world.
func (r regions) place(name string) string {
	if before, after, ok := strings.Cut(name, "-"); ok && len(before) == 2 {
		return after
	}
	return name
}

// checkRegion lets through what can stand in a host and in a signature's scope.
func checkRegion(region, example string) *problem {
	for _, r := range region {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '-', r == '_', r == '.':
		default:
			return &problem{text: "is not the name of a region", fix: "use letters, digits and hyphens, such as " + example}
		}
	}
	if len(region) > 63 {
		return &problem{text: "is longer than 63 characters", fix: "write the name of a region, such as " + example}
	}
	return nil
}
