// SPDX-License-Identifier: Apache-2.0

package signer

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
)

// entries are the names and values of a canonical text, to be put in order:
// its headers, or its query. They share one buffer.
type entries struct {
	buf  []byte
	list []entry
}

// entry is one name, buf[start:equals], and its value, buf[equals:end].
type entry struct{ start, equals, end int }

func (e *entries) reset() { e.buf, e.list = e.buf[:0], e.list[:0] }

func (e *entries) name(i int) []byte { return e.buf[e.list[i].start:e.list[i].equals] }

func (e *entries) value(i int) []byte { return e.buf[e.list[i].equals:e.list[i].end] }

// repeats tells whether entry i has the name of the one before.
func (e *entries) repeats(i int) bool {
	return i > 0 && bytes.Equal(e.name(i), e.name(i-1))
}

// spelling appends a name, as it stands in the request, in canonical form.
type spelling func(dst []byte, name string) []byte

// addHeader adds one line of a header, its value as net/http sends it.
func (e *entries) addHeader(name, value string, spell spelling) {
	n := entry{start: len(e.buf)}
	e.buf = spell(e.buf, name)
	n.equals = len(e.buf)
	e.buf = append(e.buf, trimmed(value)...)
	n.end = len(e.buf)
	e.list = append(e.list, n)
}

// addQuery adds the parameters of an encoded query whose names, in canonical
// form, keep wants. The values are decoded. A name without "=" has the value
// "".
func (e *entries) addQuery(raw string, spell spelling, keep func(name []byte) bool) {
	for raw != "" {
		var part string
		part, raw, _ = strings.Cut(raw, "&")
		if part == "" {
			continue
		}
		name, value, _ := strings.Cut(part, "=")
		n := entry{start: len(e.buf)}
		e.buf = spell(e.buf, name)
		n.equals = len(e.buf)
		if !keep(e.buf[n.start:]) {
			e.buf = e.buf[:n.start]
			continue
		}
		e.buf = appendDecoded(e.buf, value, true)
		n.end = len(e.buf)
		e.list = append(e.list, n)
	}
}

// sort orders by name. Entries of one name stay in the order of the request.
func (e *entries) sort() {
	slices.SortStableFunc(e.list, func(a, b entry) int {
		return bytes.Compare(e.buf[a.start:a.equals], e.buf[b.start:b.equals])
	})
}

// sortValues orders by name, then by value.
func (e *entries) sortValues() {
	slices.SortFunc(e.list, func(a, b entry) int {
		return cmp.Or(bytes.Compare(e.buf[a.start:a.equals], e.buf[b.start:b.equals]),
			bytes.Compare(e.buf[a.equals:a.end], e.buf[b.equals:b.end]))
	})
}

// trimmed is a header's value as net/http sends it: without white space around.
func trimmed(value string) string { return strings.Trim(value, " \t\r\n") }

// appendDecoded appends s without its percent escapes, and with plus in the
// form of a query, where "+" is a space. A percent sign that begins no escape
// stands for itself.
func appendDecoded(dst []byte, s string, plus bool) []byte {
	for i := 0; i < len(s); i++ {
		var c byte
		c, i = decoded(s, i, plus)
		dst = append(dst, c)
	}
	return dst
}

// decoded returns what stands at s[i], and the index of its last byte.
func decoded(s string, i int, plus bool) (byte, int) {
	c := s[i]
	switch {
	case c == '+' && plus:
		return ' ', i
	case c == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]):
		return unhex(s[i+1])<<4 | unhex(s[i+2]), i + 2
	}
	return c, i
}

// lower is c in lower case, if it is a letter of ASCII.
func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		c += 'a' - 'A'
	}
	return c
}

// appendLower appends s with its ASCII letters in lower case.
func appendLower(dst []byte, s string) []byte {
	for i := range len(s) {
		dst = append(dst, lower(s[i]))
	}
	return dst
}
