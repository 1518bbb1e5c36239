// SPDX-License-Identifier: Apache-2.0

package emulator_test

import (
	"crypto/md5"
	"encoding/base64"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/seed-40dc4ce0/pail/test/emulator"
)

func TestQingStorAppends(t *testing.T) {
	t.Parallel()
	e := qing(t, emulator.Options{})
	ask(t, e, "PUT /gallery/whole", "content").expect(t, 201)
	for _, step := range []struct {
		name, line, body string
		headers          []string
		status           int
		code, next       string
	}{
		{"a position in nothing", "POST /gallery/log?append&position=1", "x", nil, 400, "invalid_argument", ""},
		{"the first part", "POST /gallery/log?append&position=0", "12345", []string{"Content-Type: text/x-log"}, 200, "", "5"},
		{"the first part again", "POST /gallery/log?append&position=0", "12345", nil, 400, "invalid_argument", ""},
		{"a part with another digest", "POST /gallery/log?append=&position=5", "6789", []string{"Content-MD5: " + digest("other")}, 400, "bad_digest", ""},
		{"the second part", "POST /gallery/log?append=&position=5", "6789", []string{"Content-MD5: " + digest("6789")}, 200, "", "9"},
		{"an object that was stored whole", "POST /gallery/whole?append&position=7", "x", nil, 400, "invalid_object_state", ""},
	} {
		r := ask(t, e, step.line, step.body, step.headers...)
		if r.status != step.status || r.get("x-qs-next-append-position") != step.next {
			t.Errorf("%s: answer %d %s %v", step.name, r.status, r.body, r.header)
		}
		if step.code != "" {
			r.failed(t, step.status, step.code)
		}
	}
	r := ask(t, e, "HEAD /gallery/log", "").expect(t, 200)
	for name, want := range map[string]string{
		"x-qs-object-type": "appendable", "x-qs-next-append-position": "9", "Content-Type": "text/x-log", "Content-Length": "9",
	} {
		if got := r.get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	if r := ask(t, e, "GET /gallery/log", "").expect(t, 200); r.body != "123456789" {
		t.Errorf("content %q", r.body)
	}
}

func TestQingStorMoves(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, line, source string
		headers            []string
		status             int
		code               string
	}{
		{"within a bucket", "PUT /gallery/to", "/gallery/from%20here", nil, 201, ""},
		{"to another bucket", "PUT /archive/to", "/gallery/from%20here", nil, 201, ""},
		{"over what is there", "PUT /gallery/there", "/gallery/from%20here", nil, 201, ""},
		{"onto itself", "PUT /gallery/from%20here", "/gallery/from%20here", nil, 201, ""},
		{"while it is the same", "PUT /gallery/to", "/gallery/from%20here", []string{`X-QS-Move-Source-If-Match: "4a4be40c96ac6314e91d93f38043a634"`}, 201, ""},
		{"from nothing", "PUT /gallery/to", "/gallery/absent", nil, 404, "object_not_exists"},
		{"from no bucket", "PUT /gallery/to", "/nowhere/from", nil, 404, "bucket_not_exists"},
		{"to no bucket", "PUT /nowhere/to", "/gallery/from%20here", nil, 404, "bucket_not_exists"},
		{"from what is no path", "PUT /gallery/to", "from%20here", nil, 400, "invalid_argument"},
		{"from a bucket", "PUT /gallery/to", "/gallery/", nil, 400, "invalid_argument"},
		{"from a broken escape", "PUT /gallery/to", "/gallery/%zz", nil, 400, "invalid_argument"},
		{"when it was changed", "PUT /gallery/to", "/gallery/from%20here", []string{`X-QS-Move-Source-If-Match: "x"`}, 412, "precondition_failed"},
		{"when it is the same", "PUT /gallery/to", "/gallery/from%20here", []string{`X-QS-Move-Source-If-None-Match: "4a4be40c96ac6314e91d93f38043a634"`}, 412, "precondition_failed"},
		{"when it was not changed", "PUT /gallery/to", "/gallery/from%20here", []string{"X-QS-Move-Source-If-Modified-Since: Sat, 21 Nov 2026 12:00:00 GMT"}, 412, "precondition_failed"},
		{"when it was changed since", "PUT /gallery/to", "/gallery/from%20here", []string{"X-QS-Move-Source-If-Unmodified-Since: Sat, 21 Nov 2026 11:00:00 GMT"}, 412, "precondition_failed"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			e := qing(t, emulator.Options{})
			ask(t, e, "PUT /archive", "").expect(t, 201)
			ask(t, e, "PUT /gallery/there", "old").expect(t, 201)
			ask(t, e, "PUT /gallery/from%20here", "meow", "X-QS-Meta-A: 1", "X-QS-Storage-Class: STANDARD_IA").expect(t, 201)
			r := ask(t, e, tt.line, "", append(tt.headers, "X-QS-Move-Source: "+tt.source)...)
			_, target, _ := strings.Cut(tt.line, " ")
			at := "/gallery/from%20here"
			if tt.code == "" {
				at = target
				if r.expect(t, tt.status).get("ETag") != `"4a4be40c96ac6314e91d93f38043a634"` {
					t.Errorf("headers %v", r.header)
				}
			} else {
				r.failed(t, tt.status, tt.code)
			}
			if r := ask(t, e, "GET "+at, "").expect(t, 200); r.body != "meow" || r.get("x-qs-meta-a") != "1" || r.get("x-qs-storage-class") != "STANDARD_IA" {
				t.Errorf("the object: %v %q", r.header, r.body)
			}
			if at != "/gallery/from%20here" {
				ask(t, e, "GET /gallery/from%20here", "").failed(t, 404, "object_not_exists")
			}
		})
	}
}

