// SPDX-License-Identifier: Apache-2.0

package wire

import (
	"encoding/base64"
	"strconv"
	"time"
)

// AttrString is the text of an attribute of the current element; nil if it has none
// of that name.
func (x *XMLReader) AttrString(name string) *string {
	if v, ok := x.findAttr(name); ok {
		return &v
	}
	return nil
}

// AttrInt is the number in an attribute of the current element; nil if it has none
// of that name, and after a fault. [XMLReader.Attr] says when it may be asked, here
// and below.
func (x *XMLReader) AttrInt(name string) *int {
	return attribute(x, name, "a number", func(s string) (int, bool) {
		n, ok := parseInt(s)
		return int(n), ok && n == int64(int(n))
	})
}

// AttrLong is AttrInt for 64 bits.
func (x *XMLReader) AttrLong(name string) *int64 {
	return attribute(x, name, "a number", parseInt[string])
}

// AttrBool is AttrInt for true and false.
func (x *XMLReader) AttrBool(name string) *bool {
	return attribute(x, name, "true or false", parseBool)
}

// AttrFloat is AttrInt for numbers with a fraction.
func (x *XMLReader) AttrFloat(name string) *float32 {
	return attribute(x, name, "a number", func(s string) (float32, bool) {
		v, err := strconv.ParseFloat(s, 32)
		return float32(v), err == nil
	})
}

// AttrDouble is AttrFloat for 64 bits.
func (x *XMLReader) AttrDouble(name string) *float64 {
	return attribute(x, name, "a number", func(s string) (float64, bool) {
		v, err := strconv.ParseFloat(s, 64)
		return v, err == nil
	})
}

// AttrTime is AttrInt for a time, in UTC.
func (x *XMLReader) AttrTime(name string, f Format) *time.Time {
	return attribute(x, name, "a time", func(s string) (time.Time, bool) { return f.Parse([]byte(s)) })
}

// AttrBytes is AttrInt for bytes in base64.
func (x *XMLReader) AttrBytes(name string) []byte {
	v := attribute(x, name, "base64", func(s string) ([]byte, bool) {
		b, err := base64.StdEncoding.DecodeString(s)
		return b, err == nil
	})
	if v == nil {
		return nil
	}
	return *v
}

// attribute parses an attribute.
func attribute[T any](x *XMLReader, name, want string, parse func(string) (T, bool)) *T {
	s := x.Attr(name)
	if s == "" {
		return nil
	}
	v, ok := parse(s)
	if !ok {
		x.fail("has an attribute " + quote([]byte(name)) + " that is not " + want)
		return nil
	}
	return &v
}
