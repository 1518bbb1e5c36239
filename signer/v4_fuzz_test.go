// SPDX-License-Identifier: Apache-2.0

package signer_test

import (
	"bytes"
	"io"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	awsv4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	"github.com/aws/smithy-go/encoding/httpbinding"
	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/signer"
)

// fuzzSeeds are awkward paths, queries and header values.
func fuzzSeeds(f *testing.F) {
	f.Helper()
	for _, path := range []string{"/", "/b/k", "/b//a/../c", "/a b+c%", "/ü/😀", "/(x)!*'", "/%2F", ""} {
		for _, query := range []string{"", "lifecycle", "list-type=2&prefix=a%2Fb", "b=2&a=1&a=0", "k=a/b&k=a-b&%C3%A9=+", "x=a+b%20c&&"} {
			f.Add("PUT", path, query, "meta", " a  b ", "token", "us-east-1", int64(1369353600))
		}
	}
	f.Add("", "/k", "", "MIXED-case", "\t", "", "r", int64(0))
}

// fuzzRequest builds a request from a fuzzer's material, or nil if no client
// could send it.
func fuzzRequest(method, path, query, name, value string) *http.Request {
	u := url.URL{Scheme: "http", Host: "bucket.s3.test:9000", Path: path, RawQuery: query}
	if _, err := url.ParseQuery(query); err != nil || !printable(method) || !printable(value) || path != "" && path[0] != '/' {
		return nil
	}
	for i := range len(query) {
		if query[i] <= ' ' || query[i] >= 0x7f || query[i] == '#' {
			return nil
		}
	}
	if strings.Trim(method, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" || method == "CONNECT" {
		return nil
	}
	r := &http.Request{Method: method, URL: &u, Header: http.Header{"Content-Type": {"text/plain"}}}
	if strings.Trim(strings.ToLower(name), "abcdefghijklmnopqrstuvwxyz0123456789-_") == "" {
		r.Header.Set("X-Amz-Meta-"+name, value)
		r.Header.Add("x-amz-meta-"+name, value+" again")
	}
	return r
}

func printable(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r != '\t' && r < ' ' || r >= 0x7f })
}

func fuzzParams(token, region string, seconds int64) (signer.Params, bool) {
	p := exampleParams(signer.UnsignedPayload)
	p.Credentials.SessionToken, p.Region = token, region
	p.Time = time.Unix(seconds%(1<<37), 0)
	return p, region != "" && printable(token) && printable(region) && p.Time.Year() >= 1 && p.Time.Year() < 10000 && !p.Time.IsZero()
}

func FuzzSignAgreesWithAWS(f *testing.F) {
	fuzzSeeds(f)
	ours, theirs := signer.SigV4(), awsv4.NewSigner(func(o *awsv4.SignerOptions) { o.DisableURIPathEscaping = true })
	f.Fuzz(func(t *testing.T, method, path, query, name, value, token, region string, seconds int64) {
		r := fuzzRequest(method, path, query, name, value)
		p, ok := fuzzParams(token, region, seconds)
		if r == nil || !ok {
			t.Skip()
		}
		reference := r.Clone(t.Context())
		reference.URL.RawPath = httpbinding.EscapePath(path, false)
		// Theirs signs every header it finds, so it finds those we sign; the
		// method of a request without one is GET to net/http.
		reference.Header.Set("X-Amz-Content-Sha256", p.PayloadHash)
		if reference.Method == "" {
			reference.Method = http.MethodGet
		}
		if err := theirs.SignHTTP(t.Context(), p.Credentials, reference, p.PayloadHash, p.Service, p.Region, p.Time); err != nil {
			t.Skip(err)
		}
		if err := ours.Sign(t.Context(), r, p); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(reference.Header, r.Header); diff != "" {
			t.Errorf("the headers differ (-aws +ours):\n%s", diff)
		}
	})
}

func FuzzPresignAgreesWithAWS(f *testing.F) {
	fuzzSeeds(f)
	ours, theirs := signer.SigV4(), awsv4.NewSigner(func(o *awsv4.SignerOptions) {
		o.DisableURIPathEscaping, o.DisableHeaderHoisting = true, true
	})
	f.Fuzz(func(t *testing.T, method, path, query, name, value, token, region string, seconds int64) {
		r := fuzzRequest(method, path, query, name, value)
		p, ok := fuzzParams(token, region, seconds)
		if r == nil || !ok || strings.Contains(query, "X-Amz-") {
			t.Skip()
		}
		reference := r.Clone(t.Context())
		reference.URL.RawPath = httpbinding.EscapePath(path, false)
		if reference.Method == "" {
			reference.Method = http.MethodGet
		}
		reference.URL.RawQuery += "&X-Amz-Expires=3600"
		want, _, err := theirs.PresignHTTP(t.Context(), p.Credentials, reference, p.PayloadHash, p.Service, p.Region, p.Time)
		if err != nil {
			t.Skip(err)
		}
		got, err := ours.Presign(t.Context(), r, p, time.Hour)
		if err != nil {
			t.Fatal(err)
		}
		wantURL, err := url.Parse(want)
		if err != nil {
			t.Skip(err)
		}
		gotURL, err := url.Parse(got.URL)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(sortedQuery(wantURL), sortedQuery(gotURL)); diff != "" || wantURL.EscapedPath() != gotURL.EscapedPath() {
			t.Errorf("the URLs differ (-aws +ours):\n%s\n%s\n%s", diff, want, got.URL)
		}
	})
}

