// SPDX-License-Identifier: Apache-2.0

package pipeline_test

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/service"
)

var (
	errRefused = &net.OpError{Op: "dial", Net: "tcp", Err: syscall.ECONNREFUSED}
	errReset   = &net.OpError{Op: "read", Net: "tcp", Err: syscall.ECONNRESET}
)

func TestWhatIsTriedAgain(t *testing.T) {
	t.Parallel()
	getting := func(ctx context.Context, b *bucket.Bucket) error { _, err := get(ctx, b); return err }
	putting := func(ctx context.Context, b *bucket.Bucket) error { return put(ctx, b, "meow") }
	streaming := func(ctx context.Context, b *bucket.Bucket) error {
		n := int64(4)
		_, err := b.PutObject(ctx, &bucket.PutObjectInput{Key: "cat", ContentLength: &n, Body: io.MultiReader(strings.NewReader("meow"))})
		return err
	}
	posting := func(ctx context.Context, b *bucket.Bucket) error {
		out, err := b.Do(ctx, bucket.RawRequest{Method: http.MethodPost, Key: "cat", Body: strings.NewReader("meow")})
		if err == nil {
			_ = out.Body.Close()
		}
		return err
	}
	appending := func(ctx context.Context, b *bucket.Bucket) error {
		_, err := b.PutObject(ctx, &bucket.PutObjectInput{Key: "cat", WriteOffsetBytes: new(int64(4)), Body: strings.NewReader("meow")})
		return err
	}
	listing := func(ctx context.Context, b *bucket.Bucket) error { _, err := b.ListObjects(ctx, nil); return err }
	deleting := func(ctx context.Context, b *bucket.Bucket) error {
		_, err := b.DeleteObjects(ctx, &bucket.DeleteObjectsInput{Objects: []bucket.ObjectIdentifier{{Key: "cat"}}})
		return err
	}
	ok := reply(200, "")
	for name, test := range map[string]struct {
		call     func(context.Context, *bucket.Bucket) error
		answers  []answer
		attempts int
		text     string // in the error, "" for none
	}{
		"success is not":                                      {getting, []answer{ok}, 1, ""},
		"a 500 is":                                            {getting, []answer{fault(500, "InternalError"), ok}, 2, ""},
		"a 503 without a body is":                             {getting, []answer{reply(503, ""), reply(503, ""), ok}, 3, ""},
		"a 502 in HTML is":                                    {getting, []answer{reply(502, "<html>"), ok}, 2, ""},
		"three times is the most":                             {getting, []answer{fault(500, "InternalError")}, 3, "500 Internal Server Error: InternalError: words (request id REQ1, 3 attempts)"},
		"a 400 by the name of SlowDown is":                    {getting, []answer{fault(400, "SlowDown"), ok}, 2, ""},
		"a 429 is":                                            {getting, []answer{reply(429, ""), ok}, 2, ""},
		"a 400 RequestTimeout is":                             {putting, []answer{fault(400, "RequestTimeout"), ok}, 2, ""},
		"a 404 is not":                                        {getting, []answer{fault(404, "NoSuchKey")}, 1, "NoSuchKey"},
		"a 403 is not":                                        {getting, []answer{fault(403, "AccessDenied")}, 1, "AccessDenied"},
		"a 501 is not":                                        {getting, []answer{fault(501, "NotImplemented")}, 1, "NotImplemented"},
		"a refused connection is":                             {getting, []answer{failure(errRefused), ok}, 2, ""},
		"a reset connection is":                               {putting, []answer{failure(errReset), ok}, 2, ""},
		"a connection that ends without an answer is":         {getting, []answer{failure(io.EOF), ok}, 2, ""},
		"a bad certificate is not":                            {getting, []answer{failure(&tls.CertificateVerificationError{Err: errors.New("unknown authority")})}, 1, "unknown authority"},
		"a server that speaks no TLS is not":                  {getting, []answer{failure(tls.RecordHeaderError{Msg: "first record does not look like a TLS handshake"})}, 1, "TLS handshake"},
		"a host that does not exist is not":                   {getting, []answer{failure(&net.OpError{Op: "dial", Err: &net.DNSError{Err: "no such host", Name: "x", IsNotFound: true}})}, 1, "no such host"},
		"a body that can be rewound is sent whole each time":  {putting, []answer{fault(503, "SlowDown"), failure(errReset), ok}, 3, ""},
		"a body that cannot be rewound is not sent again":     {streaming, []answer{fault(503, "SlowDown")}, 1, "SlowDown"},
		"a POST that nothing says is idempotent is not":       {posting, []answer{fault(500, "InternalError")}, 1, "InternalError"},
		"an append is not":                                    {appending, []answer{fault(500, "InternalError")}, 1, "InternalError"},
		"an append is, if it never left":                      {appending, []answer{failure(errRefused), ok}, 2, ""},
		"such a POST is, if it never left":                    {posting, []answer{failure(errRefused), ok}, 2, ""},
		"such a POST is, if it was turned away":               {posting, []answer{fault(503, "SlowDown"), ok}, 2, ""},
		"such a POST is not, if it may have arrived":          {posting, []answer{failure(errReset)}, 1, "connection reset"},
		"a POST that the spec says is idempotent is":          {deleting, []answer{fault(500, "InternalError"), reply(200, "<DeleteResult/>")}, 2, ""},
		"an InternalError inside a 200 is":                    {listing, []answer{fault(200, "InternalError"), reply(200, "<ListBucketResult/>")}, 2, ""},
		"a definite error inside a 200 is not":                {listing, []answer{fault(200, "AccessDenied")}, 1, "200 OK: AccessDenied"},
		"a document cut short is not":                         {listing, []answer{reply(200, "<ListBucketResult>")}, 1, "unexpected EOF"},
		"of an answer and no answer the last one is reported": {getting, []answer{failure(errReset), failure(errReset), fault(500, "InternalError")}, 3, "500 Internal Server Error"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				b, s := play(t, test.answers)
				err := test.call(t.Context(), b)
				if (err == nil) != (test.text == "") || err != nil && !strings.Contains(err.Error(), test.text) {
					t.Errorf("got %v, want %q", err, test.text)
				}
				sent := s.requests()
				if len(sent) != test.attempts {
					t.Errorf("%d attempts, want %d", len(sent), test.attempts)
				}
				var e *bucket.Error
				if errors.As(err, &e) && e.Response.Attempts != test.attempts {
					t.Errorf("the error says %d attempts", e.Response.Attempts)
				}
				var te *bucket.TransportError
				if errors.As(err, &te) && te.Attempts != test.attempts {
					t.Errorf("the error says %d attempts", te.Attempts)
				}
				for _, r := range sent[1:] {
					if diff := cmp.Diff(sent[0].Body, r.Body); diff != "" {
						t.Errorf("body (-first +later):\n%s", diff)
					}
				}
				for _, r := range sent {
					verify(t, r)
				}
			})
		})
	}
}

