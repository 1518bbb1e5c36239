// SPDX-License-Identifier: Apache-2.0

package matrix

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Illegal is a combination of the table that a rule forbids, built all the same.
type Illegal struct {
	Name   string   // its axes
	Rule   string   // that forbids it
	Shapes []string // ids of the shapes that it consists of, of which one must be at fault
}

// harmless are the beginnings of rules that make a combination pointless, or leave
// nothing to write on a wire: its model is legal Smithy, or cannot be written down.
var harmless = []string{
	"httpChecksumRequired: ", "requestCompression: ", "endpoint: it is about requests", "hostLabel: the operation", "input: ",
	"length, pattern, range: ", "smithy.api#Unit takes", "httpLabel, hostLabel: ", "httpLabel: a label must not be empty", "hostLabel: an empty label",
}

// BuildIllegal makes a model of the combinations of location, trait and type that
// their rules make illegal Smithy, an operation each, and lists them.
func BuildIllegal() (model []byte, all []Illegal) {
	b := &builder{shapes: map[string]any{}}
	for _, l := range locations() {
		for _, s := range l.Sides {
			for _, v := range variants() {
				for _, t := range types() {
					rule := l.holds(t)
					if rule == "" {
						rule = v.fits(s, l, t)
					}
					if rule == "" || slices.ContainsFunc(harmless, func(h string) bool { return strings.HasPrefix(rule, h) }) {
						continue
					}
					all = append(all, b.illegal(s, l, v, t, rule))
				}
			}
		}
	}
	b.service()
	return b.file(), all
}

// illegal adds a combination. Its shapes are renamed so that they are its own.
func (b *builder) illegal(s Side, l Location, v Variant, t *Type, rule string) Illegal {
	own := &builder{shapes: map[string]any{}, caseless: true}
	own.operation(s, l, v, []*slot{newSlot(s, l, v, t)})
	suffix := fmt.Sprintf("No%d", len(b.ops))
	renamed := map[string]string{}
	for id := range own.shapes {
		renamed[id] = id + suffix
	}
	for id, shape := range own.shapes {
		b.shapes[renamed[id]] = rename(shape, renamed)
	}
	b.ops = append(b.ops, own.ops[0]+suffix)
	return Illegal{strings.Join([]string{string(s), l.Name, v.Name, t.Name}, " | "), rule, slices.Sorted(maps.Values(renamed))}
}

// rename copies a shape with other ids.
func rename(v any, ids map[string]string) any {
	switch v := v.(type) {
	case string:
		if id, ok := ids[v]; ok {
			return id
		}
	case Traits:
		return rename(object(v), ids)
	case object:
		all := object{}
		for key, item := range v {
			all[key] = rename(item, ids)
			if uri, ok := item.(string); ok && key == "uri" {
				for id, other := range ids {
					name, renamed := strings.TrimPrefix(id, namespace+"#"), strings.TrimPrefix(other, namespace+"#")
					if rest, ok := strings.CutPrefix(uri, "/"+name); ok && (rest == "" || rest[0] == '/') {
						all[key] = "/" + renamed + rest
					}
				}
			}
		}
		return all
	case []any:
		all := make([]any, len(v))
		for i := range v {
			all[i] = rename(v[i], ids)
		}
		return all
	}
	return v
}
