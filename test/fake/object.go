// SPDX-License-Identifier: Apache-2.0

package fake

import (
	"cmp"
	"crypto/md5" //nolint:gosec // S3's ETag, not used for secrecy
	"encoding/base64"
	"encoding/hex"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"time"
	"unicode/utf8"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/internal/checksum"
)

// object is one stored object. It is never changed once it is in a bucket, so
// that a body can be read without the lock.
type object struct {
	data     []byte
	etag     string // with its quotes
	modified time.Time
	metadata map[string]string // keys in lower case

	contentType, cacheControl, contentDisposition string
	contentEncoding, contentLanguage              string
	expires                                       time.Time
	redirect                                      string

	class     string // "" for STANDARD
	tags      []bucket.Tag
	checksums map[checksum.Algorithm]string // base64

	encryption, kmsKeyID string
	bucketKey            bool
	customerKeyMD5       string // base64; "" unless the customer holds the key
}

// newObject is what in stores, given its bytes, or the fault that S3 finds.
func newObject(in *bucket.PutObjectInput, data []byte, now time.Time) (*object, *fault) {
	sum := md5.Sum(data) //nolint:gosec // see the import
	o := &object{
		data: data, etag: `"` + hex.EncodeToString(sum[:]) + `"`, modified: now,
		contentType: in.ContentType, cacheControl: in.CacheControl, contentDisposition: in.ContentDisposition,
		contentEncoding: in.ContentEncoding, contentLanguage: in.ContentLanguage, expires: in.Expires,
		redirect: in.WebsiteRedirectLocation, encryption: in.ServerSideEncryption, kmsKeyID: in.SSEKMSKeyID,
		bucketKey: in.BucketKeyEnabled != nil && *in.BucketKeyEnabled,
	}
	if o.contentType == "" {
		o.contentType = "binary/octet-stream"
	}
	if in.ContentMD5 != "" {
		want, err := base64.StdEncoding.DecodeString(in.ContentMD5)
		switch {
		case err != nil || len(want) != md5.Size:
			return nil, &invalidDigest
		case string(want) != string(sum[:]):
			return nil, &badDigest
		}
	}
	for _, step := range []func(*bucket.PutObjectInput) *fault{o.setChecksums, o.setMetadata, o.setClass, o.setTags, o.setCustomerKey} {
		if f := step(in); f != nil {
			return nil, f
		}
	}
	return o, nil
}

// setChecksums keeps the checksums that in gives, if they are right.
func (o *object) setChecksums(in *bucket.PutObjectInput) *fault {
	for algorithm, want := range map[checksum.Algorithm]string{
		checksum.CRC32: in.ChecksumCRC32, checksum.CRC32C: in.ChecksumCRC32C, checksum.CRC64NVME: in.ChecksumCRC64NVME,
		checksum.SHA1: in.ChecksumSHA1, checksum.SHA256: in.ChecksumSHA256,
	} {
		if want == "" {
			continue
		}
		if decoded, err := base64.StdEncoding.DecodeString(want); err != nil || len(decoded) != algorithm.Size() {
			return &fault{400, "InvalidRequest", "Value for " + http.CanonicalHeaderKey(algorithm.Header()) + " header is invalid.", nil}
		}
		h := algorithm.New()
		_, _ = h.Write(o.data)
		if string(checksum.Append(nil, h)) != want {
			return &fault{400, "BadDigest", "The " + algorithm.String() + " you specified did not match the calculated checksum.", bucket.ErrChecksumMismatch}
		}
		if o.checksums == nil {
			o.checksums = make(map[checksum.Algorithm]string)
		}
		o.checksums[algorithm] = want
	}
	return nil
}

// maxMetadata is how many bytes names and values of metadata may have.
const maxMetadata = 2048

func (o *object) setMetadata(in *bucket.PutObjectInput) *fault {
	size := 0
	o.metadata = make(map[string]string, len(in.Metadata))
	for name, value := range in.Metadata {
		size += len(name) + len(value)
		o.metadata[lower(name)] = value
	}
	if size > maxMetadata {
		return &metadataTooLarge
	}
	return nil
}

// lower is name with its ASCII letters in lower case, as a header's is.
func lower(name string) string {
	b := []byte(name)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

func (o *object) setClass(in *bucket.PutObjectInput) *fault {
	switch in.StorageClass {
	case "", "STANDARD":
	case "REDUCED_REDUNDANCY", "STANDARD_IA", "ONEZONE_IA", "INTELLIGENT_TIERING", "GLACIER", "DEEP_ARCHIVE", "GLACIER_IR":
		o.class = in.StorageClass
	default:
		return &badStorageClass
	}
	return nil
}

func (o *object) setTags(in *bucket.PutObjectInput) *fault {
	tags, err := url.ParseQuery(in.Tagging)
	if err != nil || !utf8.ValidString(in.Tagging) {
		return &badTags
	}
	for name, values := range tags {
		if name == "" || len(values) > 1 {
			return &badTags
		}
	}
	if len(tags) > maxTags {
		return &tooManyTags
	}
	for _, name := range slices.Sorted(maps.Keys(tags)) {
		o.tags = append(o.tags, bucket.Tag{Key: name, Value: tags.Get(name)})
	}
	return nil
}

// setCustomerKey remembers which key the customer holds, not the key.
func (o *object) setCustomerKey(in *bucket.PutObjectInput) *fault {
	if in.SSECustomerKey == "" && in.SSECustomerAlgorithm == "" {
		return nil
	}
	if len(in.SSECustomerKey) != 32 || cmp.Or(in.SSECustomerAlgorithm, "AES256") != "AES256" {
		return &badCustomerKey
	}
	o.customerKeyMD5 = keyMD5(in.SSECustomerKey)
	return nil
}

func keyMD5(key string) string {
	sum := md5.Sum([]byte(key)) //nolint:gosec // see the import
	return base64.StdEncoding.EncodeToString(sum[:])
}
