// SPDX-License-Identifier: Apache-2.0

package pipeline

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/config"
	"github.com/seed-40dc4ce0/pail/internal/body"
	"github.com/seed-40dc4ce0/pail/internal/call"
	"github.com/seed-40dc4ce0/pail/signer"
)

var _ call.Presigner = (*Client)(nil)

// Presign makes the request of inv for somebody else to send. The operation's
// encoder writes it and the scheme signs it; the chain has no part in it, for
// most of what its steps add (a user agent, checksums, retries) is for whoever
// sends, and what a middleware would add its users could not know.
func (c *Client) Presign(ctx context.Context, inv *call.Invocation, expires time.Duration) (call.Presigned, error) {
	op, ok := c.operations[inv.Operation]
	if !ok {
		return call.Presigned{}, c.unknown(inv.Operation)
	}
	x := c.newExchange(ctx, op, inv, op.chain)
	if op.spec.ServiceLevel {
		x.bucket = ""
	}
	out, err := x.presign(ctx, expires)
	if err != nil {
		return call.Presigned{}, x.public(err)
	}
	return out, nil
}

func (x *exchange) presign(ctx context.Context, expires time.Duration) (call.Presigned, error) {
	var none call.Presigned
	if x.op.spec.Unsigned {
		return none, x.inputError(bucket.FieldError{Field: "input", Problem: "is a preflight, which browsers send unsigned, " +
			"so that there is nothing to presign: ask with Bucket.Preflight or Bucket.OptionsObject"})
	}
	if err := x.compose(ctx, expires); err != nil {
		return none, err
	}
	if err := ctx.Err(); err != nil {
		return none, &unsent{err}
	}
	if x.client.anonymous {
		return none, &unsent{fmt.Errorf("%w to presign with: the client is anonymous; "+
			"set Config.Credentials to config.Static(id, secret, token)", config.ErrNoCredentials)}
	}
	p, err := x.presigner(ctx, expires)
	if err != nil {
		return none, err
	}
	r := x.request.Request
	signed, err := x.client.scheme.Presign(ctx, r, p, expires)
	if err != nil {
		return none, &unsent{err}
	}
	for name, values := range r.Header {
		// Not every scheme can cover every header. What the input says is
		// said all the same.
		if _, ok := signed.Header[name]; !ok {
			signed.Header[name] = values
		}
	}
	out := call.Presigned{Method: r.Method, URL: signed.URL, Header: signed.Header, Expires: signed.Expires}
	if x.encoder.HasData {
		out.Body = x.encoder.Data
	}
	return out, nil
}

// compose writes the input into the request, and reports everything that is
// wrong with it, and with expires, at once.
func (x *exchange) compose(ctx context.Context, expires time.Duration) error {
	e := &x.encoder
	x.write(x.inv.Input)
	switch {
	case expires < time.Second:
		e.Fail("expires", "must be a second at least")
	case expires > signer.MaxPresign:
		e.Fail("expires", "must be 7 days at most, which is as long as a presigned URL can live")
	}
	if e.Body != nil {
		e.Fail("Body", "is no part of a presigned request: leave it nil, whoever sends the request brings it")
	}
	if n := e.ContentLength; n != nil {
		e.Head.Set("Content-Length", strconv.FormatInt(*n, 10))
	}
	if err := x.issues(); err != nil {
		return err
	}
	if e.HasData {
		x.prepare()
		if _, err := x.upload.Plan(ctx, e.Head, body.Policy{MD5: x.op.spec.ContentMD5}); err != nil {
			return &unsent{err}
		}
	}
	x.request.Method, x.request.Header = e.Method, e.Head
	x.url.Path, x.url.RawPath = e.Path()
	x.url.RawQuery = e.RawQuery()
	x.url.Scheme = x.client.endpoint.scheme
	x.address(&x.url, x.place)
	// The URL stays as it was written: nothing decodes and escapes it again.
	x.url.Opaque, _, _ = strings.Cut(x.target[len(x.url.Scheme)+1:], "?")
	x.url.Path, x.url.RawPath = "", ""
	return nil
}

// presigner is what the signature covers beside the request, and whose it is:
// credentials that last as long as the URL.
func (x *exchange) presigner(ctx context.Context, expires time.Duration) (signer.Params, error) {
	x.hash = signer.UnsignedPayload
	p := x.params()
	var err error
	if p.Credentials, err = x.client.retrieve(ctx); err != nil {
		return p, &unsent{err}
	}
	if problem := outlives(p.Credentials, p.Time, expires); problem != "" {
		return p, x.inputError(bucket.FieldError{Field: "expires", Problem: problem})
	}
	return p, nil
}

// outlives says what is wrong with a URL that lives longer than the
// credentials that sign it: it would be refused before it expires.
func outlives(creds aws.Credentials, now time.Time, expires time.Duration) string {
	if !creds.CanExpire || !now.Add(expires).After(creds.Expires) {
		return ""
	}
	end := creds.Expires.UTC().Format(time.RFC3339)
	left := creds.Expires.Sub(now).Truncate(time.Second)
	if left < time.Second {
		return "cannot be kept: the credentials have expired at " + end + "; sign with new ones"
	}
	return fmt.Sprintf("must be %s at most, for the credentials expire at %s: ask for less, or sign with credentials that last longer", left, end)
}
