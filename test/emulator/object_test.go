// SPDX-License-Identifier: Apache-2.0

package emulator_test

import (
	"crypto/md5"
	"encoding/base64"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/test/emulator"
)

func TestObjectComesBackAsItWasSent(t *testing.T) {
	t.Parallel()
	e := anonymous(t)
	put := ask(t, e, "PUT /photos/cat.png", "meow", "Content-Type: image/png", "Cache-Control: no-store", "Content-Encoding: br",
		"X-Amz-Meta-Colour: red", "X-Amz-Meta-Colour: blue", "X-Amz-Storage-Class: STANDARD_IA", "X-Amz-Tagging: a=1&b=2",
		"Expires: tomorrow", "X-Amz-Website-Redirect-Location: /dog.png", "X-Amz-Acl: public-read").expect(t, 200)
	want := map[string]string{
		"ETag": `"4a4be40c96ac6314e91d93f38043a634"`, "Content-Length": "4", "Content-Type": "image/png", "Cache-Control": "no-store",
		"Content-Encoding": "br", "x-amz-meta-colour": "red,blue", "x-amz-storage-class": "STANDARD_IA", "x-amz-tagging-count": "2",
		"Expires": "tomorrow", "x-amz-website-redirect-location": "/dog.png", "Accept-Ranges": "bytes",
		"Last-Modified": "Sat, 21 Nov 2026 12:00:00 GMT", "x-amz-server-side-encryption": "AES256",
	}
	for _, method := range []string{"GET", "HEAD"} {
		r := ask(t, e, method+" /photos/cat.png", "").expect(t, 200)
		got := map[string]string{}
		for name := range want {
			got[name] = r.get(name)
		}
		if method == "HEAD" {
			want["x-amz-tagging-count"] = "" // the model gives it to GET alone
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", method, diff)
		}
		if body := map[string]string{"GET": "meow"}[method]; r.body != body {
			t.Errorf("%s body %q", method, r.body)
		}
	}
	if put.get("ETag") != want["ETag"] || put.get("x-amz-checksum-type") != "FULL_OBJECT" || put.get("x-amz-checksum-crc64nvme") == "" {
		t.Errorf("PUT answers %v", put.header)
	}
}

func TestConditions(t *testing.T) {
	t.Parallel()
	const etag, before, after = `"4a4be40c96ac6314e91d93f38043a634"`, "Fri, 20 Nov 2026 12:00:00 GMT", "Sat, 21 Nov 2026 12:00:00 GMT"
	for _, tt := range []struct {
		name, line string
		headers    []string
		status     int
		code       string
	}{
		{"the right version is read", "GET /photos/cat.png", []string{"If-Match: " + etag}, 200, ""},
		{"quotes do not matter", "GET /photos/cat.png", []string{"If-Match: " + strings.Trim(etag, `"`)}, 200, ""},
		{"another version is not read", "GET /photos/cat.png", []string{`If-Match: "x"`}, 412, "PreconditionFailed"},
		{"If-Match wins over If-Unmodified-Since", "GET /photos/cat.png", []string{"If-Match: " + etag, "If-Unmodified-Since: " + before}, 200, ""},
		{"a changed object is not read", "GET /photos/cat.png", []string{"If-Unmodified-Since: " + before}, 412, "PreconditionFailed"},
		{"a known version is not modified", "GET /photos/cat.png", []string{`If-None-Match: "x", ` + etag}, 304, ""},
		{"an old object is not modified", "GET /photos/cat.png", []string{"If-Modified-Since: " + after}, 304, ""},
		{"If-None-Match wins over If-Modified-Since", "GET /photos/cat.png", []string{`If-None-Match: "x"`, "If-Modified-Since: " + after}, 200, ""},
		{"a date that is none does not count", "GET /photos/cat.png", []string{"If-Modified-Since: yesterday"}, 200, ""},
		{"what is there is not created again", "PUT /photos/cat.png", []string{"If-None-Match: *"}, 412, "PreconditionFailed"},
		{"what is not there is created", "PUT /photos/dog.png", []string{"If-None-Match: *"}, 200, ""},
		{"another version is not replaced", "PUT /photos/cat.png", []string{`If-Match: "x"`}, 412, "PreconditionFailed"},
		{"what is not there is not replaced", "PUT /photos/dog.png", []string{"If-Match: " + etag}, 404, "NoSuchKey"},
		{"S3 has no other If-None-Match for a write", "PUT /photos/cat.png", []string{"If-None-Match: " + etag}, 501, "NotImplemented"},
		{"another version is not deleted", "DELETE /photos/cat.png", []string{`If-Match: "x"`}, 412, "PreconditionFailed"},
		{"the right version is deleted", "DELETE /photos/cat.png", []string{"If-Match: " + etag}, 204, ""},
		{"what is not there is deleted all the same", "DELETE /photos/dog.png", nil, 204, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			e := anonymous(t)
			ask(t, e, "PUT /photos/cat.png", "meow").expect(t, 200)
			if r := ask(t, e, tt.line, "", tt.headers...); r.status != tt.status || r.code() != tt.code {
				t.Errorf("answer %d %s, want %d %s", r.status, r.body, tt.status, tt.code)
			}
		})
	}
}

