// SPDX-License-Identifier: Apache-2.0

package emulator_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/test/emulator"
)

// qing is a QingStor with the bucket gallery that asks for no signatures.
func qing(t *testing.T, o emulator.Options) *emulator.Emulator {
	t.Helper()
	o.Provider, o.Anonymous = "qingstor", true
	e := open(t, o)
	ask(t, e, "PUT /gallery", "").expect(t, 201)
	return e
}

// document is the answer's, as encoding/json sees it.
func (r reply) document(t *testing.T) map[string]any {
	t.Helper()
	var all map[string]any
	if err := json.Unmarshal([]byte(r.body), &all); err != nil {
		t.Fatalf("%v in %q", err, r.body)
	}
	return all
}

// failed checks a refusal: status, code, and the form that all of them have.
func (r reply) failed(t *testing.T, status int, code string) reply {
	t.Helper()
	got := r.expect(t, status).document(t)
	if got["code"] != code || got["message"] == "" || len(got) != 4 ||
		got["request_id"] != r.get("x-qs-request-id") || got["url"] != "http://docs.qingcloud.com/qingstor/api/common/error_code.html" {
		t.Errorf("refusal %s, want code %s", r.body, code)
	}
	if r.get("Server") != "QingStor" || r.get("Content-Type") != "application/json" || len(r.get("x-qs-request-id")) != 32 {
		t.Errorf("headers %v", r.header)
	}
	return r
}

