// SPDX-License-Identifier: Apache-2.0

package wire

import (
	"bytes"
	"strconv"
	"unicode/utf8"
)

// What a byte can be in a name. All characters beyond ASCII pass, which is more than
// XML 1.0 has.
const (
	nameStart = 1 << iota // may begin it
	namePart              // may follow
	nameASCII             // neither a colon nor beyond ASCII
)

var nameBytes = func() (t [256]byte) {
	const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_"
	for _, c := range []byte(letters) {
		t[c] = nameStart | namePart | nameASCII
	}
	for _, c := range []byte("0123456789-.") {
		t[c] = namePart | nameASCII
	}
	for c := utf8.RuneSelf; c < len(t); c++ {
		t[c] = nameStart | namePart
	}
	t[':'] = nameStart | namePart
	return t
}()

// qname measures the name of an element or attribute that begins i bytes after pos;
// 0 if there is none. One colon at most divides it.
func (x *XMLReader) qname(i int) int {
	n := x.name(i)
	if bytes.Count(x.buf[x.pos+i:x.pos+i+n], []byte(":")) > 1 {
		return 0
	}
	return n
}

// name measures the name that begins i bytes after pos, colons and all; 0 if there is
// none.
func (x *XMLReader) name(i int) int {
	if !x.has(i) || nameBytes[x.buf[x.pos+i]]&nameStart == 0 {
		return 0
	}
	n := 1
	for {
		for b := x.buf[x.pos+i : x.end]; n < len(b); n++ {
			if nameBytes[b[n]] == 0 {
				if !utf8.Valid(b[:n]) {
					return 0
				}
				return n
			}
		}
		if !x.has(i + n) {
			return 0
		}
	}
}

// startTag consumes the start tag at pos and makes its element the current one.
func (x *XMLReader) startTag() {
	if x.depth == maxDepth {
		x.fail("has more than 64 elements within each other")
		return
	}
	x.attrFrom, x.attrTo = 0, 0
	n := 0
	b := x.buf[x.pos+1 : x.end]
	for n < len(b) && nameBytes[b[n]]&nameASCII != 0 {
		n++
	}
	if n > 0 && n < len(b) && b[n] == '>' && nameBytes[b[0]]&nameStart != 0 {
		x.push(b[:n], 0) // the usual tag: a plain name and nothing else
		x.pos += n + 2
		return
	}
	if n = x.qname(1); n == 0 {
		x.fail("has a \"<\" that begins no tag")
		return
	}
	name := x.buf[x.pos+1 : x.pos+1+n]
	_, local := cutPrefix(name)
	x.push(name, n-len(local))
	i := 1 + n
	if !x.has(i) {
		return
	}
	if x.buf[x.pos+i] != '>' {
		if i = x.attributes(i); i == 0 {
			return
		}
	}
	x.pos += i + 1
}

// push opens an element; prefix is how long its prefix is, with the colon.
func (x *XMLReader) push(name []byte, prefix int) {
	x.nameAt[x.depth] = len(x.names)
	x.localAt[x.depth] = len(x.names) + prefix
	x.names = append(x.names, name...)
	x.depth++
}

// pop ends the current element.
func (x *XMLReader) pop() {
	x.depth--
	x.names = x.names[:x.nameAt[x.depth]]
	x.empty, x.attrFrom, x.attrTo = false, 0, 0
}

// attributes checks the rest of a start tag, from i bytes after pos, and gives the
// place of its ">", 0 after a fault. It leaves pos, so that all of the tag stays in
// the window.
func (x *XMLReader) attributes(i int) int {
	from := i
	for {
		if i = x.space(i); !x.has(i) {
			return 0
		}
		switch x.buf[x.pos+i] {
		case '>':
			x.attrFrom, x.attrTo = x.pos+from, x.pos+i
			return i
		case '/':
			if !x.has(i + 1) {
				return 0
			}
			if x.buf[x.pos+i+1] != '>' {
				x.fail("has a tag with a stray \"/\"")
				return 0
			}
			x.attrFrom, x.attrTo, x.empty = x.pos+from, x.pos+i, true
			return i + 1
		}
		if i = x.attribute(i); i == 0 {
			return 0
		}
	}
}

