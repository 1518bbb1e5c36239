// SPDX-License-Identifier: Apache-2.0

package sabotage

import (
	"context"

	"github.com/seed-40dc4ce0/pail/bucket"
)

// keys gives a bug that changes every key on its way to the store. It does so
// alike in every operation: what was put can be got, and only a listing shows
// it.
func keys(change func(string) string) func(bucket.API) bucket.API {
	return func(b bucket.API) bucket.API {
		return changesKeys{b, func(key string) string {
			if key == "" {
				return "" // or it would not be refused as empty
			}
			return change(key)
		}}
	}
}

type changesKeys struct {
	bucket.API

	change func(string) string
}

func (b changesKeys) PutObject(ctx context.Context, in *bucket.PutObjectInput, opts ...bucket.Option) (*bucket.PutObjectOutput, error) {
	in = clone(in)
	in.Key = b.change(in.Key)
	return b.API.PutObject(ctx, in, opts...)
}

func (b changesKeys) GetObject(ctx context.Context, in *bucket.GetObjectInput, opts ...bucket.Option) (*bucket.GetObjectOutput, error) {
	if in != nil {
		in = clone(in)
		in.Key = b.change(in.Key)
	}
	return b.API.GetObject(ctx, in, opts...)
}

func (b changesKeys) HeadObject(ctx context.Context, in *bucket.HeadObjectInput, opts ...bucket.Option) (*bucket.HeadObjectOutput, error) {
	in = clone(in)
	in.Key = b.change(in.Key)
	return b.API.HeadObject(ctx, in, opts...)
}

func (b changesKeys) DeleteObject(ctx context.Context, in *bucket.DeleteObjectInput, opts ...bucket.Option) (*bucket.DeleteObjectOutput, error) {
	in = clone(in)
	in.Key = b.change(in.Key)
	return b.API.DeleteObject(ctx, in, opts...)
}
