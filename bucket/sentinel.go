// SPDX-License-Identifier: Apache-2.0

package bucket

import "errors"

// The sentinels are what errors.Is asks of an error of this package, and they
// mean the same on every provider, whatever its codes. An answer with status
// 404 matches [ErrNotFound] and, when it says what is missing, one of the
// finer ones, each of which matches ErrNotFound too. Statuses that speak for
// themselves match without a code: 304, 412, 416, 429, and 403 when the
// answer has no code at all.
var (
	// ErrNotFound: what was asked for does not exist.
	ErrNotFound error = &sentinel{text: "not found"}

	// ErrNoSuchKey: the object does not exist. HeadObject's answer has no
	// body to say so: there it is inferred from the status, and the bucket
	// may be what is missing.
	ErrNoSuchKey error = &sentinel{text: "no such key", parent: ErrNotFound}

	// ErrNoSuchBucket: the bucket does not exist. For Head it is inferred
	// from the status.
	ErrNoSuchBucket error = &sentinel{text: "no such bucket", parent: ErrNotFound}

	// ErrNoSuchUpload: the multipart upload does not exist, was aborted or
	// was completed.
	ErrNoSuchUpload error = &sentinel{text: "no such upload", parent: ErrNotFound}

	// ErrNoSuchVersion: the object exists, this version of it does not.
	ErrNoSuchVersion error = &sentinel{text: "no such version", parent: ErrNotFound}

	// ErrNoSuchCORSConfiguration: the bucket exists and has no CORS rules.
	ErrNoSuchCORSConfiguration error = &sentinel{text: "no such CORS configuration", parent: ErrNotFound}

	// ErrAccessDenied: the server knows what was asked and does not allow it
	// with these credentials, or does not accept the credentials.
	ErrAccessDenied error = &sentinel{text: "access denied"}

	// ErrPreflightDenied: status 403 in answer to OptionsObject, whoever
	// gave it. It matches ErrAccessDenied too, unless its code is
	// AccessForbidden or empty: those are CORS rules speaking, not
	// permissions.
	ErrPreflightDenied error = &sentinel{text: "preflight denied"}

	// ErrPreconditionFailed: an If-Match, If-None-Match or similar condition
	// of the request does not hold.
	ErrPreconditionFailed error = &sentinel{text: "precondition failed"}

	// ErrNotModified: status 304. It is an error because there is no object
	// in the answer; the headers are in the [Error]'s Response.
	ErrNotModified error = &sentinel{text: "not modified"}

	// ErrInvalidRange: the object has no byte in the range that was asked.
	ErrInvalidRange error = &sentinel{text: "invalid range"}

	// ErrBucketExists: Create found a bucket of that name, the caller's or
	// somebody else's.
	ErrBucketExists error = &sentinel{text: "bucket exists"}

	// ErrBucketNotEmpty: Delete found objects in the bucket.
	ErrBucketNotEmpty error = &sentinel{text: "bucket not empty"}

	// ErrChecksumMismatch: the bytes that arrived are not the bytes that
	// were sent, in either direction.
	ErrChecksumMismatch error = &sentinel{text: "checksum mismatch"}

	// ErrThrottled: the server asks for fewer requests. It was retried as
	// often as the client's policy allows.
	ErrThrottled error = &sentinel{text: "throttled"}

	// ErrUnsupported: the provider lacks the operation or a member that was
	// set ([UnsupportedError]), or the server says that it does not implement
	// what was asked. It matches the standard library's errors.ErrUnsupported.
	ErrUnsupported error = &sentinel{text: "unsupported", parent: errors.ErrUnsupported}
)

// sentinel is a fixed error below an optional more general one.
type sentinel struct {
	text   string
	parent error
}

func (s *sentinel) Error() string { return s.text }
func (s *sentinel) Unwrap() error { return s.parent }
