// SPDX-License-Identifier: Apache-2.0

package fake

import (
	"cmp"
	"net/http"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/internal/pipeline"
	"github.com/seed-40dc4ce0/pail/internal/wire"
)

// beyond are the operations that S3 lacks and that are done here, for keys of
// every kind that S3 takes.
func beyond() []pipeline.Operation {
	return []pipeline.Operation{
		{
			Name: "MoveObject", Method: http.MethodPut,
			Encode: func(e *wire.Encoder, in any) { checkMove(e, in.(*bucket.MoveObjectInput)) },
			Decode: func(d *wire.Decoder, r bucket.Response) any {
				return &bucket.MoveObjectOutput{ETag: d.Header("Etag"), Response: r}
			},
		},
		{
			Name: "GetStatistics", Method: http.MethodGet,
			Encode: func(e *wire.Encoder, _ any) { e.Start(http.MethodGet, "/") },
		},
	}
}

// checkMove checks both keys as those of other operations are.
func checkMove(e *wire.Encoder, in *bucket.MoveObjectInput) {
	e.Start(http.MethodPut, "/")
	for _, key := range []struct{ member, value string }{{"SourceKey", in.SourceKey}, {"Key", in.Key}} {
		e.Required(key.member, key.value != "")
		e.Length(key.member, len(key.value), 1, maxKey)
		e.GreedyLabel(key.member, key.value)
	}
}

// maxKey is how many bytes a key may have.
const maxKey = 1024

// moveObject gives an object another key or bucket. What was there is gone;
// a move onto itself changes nothing but the time.
func (t *turn) moveObject(in *bucket.MoveObjectInput) (*bucket.MoveObjectOutput, error) {
	to, err := t.lookup("")
	if err != nil {
		return nil, err
	}
	from := t.service.buckets[cmp.Or(in.SourceBucket, t.bucket)]
	if from == nil {
		return nil, t.fail(noSuchBucket)
	}
	o := from.objects[in.SourceKey]
	if o == nil {
		return nil, t.fail(noSuchKey)
	}
	moved := *o
	moved.modified = t.service.clock()
	delete(from.objects, in.SourceKey)
	to.objects[in.Key] = &moved
	t.set("Etag", moved.etag)
	return decode[bucket.MoveObjectOutput](t, http.StatusCreated, http.NoBody)
}

// getStatistics counts now, where a store tells what it counted before.
func (t *turn) getStatistics(*bucket.GetStatisticsInput) (*bucket.GetStatisticsOutput, error) {
	st, err := t.lookup("")
	if err != nil {
		return nil, err
	}
	out := &bucket.GetStatisticsOutput{
		Count: int64(len(st.objects)), Region: st.region, Name: t.bucket, URL: "fake://" + t.bucket, Status: "active", Created: st.created,
		Response: t.response(http.StatusOK),
	}
	for _, o := range st.objects {
		out.Size += int64(len(o.data))
	}
	return out, nil
}
