// SPDX-License-Identifier: Apache-2.0

package qingstor

import (
	"net/url"
	"strconv"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/internal/wire"
)

// bucketPage is how many buckets a page has at most unless the request says
// otherwise: "GET Service" of the documentation.
const bucketPage = 200

// countKeys counts the page, since QingStor does not, and drops the marker
// after the last page: loops stop where has_more is false ("GET Bucket").
func countKeys(_ *wire.Decoder, out *bucket.ListObjectsOutput) {
	out.KeyCount = len(out.Objects) + len(out.CommonPrefixes)
	if !out.IsTruncated {
		out.NextPageToken = ""
	}
}

// nextBuckets makes a token of the number of the bucket after a full page. The
// answer has a count, which may be that of the page, and says neither where
// the page begins nor how long it may be; the request does. No page is taken for
// the last one that is as long as any the store is known to give, whatever was
// asked for: how many it gives at most is not documented.
func nextBuckets(_ *wire.Decoder, out *bucket.ListBucketsOutput) {
	u, err := url.Parse(out.Response.URL)
	if err != nil {
		return
	}
	asked := u.Query()
	limit, err := strconv.Atoi(asked.Get("limit"))
	if err != nil {
		limit = bucketPage
	}
	if len(out.Buckets) < min(limit, bucketPage) {
		return
	}
	offset, err := strconv.Atoi(asked.Get("offset"))
	if err != nil {
		offset = 0
	}
	out.NextPageToken = strconv.Itoa(offset + len(out.Buckets))
}
