// SPDX-License-Identifier: Apache-2.0

package bucket

import (
	"context"

	"github.com/seed-40dc4ce0/pail/internal/call"
)

// Bucket is one bucket of an object store, and the door to every operation
// on it and on its objects. It is a name and a client: making one is cheap
// and sends nothing, and whether the bucket exists is for the server to say.
//
// A Bucket is immutable and safe for concurrent use. Take one from
// service.Service.Bucket; the zero Bucket answers every operation with an
// error.
type Bucket struct {
	client call.Invoker
	name   string
}

// New returns the bucket called name, whose operations run on client.
// Programs use service.Service.Bucket, which calls it. The name is checked
// by each operation, not here.
func New(client call.Invoker, name string) *Bucket {
	return &Bucket{client: client, name: name}
}

// Name returns the bucket's name as it was given.
func (b *Bucket) Name() string { return b.name }

// invoke is what every generated method comes down to; [call.Typed] says
// what it promises.
func invoke[I, O any](ctx context.Context, client call.Invoker, operation, name string, in *I, opts []Option) (*O, error) {
	return call.Typed[I, O](ctx, client, operation, name, in, opts)
}
