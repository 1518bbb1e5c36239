// SPDX-License-Identifier: Apache-2.0

package wire

import (
	"bytes"
	"io"
)

// jsonDocument is a JSONReader as the rest of the Decoder knows it: a program in which
// nothing calls JSON does not link it.
type jsonDocument interface {
	Err() error
	begun() []byte // the beginning of the body, as far as it was read
	finish()
	release()
}

// JSON begins to read the body as one document. An empty body is d.Err, and so is
// anything that is no JSON. The reader is never nil; after a fault it gives nothing.
func (d *Decoder) JSON() *JSONReader {
	x, ok := d.json.(*JSONReader)
	if !ok {
		x = newJSONReader(d.body(), d.Limit)
		d.json = x
	}
	if !x.open() {
		x.stop(&BodyError{Problem: "is empty", Err: io.ErrUnexpectedEOF})
	}
	d.note(x.Err())
	return x
}

// OptionalJSON is JSON for an answer that may have no body: nil then, and also for
// white space and for null, which stands for nothing as it does in a member.
func (d *Decoder) OptionalJSON() *JSONReader {
	x := newJSONReader(d.body(), d.Limit)
	d.json = x
	if !x.open() || x.Null() {
		d.note(x.Err())
		return nil
	}
	return d.JSON()
}

// Refuse takes the JSON that was read for an error document if it is one that has a
// word for its code, and puts it into d.Fault. An error in place of the output reads
// as an empty output otherwise. It must come before Finish.
func (d *Decoder) Refuse() {
	if d.json == nil || d.Fault != nil || d.Err != nil || !bytes.Contains(d.json.begun(), []byte(`"code"`)) {
		return
	}
	if f, err := ReadJSONFault(d.First()); err == nil && f.HasWord() {
		d.Fault = f
	}
}

// closeJSON is the part of Finish that JSON has.
func (d *Decoder) closeJSON() {
	x := d.json
	x.finish()
	d.note(x.Err())
	if d.Err != nil {
		d.First()
	}
	d.json = nil
	x.release()
}
