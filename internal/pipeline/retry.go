// SPDX-License-Identifier: Apache-2.0

package pipeline

import (
	"context"
	"errors"
	"net/http"

	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"github.com/seed-40dc4ce0/pail/bucket"
)

// retrier makes as many attempts as it takes, within what the policy, the
// context, the operation and the body allow. What follows it in the chain runs
// once for each attempt.
type retrier struct {
	client *Client
	op     *Operation
}

func (retrier) ID() string { return idRetry }

func (t retrier) HandleFinalize(ctx context.Context, in middleware.FinalizeInput, next middleware.FinalizeHandler) (middleware.FinalizeOutput, middleware.Metadata, error) {
	var none middleware.FinalizeOutput
	x, err := exchangeOf(ctx)
	if err != nil {
		return none, middleware.Metadata{}, err
	}
	r, err := requestOf(in.Request)
	if err != nil {
		return none, middleware.Metadata{}, err
	}
	if err := x.replan(ctx, r); err != nil {
		return none, middleware.Metadata{}, err
	}
	x.snapshot.take(r)
	repay := func(error) error { return nil }
	var last error
	for tries := 1; ; tries++ {
		out, md, err := t.attempt(ctx, in, next, repay)
		switch {
		case err == nil:
		case last != nil && is[*unsent](err):
			err = annotate(last, err, "no further attempt")
		case x.adjust(err), x.follow(err):
			last, tries = err, tries-1
			x.restart(r)
			continue
		default:
			last = err
			if repay, err = t.again(ctx, x, tries, err); repay != nil {
				x.restart(r)
				continue
			}
		}
		x.settle(err)
		return out, md, x.advise(err)
	}
}

// restart makes r ready for another attempt, where the bucket is by now.
func (x *exchange) restart(r *smithyhttp.Request) {
	x.snapshot.restore(r)
	if x.moved {
		r.URL.Host = x.place.host
		x.describe(r.URL)
	}
}

// attempt makes one attempt. repay gives back, if it succeeds, what the policy
// charged for making it.
func (t retrier) attempt(ctx context.Context, in middleware.FinalizeInput, next middleware.FinalizeHandler, repay func(error) error) (middleware.FinalizeOutput, middleware.Metadata, error) {
	if err := ctx.Err(); err != nil {
		return middleware.FinalizeOutput{}, middleware.Metadata{}, &unsent{err}
	}
	release, err := t.client.retryer.GetAttemptToken(ctx)
	if err != nil {
		return middleware.FinalizeOutput{}, middleware.Metadata{}, &unsent{err}
	}
	out, md, err := next.HandleFinalize(ctx, in)
	if x, lost := exchangeOf(ctx); lost == nil && err != nil && x.response.Response != nil {
		_ = x.response.Body.Close() // nobody will read it
	}
	// The tokens concern later calls. A policy that cannot take them back must
	// not spoil this one.
	_ = repay(err)
	if release != nil {
		_ = release(err)
	}
	return out, md, err
}

// again decides whether err, of the attempt number tries, calls for another,
// and waits for its time. repay is nil if there is to be none; why is then
// what the call ends with.
func (t retrier) again(ctx context.Context, x *exchange, tries int, err error) (repay func(error) error, why error) {
	policy := t.client.retryer
	limit := policy.MaxAttempts()
	switch {
	case ctx.Err() != nil, isPermanent(err), x.isBodySpent():
		return nil, err
	case (x.encoder.Once || !t.op.idempotent(x.snapshot.request.Method)) && !isUntouched(err):
		return nil, err
	case !policy.IsErrorRetryable(err), limit > 0 && tries >= limit:
		return nil, x.doubt(tries, err)
	}
	if repay, why = policy.GetRetryToken(ctx, err); why != nil {
		return nil, annotate(err, why, "no further attempt")
	}
	if repay == nil {
		repay = func(error) error { return nil }
	}
	delay, why := policy.RetryDelay(tries, err)
	if why != nil {
		return nil, annotate(err, why, "no further attempt")
	}
	now, _ := t.client.clock.time()
	if why := sleep(ctx, max(delay, retryAfter(err, now))); why != nil {
		return nil, annotate(err, why, "while waiting for another attempt")
	}
	return repay, nil
}

// doubt says of a refusal that follows another attempt when that one may be
// its cause: a write whose condition no longer holds (the object that must not
// exist was created by it, the one that must not have changed was replaced),
// and the upload that is gone was completed by it.
func (x *exchange) doubt(tries int, err error) error {
	e := answered(err)
	if tries < 2 || e == nil {
		return err
	}
	if x.writes() && errors.Is(e, bucket.ErrPreconditionFailed) || errors.Is(e, bucket.ErrNoSuchUpload) {
		return annotate(err, nil, "an earlier attempt may have succeeded")
	}
	return err
}

// writes reports whether the operation changes anything.
func (x *exchange) writes() bool {
	switch x.snapshot.request.Method {
	case http.MethodGet, http.MethodHead, http.MethodOptions:
		return false
	}
	return true
}

// annotate adds to err, which ends the call, what happened after it.
func annotate(err, why error, words string) error {
	switch e := err.(type) { //nolint:errorlint // what a middleware has wrapped stays as it is
	case *bucket.Error:
		noted := *e
		noted.Err = &note{err: e.Err, why: why, words: words}
		return &noted
	case *smithyhttp.RequestSendError:
		return &smithyhttp.RequestSendError{Err: &note{err: e.Err, why: why, words: words}}
	}
	return &note{err: err, why: why, words: words}
}

// note is an error and what came of it.
type note struct {
	err   error // may be nil
	why   error // may be nil
	words string
}

func (n *note) Error() string {
	s := n.words
	if n.why != nil {
		s += ": " + n.why.Error()
	}
	if n.err != nil {
		s = n.err.Error() + " (" + s + ")"
	}
	return s
}

func (n *note) Unwrap() []error {
	var errs []error
	for _, err := range []error{n.err, n.why} {
		if err != nil {
			errs = append(errs, err)
		}
	}
	return errs
}
