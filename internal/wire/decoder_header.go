// SPDX-License-Identifier: Apache-2.0

package wire

import (
	"encoding/base64"
	"strconv"
	"strings"
	"time"
)

// Header is the value of a header, "" if it is absent; name is canonical, as in
// every method here. Repeated lines are joined by a comma and a space, as RFC 9110
// section 5.3 reads them.
func (d *Decoder) Header(name string) string {
	switch lines := d.Head[name]; len(lines) {
	case 0:
		return ""
	case 1:
		return lines[0]
	default:
		return strings.Join(lines, ", ")
	}
}

// HeaderPtr is the value of a header, nil if it is absent.
func (d *Decoder) HeaderPtr(name string) *string {
	if len(d.Head[name]) == 0 {
		return nil
	}
	v := d.Header(name)
	return &v
}

// HeaderInt is a number, 0 if it is absent or malformed. What is malformed is a fault
// if d is Strict, here and below.
func (d *Decoder) HeaderInt(name string) int {
	n, _ := d.integer(name, strconv.IntSize)
	return int(n)
}

// HeaderIntPtr is a number, nil if it is absent or malformed.
func (d *Decoder) HeaderIntPtr(name string) *int { return d.small(name, strconv.IntSize) }

// HeaderByte is HeaderInt for 8 bits.
func (d *Decoder) HeaderByte(name string) int {
	n, _ := d.integer(name, 8)
	return int(n)
}

// HeaderBytePtr is HeaderIntPtr for 8 bits.
func (d *Decoder) HeaderBytePtr(name string) *int { return d.small(name, 8) }

// HeaderShort is HeaderInt for 16 bits.
func (d *Decoder) HeaderShort(name string) int {
	n, _ := d.integer(name, 16)
	return int(n)
}

// HeaderShortPtr is HeaderIntPtr for 16 bits.
func (d *Decoder) HeaderShortPtr(name string) *int { return d.small(name, 16) }

// HeaderInteger is HeaderInt for 32 bits.
func (d *Decoder) HeaderInteger(name string) int {
	n, _ := d.integer(name, 32)
	return int(n)
}

// HeaderIntegerPtr is HeaderIntPtr for 32 bits.
func (d *Decoder) HeaderIntegerPtr(name string) *int { return d.small(name, 32) }

// HeaderLong is a number, 0 if it is absent or malformed.
func (d *Decoder) HeaderLong(name string) int64 {
	n, _ := d.integer(name, 64)
	return n
}

// HeaderLongPtr is a number, nil if it is absent or malformed.
func (d *Decoder) HeaderLongPtr(name string) *int64 { return present(d.integer(name, 64)) }

// small reads a number that fits an int.
func (d *Decoder) small(name string, bits int) *int {
	n, ok := d.integer(name, bits)
	return present(int(n), ok)
}

// integer reads a number that must fit so many bits.
func (d *Decoder) integer(name string, bits int) (int64, bool) {
	n, ok := parseInteger(d.Header(name), bits)
	if !ok {
		d.malformed(name, wholeNumber)
	}
	return n, ok
}

// HeaderBool is true for "true" in any case and for 1, else false.
func (d *Decoder) HeaderBool(name string) bool {
	v, _ := d.boolean(name)
	return v
}

// HeaderBoolPtr is nil if the header is absent or malformed.
func (d *Decoder) HeaderBoolPtr(name string) *bool { return present(d.boolean(name)) }

func (d *Decoder) boolean(name string) (v, ok bool) {
	if v, ok = parseBool(d.Header(name)); !ok {
		d.malformed(name, trueOrFalse)
	}
	return v, ok
}

// HeaderFloat is a number, 0 if it is absent or malformed.
func (d *Decoder) HeaderFloat(name string) float32 {
	v, _ := d.float(name, 32)
	return float32(v)
}

// HeaderFloatPtr is a number, nil if it is absent or malformed.
func (d *Decoder) HeaderFloatPtr(name string) *float32 {
	v, ok := d.float(name, 32)
	return present(float32(v), ok)
}

// HeaderDouble is a number, 0 if it is absent or malformed.
func (d *Decoder) HeaderDouble(name string) float64 {
	v, _ := d.float(name, 64)
	return v
}

// HeaderDoublePtr is a number, nil if it is absent or malformed.
func (d *Decoder) HeaderDoublePtr(name string) *float64 { return present(d.float(name, 64)) }

func (d *Decoder) float(name string, bits int) (float64, bool) {
	v, ok := d.parseFloat(d.Header(name), bits)
	if !ok {
		d.malformed(name, anyNumber)
	}
	return v, ok
}

// parseFloat reads a number. If d is Strict it is one of Smithy's, else of Go's.
func (d *Decoder) parseFloat(s string, bits int) (float64, bool) {
	if word, ok := wordedFloat([]byte(s)); ok {
		return word, true
	}
	v, err := strconv.ParseFloat(s, bits)
	if err != nil || d.Strict && !isDecimal(s) {
		return 0, false
	}
	return v, true
}

// HeaderTime is a time in UTC, the zero time if it is absent or malformed.
func (d *Decoder) HeaderTime(name string, f Format) time.Time {
	v := d.Header(name)
	if v == "" {
		return time.Time{}
	}
	var room [64]byte
	t, ok := f.Parse(append(room[:0], v...))
	if !ok {
		d.malformed(name, aTime)
		return time.Time{}
	}
	return t
}

// HeaderTimePtr is a time in UTC, nil if it is absent or malformed.
func (d *Decoder) HeaderTimePtr(name string, f Format) *time.Time {
	t := d.HeaderTime(name, f)
	if t.IsZero() {
		return nil
	}
	return &t
}

// HeaderBase64 is the text that a header holds in standard base64, "" if it is
// absent or malformed.
func (d *Decoder) HeaderBase64(name string) string {
	b, err := base64.StdEncoding.DecodeString(strings.TrimSpace(d.Header(name)))
	if err != nil {
		d.malformed(name, inBase64)
		return ""
	}
	return string(b)
}

// HeaderBase64Ptr is HeaderBase64, nil if the header is absent or malformed.
func (d *Decoder) HeaderBase64Ptr(name string) *string {
	v := d.HeaderBase64(name)
	if v == "" && d.Header(name) != "" || len(d.Head[name]) == 0 {
		return nil
	}
	return &v
}

// PrefixHeaders is every header whose name begins with prefix, under the rest of its
// name in lower case. It is never nil. A header that is called just prefix has no
// name to go under and is left out.
func (d *Decoder) PrefixHeaders(prefix string) map[string]string {
	m := make(map[string]string)
	for name := range d.Head {
		if rest, ok := strings.CutPrefix(name, prefix); ok && rest != "" {
			m[strings.ToLower(rest)] = d.Header(name)
		}
	}
	return m
}
