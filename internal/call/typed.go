// SPDX-License-Identifier: Apache-2.0

package call

import (
	"context"
	"fmt"
)

// Option changes the [Options] of one call. Package bucket's options are the
// only ones: nobody outside this module can name the argument.
type Option interface {
	// Apply writes the change into o.
	Apply(o *Options)
}

// Typed runs operation on client and gives its output the type that the
// operation promises. A nil in is an empty one, a nil option changes nothing.
//
// The result is non-nil exactly when the error is nil. A nil ctx, a nil
// client and an output that is not a non-nil *O are errors of their own,
// never a panic: they are mistakes in a program, and the text says which.
func Typed[I, O any, P Option](ctx context.Context, client Invoker, operation, bucket string, in *I, opts []P) (*O, error) {
	if ctx == nil {
		return nil, fmt.Errorf("%s: the context is nil: pass context.Background() if there is none", operation)
	}
	if client == nil {
		return nil, fmt.Errorf("%s: no client: take the bucket from service.Service.Bucket", operation)
	}
	if in == nil {
		in = new(I)
	}
	inv := &Invocation{Operation: operation, Bucket: bucket, Input: in}
	for _, opt := range opts {
		if any(opt) != nil {
			opt.Apply(&inv.Options)
		}
	}
	result, err := client.Invoke(ctx, inv)
	if err != nil {
		return nil, err
	}
	out, ok := result.(*O)
	if !ok || out == nil {
		return nil, fmt.Errorf("%s: the client or an interceptor returned %T without an error; a non-nil %T was expected", operation, result, out)
	}
	return out, nil
}
