// SPDX-License-Identifier: Apache-2.0

package wire

import (
	"bytes"
	"errors"
	"io"
	"sync"
)

const (
	bufferSize = 32 << 10 // window over the body; a single tag must fit in it
	maxDepth   = 64       // elements within elements
	maxText    = 4 << 20  // bytes of one text
	firstSize  = 4 << 10  // kept for error reports
)

// errStopped ends a reader whose document turned out to be an error that a [Fault]
// tells.
var errStopped = errors.New("wire: the document is an error")

// Depth is a place in a document: how many elements are open.
type Depth int

// XMLReader reads one document as a stream through a pooled window. Generated code
// pulls from it:
//
//	for d := x.Enter(); x.Next(d); {
//		switch string(x.Name()) {
//		case "Key":
//			v.Key = x.String()
//		}
//	}
//
// What a loop does not read is skipped. A value method ends the element it reads.
// After the first fault every method gives a zero value and every Next is false.
//
// Start and end tags must match everywhere. A document type declaration is refused.
// Names are compared without their prefixes, and namespaces are not looked up. Text
// is checked when it is asked for: what is skipped only has to have sound tags. A
// character reference may name a control character that XML 1.0 lacks, since S3
// writes them for keys that hold such bytes.
type XMLReader struct {
	src   io.Reader
	err   error
	limit int64 // bytes of the document, 0 for any number

	pos, end int   // buf[pos:end] is read but not consumed
	base     int64 // offset of buf[0] in the document
	eof      bool

	depth int
	empty bool // the current element was <a/>: its end is still to be told

	names   []byte // names of the open elements, one after the other
	nameAt  [maxDepth]int
	localAt [maxDepth]int

	attrFrom, attrTo int // attributes of the tag just read, in buf

	scratch []byte     // a text that did not stand in buf as it is
	tokens  [16]string // what Token has seen
	first   int        // bytes in head
	head    [firstSize]byte
	buf     [bufferSize]byte
}

var readers = sync.Pool{New: func() any { return new(XMLReader) }}

// newXMLReader gives a pooled reader over src; limit bounds the whole document, 0
// is no bound.
func newXMLReader(src io.Reader, limit int64) *XMLReader {
	x := readers.Get().(*XMLReader)
	x.src, x.limit = src, limit
	return x
}

// release puts x back into the pool.
func (x *XMLReader) release() {
	x.src, x.err, x.limit = nil, nil, 0
	x.pos, x.end, x.base, x.eof = 0, 0, 0, false
	x.names, x.depth, x.empty, x.attrFrom, x.attrTo, x.first = x.names[:0], 0, false, 0, 0, 0
	if cap(x.scratch) > maxKept {
		x.scratch = nil
	}
	readers.Put(x)
}

// Err is the first fault, nil if there is none so far.
func (x *XMLReader) Err() error {
	if x.err == errStopped { //nolint:errorlint // our own value, never wrapped
		return nil
	}
	return x.err
}

// Enter is the place of the current element, for the loop over its children.
func (x *XMLReader) Enter() Depth { return Depth(x.depth) }

// Next moves to the next child of the element that d stands for and skips what is
// left of the one before. It is false, and the element ended, after the last one.
func (x *XMLReader) Next(d Depth) bool {
	for x.err == nil && x.depth >= int(d) && x.depth > 0 {
		switch {
		case x.empty:
			x.pop()
		case !x.markup():
			// markup has told the fault
		case x.buf[x.pos+1] == '/':
			x.endTag()
		case x.buf[x.pos+1] == '!' || x.buf[x.pos+1] == '?':
			x.aside()
			continue
		default:
			x.startTag()
			if x.depth == int(d)+1 {
				return x.err == nil
			}
			continue
		}
		if x.depth < int(d) {
			return false
		}
	}
	return false
}

// Name is the current element's name without a prefix. It is good until the element
// ends.
func (x *XMLReader) Name() []byte {
	if x.depth == 0 {
		return nil
	}
	return x.names[x.localAt[x.depth-1]:]
}

// Skip ends the current element, whatever is in it.
func (x *XMLReader) Skip() {
	d := x.depth
	for x.err == nil && x.depth >= d && d > 0 {
		switch {
		case x.empty:
			x.pop()
		case !x.markup():
		case x.buf[x.pos+1] == '/':
			x.endTag()
		case x.buf[x.pos+1] == '!' || x.buf[x.pos+1] == '?':
			x.aside()
		default:
			x.startTag()
		}
	}
}

// markup moves to the next "<" and makes sure that a byte follows it.
func (x *XMLReader) markup() bool {
	if x.pos+1 < x.end && x.buf[x.pos] == '<' {
		return true
	}
	for {
		i := bytes.IndexByte(x.buf[x.pos:x.end], '<')
		if i >= 0 {
			x.pos += i
			return x.has(1)
		}
		x.pos = x.end
		if !x.fill() {
			x.cut()
			return false
		}
	}
}

// has makes sure that byte i after pos is in the window; a document that ends
// before it is a fault.
func (x *XMLReader) has(i int) bool {
	for x.pos+i >= x.end {
		if !x.fill() {
			x.cut()
			return false
		}
	}
	return true
}

// fill reads more and moves buf[pos:end] to the front when room gets scarce. It
// is false at the end of the body, after a fault, and when the window is full of
// unconsumed bytes.
func (x *XMLReader) fill() bool {
	if x.err != nil || x.eof {
		return false
	}
	if x.pos == 0 && x.end == len(x.buf) {
		x.fail("has a tag that is longer than 32 KiB")
		return false
	}
	if x.pos > 0 && (x.pos == x.end || len(x.buf)-x.end < len(x.buf)/8) {
		copy(x.buf[:], x.buf[x.pos:x.end])
		x.base += int64(x.pos)
		x.end -= x.pos
		x.pos, x.attrFrom, x.attrTo = 0, 0, 0
	}
	for range 100 {
		n, err := x.src.Read(x.buf[x.end:])
		x.received(n)
		switch {
		case err == io.EOF:
			x.eof = true
		case err != nil:
			x.stop("could not be read", err)
		case x.limit > 0 && x.base+int64(x.end) > x.limit:
			x.fail("is longer than what is accepted")
		}
		if n > 0 || err != nil {
			return n > 0 && x.err == nil
		}
	}
	x.stop("could not be read", io.ErrNoProgress)
	return false
}

// received takes n new bytes into the window, and the first ones into head.
func (x *XMLReader) received(n int) {
	n = max(0, min(n, len(x.buf)-x.end))
	if x.first < firstSize {
		x.first += copy(x.head[x.first:], x.buf[x.end:x.end+n])
	}
	x.end += n
}

// fail records a fault of the document at the current byte.
func (x *XMLReader) fail(problem string) { x.stop(problem, nil) }

// cut records that the document ended too soon, or keeps the fault that ended it.
func (x *XMLReader) cut() {
	if x.depth == 0 {
		x.stop("ends before an element", io.ErrUnexpectedEOF)
		return
	}
	x.stop("ends inside the element "+quote(x.Name()), io.ErrUnexpectedEOF)
}

// stop records the first fault.
func (x *XMLReader) stop(problem string, cause error) {
	if x.err == nil {
		x.err = &BodyError{Problem: problem, Offset: x.base + int64(x.pos), Err: cause}
	}
}
