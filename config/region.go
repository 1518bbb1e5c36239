// SPDX-License-Identifier: Apache-2.0

package config

import (
	"regexp"
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

	// within is the host inside the provider's network, with {region}; "" is none.
	// It is a host that people take for a region: ap-beijing-internal.
	within string
}

// check is the problem of a name, nil if a region may have it. With near, a
// name is refused too if it is most likely a slip in one that is known.
func (r regions) check(name string, near bool) *problem {
	if before, ok := strings.CutSuffix(strings.ToLower(name), "-internal"); ok {
		return r.internal(name, before)
	}
	shaped := r.shaped(name)
	if near && !slices.Contains(r.known, name) {
		if several := r.several(name); len(several) > 0 {
			return &problem{text: is(name) + "not the name of " + r.one + " that is known", fix: "did you mean " + oneOf(several) + "?"}
		}
	}
	if shaped && (!near || r.stands(r.stem(name))) {
		return nil
	}
	meant := r.meant(name)
	switch {
	case meant == "" && !shaped && awsRegion(name):
		return &problem{text: is(name) + "a region of Amazon S3, and not " + r.one, fix: "write one such as " + r.example + ", or s3 for provider"}
	case shaped && meant == "":
		return nil
	case meant == "":
		return &problem{text: is(name) + "not the name of " + r.one, fix: "write one such as " + r.example}
	case shaped:
		return &problem{text: is(name) + "not the name of " + r.one + " that is known", fix: "did you mean " + meant + "? If not, name its host as the endpoint"}
	}
	return &problem{text: is(name) + "not the name of " + r.one, fix: "did you mean " + meant + "?"}
}

// several are the known names that a name is all of but the last letter, where
// that letter tells places apart: pek3a and pek3b of pek3.
func (r regions) several(name string) []string {
	var list []string
	for _, k := range r.known {
		if last := len(k) - 1; k[:last] == name && r.stem(name) == r.stem(k) && name != r.stem(k) {
			list = append(list, k)
		}
	}
	slices.Sort(list)
	return list
}

// internal is the problem of a region with the ending that others' hosts inside
// a network have.
func (r regions) internal(name, before string) *problem {
	region := before
	if !r.shaped(before) || !r.stands(r.stem(before)) {
		if region = r.meant(before); region == "" {
			region = r.example
		}
	}
	p := &problem{text: is(name) + "not the name of " + r.one, fix: "write " + region}
	if r.within != "" {
		p.fix += ", and for the host inside the provider's network https://" + strings.ReplaceAll(r.within, "{region}", region) + " as the endpoint"
	}
	return p
}

// awsRegion tells names such as AWS gives: us-east-1, ap-southeast-2.
func awsRegion(name string) bool {
	return regexp.MustCompile(`^(us|eu|ap|sa|ca|me|af|il|mx|cn)(-gov|-iso[bef]?)?-(north|south|east|west|central|northeast|northwest|southeast|southwest)-[1-9]$`).MatchString(name)
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
