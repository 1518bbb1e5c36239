// SPDX-License-Identifier: Apache-2.0

package wire

import (
	"bytes"
	"io"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"
)

// open looks for the root and says whether there is anything.
func (x *JSONReader) open() bool {
	if x.opened {
		return true
	}
	x.opened = true
	found := x.peek()
	if other := x.src.other(); found == 0 && other != "" {
		x.stop(&BodyError{Problem: other})
		return true
	}
	if found == 0 {
		_, err := x.src.dec.ReadToken()
		if err == io.EOF && x.src.err == nil { //nolint:errorlint // how jsontext tells the end
			return false
		}
		x.told(err)
	}
	x.depth, x.pending, x.asked = 1, true, true
	x.nameAt[1], x.list[0] = 0, false
	return true
}

// finish reads to the end of the body: what is left of the root, and nothing but white
// space after it.
func (x *JSONReader) finish() {
	if x.err == nil && x.depth > 0 {
		x.skip(0)
	}
	if x.err != nil {
		return
	}
	at := x.src.dec.InputOffset()
	_, err := x.src.dec.ReadToken()
	switch {
	case x.src.err != nil:
		x.stop(x.src.err)
	case err != io.EOF: //nolint:errorlint // how jsontext tells the end
		x.stop(&BodyError{Problem: "has text after the root value", Offset: at})
	}
}

// kind is that of the current value if nothing of it was read, 0 otherwise and after
// a fault.
func (x *JSONReader) kind() jsontext.Kind {
	if x.err != nil || !x.pending {
		return 0
	}
	if !x.asked {
		x.wrong(x.depth-1, 0, "is not a list")
		return 0
	}
	found := x.peek()
	if found == 0 || found == '}' || found == ']' {
		x.token()
		return 0
	}
	return found
}

// peek is the kind of what comes next, 0 if reading it will fail.
func (x *JSONReader) peek() jsontext.Kind { return x.src.dec.PeekKind() }

// token consumes a piece of the document, and says whether there is one.
func (x *JSONReader) token() bool {
	if _, err := x.src.dec.ReadToken(); err != nil {
		x.told(err)
		return false
	}
	return true
}

// scalar consumes the current value without leaving it: a string, a number, a literal.
// Of anything else it only tells the kind.
func (x *JSONReader) scalar() (jsontext.Kind, []byte) {
	found := x.kind()
	if found == 0 || found == '{' || found == '[' {
		return found, nil
	}
	raw, err := x.src.dec.ReadValue()
	switch {
	case err != nil:
		x.told(err)
		return 0, nil
	case len(raw) > maxText:
		x.bad("is longer than 4 MiB")
		return 0, nil
	}
	return found, raw
}

// text consumes the current value, which should be a string, without leaving it. It is
// false for null, for other values and after a fault. The bytes are good until x is
// used again.
func (x *JSONReader) text(want string) ([]byte, bool) {
	found, raw := x.scalar()
	switch found {
	case 0, 'n':
		return nil, false
	case '"':
		return x.unquoted(raw), x.err == nil
	}
	x.badValue(raw, "is not "+want)
	return nil, false
}

// unquoted is the text of a string.
func (x *JSONReader) unquoted(raw []byte) []byte {
	if bytes.IndexByte(raw, '\\') < 0 {
		return raw[1 : len(raw)-1]
	}
	var err error
	if x.scratch, err = jsontext.AppendUnquote(x.scratch[:0], raw); err != nil {
		x.told(err)
	}
	return x.scratch
}

// done leaves the value that scalar consumed.
func (x *JSONReader) done() {
	if x.err == nil && x.pending {
		x.pop()
	}
}

// wrong records what is wrong with the value at the depth, of which so many bytes were
// consumed.
func (x *JSONReader) wrong(depth, consumed int, problem string) {
	spot := x.spot(depth)
	article := "a "
	if spot[0] == 'e' {
		article = "an "
	}
	x.stop(&BodyError{Problem: "has " + article + spot + " that " + problem, Offset: x.src.dec.InputOffset() - int64(consumed)})
}

// bad records what is wrong with the current value.
func (x *JSONReader) bad(problem string) { x.wrong(x.depth, 0, problem) }

// badValue is bad for a value that was consumed.
func (x *JSONReader) badValue(raw []byte, problem string) { x.wrong(x.depth, len(raw), problem) }

// deep records that values are nested too deeply.
func (x *JSONReader) deep() {
	x.stop(&BodyError{Problem: "has more than 64 objects and lists within each other", Offset: x.src.dec.InputOffset()})
}

// maxPath is how much of a path, in bytes, is told.
const maxPath = 256

// spot says which value is at the depth, by its path from the root: "list[2].count".
func (x *JSONReader) spot(depth int) string {
	if depth <= 1 {
		return "root"
	}
	var path []byte
	for d := 2; d <= depth; d++ {
		if x.list[d-1] {
			path = append(strconv.AppendInt(append(path, '['), int64(x.count[d-1]-1), 10), ']')
			continue
		}
		if x.secret[d-1] {
			path = append(path, "[...]"...)
			continue
		}
		end := len(x.names)
		if d < x.depth {
			end = x.nameAt[d+1]
		}
		if len(path) > 0 {
			path = append(path, '.')
		}
		path = append(path, x.names[x.nameAt[d]:end]...)
	}
	if x.list[depth-1] {
		return "element " + strconv.Quote(string(path[:min(len(path), maxPath)]))
	}
	return "member " + strconv.Quote(string(path[:min(len(path), maxPath)]))
}

// told records what the tokenizer, or the body, complains of.
func (x *JSONReader) told(err error) {
	if x.err == nil {
		x.err = x.src.told(err, x.spot(x.depth))
	}
}

// stop records the first fault.
func (x *JSONReader) stop(fault *BodyError) {
	if x.err == nil {
		x.err = fault
	}
}
