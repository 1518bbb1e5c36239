// SPDX-License-Identifier: Apache-2.0

// Package s3 is the provider "s3": generated serialisers, the data that the
// pipeline needs, and the few adapters that specs/s3.json names.
package s3

import (
	"crypto/md5" //nolint:gosec // the wire asks for it
	"encoding/base64"
	"net/url"
	"strings"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/internal/wire"
)

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
	sseCustomer(e, in.SSECustomerKey, in.SSECustomerAlgorithm)
}

// appendOnce keeps an append from being sent twice: the second would be refused
// for its offset, although the first one counted.
func appendOnce(e *wire.Encoder, in *bucket.PutObjectInput) {
	e.Once = in.WriteOffsetBytes != nil
}

func sseGetObject(e *wire.Encoder, in *bucket.GetObjectInput) {
	sseCustomer(e, in.SSECustomerKey, in.SSECustomerAlgorithm)
}

func sseHeadObject(e *wire.Encoder, in *bucket.HeadObjectInput) {
	sseCustomer(e, in.SSECustomerKey, in.SSECustomerAlgorithm)
}

// sseCustomer adds what follows from a key of the caller: its MD5, and AES256,
// the only algorithm there is, when none was named.
func sseCustomer(e *wire.Encoder, key, algorithm string) {
	if key == "" {
		return
	}
	if len(key) != 32 {
		e.Fail("SSECustomerKey", "must be the 32 raw bytes of the key, not its base64 or hex form")
	}
	if algorithm == "" {
		e.HeaderValue("X-Amz-Server-Side-Encryption-Customer-Algorithm", "AES256")
	}
	sum := md5.Sum([]byte(key)) //nolint:gosec // see the import
	e.HeaderValue("X-Amz-Server-Side-Encryption-Customer-Key-Md5", base64.StdEncoding.EncodeToString(sum[:]))
}

// decodeListing undoes the form encoding of keys (a blank is a plus) when the
// answer says that there is one.
func decodeListing(d *wire.Decoder, out *bucket.ListObjectsOutput) {
	if out.EncodingType != "url" {
		return
	}
	for i := range out.Objects {
		unescape(d, &out.Objects[i].Key)
	}
	for i := range out.CommonPrefixes {
		unescape(d, &out.CommonPrefixes[i])
	}
	unescape(d, &out.Prefix)
	unescape(d, &out.Delimiter)
	unescape(d, &out.StartAfter)
}

// unescape decodes in place; what was not encoded costs nothing.
func unescape(d *wire.Decoder, s *string) {
	if !strings.ContainsAny(*s, "%+") {
		return
	}
	plain, err := url.QueryUnescape(*s)
	if err != nil {
		if d.Err == nil {
			d.Err = err
		}
		return
	}
	*s = plain
}
