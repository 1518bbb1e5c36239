// SPDX-License-Identifier: Apache-2.0

package wire

import "sync"

// XMLWriter writes one document into the body of a request. [Encoder.XML] gives
// it, and [XMLWriter.End] must be the last call. What XML cannot carry becomes an
// [Issue] of the encoder under the path that Field, Item and Entry describe.
type XMLWriter struct {
	trail
	buf   []byte
	names []string
	inTag bool // the last start tag still takes attributes
}

var writers = sync.Pool{New: func() any { return new(XMLWriter) }}

// maxKept is the largest buffer, in bytes, that is kept for the next document.
const maxKept = 64 << 10

// XML begins the body of the request. It sets Content-Type to application/xml if
// no header of that name is there.
func (e *Encoder) XML() *XMLWriter {
	if _, ok := e.Head["Content-Type"]; !ok {
		e.store("ContentType", "Content-Type", "application/xml")
	}
	x := writers.Get().(*XMLWriter)
	x.begin(e)
	x.buf, x.names, x.inTag = x.buf[:0], x.names[:0], false
	return x
}

// Root opens the root element; ns is its default namespace, "" for none.
func (x *XMLWriter) Root(name, ns string) {
	x.Open(name)
	if ns != "" {
		x.Attr("xmlns", ns)
	}
}

// End closes what is open and hands the document to the encoder. The writer must
// not be used after it.
func (x *XMLWriter) End() {
	for len(x.names) > 0 {
		x.Close()
	}
	x.e.Data, x.e.HasData = append(make([]byte, 0, len(x.buf)), x.buf...), true
	x.e = nil
	if cap(x.buf) <= maxKept {
		writers.Put(x)
	}
}

// Open writes a start tag.
func (x *XMLWriter) Open(name string) {
	x.endTag()
	x.buf = append(append(x.buf, '<'), name...)
	x.names = append(x.names, name)
	x.depth, x.inTag = len(x.names), true
}

// OpenAttr writes a start tag with attributes: names and values in turn. A name
// without a value is dropped.
func (x *XMLWriter) OpenAttr(name string, attributes ...string) {
	x.Open(name)
	for ; len(attributes) >= 2; attributes = attributes[2:] {
		x.Attr(attributes[0], attributes[1])
	}
}

// Attr adds an attribute, or a namespace (xmlns:xsi), to the start tag that Open
// has just written; after any content it does nothing.
func (x *XMLWriter) Attr(name, v string) {
	if !x.inTag {
		return
	}
	x.buf = append(append(append(x.buf, ' '), name...), '=', '"')
	x.text(name, v)
	x.buf = append(x.buf, '"')
}

// Close writes the end tag of the element that is open.
func (x *XMLWriter) Close() {
	if len(x.names) == 0 {
		return
	}
	x.endTag()
	last := len(x.names) - 1
	x.buf = append(append(append(x.buf, '<', '/'), x.names[last]...), '>')
	x.names, x.depth = x.names[:last], last
}

func (x *XMLWriter) endTag() {
	if x.inTag {
		x.buf = append(x.buf, '>')
		x.inTag = false
	}
}

// leaf is the path of an element that holds text: an item itself if the element is
// one, an entry itself if it is its key or its value, otherwise its own name within
// what was entered.
func (x *XMLWriter) leaf(name string) string {
	if n := len(x.path); n > 0 {
		last, above := x.path[n-1], len(x.names)-1 // elements around the one of the text
		if last.index >= 0 && last.depth >= above || last.index == isEntry && last.depth >= above-1 {
			return x.where("")
		}
	}
	return x.where(name)
}
