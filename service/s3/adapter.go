// SPDX-License-Identifier: Apache-2.0

// Package s3 is the provider "s3": generated serialisers, the data that the
// pipeline needs, and the few adapters that specs/s3.json names.
package s3

import (
	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/internal/adapt"
	"github.com/seed-40dc4ce0/pail/internal/wire"
)

// ssePrefix begins the headers of keys of the caller's.
const ssePrefix = "X-Amz-Server-Side-Encryption-Customer-"

// locationConstraint repeats the region in the document of Create where AWS
// wants it: on its own endpoints, everywhere but in us-east-1
// (docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html).
func locationConstraint(e *wire.Encoder, in *bucket.CreateInput) {
	if in.Configuration != nil || !e.VendorEndpoint || e.Region == "" || e.Region == "us-east-1" {
		return
	}
	x := e.XML()
	x.Root("CreateBucketConfiguration", "http://s3.amazonaws.com/doc/2006-03-01/")
	x.String("LocationConstraint", e.Region)
	x.End()
}

func ssePutObject(e *wire.Encoder, in *bucket.PutObjectInput) {
	adapt.CustomerKey(e, ssePrefix, in.SSECustomerKey, in.SSECustomerAlgorithm)
}

// appendOnce keeps an append from being sent twice: the second would be refused
// for its offset, although the first one counted.
func appendOnce(e *wire.Encoder, in *bucket.PutObjectInput) {
	e.Once = in.WriteOffsetBytes != nil
}

func sseGetObject(e *wire.Encoder, in *bucket.GetObjectInput) {
	adapt.CustomerKey(e, ssePrefix, in.SSECustomerKey, in.SSECustomerAlgorithm)
}

func sseHeadObject(e *wire.Encoder, in *bucket.HeadObjectInput) {
	adapt.CustomerKey(e, ssePrefix, in.SSECustomerKey, in.SSECustomerAlgorithm)
}

// decodeListing undoes the encoding of keys. Continuation tokens have none.
func decodeListing(d *wire.Decoder, out *bucket.ListObjectsOutput) { adapt.Listing(d, out) }
