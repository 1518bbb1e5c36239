// SPDX-License-Identifier: Apache-2.0

package pipeline

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"reflect"
	"time"

	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/internal/body"
	"github.com/seed-40dc4ce0/pail/internal/call"
	"github.com/seed-40dc4ce0/pail/signer"
)

// expectAbove is the size, in bytes, above which a body waits for the server's
// leave, so that a refusal does not cost its transfer.
const expectAbove = 2 << 20

// letGo is how long a call that has its answer waits for the transport to let
// go of the body.
const letGo = time.Second

// payload decides how the body goes over the wire: hashes, checksums, framing.
type payload struct {
	client *Client
	op     *Operation
}

func (payload) ID() string { return idBody }

func (p payload) HandleBuild(ctx context.Context, in middleware.BuildInput, next middleware.BuildHandler) (middleware.BuildOutput, middleware.Metadata, error) {
	r, err := requestOf(in.Request)
	if err != nil {
		return middleware.BuildOutput{}, middleware.Metadata{}, err
	}
	x, err := exchangeOf(ctx)
	if err != nil {
		return middleware.BuildOutput{}, middleware.Metadata{}, err
	}
	if err := x.adopt(r); err != nil {
		return middleware.BuildOutput{}, middleware.Metadata{}, err
	}
	if err := x.plan(ctx, r); err != nil {
		return middleware.BuildOutput{}, middleware.Metadata{}, err
	}
	return next.HandleBuild(ctx, in)
}

// checksumOf is the checksum that uploads carry: the vendor's own, where the
// endpoint is the vendor's or the configuration insists; "" for none.
func checksumOf(when, vendors string, vendor bool) string {
	if when == "supported" || when != "required" && vendor {
		return vendors
	}
	return ""
}

// prepare takes the body from the encoder.
func (x *exchange) prepare() {
	e := &x.encoder
	x.rewound()
	switch {
	case e.HasData:
		x.upload.PrepareBytes(e.Data)
	case e.Body != nil || e.ContentLength != nil:
		err := x.upload.Prepare(e.Body, e.ContentLength)
		if bad, ok := errors.AsType[*body.InputError](err); ok {
			e.Fail(bad.Member, problemOf(bad))
			x.cause = bad.Err
		}
	default:
		return
	}
	x.hasBody = true
}

// rewound puts the body back to where the call found it, if an interceptor or
// a middleware runs the call again: what is left of it is not the body.
func (x *exchange) rewound() {
	s, r := x.inv.Sent, x.encoder.Body
	if s == nil || r == nil || !reflect.TypeOf(r).Comparable() {
		return
	}
	seeker, ok := r.(io.Seeker)
	if s.Reader != r {
		*s = call.SentBody{Reader: r, Start: -1}
		if ok {
			if at, err := seeker.Seek(0, io.SeekCurrent); err == nil {
				s.Start = at
			}
		}
		return
	}
	if s.Start >= 0 {
		if _, err := seeker.Seek(s.Start, io.SeekStart); err == nil {
			return
		}
	}
	x.encoder.Fail("Body", "was read when this call ran before, and cannot be rewound")
}

// bodyError is an InputError for a body that cannot be sent.
func (x *exchange) bodyError(err error) error {
	if bad, ok := errors.AsType[*body.InputError](err); ok {
		return &caused{x.inputError(bucket.FieldError{Field: bad.Member, Problem: problemOf(bad)}), bad.Err}
	}
	return &caused{x.inputError(bucket.FieldError{Field: "Body", Problem: "cannot be read: " + err.Error()}), err}
}

// problemOf is a problem with a body in the words of an InputError.
func problemOf(e *body.InputError) string {
	if e.Err == nil {
		return e.Problem
	}
	return e.Problem + ": " + e.Err.Error()
}

// stream shows the body to middlewares that are not ours, as aws-sdk-go-v2
// would: it may be looked at, and replaced by SetStream, which clones the
// request. Done here, on a request that is still nearly empty, and only where
// somebody can look.
func (x *exchange) stream(r *smithyhttp.Request) error {
	if !x.hasBody {
		return nil
	}
	r.ContentLength = x.upload.Length()
	if !x.chain.foreign {
		return nil
	}
	var shown io.Reader
	switch {
	case x.encoder.HasData:
		shown = bytes.NewReader(x.encoder.Data)
	case x.upload.InMemory():
		held, err := x.upload.GetBody()
		if err != nil {
			return err
		}
		data, err := io.ReadAll(held)
		if err != nil {
			return err
		}
		shown = bytes.NewReader(data)
	default:
		shown = x.encoder.Body
	}
	with, err := (&smithyhttp.Request{Request: new(http.Request)}).SetStream(shown)
	if err != nil {
		return x.inputError(bucket.FieldError{Field: "Body", Problem: "cannot be read: " + err.Error()})
	}
	request := r.Request
	*r = *with
	r.Request = request
	x.shown = r.GetStream()
	return nil
}