// sortedQuery is a query whose repeated parameters are in order: AWS's signer
// sorts them on the wire, ours leaves them.
func sortedQuery(u *url.URL) url.Values {
	q := u.Query()
	for _, values := range q {
		slices.Sort(values)
	}
	return q
}

// meaning is what a verified request asks for.
type meaning struct {
	Method, Host, Path string
	Query, Header      map[string][]string
}

func meaningOf(r *http.Request) meaning {
	m := meaning{r.Method, r.Host, r.URL.Path, sortedQuery(r.URL), map[string][]string{}}
	for name, values := range r.Header {
		if strings.HasPrefix(name, "X-Amz-") || name == "Content-Type" {
			joined := strings.Join(values, ",")
			m.Header[name] = strings.FieldsFunc(joined, func(r rune) bool { return r == ' ' || r == ',' })
		}
	}
	delete(m.Query, "X-Amz-Signature")
	return m
}

// FuzzAFlippedByteIsRefused signs, sends, changes one bit and verifies: either
// the request is refused or it still means the same.
func FuzzAFlippedByteIsRefused(f *testing.F) {
	for _, path := range []string{"/", "/b/k", "/a b+c%", "/ü"} {
		for i := range 40 {
			f.Add(path, "list-type=2&prefix=a%2Fb", "a  b", i*11, byte(1<<(i%8)), i%2 == 0)
		}
	}
	v := signer.SigV4()
	f.Fuzz(func(t *testing.T, path, query, value string, at int, mask byte, presign bool) {
		r := fuzzRequest("PUT", path, query, "m", value)
		if r == nil || mask == 0 || strings.Contains(query, "X-Amz-") {
			t.Skip()
		}
		p := exampleParams(signer.UnsignedPayload)
		p.Credentials.SessionToken = "token"
		if presign {
			u, err := v.Presign(t.Context(), r, p, time.Hour)
			if err != nil {
				t.Fatal(err)
			}
			r = newRequest(t, "PUT", u.URL, nil)
			maps.Copy(r.Header, u.Header)
		} else if err := v.Sign(t.Context(), r, p); err != nil {
			t.Fatal(err)
		}
		var wire bytes.Buffer
		if err := r.Write(&wire); err != nil {
			t.Skip(err)
		}
		before := parse(t, wire.String())
		if err := v.Verify(before, exampleLookup, exampleRegion, exampleTime); err != nil {
			t.Fatalf("refused as it was sent: %v\n%s", err, wire.String())
		}
		flipped := wire.Bytes()
		flipped[uint(at)%uint(len(flipped))] ^= mask
		after, err := http.ReadRequest(newReader(flipped))
		if err != nil || v.Verify(after, exampleLookup, exampleRegion, exampleTime) != nil {
			return
		}
		if diff := cmp.Diff(meaningOf(before), meaningOf(after)); diff != "" {
			t.Errorf("a changed request is accepted (-sent +received):\n%s\n%s", diff, flipped)
		}
	})
}

// FuzzChunkedBodiesNeverLie feeds arbitrary framing: whatever decodes without
// an error must be the payload that the checksum and the length speak of.
func FuzzChunkedBodiesNeverLie(f *testing.F) {
	f.Add([]byte("5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n"), 5)
	f.Add([]byte("0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n"), 0)
	f.Add([]byte("5;a=b\nhello\n0\nx-amz-checksum-crc32 : NhCmhg==\n\n"), 5)
	f.Add([]byte("fffffffffffffffff\r\n"), 5)
	f.Fuzz(func(t *testing.T, body []byte, length int) {
		r := newRequest(t, http.MethodPut, "http://h/k", bytes.NewReader(body))
		r.Header.Set("X-Amz-Content-Sha256", signer.StreamingUnsignedTrailer)
		r.Header.Set("X-Amz-Decoded-Content-Length", strconv.Itoa(length))
		r.Header.Set("X-Amz-Trailer", "x-amz-checksum-crc32")
		if err := signer.AnonymousPayload(r); err != nil {
			return
		}
		got, err := io.ReadAll(r.Body)
		if err == nil && (len(got) != length || r.Trailer.Get("X-Amz-Checksum-Crc32") == "") {
			t.Errorf("%d bytes of %d, trailer %v", len(got), length, r.Trailer)
		}
	})
}

// FuzzVerifyNeverPanics gives the verifier any request at all.
func FuzzVerifyNeverPanics(f *testing.F) {
	f.Add("AWS4-HMAC-SHA256 Credential=a/20130524/r/s3/aws4_request,SignedHeaders=host,Signature=x", "")
	f.Add("", "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=a&X-Amz-Signature=&X-Amz-Expires=-1")
	v := signer.SigV4()
	lookup := func(string) (string, bool) { return "secret", true }
	f.Fuzz(func(t *testing.T, authorization, query string) {
		r := &http.Request{Method: http.MethodGet, Host: "h", URL: &url.URL{Path: "/k", RawQuery: query},
			Header: http.Header{"Authorization": {authorization}, "X-Amz-Date": {"20130524T000000Z"}, "X-Amz-Content-Sha256": {signer.UnsignedPayload}}}
		if v.Verify(r, lookup, "", exampleTime) == nil {
			t.Errorf("accepted %q %q", authorization, query)
		}
	})
}
