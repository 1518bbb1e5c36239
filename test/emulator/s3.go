// SPDX-License-Identifier: Apache-2.0

package emulator

import (
	_ "embed"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"time"
)

// s3Extra is the model of operations that S3 has and the SDK does not.
//
//go:embed s3_extra.json
var s3Extra []byte

// s3Dialect is Amazon S3 in one region, for one account, without versioning.
// Unless said otherwise, facts are from the Amazon S3 API reference (2006-03-01).
func s3Dialect() *dialect {
	return &dialect{
		id:            "s3",
		server:        "AmazonS3",
		prefix:        "x-amz-",
		extra:         s3Extra,
		ids:           s3IDs,
		words:         s3Words(),
		detailed:      true,
		language:      xmlLanguage{s3Style},
		noDocument:    malformedDocument,
		handlers:      s3Handlers(),
		check:         checkS3,
		documents:     documents(),
		rulesDocument: "cors",
		optional:      []string{"encoding-type"},
		// The sub-resources that Signature Version 2 signed, plus those of
		// later years: each is an operation of its own.
		subresources: []string{
			"abac", "accelerate", "acl", "analytics", "annotation", "attributes", "cors", "delete", "encryption", "intelligent-tiering", "inventory",
			"legal-hold", "lifecycle", "location", "logging", "metadataAnnotationTable", "metadataConfiguration", "metadataInventoryTable",
			"metadataJournalTable", "metadataTable", "metrics", "notification", "object-lock", "ownershipControls", "policy", "policyStatus",
			"publicAccessBlock", "renameObject", "replication", "requestPayment", "restore", "retention", "select", "session", "tagging", "torrent", "uploadId", "uploads", "versioning", "versions", "website",
		},
		selectors: []string{"X-Amz-Copy-Source"},
		always: map[string]record{
			"ListObjects":   {"Prefix": "", "KeyCount": int64(0), "IsTruncated": false},
			"ListObjectsV1": {"Prefix": "", "Marker": "", "IsTruncated": false},
			"ListBuckets":   {"Buckets": []any{}},
		},
		arguments:       s3Arguments(),
		sum:             &algorithms[0],
		checksums:       true,
		digests:         "Content-MD5 OR x-amz-checksum-*",
		encrypts:        true,
		customer:        "server-side-encryption-customer-",
		signedOverrides: true,
		tellsType:       true,
		contentType:     "binary/octet-stream",
		tooMany:         malformedDocument,
		badKey:          "InvalidURI",
		pageSizes:       "Argument maxKeys must be an integer between 0 and 2147483647",
		maxKey:          1024,
		maxMetadata:     2048,
		maxPage:         1000,
		maxDocument:     2 << 20,
		maxObject:       5 << 30,
		ownerHeader:     "X-Amz-Expected-Bucket-Owner",
		owner:           "75aa57f09aa0c8caeab4f8c24e99d10f8e7faeebf76c078efc7c6caea54ba06a",
		account:         "123456789012",
	}
}

// s3Handlers are the operations that S3 has.
func s3Handlers() map[string]handler {
	return map[string]handler{
		"ListBuckets":   (*call).listBuckets,
		"Create":        (*call).createBucket,
		"Head":          (*call).headBucket,
		"Delete":        (*call).deleteBucket,
		"PutObject":     (*call).putObject,
		"GetObject":     (*call).getObject,
		"HeadObject":    (*call).getObject,
		"DeleteObject":  (*call).deleteObject,
		"DeleteObjects": (*call).deleteObjects,
		"ListObjects":   (*call).listObjects,
		"ListObjectsV1": (*call).listObjects,
	}
}

// checkS3 refuses to write at an offset, which directory buckets alone do
// (PutObject): the emulator has none, and must not replace the object.
func checkS3(c *call) error {
	if c.in.has("WriteOffsetBytes") {
		return c.fault("NotImplemented").with("Header", "x-amz-write-offset-bytes")
	}
	return nil
}

func s3IDs(n uint64, _ time.Time) ids {
	n *= 0x9e3779b97f4a7c15
	return ids{
		request: fmt.Sprintf("%016X", n),
		host:    base64.StdEncoding.EncodeToString(binary.BigEndian.AppendUint64([]byte("pail emulator, host of request "), n)),
	}
}