func TestRanges(t *testing.T) {
	t.Parallel()
	e := anonymous(t)
	ask(t, e, "PUT /photos/ten", "0123456789").expect(t, 200)
	ask(t, e, "PUT /photos/none", "").expect(t, 200)
	for _, tt := range []struct {
		name, target, value string
		status              int
		body, of            string
	}{
		{"the first bytes", "ten", "bytes=0-3", 206, "0123", "bytes 0-3/10"},
		{"from the middle", "ten", "bytes=7-", 206, "789", "bytes 7-9/10"},
		{"the last bytes", "ten", "bytes=-2", 206, "89", "bytes 8-9/10"},
		{"more last bytes than there are", "ten", "bytes=-99", 206, "0123456789", "bytes 0-9/10"},
		{"beyond the end is cut", "ten", "bytes=8-99999999999999999999", 206, "89", "bytes 8-9/10"},
		{"after the end is refused", "ten", "bytes=10-", 416, "", ""},
		{"no last bytes are refused", "ten", "bytes=-0", 416, "", ""},
		{"of nothing is refused", "none", "bytes=0-0", 416, "", ""},
		{"the last bytes of nothing are nothing", "none", "bytes=-1", 200, "", ""},
		{"backwards is ignored", "ten", "bytes=5-2", 200, "0123456789", ""},
		{"several are ignored", "ten", "bytes=0-0,2-2", 200, "0123456789", ""},
		{"another unit is ignored", "ten", "lines=0-1", 200, "0123456789", ""},
		{"a sign is ignored", "ten", "bytes=+1-2", 200, "0123456789", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r := ask(t, e, "GET /photos/"+tt.target, "", "Range: "+tt.value).expect(t, tt.status)
			if r.status == 416 {
				if r.code() != "InvalidRange" || r.between("<RangeRequested>", "<") != tt.value {
					t.Errorf("document %s", r.body)
				}
				return
			}
			if r.body != tt.body || r.get("Content-Range") != tt.of {
				t.Errorf("body %q, Content-Range %q", r.body, r.get("Content-Range"))
			}
		})
	}
}

func TestChecksums(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, header string
		status       int
		code         string
	}{
		{"CRC32", "X-Amz-Checksum-Crc32: y/Q5Jg==", 200, ""},
		{"CRC32C", "X-Amz-Checksum-Crc32c: 4waSgw==", 200, ""},
		{"CRC64NVME", "X-Amz-Checksum-Crc64nvme: rosUhgp5mIg=", 200, ""},
		{"SHA1", "X-Amz-Checksum-Sha1: 98O8HYCOBHMq32eZZczDTKeuNEE=", 200, ""},
		{"SHA256", "X-Amz-Checksum-Sha256: FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU=", 200, ""},
		{"Content-MD5", "Content-Md5: JfnnlDI7RTiF9RgfG2JNCw==", 200, ""},
		{"a wrong checksum", "X-Amz-Checksum-Crc32: AAAAAA==", 400, "BadDigest"},
		{"a wrong Content-MD5", "Content-Md5: AAAAAAAAAAAAAAAAAAAAAA==", 400, "BadDigest"},
		{"a Content-MD5 that is none", "Content-Md5: meow", 400, "InvalidDigest"},
		{"a checksum of another length", "X-Amz-Checksum-Crc32: AAAA", 400, "InvalidRequest"},
		{"an unknown algorithm", "X-Amz-Checksum-Adler: AAAA", 400, "InvalidRequest"},
		{"an algorithm without its checksum", "X-Amz-Sdk-Checksum-Algorithm: CRC32", 400, "InvalidRequest"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			e := anonymous(t)
			r := ask(t, e, "PUT /photos/cat.png", "123456789", tt.header) // the catalogues' check value
			if r.status != tt.status || r.code() != tt.code {
				t.Fatalf("answer %d %s, want %d %s", r.status, r.body, tt.status, tt.code)
			}
			got := ask(t, e, "GET /photos/cat.png", "", "X-Amz-Checksum-Mode: ENABLED")
			if tt.status != 200 {
				got.expect(t, 404)
				return
			}
			name, value, _ := strings.Cut(tt.header, ": ")
			if strings.HasPrefix(name, "X-Amz") && (r.get(name) != value || got.get(name) != value) {
				t.Errorf("PUT answers %q, GET %q, want %q", r.get(name), got.get(name), value)
			}
		})
	}
}

