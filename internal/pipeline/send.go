// SPDX-License-Identifier: Apache-2.0

package pipeline

import (
	"context"
	"errors"
	"net/http"

	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// sender is the end of every chain: it gives the request to the transport. It
// asks a RoundTripper, not an http.Client: a redirect is an answer like any
// other, and there is no jar.
type sender struct{ client *Client }

func (s sender) HandleDeserialize(ctx context.Context, in middleware.DeserializeInput) (middleware.DeserializeOutput, middleware.Metadata, error) {
	var none middleware.DeserializeOutput
	x, err := exchangeOf(ctx)
	if err != nil {
		return none, middleware.Metadata{}, err
	}
	r, err := requestOf(in.Request)
	if err != nil {
		return none, middleware.Metadata{}, err
	}
	if r.URL.Host == "" || r.URL.Scheme == "" {
		return none, middleware.Metadata{}, errors.New("the request has no host: a middleware removed the step " + idEndpoint)
	}
	sent, err := x.outgoing(ctx, r)
	if err != nil {
		return none, middleware.Metadata{}, err
	}
	x.attempts++
	x.elsewhere = ""
	line := s.client.attemptLog(ctx, sent)
	resp, err := s.client.transport.RoundTrip(sent) //nolint:bodyclose // the deserializer's, or the caller's
	if err == nil && resp == nil {
		err = errors.New("the transport returned neither an answer nor an error")
	}
	line.done(x, resp, err)
	if err != nil {
		if sent.Body != nil {
			_ = sent.Body.Close() // for transports that forget it
		}
		return none, middleware.Metadata{}, x.sendError(ctx, err)
	}
	if resp.Body == nil {
		resp.Body = http.NoBody
	}
	if resp.Header == nil {
		resp.Header = http.Header{}
	}
	x.response.Response = resp
	var md middleware.Metadata
	if x.chain.foreign {
		awsmiddleware.SetRequestIDMetadata(&md, s.client.requestID(resp.Header))
	}
	return middleware.DeserializeOutput{RawResponse: &x.response}, md, nil
}

// outgoing is r as the transport gets it.
func (x *exchange) outgoing(ctx context.Context, r *smithyhttp.Request) (*http.Request, error) {
	sent := r.Request
	if ctx != context.Context(&x.scope) || sent.Context() != context.Context(&x.scope) {
		// A middleware has added to the context: a trace, a deadline.
		sent = sent.WithContext(ctx)
	}
	return x.openBody(ctx, r, sent)
}

// sendError is why there is no answer, in the words that retry policies and
// middlewares of aws-sdk-go-v2 know. The chain's errors are turned into ours
// when they leave it.
func (x *exchange) sendError(ctx context.Context, err error) error {
	if ctxErr := ctx.Err(); ctxErr != nil && !errors.Is(err, ctxErr) {
		err = &note{err: err, why: ctxErr, words: "the call was given up"}
	}
	return &smithyhttp.RequestSendError{Err: err}
}
