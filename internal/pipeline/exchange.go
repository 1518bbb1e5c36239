// SPDX-License-Identifier: Apache-2.0

package pipeline

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"time"

	smithyhttp "github.com/aws/smithy-go/transport/http"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/internal/body"
	"github.com/seed-40dc4ce0/pail/internal/call"
	"github.com/seed-40dc4ce0/pail/internal/wire"
)

// exchange is one call on its way through a chain. Everything that a call
// needs lives in this one struct, so that a call costs one allocation for it;
// it belongs to one goroutine and is not used again.
type exchange struct {
	scope    scope
	client   *Client
	op       *operation
	inv      *call.Invocation
	chain    *chain
	bucket   string
	place    *place // where the bucket is, as far as is known
	attempts int    // how often the request was sent

	moved     bool   // place is another than at first
	elsewhere string // the region that the last answer named

	offset   time.Duration // of the clock, when the request was signed
	behind   time.Duration // what that clock lacked, by the answer's Date; 0 if it was not the reason
	adjusted bool          // the request was signed again for that

	values [4]string
	used   int // of values

	encoder  wire.Encoder
	request  smithyhttp.Request
	http     http.Request // what request begins with
	url      url.URL
	target   string // the URL, without user and secrets, for people
	snapshot snapshot

	upload  body.Upload
	hasBody bool
	hash    string       // what the signature says of the body
	cause   error        // why the body cannot be read
	shown   io.Reader    // the body as middlewares see it
	planned []headerLine // what the plan for the body changed; nil values: added
	spent   bool         // a middleware's body, which cannot be sent again

	response smithyhttp.Response
	decoder  wire.Decoder
	unread   unread
	download *body.Download
}

// scope is the context of a call: the caller's, beneath what the chain's
// middlewares look up. The operation's own values come first, as they would if
// the call had wrapped the caller's context in them, but they were put into
// base once, when the client was made.
type scope struct {
	context.Context

	base context.Context
	x    *exchange
}

type exchangeKey struct{}

// Value implements [context.Context].
func (s *scope) Value(key any) any {
	if _, ok := key.(exchangeKey); ok {
		return s.x
	}
	if v := s.base.Value(key); v != nil {
		return v
	}
	return s.Context.Value(key)
}

// exchangeOf is the exchange that ctx belongs to. A middleware that hands on a
// context which does not descend from its own has lost it.
func exchangeOf(ctx context.Context) (*exchange, error) {
	x, ok := ctx.Value(exchangeKey{}).(*exchange)
	if !ok {
		return nil, errors.New("a middleware replaced the context by one that does not descend from the call's")
	}
	return x, nil
}

// newExchange begins the call inv of op.
func (c *Client) newExchange(ctx context.Context, op *operation, inv *call.Invocation, ch *chain) *exchange {
	x := &exchange{client: c, op: op, inv: inv, chain: ch, bucket: inv.Bucket}
	x.scope = scope{Context: ctx, base: op.values, x: x}
	x.http = *(&http.Request{
		URL: &x.url, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
	}).WithContext(&x.scope)
	x.request.Request = &x.http
	if ch.foreign {
		x.request.Header = make(http.Header)
	}
	return x
}

// requestOf is the HTTP request in a step's input, which every middleware may
// have replaced.
func requestOf(in any) (*smithyhttp.Request, error) {
	r, ok := in.(*smithyhttp.Request)
	if !ok || r == nil || r.Request == nil || r.URL == nil {
		return nil, errors.New("a middleware replaced the request by something that is no *smithyhttp.Request")
	}
	return r, nil
}

// inputError is an InputError of this call.
func (x *exchange) inputError(fields ...bucket.FieldError) *bucket.InputError {
	return &bucket.InputError{
		Op: x.op.spec.Name, Provider: x.client.provider.ID,
		Bucket: x.bucket, Key: x.encoder.Key(), Fields: fields,
	}
}

// transportError is a TransportError of this call.
func (x *exchange) transportError(err error) *bucket.TransportError {
	return &bucket.TransportError{
		Op: x.op.spec.Name, Provider: x.client.provider.ID,
		Bucket: x.bucket, Key: x.encoder.Key(), Attempts: x.attempts,
		Method: x.request.Method, Host: x.url.Host, Err: err,
	}
}
