// SPDX-License-Identifier: Apache-2.0

package emulator_test

import (
	"crypto/md5"
	"encoding/base64"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/test/emulator"
)

// photosHost is the bucket of these tests, where COS has it.
const photosHost = "photos-1234567890.cos.ap-guangzhou.myqcloud.com"

// tencent is a COS with the bucket of photosHost that asks for no signatures.
func tencent(t *testing.T, o emulator.Options) *emulator.Emulator {
	t.Helper()
	o.Provider, o.Anonymous = "cos", true
	e := open(t, o)
	photos(t, e, "PUT /", "").expect(t, 200)
	return e
}

// photos sends a request to the bucket of these tests.
func photos(t *testing.T, h http.Handler, line, body string, headers ...string) reply {
	t.Helper()
	return ask(t, h, line, body, append([]string{"Host: " + photosHost}, headers...)...)
}

func TestCOSErrorDocuments(t *testing.T) {
	t.Parallel()
	elsewhere := "Host: nowhere-1234567890.cos.ap-guangzhou.myqcloud.com"
	for _, tt := range []struct {
		name, line, body string
		headers          []string
		status           int
		code, message    string
		resource         string
	}{
		{"a missing key", "GET /a%20cat.png", "", nil, 404, "NoSuchKey", "The specified key does not exist.", photosHost + "/a cat.png"},
		{"a missing bucket", "GET /cat.png", "", []string{elsewhere}, 404, "NoSuchBucket", "The specified bucket does not exist.", elsewhere[6:] + "/cat.png"},
		{"a bucket without rules", "GET /?cors", "", nil, 404, "NoSuchCORSConfiguration", "The CORS configuration does not exist", photosHost + "/"},
		{"a bucket without an APPID", "PUT /", "", []string{"Host: photos.cos.ap-guangzhou.myqcloud.com"}, 400, "InvalidBucketName", "The specified bucket is not valid.",
			"photos.cos.ap-guangzhou.myqcloud.com/"},
		{"a bucket in the path", "GET /photos-1234567890/cat.png", "", []string{"Host: cos.ap-guangzhou.myqcloud.com"}, 403, "PathStyleDomainForbidden",
			"The bucket you are attempting to access must be addressed using COS virtual-styled domain.", "cos.ap-guangzhou.myqcloud.com/photos-1234567890/cat.png"},
		{"a bucket in the path of an address", "GET /photos-1234567890/cat.png", "", []string{"Host: 127.0.0.1:9000"}, 403, "PathStyleDomainForbidden",
			"The bucket you are attempting to access must be addressed using COS virtual-styled domain.", "127.0.0.1/photos-1234567890/cat.png"},
		{"a key of more than 850 bytes", "PUT /" + strings.Repeat("k", 851), "x", nil, 400, "KeyTooLong", "Your key is too long.", photosHost + "/" + strings.Repeat("k", 851)},
		{"a key that is the bucket itself", "DELETE /..", "", nil, 400, "InvalidURI", "Couldn't parse the specified URI.", photosHost + "/.."},
		{"a key that dots reduce to it", "DELETE /a/../", "", nil, 400, "InvalidURI", "Couldn't parse the specified URI.", photosHost + "/a/../"},
		{"an operation that is not there", "PUT /cat.png?acl", "x", nil, 501, "NotImplemented", "A header you provided implies functionality that is not implemented.", photosHost + "/cat.png"},
		{"a copy", "PUT /cat.png", "", []string{"X-Cos-Copy-Source: " + photosHost + "/dog.png"}, 501, "NotImplemented",
			"A header you provided implies functionality that is not implemented.", photosHost + "/cat.png"},
		{"a deletion of many without its digest", "POST /?delete", "<Delete/>", nil, 400, "InvalidRequest", "Missing required header for this request: Content-MD5", photosHost + "/"},
		{"a limit that is too low", "PUT /cat.png", "x", []string{"X-Cos-Traffic-Limit: 819199"}, 400, "InvalidArgument", "Invalid Argument", photosHost + "/cat.png"},
		{"a limit that is too high", "GET /cat.png", "", []string{"X-Cos-Traffic-Limit: 838860801"}, 400, "InvalidArgument", "Invalid Argument", photosHost + "/cat.png"},
		{"a storage class of S3", "PUT /cat.png", "x", []string{"X-Cos-Storage-Class: GLACIER"}, 400, "InvalidArgument", "Invalid Argument", photosHost + "/cat.png"},
		{"an append without a position", "POST /log?append", "x", nil, 400, "InvalidArgument", "Invalid Argument", photosHost + "/log"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r := photos(t, tencent(t, emulator.Options{}), tt.line, tt.body, tt.headers...).expect(t, tt.status)
			want := "<?xml version='1.0' encoding='utf-8' ?>\n<Error>\n  <Code>" + tt.code + "</Code>\n  <Message>" + tt.message + "</Message>\n  <Resource>" + tt.resource +
				"</Resource>\n  <RequestId>" + r.get("x-cos-request-id") + "</RequestId>\n  <TraceId>" + r.get("x-cos-trace-id") + "</TraceId>\n</Error>"
			if diff := cmp.Diff(want, r.body); diff != "" {
				t.Errorf("document (-want +got):\n%s", diff)
			}
			if r.get("Server") != "tencent-cos" || r.get("Content-Type") != "application/xml" || r.get("x-cos-request-id") == "" || r.get("x-cos-trace-id") == "" {
				t.Errorf("headers %v", r.header)
			}
		})
	}
}

