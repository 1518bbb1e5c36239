// SPDX-License-Identifier: Apache-2.0

package wire

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"unicode/utf8"
)

// place is where a run of characters stands.
type place uint8

const (
	inText place = iota
	inSection
	inAttribute
)

// plain counts the bytes at the head of b that stand for themselves everywhere:
// ASCII but for controls, "<", "&" and "]". Tabs and line feeds count one by one.
func plain(b []byte) int {
	const (
		ones  = 0x0101010101010101
		highs = 0x8080808080808080
	)
	i := 0
	for ; i+8 <= len(b); i += 8 {
		v := binary.LittleEndian.Uint64(b[i:])
		lt, amp, end := v^('<'*ones), v^('&'*ones), v^(']'*ones)
		// The lowest flagged byte is right: a false flag only comes above a true one.
		hit := v | (v-' '*ones)&^v | (lt-ones)&^lt | (amp-ones)&^amp | (end-ones)&^end
		if hit &= highs; hit != 0 {
			i += bits.TrailingZeros64(hit) / 8
			if c := b[i]; c != '\n' && c != '\t' {
				return i
			}
			i -= 7
		}
	}
	for ; i < len(b); i++ {
		if c := b[i]; stopBytes[c] {
			return i
		}
	}
	return i
}

// stopBytes are the bytes that plain stops at.
var stopBytes = func() (t [256]bool) {
	for c := range t {
		t[c] = c < ' ' && c != '\n' && c != '\t' || c >= utf8.RuneSelf || c == '<' || c == '&' || c == ']'
	}
	return t
}()

// text consumes the current element and gives the characters in it, joined over
// comments and CDATA sections; what child elements hold is not part of it. The
// bytes are good until x is used again.
func (x *XMLReader) text() []byte {
	if x.err != nil || x.depth == 0 {
		return nil
	}
	if x.empty {
		x.pop()
		return nil
	}
	open := x.names[x.nameAt[x.depth-1]:]
	b := x.buf[x.pos:x.end]
	n := plain(b)
	if tail := b[n:]; len(tail) >= len(open)+3 && tail[0] == '<' && tail[1] == '/' &&
		tail[len(open)+2] == '>' && string(tail[2:len(open)+2]) == string(open) {
		x.pos += n + len(open) + 3
		x.pop()
		return b[:n]
	}
	return x.joined()
}

// joined is text for anything but plain characters before the end tag.
func (x *XMLReader) joined() []byte {
	x.scratch = x.scratch[:0]
	for d := x.depth; x.depth >= d; {
		x.run(inText)
		if x.err != nil || !x.has(2) {
			return nil
		}
		switch second := x.buf[x.pos+1]; {
		case second == '/':
			x.endTag()
		case second == '!' && x.buf[x.pos+2] == '[' && x.take("<![CDATA["):
			x.run(inSection)
		case second == '!' || second == '?':
			x.aside()
		default:
			x.startTag()
			x.Skip()
		}
		if x.err != nil {
			return nil
		}
	}
	return x.scratch
}

// run adds characters to scratch up to the next "<", or through the end of a CDATA
// section.
func (x *XMLReader) run(p place) {
	for x.err == nil {
		n := plain(x.buf[x.pos:x.end])
		x.scratch = append(x.scratch, x.buf[x.pos:x.pos+n]...)
		x.pos += n
		if len(x.scratch) > maxText {
			x.fail("has a text that is longer than 4 MiB")
			return
		}
		if !x.has(0) {
			return
		}
		switch c := x.buf[x.pos]; {
		case c == '<' && p == inText:
			return
		case c == ']' && p == inSection && x.has(2) && string(x.buf[x.pos:x.pos+3]) == "]]>":
			x.pos += 3
			return
		}
		x.pos += x.special(x.unit(p), p)
	}
}

