// SPDX-License-Identifier: Apache-2.0

package wire

import (
	"bytes"
	"io"
	"sync"

	"github.com/go-json-experiment/json/jsontext"
)

// JSONReader reads one document as a stream. Generated code pulls from it as from an
// [XMLReader]:
//
//	for d := x.Enter(); x.Next(d); {
//		switch string(x.Name()) {
//		case "key":
//			v.Key = x.String()
//		case "tags":
//			for d := x.Enter(); x.Next(d); {
//				v.Tags = append(v.Tags, x.String())
//			}
//		}
//	}
//
// A loop over an object asks each member for its Name before it reads it, and a loop
// over a list never does. This is how the reader knows what was expected: a member
// that is read without its name, and a name asked of an element, are the faults of a
// list, or an object, that is not there.
//
// What a loop does not read is skipped, and still has to be JSON. A value method ends
// the value it reads, and takes null for nothing: the zero value, a nil pointer. After
// the first fault every method gives a zero value and every Next is false.
//
// A value of another type than asked for is a fault that names its member: nothing is
// converted. So are bytes that are no UTF-8, halves of surrogates, more than 64
// objects and lists within each other, and a single value of more than 4 MiB. A name
// that an object has twice is met twice, so that the last one wins where generated
// code stores what it reads; RFC 8259 section 4 leaves it open.
type JSONReader struct {
	src     jsonSource
	err     error
	opened  bool // the root was looked at
	pending bool // nothing of the current value was read
	asked   bool // its name was asked for, or it needs none
	depth   int  // values that were begun, the current one included

	names  []byte // names of these values, one after the other
	nameAt [maxDepth + 2]int
	list   [maxDepth + 2]bool // by depth: that value is a list
	sparse [maxDepth + 2]bool // by depth: null in that value is not passed over
	secret [maxDepth + 2]bool // by depth: names in that value are not told
	count  [maxDepth + 2]int  // by depth: values in that value that were met

	scratch []byte     // a text that did not stand in the body as it is
	tokens  [16]string // what Token has seen
}

var jsonReaders = sync.Pool{New: func() any { return new(JSONReader) }}

// newJSONReader gives a pooled reader over body; limit bounds the whole document, 0
// is no bound.
func newJSONReader(body io.Reader, limit int64) *JSONReader {
	x := jsonReaders.Get().(*JSONReader)
	if x.src.dec == nil {
		x.src.dec = new(jsontext.Decoder)
	}
	x.src.body, x.src.limit = body, limit
	x.src.dec.Reset(&x.src, jsontext.AllowDuplicateNames(true))
	return x
}

// release puts x back into the pool.
func (x *JSONReader) release() {
	s := &x.src
	if s.window > maxKept {
		s.dec = nil
	}
	s.body, s.limit, s.n, s.eof, s.err, s.window, s.first = nil, 0, 0, false, nil, 0, 0
	x.err, x.opened, x.pending, x.asked, x.depth, x.names = nil, false, false, false, 0, x.names[:0]
	if cap(x.scratch)+cap(x.names) > maxKept {
		x.scratch, x.names = nil, nil
	}
	jsonReaders.Put(x)
}

// begun is the beginning of the body, as far as it was read.
func (x *JSONReader) begun() []byte { return x.src.head[:x.src.first] }

// Err is the first fault, nil if there is none so far.
func (x *JSONReader) Err() error { return x.err }

// Enter begins the current value, an object or a list, for the loop over its members
// or elements. Those that are null are passed over. Null itself has none, and neither
// has a nil reader, which is a document that is not there.
func (x *JSONReader) Enter() Depth { return x.enter(0, false) }

// EnterSparse is Enter for a list or a map that may hold null: none is passed over.
func (x *JSONReader) EnterSparse() Depth { return x.enter(0, true) }

// EnterObject is Enter for an object: an empty list is a fault too. If its members may
// be null, as those of a sparse map, none is passed over.
func (x *JSONReader) EnterObject(sparse bool) Depth { return x.enter('{', sparse) }

// EnterList is EnterObject for a list.
func (x *JSONReader) EnterList(sparse bool) Depth { return x.enter('[', sparse) }

