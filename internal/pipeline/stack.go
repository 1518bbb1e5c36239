// SPDX-License-Identifier: Apache-2.0

package pipeline

import (
	"context"
	"fmt"

	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// The ids of our middlewares. The first four are those of aws-sdk-go-v2, whose
// users insert theirs relative to them.
const (
	idSerialize   = "OperationSerializer"
	idRetry       = "Retry"
	idSign        = "Signing"
	idDeserialize = "OperationDeserializer"
	idEndpoint    = "Endpoint"
	idUserAgent   = "UserAgent"
	idBody        = "Body"
)

// operation is an operation of this client, ready to be called.
type operation struct {
	spec   *Operation
	values context.Context
	chain  *chain
}

// build makes the chain of op. It is the one place that knows which
// middlewares an operation has, and in which order: ours, decided by the
// operation's data, then whatever options make of them.
func (c *Client) build(op *Operation, options ...[]func(*middleware.Stack) error) (*chain, error) {
	s := middleware.NewStack(op.Name, smithyhttp.NewStackRequest)
	// Add never fails, as its documentation says.
	_ = s.Serialize.Add(serializer{c, op}, middleware.After)
	_ = s.Build.Add(endpointer{}, middleware.After)
	_ = s.Build.Add(agent{c.userAgent}, middleware.After)
	_ = s.Build.Add(payload{c, op}, middleware.After)
	_ = s.Finalize.Add(retrier{c, op}, middleware.After)
	_ = s.Finalize.Add(signing{c}, middleware.After)
	_ = s.Deserialize.Add(deserializer{c, op}, middleware.After)

	foreign := false
	for _, fns := range options {
		for _, fn := range fns {
			if err := fn(s); err != nil {
				return nil, fmt.Errorf("%s: an API option of %s failed: %w", c.provider.ID, op.Name, err)
			}
			foreign = true
		}
	}
	if op.Unsigned {
		// While the options ran, the step stood there as the place that others
		// are inserted before or after: an option is written once for all
		// operations. It is no part of this operation, and neither is what an
		// option has put in its place.
		if _, ok := s.Finalize.Get(idSign); ok {
			_, _ = s.Finalize.Remove(idSign)
		}
	}
	ch, err := compile(s, sender{c})
	if err != nil {
		return nil, fmt.Errorf("%s: %s: %w", c.provider.ID, op.Name, err)
	}
	ch.foreign = foreign
	return ch, nil
}

// values is the context in which the middlewares of op find where they are,
// under the keys of aws-sdk-go-v2 and under smithy-go's. A call's scope puts
// it before the caller's context.
func (c *Client) values(op *Operation) context.Context {
	ctx := context.Background()
	ctx = awsmiddleware.SetRegion(ctx, c.region)
	ctx = awsmiddleware.SetServiceID(ctx, c.provider.ID)
	ctx = awsmiddleware.SetOperationName(ctx, op.Name)
	ctx = middleware.WithServiceID(ctx, c.provider.ID)
	return middleware.WithOperationName(ctx, op.Name)
}
