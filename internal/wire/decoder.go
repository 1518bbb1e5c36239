// SPDX-License-Identifier: Apache-2.0

package wire

import (
	"io"
	"net/http"
)

// Decoder is one answer being read. The caller sets Status, Head and Body, lets
// the generated function read, and calls [Decoder.Finish].
type Decoder struct {
	// Status is the HTTP status code.
	Status int
	// Head is the header as it came.
	Head http.Header
	// Body is the body as it came; nil is an empty one.
	Body io.ReadCloser
	// Limit bounds the bytes of a document, 0 is no bound. Stream has none.
	Limit int64
	// Strict makes a header that is there and not what it should be a fault. Without
	// it such a header is absent.
	Strict bool
	// Err is the first fault, nil if there is none: a *BodyError or a *HeaderError.
	Err error
	// Fault is set when the document was an error in place of the answer.
	Fault *Fault

	xml      *XMLReader
	json     jsonDocument
	kept     []byte // what First gives once the reader is gone
	streamed bool   // the body belongs to who asked for it
}

// Stream gives the body away as it comes; Finish then leaves it alone. It is never
// nil.
func (d *Decoder) Stream() io.ReadCloser {
	d.streamed = true
	if d.Body == nil {
		return http.NoBody
	}
	return d.Body
}

// XML begins to read the body as a document whose root is called root, "" for any.
// Another root, and anything that is no XML, is d.Err. A root called Error, or
// ErrorResponse, is read into d.Fault. The reader is never nil; after a fault it
// gives nothing.
func (d *Decoder) XML(root string) *XMLReader {
	if d.xml == nil {
		d.xml = newXMLReader(d.body(), d.Limit)
	}
	x := d.xml
	x.open("")
	name := string(x.Name())
	switch {
	case x.err != nil:
		// the first fault stays
	case name != root && (name == "Error" || name == "ErrorResponse"):
		fault := readFault(x)
		x.finish()
		if x.err == nil {
			d.Fault = fault
			x.err = errStopped
		}
	case root != "" && name != root:
		x.wrongRoot(root)
	}
	d.note(x.Err())
	return x
}

// OptionalXML is XML for an answer that may have no body: nil then, and also for
// white space.
func (d *Decoder) OptionalXML(root string) *XMLReader {
	x := newXMLReader(d.body(), d.Limit)
	d.xml = x
	if !x.outside() {
		d.note(x.Err())
		return nil
	}
	return d.XML(root)
}

// ErrorXML begins to read the body as an error document, of which the current element
// is then Error: the root, or within a root ErrorResponse. The reader is never nil;
// after a fault, and without such an element, it gives nothing.
func (d *Decoder) ErrorXML() *XMLReader {
	x := newXMLReader(d.body(), d.Limit)
	d.xml = x
	x.open("")
	if x.err == nil && string(x.Name()) == "ErrorResponse" {
		for at := x.Enter(); x.Next(at); {
			if string(x.Name()) == "Error" {
				return x
			}
		}
	}
	if x.err == nil && string(x.Name()) != "Error" {
		x.wrongRoot("Error")
	}
	d.note(x.Err())
	return x
}

// Bytes reads the whole body. More than limit bytes are d.Err, and nil.
func (d *Decoder) Bytes(limit int64) []byte {
	b, err := io.ReadAll(io.LimitReader(d.body(), limit+1))
	if d.kept == nil {
		d.kept = b[:min(len(b), firstSize)]
	}
	switch {
	case err != nil:
		d.note(&BodyError{Problem: "could not be read", Offset: int64(len(b)), Err: err})
		return nil
	case int64(len(b)) > limit:
		d.note(&BodyError{Problem: "is longer than what is accepted", Offset: limit})
		return nil
	}
	return b
}

// Text is Bytes as a string.
func (d *Decoder) Text(limit int64) string { return string(d.Bytes(limit)) }

// First is the beginning of the body, as far as it was read, at most 4 KiB. After
// Finish it is only there if something went wrong.
func (d *Decoder) First() []byte {
	if d.xml != nil {
		d.kept = append([]byte(nil), d.xml.head[:d.xml.first]...)
	}
	if d.json != nil {
		d.kept = append([]byte(nil), d.json.begun()...)
	}
	return d.kept
}

// Finish reads the body to its end, checks what a document has after its root,
// closes the body, and gives the first fault of all. A body that Stream gave away is
// left alone.
func (d *Decoder) Finish() error {
	if x := d.xml; x != nil {
		x.finish()
		d.note(x.Err())
		if d.Err != nil || d.Fault != nil {
			d.First()
		}
		d.xml = nil
		x.release()
	}
	if d.json != nil {
		d.closeJSON()
	}
	if d.Body != nil && !d.streamed {
		d.drain()
		d.streamed = true
	}
	return d.Err
}

// maxDrain is how much of an unread body, in bytes, is read so that its connection
// can serve again.
const maxDrain = 64 << 10

// drain reads what is left of the body and closes it.
func (d *Decoder) drain() {
	if d.Err == nil {
		if _, err := io.CopyN(io.Discard, d.Body, maxDrain); err != nil && err != io.EOF { //nolint:errorlint // the contract of io.Reader
			d.note(&BodyError{Problem: "could not be read", Offset: -1, Err: err})
		}
	}
	if err := d.Body.Close(); err != nil {
		d.note(&BodyError{Problem: "could not be closed", Offset: -1, Err: err})
	}
}

// body is Body, never nil.
func (d *Decoder) body() io.Reader {
	if d.Body == nil {
		return http.NoBody
	}
	return d.Body
}

// note keeps the first fault.
func (d *Decoder) note(err error) {
	if d.Err == nil {
		d.Err = err
	}
}
