// SPDX-License-Identifier: Apache-2.0

package wire

// Length is [Encoder.Length] for a member of what Item or Field entered.
func (x *XMLWriter) Length(member string, n, least, most int) {
	if n < least || n > most {
		x.e.Length(x.where(member), n, least, most)
	}
}

// Range is [Encoder.Range] for a member of what Item or Field entered.
func (x *XMLWriter) Range(member string, v *int, least, most int) {
	if v != nil && (*v < least || *v > most) {
		x.e.Range(x.where(member), v, least, most)
	}
}

// RangeLong is [Encoder.RangeLong] for a member of what Item or Field entered.
func (x *XMLWriter) RangeLong(member string, v *int64, least, most int64) {
	if v != nil && (*v < least || *v > most) {
		x.e.RangeLong(x.where(member), v, least, most)
	}
}
