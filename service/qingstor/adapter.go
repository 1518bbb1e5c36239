// SPDX-License-Identifier: Apache-2.0

// Package qingstor is the provider "qingstor": generated serialisers, the data
// that the pipeline needs, and the few adapters that specs/qingstor.json names.
package qingstor

import (
	"cmp"
	"strings"
	"unicode/utf8"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/internal/adapt"
	"github.com/seed-40dc4ce0/pail/internal/wire"
)

// Headers of the vendor's that adapters write. Source: object.json of
// qingstor-api-specs, 2016-01-06.
const (
	ssePrefix   = "X-Qs-Encryption-Customer-"
	moveHeader  = "X-Qs-Move-Source"
	fetchHeader = "X-Qs-Fetch-Source"
)

// legalKey refuses a key that begins with a slash: qingstor-sdk-go drops it
// (disable_uri_cleaning), and the documentation forbids it.
func legalKey[T any](e *wire.Encoder, _ *T) {
	if strings.HasPrefix(e.Key(), "/") {
		e.Fail("Key", "begins with a slash, which QingStor takes in no key")
	}
}

// once keeps a request from being sent again: a move that counted has no
// source any more.
func once[T any](e *wire.Encoder, _ *T) { e.Once = true }

// moveSource writes bucket and key of the source as a path: "/photos/a%20cat".
func moveSource(e *wire.Encoder, in *bucket.MoveObjectInput) {
	from := cmp.Or(in.SourceBucket, e.Bucket)
	switch {
	case in.SourceKey == "":
		return // an issue already
	case strings.HasPrefix(in.SourceKey, "/"):
		e.Fail("SourceKey", "begins with a slash, which QingStor takes in no key")
	case !utf8.ValidString(in.SourceKey):
		e.Fail("SourceKey", "is not valid UTF-8")
	case strings.IndexByte(in.SourceKey, 0) >= 0:
		e.Fail("SourceKey", "contains a NUL byte")
	case strings.ContainsRune(from, '/'):
		e.Fail("SourceBucket", "must not contain a slash")
	case from == "." || from == "..":
		e.Fail("SourceBucket", "must not be dots that stand for a folder")
	}
	e.HeaderValue(moveHeader, escape("/"+from+"/"+in.SourceKey))
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
