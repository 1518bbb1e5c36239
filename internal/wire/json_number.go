// SPDX-License-Identifier: Apache-2.0

package wire

import (
	"errors"
	"strconv"
	"strings"
)

// Number is a number that no type of Go holds as it stands, as its text in the grammar
// of JSON: a bigInteger or bigDecimal, and in documents what neither int64 nor float64
// keeps. "" is none.
type Number string

// String is the text.
func (n Number) String() string { return string(n) }

// Int64 is the number if it is whole and fits, else an error.
func (n Number) Int64() (int64, error) { return strconv.ParseInt(string(n), 10, 64) }

// Float64 is the nearest number of that type, or an error if it is out of range.
func (n Number) Float64() (float64, error) { return strconv.ParseFloat(string(n), 64) }

// MarshalJSON gives the text, so that encoding/json writes a number; "" is null.
func (n Number) MarshalJSON() ([]byte, error) {
	if n == "" {
		return []byte("null"), nil
	}
	return []byte(n), nil
}

// UnmarshalJSON takes the text of a number; null changes nothing.
func (n *Number) UnmarshalJSON(text []byte) error {
	switch v := Number(text); {
	case v.isNumber():
		*n = v
	case v != "null":
		return errNoNumber
	}
	return nil
}

var errNoNumber = errors.New("the value is not a number")

// BigInteger ends the current value and gives its number, of any size. A fraction and
// an exponent are faults.
func (x *JSONReader) BigInteger() Number {
	v, _ := x.decimal(true)
	return v
}

// BigIntegerPtr is BigInteger; nil for null and after a fault.
func (x *JSONReader) BigIntegerPtr() *Number { return present(x.decimal(true)) }

// BigDecimal ends the current value and gives its number as it is written.
func (x *JSONReader) BigDecimal() Number {
	v, _ := x.decimal(false)
	return v
}

// BigDecimalPtr is BigDecimal; nil for null and after a fault.
func (x *JSONReader) BigDecimalPtr() *Number { return present(x.decimal(false)) }

func (x *JSONReader) decimal(whole bool) (v Number, ok bool) {
	found, raw := x.scalar()
	switch {
	case found == 0 || found == 'n':
	case found != '0':
		x.badValue(raw, "is not a number")
	case whole && !isWhole(raw):
		x.badValue(raw, "is not a whole number")
	default:
		v, ok = Number(raw), true
	}
	x.done()
	return v, ok
}

const (
	notNumber = "is no number"
	notWhole  = "is no whole number without fraction and exponent"
)

// isNumber says whether n is a number of JSON: RFC 8259 section 6.
func (n Number) isNumber() bool {
	s := strings.TrimPrefix(string(n), "-")
	whole, s := cutDigits(s)
	if whole == "" || whole != "0" && whole[0] == '0' {
		return false
	}
	if strings.HasPrefix(s, ".") {
		var fraction string
		if fraction, s = cutDigits(s[1:]); fraction == "" {
			return false
		}
	}
	if s == "" {
		return true
	}
	if s[0]|0x20 != 'e' {
		return false
	}
	if s = s[1:]; s != "" && (s[0] == '+' || s[0] == '-') {
		s = s[1:]
	}
	exponent, s := cutDigits(s)
	return exponent != "" && s == ""
}

// isWhole says whether n is a number of JSON without fraction and exponent.
func (n Number) isWhole() bool { return n.isNumber() && !strings.ContainsAny(string(n), ".eE") }

// cutDigits gives the decimal digits at the head of s and what follows them.
func cutDigits(s string) (digits, rest string) {
	rest = strings.TrimLeft(s, "0123456789")
	return s[:len(s)-len(rest)], rest
}
