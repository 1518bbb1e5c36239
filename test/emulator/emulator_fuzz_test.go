// SPDX-License-Identifier: Apache-2.0

package emulator_test

import (
	"bufio"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/seed-40dc4ce0/pail/test/emulator"
)

// FuzzServeHTTP sends requests of any form: each has an answer, and what says
// that it is XML or JSON is.
func FuzzServeHTTP(f *testing.F) {
	for _, seed := range []string{
		"GET / HTTP/1.1\r\nHost: x\r\n\r\n",
		"PUT /photos/cat?tagging&x=%zz HTTP/1.1\r\nHost: photos.s3.test\r\nContent-Length: 4\r\n\r\nmeow",
		"OPTIONS /photos/../cat HTTP/1.1\r\nHost: x\r\nOrigin: https://app.example\r\nAccess-Control-Request-Method: PUT\r\nAccess-Control-Request-Headers: a,,b c\r\n\r\n",
		"GET /photos?list-type=2&delimiter=/&max-keys=1&encoding-type=url&prefix=%01 HTTP/1.1\r\nHost: x\r\n\r\n",
		"POST /photos?delete HTTP/1.1\r\nHost: x\r\nContent-MD5: AAAA\r\nContent-Length: 9\r\n\r\n<Delete/>",
		"PUT /photos?cors HTTP/1.1\r\nHost: x\r\nx-amz-checksum-crc32: AAAAAA==\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<a><b\r\n0\r\n\r\n",
		"PUT /photos/k HTTP/1.1\r\nHost: x\r\nx-amz-content-sha256: STREAMING-UNSIGNED-PAYLOAD-TRAILER\r\nx-amz-decoded-content-length: 3\r\nx-amz-trailer: x-amz-checksum-crc32\r\nContent-Length: 11\r\n\r\n3\r\nabc\r\n0\r\n",
		"GET /photos/cat HTTP/1.1\r\nHost: x\r\nRange: bytes=-9223372036854775808\r\nIf-Match: W/\"\",*\r\n\r\n",
		"POST /log?append&position=4 HTTP/1.1\r\nHost: photos-1.s3.test\r\nContent-Length: 4\r\n\r\nmeow",
		"POST /photos?delete= HTTP/1.1\r\nHost: x\r\nContent-MD5: mZFLkyvTelC5g8XnyQrpOw==\r\nContent-Length: 2\r\n\r\n{}",
		"PUT /photos/k HTTP/1.1\r\nHost: x\r\nx-qs-move-source: /photos/cat%\r\nx-qs-fetch-source: \x7f\r\n\r\n",
		"PUT /photos?cors HTTP/1.1\r\nHost: x\r\nContent-Length: 74\r\n\r\n{\"cors_rules\":[{\"allowed_origin\":\"http://*\",\"allowed_methods\":[\"*\"]}]}  ",
		"GET /photos?limit=1&marker=%ff&delimiter=a HTTP/1.1\r\nHost: x\r\nAuthorization: QS a:b\r\n\r\n",
		"PUT /..//?x HTTP/1.1\r\nHost: photos-1.s3.test:80\r\nAuthorization: q-sign-algorithm=sha1&q-ak=a&q-sign-time=1;2&q-key-time=1;2&q-header-list=&q-url-param-list=&q-signature=\r\n\r\n",
		"GET http://photos.s3.test?versionId= HTTP/1.1\r\nHost: x\r\nAuthorization: AWS4-HMAC-SHA256 Credential=a/b/c/d/e\r\n\r\n",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		for _, provider := range []string{"s3", "cos", "qingstor"} {
			r, err := http.ReadRequest(bufio.NewReader(strings.NewReader(raw)))
			if err != nil {
				return // not a request
			}
			answers(t, provider, r)
		}
	})
}

// answers sends one request to a store with a bucket of either kind of name.
func answers(t *testing.T, provider string, r *http.Request) {
	t.Helper()
	e := emulator.New(emulator.Options{Provider: provider, Anonymous: true, BaseDomain: "s3.test"})
	for _, bucket := range []string{"photos", "photos-1"} {
		for _, path := range []string{"/", "/cat"} {
			ask(t, e, "PUT "+path, "", "Host: "+bucket+".s3.test")
		}
	}
	w := httptest.NewRecorder()
	e.ServeHTTP(w, r)
	if w.Code < 200 || w.Code > 599 {
		t.Fatalf("status %d", w.Code)
	}
	switch kind := w.Header().Get("Content-Type"); {
	case w.Code == 200 && r.URL.Query().Has("response-content-type"):
		return
	case kind == "application/json" && !json.Valid(w.Body.Bytes()):
		t.Fatalf("no JSON: %q", w.Body)
	case kind != "application/xml":
		return
	}
	for d := xml.NewDecoder(w.Body); ; {
		_, err := d.Token()
		switch {
		case err == nil:
			continue
		case errors.Is(err, io.EOF), strings.Contains(err.Error(), "illegal character"), strings.Contains(err.Error(), "invalid character entity"):
			return // S3 writes control characters as references, which XML 1.0 has not
		}
		t.Fatalf("%v in %s", err, w.Body)
	}
}
