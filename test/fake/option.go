// SPDX-License-Identifier: Apache-2.0

package fake

import (
	"context"
	"time"

	"github.com/seed-40dc4ce0/pail/bucket"
)

// Option configures a [Service].
type Option func(*Service)

// Hook sees every call before it is run, inputs that would be refused
// included. An error ends the call and is returned as it is; nil lets it run.
// It is called concurrently, and may use the service.
type Hook func(ctx context.Context, c *bucket.Call) error

// WithHook adds a [Hook], run after those that were added before:
//
//	fake.New("photos", fake.WithHook(func(_ context.Context, c *bucket.Call) error {
//		if c.Operation == "PutObject" {
//			return &bucket.Error{Op: c.Operation, StatusCode: 503, Code: "SlowDown", Err: bucket.ErrThrottled}
//		}
//		return nil
//	}))
func WithHook(h Hook) Option {
	return func(s *Service) { s.hooks = append(s.hooks, h) }
}

// WithClock replaces time.Now as the source of every time that the service
// writes down. Times are kept in whole seconds, as HTTP has them.
func WithClock(now func() time.Time) Option {
	return func(s *Service) { s.now = now }
}

// WithRegion sets the region that buckets are made in; the default is
// "us-east-1".
func WithRegion(region string) Option {
	return func(s *Service) { s.region = region }
}

// WithPageLimit makes listings give at most n entries a page, whatever is
// asked for, so that paging can be tested with few objects. The default, and
// the most, is 1,000.
func WithPageLimit(n int) Option {
	return func(s *Service) { s.pageLimit = min(max(n, 1), maxPage) }
}