// unit gives what stands at pos as one piece: a reference, a line end, characters
// beyond ASCII. It is nil after a fault.
func (x *XMLReader) unit(p place) []byte {
	switch c := x.buf[x.pos]; {
	case c == '&' && p == inText:
		for i := 1; i < 64; i++ {
			if !x.has(i) {
				return nil
			}
			if x.buf[x.pos+i] == ';' {
				return x.buf[x.pos : x.pos+i+1]
			}
		}
		x.fail("has an \"&\" that begins no reference")
		return nil
	case c == ']' && p == inText && x.has(2), c == '\r' && x.has(1):
	case c >= utf8.RuneSelf:
		for !utf8.FullRune(x.buf[x.pos:x.end]) {
			if !x.has(x.end - x.pos) {
				return nil
			}
		}
	}
	return x.buf[x.pos:x.end]
}

// special adds to scratch what the head of b stands for, and gives the bytes that
// it took, 0 after a fault.
func (x *XMLReader) special(b []byte, p place) int {
	if x.err != nil || len(b) == 0 {
		return 0
	}
	switch c := b[0]; {
	case c == '&' && p != inSection:
		return x.reference(b)
	case c == '\r':
		x.scratch = append(x.scratch, '\n')
		if len(b) > 1 && b[1] == '\n' {
			return 2
		}
		return 1
	case c == ']' && p == inText && bytes.HasPrefix(b, []byte("]]>")):
		x.fail("has \"]]>\" in a text")
		return 0
	case c < ' ' && c != '\t' && c != '\n':
		x.fail("has a control character")
		return 0
	case c >= utf8.RuneSelf:
		return x.foreign(b)
	}
	x.scratch = append(x.scratch, b[0])
	return 1
}

// foreign takes the characters beyond ASCII at the head of b.
func (x *XMLReader) foreign(b []byte) int {
	n := 0
	for n < len(b) && b[n] >= utf8.RuneSelf {
		r, size := utf8.DecodeRune(b[n:])
		if !isChar(r) || r == utf8.RuneError && size == 1 {
			if n > 0 && !utf8.FullRune(b[n:]) {
				break // the rest of it is still to come
			}
			x.fail("has bytes that are no UTF-8 or no character of XML")
			return 0
		}
		n += size
	}
	x.scratch = append(x.scratch, b[:n]...)
	return n
}

// reference takes the reference at the head of b: one of the five names, or a
// number.
func (x *XMLReader) reference(b []byte) int {
	end := bytes.IndexByte(b, ';')
	if end < 0 {
		x.fail("has an \"&\" that begins no reference")
		return 0
	}
	name := b[1:end]
	switch string(name) {
	case "amp":
		x.scratch = append(x.scratch, '&')
	case "lt":
		x.scratch = append(x.scratch, '<')
	case "gt":
		x.scratch = append(x.scratch, '>')
	case "quot":
		x.scratch = append(x.scratch, '"')
	case "apos":
		x.scratch = append(x.scratch, '\'')
	default:
		r := number(name)
		if r <= 0 || !utf8.ValidRune(r) { // stores name characters so that XML has not
			x.fail("has a reference to something that is unknown")
			return 0
		}
		x.scratch = utf8.AppendRune(x.scratch, r)
	}
	return end + 1
}

// number reads #65 or #x41; 0 if it is neither, or beyond Unicode.
func number(name []byte) rune {
	if len(name) < 2 || name[0] != '#' {
		return 0
	}
	name = name[1:]
	base := rune(10)
	if name[0] == 'x' {
		name, base = name[1:], 16
	}
	r := rune(0)
	for _, c := range name {
		digit := rune(99)
		switch {
		case '0' <= c && c <= '9':
			digit = rune(c - '0')
		case 'a' <= c|0x20 && c|0x20 <= 'f':
			digit = rune(c|0x20-'a') + 10
		}
		if digit >= base {
			return 0
		}
		if r = r*base + digit; r > utf8.MaxRune {
			return 0
		}
	}
	return r
}