func TestCustomerKeys(t *testing.T) {
	t.Parallel()
	headers := func(key string) []string {
		sum := md5.Sum([]byte(key))
		const prefix = "X-Amz-Server-Side-Encryption-Customer-"
		return []string{prefix + "Algorithm: AES256", prefix + "Key: " + base64.StdEncoding.EncodeToString([]byte(key)),
			prefix + "Key-Md5: " + base64.StdEncoding.EncodeToString(sum[:])}
	}
	right, wrong := headers(strings.Repeat("k", 32)), headers(strings.Repeat("x", 32))
	e := anonymous(t)
	put := ask(t, e, "PUT /photos/secret", "meow", right...).expect(t, 200)
	if put.get("ETag") == `"4a4be40c96ac6314e91d93f38043a634"` {
		t.Error("the ETag is the MD5 of what was encrypted")
	}
	ask(t, e, "PUT /photos/plain", "meow").expect(t, 200)
	for _, tt := range []struct {
		name, line string
		headers    []string
		status     int
	}{
		{"the right key opens", "GET /photos/secret", right, 200},
		{"no key does not", "GET /photos/secret", nil, 400},
		{"another key does not", "GET /photos/secret", wrong, 403},
		{"a key for nothing does not", "GET /photos/plain", right, 400},
		{"half a key is refused", "PUT /photos/half", right[:2], 400},
		{"a short key is refused", "PUT /photos/short", headers("short"), 400},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r := ask(t, e, tt.line, "", tt.headers...).expect(t, tt.status)
			if tt.status == 200 && r.get("X-Amz-Server-Side-Encryption-Customer-Key-MD5") == "" {
				t.Errorf("the answer does not name the key: %v", r.header)
			}
		})
	}
}

func TestKeysAreKeptByteForByte(t *testing.T) {
	t.Parallel()
	e := anonymous(t)
	for i, target := range []string{
		"/photos//lead", "/photos/a//b", "/photos/a/../b", "/photos/..", "/photos/.", "/photos/./a", "/photos/trail/", "/photos/a%2Fb",
		"/photos/a+b", "/photos/a%20b", "/photos/a%2Bb", "/photos/100%25", "/photos/%F0%9F%98%80", "/photos/a%3Fb", "/photos/a%23b",
		"/photos/a&b=c;d", "/photos/%01%7F", "/photos/caf%C3%A9", "/photos/cafe%CC%81",
	} {
		want := strings.Repeat("x", i+1)
		ask(t, e, "PUT "+target, want).expect(t, 200)
		if r := ask(t, e, "GET "+target, ""); r.body != want {
			t.Errorf("%s: %d %q", target, r.status, r.body)
		}
	}
	// 19 targets and 18 keys: a+b and a%2Bb are one, a%20b is another.
	if r := ask(t, e, "GET /photos?list-type=2&encoding-type=url", ""); r.between("<KeyCount>", "<") != "18" || !strings.Contains(r.body, "<Key>a+b</Key>") || !strings.Contains(r.body, "<Key>a%2Bb</Key>") {
		t.Errorf("listing %s", r.body)
	}
}

