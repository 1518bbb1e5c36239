// SPDX-License-Identifier: Apache-2.0

package fake

import (
	"encoding/base64"
	"maps"
	"slices"
	"strings"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/internal/checksum"
)

// maxPage is how many entries S3 gives at most in one page.
const maxPage = 1000

func (t *turn) listObjects(in *bucket.ListObjectsInput) (*bucket.ListObjectsOutput, error) {
	st, err := t.lookup(in.ExpectedBucketOwner)
	if err != nil {
		return nil, err
	}
	from := mark{after: in.StartAfter}
	if in.PageToken != "" {
		var ok bool
		if from, ok = parseMark(in.PageToken); !ok {
			return nil, t.fail(badToken)
		}
	}
	out := &bucket.ListObjectsOutput{
		Name: t.bucket, Prefix: in.Prefix, Delimiter: in.Delimiter, StartAfter: in.StartAfter, PageSize: maxPage,
	}
	if in.PageSize != nil {
		out.PageSize = *in.PageSize
	}
	st.fill(out, from, min(out.PageSize, t.service.pageLimit))
	for i := range out.Objects {
		if in.FetchOwner != nil && *in.FetchOwner {
			out.Objects[i].Owner = &bucket.Owner{ID: Owner}
		}
	}
	out.KeyCount = len(out.Objects) + len(out.CommonPrefixes)
	out.Response = t.response(200)
	return out, nil
}

// fill puts one page of at most limit entries into out: keys and common
// prefixes in the order of their bytes.
func (st *state) fill(out *bucket.ListObjectsOutput, from mark, limit int) {
	if limit == 0 {
		return
	}
	var last mark
	for _, key := range slices.Sorted(maps.Keys(st.objects)) {
		if !strings.HasPrefix(key, out.Prefix) || from.covers(key) || last.covers(key) {
			continue
		}
		if len(out.Objects)+len(out.CommonPrefixes) == limit {
			out.IsTruncated, out.NextPageToken = true, last.token()
			return
		}
		if folder, ok := commonPrefix(key, out.Prefix, out.Delimiter); ok {
			last = mark{after: folder, folder: true}
			out.CommonPrefixes = append(out.CommonPrefixes, folder)
			continue
		}
		last = mark{after: key}
		out.Objects = append(out.Objects, st.objects[key].entry(key))
	}
}

// commonPrefix is key up to and with the first delimiter behind prefix.
func commonPrefix(key, prefix, delimiter string) (folder string, ok bool) {
	if delimiter == "" {
		return "", false
	}
	before, _, found := strings.Cut(key[len(prefix):], delimiter)
	return prefix + before + delimiter, found
}

// entry is the object as listings show it.
func (o *object) entry(key string) bucket.Object {
	e := bucket.Object{Key: key, ETag: o.etag, Size: int64(len(o.data)), LastModified: o.modified, StorageClass: "STANDARD"}
	if o.class != "" {
		e.StorageClass = o.class
	}
	for algorithm := checksum.CRC32C; algorithm <= checksum.SHA256; algorithm++ {
		if o.checksums[algorithm] != "" {
			e.ChecksumAlgorithms = append(e.ChecksumAlgorithms, algorithm.String())
			e.ChecksumType = "FULL_OBJECT"
		}
	}
	return e
}

// mark is a place in a listing: behind a key, or behind everything that a
// common prefix stands for.
type mark struct {
	after  string
	folder bool
}

// covers reports whether key is before the mark.
func (m mark) covers(key string) bool {
	return m.after != "" && key <= m.after || m.folder && strings.HasPrefix(key, m.after)
}

// token is the mark as the caller gets it.
func (m mark) token() string {
	kind := "k"
	if m.folder {
		kind = "p"
	}
	return base64.RawURLEncoding.EncodeToString([]byte(kind + m.after))
}

// parseMark reads a token.
func parseMark(token string) (m mark, ok bool) {
	raw, err := base64.RawURLEncoding.DecodeString(token)
	if err != nil || len(raw) < 2 || raw[0] != 'k' && raw[0] != 'p' {
		return mark{}, false
	}
	return mark{after: string(raw[1:]), folder: raw[0] == 'p'}, true
}
