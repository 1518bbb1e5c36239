// SPDX-License-Identifier: Apache-2.0

package wire

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// byteClass says how a byte stands in a URL.
type byteClass uint8

const (
	unreserved byteClass = 1 << iota // kept everywhere: RFC 3986 section 2.3
	slash                            // kept in literals and greedy labels
	delimiter                        // kept in literals only
)

// urlBytes is the class of every byte; 0 is always written as %XX.
var urlBytes = func() (t [256]byteClass) {
	const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	for _, c := range []byte(letters + "0123456789-_.~") {
		t[c] = unreserved
	}
	for _, c := range []byte("!$&'()*+,;=:@") {
		t[c] = delimiter
	}
	t['/'] = slash
	return t
}()

const upperHex = "0123456789ABCDEF"

// appendEscaped appends s with every byte that is not in keep as %XX, upper case.
func appendEscaped(dst []byte, s string, keep byteClass) []byte {
	for i := range len(s) {
		c := s[i]
		if urlBytes[c]&keep != 0 {
			dst = append(dst, c)
		} else {
			dst = append(dst, '%', upperHex[c>>4], upperHex[c&15])
		}
	}
	return dst
}

// Literal appends a piece of the path that the API fixes.
func (e *Encoder) Literal(s string) {
	for i := range len(s) {
		if urlBytes[s[i]]&(unreserved|slash) == 0 {
			e.escaped = true
			break
		}
	}
	e.path = appendEscaped(e.path, s, unreserved|slash|delimiter)
	e.pathText = ""
}

// Label appends one segment of the path; a slash in it is escaped.
func (e *Encoder) Label(member, v string) { e.label(member, v, unreserved) }

// GreedyLabel appends the rest of the path: slashes stay, everything else outside
// A-Za-z0-9-_.~ is written as %XX, and nothing is cleaned.
func (e *Encoder) GreedyLabel(member, v string) { e.label(member, v, unreserved|slash) }

// LabelInt appends a number as a segment of the path.
func (e *Encoder) LabelInt(member string, v int) { e.LabelLong(member, int64(v)) }

// LabelLong appends a number as a segment of the path.
func (e *Encoder) LabelLong(member string, v int64) {
	e.label(member, strconv.FormatInt(v, 10), unreserved)
}

// LabelBool appends true or false as a segment of the path.
func (e *Encoder) LabelBool(member string, v bool) {
	e.label(member, strconv.FormatBool(v), unreserved)
}

// LabelFloat appends a number as a segment of the path.
func (e *Encoder) LabelFloat(member string, v float32) {
	e.label(member, FloatText(v), unreserved)
}

// LabelDouble appends a number as a segment of the path.
func (e *Encoder) LabelDouble(member string, v float64) {
	e.label(member, DoubleText(v), unreserved)
}

// LabelTime appends a time as a segment of the path.
func (e *Encoder) LabelTime(member string, t time.Time, f Format) {
	e.label(member, f.Text(t), unreserved)
}

func (e *Encoder) label(member, v string, keep byteClass) {
	if member == "Key" {
		e.key = v
	}
	switch {
	case !utf8.ValidString(v):
		e.Fail(member, "is not valid UTF-8")
	case strings.IndexByte(v, 0) >= 0:
		e.Fail(member, "contains a NUL byte")
	}
	plain := len(e.path) + len(v)
	for i := strings.IndexAny(v, e.BareInPath); i >= 0; i = strings.IndexAny(v, e.BareInPath) {
		e.path = append(appendEscaped(e.path, v[:i], keep), v[i])
		v = v[i+1:]
	}
	if e.path = appendEscaped(e.path, v, keep); len(e.path) != plain {
		e.escaped = true
	}
	e.pathText = ""
}

// Path is the path after the bucket, decoded and as it goes over the wire; both
// begin with a slash. rawPath is "" when nothing had to be escaped. Put into a
// [net/url.URL] as Path and RawPath, they give exactly the escaped form back.
func (e *Encoder) Path() (path, rawPath string) {
	if e.pathText != "" {
		return e.pathText, e.rawText
	}
	if len(e.path) == 0 || e.path[0] != '/' {
		e.path = append(append(make([]byte, 0, len(e.path)+1), '/'), e.path...)
	}
	text := string(e.path)
	e.pathText, e.rawText = text, ""
	if e.escaped {
		e.pathText, e.rawText = unescape(text), text
	}
	return e.pathText, e.rawText
}

// unescape undoes appendEscaped.
func unescape(s string) string {
	var room [128]byte
	dst := room[:0]
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) {
			dst = append(dst, unhex(s[i+1])<<4|unhex(s[i+2]))
			i += 2
		} else {
			dst = append(dst, s[i])
		}
	}
	return string(dst)
}

func unhex(c byte) byte {
	if c >= 'A' {
		return c - 'A' + 10
	}
	return c - '0'
}