func TestQingStorRefusals(t *testing.T) {
	t.Parallel()
	rules := func(rule string) string { return `{"cors_rules":[` + rule + `]}` }
	zone := "Host: gallery.pek3b.qingstor.com"
	for _, tt := range []struct {
		name, line, body string
		headers          []string
		status           int
		code             string
	}{
		{"a missing key", "GET /gallery/cat", "", nil, 404, "object_not_exists"},
		{"a missing bucket", "GET /nowhere/cat", "", nil, 404, "bucket_not_exists"},
		{"a bucket that exists", "PUT /gallery", "", nil, 409, "bucket_already_exists"},
		{"a bucket that exists, in the host", "PUT /", "", []string{zone}, 409, "bucket_already_exists"},
		{"a bucket of five letters", "PUT /photo", "", nil, 400, "invalid_bucket_name"},
		{"a bucket with a dot", "PUT /gal.lery", "", nil, 400, "invalid_bucket_name"},
		{"a bucket of 64 letters", "PUT /" + strings.Repeat("k", 64), "", nil, 400, "invalid_bucket_name"},
		{"a key of more than 1,023 bytes", "PUT /gallery/" + strings.Repeat("k", 1024), "x", nil, 400, "invalid_object_name"},
		{"a key that begins with a slash", "PUT /gallery//cat", "x", nil, 400, "invalid_object_name"},
		{"a key that begins with a slash, behind a host", "PUT //cat", "x", []string{zone}, 400, "invalid_object_name"},
		{"a key that is not UTF-8", "PUT /gallery/%ff", "x", nil, 400, "invalid_object_name"},
		{"a storage class of S3", "PUT /gallery/cat", "x", []string{"X-QS-Storage-Class: GLACIER"}, 400, "invalid_argument"},
		{"another digest than the body's", "PUT /gallery/cat", "x", []string{"Content-MD5: " + digest("y")}, 400, "bad_digest"},
		{"a digest that is none", "PUT /gallery/cat", "x", []string{"Content-MD5: abc"}, 400, "bad_digest"},
		{"metadata with a blank in the name", "PUT /gallery/cat", "x", []string{"X-QS-Meta-a_b!: 1"}, 400, "invalid_argument"},
		{"metadata that ASCII cannot print", "PUT /gallery/cat", "x", []string{"X-QS-Meta-A: ü"}, 400, "invalid_argument"},
		{"metadata of more than two kilobytes", "PUT /gallery/cat", "x", []string{"X-QS-Meta-A: " + strings.Repeat("v", 2048)}, 400, "metadata_too_large"},
		{"metadata with a name of more than 512 bytes", "PUT /gallery/cat", "x", []string{"X-QS-Meta-" + strings.Repeat("k", 513) + ": 1"}, 400, "metadata_too_large"},
		{"a deletion of many without its digest", "POST /gallery?delete", `{"objects":[{"key":"a"}]}`, nil, 400, "invalid_argument"},
		{"a deletion of none", "POST /gallery?delete", `{"objects":[]}`, []string{"Content-MD5: " + digest(`{"objects":[]}`)}, 400, "invalid_request"},
		{"a number that is none", "GET /gallery?limit=many", "", nil, 400, "invalid_argument"},
		{"a limit below zero", "GET /gallery?limit=-1", "", nil, 400, "invalid_argument"},
		{"an offset that is none", "GET /?offset=x", "", nil, 400, "invalid_argument"},
		{"rules that are no JSON", "PUT /gallery?cors", "<CORSConfiguration/>", nil, 400, "invalid_json"},
		{"rules with something behind", "PUT /gallery?cors", rules("") + "}", nil, 400, "invalid_json"},
		{"rules with a name twice", "PUT /gallery?cors", `{"cors_rules":[],"cors_rules":[]}`, nil, 400, "invalid_json"},
		{"rules nested too deeply", "PUT /gallery?cors", `{"a":` + strings.Repeat("[", 40) + strings.Repeat("]", 40) + "}", nil, 400, "invalid_json"},
		{"no body of rules", "PUT /gallery?cors", "", nil, 400, "invalid_json"},
		{"rules in a list", "PUT /gallery?cors", "[]", nil, 400, "invalid_request"},
		{"no rules", "PUT /gallery?cors", rules(""), nil, 400, "invalid_request"},
		{"a rule without an origin", "PUT /gallery?cors", rules(`{"allowed_methods":["GET"]}`), nil, 400, "invalid_request"},
		{"a rule with many origins", "PUT /gallery?cors", rules(`{"allowed_origin":["https://a"],"allowed_methods":["GET"]}`), nil, 400, "invalid_request"},
		{"a rule with a method in no list", "PUT /gallery?cors", rules(`{"allowed_origin":"https://a","allowed_methods":"GET"}`), nil, 400, "invalid_request"},
		{"a rule with a method that stores have not", "PUT /gallery?cors", rules(`{"allowed_origin":"https://a","allowed_methods":["PATCH"]}`), nil, 400, "invalid_request"},
		{"an age that is text", "PUT /gallery?cors", rules(`{"allowed_origin":"https://a","allowed_methods":["GET"],"max_age_seconds":"5"}`), nil, 400, "invalid_request"},
		{"an append without a position", "POST /gallery/log?append", "x", nil, 400, "invalid_argument"},
		{"an append to what shall be encrypted", "POST /gallery/log?append&position=0", "x", []string{"X-QS-Encryption-Customer-Algorithm: AES256"}, 400, "invalid_argument"},
		{"a copy", "PUT /gallery/cat", "", []string{"X-QS-Copy-Source: /gallery/dog"}, 501, "not_implemented"},
		{"a sub-resource", "GET /gallery?acl", "", nil, 501, "not_implemented"},
		{"a sub-resource of an object", "POST /gallery/cat?uploads", "", nil, 501, "not_implemented"},
		{"a part", "PUT /gallery/cat?upload_id=1&part_number=0", "x", nil, 501, "not_implemented"},
		{"an image", "GET /gallery/cat?image&action=info", "", nil, 501, "not_implemented"},
		{"a method that means nothing", "PATCH /gallery/cat", "", nil, 405, "method_not_allowed"},
		{"a preflight without an origin", "OPTIONS /gallery/cat", "", []string{"Access-Control-Request-Method: PUT"}, 400, "invalid_argument"},
		{"a preflight of no bucket", "OPTIONS /nowhere/cat", "", []string{"Origin: https://a", "Access-Control-Request-Method: PUT"}, 404, "bucket_not_exists"},
		{"a version", "GET /gallery/cat?version_id=1", "", nil, 404, "object_not_exists"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			ask(t, qing(t, emulator.Options{}), tt.line, tt.body, tt.headers...).failed(t, tt.status, tt.code)
		})
	}
}

func TestQingStorAnswersWithoutBody(t *testing.T) {
	t.Parallel()
	e := qing(t, emulator.Options{})
	for line, status := range map[string]int{
		"HEAD /gallery/absent": 404, "HEAD /nowhere": 404, "HEAD /gallery": 200,
		"GET /gallery?cors": 404, "DELETE /gallery?cors": 204, // no code is documented for rules that are not there
		"DELETE /gallery/absent": 204,
	} {
		if r := ask(t, e, line, "").expect(t, status); r.body != "" || len(r.get("x-qs-request-id")) != 32 {
			t.Errorf("%s: %v %q", line, r.header, r.body)
		}
	}
}

