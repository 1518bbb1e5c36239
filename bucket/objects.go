// SPDX-License-Identifier: Apache-2.0

package bucket

import (
	"context"
	"errors"
	"iter"
)

// errStuckListing is the cause when a listing would go on for ever.
var errStuckListing = errors.New("the listing is truncated, but its next page token is missing or the one that was sent")

// Objects lists every object that in asks for, over as many pages as there
// are. A nil in lists the whole bucket. PageSize sets the size of one page,
// not of the result: to stop early, leave the loop. With a Delimiter the
// common prefixes are not seen; call [Bucket.ListObjects] for them.
//
// The error of a failed page, and ctx.Err() as soon as the context ends, is
// yielded with a zero [Object], and ends the sequence; a loop that ends
// without one has seen everything. No goroutine is started, and pages are
// asked for as the loop needs them. The sequence may be ranged over again,
// which lists anew.
//
//	for object, err := range b.Objects(ctx, &bucket.ListObjectsInput{Prefix: "2026/"}) {
//		if err != nil {
//			return err
//		}
//		fmt.Println(object.Key, object.Size)
//	}
func (b *Bucket) Objects(ctx context.Context, in *ListObjectsInput, opts ...Option) iter.Seq2[Object, error] {
	var first ListObjectsInput
	if in != nil {
		first = *in
	}
	return func(yield func(Object, error) bool) {
		for page := first; ; {
			if ctx != nil && ctx.Err() != nil {
				yield(Object{}, ctx.Err())
				return
			}
			out, err := b.ListObjects(ctx, &page, opts...)
			if err != nil {
				yield(Object{}, err)
				return
			}
			for i := range out.Objects {
				if err := ctx.Err(); err != nil {
					yield(Object{}, err)
					return
				}
				if !yield(out.Objects[i], nil) {
					return
				}
			}
			if !out.IsTruncated {
				return
			}
			if out.NextPageToken == "" || out.NextPageToken == page.PageToken {
				yield(Object{}, b.stuck(out))
				return
			}
			page.PageToken = out.NextPageToken
		}
	}
}

// stuck is the error for a page that cannot be followed.
func (b *Bucket) stuck(out *ListObjectsOutput) *Error {
	return &Error{
		Op:         "ListObjects",
		Bucket:     b.name,
		StatusCode: out.Response.StatusCode,
		RequestID:  out.Response.RequestID,
		Response:   out.Response,
		Err:        errStuckListing,
	}
}
