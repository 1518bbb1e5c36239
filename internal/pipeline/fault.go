// SPDX-License-Identifier: Apache-2.0

package pipeline

import (
	"bytes"
	"errors"
	"io"
	"mime"
	"net/http"
	"sync"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/internal/wire"
)

const (
	faultRead = 64 << 10 // of an error's body, in bytes, what is read
	faultKept = 4 << 10  // and what stays in the error
)

// faults holds buffers for the bodies of errors.
var faults = sync.Pool{New: func() any { return new([faultRead]byte) }}

// refused reads an answer that is no success, and leaves its connection fit
// for the next call unless the body is longer than any error's.
func (x *exchange) refused(r *http.Response) error {
	buffer := faults.Get().(*[faultRead]byte)
	defer faults.Put(buffer)
	n, err := readSome(r.Body, buffer[:])
	_ = r.Body.Close() // read as far as it will be; its error says nothing more
	text := buffer[:n]

	e := x.answer(r)
	e.Body = bytes.Clone(text[:min(n, faultKept)])
	f, problem := readFault(text)
	if f == nil && problem == nil {
		f, problem = readJSONFault(text)
	}
	switch {
	case f != nil:
		x.tell(e, f)
	case n == 0:
		x.infer(e, r)
		e.Err = join(e.Err, err)
	default:
		e.Message = describe(r.Header)
		e.Err = join(problem, err)
	}
	x.elsewhere = x.regionIn(r.Header, f)
	return e
}

// readSome reads until b is full or r ends, which is no error here.
func readSome(r io.Reader, b []byte) (n int, err error) {
	for n < len(b) && err == nil {
		var m int
		m, err = r.Read(b[n:])
		n += m
	}
	if err == io.EOF {
		err = nil
	}
	return n, err
}

// readFault reads an error document in XML. A body that is no document at all is no
// problem worth a word beside what it is.
func readFault(text []byte) (*wire.Fault, error) {
	if len(text) == 0 {
		return nil, nil //nolint:nilnil // neither a fault nor a problem
	}
	f, err := wire.ReadXMLFault(text)
	if err != nil && !bytes.HasPrefix(text, []byte("<?xml")) && !bytes.HasPrefix(text, []byte("<Error")) {
		err = nil
	}
	return f, err
}

// answer is an error with everything but the content of r.
func (x *exchange) answer(r *http.Response) *bucket.Error {
	c := x.client
	e := &bucket.Error{
		Op: x.op.spec.Name, Provider: c.provider.ID, Bucket: x.bucket, Key: x.encoder.Key(),
		StatusCode: r.StatusCode, Response: x.info(r),
		HostID: first(r.Header, c.provider.HostIDHeader), TraceID: first(r.Header, c.provider.TraceIDHeader),
	}
	e.RequestID = e.Response.RequestID
	return e
}

// tell puts an error document into e.
func (x *exchange) tell(e *bucket.Error, f *wire.Fault) {
	e.Code, e.Message, e.Resource = f.Code, f.Message, f.Resource
	e.Method, e.ResourceType = f.Method, f.ResourceType
	for _, id := range []struct {
		to   *string
		from string
	}{{&e.RequestID, f.RequestID}, {&e.HostID, f.HostID}, {&e.TraceID, f.TraceID}} {
		if *id.to == "" {
			*id.to = id.from
		}
	}
	if e.Response.RequestID == "" {
		e.Response.RequestID = e.RequestID
	}
	if c := x.client; f.Code != "" && c.provider.Sentinel != nil {
		e.Err = c.provider.Sentinel(f.Code)
	}
}

// infer says of an answer without a body what its status means.
func (x *exchange) infer(e *bucket.Error, r *http.Response) {
	switch {
	case r.StatusCode == http.StatusNotFound:
		e.Err = x.op.spec.NotFound
	case r.StatusCode == http.StatusServiceUnavailable && r.Status == "503 Slow Down":
		// S3's HEAD, which has no other place for its code.
		e.Err = bucket.ErrThrottled
	}
	if r.StatusCode != http.StatusNotModified && (r.Request == nil || r.Request.Method != http.MethodHead) {
		e.Message = "the answer has no body"
	}
}

// describe names a body that is not the error document it should be.
func describe(h http.Header) string {
	kind, _, err := mime.ParseMediaType(h.Get("Content-Type"))
	switch {
	case err != nil || kind == "":
		return "the answer is not an error document, and does not say what it is"
	case kind == "application/xml" || kind == "text/xml":
		return "the answer is XML, but not a whole error document"
	}
	return "the answer is " + kind + ", not an error document"
}

// join is errors.Join for what is one error nearly always.
func join(a, b error) error {
	switch {
	case a == nil:
		return b
	case b == nil:
		return a
	}
	return errors.Join(a, b)
}