func TestCOSHeadErrorsHaveIDsInHeaders(t *testing.T) {
	t.Parallel()
	e := tencent(t, emulator.Options{})
	if r := photos(t, e, "HEAD /absent", "").expect(t, 404); r.body != "" || r.get("x-cos-request-id") == "" || r.get("x-cos-trace-id") == "" {
		t.Errorf("answer %v %q", r.header, r.body)
	}
	if r := photos(t, e, "HEAD /", "").expect(t, 200); r.get("x-cos-trace-id") != "" || r.get("x-cos-bucket-region") != "ap-guangzhou" {
		t.Errorf("a success has %v", r.header)
	}
}

func TestCOSHosts(t *testing.T) {
	t.Parallel()
	e := tencent(t, emulator.Options{})
	for _, host := range []string{"service.cos.myqcloud.com", "cos.ap-guangzhou.myqcloud.com", "127.0.0.1:9000"} {
		r := ask(t, e, "GET /?region=ap-guangzhou", "", "Host: "+host).expect(t, 200)
		if r.between("<Location>", "</Location>") != "ap-guangzhou" || !strings.Contains(r.body, "<Name>photos-1234567890</Name>") {
			t.Errorf("%s lists %s", host, r.body)
		}
	}
	domain := tencentAt(t, emulator.Options{BaseDomain: "cos.test", PathStyle: true})
	ask(t, domain, "PUT /", "", "Host: photos-1234567890.cos.test").expect(t, 200)
	ask(t, domain, "PUT /photos-1234567890/cat", "meow", "Host: 127.0.0.1:9000").expect(t, 200)
	if r := ask(t, domain, "GET http://photos-1234567890.cos.test/cat", "").expect(t, 200); r.body != "meow" {
		t.Errorf("a proxied request gets %q", r.body)
	}
}

// tencentAt is a COS without a bucket.
func tencentAt(t *testing.T, o emulator.Options) *emulator.Emulator {
	t.Helper()
	o.Provider, o.Anonymous = "cos", true
	return open(t, o)
}

