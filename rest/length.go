// SPDX-License-Identifier: Apache-2.0

package rest

import (
	"math"
	"strconv"
)

// Length records an issue of member, which is set, unless n lies between least and
// most; [math.MaxInt] is no upper bound. "" and an empty list are values, of length 0.
// Smithy 2.0, length trait.
func (e *Encoder) Length(member string, n, least, most int) {
	if problem := lengthProblem(n, least, most); problem != "" {
		e.Fail(member, problem)
	}
}

// Length is [Encoder.Length] for a member of a document.
func Length(x writer, member string, n, least, most int) {
	if problem := lengthProblem(n, least, most); problem != "" {
		x.Fail(member, problem)
	}
}

// lengthProblem is what is wrong with a length, "" if it is right.
func lengthProblem(n, least, most int) string {
	if n >= least && n <= most {
		return ""
	}
	span := "between " + strconv.Itoa(least) + " and " + strconv.Itoa(most)
	switch {
	case most == math.MaxInt:
		span = "at least " + strconv.Itoa(least)
	case least <= 0:
		span = "at most " + strconv.Itoa(most)
	}
	return "has length " + strconv.Itoa(n) + ", which must be " + span
}
