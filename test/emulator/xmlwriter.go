// SPDX-License-Identifier: Apache-2.0

package emulator

import (
	"bytes"
	"fmt"
	"unicode/utf8"
)

// xmlWriter writes a document the way S3 does: no blanks, quotes and carriage
// returns escaped, control characters as references.
type xmlWriter struct{ buf bytes.Buffer }

func newXMLWriter() *xmlWriter {
	x := new(xmlWriter)
	x.buf.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n")
	return x
}

func (x *xmlWriter) bytes() []byte { return x.buf.Bytes() }

func (x *xmlWriter) open(name, namespace string) {
	x.buf.WriteString("<" + name)
	if namespace != "" {
		x.buf.WriteString(` xmlns="`)
		x.escape(namespace)
		x.buf.WriteByte('"')
	}
	x.buf.WriteByte('>')
}

func (x *xmlWriter) close(name string) { x.buf.WriteString("</" + name + ">") }

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
