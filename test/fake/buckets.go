// SPDX-License-Identifier: Apache-2.0

package fake

import (
	"maps"
	"slices"
	"strings"

	"github.com/seed-40dc4ce0/pail/bucket"
)

func (t *turn) listBuckets(in *bucket.ListBucketsInput) *bucket.ListBucketsOutput {
	out := &bucket.ListBucketsOutput{Prefix: in.Prefix, Owner: &bucket.Owner{ID: Owner}}
	limit := t.service.pageLimit
	if in.PageSize != nil {
		limit = min(limit, *in.PageSize)
	}
	for _, name := range slices.Sorted(maps.Keys(t.service.buckets)) {
		st := t.service.buckets[name]
		if !strings.HasPrefix(name, in.Prefix) || name <= in.PageToken || in.Region != "" && in.Region != st.region {
			continue
		}
		if len(out.Buckets) == limit {
			out.NextPageToken = out.Buckets[limit-1].Name
			break
		}
		out.Buckets = append(out.Buckets, bucket.BucketSummary{Name: name, Region: st.region, CreationDate: st.created})
	}
	out.Response = t.response(200)
	return out
}

func (t *turn) create(in *bucket.CreateInput) (*bucket.CreateOutput, error) {
	switch {
	case !isBucketName(t.bucket):
		return nil, t.fail(badBucketName)
	case t.service.buckets[t.bucket] != nil:
		return nil, t.fail(bucketExists)
	}
	region := t.service.region
	if in.Configuration != nil && in.Configuration.LocationConstraint != "" {
		region = in.Configuration.LocationConstraint
	}
	t.service.buckets[t.bucket] = t.service.newState(region)
	t.header.Set("Location", "/"+t.bucket)
	return &bucket.CreateOutput{Location: "/" + t.bucket, Response: t.response(200)}, nil
}

func (t *turn) head(in *bucket.HeadInput) (*bucket.HeadOutput, error) {
	st, err := t.lookup(in.ExpectedBucketOwner)
	if err != nil {
		return nil, err
	}
	t.header.Set("X-Amz-Bucket-Region", st.region)
	return &bucket.HeadOutput{Region: st.region, Response: t.response(200)}, nil
}

func (t *turn) delete(in *bucket.DeleteInput) (*bucket.DeleteOutput, error) {
	st, err := t.lookup(in.ExpectedBucketOwner)
	switch {
	case err != nil:
		return nil, err
	case len(st.objects) > 0:
		return nil, t.fail(bucketNotEmpty)
	}
	delete(t.service.buckets, t.bucket)
	return &bucket.DeleteOutput{Response: t.response(204)}, nil
}
