// SPDX-License-Identifier: Apache-2.0

package emulator

import (
	"crypto/sha512"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash"
	"hash/crc64"
	"maps"
	"path"
	"regexp"
	"time"
)

// cosDialect is Tencent COS in one region, for one account, without versioning.
// Numbers are those of Tencent Cloud's documents 436/N; what none of them says
// is answered as S3 answers it, which COS follows wherever it was seen.
func cosDialect() *dialect {
	return &dialect{
		id:          "cos",
		server:      "tencent-cos",
		prefix:      "x-cos-",
		ids:         cosIDs,
		virtualOnly: true, // 102489
		words:       cosWords(),
		codes:       map[string]string{"KeyTooLongError": "KeyTooLong"}, // 7730
		resource:    cosResource,
		// The layout is that of which a recorded refusal has the length.
		language:      xmlLanguage{xmlStyle{declaration: `<?xml version='1.0' encoding='utf-8' ?>`, indent: "  "}},
		noDocument:    malformedDocument,
		handlers:      cosHandlers(),
		check:         checkCOS,
		documents:     documents(),
		rulesDocument: "cors",
		optional:      []string{"encoding-type"},
		// The actions of the API's list, 10111.
		subresources: []string{
			"accelerate", "acl", "append", "asyncfetch", "cors", "delete", "domain", "domaincertificate", "encryption", "intelligenttiering",
			"inventory", "lifecycle", "location", "logging", "notification", "object-lock", "origin", "policy", "referer", "replication", "restore",
			"retention", "select", "tagging", "uploadId", "uploads", "versioning", "versions", "website",
			// Those that are in cos-go-sdk-v5 alone, data processing among them.
			"ci-process", "guetzli", "hdr-image-processing", "hotlink", "image-slim", "intelligent-tiering", "origin-protect", "style", "symlink",
		},
		selectors:   []string{"X-Cos-Copy-Source", "X-Cos-Symlink-Target", "Pic-Operations"},
		appendedSum: "x-cos-content-sha1", // which holds an MD5: object.go of cos-go-sdk-v5 compares it
		always: map[string]record{
			"ListObjects": {"Prefix": "", "StartAfter": "", "IsTruncated": false}, // 7734
			"ListBuckets": {"Buckets": []any{}},
		},
		sum:             &crc64ECMA,
		sumAlways:       true, // 40334
		customer:        "server-side-encryption-customer-",
		signedOverrides: true,
		tellsType:       true,
		digests:         "Content-MD5",
		contentType:     "application/octet-stream", // 7749
		tooMany:         malformedDocument,
		badKey:          "InvalidURI",
		pageSizes:       "Argument maxKeys must be an integer between 0 and 2147483647",
		maxKey:          850,  // 13324
		maxMetadata:     2048, // 7749
		maxPage:         1000, // 7734
		maxDocument:     2 << 20,
		maxObject:       5 << 30, // 7749
		account:         "1234567890",
	}
}

// cosHandlers are the operations that COS has.
func cosHandlers() map[string]handler {
	return map[string]handler{
		"ListBuckets":   (*call).listBuckets,
		"Create":        (*call).createCOSBucket,
		"Head":          (*call).headBucket,
		"Delete":        (*call).deleteBucket,
		"PutObject":     (*call).putObject,
		"AppendObject":  (*call).appendObject,
		"GetObject":     (*call).getObject,
		"HeadObject":    (*call).getObject,
		"DeleteObject":  (*call).deleteObject,
		"DeleteObjects": (*call).deleteObjects,
		"ListObjects":   (*call).listObjects,
	}
}

// crc64ECMA is x-cos-hash-crc64ecma (40334).
var crc64ECMA = algorithm{
	name: "CRC64ECMA", member: "ChecksumCRC64ECMA", size: 8, decimal: true,
	make: func() hash.Hash { return crc64.New(crc64.MakeTable(crc64.ECMA)) },
}

// cosIDs have the form and the length of recorded ones: a time, an address and
// two numbers, and a digest in hex.
func cosIDs(n uint64, now time.Time) ids {
	request := fmt.Sprintf("%08x_7f000001_%05x_%09x", uint32(now.Unix()), n>>36&0xfffff, n&0xfffffffff) //nolint:gosec // a form, not a number
	trace := sha512.Sum512(binary.BigEndian.AppendUint64([]byte("pail emulator, trace of request "), n))
	return ids{
		request: base64.StdEncoding.EncodeToString([]byte(request)),
		trace:   base64.StdEncoding.EncodeToString([]byte(hex.EncodeToString(trace[:]))),
	}
}

// cosResource is the host and the path, without a scheme (8288).
func cosResource(c *call) string {
	if c.virtual {
		return withoutPort(c.request.Host) + "/" + c.key
	}
	return withoutPort(c.request.Host) + rawPath(c.request)
}

// cosWords are S3's, where they were seen to be the same or were not seen, and
// COS's own.
func cosWords() map[string]words {
	all := s3Words()
	maps.Copy(all, map[string]words{
		"AccessDenied":             {403, "Access Denied."},                                                                             // 40105
		"FileAlreadyExists":        {409, "The object you specified already exists and can not be overwritten."},                        // 7730 has the code
		"ObjectNotAppendable":      {409, "The operation is not valid for the current state of the object."},                            // 7741
		"PathStyleDomainForbidden": {403, "The bucket you are attempting to access must be addressed using COS virtual-styled domain."}, // as users of new buckets report it
		"PositionNotEqualToLength": {409, "The value of position does not equal the length of the object."},                             // 7741 has the status
		"KeyTooLongError":          {400, "Your key is too long."},                                                                      // 7730 has the code
	})
	return all
}

// cosBucketName: up to 60 letters, digits and hyphens, the APPID at the end
// included (13312).
var cosBucketName = regexp.MustCompile(`\A[a-z0-9]([a-z0-9-]{0,48}[a-z0-9])?-[0-9]+\z`)

func (c *call) createCOSBucket() (*answer, error) {
	if !cosBucketName.MatchString(c.bucket) || len(c.bucket) > 60 {
		return nil, c.fault("InvalidBucketName")
	}
	return &answer{}, c.create()
}

// The ends of x-cos-traffic-limit, in bits a second (40140).
const (
	minTraffic = 819200
	maxTraffic = 838860800
)

// checkCOS refuses what the model does not say: keys that COS would take for
// the bucket, and limits beyond theirs.
func checkCOS(c *call) error {
	if c.key != "" && path.Clean("/"+c.key) == "/" {
		return c.fault("InvalidURI")
	}
	if n, ok := c.in.number("TrafficLimit"); ok && (n < minTraffic || n > maxTraffic) {
		return c.dialect.badArgument("x-cos-traffic-limit", "")
	}
	return nil
}
