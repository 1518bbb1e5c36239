// SPDX-License-Identifier: Apache-2.0

// Package bucket is one typed bucket for every object store.
//
// A [Bucket] comes from a configuration and a service:
//
//	cfg, err := config.Load(ctx)
//	if err != nil {
//		return err
//	}
//	svc, err := service.New(cfg)
//	if err != nil {
//		return err
//	}
//	b := svc.Bucket("photos")
//
//	out, err := b.OptionsObject(ctx, &bucket.OptionsObjectInput{
//		Key: "cat.png", Origin: "https://app.example", AccessControlRequestMethod: "PUT",
//	})
//
// Code that works on a bucket should take an [API], which *Bucket implements
// and which the in-memory fake (test/fake) and the mock (test/mock) implement
// too. Types that implement it embed [UnimplementedAPI], so that they still
// compile when an operation is added.
//
// # Laws
//
//  1. Every operation takes a context, a pointer to its input and options, and
//     returns a pointer to its output and an error. The output is non-nil
//     exactly when the error is nil.
//  2. A nil input is an empty one. A nil context is an error, not a panic.
//  3. An input is read, not changed and not kept: it may be used again as soon
//     as the operation has returned, and by several calls at once, a Body
//     excepted.
//  4. In an input, the zero value of a string, list, map or time is not sent.
//     Numbers and booleans whose zero means something are pointers: new(0).
//  5. A Body is read from where it stands, never closed, and left alone once
//     the operation has returned. A Body in an output must be closed; until
//     then the context of the call governs it.
//  6. Nothing that was set is dropped: what a provider lacks is refused with
//     an [UnsupportedError] that names it.
//  7. Keys are bytes: 1 to 1,024 of them, valid UTF-8 without NUL, sent as
//     they are. "a//b", "../x" and "/x" are keys like any other.
//  8. Buckets are safe for concurrent use.
//
// # Errors
//
// There are four kinds, found with errors.AsType or errors.As:
//
//   - [InputError]: the input is wrong. It lists every bad field; nothing was
//     sent.
//   - [UnsupportedError]: this provider cannot do it; nothing was sent.
//   - [TransportError]: no answer was had.
//   - [Error]: the server answered, and not with what was asked for.
//
// What happened is asked with errors.Is and the sentinels, [ErrNoSuchKey] and
// its like, which are the same on every provider. No error, and nothing else
// here, prints a credential, a signature or the query of a URL.
//
// # Limits
//
// A preflight ([Bucket.OptionsObject], [Bucket.Preflight]) is never signed.
// Redirects are not followed, other than one to the bucket's own region.
// [Bucket.Do] sends whatever has no typed operation; [Bucket.Presign] makes a
// request for others to send.
package bucket
