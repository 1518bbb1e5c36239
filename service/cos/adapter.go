// SPDX-License-Identifier: Apache-2.0

// Package cos is the provider "cos": generated serialisers, the data that the
// pipeline needs, and the few adapters that specs/cos.json names.
package cos

import (
	"path"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/internal/adapt"
	"github.com/seed-40dc4ce0/pail/internal/wire"
)

// ssePrefix begins the headers of keys of the caller's.
const ssePrefix = "X-Cos-Server-Side-Encryption-Customer-"

// withinBucket refuses a key whose path COS would take for the bucket itself,
// as CheckObjectKeySimplify of cos-go-sdk-v5 does: a GET of it lists the
// bucket, a DELETE removes it.
func withinBucket[T any](e *wire.Encoder, _ *T) {
	if key := e.Key(); key != "" && path.Clean("/"+key) == "/" {
		e.Fail("Key", "names nothing but dots and slashes, which COS takes for the bucket itself")
	}
}

func ssePutObject(e *wire.Encoder, in *bucket.PutObjectInput) {
	adapt.CustomerKey(e, ssePrefix, in.SSECustomerKey, in.SSECustomerAlgorithm)
}

func sseGetObject(e *wire.Encoder, in *bucket.GetObjectInput) {
	adapt.CustomerKey(e, ssePrefix, in.SSECustomerKey, in.SSECustomerAlgorithm)
}

func sseHeadObject(e *wire.Encoder, in *bucket.HeadObjectInput) {
	adapt.CustomerKey(e, ssePrefix, in.SSECustomerKey, in.SSECustomerAlgorithm)
}

// startAfter is the marker of the first page; those of later pages are tokens.
func startAfter(e *wire.Encoder, in *bucket.ListObjectsInput) {
	if in.PageToken == "" {
		e.Query("StartAfter", "marker", in.StartAfter)
	}
}

// decodeListing undoes the encoding of keys, of which the token is one.
func decodeListing(d *wire.Decoder, out *bucket.ListObjectsOutput) {
	adapt.Listing(d, out, &out.NextPageToken)
}

// countKeys counts the page, since COS does not.
func countKeys(_ *wire.Decoder, out *bucket.ListObjectsOutput) {
	out.KeyCount = len(out.Objects) + len(out.CommonPrefixes)
}
