// SPDX-License-Identifier: Apache-2.0

package emulator

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"
)

// xmlStyle is how a store lays out its documents.
type xmlStyle struct {
	declaration string
	indent      string // of each level; "" writes everything in one line
}

// s3Style has no blanks.
var s3Style = xmlStyle{declaration: `<?xml version="1.0" encoding="UTF-8"?>`}

// xmlWriter writes a document the way S3 and its family do: quotes and carriage
// returns escaped, control characters as references.
type xmlWriter struct {
	buf    bytes.Buffer
	indent string
	depth  int
	empty  bool // nothing follows the start tag yet
}

func newXMLWriter(s xmlStyle) *xmlWriter {
	x := &xmlWriter{indent: s.indent}
	x.buf.WriteString(s.declaration + "\n")
	return x
}

func (x *xmlWriter) bytes() []byte { return x.buf.Bytes() }

// line begins a line for a tag, if the style has lines.
func (x *xmlWriter) line() {
	if x.indent != "" && x.depth > 0 {
		x.buf.WriteString("\n" + strings.Repeat(x.indent, x.depth))
	}
}

func (x *xmlWriter) open(name, namespace string) {
	x.line()
	x.depth, x.empty = x.depth+1, true
	x.buf.WriteString("<" + name)
	if namespace != "" {
		x.buf.WriteString(` xmlns="`)
		x.escape(namespace)
		x.buf.WriteByte('"')
	}
	x.buf.WriteByte('>')
}

func (x *xmlWriter) close(name string) {
	x.depth--
	if x.indent != "" && !x.empty {
		x.buf.WriteString("\n" + strings.Repeat(x.indent, x.depth))
	}
	x.empty = false
	x.buf.WriteString("</" + name + ">")
}

func (x *xmlWriter) text(name, value string) {
	x.open(name, "")
	x.escape(value)
	x.close(name)
}

func (x *xmlWriter) escape(s string) {
	for _, r := range s {
		switch {
		case r == '&':
			x.buf.WriteString("&amp;")
		case r == '<':
			x.buf.WriteString("&lt;")
		case r == '>':
			x.buf.WriteString("&gt;")
		case r == '"':
			x.buf.WriteString("&quot;")
		case r < ' ' && r != '\t' && r != '\n', r == 0x7f, r == 0xfffe, r == 0xffff:
			fmt.Fprintf(&x.buf, "&#x%x;", r)
		case r == utf8.RuneError:
			x.buf.WriteRune(r)
		default:
			x.buf.WriteRune(r)
		}
	}
}
