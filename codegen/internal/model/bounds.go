// SPDX-License-Identifier: Apache-2.0

package model

import "math"

// Bounds are the least and the greatest number of a type of shapes for whole
// numbers; ok is false for all other types and for bigInteger, which has none.
func Bounds(typ string) (least, most int64, ok bool) {
	switch typ {
	case "byte":
		return math.MinInt8, math.MaxInt8, true
	case "short":
		return math.MinInt16, math.MaxInt16, true
	case "integer", "intEnum":
		return math.MinInt32, math.MaxInt32, true
	case "long":
		return math.MinInt64, math.MaxInt64, true
	}
	return 0, 0, false
}