// EnterSecret is EnterObject for a map whose keys are secret: faults do not tell them.
func (x *JSONReader) EnterSecret(sparse bool) Depth {
	at := x.enter('{', sparse)
	if x != nil {
		x.secret[at] = true
	}
	return at
}

// enter begins a value of the kind want, 0 for either.
func (x *JSONReader) enter(want jsontext.Kind, sparse bool) Depth {
	if x == nil {
		return 0
	}
	at := Depth(x.depth)
	switch found := x.kind(); {
	case found == 0:
		// read already, or a fault
	case found == 'n':
		x.Skip()
	case want == '{' && found != want:
		x.bad("is not an object")
	case want == '[' && found != want:
		x.bad("is not a list")
	case found != '{' && found != '[':
		x.bad("is neither an object nor a list")
	case x.depth > maxDepth:
		x.deep()
	case x.token():
		x.pending = false
		x.list[x.depth], x.sparse[x.depth], x.secret[x.depth], x.count[x.depth] = found == '[', sparse, false, 0
	}
	return at
}

// Next moves to the next member or element of the value that d stands for, and skips
// what is left of the one before. It is false, and the value ended, after the last one.
func (x *JSONReader) Next(d Depth) bool {
	for x.step(d) {
		if x.sparse[d] || x.peek() != 'n' {
			return x.err == nil
		}
	}
	return false
}

// step is Next that passes over nothing.
func (x *JSONReader) step(d Depth) bool {
	if d <= 0 || x.depth < int(d) || x.err != nil {
		return false
	}
	if x.depth > int(d) {
		x.skip(int(d))
	}
	if x.err != nil || x.pending {
		return false
	}
	switch x.peek() {
	case '}', ']':
		if x.token() {
			x.pop()
		}
		return false
	case 0:
		x.token()
		return false
	}
	x.count[d]++
	x.depth++
	x.nameAt[x.depth], x.pending, x.asked = len(x.names), true, x.list[d]
	if !x.list[d] {
		x.name()
	}
	return x.err == nil
}

// name reads the name of a member.
func (x *JSONReader) name() {
	raw, err := x.src.dec.ReadValue()
	if err != nil {
		x.told(err)
		return
	}
	if bytes.IndexByte(raw, '\\') < 0 {
		x.names = append(x.names, raw[1:len(raw)-1]...)
		return
	}
	if x.names, err = jsontext.AppendUnquote(x.names, raw); err != nil {
		x.told(err)
	}
}

// Name is the name of the current member. It is good until the member ends. To ask an
// element of a list is a fault: no list was expected.
func (x *JSONReader) Name() []byte {
	if x.depth == 0 || x.err != nil {
		return nil
	}
	if x.pending && x.list[x.depth-1] {
		x.wrong(x.depth-1, 0, "is not an object")
		return nil
	}
	x.asked = true
	return x.label()
}

// label is the name of the current value, empty for an element and for the root.
func (x *JSONReader) label() []byte { return x.names[x.nameAt[x.depth]:] }

// Only is a fault if set is true, and sets it: a union has one member that is not null.
func (x *JSONReader) Only(set *bool) {
	if *set {
		x.bad("is a second member of a union, which has one")
	}
	*set = true
}

// Null says whether the current value is null. It does not end it.
func (x *JSONReader) Null() bool { return x.kind() == 'n' }

// IsObject says whether the current value is an object that was not begun.
func (x *JSONReader) IsObject() bool { return x.kind() == '{' }

// IsList says whether the current value is a list that was not begun.
func (x *JSONReader) IsList() bool { return x.kind() == '[' }

// Skip ends the current value, whatever is in it.
func (x *JSONReader) Skip() {
	if x.err == nil && x.depth > 0 {
		x.skip(x.depth - 1)
	}
}

// skip ends the values that are open beyond depth.
func (x *JSONReader) skip(depth int) {
	for x.token() && x.src.dec.StackDepth() > depth {
		if x.src.dec.StackDepth() > maxDepth {
			x.deep()
			return
		}
	}
	for x.err == nil && x.depth > depth {
		x.pop()
	}
}

// pop leaves the current value.
func (x *JSONReader) pop() {
	x.names = x.names[:x.nameAt[x.depth]]
	x.depth--
	x.pending = false
}
