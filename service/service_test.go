// SPDX-License-Identifier: Apache-2.0

package service_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/smithy-go/middleware"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/config"
	"github.com/seed-40dc4ce0/pail/service"
)

// canned answers every request with one document.
type canned struct {
	status int
	body   string
	sent   []*http.Request
}

func (c *canned) RoundTrip(r *http.Request) (*http.Response, error) {
	c.sent = append(c.sent, r)
	return &http.Response{
		StatusCode: c.status, Header: http.Header{}, Request: r,
		Body: io.NopCloser(strings.NewReader(c.body)), ContentLength: int64(len(c.body)),
	}, nil
}

func settings(t http.RoundTripper) config.Config {
	return config.Config{
		Provider: "s3", Endpoint: "https://store.example/base", Region: "eu-test-1",
		Credentials: config.Static("id", "secret", ""), Transport: t,
	}
}

func TestNewRefusesBadConfigurations(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*config.Config){
		"no provider":         func(c *config.Config) { c.Provider = "" },
		"an unknown provider": func(c *config.Config) { c.Provider = "s4" },
		"a bad endpoint":      func(c *config.Config) { c.Endpoint = "store.example/?x" },
		"several things":      func(c *config.Config) { c.Endpoint, c.Addressing = "ftp://x", "sideways" },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cfg := settings(nil)
			change(&cfg)
			svc, err := service.New(cfg)
			var bad *config.Error
			if svc != nil || !errors.As(err, &bad) {
				t.Errorf("got %v, %v", svc, err)
			}
		})
	}
}

func TestListBuckets(t *testing.T) {
	t.Parallel()
	c := &canned{status: http.StatusOK, body: "<ListAllMyBucketsResult><Buckets><Bucket><Name>photos</Name></Bucket></Buckets></ListAllMyBucketsResult>"}
	svc, err := service.New(settings(c), nil)
	if err != nil {
		t.Fatal(err)
	}
	out, err := svc.ListBuckets(t.Context(), nil)
	if err != nil || len(out.Buckets) != 1 || out.Buckets[0].Name != "photos" {
		t.Errorf("got %+v, %v", out, err)
	}
	if r := c.sent[0]; r.Method != http.MethodGet || r.URL.String() != "https://store.example/base/" {
		t.Errorf("sent %s %s", r.Method, r.URL)
	}
	if name := svc.Bucket("photos").Name(); name != "photos" {
		t.Errorf("the bucket is called %q", name)
	}
}

func TestOptionsAddUp(t *testing.T) {
	t.Parallel()
	var order []string
	intercept := func(name string) bucket.Interceptor {
		return func(next bucket.Handler) bucket.Handler {
			return func(ctx context.Context, c *bucket.Call) (any, error) {
				order = append(order, name)
				return next(ctx, c)
			}
		}
	}
	alter := func(name string) func(*middleware.Stack) error {
		return func(s *middleware.Stack) error {
			return s.Initialize.Add(middleware.InitializeMiddlewareFunc(name, func(ctx context.Context, in middleware.InitializeInput, next middleware.InitializeHandler) (middleware.InitializeOutput, middleware.Metadata, error) {
				order = append(order, name)
				return next.HandleInitialize(ctx, in)
			}), middleware.After)
		}
	}
	c := &canned{status: http.StatusServiceUnavailable}
	svc, err := service.New(settings(c),
		service.WithInterceptor(intercept("a")), service.WithAPIOptions(alter("c")), nil,
		service.WithInterceptor(intercept("b"), nil), service.WithAPIOptions(nil, alter("d")),
		service.WithRetryer(aws.NopRetryer{}), service.WithLogger(nil))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := svc.Bucket("photos").Head(t.Context(), nil); err == nil || len(c.sent) != 1 {
		t.Errorf("got %v after %d requests", err, len(c.sent))
	}
	if got := strings.Join(order, ""); got != "abcd" {
		t.Errorf("order %s", got)
	}
	broken := errors.New("broken")
	if _, err := service.New(settings(c), service.WithAPIOptions(func(*middleware.Stack) error { return broken })); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
}

func TestZeroServiceAnswersWithAnError(t *testing.T) {
	t.Parallel()
	var svc service.Service
	if _, err := svc.ListBuckets(t.Context(), nil); err == nil {
		t.Error("no error")
	}
	if _, err := svc.Bucket("photos").Head(t.Context(), nil); err == nil {
		t.Error("no error")
	}
}
