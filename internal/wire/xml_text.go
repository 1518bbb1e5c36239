// SPDX-License-Identifier: Apache-2.0

package wire

import (
	"encoding/base64"
	"strconv"
	"time"
	"unicode/utf8"
)

// String writes an element with the text v; "" is not written.
func (x *XMLWriter) String(name, v string) {
	if v != "" {
		x.Text(name, v)
	}
}

// Text writes an element with the text v, which may be empty.
func (x *XMLWriter) Text(name, v string) {
	x.Open(name)
	x.endTag()
	x.text(name, v)
	x.Close()
}

// Chars writes v as text of the element that is open, after the attributes that
// Attr gave it.
func (x *XMLWriter) Chars(v string) {
	x.endTag()
	x.text(x.names[len(x.names)-1], v)
}

// StringPtr writes an element; nil is not written, empty is.
func (x *XMLWriter) StringPtr(name string, v *string) {
	if v != nil {
		x.Text(name, *v)
	}
}

// Int writes a number.
func (x *XMLWriter) Int(name string, v int) { x.Long(name, int64(v)) }

// IntPtr writes a number; nil is not written.
func (x *XMLWriter) IntPtr(name string, v *int) {
	if v != nil {
		x.Long(name, int64(*v))
	}
}

// Long writes a number.
func (x *XMLWriter) Long(name string, v int64) {
	x.Open(name)
	x.endTag()
	x.buf = strconv.AppendInt(x.buf, v, 10)
	x.Close()
}

// LongPtr writes a number; nil is not written.
func (x *XMLWriter) LongPtr(name string, v *int64) {
	if v != nil {
		x.Long(name, *v)
	}
}

// Bool writes true or false.
func (x *XMLWriter) Bool(name string, v bool) { x.Text(name, strconv.FormatBool(v)) }

// BoolPtr writes true or false; nil is not written.
func (x *XMLWriter) BoolPtr(name string, v *bool) {
	if v != nil {
		x.Bool(name, *v)
	}
}

// Float writes a number.
func (x *XMLWriter) Float(name string, v float32) { x.number(name, float64(v), 32) }

// FloatPtr writes a number; nil is not written.
func (x *XMLWriter) FloatPtr(name string, v *float32) {
	if v != nil {
		x.number(name, float64(*v), 32)
	}
}

// Double writes a number.
func (x *XMLWriter) Double(name string, v float64) { x.number(name, v, 64) }

// DoublePtr writes a number; nil is not written.
func (x *XMLWriter) DoublePtr(name string, v *float64) {
	if v != nil {
		x.number(name, *v, 64)
	}
}

func (x *XMLWriter) number(name string, v float64, bits int) {
	x.Open(name)
	x.endTag()
	x.buf = appendFloat(x.buf, v, bits)
	x.Close()
}

// Time writes a time; the zero time is not written.
func (x *XMLWriter) Time(name string, t time.Time, f Format) {
	if !t.IsZero() {
		x.TimePtr(name, &t, f)
	}
}

// TimePtr writes a time; nil is not written.
func (x *XMLWriter) TimePtr(name string, t *time.Time, f Format) {
	if t != nil {
		x.Open(name)
		x.endTag()
		x.buf = f.Append(x.buf, *t)
		x.Close()
	}
}

// Bytes writes b in standard base64; nil is not written, empty is.
func (x *XMLWriter) Bytes(name string, b []byte) {
	if b != nil {
		x.Open(name)
		x.endTag()
		x.buf = base64.StdEncoding.AppendEncode(x.buf, b)
		x.Close()
	}
}

// text appends v escaped as AWS's clients do. A character that XML 1.0 cannot
// carry (section 2.2: most control characters, halves of surrogates, U+FFFE) is an
// issue of the element or attribute called name.
func (x *XMLWriter) text(name, v string) {
	start := 0
	for i := 0; i < len(v); {
		c := v[i]
		if c < utf8.RuneSelf && textBytes[c] == 0 {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(v[i:])
		escape, ok := escapes(r)
		if !ok || r == utf8.RuneError && size == 1 {
			x.e.Fail(x.leaf(name), "contains a character that XML cannot carry")
			return
		}
		if escape != "" {
			x.buf = append(append(x.buf, v[start:i]...), escape...)
			start = i + size
		}
		i += size
	}
	x.buf = append(x.buf, v[start:]...)
}

// escapes gives what stands for r in a text, "" for itself, and whether XML 1.0 has
// such a character at all.
func escapes(r rune) (text string, ok bool) {
	switch r {
	case '&':
		return "&amp;", true
	case '<':
		return "&lt;", true
	case '>':
		return "&gt;", true
	case '"':
		return "&#34;", true
	case '\'':
		return "&#39;", true
	case '\t':
		return "&#x9;", true
	case '\n':
		return "&#xA;", true
	case '\r':
		return "&#xD;", true
	case '\u0085':
		return "&#x85;", true
	case '\u2028':
		return "&#x2028;", true
	}
	return "", isChar(r)
}

// isChar says whether XML 1.0 has the character: section 2.2.
func isChar(r rune) bool {
	return r >= ' ' && r <= 0xD7FF || r == '\t' || r == '\n' || r == '\r' ||
		r >= 0xE000 && r <= 0xFFFD || r >= 0x10000 && r <= utf8.MaxRune
}

// textBytes marks the bytes of a text that need a look: controls, what is
// escaped, "]" for its part in "]]>", and everything beyond ASCII.
var textBytes = func() (t [256]byte) {
	for c := range t {
		if c < ' ' || c >= utf8.RuneSelf {
			t[c] = 1
		}
	}
	for _, c := range []byte(`&<>"']`) {
		t[c] = 1
	}
	return t
}()
