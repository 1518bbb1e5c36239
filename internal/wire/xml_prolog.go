// SPDX-License-Identifier: Apache-2.0

package wire

import (
	"bytes"
	"io"
	"strings"
)

// open reads up to and with the start tag of the root, which must be called want;
// "" takes any.
func (x *XMLReader) open(want string) {
	for x.err == nil && x.depth == 0 {
		if !x.outside() {
			x.stop("is empty", io.ErrUnexpectedEOF)
			return
		}
		switch {
		case x.buf[x.pos] != '<':
			x.fail(notXML(x.buf[x.pos:x.end]))
		case !x.has(1):
		case x.buf[x.pos+1] == '!' || x.buf[x.pos+1] == '?':
			x.aside()
		default:
			x.startTag()
		}
	}
	if x.err == nil && want != "" && string(x.Name()) != want {
		x.wrongRoot(want)
	}
}

// wrongRoot refuses the document for its root.
func (x *XMLReader) wrongRoot(want string) {
	if bytes.EqualFold(x.Name(), []byte("html")) {
		x.fail("is HTML, not XML")
		return
	}
	x.fail("has the root element " + quote(x.Name()) + ", not " + quote([]byte(want)))
}

// finish reads to the end of the body: what is left of the root, and nothing but
// white space, comments and instructions after it.
func (x *XMLReader) finish() {
	for x.err == nil && x.depth > 0 {
		x.Skip()
	}
	for x.err == nil && x.outside() {
		next := x.buf[x.pos:x.end]
		switch {
		case next[0] != '<':
			x.fail("has text after the root element")
		case !x.has(1):
		case x.buf[x.pos+1] == '!' || x.buf[x.pos+1] == '?':
			x.aside()
		default:
			x.fail("has more than one root element")
		}
	}
}

// outside skips a byte order mark and white space, and says whether a byte follows.
func (x *XMLReader) outside() bool {
	for {
		for x.pos < x.end && isSpace(x.buf[x.pos]) {
			x.pos++
		}
		if x.pos < x.end {
			if x.base+int64(x.pos) == 0 && bytes.HasPrefix(x.peek(3), []byte("\ufeff")) {
				x.pos += 3
				continue
			}
			return true
		}
		if !x.fill() {
			return false
		}
	}
}

// peek gives the next n bytes, fewer if the body ends before.
func (x *XMLReader) peek(n int) []byte {
	for x.end-x.pos < n && x.fill() {
		continue
	}
	return x.buf[x.pos:min(x.pos+n, x.end)]
}

// notXML says what b, the beginning of a body, looks like instead.
func notXML(b []byte) string {
	switch {
	case b[0] == '{' || b[0] == '[' || b[0] == '"':
		return "is JSON, not XML"
	case bytes.HasPrefix(b, []byte("\xff\xfe")) || bytes.HasPrefix(b, []byte("\xfe\xff")):
		return "is UTF-16, of which only UTF-8 is read"
	}
	return "is not XML"
}

// aside consumes what stands beside the elements: a comment, a CDATA section that
// nobody reads, a processing instruction.
func (x *XMLReader) aside() {
	if !x.has(2) {
		return
	}
	switch third := x.buf[x.pos+2]; {
	case x.buf[x.pos+1] == '?':
		x.instruction()
	case third == '-' && x.take("<!--"):
		x.comment()
	case third == '[' && x.take("<![CDATA["):
		if x.depth == 0 {
			x.fail("has text outside the root element")
		}
		x.skipPast("]]>")
	case x.err != nil:
	case len(x.peek(9)) < 9: // no declaration is that short
		x.cut()
	case bytes.EqualFold(x.peek(14), []byte("<!doctype html")):
		x.fail("is HTML, not XML")
	default:
		x.fail("has a document type declaration, which is refused")
	}
}

// take consumes s if it comes next.
func (x *XMLReader) take(s string) bool {
	if string(x.peek(len(s))) != s {
		return false
	}
	x.pos += len(s)
	return true
}

// comment consumes the rest of a comment, in which "--" can only end it.
func (x *XMLReader) comment() {
	x.skipPast("--")
	if x.err == nil && x.has(0) {
		if x.buf[x.pos] != '>' {
			x.fail("has a comment with \"--\" in it")
			return
		}
		x.pos++
	}
}

// skipPast consumes everything up to and with mark.
func (x *XMLReader) skipPast(mark string) {
	for x.err == nil {
		if i := bytes.Index(x.buf[x.pos:x.end], []byte(mark)); i >= 0 {
			x.pos += i + len(mark)
			return
		}
		x.pos = max(x.pos, x.end-len(mark)+1)
		if !x.fill() {
			x.cut()
		}
	}
}

// instruction consumes a processing instruction, and looks at the encoding if it is
// the XML declaration.
func (x *XMLReader) instruction() {
	n := x.name(2)
	if n == 0 {
		x.fail("has \"<?\" without a name")
		return
	}
	declaration := string(x.buf[x.pos+2:x.pos+2+n]) == "xml"
	x.pos += 2 + n
	if !declaration {
		x.skipPast("?>")
		return
	}
	i := 0
	for ; ; i++ {
		if !x.has(i + 1) {
			return
		}
		if x.buf[x.pos+i] == '?' && x.buf[x.pos+i+1] == '>' {
			break
		}
	}
	x.encoding(string(x.buf[x.pos : x.pos+i]))
	x.pos += i + 2
}

// encoding refuses an XML declaration that announces anything but UTF-8.
func (x *XMLReader) encoding(declaration string) {
	_, value, ok := strings.Cut(declaration, "encoding")
	if !ok {
		return
	}
	value = strings.TrimLeft(value, " \t\r\n=")
	if len(value) < 2 || value[0] != '"' && value[0] != '\'' {
		return
	}
	value, _, _ = strings.Cut(value[1:], value[:1])
	switch strings.ToLower(value) {
	case "", "utf-8", "utf8", "us-ascii", "ascii":
		return
	}
	x.fail("is encoded in " + quote([]byte(value)) + ", of which only UTF-8 is read")
}
