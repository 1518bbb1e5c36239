// SPDX-License-Identifier: Apache-2.0

package signer_test

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-40dc4ce0/pail/signer"
)

// The examples of "Signature Calculations for the Authorization Header",
// "Authenticating Requests: Using Query Parameters" and "Transferring Payload
// in Multiple Chunks" in the Amazon S3 API Reference share these.
const (
	exampleID     = "AKIAIOSFODNN7EXAMPLE"
	exampleSecret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
	exampleHost   = "examplebucket.s3.amazonaws.com"
	exampleRegion = "us-east-1"
)

var exampleTime = time.Date(2013, 5, 24, 0, 0, 0, 0, time.UTC)

func exampleLookup(id string) (string, bool) { return exampleSecret, id == exampleID }

func exampleParams(payloadHash string) signer.Params {
	return signer.Params{
		Credentials: aws.Credentials{AccessKeyID: exampleID, SecretAccessKey: exampleSecret},
		Service:     "s3", Region: exampleRegion, Time: exampleTime, PayloadHash: payloadHash,
	}
}

func newRequest(t testing.TB, method, url string, body io.Reader) *http.Request {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, url, body)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// received turns a client's request into what a server would see.
func received(t testing.TB, r *http.Request) *http.Request {
	t.Helper()
	var wire bytes.Buffer
	if err := r.Write(&wire); err != nil {
		t.Fatal(err)
	}
	return parse(t, wire.String())
}

func TestSignGivesTheSignaturesThatAWSPublished(t *testing.T) {
	t.Parallel()
	cases := map[string]struct{ url, signature string }{
		"bucket lifecycle": {"https://" + exampleHost + "/?lifecycle", "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543"},
		"list of objects":  {"https://" + exampleHost + "/?max-keys=2&prefix=J", "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := newRequest(t, http.MethodGet, c.url, nil)
			if err := signer.SigV4().Sign(t.Context(), r, exampleParams(signer.EmptyPayload)); err != nil {
				t.Fatal(err)
			}
			want := "AWS4-HMAC-SHA256 Credential=" + exampleID + "/20130524/us-east-1/s3/aws4_request, " +
				"SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature=" + c.signature
			if got := r.Header.Get("Authorization"); got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
			if got := r.Header.Get("X-Amz-Date"); got != "20130524T000000Z" {
				t.Errorf("X-Amz-Date: %s", got)
			}
		})
	}
}

func TestVerifyAcceptsTheRequestsThatAWSPublished(t *testing.T) {
	t.Parallel()
	cases := map[string]struct{ request, signed, signature string }{
		"get of a range": {
			"GET /test.txt HTTP/1.1\r\nHost: " + exampleHost + "\r\nRange: bytes=0-9\r\nx-amz-content-sha256: " + signer.EmptyPayload + "\r\n",
			"host;range;x-amz-content-sha256;x-amz-date",
			"f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
		},
		"put with a dollar in its key": {
			"PUT /test%24file.text HTTP/1.1\r\nHost: " + exampleHost + "\r\nDate: Fri, 24 May 2013 00:00:00 GMT\r\nx-amz-storage-class: REDUCED_REDUNDANCY\r\n" +
				"x-amz-content-sha256: 44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072\r\nContent-Length: 21\r\n",
			"date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class",
			"98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd",
		},
		"put with its dollar sent raw": {
			"PUT /test$file.text HTTP/1.1\r\nHost: " + exampleHost + "\r\nDate: Fri, 24 May 2013 00:00:00 GMT\r\nx-amz-storage-class: REDUCED_REDUNDANCY\r\n" +
				"x-amz-content-sha256: 44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072\r\nContent-Length: 21\r\n",
			"date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class",
			"98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd",
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			wire := c.request + "x-amz-date: 20130524T000000Z\r\nAuthorization: AWS4-HMAC-SHA256 Credential=" + exampleID +
				"/20130524/us-east-1/s3/aws4_request,SignedHeaders=" + c.signed + ",Signature=" + c.signature + "\r\n\r\nWelcome to Amazon S3."
			r := parse(t, wire)
			if err := signer.SigV4().Verify(r, exampleLookup, exampleRegion, exampleTime); err != nil {
				t.Fatal(err)
			}
			if body, err := io.ReadAll(r.Body); err != nil || r.Method == http.MethodPut && string(body) != "Welcome to Amazon S3." {
				t.Errorf("body %q, %v", body, err)
			}
		})
	}
}

