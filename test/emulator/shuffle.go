// SPDX-License-Identifier: Apache-2.0

package emulator

import (
	"cmp"
	"hash/fnv"
	"iter"
	"slices"
)

// entry is one line of a listing: an object, or a common prefix.
type entry struct {
	name   string
	place  uint64
	object *object // nil for a common prefix
}

// newEntry gives a name its place in the order of a store that has none: one
// that stays the same, so that pages join, and has nothing to do with bytes.
func newEntry(name string, o *object) entry {
	h := fnv.New64a()
	_, _ = h.Write([]byte(name)) // a hash does not fail
	return entry{name, h.Sum64(), o}
}

// compare is by place, and by name where two names have the same.
func (e entry) compare(other entry) int {
	return cmp.Or(cmp.Compare(e.place, other.place), cmp.Compare(e.name, other.name))
}

// shuffle takes a page of all objects of a prefix. A marker that was never
// given has its place too: the page begins behind it.
func (l *listing) shuffle(objects iter.Seq[*object]) {
	var all []entry
	seen := map[string]bool{}
	for o := range objects {
		name, common := l.fold(o)
		switch {
		case !common:
			all = append(all, newEntry(name, o))
		case !seen[name]:
			seen[name] = true
			all = append(all, newEntry(name, nil))
		}
	}
	slices.SortFunc(all, entry.compare)
	if l.after != "" {
		marker := newEntry(l.after, nil)
		first, found := slices.BinarySearchFunc(all, marker, entry.compare)
		if found {
			first++
		}
		all = all[first:]
	}
	for _, e := range all {
		if !l.take(e.name, e.object) {
			return
		}
	}
}
