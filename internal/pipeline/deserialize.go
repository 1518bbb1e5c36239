// SPDX-License-Identifier: Apache-2.0

package pipeline

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"strconv"

	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/internal/body"
	"github.com/seed-40dc4ce0/pail/internal/checksum"
	"github.com/seed-40dc4ce0/pail/internal/wire"
)

// documentLimit bounds, in bytes, a document that is read into memory. A page
// of a thousand keys of the longest kind is a tenth of it.
const documentLimit = 64 << 20

// deserializer turns the answer into the operation's output or into an error.
type deserializer struct {
	client *Client
	op     *Operation
}

func (deserializer) ID() string { return idDeserialize }

func (d deserializer) HandleDeserialize(ctx context.Context, in middleware.DeserializeInput, next middleware.DeserializeHandler) (middleware.DeserializeOutput, middleware.Metadata, error) {
	out, md, err := next.HandleDeserialize(ctx, in)
	if err != nil || out.Result != nil {
		return out, md, err
	}
	x, err := exchangeOf(ctx)
	if err != nil {
		return out, md, err
	}
	r, ok := out.RawResponse.(*smithyhttp.Response)
	if !ok || r == nil || r.Response == nil || r.Body == nil {
		return out, md, errors.New("a middleware replaced the answer by something that is no *smithyhttp.Response")
	}
	if r.StatusCode < 200 || r.StatusCode > 299 {
		return out, md, x.refused(r.Response)
	}
	out.Result, err = x.decode(ctx, r.Response)
	return out, md, err
}

// decode reads an answer that claims success.
func (x *exchange) decode(ctx context.Context, r *http.Response) (any, error) {
	d := &x.decoder
	x.unread = unread{ReadCloser: r.Body}
	*d = wire.Decoder{Status: r.StatusCode, Head: r.Header, Limit: documentLimit}
	switch {
	case x.op.spec.StreamingOutput:
		x.download = x.guard(ctx, r)
		d.Body = x.download
	case r.Body != http.NoBody:
		d.Body = &x.unread
	}
	result := x.op.spec.Decode(d, x.info(r))
	if d.Body == &x.unread && !x.unread.touched && x.encoder.Method != http.MethodHead {
		// No document was expected. Whoever sends one all the same may be
		// saying that it failed.
		if err := x.surprise(r); err != nil {
			return nil, err
		}
	}
	if x.client.provider.ErrorFormat == formatJSON {
		d.Refuse() // in XML the root tells
	}
	err := d.Finish()
	if d.Fault == nil && err == nil {
		return result, nil
	}
	if x.op.spec.StreamingOutput {
		_ = x.download.Close() // the answer is given up; err says why
	}
	e := x.answer(r)
	e.Body = d.First()
	if d.Fault != nil {
		x.tell(e, d.Fault)
		return nil, e
	}
	e.Err = err
	return nil, e
}

// surprise reads a body that the operation has no use for, and returns the
// error that it tells, if it tells one.
func (x *exchange) surprise(r *http.Response) error {
	buffer := faults.Get().(*[faultRead]byte)
	defer faults.Put(buffer)
	n, err := readSome(r.Body, buffer[:])
	if err != nil {
		e := x.answer(r)
		e.Body, e.Err = bytes.Clone(buffer[:min(n, faultKept)]), err
		_ = r.Body.Close() // broken
		return e
	}
	f, err := readFault(buffer[:n])
	if f == nil && x.client.provider.ErrorFormat == formatJSON {
		if f, err = readJSONFault(buffer[:n]); f != nil && !f.HasWord() {
			f = nil
		}
	}
	if f == nil || err != nil {
		return nil // not an error document: nobody's business
	}
	e := x.answer(r)
	e.Body = bytes.Clone(buffer[:min(n, faultKept)])
	x.tell(e, f)
	_ = r.Body.Close() // read
	return e
}

// unread is a body that knows whether anybody has read of it.
type unread struct {
	io.ReadCloser

	touched bool
}

func (u *unread) Read(p []byte) (int, error) {
	u.touched = true
	return u.ReadCloser.Read(p)
}

// guard wraps the body of a streaming output. Checksums of the server's are
// those of the whole object, and only where the whole object came.
func (x *exchange) guard(ctx context.Context, r *http.Response) *body.Download {
	o := body.DownloadOptions{Length: r.ContentLength, Mismatch: bucket.ErrChecksumMismatch}
	if x.encoder.Method == http.MethodHead {
		o.Length = -1
	}
	if r.StatusCode == http.StatusOK && x.op.spec.Name != rawName {
		o.Algorithm, o.Sum = x.client.sum(r.Header)
	}
	return body.NewDownload(ctx, r.Body, o)
}

// sum is the checksum of the whole object that came with it.
func (c *Client) sum(h http.Header) (checksum.Algorithm, string) {
	if a, sum := checksum.Find(h); a != checksum.None {
		return a, sum
	}
	sum := first(h, c.provider.CRC64Header)
	if _, err := strconv.ParseUint(sum, 10, 64); err != nil {
		return checksum.None, "" // there is none, or it is no such checksum
	}
	return checksum.CRC64ECMA, sum
}

// info is what came with an answer.
func (x *exchange) info(r *http.Response) bucket.Response {
	return bucket.Response{
		StatusCode: r.StatusCode, Status: r.Status, Header: r.Header,
		RequestID: x.client.requestID(r.Header), Attempts: x.attempts, URL: x.target,
	}
}

// requestID is the server's name for a request. A gateway before the server
// may have added one of its own: the first line counts.
func (c *Client) requestID(h http.Header) string {
	for _, name := range c.provider.RequestIDHeaders {
		if id := first(h, name); id != "" {
			return id
		}
	}
	return ""
}

// first is the first line of a header whose canonical name is given.
func first(h http.Header, name string) string {
	if v := h[name]; len(v) > 0 {
		return v[0]
	}
	return ""
}
