// SPDX-License-Identifier: Apache-2.0

package sabotage

import (
	"context"
	"time"

	"github.com/seed-40dc4ce0/pail/bucket"
)

// VendorBugs are mistakes in operations that few providers have.
func VendorBugs() []Bug {
	return []Bug{
		{"takes what it moves from its own bucket", "MoveObject/takes an object from another bucket", func(b bucket.API) bucket.API { return movesWithin{b} }},
		{"copies what it moves", "MoveObject/gives an object another key, with all that it has", func(b bucket.API) bucket.API { return copies{b} }},
		{"ignores the condition of a fetch", "FetchObject/does not replace an object that was changed", func(b bucket.API) bucket.API { return fetchesAnyway{b} }},
		{"appends wherever it is", "AppendObject/refuses to begin anywhere but at 0", func(b bucket.API) bucket.API { return appendsAnyway{b} }},
		{"counts one object less", "GetStatistics/counts objects and their bytes, and describes the bucket", func(b bucket.API) bucket.API { return miscounts{b} }},
	}
}

type movesWithin struct{ bucket.API }

func (b movesWithin) MoveObject(ctx context.Context, in *bucket.MoveObjectInput, opts ...bucket.Option) (*bucket.MoveObjectOutput, error) {
	in = clone(in)
	in.SourceBucket = ""
	return b.API.MoveObject(ctx, in, opts...)
}

type copies struct{ bucket.API }

func (b copies) MoveObject(ctx context.Context, in *bucket.MoveObjectInput, opts ...bucket.Option) (*bucket.MoveObjectOutput, error) {
	out, err := b.API.MoveObject(ctx, in, opts...)
	if err != nil {
		return nil, err
	}
	_, err = b.PutObject(ctx, &bucket.PutObjectInput{Key: in.SourceKey})
	return out, err
}

type fetchesAnyway struct{ bucket.API }

func (b fetchesAnyway) FetchObject(ctx context.Context, in *bucket.FetchObjectInput, opts ...bucket.Option) (*bucket.FetchObjectOutput, error) {
	in = clone(in)
	in.IfUnmodifiedSince = time.Time{}
	return b.API.FetchObject(ctx, in, opts...)
}

type appendsAnyway struct{ bucket.API }

func (b appendsAnyway) AppendObject(ctx context.Context, in *bucket.AppendObjectInput, opts ...bucket.Option) (*bucket.AppendObjectOutput, error) {
	in = clone(in)
	in.Position = 0
	return b.API.AppendObject(ctx, in, opts...)
}

type miscounts struct{ bucket.API }

func (b miscounts) GetStatistics(ctx context.Context, in *bucket.GetStatisticsInput, opts ...bucket.Option) (*bucket.GetStatisticsOutput, error) {
	out, err := b.API.GetStatistics(ctx, in, opts...)
	if err == nil && out.Count > 0 {
		out.Count--
	}
	return out, err
}
