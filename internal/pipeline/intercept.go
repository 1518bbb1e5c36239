// SPDX-License-Identifier: Apache-2.0

package pipeline

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/internal/call"
)

// invocationKey finds the invocation behind a call that went through
// interceptors, which see a bucket.Call only.
type invocationKey struct{}

// intercept wraps run in interceptors, the first outermost.
func (c *Client) intercept(interceptors []bucket.Interceptor) {
	var h bucket.Handler = c.intercepted
	for _, wrap := range slices.Backward(interceptors) {
		if wrap != nil {
			h = wrap(h)
			c.handler = h
		}
	}
}

// intercepted is the innermost handler.
func (c *Client) intercepted(ctx context.Context, seen *bucket.Call) (any, error) {
	if seen == nil {
		return nil, errors.New("an interceptor passed on a nil call")
	}
	inv, ok := ctx.Value(invocationKey{}).(*call.Invocation)
	if !ok {
		return nil, fmt.Errorf("%s: an interceptor replaced the context by one that does not descend from the call's", seen.Operation)
	}
	if seen.Operation != inv.Operation {
		return nil, fmt.Errorf("%s: an interceptor turned the operation into %q: call that one instead", inv.Operation, seen.Operation)
	}
	if err := replaceable(inv.Input, seen.Input); err != nil {
		return nil, fmt.Errorf("%s: %w", inv.Operation, err)
	}
	changed := *inv
	changed.Bucket, changed.Input = seen.Bucket, seen.Input
	return c.run(ctx, &changed)
}

// replaceable reports whether got can stand for was, the input that the typed
// method was called with.
func replaceable(was, got any) error {
	t := reflect.TypeOf(was)
	if reflect.TypeOf(got) != t || t.Kind() == reflect.Pointer && reflect.ValueOf(got).IsNil() {
		return fmt.Errorf("the input was replaced by a %T; a non-nil %T is needed", got, was)
	}
	return nil
}
