// SPDX-License-Identifier: Apache-2.0

package fake

import (
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/seed-40dc4ce0/pail/internal/checksum"
)

// answer is an object and the part of it that was asked for.
type answer struct {
	*object

	bytes        byteRange
	status       int
	contentRange string
}

// cut takes the part that r asks for from o.
func cut(o *object, r read) (*answer, *fault) {
	size := int64(len(o.data))
	a := &answer{object: o, bytes: byteRange{0, size - 1}, status: http.StatusOK}
	part, asked, ok := parseRange(r.rangeHeader, size)
	switch {
	case !ok:
		return nil, &invalidRange
	case asked:
		a.bytes = part
	case r.partNumber == nil || size == 0:
		return a, nil
	}
	a.status = http.StatusPartialContent
	a.contentRange = fmt.Sprintf("bytes %d-%d/%d", a.bytes.first, a.bytes.last, size)
	return a, nil
}

// describe gives set the headers of an answer with the object in it.
func (a *answer) describe(set func(name, value string), checksums bool) {
	set("Accept-Ranges", "bytes")
	set("Content-Length", strconv.FormatInt(a.bytes.last-a.bytes.first+1, 10))
	set("Content-Range", a.contentRange)
	set("Content-Type", a.contentType)
	set("Cache-Control", a.cacheControl)
	set("Content-Disposition", a.contentDisposition)
	set("Content-Encoding", a.contentEncoding)
	set("Content-Language", a.contentLanguage)
	set("Expires", httpDate(a.expires))
	set("Last-Modified", httpDate(a.modified))
	set("X-Amz-Storage-Class", a.class)
	set("X-Amz-Website-Redirect-Location", a.redirect)
	if len(a.tags) > 0 {
		set("X-Amz-Tagging-Count", strconv.Itoa(len(a.tags)))
	}
	for name, value := range a.metadata {
		set("X-Amz-Meta-"+name, value)
	}
	a.identify(set, checksums && a.status == http.StatusOK)
}

// identify gives set the headers that a write and a read answer alike.
func (o *object) identify(set func(name, value string), checksums bool) {
	set("Etag", o.etag)
	set("X-Amz-Server-Side-Encryption", o.encryption)
	set("X-Amz-Server-Side-Encryption-Aws-Kms-Key-Id", o.kmsKeyID)
	if o.bucketKey {
		set("X-Amz-Server-Side-Encryption-Bucket-Key-Enabled", "true")
	}
	if o.customerKeyMD5 != "" {
		set("X-Amz-Server-Side-Encryption-Customer-Algorithm", "AES256")
		set("X-Amz-Server-Side-Encryption-Customer-Key-Md5", o.customerKeyMD5)
	}
	if !checksums || len(o.checksums) == 0 {
		return
	}
	set("X-Amz-Checksum-Type", "FULL_OBJECT")
	for algorithm := checksum.CRC32C; algorithm <= checksum.SHA256; algorithm++ {
		set(algorithm.Header(), o.checksums[algorithm])
	}
}

// httpDate is t as a header has it, "" for the zero time.
func httpDate(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(http.TimeFormat)
}
