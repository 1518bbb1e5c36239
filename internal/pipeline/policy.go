// SPDX-License-Identifier: Apache-2.0

package pipeline

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/http"
	"strconv"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"

	"github.com/seed-40dc4ce0/pail/bucket"
)

// retryer is the policy of a client: the user's own, or the standard one of
// aws-sdk-go-v2 with attempts (0 is its 3) that also knows our errors.
func retryer(own aws.Retryer, attempts int) aws.RetryerV2 {
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
		o.Retryables = append(o.Retryables, retry.IsErrorRetryableFunc(isPassing))
	})
}

// firstVersion makes an aws.Retryer of before GetAttemptToken a RetryerV2.
type firstVersion struct{ aws.Retryer }

func (f firstVersion) GetAttemptToken(context.Context) (func(error) error, error) {
	return f.GetInitialToken(), nil
}

// isPassing says which answers may be different the next time, beside those
// whose status or code aws-sdk-go-v2 knows: any throttling, and a failure that
// a success status hides, unless its code means something definite.
func isPassing(err error) aws.Ternary {
	var e *bucket.Error
	switch {
	case !errors.As(err, &e):
		return aws.UnknownTernary
	case errors.Is(e, bucket.ErrThrottled):
		return aws.TrueTernary
	case e.StatusCode < 300 && e.Code != "" && e.Err == nil:
		return aws.TrueTernary
	}
	return aws.UnknownTernary
}

// isPermanent says which failures to get an answer another attempt cannot
// mend, whatever the policy says of connection errors in general.
func isPermanent(err error) bool {
	var certificate *tls.CertificateVerificationError
	var record tls.RecordHeaderError
	var alert tls.AlertError
	return errors.As(err, &certificate) || errors.As(err, &record) || errors.As(err, &alert) ||
		errors.Is(err, http.ErrSchemeMismatch)
}

// isUntouched reports whether the server cannot have acted on the request: it
// was never reached, or says that it declined.
func isUntouched(err error) bool {
	var op *net.OpError
	if errors.As(err, &op) && op.Op == "dial" {
		return true
	}
	return errors.Is(err, bucket.ErrThrottled)
}

// longestRetryAfter bounds how long a server can make a call wait.
const longestRetryAfter = 20 * time.Second

// retryAfter is what the answer behind err asks a client to wait: RFC 9110,
// 10.2.3.
func retryAfter(err error, now time.Time) time.Duration {
	var e *bucket.Error
	if !errors.As(err, &e) {
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
