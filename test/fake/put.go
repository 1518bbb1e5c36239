// SPDX-License-Identifier: Apache-2.0

package fake

import (
	"context"
	"net/http"

	"github.com/seed-40dc4ce0/pail/bucket"
)

// putObject reads the body without the lock, which it takes to store.
func (t *turn) putObject(ctx context.Context, in *bucket.PutObjectInput) (*bucket.PutObjectOutput, error) {
	data, err := t.payload(ctx)
	if err != nil {
		return nil, err
	}
	t.service.mu.Lock()
	defer t.service.mu.Unlock()
	st, err := t.lookup(in.ExpectedBucketOwner)
	if err != nil {
		return nil, err
	}
	if f := mayReplace(st.objects[in.Key], in); f != nil {
		return nil, t.fail(*f)
	}
	o, f := newObject(in, data, t.service.clock())
	if f != nil {
		return nil, t.fail(*f)
	}
	st.objects[in.Key] = o
	o.identify(t.set, true)
	return decode[bucket.PutObjectOutput](t, http.StatusOK, http.NoBody)
}

// mayReplace checks a write's conditions against the object that is there,
// nil for none. S3 knows If-None-Match with "*" alone ("Conditional writes",
// Amazon S3 User Guide).
func mayReplace(o *object, in *bucket.PutObjectInput) *fault {
	switch {
	case in.IfNoneMatch != "" && in.IfNoneMatch != "*":
		return &notImplemented
	case in.IfNoneMatch == "*" && o != nil:
		return &preconditionFailed
	case in.IfMatch != "" && o == nil:
		return &noSuchKey
	case in.IfMatch != "" && !matchesETag(in.IfMatch, o.etag):
		return &preconditionFailed
	}
	return nil
}