func TestQingStorKeepsObjects(t *testing.T) {
	t.Parallel()
	e := qing(t, emulator.Options{})
	put := ask(t, e, "PUT /gallery/a=b/c", "meow", "Content-Type: text/plain", "X-QS-Storage-Class: STANDARD_IA", "X-QS-Meta-Author: %E6%97%A5", "Cache-Control: no-cache",
		"Content-MD5: "+digest("meow")).expect(t, 201)
	etag := `"4a4be40c96ac6314e91d93f38043a634"`
	if put.get("ETag") != etag || put.body != "" {
		t.Errorf("put: %v %q", put.header, put.body)
	}
	for _, line := range []string{"GET /gallery/a=b/c", "HEAD /gallery/a%3Db/c"} {
		r := ask(t, e, line, "").expect(t, 200)
		for name, want := range map[string]string{
			"Content-Type": "text/plain", "x-qs-storage-class": "STANDARD_IA", "x-qs-meta-author": "%E6%97%A5", "Cache-Control": "no-cache", "ETag": etag,
			"Last-Modified": "Sat, 21 Nov 2026 12:00:00 GMT", "Content-Length": "4", "x-qs-object-type": "", "x-qs-next-append-position": "",
		} {
			if got := r.get(name); got != want {
				t.Errorf("%s: %s is %q, want %q", line, name, got, want)
			}
		}
	}
	ask(t, e, "PUT /gallery/plain", "").expect(t, 201)
	if r := ask(t, e, "GET /gallery/plain?response-content-language=fr", "").expect(t, 200); r.get("Content-Type") != "application/octet-stream" ||
		r.get("x-qs-storage-class") != "STANDARD" {
		t.Errorf("headers %v", r.header)
	}
}

func TestQingStorReadsUnderConditions(t *testing.T) {
	t.Parallel()
	e := qing(t, emulator.Options{})
	etag := ask(t, e, "PUT /gallery/cat", "0123456789").expect(t, 201).get("ETag")
	for _, tt := range []struct {
		header string
		status int
		body   string
	}{
		{"Range: bytes=2-4", 206, "234"},
		{"Range: bytes=-3", 206, "789"},
		{"Range: bytes=-30", 206, "0123456789"},
		{"Range: bytes=8-", 206, "89"},
		{"Range: bytes=10-", 416, "invalid_range"},
		{"Range: bytes=0-1,4-5", 416, "invalid_range"},
		{"Range: lines=1-2", 416, "invalid_range"},
		{"If-Match: " + etag, 200, "0123456789"},
		{"If-Match: \"other\"", 412, "precondition_failed"},
		{"If-None-Match: " + etag, 304, ""},
		{"If-Modified-Since: Sat, 21 Nov 2026 12:00:00 GMT", 304, ""},
		{"If-Unmodified-Since: Sat, 21 Nov 2026 11:59:59 GMT", 412, "precondition_failed"},
	} {
		r := ask(t, e, "GET /gallery/cat", "", tt.header)
		switch {
		case tt.status >= 400:
			r.failed(t, tt.status, tt.body)
		case r.status != tt.status || r.body != tt.body:
			t.Errorf("%s: answer %d %q, want %d %q", tt.header, r.status, r.body, tt.status, tt.body)
		}
	}
}

func TestQingStorTellsStatistics(t *testing.T) {
	t.Parallel()
	e := qing(t, emulator.Options{BaseDomain: "qs.test"})
	ask(t, e, "PUT /a", "12345", "Host: gallery.qs.test").expect(t, 201)
	ask(t, e, "PUT /gallery/b", "123", "X-QS-Storage-Class: STANDARD_IA").expect(t, 201)
	class := func(n, size float64) map[string]any {
		return map[string]any{"count": n, "size": size, "billing_size": size}
	}
	want := map[string]any{
		"count": 2.0, "size": 8.0, "location": "pek3b", "name": "gallery", "url": "gallery.qs.test", "status": "active", "created": "2026-11-21T12:00:00.000Z",
		"storage_classes": map[string]any{"STANDARD": class(1, 5), "STANDARD_IA": class(1, 3)},
	}
	if diff := cmp.Diff(want, ask(t, e, "GET /gallery?stats", "").expect(t, 200).document(t)); diff != "" {
		t.Errorf("statistics (-want +got):\n%s", diff)
	}
	ask(t, e, "GET /nowhere?stats", "").failed(t, http.StatusNotFound, "bucket_not_exists")
}