// source answers what FetchObject fetches.
type source func(*http.Request) (*http.Response, error)

func (s source) RoundTrip(r *http.Request) (*http.Response, error) { return s(r) }

func TestQingStorFetches(t *testing.T) {
	t.Parallel()
	answer := func(r *http.Request, status int, length int64, body string, header ...string) (*http.Response, error) {
		h := http.Header{}
		for i := 0; i < len(header); i += 2 {
			h.Set(header[i], header[i+1])
		}
		return &http.Response{StatusCode: status, Status: http.StatusText(status), ContentLength: length, Header: h, Body: io.NopCloser(strings.NewReader(body)), Request: r}, nil
	}
	web := source(func(r *http.Request) (*http.Response, error) {
		switch r.URL.String() {
		case "http://image.example/photo.jpg", "https://image.example:8443/photo.jpg":
			return answer(r, 200, 4, "jpeg", "Content-Type", "image/jpeg")
		case "http://image.example/moved":
			return answer(r, 302, 0, "", "Location", "/photo.jpg")
		case "http://image.example/unsized":
			return answer(r, 200, -1, "jpeg")
		case "http://image.example/short":
			return answer(r, 200, 9, "jpeg")
		case "http://image.example/huge":
			return answer(r, 200, 6<<30, "")
		case "http://image.example/broken":
			return answer(r, 500, 0, "")
		case "http://image.example/absent":
			return answer(r, 404, 0, "")
		}
		return nil, errors.New("no such host")
	})
	for _, tt := range []struct {
		name, line, source string
		headers            []string
		transport          http.RoundTripper
		status             int
		code               string
	}{
		{"an image", "PUT /gallery/to", "http://image.example/photo.jpg", nil, web, 201, ""},
		{"an image from another port", "PUT /gallery/to", "https://image.example:8443/photo.jpg", nil, web, 201, ""},
		{"by http where nothing is said", "PUT /gallery/to", "image.example/photo.jpg", nil, web, 201, ""},
		{"behind a redirect", "PUT /gallery/to", "http://image.example/moved", nil, web, 201, ""},
		{"over what is there and old", "PUT /gallery/there", "http://image.example/photo.jpg", []string{"X-QS-Fetch-If-Unmodified-Since: Sat, 21 Nov 2026 12:00:00 GMT"}, web, 201, ""},
		{"over what is there and new", "PUT /gallery/there", "http://image.example/photo.jpg", []string{"X-QS-Fetch-If-Unmodified-Since: Sat, 21 Nov 2026 11:00:00 GMT"}, web, 412, "precondition_failed"},
		{"over nothing, on a condition", "PUT /gallery/to", "http://image.example/photo.jpg", []string{"X-QS-Fetch-If-Unmodified-Since: Sat, 21 Nov 2026 12:00:00 GMT"}, web, 412, "precondition_failed"},
		{"what is not there", "PUT /gallery/to", "http://image.example/absent", nil, web, 404, "object_not_exists"},
		{"into no bucket", "PUT /nowhere/to", "http://image.example/photo.jpg", nil, web, 404, "bucket_not_exists"},
		{"what tells no length", "PUT /gallery/to", "http://image.example/unsized", nil, web, 503, "upstream_failed"},
		{"what breaks off", "PUT /gallery/to", "http://image.example/short", nil, web, 503, "upstream_failed"},
		{"what fails", "PUT /gallery/to", "http://image.example/broken", nil, web, 503, "upstream_failed"},
		{"what cannot be reached", "PUT /gallery/to", "http://other.example/", nil, web, 503, "upstream_failed"},
		{"what is too great", "PUT /gallery/to", "http://image.example/huge", nil, web, 400, "entity_too_large"},
		{"a file", "PUT /gallery/to", "file:///etc/hostname", nil, web, 400, "invalid_argument"},
		{"nothing without a transport", "PUT /gallery/to", "http://image.example/photo.jpg", nil, nil, 501, "not_implemented"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			e := qing(t, emulator.Options{FetchTransport: tt.transport})
			ask(t, e, "PUT /gallery/there", "old").expect(t, 201)
			r := ask(t, e, tt.line, "", append(tt.headers, "X-QS-Fetch-Source: "+tt.source)...)
			_, target, _ := strings.Cut(tt.line, " ")
			if tt.code != "" {
				r.failed(t, tt.status, tt.code)
				if target == "/gallery/to" {
					ask(t, e, "GET "+target, "").failed(t, 404, "object_not_exists")
				}
				return
			}
			etag := r.expect(t, tt.status).get("ETag")
			if r := ask(t, e, "GET "+target, "").expect(t, 200); r.body != "jpeg" || r.get("Content-Type") != "image/jpeg" || r.get("ETag") != etag || etag == "" {
				t.Errorf("the object: %v %q", r.header, r.body)
			}
		})
	}
}