func TestVirtualHostAndPathAreTheSameBucket(t *testing.T) {
	t.Parallel()
	e := anonymous(t)
	ask(t, e, "PUT /a/b", "one", "Host: photos.s3.test:9000").expect(t, 200)
	for _, host := range []string{"s3.test", "127.0.0.1", "other.test"} {
		if r := ask(t, e, "GET /photos/a/b", "", "Host: "+host); r.body != "one" {
			t.Errorf("%s: %d %s", host, r.status, r.body)
		}
	}
	if r := ask(t, e, "GET /photos/a/b", "", "Host: PHOTOS.s3.test"); r.code() != "NoSuchKey" {
		t.Errorf("the path of a virtual host names a bucket: %s", r.body)
	}
	if r := ask(t, e, "GET http://photos.s3.test/a/b", ""); r.body != "one" {
		t.Errorf("an absolute target: %d %s", r.status, r.body)
	}
}

func TestResponseOverrides(t *testing.T) {
	t.Parallel()
	e := anonymous(t)
	ask(t, e, "PUT /photos/cat.png", "meow", "Content-Type: image/png").expect(t, 200)
	if r := ask(t, e, "GET /photos/cat.png?response-content-type=text%2Fplain", ""); r.status != 400 || r.code() != "InvalidRequest" {
		t.Errorf("nobody may override: %d %s", r.status, r.body)
	}
}

func TestDeleteObjects(t *testing.T) {
	t.Parallel()
	e := anonymous(t)
	erase := func(document string) reply {
		sum := md5.Sum([]byte(document))
		return ask(t, e, "POST /photos?delete", document, "Content-Md5: "+base64.StdEncoding.EncodeToString(sum[:]))
	}
	for _, key := range []string{"a", "b", "c", "d"} {
		ask(t, e, "PUT /photos/"+key, key).expect(t, 200)
	}
	r := erase(`<Delete xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Object><Key>a</Key></Object><Object><Key>none</Key></Object><Object><Key>b</Key><ETag>"x"</ETag></Object></Delete>`).expect(t, 200)
	want := `<DeleteResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Deleted><Key>a</Key></Deleted><Deleted><Key>none</Key></Deleted>` +
		`<Error><Key>b</Key><Code>PreconditionFailed</Code><Message>At least one of the pre-conditions you specified did not hold.</Message></Error></DeleteResult>`
	if _, got, _ := strings.Cut(r.body, "?>\n"); got != want {
		t.Errorf("answer %s", got)
	}
	if r := erase(`<Delete><Quiet>true</Quiet><Object><Key>c</Key></Object></Delete>`).expect(t, 200); strings.Contains(r.body, "Deleted") {
		t.Errorf("not quiet: %s", r.body)
	}
	if r := ask(t, e, "GET /photos?list-type=2", ""); r.between("<KeyCount>", "<") != "2" {
		t.Errorf("left over: %s", r.body)
	}
	for _, document := range []string{"", "<Delete/>", "<Delete><Object/></Delete>", "<Delete><Object><Key>d</Key></Object>", "<Delete><Objekt/></Delete>",
		"<!DOCTYPE Delete><Delete><Object><Key>d</Key></Object></Delete>", "<Delete>" + strings.Repeat("<Object><Key>d</Key></Object>", 1001) + "</Delete>"} {
		if r := erase(document); r.code() != "MalformedXML" {
			t.Errorf("%.60s: %d %s", document, r.status, r.body)
		}
	}
}

func TestConcurrentCallersSeeWholeObjects(t *testing.T) {
	t.Parallel()
	e := anonymous(t)
	var group sync.WaitGroup
	for i := range 16 {
		group.Go(func() {
			content := strings.Repeat(string(rune('a'+i)), 1000)
			for range 20 {
				ask(t, e, "PUT /photos/shared", content)
				if r := ask(t, e, "GET /photos/shared", ""); len(strings.Trim(r.body, r.body[:1])) > 0 || len(r.body) != 1000 {
					t.Errorf("a mixed object of %d bytes", len(r.body))
				}
				ask(t, e, "GET /photos?list-type=2", "")
				ask(t, e, "PUT /photos/own", content)
				ask(t, e, "DELETE /photos/own", "")
			}
		})
	}
	group.Wait()
}

func TestStartServesTLS(t *testing.T) {
	t.Parallel()
	s := emulator.Start(t, emulator.Options{TLS: true})
	if !strings.HasPrefix(s.URL, "https://127.0.0.1:") || s.Certificate == nil || s.Region != "us-east-1" || s.AccessKeyID == "" {
		t.Errorf("server %+v", s)
	}
}
