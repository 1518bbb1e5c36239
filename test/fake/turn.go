// SPDX-License-Identifier: Apache-2.0

package fake

import (
	"encoding/xml"
	"fmt"
	"net/http"
	"strconv"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/internal/body"
	"github.com/seed-40dc4ce0/pail/internal/pipeline"
)

// turn is one call being answered.
type turn struct {
	service         *Service
	operation       pipeline.Operation
	upload          body.Upload // what PutObject stores
	op, bucket, key string
	requestID       string
	header          http.Header // of the answer
}

func requestID(n int64) string { return fmt.Sprintf("FAKE%012d", n) }

// response is what comes with an answer.
func (t *turn) response(status int) bucket.Response {
	t.header.Set("X-Amz-Request-Id", t.requestID)
	t.header.Set("Date", t.service.clock().Format(http.TimeFormat))
	return bucket.Response{
		StatusCode: status,
		Status:     strconv.Itoa(status) + " " + http.StatusText(status),
		Header:     t.header,
		RequestID:  t.requestID,
		Attempts:   1,
		URL:        "fake://" + t.bucket + "/" + t.key,
	}
}

// set writes a header of the answer; "" is not written.
func (t *turn) set(name, value string) {
	if value != "" {
		t.header.Set(name, value)
	}
}

// fault is an answer that says no.
type fault struct {
	status        int
	code, message string
	err           error
}

// The faults, in S3's words ("Error responses", Amazon S3 API Reference).
var (
	noSuchBucket       = fault{404, "NoSuchBucket", "The specified bucket does not exist", bucket.ErrNoSuchBucket}
	noSuchKey          = fault{404, "NoSuchKey", "The specified key does not exist.", bucket.ErrNoSuchKey}
	noSuchVersion      = fault{404, "NoSuchVersion", "The specified version does not exist.", bucket.ErrNoSuchVersion}
	noSuchCORS         = fault{404, "NoSuchCORSConfiguration", "The CORS configuration does not exist", bucket.ErrNoSuchCORSConfiguration}
	accessDenied       = fault{403, "AccessDenied", "Access Denied", bucket.ErrAccessDenied}
	bucketExists       = fault{409, "BucketAlreadyOwnedByYou", "Your previous request to create the named bucket succeeded and you already own it.", bucket.ErrBucketExists}
	bucketNotEmpty     = fault{409, "BucketNotEmpty", "The bucket you tried to delete is not empty", bucket.ErrBucketNotEmpty}
	badBucketName      = fault{400, "InvalidBucketName", "The specified bucket is not valid.", nil}
	preconditionFailed = fault{412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold", bucket.ErrPreconditionFailed}
	notModified        = fault{304, "", "", bucket.ErrNotModified}
	invalidRange       = fault{416, "InvalidRange", "The requested range is not satisfiable", bucket.ErrInvalidRange}
	invalidPart        = fault{416, "InvalidPartNumber", "The requested partnumber is not satisfiable", bucket.ErrInvalidRange}
	rangeAndPart       = fault{400, "InvalidRequest", "Cannot specify both Range header and partNumber query parameter", nil}
	notImplemented     = fault{501, "NotImplemented", "A header you provided implies functionality that is not implemented", bucket.ErrUnsupported}
	archived           = fault{403, "InvalidObjectState", "The operation is not valid for the object's storage class", nil}
	badDigest          = fault{400, "BadDigest", "The Content-MD5 you specified did not match what we received.", bucket.ErrChecksumMismatch}
	invalidDigest      = fault{400, "InvalidDigest", "The Content-MD5 you specified was invalid.", nil}
	badToken           = fault{400, "InvalidArgument", "The continuation token provided is incorrect", nil}
	badStorageClass    = fault{400, "InvalidStorageClass", "The storage class you specified is not valid", nil}
	metadataTooLarge   = fault{400, "MetadataTooLarge", "Your metadata headers exceed the maximum allowed metadata size", nil}
	badTags            = fault{400, "InvalidArgument", "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag name duplicates.", nil}
	tooManyTags        = fault{400, "BadRequest", "Object tags cannot be greater than 10", nil}
	tagTwice           = fault{400, "InvalidTag", "Cannot provide multiple Tags with the same key", nil}
	keyRequired        = fault{400, "InvalidRequest", "The object was stored using a form of Server Side Encryption. The correct parameters must be provided to retrieve the object.", nil}
	keyNotApplicable   = fault{400, "InvalidRequest", "The encryption parameters are not applicable to this object.", nil}
	badCustomerKey     = fault{400, "InvalidArgument", "The secret key was invalid for the specified algorithm.", nil}
)

// fail is the error for f. Answers to HEAD have no body, so that code and
// message are lost, as they are on the wire.
func (t *turn) fail(f fault) *bucket.Error {
	if t.op == "Head" || t.op == "HeadObject" {
		f.code, f.message = "", ""
	}
	e := &bucket.Error{
		Op: t.op, Provider: Provider, Bucket: t.bucket, Key: t.key,
		StatusCode: f.status, Code: f.code, Message: f.message,
		RequestID: t.requestID, Response: t.response(f.status), Err: f.err,
	}
	if f.code != "" {
		e.Resource = "/" + t.bucket + "/" + t.key
		e.Body = document(e)
		t.set("Content-Type", "application/xml")
	}
	return e
}

// document is e as S3 writes it down.
func document(e *bucket.Error) []byte {
	text, err := xml.Marshal(struct {
		XMLName                                  xml.Name `xml:"Error"`
		Code, Message, Resource, Key, BucketName string   `xml:",omitempty"`
		Method, ResourceType                     string   `xml:",omitempty"`
		RequestID                                string   `xml:"RequestId"`
	}{
		Code: e.Code, Message: e.Message, Resource: e.Resource, Key: e.Key, BucketName: e.Bucket,
		Method: e.Method, ResourceType: e.ResourceType, RequestID: e.RequestID,
	})
	if err != nil {
		return nil
	}
	return append([]byte(xml.Header), text...)
}

// noAnswer is the error for a call that ended before an answer.
func (t *turn) noAnswer(cause error) *bucket.TransportError {
	return &bucket.TransportError{Op: t.op, Provider: Provider, Bucket: t.bucket, Key: t.key, Err: cause}
}