func TestQingStorEncryptsWithKeysOfCallers(t *testing.T) {
	t.Parallel()
	e := qing(t, emulator.Options{})
	key := strings.Repeat("k", 32)
	sum := md5.Sum([]byte(key))
	headers := []string{
		"X-QS-Encryption-Customer-Algorithm: AES256", "X-QS-Encryption-Customer-Key: " + base64.StdEncoding.EncodeToString([]byte(key)),
		"X-QS-Encryption-Customer-Key-MD5: " + base64.StdEncoding.EncodeToString(sum[:]),
	}
	if r := ask(t, e, "PUT /gallery/cat", "meow", headers...).expect(t, 201); r.get("x-qs-encryption-customer-algorithm") != "AES256" {
		t.Errorf("headers %v", r.header)
	}
	if r := ask(t, e, "GET /gallery/cat", "", headers...).expect(t, 200); r.body != "meow" {
		t.Errorf("content %q", r.body)
	}
	ask(t, e, "GET /gallery/cat", "").failed(t, 400, "invalid_argument")
	ask(t, e, "PUT /gallery/dog", "woof", headers[:2]...).failed(t, 400, "invalid_argument")
	if r := ask(t, e, "GET /gallery?prefix=cat", "").expect(t, 200); !strings.Contains(r.body, `"encrypted":true`) {
		t.Errorf("list %s", r.body)
	}
	ask(t, e, "PUT /gallery/moved", "", "X-QS-Move-Source: /gallery/cat").expect(t, 201)
	if r := ask(t, e, "GET /gallery/moved", "", headers...).expect(t, 200); r.body != "meow" {
		t.Errorf("what was moved: %q", r.body)
	}
}

func TestQingStorIDsDiffer(t *testing.T) {
	t.Parallel()
	e := qing(t, emulator.Options{Now: func() time.Time { return noon }})
	seen := map[string]bool{}
	for range 100 {
		id := ask(t, e, "HEAD /gallery", "").get("x-qs-request-id")
		if seen[id] {
			t.Fatalf("%s came twice", id)
		}
		seen[id] = true
	}
}