// adopt takes over a body that a middleware has set in place of x's.
func (x *exchange) adopt(r *smithyhttp.Request) error {
	replaced := r.GetStream()
	if !x.chain.foreign || replaced == x.shown {
		return nil
	}
	x.shown, x.hasBody = replaced, true
	var length *int64
	if _, known, err := r.StreamLength(); err == nil && !known && r.ContentLength >= 0 {
		length = &r.ContentLength
	}
	if err := x.upload.Prepare(replaced, length); err != nil {
		return x.bodyError(err)
	}
	r.ContentLength = x.upload.Length()
	return nil
}

// plan sets the headers that belong to the body, and what is signed of it.
func (x *exchange) plan(ctx context.Context, r *smithyhttp.Request) error {
	c, spec := x.client, x.op.spec
	signed := !spec.Unsigned && !c.anonymous && c.chunks != nil
	if !x.hasBody {
		if signed {
			x.hash = signer.EmptyPayload
		}
		return nil
	}
	if x.chain.foreign {
		x.snapshot.take(r)
	}
	var err error
	x.hash, err = x.upload.Plan(ctx, r.Header, body.Policy{
		TLS: r.IsHTTPS(), Signed: signed, MD5: spec.ContentMD5,
		CRC32: c.checksum == "CRC32" && !x.encoder.HasData && spec.Name != rawName,
	})
	switch {
	case err == nil:
	case ctx.Err() != nil:
		return &unsent{err}
	default:
		return x.bodyError(err)
	}
	if x.chain.foreign {
		x.planned = x.snapshot.changes(r)
	}
	if x.upload.WireLength() > expectAbove {
		x.setHeader(r.Header, "Expect", "100-continue")
	}
	return nil
}

// replan plans anew for a body that a middleware has replaced after the plan.
func (x *exchange) replan(ctx context.Context, r *smithyhttp.Request) error {
	if !x.chain.foreign || r.GetStream() == x.shown {
		return nil
	}
	for _, line := range x.planned {
		if line.values == nil {
			delete(r.Header, line.name)
		} else {
			r.Header[line.name] = line.values
		}
	}
	if err := x.adopt(r); err != nil {
		return err
	}
	return x.plan(ctx, r)
}

// openBody gives sent the body for one attempt.
func (x *exchange) openBody(ctx context.Context, r *smithyhttp.Request, sent *http.Request) (*http.Request, error) {
	if x.chain.foreign && r.GetStream() != x.shown {
		// Replaced for this attempt alone, behind the signature's back: it is
		// sent as aws-sdk-go-v2 would send it, and not again.
		x.spent = true
		return r.Build(ctx), nil
	}
	if !x.hasBody {
		return sent, nil
	}
	opened, err := x.upload.Open(ctx)
	if err != nil {
		return nil, &unsent{err}
	}
	sent.Body, sent.ContentLength = opened, x.upload.WireLength()
	if x.upload.InMemory() {
		sent.GetBody = x.upload.GetBody
	}
	return sent, nil
}

// signChunks prepares the signatures within a body that is sent in chunks.
func (x *exchange) signChunks(r *http.Request, p signer.Params) error {
	if x.hash != signer.StreamingSigned {
		return nil
	}
	chunks, err := x.client.chunks.ChunkSigner(r, p)
	if err == nil {
		x.upload.SignChunks(chunks)
	}
	return err
}

// isBodySpent reports whether there is a body that cannot be sent again.
func (x *exchange) isBodySpent() bool {
	return x.spent || x.hasBody && (x.upload.Err() != nil || !x.upload.Rewindable())
}

// releaseBody returns when nothing reads the caller's reader any more.
func (x *exchange) releaseBody() {
	if !x.hasBody || x.upload.InMemory() {
		return
	}
	ctx, cancel := context.WithTimeout(x.scope.Context, letGo)
	defer cancel()
	_ = x.upload.Wait(ctx) // a Read that does not return is the caller's own
}

// caused is an error whose text tells its cause already.
type caused struct {
	error

	cause error
}

func (c *caused) Unwrap() []error {
	if c.cause == nil {
		return []error{c.error}
	}
	return []error{c.error, c.cause}
}
