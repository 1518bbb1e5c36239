// SPDX-License-Identifier: Apache-2.0

package wire

import (
	"encoding/base64"
	"math"
	"strconv"
	"time"
)

// Null writes null: an element of a sparse list, a value of a sparse map.
func (x *JSONWriter) Null(name string) {
	x.key(name)
	x.buf = append(x.buf, "null"...)
}

// String writes a string; "" is not written.
func (x *JSONWriter) String(name, v string) {
	if v != "" {
		x.Text(name, v)
	}
}

// Text writes a string, which may be empty.
func (x *JSONWriter) Text(name, v string) {
	x.key(name)
	x.quote(v, x.leaf(name), notUTF8)
}

// StringPtr writes a string; nil is not written, empty is.
func (x *JSONWriter) StringPtr(name string, v *string) {
	if v != nil {
		x.Text(name, *v)
	}
}

// Int writes a number.
func (x *JSONWriter) Int(name string, v int) { x.Long(name, int64(v)) }

// IntPtr writes a number; nil is not written.
func (x *JSONWriter) IntPtr(name string, v *int) {
	if v != nil {
		x.Long(name, int64(*v))
	}
}

// Long writes a number.
func (x *JSONWriter) Long(name string, v int64) {
	x.key(name)
	x.buf = strconv.AppendInt(x.buf, v, 10)
}

// LongPtr writes a number; nil is not written.
func (x *JSONWriter) LongPtr(name string, v *int64) {
	if v != nil {
		x.Long(name, *v)
	}
}

// Bool writes true or false.
func (x *JSONWriter) Bool(name string, v bool) {
	x.key(name)
	x.buf = strconv.AppendBool(x.buf, v)
}

// BoolPtr writes true or false; nil is not written.
func (x *JSONWriter) BoolPtr(name string, v *bool) {
	if v != nil {
		x.Bool(name, *v)
	}
}

// Float writes a number, and the strings NaN, Infinity and -Infinity for what JSON has
// no number for.
func (x *JSONWriter) Float(name string, v float32) { x.number(name, float64(v), 32) }

// FloatPtr is Float; nil is not written.
func (x *JSONWriter) FloatPtr(name string, v *float32) {
	if v != nil {
		x.number(name, float64(*v), 32)
	}
}

// Double is Float for 64 bits.
func (x *JSONWriter) Double(name string, v float64) { x.number(name, v, 64) }

// DoublePtr is Double; nil is not written.
func (x *JSONWriter) DoublePtr(name string, v *float64) {
	if v != nil {
		x.number(name, *v, 64)
	}
}

func (x *JSONWriter) number(name string, v float64, bits int) {
	x.key(name)
	if math.IsNaN(v) || math.IsInf(v, 0) {
		x.buf = append(appendFloat(append(x.buf, '"'), v, bits), '"')
		return
	}
	x.buf = appendFloat(x.buf, v, bits)
}

// BigInteger writes a whole number as it stands. Anything else is an issue.
func (x *JSONWriter) BigInteger(name string, v Number) {
	if !v.isWhole() {
		x.Fail(x.leaf(name), notWhole)
	}
	x.BigDecimal(name, v)
}

// BigIntegerPtr is BigInteger; nil is not written.
func (x *JSONWriter) BigIntegerPtr(name string, v *Number) {
	if v != nil {
		x.BigInteger(name, *v)
	}
}

// BigDecimal writes a number as it stands. Anything else is an issue.
func (x *JSONWriter) BigDecimal(name string, v Number) {
	if !v.isNumber() {
		x.Fail(x.leaf(name), notNumber)
	}
	x.key(name)
	x.buf = append(x.buf, v...)
}

// BigDecimalPtr is BigDecimal; nil is not written.
func (x *JSONWriter) BigDecimalPtr(name string, v *Number) {
	if v != nil {
		x.BigDecimal(name, *v)
	}
}

// Time writes a time: a number for EpochSeconds, down to milliseconds, a string for
// the other formats. The zero time is not written.
func (x *JSONWriter) Time(name string, t time.Time, f Format) {
	if !t.IsZero() {
		x.TimePtr(name, &t, f)
	}
}

// TimePtr is Time; nil is not written, the zero time is.
func (x *JSONWriter) TimePtr(name string, t *time.Time, f Format) {
	switch {
	case t == nil:
	case f == EpochSeconds:
		x.key(name)
		x.buf = f.Append(x.buf, *t)
	default:
		x.key(name)
		x.buf = append(f.Append(append(x.buf, '"'), *t), '"')
	}
}

// Instant is Time for a value of a list or map, which is there whatever it is.
func (x *JSONWriter) Instant(name string, t time.Time, f Format) { x.TimePtr(name, &t, f) }

// Blob is Bytes for a value of a list or map: nil is written as empty.
func (x *JSONWriter) Blob(name string, b []byte) {
	if b == nil {
		b = []byte{}
	}
	x.Bytes(name, b)
}

// Bytes writes b in standard base64; nil is not written, empty is.
func (x *JSONWriter) Bytes(name string, b []byte) {
	if b != nil {
		x.key(name)
		x.buf = append(base64.StdEncoding.AppendEncode(append(x.buf, '"'), b), '"')
	}
}
