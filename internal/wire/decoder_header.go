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

// HeaderInt is a number, 0 if it is absent or malformed.
func (d *Decoder) HeaderInt(name string) int {
	if n, ok := d.integer(name, true); ok {
		return int(n)
	}
	return 0
}

// HeaderIntPtr is a number, nil if it is absent or malformed.
func (d *Decoder) HeaderIntPtr(name string) *int {
	n, ok := d.integer(name, true)
	if !ok {
		return nil
	}
	v := int(n)
	return &v
}

// HeaderLong is a number, 0 if it is absent or malformed.
func (d *Decoder) HeaderLong(name string) int64 {
	n, _ := d.integer(name, false)
	return n
}

// HeaderLongPtr is a number, nil if it is absent or malformed.
func (d *Decoder) HeaderLongPtr(name string) *int64 {
	n, ok := d.integer(name, false)
	if !ok {
		return nil
	}
	return &n
}

// integer reads a number; a small one must fit an int.
func (d *Decoder) integer(name string, small bool) (int64, bool) {
	n, ok := parseInt(d.Header(name))
	if !ok || small && n != int64(int(n)) {
		return 0, false
	}
	return n, true
}

// HeaderBool is true for "true" in any case and for 1, else false.
func (d *Decoder) HeaderBool(name string) bool {
	v, _ := parseBool(d.Header(name))
	return v
}

// HeaderBoolPtr is nil if the header is absent or malformed.
func (d *Decoder) HeaderBoolPtr(name string) *bool {
	v, ok := parseBool(d.Header(name))
	if !ok {
		return nil
	}
	return &v
}

// HeaderFloatPtr is a number, nil if it is absent or malformed.
func (d *Decoder) HeaderFloatPtr(name string) *float32 {
	v, err := strconv.ParseFloat(d.Header(name), 32)
	if err != nil {
		return nil
	}
	f := float32(v)
	return &f
}

// HeaderFloat is a number, 0 if it is absent or malformed.
func (d *Decoder) HeaderFloat(name string) float32 {
	if v := d.HeaderFloatPtr(name); v != nil {
		return *v
	}
	return 0
}

// HeaderDoublePtr is a number, nil if it is absent or malformed.
func (d *Decoder) HeaderDoublePtr(name string) *float64 {
	v, err := strconv.ParseFloat(d.Header(name), 64)
	if err != nil {
		return nil
	}
	return &v
}

// HeaderDouble is a number, 0 if it is absent or malformed.
func (d *Decoder) HeaderDouble(name string) float64 {
	if v := d.HeaderDoublePtr(name); v != nil {
		return *v
	}
	return 0
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
