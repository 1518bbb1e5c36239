// SPDX-License-Identifier: Apache-2.0

package fake

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/internal/body"
)

// read is what GetObject and HeadObject ask alike.
type read struct {
	expectedOwner, rangeHeader, versionID string
	partNumber                            *int
	condition                             condition
	customerKey                           string
	checksums                             bool
	overrides                             [][2]string // header and value
}

func (t *turn) getObject(ctx context.Context, in *bucket.GetObjectInput) (*bucket.GetObjectOutput, error) {
	a, err := t.open(read{
		expectedOwner: in.ExpectedBucketOwner, rangeHeader: in.Range, versionID: in.VersionID, partNumber: in.PartNumber,
		condition:   newCondition(in.IfMatch, in.IfNoneMatch, in.IfModifiedSince, in.IfUnmodifiedSince),
		customerKey: in.SSECustomerKey, checksums: in.ChecksumMode == "ENABLED",
		overrides: overrides(in.ResponseContentType, in.ResponseCacheControl, in.ResponseContentDisposition,
			in.ResponseContentEncoding, in.ResponseContentLanguage, in.ResponseExpires),
	})
	switch {
	case err != nil:
		return nil, err
	case a.class == "GLACIER" || a.class == "DEEP_ARCHIVE":
		return nil, t.fail(archived)
	}
	part := a.data[a.bytes.first : a.bytes.last+1]
	return decode[bucket.GetObjectOutput](t, a.status, &content{ctx: ctx, data: bytes.NewReader(part)})
}

func (t *turn) headObject(in *bucket.HeadObjectInput) (*bucket.HeadObjectOutput, error) {
	a, err := t.open(read{
		expectedOwner: in.ExpectedBucketOwner, rangeHeader: in.Range, versionID: in.VersionID, partNumber: in.PartNumber,
		condition:   newCondition(in.IfMatch, in.IfNoneMatch, in.IfModifiedSince, in.IfUnmodifiedSince),
		customerKey: in.SSECustomerKey, checksums: in.ChecksumMode == "ENABLED",
		overrides: overrides(in.ResponseContentType, in.ResponseCacheControl, in.ResponseContentDisposition,
			in.ResponseContentEncoding, in.ResponseContentLanguage, in.ResponseExpires),
	})
	if err != nil {
		return nil, err
	}
	t.header.Del("X-Amz-Tagging-Count") // GetObject's alone
	return decode[bucket.HeadObjectOutput](t, a.status, http.NoBody)
}

func overrides(contentType, cacheControl, disposition, encoding, language string, expires time.Time) [][2]string {
	return [][2]string{
		{"Content-Type", contentType}, {"Cache-Control", cacheControl}, {"Content-Disposition", disposition},
		{"Content-Encoding", encoding}, {"Content-Language", language}, {"Expires", httpDate(expires)},
	}
}

// open finds the object that r asks for, and describes it in the header.
func (t *turn) open(r read) (*answer, error) {
	st, err := t.lookup(r.expectedOwner)
	if err != nil {
		return nil, err
	}
	o := st.objects[t.key]
	if f := r.refusal(o); f != nil {
		return nil, t.fail(*f)
	}
	if f := r.condition.check(o, t.service.clock()); f != nil {
		t.set("Etag", o.etag)
		t.set("Last-Modified", httpDate(o.modified))
		return nil, t.fail(*f)
	}
	a, f := cut(o, r)
	if f != nil {
		t.set("Content-Range", fmt.Sprintf("bytes */%d", len(o.data)))
		return nil, t.fail(*f)
	}
	a.describe(t.set, r.checksums)
	for _, h := range r.overrides {
		t.set(h[0], h[1])
	}
	return a, nil
}

// refusal is why o, nil for no object, cannot be read so; nil if it can.
func (r read) refusal(o *object) *fault {
	switch {
	case r.rangeHeader != "" && r.partNumber != nil:
		return &rangeAndPart
	case o == nil:
		return &noSuchKey
	case r.versionID != "" && r.versionID != "null":
		return &noSuchVersion
	case o.customerKeyMD5 != "" && r.customerKey == "":
		return &keyRequired
	case o.customerKeyMD5 == "" && r.customerKey != "":
		return &keyNotApplicable
	case o.customerKeyMD5 != "" && o.customerKeyMD5 != keyMD5(r.customerKey):
		return &accessDenied
	case r.partNumber != nil && *r.partNumber != 1:
		return &invalidPart
	}
	return nil
}

// content is the body of an answer. Like a real one it ends with the context
// and with Close.
type content struct {
	ctx    context.Context // the call's, which governs until Close
	data   *bytes.Reader
	closed bool
}

// Read implements [io.Reader].
func (c *content) Read(p []byte) (int, error) {
	switch err := c.ctx.Err(); {
	case c.closed:
		return 0, body.ErrClosed
	case err != nil:
		return 0, err
	}
	return c.data.Read(p)
}

// Close implements [io.Closer].
func (c *content) Close() error {
	c.closed = true
	return nil
}

var _ io.ReadCloser = (*content)(nil)
