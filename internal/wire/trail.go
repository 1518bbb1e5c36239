// SPDX-License-Identifier: Apache-2.0

package wire

import "strconv"

// trail is where a document is being written, in the user's names, and what cannot be
// sent there. It is the part of a writer that has nothing to do with its format.
type trail struct {
	e     *Encoder
	path  []step
	depth int // elements, or objects and lists, that are open
}

// step is one piece of the path of members, and the depth it was entered at.
type step struct {
	name  string
	index int // of an item; otherwise isField or isEntry
	depth int
	key   string // of an entry
}

// What a step is that is no item of a list.
const (
	isField = -1
	isEntry = -2
)

// begin forgets the document before.
func (t *trail) begin(e *Encoder) { t.e, t.path, t.depth = e, t.path[:0], 0 }

// Field enters a structure, for the path of issues; Done leaves it.
func (t *trail) Field(member string) {
	t.path = append(t.path, step{name: member, index: isField, depth: t.depth})
}

// Item enters item i of a list, for the path of issues; Done leaves it. The member is
// "" for a list that is a value itself.
func (t *trail) Item(member string, i int) {
	t.path = append(t.path, step{name: member, index: i, depth: t.depth})
}

// Entry enters the entry of a map that has this key, for the path of issues:
// Member["key"], or Member[...] for "", which hides the keys of a secret map. In XML it
// comes before the element of the entry is opened. Done leaves it. The member is ""
// for a map that is a value itself.
func (t *trail) Entry(member, key string) {
	t.path = append(t.path, step{name: member, index: isEntry, depth: t.depth, key: key})
}

// Done leaves what Field, Item or Entry entered.
func (t *trail) Done() {
	if len(t.path) > 0 {
		t.path = t.path[:len(t.path)-1]
	}
}

// Required records an issue when member is absent, unless the request is Verbatim.
func (t *trail) Required(member string, present bool) {
	if !present && !t.e.Verbatim {
		t.e.Fail(t.where(member), "is required")
	}
}

// Fail records that member of what Field, Item or Entry entered cannot be sent; "" is
// that one itself.
func (t *trail) Fail(member, problem string) { t.e.Fail(t.where(member), problem) }

// Refuse records that member is set but unknown to the provider.
func (t *trail) Refuse(member string, isSet bool, reason string) {
	if isSet {
		t.e.Refuse(t.where(member), true, reason)
	}
}

// Length is [Encoder.Length] for a member of what Field, Item or Entry entered.
func (t *trail) Length(member string, n, least, most int) {
	if n < least || n > most {
		t.e.Length(t.where(member), n, least, most)
	}
}

// Range is [Encoder.Range] for a member of what Field, Item or Entry entered.
func (t *trail) Range(member string, v *int, least, most int) {
	if v != nil && (*v < least || *v > most) {
		t.e.Range(t.where(member), v, least, most)
	}
}

// RangeLong is [Encoder.RangeLong] for a member of what Field, Item or Entry entered.
func (t *trail) RangeLong(member string, v *int64, least, most int64) {
	if v != nil && (*v < least || *v > most) {
		t.e.RangeLong(t.where(member), v, least, most)
	}
}

// where is the path of member.
func (t *trail) where(member string) string {
	var text []byte
	for _, s := range t.path {
		if len(text) > 0 && s.name != "" {
			text = append(text, '.')
		}
		text = append(text, s.name...)
		switch {
		case s.index >= 0:
			text = append(strconv.AppendInt(append(text, '['), int64(s.index), 10), ']')
		case s.index == isEntry && s.key == "":
			text = append(text, "[...]"...)
		case s.index == isEntry:
			text = append(strconv.AppendQuote(append(text, '['), s.key), ']')
		}
	}
	if member != "" {
		if len(text) > 0 {
			text = append(text, '.')
		}
		text = append(text, member...)
	}
	return string(text)
}
