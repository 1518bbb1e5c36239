// SPDX-License-Identifier: Apache-2.0

package model

import (
	"path"
	"strconv"
	"strings"
)

// base is the file's name without folder and ending.
func (s Source) base() string { return strings.TrimSuffix(path.Base(s.Name), ".json") }

// topics are what the shapes of each source are about, by the source's base
// name: that name, made fit to begin the name of a Go file. Sources of one name
// in several folders are about the same, those of other names are not.
func topics(sources []Source) map[string]string {
	byBase, taken := map[string]string{}, map[string]bool{}
	for _, s := range sources { // a name that is fit stays
		if base := s.base(); fit(base) == base {
			byBase[base], taken[base] = base, true
		}
	}
	for _, s := range sources {
		base := s.base()
		if byBase[base] != "" {
			continue
		}
		name := fit(base)
		for n := 2; taken[name]; n++ {
			name = fit(base) + "_" + strconv.Itoa(n)
		}
		byBase[base], taken[name] = name, true
	}
	return byBase
}

// fit is name in small letters, digits and _, a letter first: the go command
// skips files whose names begin with _ or a dot.
func fit(name string) string {
	name = strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return '_'
	}, strings.ToLower(name))
	if name = strings.TrimLeft(name, "_"); name == "" || name[0] < 'a' {
		name = strings.TrimRight("model_"+name, "_")
	}
	return name
}
