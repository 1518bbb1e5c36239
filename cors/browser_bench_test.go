// SPDX-License-Identifier: Apache-2.0

package cors_test

import (
	"testing"

	"github.com/seed-40dc4ce0/pail/cors"
)

// upload is a request with a preflight and an answer that allow it, both with
// the headers that stores send beside.
func upload() (r cors.Request, preflight, actual *cors.Answer) {
	r = cors.Request{Origin: page, Method: "PUT", Headers: []string{"content-type", "x-amz-acl", "x-amz-date"}}
	preflight = answered(200, allowOrigin, page, allowMethods, "GET, PUT, HEAD", allowHeaders, "content-type, x-amz-acl, x-amz-date", maxAge, "600",
		"Vary", "Origin, Access-Control-Request-Headers, Access-Control-Request-Method", "Server", "x", "Date", "x", "X-Amz-Request-Id", "x", "Content-Length", "0")
	actual = answered(200, allowOrigin, page, "Vary", "Origin", "Etag", "x", "Server", "x", "Date", "x")
	return r, preflight, actual
}

func TestBrowserDoesNotAllocateWhereItAllows(t *testing.T) {
	r, preflight, actual := upload()
	var v cors.Verdict
	if n := testing.AllocsPerRun(100, func() { v = cors.Browser(r, preflight, actual) }); n != 0 || !v.Allowed {
		t.Errorf("Browser() allocates %v times: %+v", n, v)
	}
	actual.Header[exposeHeaders] = []string{"ETag"}
	if n := testing.AllocsPerRun(100, func() { v = cors.Browser(r, preflight, actual) }); n != 1 || !v.Readable("ETag") {
		t.Errorf("Browser() allocates %v times for what is exposed: %+v", n, v)
	}
}

func BenchmarkBrowser(b *testing.B) {
	r, preflight, actual := upload()
	b.ReportAllocs()
	for b.Loop() {
		if v := cors.Browser(r, preflight, actual); !v.Allowed {
			b.Fatal(v.Reason)
		}
	}
}

func BenchmarkFetch(b *testing.B) {
	f := to("PUT", "Content-Type", "image/jpeg", "x-amz-date", "20261121T000000Z", "x-amz-acl", "private")
	b.ReportAllocs()
	for b.Loop() {
		if _, preflight, err := f.Request(); err != nil || !preflight {
			b.Fatal(preflight, err)
		}
	}
}
