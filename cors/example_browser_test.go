// SPDX-License-Identifier: Apache-2.0

package cors_test

import (
	"fmt"

	"github.com/seed-40dc4ce0/pail/cors"
)

// A store that answers with success and refuses all the same: the browser says
// which header is in the way.
func ExampleBrowser() {
	request := cors.Request{Origin: "https://app.example", Method: "PUT", Headers: []string{"content-type", "x-amz-acl"}}
	preflight := &cors.Answer{Status: 200, Header: map[string][]string{
		"Access-Control-Allow-Origin":  {"https://app.example"},
		"Access-Control-Allow-Methods": {"GET, PUT"},
		"Access-Control-Allow-Headers": {"content-type"},
	}}
	v := cors.Browser(request, preflight, nil)
	fmt.Println(v.Allowed, v.Stage, v.Reason, v.Parameter)
	// Output: false preflight HeaderDisallowedByPreflightResponse x-amz-acl
}

// An upload works and script cannot read the ETag, which multipart uploads
// need: the answer does not expose it.
func ExampleVerdict_Readable() {
	request := cors.Request{Origin: "https://app.example", Method: "PUT"}
	answer := &cors.Answer{Status: 200, Header: map[string][]string{
		"Access-Control-Allow-Origin": {"https://app.example"},
		"Etag":                        {`"9b2cf535f27731c974343645a3985328"`},
	}}
	v := cors.Browser(request, nil, answer)
	fmt.Println(v.Allowed, v.Readable("ETag"), v.Readable("Content-Length"))
	// Output: true false true
}

// What a browser asks a store for before it sends a file. The Date is nothing
// that a page may set, and a plain Accept needs no permission.
func ExampleFetch_Request() {
	f := cors.Fetch{
		URL: "https://photos.store.example/cat.jpg", Origin: "https://app.example", Method: "put",
		Headers:     []cors.Header{{Name: "X-Amz-Date", Value: "20261121T000000Z"}, {Name: "Date", Value: "today"}, {Name: "Accept", Value: "*/*"}},
		ContentType: "image/jpeg",
	}
	request, preflight, err := f.Request()
	fmt.Println(preflight, request.Method, request.Headers, err)
	// Output: true PUT [content-type x-amz-date] <nil>
}

// A cache tells which of several requests would be preceded by a preflight.
func ExampleCache() {
	cache := cors.Cache{MaxAge: cors.MaxAgeChromium}
	upload := cors.Fetch{URL: "https://photos.store.example/cat.jpg", Origin: "https://app.example", Method: "PUT"}
	fmt.Println("asks first:", !cache.Covers(upload))

	cache.Keep(upload, &cors.Answer{Status: 200, Header: map[string][]string{
		"Access-Control-Allow-Origin":  {"https://app.example"},
		"Access-Control-Allow-Methods": {"PUT"},
		"Access-Control-Max-Age":       {"600"},
	}})
	fmt.Println("asks again:", !cache.Covers(upload))

	upload.URL += "?X-Amz-Signature=another"
	fmt.Println("asks for another signature:", !cache.Covers(upload))
	// Output:
	// asks first: true
	// asks again: false
	// asks for another signature: true
}

// What to send when one asks by hand, with curl say.
func ExampleRequest_Preflight() {
	method, headers := cors.Request{Method: "put", Headers: []string{"X-Amz-Date", "Content-Type", "Host", "content-type"}}.Preflight()
	fmt.Println(method, headers)
	// Output: PUT content-type,x-amz-date
}