func TestAttemptsAreCountedOnSuccessToo(t *testing.T) {
	t.Parallel()
	b, _ := play(t, []answer{reply(503, ""), reply(200, "")}, service.WithRetryer(quick(3)))
	out, err := b.HeadObject(t.Context(), &bucket.HeadObjectInput{Key: "cat"})
	if err != nil || out.Response.Attempts != 2 {
		t.Errorf("got %+v, %v", out, err)
	}
}

func TestHowLongARetryWaits(t *testing.T) {
	t.Parallel()
	const policy = 3 * time.Second
	fixed := retry.NewStandard(func(o *retry.StandardOptions) {
		o.Backoff = retry.BackoffDelayerFunc(func(int, error) (time.Duration, error) { return policy, nil })
	})
	for name, test := range map[string]struct {
		header string
		want   time.Duration
	}{
		"as the policy says":                       {"", policy},
		"as the server says, if that is longer":    {"Retry-After: 7", 7 * time.Second},
		"as the policy says, if that is longer":    {"Retry-After: 1", policy},
		"at most 20 seconds for a server":          {"Retry-After: 86400", 20 * time.Second},
		"until the server's date":                  {"Retry-After: Sat, 01 Jan 2000 00:00:09 GMT", 9 * time.Second},
		"as the policy says, if the date is past":  {"Retry-After: Fri, 31 Dec 1999 00:00:09 GMT", policy},
		"as the policy says, if the header is odd": {"Retry-After: soon", policy},
		"as the policy says, if it is negative":    {"Retry-After: -5", policy},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				// A bubble's clock begins with the year 2000.
				b, _ := play(t, []answer{reply(503, "", test.header), reply(200, "")}, service.WithRetryer(fixed))
				began := time.Now()
				if _, err := get(t.Context(), b); err != nil {
					t.Fatal(err)
				}
				if took := time.Since(began); took != test.want {
					t.Errorf("waited %v, want %v", took, test.want)
				}
			})
		})
	}
}

