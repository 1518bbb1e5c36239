// SPDX-License-Identifier: Apache-2.0

package wire

import (
	"strconv"
	"sync"
)

// XMLWriter writes one document into the body of a request. [Encoder.XML] gives
// it, and [XMLWriter.End] must be the last call. What XML cannot carry becomes an
// [Issue] of the encoder under the path that Field, Item and Entry describe.
type XMLWriter struct {
	e     *Encoder
	buf   []byte
	names []string
	path  []step
	inTag bool // the last start tag still takes attributes
}

// step is one piece of the path of members, and the depth it was entered at.
type step struct {
	name  string
	index int // of an item; otherwise isField or isEntry
	depth int
	key   string // of an entry
}

// What a step is that is no item of a list.
const (
	isField = -1
	isEntry = -2
)

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
	x.e, x.buf, x.names, x.path, x.inTag = e, x.buf[:0], x.names[:0], x.path[:0], false
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
	x.inTag = true
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
	x.names = x.names[:last]
}

func (x *XMLWriter) endTag() {
	if x.inTag {
		x.buf = append(x.buf, '>')
		x.inTag = false
	}
}

// Field enters a structure, for the path of issues; Done leaves it.
func (x *XMLWriter) Field(member string) {
	x.path = append(x.path, step{name: member, index: isField, depth: len(x.names)})
}

// Item enters item i of a list, for the path of issues; Done leaves it.
func (x *XMLWriter) Item(member string, i int) {
	x.path = append(x.path, step{name: member, index: i, depth: len(x.names)})
}

// Entry enters the entry of a map that has this key, for the path of issues:
// Member["key"], or Member[...] for "", which hides the keys of a secret map. It comes
// before the element of the entry is opened; Done leaves it. The member is "" for a
// map that is a value itself.
func (x *XMLWriter) Entry(member, key string) {
	x.path = append(x.path, step{name: member, index: isEntry, depth: len(x.names), key: key})
}

// Done leaves what Field, Item or Entry entered.
func (x *XMLWriter) Done() {
	if len(x.path) > 0 {
		x.path = x.path[:len(x.path)-1]
	}
}

// Required records an issue when member is absent, unless the request is Verbatim.
func (x *XMLWriter) Required(member string, present bool) {
	if !present && !x.e.Verbatim {
		x.e.Fail(x.where(member), "is required")
	}
}

// Fail records that member of what Item, Field or Entry entered cannot be sent; "" is
// that one itself.
func (x *XMLWriter) Fail(member, problem string) { x.e.Fail(x.where(member), problem) }

// Refuse records that member is set but unknown to the provider.
func (x *XMLWriter) Refuse(member string, isSet bool, reason string) {
	if isSet {
		x.e.Refuse(x.where(member), true, reason)
	}
}

// where is the path of member.
func (x *XMLWriter) where(member string) string {
	var text []byte
	for _, s := range x.path {
		if len(text) > 0 && s.name != "" {
			text = append(text, '.')
		}
		text = append(text, s.name...)
		switch {
		case s.index >= 0:
			text = append(strconv.AppendInt(append(text, '['), int64(s.index), 10), ']')
		case s.index == isEntry && s.key == "":
			text = append(text, "[...]"...)
		case s.index == isEntry:
			text = append(strconv.AppendQuote(append(text, '['), s.key), ']')
		}
	}
	if member != "" {
		if len(text) > 0 {
			text = append(text, '.')
		}
		text = append(text, member...)
	}
	return string(text)
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
