// SPDX-License-Identifier: Apache-2.0

package wire

import (
	"encoding/base64"
	"strconv"
	"time"
)

// String ends the current element and gives its text.
func (x *XMLReader) String() string { return string(x.text()) }

// StringPtr is String, nil after a fault.
func (x *XMLReader) StringPtr() *string { return pointer(x, x.String()) }

// Token is String for values out of a small set, such as storage classes: one that
// was met shortly before costs no allocation.
func (x *XMLReader) Token() string {
	b := x.text()
	if len(b) == 0 || len(b) > 40 {
		return string(b)
	}
	slot := &x.tokens[(len(b)*7+int(b[0])+int(b[len(b)-1])*3)%len(x.tokens)]
	if *slot != string(b) {
		*slot = string(b)
	}
	return *slot
}

// Int ends the current element and gives its number; an empty element is 0.
func (x *XMLReader) Int() int { return int(x.integer(true).n) }

// IntPtr is Int; nil for an empty element and after a fault.
func (x *XMLReader) IntPtr() *int {
	v := x.integer(true)
	if !v.ok {
		return nil
	}
	n := int(v.n)
	return &n
}

// Long ends the current element and gives its number; an empty element is 0.
func (x *XMLReader) Long() int64 { return x.integer(false).n }

// LongPtr is Long; nil for an empty element and after a fault.
func (x *XMLReader) LongPtr() *int64 {
	v := x.integer(false)
	if !v.ok {
		return nil
	}
	return &v.n
}

// integer is a number that may be missing.
type integer struct {
	n  int64
	ok bool
}

// integer reads a number; a small one must fit an int.
func (x *XMLReader) integer(small bool) integer {
	name := x.mark()
	b := trimSpace(x.text())
	if len(b) == 0 {
		return integer{}
	}
	n, ok := parseInt(b)
	if !ok || small && n != int64(int(n)) {
		x.bad(name, "a number")
		return integer{}
	}
	return integer{n, true}
}

// Bool ends the current element; an empty element is false.
func (x *XMLReader) Bool() bool {
	v := x.BoolPtr()
	return v != nil && *v
}

// BoolPtr is Bool; nil for an empty element and after a fault.
func (x *XMLReader) BoolPtr() *bool {
	name := x.mark()
	b := trimSpace(x.text())
	if len(b) == 0 {
		return nil
	}
	v, ok := parseBool(string(b))
	if !ok {
		x.bad(name, "true or false")
		return nil
	}
	return &v
}

// Float ends the current element and gives its number; an empty element is 0.
func (x *XMLReader) Float() float32 { return float32(x.float(32)) }

// FloatPtr is Float, nil after a fault.
func (x *XMLReader) FloatPtr() *float32 { return pointer(x, x.Float()) }

// Double ends the current element and gives its number; an empty element is 0.
func (x *XMLReader) Double() float64 { return x.float(64) }

// DoublePtr is Double, nil after a fault.
func (x *XMLReader) DoublePtr() *float64 { return pointer(x, x.Double()) }

func (x *XMLReader) float(bits int) float64 {
	name := x.mark()
	b := trimSpace(x.text())
	if len(b) == 0 {
		return 0
	}
	v, err := strconv.ParseFloat(string(b), bits)
	if err != nil {
		x.bad(name, "a number")
		return 0
	}
	return v
}

// Time ends the current element and gives its time in UTC; an empty element is the
// zero time.
func (x *XMLReader) Time(f Format) time.Time {
	name := x.mark()
	b := x.text()
	if len(trimSpace(b)) == 0 {
		return time.Time{}
	}
	t, ok := f.Parse(b)
	if !ok {
		x.bad(name, "a time")
		return time.Time{}
	}
	return t
}

// TimePtr is Time; nil for an empty element and after a fault.
func (x *XMLReader) TimePtr(f Format) *time.Time {
	t := x.Time(f)
	if t.IsZero() {
		return nil
	}
	return &t
}

// Bytes ends the current element and gives the bytes that it holds in base64, not
// nil for an empty element.
func (x *XMLReader) Bytes() []byte {
	name := x.mark()
	b := trimSpace(x.text())
	if x.err != nil {
		return nil
	}
	v, err := base64.StdEncoding.AppendDecode(make([]byte, 0, base64.StdEncoding.DecodedLen(len(b))), b)
	if err != nil {
		x.bad(name, "base64")
		return nil
	}
	return v
}

// pointer is &v, nil after a fault.
func pointer[T any](x *XMLReader, v T) *T {
	if x.err != nil {
		return nil
	}
	return &v
}

// nameSpan is where the name of an element stands in names. The bytes stay there
// until the next element begins.
type nameSpan struct{ from, to int }

func (x *XMLReader) mark() nameSpan {
	if x.depth == 0 {
		return nameSpan{}
	}
	return nameSpan{x.localAt[x.depth-1], len(x.names)}
}

// bad records that the element called name does not hold what it should.
func (x *XMLReader) bad(name nameSpan, want string) {
	x.fail("has an element " + quote(x.names[:cap(x.names)][name.from:name.to]) + " that is not " + want)
}
