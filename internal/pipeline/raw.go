// SPDX-License-Identifier: Apache-2.0

package pipeline

import (
	"maps"
	"net/http"
	"net/url"
	"slices"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/internal/wire"
)

// rawName is the operation behind bucket.Bucket.Do.
const rawName = "Do"

// rawOperation is the one operation that no spec describes: a request as its
// caller wrote it, through the same chain as all others.
func rawOperation() *Operation {
	return &Operation{Name: rawName, StreamingOutput: true, Encode: encodeRaw, Decode: decodeRaw}
}

func encodeRaw(e *wire.Encoder, in any) {
	r := in.(*bucket.RawRequest)
	method := r.Method
	if method == "" {
		method = http.MethodGet
	}
	e.Start(method, "/")
	e.GreedyLabel("Key", r.Key)
	e.Length("Key", len(r.Key), 0, 1024)
	values, ok := r.Query.(url.Values)
	if !ok && r.Query != nil {
		e.Fail("Query", "must be an url.Values where a middleware or an interceptor sets it")
	}
	encodeRawQuery(e, values)
	for _, name := range slices.Sorted(maps.Keys(r.Header)) {
		encodeRawHeader(e, http.CanonicalHeaderKey(name), r.Header[name])
	}
	if r.Body != nil {
		e.Stream(r.Body)
	}
}

// encodeRawQuery writes the parameters sorted, but those without a value
// first: they are what sub-resources are asked for with, and some stores look
// for one in the first place only (addURLOptions in cos.go of cos-go-sdk-v5).
func encodeRawQuery(e *wire.Encoder, values url.Values) {
	names := slices.Sorted(maps.Keys(values))
	for _, name := range names {
		for _, v := range values[name] {
			if v == "" {
				e.QueryFlag(name)
			}
		}
	}
	for _, name := range names {
		for _, v := range values[name] {
			if v != "" {
				e.QueryConst(name, v)
			}
		}
	}
}

// encodeRawHeader writes every line of one header.
func encodeRawHeader(e *wire.Encoder, name string, lines []string) {
	switch name {
	case "Host", "Transfer-Encoding", "Trailer", "Connection":
		e.Fail("Header["+name+"]", "belongs to the connection and cannot be set")
		return
	}
	var all []string
	for _, v := range lines {
		e.HeaderValue(name, v)
		all = append(all, e.Head[name]...)
	}
	if len(all) > 1 {
		e.Head[name] = all
	}
}

func decodeRaw(d *wire.Decoder, r bucket.Response) any {
	return &bucket.RawResponse{Body: d.Stream(), Response: r}
}

// idempotent reports whether a request may be sent again although the server
// may have acted on it: what the spec says of the operation, and of a raw
// request what HTTP says of its method (RFC 9110, 9.2.2).
func (op *Operation) idempotent(method string) bool {
	if op.Name != rawName {
		return op.Idempotent
	}
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodOptions, http.MethodPut, http.MethodDelete, http.MethodTrace:
		return true
	}
	return false
}