func TestNothingIsTriedAfterTheContextEnded(t *testing.T) {
	t.Parallel()
	slow := retry.NewStandard(func(o *retry.StandardOptions) {
		o.Backoff = retry.BackoffDelayerFunc(func(int, error) (time.Duration, error) { return time.Hour, nil })
	})
	t.Run("while it waits, and the last answer is kept", func(t *testing.T) {
		t.Parallel()
		synctest.Test(t, func(t *testing.T) {
			b, s := play(t, []answer{fault(503, "SlowDown")}, service.WithRetryer(slow))
			ctx, cancel := context.WithTimeout(t.Context(), time.Second)
			defer cancel()
			_, err := get(ctx, b)
			var e *bucket.Error
			if !errors.As(err, &e) || !errors.Is(err, context.DeadlineExceeded) || !errors.Is(err, bucket.ErrThrottled) || len(s.requests()) != 1 {
				t.Errorf("got %v after %d requests", err, len(s.requests()))
			}
			if want := "while waiting for another attempt: context deadline exceeded"; !strings.Contains(err.Error(), want) {
				t.Errorf("got %v, want %q in it", err, want)
			}
		})
	})
	t.Run("while it waits, and the last failure is kept", func(t *testing.T) {
		t.Parallel()
		synctest.Test(t, func(t *testing.T) {
			b, _ := play(t, []answer{failure(errReset)}, service.WithRetryer(slow))
			ctx, cancel := context.WithTimeout(t.Context(), time.Second)
			defer cancel()
			_, err := get(ctx, b)
			var e *bucket.TransportError
			if !errors.As(err, &e) || !errors.Is(err, context.DeadlineExceeded) || !errors.Is(err, syscall.ECONNRESET) || e.Attempts != 1 {
				t.Errorf("got %v", err)
			}
		})
	})
	t.Run("before it began", func(t *testing.T) {
		t.Parallel()
		b, s := play(t, []answer{reply(200, "")})
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		_, err := get(ctx, b)
		var e *bucket.TransportError
		if !errors.As(err, &e) || !errors.Is(err, context.Canceled) || e.Attempts != 0 || len(s.requests()) != 0 {
			t.Errorf("got %v after %d requests", err, len(s.requests()))
		}
	})
	t.Run("during an attempt, whatever the transport says", func(t *testing.T) {
		t.Parallel()
		ctx, cancel := context.WithCancel(t.Context())
		b, s := play(t, []answer{func(*http.Request) (*http.Response, error) {
			cancel()
			return nil, errors.New("some words")
		}}, service.WithRetryer(quick(3)))
		_, err := get(ctx, b)
		if !errors.Is(err, context.Canceled) || !strings.Contains(err.Error(), "some words") || len(s.requests()) != 1 {
			t.Errorf("got %v after %d requests", err, len(s.requests()))
		}
	})
}