func TestCOSAppends(t *testing.T) {
	t.Parallel()
	e := tencent(t, emulator.Options{})
	photos(t, e, "PUT /whole", "content").expect(t, 200)
	for _, step := range []struct {
		name, line, body string
		headers          []string
		status           int
		code, next       string
	}{
		{"a position in nothing", "POST /log?append&position=1", "x", nil, 409, "PositionNotEqualToLength", ""},
		{"the first part", "POST /log?append&position=0", "12345", []string{"Content-Type: text/x-log", "X-Cos-Meta-A: 1"}, 200, "", "5"},
		{"the first part again", "POST /log?append&position=0", "12345", nil, 409, "PositionNotEqualToLength", ""},
		{"a part with another digest", "POST /log?append&position=5", "6789", []string{"Content-MD5: " + digest("other")}, 400, "BadDigest", ""},
		{"the second part", "POST /log?append&position=5", "6789", []string{"Content-Type: text/ignored", "Content-MD5: " + digest("6789")}, 200, "", "9"},
		{"an object that was stored whole", "POST /whole?append&position=7", "x", nil, 409, "ObjectNotAppendable", ""},
	} {
		r := photos(t, e, step.line, step.body, step.headers...)
		if r.status != step.status || r.code() != step.code || r.get("x-cos-next-append-position") != step.next {
			t.Errorf("%s: answer %d %s %v", step.name, r.status, r.body, r.header)
		}
	}
	r := photos(t, e, "GET /log", "").expect(t, 200)
	// The checksum is the check value of CRC-64/XZ, 0x995dc9bbdf1939fa.
	for name, want := range map[string]string{
		"x-cos-object-type": "appendable", "x-cos-hash-crc64ecma": "11051210869376104954", "Content-Type": "text/x-log", "x-cos-meta-a": "1",
		"ETag": `"25f9e794323b453885f5181f1b624d0b"`,
	} {
		if got := r.get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	if r.body != "123456789" {
		t.Errorf("content %q", r.body)
	}
	photos(t, e, "PUT /log", "new").expect(t, 200)
	if r := photos(t, e, "HEAD /log", "").expect(t, 200); r.get("x-cos-object-type") != "normal" {
		t.Errorf("a replaced object is of type %s", r.get("x-cos-object-type"))
	}
}

// digest is the Content-MD5 of a body.
func digest(body string) string {
	sum := md5.Sum([]byte(body))
	return base64.StdEncoding.EncodeToString(sum[:])
}

func TestCOSForbidsToOverwriteWhenItIsAskedTo(t *testing.T) {
	t.Parallel()
	e := tencent(t, emulator.Options{})
	photos(t, e, "PUT /once", "1", "X-Cos-Forbid-Overwrite: true").expect(t, 200)
	if r := photos(t, e, "PUT /once", "2", "X-Cos-Forbid-Overwrite: true").expect(t, 409); r.code() != "FileAlreadyExists" {
		t.Errorf("answer %s", r.body)
	}
	photos(t, e, "PUT /once", "3", "X-Cos-Forbid-Overwrite: false").expect(t, 200)
}

func TestCOSListsByMarker(t *testing.T) {
	t.Parallel()
	e := tencent(t, emulator.Options{})
	for _, key := range []string{"a%20b", "d/1", "d/2", "e"} {
		photos(t, e, "PUT /"+key, "x").expect(t, 200)
	}
	list := func(query string) []string {
		r := photos(t, e, "GET /?"+query, "").expect(t, 200)
		var got []string
		for _, element := range []string{"Prefix", "Marker", "NextMarker", "IsTruncated", "EncodingType"} {
			got = append(got, r.between("<"+element+">", "</"+element+">"))
		}
		keys := strings.Split(r.body, "<Key>")
		for _, k := range keys[1:] {
			key, _, _ := strings.Cut(k, "<")
			got = append(got, key)
		}
		return got
	}
	for _, tt := range []struct {
		query string
		want  []string
	}{
		{"max-keys=1", []string{"", "", "a b", "true", "", "a b"}},
		{"max-keys=1&encoding-type=url", []string{"", "", "a+b", "true", "url", "a+b"}},
		{"max-keys=2&delimiter=/", []string{"", "", "d/", "true", "", "a b"}},
		{"max-keys=2&delimiter=/&marker=d/", []string{"", "d/", "", "false", "", "e"}},
		{"marker=d/1", []string{"", "d/1", "", "false", "", "d/2", "e"}},
	} {
		if diff := cmp.Diff(tt.want, list(tt.query)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.query, diff)
		}
	}
	r := photos(t, e, "GET /?prefix=e", "").expect(t, 200)
	for _, part := range []string{"<Owner>\n      <ID>1234567890</ID>\n      <DisplayName>1234567890</DisplayName>\n    </Owner>", "<StorageClass>STANDARD</StorageClass>", "<MaxKeys>1000</MaxKeys>"} {
		if !strings.Contains(r.body, part) {
			t.Errorf("%s is missing in %s", part, r.body)
		}
	}
}

func TestCOSKeepsWhatOnlyItHas(t *testing.T) {
	t.Parallel()
	e := tencent(t, emulator.Options{})
	put := photos(t, e, "PUT /cat", "meow", "X-Cos-Storage-Class: MAZ_STANDARD", "X-Cos-Server-Side-Encryption: cos/kms", "X-Cos-Tagging: a=1&b=2", "X-Cos-Acl: default",
		"X-Cos-Traffic-Limit: 819200", "X-Cos-Meta-Author: me").expect(t, 200)
	get := photos(t, e, "GET /cat", "", "Range: bytes=0-1").expect(t, 206)
	for name, want := range map[string]string{
		"x-cos-storage-class": "MAZ_STANDARD", "x-cos-server-side-encryption": "cos/kms", "x-cos-tagging-count": "2", "x-cos-object-type": "normal",
		"x-cos-meta-author": "me", "Content-Type": "application/octet-stream", "x-cos-hash-crc64ecma": put.get("x-cos-hash-crc64ecma"),
	} {
		if got := get.get(name); got != want || want == "" {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	photos(t, e, "PUT /dog", "woof").expect(t, 200)
	if r := photos(t, e, "HEAD /dog", ""); r.get("x-cos-server-side-encryption") != "" || r.get("x-cos-storage-class") != "" {
		t.Errorf("headers that nobody asked for: %v", r.header)
	}
	if r := photos(t, e, "PUT /", "").expect(t, 409); r.code() != "BucketAlreadyOwnedByYou" {
		t.Errorf("answer %s", r.body)
	}
}
