// SPDX-License-Identifier: Apache-2.0

package rest

import (
	"context"
	"errors"
	"fmt"
	"net/http"
)

// Operation is one operation of a generated client: how its input is written and
// its answers are read.
type Operation[I, O any] struct {
	// Name is the operation's in the model.
	Name string
	// Encode writes the request.
	Encode func(*Encoder, *I)
	// Decode reads an answer that is a success; nil reads nothing.
	Decode func(*Decoder, *O)
	// Failure reads the modelled error of this code, and gives nil if the model has
	// none. It may be nil.
	Failure func(code string, d *Decoder) error
	// Refusal reads what an error says of itself; what it does not say is "". Nil
	// reads it as restXml has it.
	Refusal func(header http.Header, body []byte) (code, message, requestID string)
}

// documentLimit bounds, in bytes, a document that is an answer.
const documentLimit = 64 << 20

// Invoke runs one operation: it sends the request once and reads the answer. A nil in
// is an empty one. The result is non-nil exactly when the error is nil.
//
// The error is an [*InputError] or a [*ConfigError] if nothing was sent, an [*Error]
// if the server refused, a [*BodyError] or a [*HeaderError] if its answer could not be
// read, and
// otherwise what the transport or [Config.Prepare] gave; errors.As finds each, and
// errors.Is the error of ctx if that ended the call.
//
// A streaming payload is never closed. It belongs to the call until Invoke returns, and
// is not read afterwards. A server may answer before it has the whole of it: it is read
// on while the answer is.
//
// A streaming answer is the caller's, who must close it. The payload belongs to the
// call, then, until the answer is closed, or a Read of it gives an error or [io.EOF].
func Invoke[I, O any](ctx context.Context, c *Client, op Operation[I, O], in *I, opts []Option) (*O, error) {
	if in == nil {
		in = new(I)
	}
	x := &exchange{operation: op.Name, failure: op.Failure, refusal: op.Refusal}
	if err := x.begin(ctx, c, opts); err != nil {
		return nil, err
	}
	if op.Encode != nil {
		op.Encode(&x.encoder, in)
	}
	answer, err := x.run()
	if err != nil {
		return nil, err
	}
	answer.Body = x.sent.holding(answer.Body)
	out := new(O)
	d := &Decoder{
		Status: answer.StatusCode, Head: answer.Header, Body: answer.Body, Limit: documentLimit,
		Strict: op.Refusal != nil, // clients of restXml always took a bad header for none
	}
	if op.Decode != nil {
		op.Decode(d, out)
	}
	if err := x.finish(d, answer); err != nil {
		return nil, err
	}
	return out, nil
}

// exchange is one call. It belongs to one goroutine.
type exchange struct {
	operation string
	failure   func(string, *Decoder) error
	refusal   func(http.Header, []byte) (code, message, requestID string)
	ctx       context.Context
	settings  *settings
	encoder   Encoder
	sent      *payload // nil until it is made, and if there is none
}

// begin makes the encoder ready.
func (x *exchange) begin(ctx context.Context, c *Client, opts []Option) error {
	if ctx == nil {
		return x.wrap(errors.New("the context is nil"))
	}
	s, err := c.with(opts)
	if err != nil {
		return x.wrap(err)
	}
	x.ctx, x.settings = ctx, s
	x.encoder.settings = s
	x.encoder.Reset(nil)
	return nil
}

// run sends the request and returns an answer that claims success, which may come
// while the payload is still being sent.
func (x *exchange) run() (answer *http.Response, err error) {
	defer func() {
		if answer == nil {
			x.sent.release()
		}
	}()
	u, err := x.encoder.target()
	if err != nil {
		return nil, x.wrap(err)
	}
	p, err := x.payload()
	if err != nil {
		return nil, err
	}
	x.sent = p
	r, err := x.request(u, p)
	if err != nil {
		return nil, x.wrap(err)
	}
	if prepare := x.settings.Prepare; prepare != nil {
		if err := prepare(r); err != nil {
			return nil, x.wrap(err)
		}
		if err := p.restore(r); err != nil {
			return nil, x.wrap(err)
		}
	}
	return x.send(r)
}

// send asks the transport. It is not asked through an http.Client, so that redirects
// are not followed and cookies not kept.
func (x *exchange) send(r *http.Request) (*http.Response, error) {
	answer, err := x.settings.Transport.RoundTrip(r)
	switch {
	case err != nil:
		if r.Body != nil {
			_ = r.Body.Close() // for transports that forget it
		}
		return nil, x.wrap(err)
	case answer == nil:
		return nil, x.wrap(errors.New("the transport returned neither an answer nor an error"))
	}
	if answer.Body == nil {
		answer.Body = http.NoBody
	}
	if answer.Header == nil {
		answer.Header = http.Header{}
	}
	if observe := x.settings.Observe; observe != nil {
		observe(answer.StatusCode, answer.Header.Clone())
	}
	if answer.StatusCode < 200 || answer.StatusCode > 299 {
		return nil, x.refused(answer)
	}
	return answer, nil
}

// finish ends the reading of an answer.
func (x *exchange) finish(d *Decoder, answer *http.Response) error {
	err := d.Finish()
	if err == nil && d.Fault == nil {
		return nil
	}
	_ = answer.Body.Close() // it may be a stream, which nobody gets now
	if d.Fault != nil {
		return x.tell(answer, d.Fault, d.First())
	}
	return x.wrap(err)
}

// wrap names the operation, and the end of the context if that is why the call failed.
func (x *exchange) wrap(err error) error {
	if x.ctx != nil {
		if ended := x.ctx.Err(); ended != nil && !errors.Is(err, ended) {
			err = fmt.Errorf("%w: %w", ended, err)
		}
	}
	return &callError{operation: x.operation, err: err}
}