// s3Words are the codes, statuses and messages of "Error responses" in the API
// reference; where the reference describes rather than quotes, the message is
// what S3 and its clones are seen to send.
func s3Words() map[string]words {
	return map[string]words{
		"AccessDenied":                        {403, "Access Denied"},
		"BadDigest":                           {400, "The Content-MD5 you specified did not match what we received."},
		"BucketAlreadyOwnedByYou":             {409, "Your previous request to create the named bucket succeeded and you already own it."},
		"BucketNotEmpty":                      {409, "The bucket you tried to delete is not empty."},
		"EntityTooLarge":                      {400, "Your proposed upload exceeds the maximum allowed object size."},
		"IllegalLocationConstraintException":  {400, "The $ location constraint is incompatible for the region specific endpoint this request was sent to."},
		"IncompleteBody":                      {400, "The request body terminated unexpectedly"},
		internalError:                         {500, "We encountered an internal error. Please try again."},
		"InvalidArgument":                     {400, "Invalid Argument"},
		"InvalidBucketAclWithObjectOwnership": {400, "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting"},
		"InvalidBucketName":                   {400, "The specified bucket is not valid."},
		"InvalidDigest":                       {400, "The Content-Md5 you specified is not valid."},
		"InvalidLocationConstraint":           {400, "The specified location-constraint is not valid"},
		"InvalidPartNumber":                   {416, "The requested partnumber is not satisfiable"},
		"InvalidRange":                        {416, "The requested range is not satisfiable"},
		"InvalidRedirectLocation":             {400, "The website redirect location must have a prefix of 'http://' or 'https://' or '/'."},
		"InvalidRequest":                      {400, "Invalid Request"},
		"InvalidStorageClass":                 {400, "The storage class you specified is not valid"},
		"InvalidTag":                          {400, "The TagKey you have provided is invalid"},
		"InvalidToken":                        {400, "The provided token is malformed or otherwise invalid."},
		"InvalidURI":                          {400, "Couldn't parse the specified URI."},
		"KeyTooLongError":                     {400, "Your key is too long."},
		"MalformedXML":                        {400, "The XML you provided was not well-formed or did not validate against our published schema."},
		"MaxMessageLengthExceeded":            {400, "Your request was too big."},
		"MetadataTooLarge":                    {400, "Your metadata headers exceed the maximum allowed metadata size"},
		"MethodNotAllowed":                    {405, "The specified method is not allowed against this resource."},
		"MissingContentLength":                {411, "You must provide the Content-Length HTTP header."},
		"NoSuchBucket":                        {404, "The specified bucket does not exist."},
		"NoSuchCORSConfiguration":             {404, "The CORS configuration does not exist"},
		"NoSuchKey":                           {404, "The specified key does not exist."},
		"NoSuchVersion":                       {404, "The specified version does not exist."},
		"NotImplemented":                      {501, "A header you provided implies functionality that is not implemented."},
		"NotModified":                         {304, "Not Modified"},
		"PreconditionFailed":                  {412, "At least one of the pre-conditions you specified did not hold."},
		"XAmzContentSHA256Mismatch":           {400, "The provided 'x-amz-content-sha256' header does not match what was computed."},
	}
}

func s3Arguments() map[string]argument {
	return map[string]argument{
		"max-keys":                            {message: "Provided max-keys not an integer or within integer range"},
		"max-buckets":                         {message: "Argument max-buckets must be an integer between 1 and 10000."},
		"partNumber":                          {message: "Part number must be an integer between 1 and 10000, inclusive."},
		"encoding-type":                       {message: "Invalid Encoding Method specified in Request"},
		"versionId":                           {message: "Invalid version id specified"},
		"continuation-token":                  {message: "The continuation token provided is incorrect"},
		"x-amz-storage-class":                 {code: "InvalidStorageClass"},
		"x-amz-tagging":                       {message: "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag name duplicates."},
		"x-amz-object-ownership":              {message: "Invalid x-amz-object-ownership header: $"},
		"x-amz-object-lock-mode":              {message: "Unknown wormMode directive."},
		"x-amz-object-lock-legal-hold":        {message: "Legal Hold must be either of 'ON' or 'OFF'"},
		"x-amz-object-lock-retain-until-date": {message: "The retain until date must be provided in ISO 8601 format"},
		"x-amz-server-side-encryption-customer-algorithm": {message: "The Encryption request specified is not valid. Supported value: AES256"},
	}
}
