// SPDX-License-Identifier: Apache-2.0

package pipeline

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/http"
	"reflect"
	"strconv"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"

	"github.com/seed-40dc4ce0/pail/bucket"
)

// retryer is the policy of a client: the user's own, or the standard one of
// aws-sdk-go-v2 with attempts (0 is its 3) that also knows our errors.
func retryer(own aws.Retryer, attempts int) aws.RetryerV2 {
	if v := reflect.ValueOf(own); v.Kind() == reflect.Pointer && v.IsNil() {
		own = nil
	}
	switch own := own.(type) {
	case nil:
	case aws.RetryerV2:
		return own
	default:
		return firstVersion{own}
	}
	return retry.NewStandard(func(o *retry.StandardOptions) {
		if attempts > 0 {
			o.MaxAttempts = attempts
		}
		// First, because what follows would have the whole text of every
		// refusal written to look for words in it.
		o.Retryables = append([]retry.IsErrorRetryable{retry.IsErrorRetryableFunc(judge)}, o.Retryables...)
	})
}

// firstVersion makes an aws.Retryer of before GetAttemptToken a RetryerV2.
type firstVersion struct{ aws.Retryer }

func (f firstVersion) GetAttemptToken(context.Context) (func(error) error, error) {
	return f.GetInitialToken(), nil
}

// judge is the standard policy's opinion of answers: those that it would try
// again by status or code, any other throttling, and a failure inside a success
// unless its code means something definite. Of an answer that could not be read
// to its end the connection's error decides, and of all else what follows.
func judge(err error) aws.Ternary {
	e := answered(err)
	if e == nil {
		return aws.UnknownTernary
	}
	_, status := retry.DefaultRetryableHTTPStatusCodes[e.StatusCode]
	_, code := retry.DefaultRetryableErrorCodes[e.Code]
	_, throttle := retry.DefaultThrottleErrorCodes[e.Code]
	switch {
	case status, code, throttle, errors.Is(e, bucket.ErrThrottled):
		return aws.TrueTernary
	case e.StatusCode > 299:
		return aws.FalseTernary
	case e.Code != "" && e.Err == nil:
		return aws.TrueTernary
	}
	return aws.UnknownTernary
}

// answered is the answer that err is or wraps, nil if there is none.
func answered(err error) *bucket.Error {
	e, _ := errors.AsType[*bucket.Error](err)
	return e
}

// isPermanent says which failures to get an answer another attempt cannot
// mend, whatever the policy says of connection errors in general.
func isPermanent(err error) bool {
	if answered(err) != nil {
		return false
	}
	return is[*unsent](err) || is[*tls.CertificateVerificationError](err) || is[tls.RecordHeaderError](err) ||
		is[tls.AlertError](err) || errors.Is(err, http.ErrSchemeMismatch)
}

// is reports whether err is or wraps an error of type E.
func is[E error](err error) bool {
	_, ok := errors.AsType[E](err)
	return ok
}

// isUntouched reports whether the server cannot have acted on the request: it
// was never reached, or says that it declined.
func isUntouched(err error) bool {
	if op, ok := errors.AsType[*net.OpError](err); ok && op.Op == "dial" {
		return true
	}
	return errors.Is(err, bucket.ErrThrottled)
}

// longestRetryAfter bounds how long a server can make a call wait.
const longestRetryAfter = 20 * time.Second

// retryAfter is what the answer behind err asks a client to wait: RFC 9110,
// 10.2.3.
func retryAfter(err error, now time.Time) time.Duration {
	e := answered(err)
	if e == nil {
		return 0
	}
	text := e.Response.Header.Get("Retry-After")
	if seconds, err := strconv.ParseUint(text, 10, 31); err == nil {
		return min(time.Duration(seconds)*time.Second, longestRetryAfter)
	}
	if at, err := http.ParseTime(text); err == nil {
		return min(max(at.Sub(now), 0), longestRetryAfter)
	}
	return 0
}

// sleep waits for d or for the end of ctx, whose error it returns.
func sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
