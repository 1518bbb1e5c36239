// SPDX-License-Identifier: Apache-2.0

package wire

import (
	"encoding/base64"
	"math"
	"strconv"
	"time"
)

// String ends the current value and gives its text.
func (x *JSONReader) String() string {
	b, _ := x.text("a string")
	s := string(b)
	x.done()
	return s
}

// StringPtr is String; nil for null and after a fault.
func (x *JSONReader) StringPtr() *string {
	b, ok := x.text("a string")
	s := string(b)
	x.done()
	return present(s, ok)
}

// Token is String for values out of a small set, such as storage classes: one that
// was met shortly before costs no allocation.
func (x *JSONReader) Token() string {
	b, _ := x.text("a string")
	x.done()
	if len(b) == 0 || len(b) > 40 {
		return string(b)
	}
	slot := &x.tokens[(len(b)*7+int(b[0])+int(b[len(b)-1])*3)%len(x.tokens)]
	if *slot != string(b) {
		*slot = string(b)
	}
	return *slot
}

// Int ends the current value and gives its number. A fraction, an exponent and what
// no int holds are faults.
func (x *JSONReader) Int() int { return int(x.integer(strconv.IntSize).n) }

// IntPtr is Int; nil for null and after a fault.
func (x *JSONReader) IntPtr() *int { return x.small(strconv.IntSize) }

// Byte is Int for 8 bits, as Smithy's byte has them: -128 to 127.
func (x *JSONReader) Byte() int { return int(x.integer(8).n) }

// BytePtr is Byte; nil for null and after a fault.
func (x *JSONReader) BytePtr() *int { return x.small(8) }

// Short is Int for 16 bits.
func (x *JSONReader) Short() int { return int(x.integer(16).n) }

// ShortPtr is Short; nil for null and after a fault.
func (x *JSONReader) ShortPtr() *int { return x.small(16) }

// Integer is Int for 32 bits.
func (x *JSONReader) Integer() int { return int(x.integer(32).n) }

// IntegerPtr is Integer; nil for null and after a fault.
func (x *JSONReader) IntegerPtr() *int { return x.small(32) }

// Long is Int for 64 bits.
func (x *JSONReader) Long() int64 { return x.integer(64).n }

// LongPtr is Long; nil for null and after a fault.
func (x *JSONReader) LongPtr() *int64 {
	v := x.integer(64)
	return present(v.n, v.ok)
}

// small reads a number that fits an int.
func (x *JSONReader) small(bits int) *int {
	v := x.integer(bits)
	return present(int(v.n), v.ok)
}

// integer reads a number that must fit so many bits.
func (x *JSONReader) integer(bits int) integer {
	found, raw := x.scalar()
	if found == 0 || found == 'n' {
		x.done()
		return integer{}
	}
	n, ok := parseInt(raw)
	switch {
	case found != '0':
		x.badValue(raw, "is not a number")
	case !isWhole(raw):
		x.badValue(raw, "is not a whole number")
	case !ok || n>>(bits-1) != n>>63:
		x.badValue(raw, "is out of range")
	}
	if x.err != nil {
		return integer{}
	}
	x.done()
	return integer{n, true}
}

// isWhole says whether a number has neither a fraction nor an exponent.
func isWhole(number []byte) bool {
	for _, c := range number {
		if c == '.' || c|0x20 == 'e' {
			return false
		}
	}
	return true
}

// Bool ends the current value, which must be true or false.
func (x *JSONReader) Bool() bool {
	v, _ := x.boolean()
	return v
}

// BoolPtr is Bool; nil for null and after a fault.
func (x *JSONReader) BoolPtr() *bool { return present(x.boolean()) }

func (x *JSONReader) boolean() (v, ok bool) {
	found, raw := x.scalar()
	switch found {
	case 0, 'n':
	case 't', 'f':
		v, ok = found == 't', true
	default:
		x.badValue(raw, "is not true or false")
	}
	x.done()
	return v, ok
}

// Float ends the current value and gives its number: one of JSON, or a string that is
// NaN, Infinity or -Infinity. What the type cannot hold is a fault.
func (x *JSONReader) Float() float32 {
	v, _ := x.float(32)
	return float32(v)
}

// FloatPtr is Float; nil for null and after a fault.
func (x *JSONReader) FloatPtr() *float32 {
	v, ok := x.float(32)
	return present(float32(v), ok)
}

// Double is Float for 64 bits.
func (x *JSONReader) Double() float64 {
	v, _ := x.float(64)
	return v
}

// DoublePtr is Double; nil for null and after a fault.
func (x *JSONReader) DoublePtr() *float64 { return present(x.float(64)) }

func (x *JSONReader) float(bits int) (v float64, ok bool) {
	found, raw := x.scalar()
	switch found {
	case 0, 'n':
	case '0':
		var err error
		if v, err = strconv.ParseFloat(string(raw), bits); err != nil {
			x.badValue(raw, "is out of range")
			return 0, false
		}
		ok = true
	case '"':
		v, ok = wordedFloat(x.unquoted(raw))
	}
	if !ok && found != 0 && found != 'n' {
		x.badValue(raw, "is not a number")
	}
	x.done()
	return v, ok
}

// wordedFloat gives the numbers that JSON has none for.
func wordedFloat(word []byte) (float64, bool) {
	switch string(word) {
	case "NaN":
		return math.NaN(), true
	case "Infinity":
		return math.Inf(1), true
	case "-Infinity":
		return math.Inf(-1), true
	}
	return 0, false
}

// Time ends the current value and gives its time in UTC: a number for EpochSeconds, a
// string for the other formats.
func (x *JSONReader) Time(f Format) time.Time {
	t, _ := x.time(f)
	return t
}

// TimePtr is Time; nil for null and after a fault.
func (x *JSONReader) TimePtr(f Format) *time.Time { return present(x.time(f)) }

func (x *JSONReader) time(f Format) (t time.Time, ok bool) {
	found, raw := x.scalar()
	text, want := raw, "is not a number of seconds"
	if f != EpochSeconds {
		want = "is not a time in a string"
	}
	switch {
	case found == 0 || found == 'n':
		x.done()
		return time.Time{}, false
	case found == '0' && f == EpochSeconds:
		t, ok = f.Parse(text)
	case found == '"' && f != EpochSeconds:
		text = x.unquoted(raw)
		t, ok = f.Parse(text)
	}
	if !ok {
		x.badValue(raw, want)
		return time.Time{}, false
	}
	x.done()
	return t, true
}

// Bytes ends the current value and gives the bytes that it holds in base64: nil for
// null, not nil for an empty string.
func (x *JSONReader) Bytes() []byte {
	b, ok := x.text("base64 in a string")
	if !ok {
		x.done()
		return nil
	}
	v, err := base64.StdEncoding.AppendDecode(make([]byte, 0, base64.StdEncoding.DecodedLen(len(b))), b)
	if err != nil {
		x.bad("is not base64")
		return nil
	}
	x.done()
	return v
}

// present is &v if there is a value.
func present[T any](v T, ok bool) *T {
	if !ok {
		return nil
	}
	p := new(T) // &v would cost its allocation in any case
	*p = v
	return p
}