func TestPresignGivesTheURLThatAWSPublished(t *testing.T) {
	t.Parallel()
	r := newRequest(t, http.MethodGet, "https://"+exampleHost+"/test.txt", nil)
	p, err := signer.SigV4().Presign(t.Context(), r, exampleParams(signer.UnsignedPayload), 24*time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	const want = "https://examplebucket.s3.amazonaws.com/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256" +
		"&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z" +
		"&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404"
	if p.URL != want {
		t.Errorf("got  %s\nwant %s", p.URL, want)
	}
	if len(p.Header) != 0 || !p.Expires.Equal(exampleTime.Add(24*time.Hour)) {
		t.Errorf("header %v, expires %v", p.Header, p.Expires)
	}
	server := httptest.NewRequestWithContext(t.Context(), http.MethodGet, p.URL, nil)
	if err := signer.SigV4().Verify(server, exampleLookup, exampleRegion, exampleTime.Add(time.Hour)); err != nil {
		t.Error(err)
	}
}

// publishedChunks is the request of "Transferring Payload in Multiple Chunks":
// 66,560 letters a in chunks of 64 KiB and 1 KiB.
func publishedChunks(extraHeaders, signed, seed, hash string, sigs [3]string, trailers string) string {
	return "PUT /examplebucket/chunkObject.txt HTTP/1.1\r\nHost: s3.amazonaws.com\r\nx-amz-date: 20130524T000000Z\r\n" +
		"x-amz-storage-class: REDUCED_REDUNDANCY\r\nContent-Encoding: aws-chunked\r\nx-amz-decoded-content-length: 66560\r\n" + extraHeaders +
		"x-amz-content-sha256: " + hash + "\r\nAuthorization: AWS4-HMAC-SHA256 Credential=" + exampleID +
		"/20130524/us-east-1/s3/aws4_request,SignedHeaders=" + signed + ",Signature=" + seed + "\r\n\r\n" +
		"10000;chunk-signature=" + sigs[0] + "\r\n" + strings.Repeat("a", 65536) + "\r\n" +
		"400;chunk-signature=" + sigs[1] + "\r\n" + strings.Repeat("a", 1024) + "\r\n" +
		"0;chunk-signature=" + sigs[2] + "\r\n" + trailers + "\r\n"
}

var publishedSigned = publishedChunks("Content-Length: 66824\r\n",
	"content-encoding;content-length;host;x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;x-amz-storage-class",
	"4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9", signer.StreamingSigned, [3]string{
		"ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648",
		"0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497",
		"b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9",
	}, "")

var publishedTrailer = publishedChunks("x-amz-trailer: x-amz-checksum-crc32c\r\nContent-Length: "+trailerLength+"\r\n",
	"content-encoding;host;x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;x-amz-storage-class;x-amz-trailer",
	"106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e", signer.StreamingSignedTrailer, [3]string{
		"b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2",
		"1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7",
		"2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992",
	}, publishedTrailerLines)

const publishedTrailerLines = "x-amz-checksum-crc32c:sOO8/Q==\r\n" +
	"x-amz-trailer-signature:d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435\r\n"

// trailerLength is 66,824 and the trailers.
var trailerLength = fmt.Sprint(66824 + len(publishedTrailerLines))

func TestVerifyDecodesTheChunksThatAWSPublished(t *testing.T) {
	t.Parallel()
	cases := map[string]struct{ wire, trailer string }{
		"signed chunks":                {publishedSigned, ""},
		"signed chunks and a checksum": {publishedTrailer, "sOO8/Q=="},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := parse(t, c.wire)
			if err := signer.SigV4().Verify(r, exampleLookup, exampleRegion, exampleTime); err != nil {
				t.Fatal(err)
			}
			body, err := io.ReadAll(r.Body)
			if err != nil {
				t.Fatal(err)
			}
			if string(body) != strings.Repeat("a", 66560) || r.ContentLength != 66560 {
				t.Errorf("payload of %d bytes, ContentLength %d", len(body), r.ContentLength)
			}
			if got := r.Header.Values("Content-Encoding"); len(got) > 0 {
				t.Errorf("Content-Encoding still says %q", got)
			}
			if got := r.Trailer.Get("X-Amz-Checksum-Crc32c"); got != c.trailer {
				t.Errorf("trailer %q", got)
			}
		})
	}
}
