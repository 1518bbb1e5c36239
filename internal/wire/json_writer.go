// SPDX-License-Identifier: Apache-2.0

package wire

import (
	"sync"

	"github.com/go-json-experiment/json/jsontext"
)

// JSONWriter writes one document into the body of a request. [Encoder.JSON] gives it,
// and [JSONWriter.End] must be the last call. What JSON cannot carry becomes an
// [Issue] of the encoder under the path that Field, Item and Entry describe.
//
// Every method that writes a value takes its name. In a list, and at the root, there
// are no names, and the one given is not written: it is "" by custom.
type JSONWriter struct {
	trail
	buf  []byte
	ends []byte // the brackets that will close what is open
}

var jsonWriters = sync.Pool{New: func() any { return new(JSONWriter) }}

// JSON begins the body of the request. It sets Content-Type to application/json if no
// header of that name is there.
func (e *Encoder) JSON() *JSONWriter {
	if _, ok := e.Head["Content-Type"]; !ok {
		e.store("ContentType", "Content-Type", "application/json")
	}
	x := jsonWriters.Get().(*JSONWriter)
	x.begin(e)
	x.buf, x.ends = x.buf[:0], x.ends[:0]
	return x
}

// End closes what is open and hands the document to the encoder; one in which nothing
// was written is {}. The writer must not be used after it.
func (x *JSONWriter) End() {
	if len(x.buf) == 0 {
		x.Open("")
	}
	for len(x.ends) > 0 {
		x.Close()
	}
	x.e.Data, x.e.HasData = append(make([]byte, 0, len(x.buf)), x.buf...), true
	x.e = nil
	if cap(x.buf) <= maxKept {
		jsonWriters.Put(x)
	}
}

// Open begins an object.
func (x *JSONWriter) Open(name string) { x.open(name, '{', '}') }

// List begins a list.
func (x *JSONWriter) List(name string) { x.open(name, '[', ']') }

func (x *JSONWriter) open(name string, head, end byte) {
	x.key(name)
	x.buf = append(x.buf, head)
	x.ends = append(x.ends, end)
	x.depth = len(x.ends)
}

// Close ends the object or list that is open.
func (x *JSONWriter) Close() {
	if last := len(x.ends) - 1; last >= 0 {
		x.buf = append(x.buf, x.ends[last])
		x.ends, x.depth = x.ends[:last], last
	}
}

// key writes what stands before a value: a comma after another one, and the name in
// an object.
func (x *JSONWriter) key(name string) {
	if n := len(x.buf); n > 0 && x.buf[n-1] != '{' && x.buf[n-1] != '[' {
		x.buf = append(x.buf, ',')
	}
	if !x.named() {
		return
	}
	x.quote(name, "", "has a key that is not UTF-8, which JSON cannot carry")
	x.buf = append(x.buf, ':')
}

// named says whether the next value has a name.
func (x *JSONWriter) named() bool {
	return len(x.ends) > 0 && x.ends[len(x.ends)-1] == '}'
}

// quote appends v in quotes, with no more escapes than RFC 8259 section 7 demands.
// Bytes that are no UTF-8 are a problem of member.
func (x *JSONWriter) quote(v, member, problem string) {
	var err error
	if x.buf, err = jsontext.AppendQuote(x.buf, v); err != nil {
		x.Fail(member, problem)
	}
}

const notUTF8 = "contains bytes that are not UTF-8, which JSON cannot carry"

// leaf is the member, for the path of issues, that a value belongs to: that of its
// name, or what was entered for this very value.
func (x *JSONWriter) leaf(name string) string {
	if n := len(x.path); !x.named() || n > 0 && x.path[n-1].depth == x.depth {
		return ""
	}
	return name
}
