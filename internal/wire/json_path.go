// SPDX-License-Identifier: Apache-2.0

package wire

import "strconv"

// trail is where a document is being written, in the user's names, and what cannot be
// sent there. It is the part of a writer that has nothing to do with its format.
type trail struct {
	e    *Encoder
	path []step
}

// Field enters a structure, for the path of issues; Done leaves it.
func (t *trail) Field(member string) { t.path = append(t.path, step{name: member, index: -1}) }

// Item enters item i of a list, for the path of issues; Done leaves it.
func (t *trail) Item(member string, i int) { t.path = append(t.path, step{name: member, index: i}) }

// Done leaves what Field or Item entered.
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

// Fail records that member of what Item or Field entered cannot be sent; "" is that
// one itself.
func (t *trail) Fail(member, problem string) { t.e.Fail(t.where(member), problem) }

// Refuse records that member is set but unknown to the provider.
func (t *trail) Refuse(member string, isSet bool, reason string) {
	if isSet {
		t.e.Refuse(t.where(member), true, reason)
	}
}

// Length is [Encoder.Length] for a member of what Item or Field entered.
func (t *trail) Length(member string, n, least, most int) {
	if n < least || n > most {
		t.e.Length(t.where(member), n, least, most)
	}
}

// Range is [Encoder.Range] for a member of what Item or Field entered.
func (t *trail) Range(member string, v *int, least, most int) {
	if v != nil && (*v < least || *v > most) {
		t.e.Range(t.where(member), v, least, most)
	}
}

// RangeLong is [Encoder.RangeLong] for a member of what Item or Field entered.
func (t *trail) RangeLong(member string, v *int64, least, most int64) {
	if v != nil && (*v < least || *v > most) {
		t.e.RangeLong(t.where(member), v, least, most)
	}
}

// where is the path of member.
func (t *trail) where(member string) string {
	var text []byte
	for _, s := range t.path {
		if len(text) > 0 {
			text = append(text, '.')
		}
		text = append(text, s.name...)
		if s.index >= 0 {
			text = append(strconv.AppendInt(append(text, '['), int64(s.index), 10), ']')
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
