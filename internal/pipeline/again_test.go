// SPDX-License-Identifier: Apache-2.0

package pipeline_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/service"
)

// twice runs a call again when it failed.
func twice(next bucket.Handler) bucket.Handler {
	return func(ctx context.Context, c *bucket.Call) (any, error) {
		out, err := next(ctx, c)
		if err != nil {
			out, err = next(ctx, c)
		}
		return out, err
	}
}

// twiceInitialize is twice as a smithy middleware.
func twiceInitialize(stack *middleware.Stack) error {
	return stack.Initialize.Add(middleware.InitializeMiddlewareFunc("Twice", func(ctx context.Context, in middleware.InitializeInput, next middleware.InitializeHandler) (middleware.InitializeOutput, middleware.Metadata, error) {
		out, md, err := next.HandleInitialize(ctx, in)
		if err != nil {
			out, md, err = next.HandleInitialize(ctx, in)
		}
		return out, md, err
	}), middleware.Before)
}

func TestACallThatIsRunAgainSendsItsWholeBody(t *testing.T) {
	t.Parallel()
	for name, option := range map[string]service.Option{
		"by an interceptor": service.WithInterceptor(twice),
		"by a middleware":   service.WithAPIOptions(twiceInitialize),
	} {
		for _, size := range []int{10, 100 << 10} {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				b, s := play(t, []answer{fault(403, "AccessDenied"), reply(200, "")}, option)
				if err := put(t.Context(), b, strings.Repeat("x", size)); err != nil {
					t.Fatal(err)
				}
				if got := len(s.requests()[1].Body); got != size {
					t.Errorf("the second run sent %d bytes of %d", got, size)
				}
			})
		}
	}
}

func TestACallThatIsRunAgainRefusesABodyThatCannotBeRewound(t *testing.T) {
	t.Parallel()
	b, s := play(t, []answer{fault(403, "AccessDenied"), reply(200, "")}, service.WithInterceptor(twice))
	_, err := b.PutObject(t.Context(), &bucket.PutObjectInput{Key: "cat", ContentLength: new(int64(4)), Body: io.MultiReader(strings.NewReader("meow"))})
	input, ok := errors.AsType[*bucket.InputError](err)
	if !ok || input.Fields[0].Field != "Body" || len(s.requests()) != 1 {
		t.Errorf("got %v after %d requests", err, len(s.requests()))
	}
}

func TestHeadersSetBeforeTheSerializerAreSent(t *testing.T) {
	t.Parallel()
	b, s := play(t, []answer{reply(200, "")}, service.WithAPIOptions(func(stack *middleware.Stack) error {
		return stack.Serialize.Add(middleware.SerializeMiddlewareFunc("Trace", func(ctx context.Context, in middleware.SerializeInput, next middleware.SerializeHandler) (middleware.SerializeOutput, middleware.Metadata, error) {
			in.Request.(*smithyhttp.Request).Header.Set("X-Trace", "1")
			return next.HandleSerialize(ctx, in)
		}), middleware.Before)
	}))
	if _, err := b.HeadObject(t.Context(), &bucket.HeadObjectInput{Key: "cat"}); err != nil {
		t.Fatal(err)
	}
	if got := s.requests()[0].Header.Get("X-Trace"); got != "1" {
		t.Errorf("X-Trace is %q", got)
	}
}

func TestARequestIDIsInTheMetadata(t *testing.T) {
	t.Parallel()
	var id string
	b, _ := play(t, []answer{reply(200, "")}, service.WithAPIOptions(func(stack *middleware.Stack) error {
		return stack.Deserialize.Add(middleware.DeserializeMiddlewareFunc("Watch", func(ctx context.Context, in middleware.DeserializeInput, next middleware.DeserializeHandler) (middleware.DeserializeOutput, middleware.Metadata, error) {
			out, md, err := next.HandleDeserialize(ctx, in)
			id, _ = awsmiddleware.GetRequestIDMetadata(md)
			return out, md, err
		}), middleware.Before)
	}))
	if _, err := b.HeadObject(t.Context(), &bucket.HeadObjectInput{Key: "cat"}); err != nil || id != "REQ1" {
		t.Errorf("the id is %q, the error %v", id, err)
	}
}

// counted is a body that says when it is first closed.
type counted struct {
	io.Reader

	open   *atomic.Int32
	closed atomic.Bool
}

func (c *counted) Close() error {
	if !c.closed.Swap(true) {
		c.open.Add(-1)
	}
	return nil
}

func TestABodyIsClosedWhenAMiddlewareTurnsItsAnswerIntoAnError(t *testing.T) {
	t.Parallel()
	var left atomic.Int32
	counting := func(r *http.Request) (*http.Response, error) {
		left.Add(1)
		resp, err := reply(200, "<x/>")(r)
		resp.Body = &counted{Reader: resp.Body, open: &left}
		return resp, err
	}
	b, s := play(t, []answer{counting}, service.WithAPIOptions(func(stack *middleware.Stack) error {
		return stack.Deserialize.Add(middleware.DeserializeMiddlewareFunc("Inject", func(ctx context.Context, in middleware.DeserializeInput, next middleware.DeserializeHandler) (middleware.DeserializeOutput, middleware.Metadata, error) {
			out, md, err := next.HandleDeserialize(ctx, in)
			return out, md, errors.Join(err, &smithyhttp.RequestSendError{Err: errors.New("injected")})
		}), middleware.After)
	}), service.WithRetryer(retry.NewStandard(func(o *retry.StandardOptions) {
		o.Backoff = retry.BackoffDelayerFunc(func(int, error) (time.Duration, error) { return 0, nil })
	})))
	if _, err := b.GetCORS(t.Context(), nil); err == nil {
		t.Error("GetCORS: no error")
	}
	if _, err := get(t.Context(), b); err == nil {
		t.Error("GetObject: no error")
	}
	if n := left.Load(); n != 0 || len(s.requests()) != 6 {
		t.Errorf("%d bodies are open after %d requests", n, len(s.requests()))
	}
}

func TestARefusalThatHappensToNameARegionIsNoRedirect(t *testing.T) {
	t.Parallel()
	b, s := play(t, []answer{
		reply(400, "<Error><Code>InvalidArgument</Code></Error>", "X-Amz-Bucket-Region: zone-b"), reply(200, ""),
	})
	err := put(t.Context(), b, "meow")
	if e, ok := errors.AsType[*bucket.Error](err); !ok || e.Code != "InvalidArgument" {
		t.Errorf("got %v", err)
	}
	if _, err := b.HeadObject(t.Context(), &bucket.HeadObjectInput{Key: "cat"}); err != nil {
		t.Error(err)
	}
	for _, r := range s.requests() {
		if strings.Contains(r.Header.Get("Authorization"), "zone-b") {
			t.Error("a request is signed for the other region")
		}
	}
}

func TestANilRetryerInsideAnInterfaceIsTheStandardPolicy(t *testing.T) {
	t.Parallel()
	b, _ := play(t, []answer{reply(200, "")}, service.WithRetryer(aws.Retryer((*retry.Standard)(nil))))
	if err := put(t.Context(), b, "meow"); err != nil {
		t.Error(err)
	}
}