// attribute checks one attribute at i bytes after pos and gives the place after it,
// 0 after a fault.
func (x *XMLReader) attribute(i int) int {
	n := x.name(i)
	if n == 0 {
		x.fail("has a tag with something that is no attribute")
		return 0
	}
	i = x.space(i + n)
	if !x.has(i) {
		return 0
	}
	if x.buf[x.pos+i] != '=' {
		x.fail("has an attribute without a value")
		return 0
	}
	i = x.space(i + 1)
	if !x.has(i) {
		return 0
	}
	quote := x.buf[x.pos+i]
	if quote != '"' && quote != '\'' {
		x.fail("has an attribute without quotes")
		return 0
	}
	for i++; x.has(i); i++ {
		switch x.buf[x.pos+i] {
		case quote:
			return i + 1
		case '<':
			x.fail("has an attribute with \"<\" in it")
			return 0
		}
	}
	return 0
}

// space gives the place of the first byte from i bytes after pos that is no white
// space.
func (x *XMLReader) space(i int) int {
	for x.has(i) && isSpace(x.buf[x.pos+i]) {
		i++
	}
	return i
}

// endTag consumes the end tag at pos, which must match, and ends its element.
func (x *XMLReader) endTag() {
	open := x.names[x.nameAt[x.depth-1]:]
	if tail := x.buf[x.pos+2 : x.end]; len(tail) > len(open) && tail[len(open)] == '>' && string(tail[:len(open)]) == string(open) {
		x.pos += len(open) + 3
		x.pop()
		return
	}
	n := x.qname(2)
	if n == 0 {
		x.fail("has \"</\" without a name")
		return
	}
	if got := x.buf[x.pos+2 : x.pos+2+n]; !bytes.Equal(got, open) {
		x.fail("ends the element " + quote(open) + " with the tag of " + quote(got))
		return
	}
	i := x.space(2 + n)
	if !x.has(i) {
		return
	}
	if x.buf[x.pos+i] != '>' {
		x.fail("has an end tag with more than a name")
		return
	}
	x.pos += i + 1
	x.pop()
}

// Attr is the value of an attribute of the current element, "" if it has none of
// that name. Prefixes are not compared. It must be asked for before anything else
// of the element is read.
func (x *XMLReader) Attr(name string) string {
	v, _ := x.findAttr(name)
	return v
}

// findAttr is Attr, and says whether the attribute is there.
func (x *XMLReader) findAttr(name string) (string, bool) {
	if x.err != nil {
		return "", false
	}
	_, want := cutPrefix([]byte(name))
	for rest := x.buf[x.attrFrom:x.attrTo]; ; {
		rest = trimSpace(rest)
		equals := bytes.IndexByte(rest, '=')
		if equals < 0 {
			return "", false
		}
		prefix, local := cutPrefix(trimSpace(rest[:equals]))
		rest = trimSpace(rest[equals+1:])
		end := bytes.IndexByte(rest[1:], rest[0]) + 1
		if bytes.Equal(local, want) && string(prefix) != "xmlns" {
			return x.attributeText(rest[1:end]), true
		}
		rest = rest[end+1:]
	}
}

// attributeText decodes the value of an attribute.
func (x *XMLReader) attributeText(raw []byte) string {
	x.scratch = x.scratch[:0]
	for len(raw) > 0 {
		n := plain(raw)
		x.scratch = append(x.scratch, raw[:n]...)
		if raw = raw[n:]; len(raw) > 0 {
			if n = x.special(raw, inAttribute); n == 0 {
				return ""
			}
			raw = raw[n:]
		}
	}
	return string(x.scratch)
}

// cutPrefix splits a name at its colon, as encoding/xml does.
func cutPrefix(name []byte) (prefix, local []byte) {
	if c := bytes.IndexByte(name, ':'); c > 0 && c < len(name)-1 {
		return name[:c], name[c+1:]
	}
	return nil, name
}

// quote quotes a name out of a document, cut to a readable length.
func quote(name []byte) string { return strconv.Quote(string(name[:min(len(name), 64)])) }
