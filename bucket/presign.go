// SPDX-License-Identifier: Apache-2.0

package bucket

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/seed-40dc4ce0/pail/internal/call"
)

// Presign makes the request of an operation for somebody else to send, such
// as a browser that uploads a file or a program that has no credentials. It
// signs here and sends nothing; whether the request will be granted, the
// server says when it comes. Input is a pointer to the input of any operation,
// and says which operation that is:
//
//	p, err := b.Presign(ctx, &bucket.GetObjectInput{Key: "cat.png"}, time.Hour)
//
// What the input sets is part of the request: in the URL, or in Header, which
// the sender must send too. Nothing else is, and nothing that was set is
// dropped. The bytes of an object are the sender's: Body must be nil, any body
// is accepted unless the input binds it by ContentLength, ContentMD5 or a
// checksum, and no checksum is added. The document of PutCORS and its like
// is Body in the result.
//
// The URL works for expires, cut to whole seconds: at least a second, at most
// 7 days, and no longer than credentials that say when they expire. An
// [*InputError] lists what is wrong with the input and with expires. A
// preflight cannot be presigned, since browsers send it unsigned: there is
// [Bucket.Preflight]. Without credentials the error matches
// config.ErrNoCredentials.
//
// Interceptors, API options and retries have no part in it. For the
// operations of the service ([ListBucketsInput]) the bucket does not matter.
func (b *Bucket) Presign(ctx context.Context, input any, expires time.Duration) (Presigned, error) {
	if ctx == nil {
		return Presigned{}, errors.New("Presign: the context is nil: pass context.Background() if there is none")
	}
	p, ok := b.client.(call.Presigner)
	if !ok {
		return Presigned{}, errors.New("Presign: no client that can sign: take the bucket from service.Service.Bucket")
	}
	operation, input := operationOf(input)
	if operation == "" {
		return Presigned{}, &InputError{Op: "Presign", Bucket: b.name, Fields: []FieldError{{"input", notAnInput(input)}}}
	}
	out, err := p.Presign(ctx, &call.Invocation{Operation: operation, Bucket: b.name, Input: input}, expires)
	return Presigned(out), err
}

// notAnInput says what is wrong with what is no operation's input.
func notAnInput(input any) string {
	switch input.(type) {
	case nil:
		return "is nil: pass a pointer to an operation's input, such as &bucket.GetObjectInput{Key: key}"
	case RawRequest, *RawRequest:
		return "is a RawRequest, which cannot be presigned: pass a pointer to an operation's input, such as &bucket.GetObjectInput{Key: key}"
	}
	return fmt.Sprintf("is a %T: pass a pointer to an operation's input, such as &bucket.GetObjectInput{Key: key}", input)
}

// filled is in, or an empty input in place of nil. The generated operationOf
// calls it.
func filled[I any](in *I) any {
	if in == nil {
		in = new(I)
	}
	return in
}
