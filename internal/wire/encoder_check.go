// SPDX-License-Identifier: Apache-2.0

package wire

import (
	"math"
	"strconv"
)

// Fail records that member cannot be sent; problem follows its name in a sentence
// and must not hold its value.
func (e *Encoder) Fail(member, problem string) {
	e.Issues = append(e.Issues, Issue{Field: member, Problem: problem})
}

// Required records an issue when member is absent, unless e is Verbatim.
func (e *Encoder) Required(member string, present bool) {
	if !present && !e.Verbatim {
		e.Fail(member, "is required")
	}
}

// Refuse records an Unsupported issue with the reason when member is set.
func (e *Encoder) Refuse(member string, isSet bool, reason string) {
	if isSet {
		e.Issues = append(e.Issues, Issue{Field: member, Problem: reason, Unsupported: true})
	}
}

// Length checks that n lies between least and most; a length of 0 is a member that
// is not set and passes. Use math.MaxInt for no upper bound.
func (e *Encoder) Length(member string, n, least, most int) {
	if n != 0 && (n < least || n > most) {
		if least == 0 {
			least = math.MinInt
		}
		e.Fail(member, "has length "+strconv.Itoa(n)+", which must be "+span(int64(least), int64(most)))
	}
}

// Range checks that *v lies between least and most; nil passes. Use math.MinInt
// and math.MaxInt for open ends.
func (e *Encoder) Range(member string, v *int, least, most int) {
	if v != nil && (*v < least || *v > most) {
		e.Fail(member, "must be "+span(int64(least), int64(most)))
	}
}

// RangeLong is Range for 64-bit members.
func (e *Encoder) RangeLong(member string, v *int64, least, most int64) {
	if v != nil && (*v < least || *v > most) {
		e.Fail(member, "must be "+span(least, most))
	}
}

// span words the numbers from least to most.
func span(least, most int64) string {
	switch {
	case most == math.MaxInt64 || most == math.MaxInt:
		return "at least " + strconv.FormatInt(least, 10)
	case least == math.MinInt64 || least == math.MinInt:
		return "at most " + strconv.FormatInt(most, 10)
	}
	return "between " + strconv.FormatInt(least, 10) + " and " + strconv.FormatInt(most, 10)
}
