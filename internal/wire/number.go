// SPDX-License-Identifier: Apache-2.0

package wire

import (
	"math"
	"strconv"
	"strings"
)

// parseInt reads a decimal number with an optional sign; white space around it is
// ignored. It allocates nothing.
func parseInt[T string | []byte](s T) (int64, bool) {
	s = trimSpace(s)
	negative := len(s) > 0 && s[0] == '-'
	if negative || len(s) > 0 && s[0] == '+' {
		s = s[1:]
	}
	if len(s) == 0 {
		return 0, false
	}
	var n uint64
	for i := range len(s) {
		digit := uint64(s[i] - '0')
		if digit > 9 || n > (math.MaxInt64+1-digit)/10 {
			return 0, false
		}
		n = n*10 + digit
	}
	if negative {
		return -int64(n), true // #nosec G115 -- at most 1<<63, whose negation is itself
	}
	return int64(n), n <= math.MaxInt64
}

// parseInteger is parseInt for a number that fits so many bits.
func parseInteger(s string, bits int) (int64, bool) {
	n, ok := parseInt(s)
	if !ok || n>>(bits-1) != n>>63 {
		return 0, false
	}
	return n, true
}

// isDecimal says whether s has the bytes of a decimal number only: Go reads numbers in
// base 16 and the words inf and nan too, which Smithy does not have.
func isDecimal(s string) bool { return strings.Trim(s, "0123456789+-.eE") == "" }

// parseBool reads true, false, 1 or 0, whatever the case.
func parseBool(s string) (value, ok bool) {
	s = strings.TrimSpace(s)
	switch {
	case s == "1" || strings.EqualFold(s, "true"):
		return true, true
	case s == "0" || strings.EqualFold(s, "false"):
		return false, true
	}
	return false, false
}

// appendFloat writes v as Smithy's protocols do: plain digits, an exponent for the
// very large and very small, and the words NaN, Infinity and -Infinity.
func appendFloat(dst []byte, v float64, bits int) []byte {
	switch {
	case math.IsNaN(v):
		return append(dst, "NaN"...)
	case math.IsInf(v, 1):
		return append(dst, "Infinity"...)
	case math.IsInf(v, -1):
		return append(dst, "-Infinity"...)
	}
	form := byte('f')
	if a := math.Abs(v); a != 0 && (a < 1e-6 || a >= 1e21) {
		form = 'e'
	}
	return strconv.AppendFloat(dst, v, form, -1, bits)
}

// isSpace is XML's white space.
func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\r' || c == '\t' }

// trimSpace cuts XML's white space from both ends.
func trimSpace[T string | []byte](b T) T {
	for len(b) > 0 && isSpace(b[0]) {
		b = b[1:]
	}
	for len(b) > 0 && isSpace(b[len(b)-1]) {
		b = b[:len(b)-1]
	}
	return b
}