func TestARefusalAfterARetryMayBeItsOwnDoing(t *testing.T) {
	t.Parallel()
	const doubt = "an earlier attempt may have succeeded"
	create := func(ctx context.Context, b *bucket.Bucket) error {
		_, err := b.PutObject(ctx, &bucket.PutObjectInput{Key: "cat", Body: strings.NewReader("meow"), IfNoneMatch: "*"})
		return err
	}
	match := func(ctx context.Context, b *bucket.Bucket) error {
		_, err := b.PutObject(ctx, &bucket.PutObjectInput{Key: "cat", Body: strings.NewReader("meow"), IfMatch: `"a"`})
		return err
	}
	read := func(ctx context.Context, b *bucket.Bucket) error {
		_, err := b.GetObject(ctx, &bucket.GetObjectInput{Key: "cat", IfMatch: `"a"`})
		return err
	}
	complete := func(ctx context.Context, b *bucket.Bucket) error {
		_, err := b.Do(ctx, bucket.RawRequest{Method: http.MethodDelete, Key: "cat"})
		return err
	}
	for name, test := range map[string]struct {
		call    func(context.Context, *bucket.Bucket) error
		answers []answer
		is      error
		doubt   bool
	}{
		"a 412 to the first create-only attempt is what it says": {create, []answer{fault(412, "PreconditionFailed")}, bucket.ErrPreconditionFailed, false},
		"a 412 to a second create-only one is not":               {create, []answer{failure(errReset), fault(412, "PreconditionFailed")}, bucket.ErrPreconditionFailed, true},
		"a 412 to the first replacement is what it says":         {match, []answer{fault(412, "PreconditionFailed")}, bucket.ErrPreconditionFailed, false},
		"a 412 to the second one is not":                         {match, []answer{failure(errReset), fault(412, "PreconditionFailed")}, bucket.ErrPreconditionFailed, true},
		"a 412 to a second reading is what it says":              {read, []answer{failure(errReset), fault(412, "PreconditionFailed")}, bucket.ErrPreconditionFailed, false},
		"an upload gone at the first attempt is gone":            {complete, []answer{fault(404, "NoSuchUpload")}, bucket.ErrNoSuchUpload, false},
		"an upload gone at the second may be completed":          {complete, []answer{fault(500, "InternalError"), fault(404, "NoSuchUpload")}, bucket.ErrNoSuchUpload, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b, _ := play(t, test.answers, service.WithRetryer(quick(3)))
			err := test.call(t.Context(), b)
			if !errors.Is(err, test.is) || strings.Contains(fmt.Sprint(err), doubt) != test.doubt {
				t.Errorf("got %v", err)
			}
		})
	}
}

// budget is a policy whose tokens are counted.
type budget struct {
	aws.RetryerV2

	spent, repaid int
	refuse        error
}

func (b *budget) GetRetryToken(context.Context, error) (func(error) error, error) {
	if b.refuse != nil {
		return nil, b.refuse
	}
	b.spent++
	return func(err error) error {
		if err == nil {
			b.repaid++
		}
		return errors.New("not taken back, which is nobody's business")
	}, nil
}

func TestThePolicyIsPaidAndRepaid(t *testing.T) {
	t.Parallel()
	standard, ok := quick(4).(aws.RetryerV2)
	if !ok {
		t.Fatal("not a RetryerV2")
	}
	p := &budget{RetryerV2: standard}
	b, _ := play(t, []answer{reply(503, ""), reply(503, ""), reply(200, "")}, service.WithRetryer(p))
	if _, err := get(t.Context(), b); err != nil || p.spent != 2 || p.repaid != 1 {
		t.Errorf("spent %d, repaid %d, %v", p.spent, p.repaid, err)
	}
	p = &budget{RetryerV2: standard, refuse: errors.New("the budget is spent")}
	b, s := play(t, []answer{fault(503, "SlowDown")}, service.WithRetryer(p))
	_, err := get(t.Context(), b)
	if !errors.Is(err, bucket.ErrThrottled) || !errors.Is(err, p.refuse) || len(s.requests()) != 1 {
		t.Errorf("got %v after %d requests", err, len(s.requests()))
	}
}

func TestRetryersOfBeforeVersion2(t *testing.T) {
	t.Parallel()
	old := struct{ aws.Retryer }{quick(2)}
	b, s := play(t, []answer{reply(503, "")}, service.WithRetryer(old))
	if _, err := get(t.Context(), b); err == nil || len(s.requests()) != 2 {
		t.Errorf("got %v after %d requests", err, len(s.requests()))
	}
	b, s = play(t, []answer{reply(503, "")}, service.WithRetryer(aws.NopRetryer{}))
	if _, err := get(t.Context(), b); err == nil || len(s.requests()) != 1 {
		t.Errorf("got %v after %d requests", err, len(s.requests()))
	}
}

func TestConfiguredAttempts(t *testing.T) {
	t.Parallel()
	for attempts, want := range map[int]int{0: 3, 1: 1, 5: 5} {
		synctest.Test(t, func(t *testing.T) {
			s := &script{answers: []answer{reply(503, "")}}
			cfg := settings(s)
			cfg.MaxAttempts = attempts
			if _, err := get(t.Context(), open(t, cfg).Bucket("photos")); err == nil || len(s.requests()) != want {
				t.Errorf("MaxAttempts %d made %d: %v", attempts, len(s.requests()), err)
			}
		})
	}
}
