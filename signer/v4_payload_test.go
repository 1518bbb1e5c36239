// SPDX-License-Identifier: Apache-2.0

package signer_test

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/signer"
)

const sha256Hello = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"

// verified signs a PUT with the given payload hash and body, and returns what
// a server reads, and the error of verifying or reading it.
func verified(t *testing.T, hash, body string, change func(*http.Request)) (r *http.Request, payload string, err error) {
	t.Helper()
	v := signer.SigV4()
	r = newRequest(t, http.MethodPut, "http://h/k", strings.NewReader(body))
	if strings.HasPrefix(hash, "STREAMING-") {
		r.Header.Set("Content-Encoding", "aws-chunked")
		r.Header.Set("X-Amz-Decoded-Content-Length", "5")
	}
	if strings.HasSuffix(hash, "-TRAILER") {
		r.Header.Set("X-Amz-Trailer", "x-amz-checksum-crc32")
	}
	if change != nil {
		change(r)
	}
	p := exampleParams(hash)
	if err := v.Sign(t.Context(), r, p); err != nil {
		t.Fatal(err)
	}
	if strings.HasPrefix(hash, signer.StreamingSigned) {
		chunks, err := v.ChunkSigner(r, p)
		if err != nil {
			t.Fatal(err)
		}
		body = signChunks(chunks, body)
		r.Body, r.ContentLength = io.NopCloser(strings.NewReader(body)), int64(len(body))
	}
	r = received(t, r)
	if err := v.Verify(r, exampleLookup, exampleRegion, exampleTime); err != nil {
		return r, "", err
	}
	got, err := io.ReadAll(iotest.HalfReader(r.Body))
	return r, string(got), err
}

// signChunks fills in the signatures of a body written with ! for them: one in
// each chunk's line, and ? for the trailers'.
func signChunks(c *signer.ChunkSigner, body string) string {
	var out strings.Builder
	for body != "" {
		line, rest, _ := strings.Cut(body, "\r\n")
		digits, isChunk := strings.CutSuffix(line, ";chunk-signature=!")
		switch {
		case isChunk:
			size, _ := strconv.ParseInt(digits, 16, 64)
			data := rest[:size]
			fmt.Fprintf(&out, "%s;chunk-signature=%s\r\n%s", digits, c.AppendChunk(nil, []byte(data)), data)
			body = rest[size:]
		case strings.HasSuffix(line, ":?"):
			name := strings.TrimSuffix(line, "?")
			fmt.Fprintf(&out, "%s%s\r\n", name, c.AppendTrailer(nil, []byte("x-amz-checksum-crc32:NhCmhg==\n")))
			body = rest
		default:
			out.WriteString(line + "\r\n")
			body = rest
		}
	}
	return out.String()
}

func TestPayloadsAreCheckedAgainstWhatWasSigned(t *testing.T) {
	t.Parallel()
	const (
		unsigned = signer.StreamingUnsignedTrailer
		signed   = signer.StreamingSigned
		both     = signer.StreamingSignedTrailer
	)
	header := func(name, value string) func(*http.Request) {
		return func(r *http.Request) { r.Header.Set(name, value) }
	}
	k8, k9 := strings.Repeat("x", 8192), strings.Repeat("y", 9)
	cases := map[string]struct {
		hash, body string
		change     func(*http.Request)
		want       string // the payload
		code       string // or the refusal
	}{
		"unsigned":                                 {signer.UnsignedPayload, "hello", nil, "hello", ""},
		"hashed":                                   {sha256Hello, "hello", nil, "hello", ""},
		"hashed in capitals":                       {strings.ToUpper(sha256Hello), "hello", nil, "hello", ""},
		"hashed and changed":                       {sha256Hello, "jello", nil, "", "XAmzContentSHA256Mismatch"},
		"hashed and cut":                           {sha256Hello, "hell", nil, "", "XAmzContentSHA256Mismatch"},
		"hashed and gone":                          {sha256Hello, "", nil, "", "XAmzContentSHA256Mismatch"},
		"hashed and nothing":                       {signer.EmptyPayload, "", nil, "", ""},
		"hashed as nothing":                        {signer.EmptyPayload, "hello", nil, "", "XAmzContentSHA256Mismatch"},
		"signed chunks":                            {signed, "5;chunk-signature=!\r\nhello\r\n0;chunk-signature=!\r\n\r\n", nil, "hello", ""},
		"signed chunks without the last line":      {signed, "5;chunk-signature=!\r\nhello\r\n0;chunk-signature=!\r\n", nil, "hello", ""},
		"signed chunks, small ones first":          {signed, "2;chunk-signature=!\r\nhe\r\n3;chunk-signature=!\r\nllo\r\n0;chunk-signature=!\r\n\r\n", nil, "", "InvalidChunkSizeError"},
		"signed chunks, 8 KiB first":               {signed, "2000;chunk-signature=!\r\n" + k8 + "\r\n9;chunk-signature=!\r\n" + k9 + "\r\n0;chunk-signature=!\r\n\r\n", header("X-Amz-Decoded-Content-Length", "8201"), k8 + k9, ""},
		"signed chunks of nothing":                 {signed, "0;chunk-signature=!\r\n\r\n", header("X-Amz-Decoded-Content-Length", "0"), "", ""},
		"a chunk's signature missing":              {signed, "5\r\nhello\r\n0;chunk-signature=!\r\n\r\n", nil, "", "InvalidRequest"},
		"a chunk's signature wrong":                {signed, "5;chunk-signature=" + sha256Hello + "\r\nhello\r\n0;chunk-signature=!\r\n\r\n", nil, "", "SignatureDoesNotMatch"},
		"the last chunk's signature wrong":         {signed, "5;chunk-signature=!\r\nhello\r\n0;chunk-signature=" + sha256Hello + "\r\n\r\n", nil, "", "SignatureDoesNotMatch"},
		"the last chunk missing":                   {signed, "5;chunk-signature=!\r\nhello\r\n", nil, "", "IncompleteBody"},
		"fewer bytes than announced":               {signed, "5;chunk-signature=!\r\nhello\r\n0;chunk-signature=!\r\n\r\n", header("X-Amz-Decoded-Content-Length", "6"), "", "IncompleteBody"},
		"more bytes than announced":                {signed, "5;chunk-signature=!\r\nhello\r\n0;chunk-signature=!\r\n\r\n", header("X-Amz-Decoded-Content-Length", "4"), "", "IncompleteBody"},
		"bytes where none are announced":           {signed, "5;chunk-signature=!\r\nhello\r\n0;chunk-signature=!\r\n\r\n", header("X-Amz-Decoded-Content-Length", "0"), "", "IncompleteBody"},
		"bytes after the last chunk":               {signed, "5;chunk-signature=!\r\nhello\r\n0;chunk-signature=!\r\n\r\nmore\r\n", nil, "", "InvalidRequest"},
		"a trailer that nobody announced":          {signed, "5;chunk-signature=!\r\nhello\r\n0;chunk-signature=!\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n", nil, "", "MalformedTrailerError"},
		"no decoded length":                        {signed, "0;chunk-signature=!\r\n\r\n", func(r *http.Request) { r.Header.Del("X-Amz-Decoded-Content-Length") }, "", "MissingContentLength"},
		"a decoded length of no number":            {signed, "0;chunk-signature=!\r\n\r\n", header("X-Amz-Decoded-Content-Length", "five"), "", "InvalidArgument"},
		"a trailer":                                {unsigned, "5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n", nil, "hello", ""},
		"a trailer of nothing":                     {unsigned, "0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n", header("X-Amz-Decoded-Content-Length", "0"), "", ""},
		"a trailer, lines ending in LF":            {unsigned, "5\nhello\n0\nX-Amz-Checksum-Crc32 : NhCmhg==\n\n", nil, "hello", ""},
		"a trailer that does not match":            {unsigned, "5\r\njello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n", nil, "", "BadDigest"},
		"a trailer of nothing, not matching":       {unsigned, "0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n", header("X-Amz-Decoded-Content-Length", "0"), "", "BadDigest"},
		"a trailer that is no checksum":            {unsigned, "5\r\nhello\r\n0\r\nx-amz-checksum-crc32:?\r\n\r\n", nil, "", "InvalidRequest"},
		"an announced trailer missing":             {unsigned, "5\r\nhello\r\n0\r\n\r\n", nil, "", "MalformedTrailerError"},
		"another trailer than announced":           {unsigned, "5\r\nhello\r\n0\r\nx-amz-checksum-crc32c:mnG7TA==\r\n\r\n", nil, "", "MalformedTrailerError"},
		"a trailer twice":                          {unsigned, "5\r\nhello\r\n0\r\n" + strings.Repeat("x-amz-checksum-crc32:NhCmhg==\r\n", 2) + "\r\n", nil, "", "MalformedTrailerError"},
		"trailers without end":                     {unsigned, "5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n", nil, "", "IncompleteBody"},
		"a trailer without a colon":                {unsigned, "5\r\nhello\r\n0\r\nx-amz-checksum-crc32\r\n\r\n", nil, "", "MalformedTrailerError"},
		"trailers signed for unsigned chunks":      {unsigned, "5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\nx-amz-trailer-signature:x\r\n\r\n", nil, "", "MalformedTrailerError"},
		"an unknown trailer announced":             {unsigned, "5\r\nhello\r\n0\r\nx-amz-checksum-md6:x\r\n\r\n", header("X-Amz-Trailer", "x-amz-checksum-md6"), "", "InvalidRequest"},
		"a length that is no number":               {unsigned, "five\r\nhello\r\n0\r\n\r\n", nil, "", "InvalidRequest"},
		"a negative length":                        {unsigned, "-5\r\nhello\r\n0\r\n\r\n", nil, "", "InvalidRequest"},
		"a length without digits":                  {unsigned, "\r\nhello\r\n0\r\n\r\n", nil, "", "InvalidRequest"},
		"a length beyond all measure":              {unsigned, "fffffffffffffffff\r\n", nil, "", "InvalidRequest"},
		"a line beyond all measure":                {unsigned, strings.Repeat("0", 5000) + "5\r\nhello\r\n", nil, "", "InvalidRequest"},
		"a chunk longer than it says":              {unsigned, "5\r\nhello!\r\n0\r\n\r\n", nil, "", "InvalidRequest"},
		"a chunk cut short":                        {unsigned, "5\r\nhel", nil, "", "IncompleteBody"},
		"signed chunks and a trailer":              {both, "5;chunk-signature=!\r\nhello\r\n0;chunk-signature=!\r\nx-amz-checksum-crc32:NhCmhg==\r\nx-amz-trailer-signature:?\r\n\r\n", nil, "hello", ""},
		"signed chunks and a trailer, as minio-go": {both, "5;chunk-signature=!\r\nhello\r\n0;chunk-signature=!\r\nx-amz-checksum-crc32:NhCmhg==\n\r\nx-amz-trailer-signature:?\r\n\r\n", nil, "hello", ""},
		"a trailer, as minio-go":                   {unsigned, "5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\n\r\n\r\n", nil, "hello", ""},
		"a trailer and many empty lines":           {unsigned, "5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n\r\n\r\n", nil, "", "InvalidRequest"},
		"a signed trailer and many empty lines":    {both, "5;chunk-signature=!\r\nhello\r\n0;chunk-signature=!\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n\r\n\r\nx-amz-trailer-signature:?\r\n\r\n", nil, "", "MalformedTrailerError"},
		"a signed trailer without a signature":     {both, "5;chunk-signature=!\r\nhello\r\n0;chunk-signature=!\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n", nil, "", "MalformedTrailerError"},
		"a signed trailer wrongly signed":          {both, "5;chunk-signature=!\r\nhello\r\n0;chunk-signature=!\r\nx-amz-checksum-crc32:NhCmhg==\r\nx-amz-trailer-signature:" + sha256Hello + "\r\n\r\n", nil, "", "SignatureDoesNotMatch"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r, got, err := verified(t, c.hash, c.body, c.change)
			if c.code != "" {
				if v := refusal(t, err); v.Code != c.code {
					t.Errorf("got %v, want %s", v, c.code)
				}
				return
			}
			if err != nil || got != c.want || r.ContentLength != int64(len(c.want)) {
				t.Errorf("got %q of %d bytes, %v", got, r.ContentLength, err)
			}
		})
	}
}

func TestALyingBodyIsRefusedWithItsLastByte(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ hash, body, code string }{
		"a hash":  {sha256Hello, "jello", "XAmzContentSHA256Mismatch"},
		"a chunk": {signer.StreamingUnsignedTrailer, "5\r\njello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n", "BadDigest"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			v := signer.SigV4()
			r := newRequest(t, http.MethodPut, "http://h/k", strings.NewReader(c.body))
			r.Header.Set("X-Amz-Decoded-Content-Length", "5")
			r.Header.Set("X-Amz-Trailer", "x-amz-checksum-crc32")
			if err := v.Sign(t.Context(), r, exampleParams(c.hash)); err != nil {
				t.Fatal(err)
			}
			r = received(t, r)
			if err := v.Verify(r, exampleLookup, exampleRegion, exampleTime); err != nil {
				t.Fatal(err)
			}
			// As much as Content-Length says, and not a byte more.
			_, err := io.ReadFull(r.Body, make([]byte, 4))
			if err != nil {
				t.Fatal(err)
			}
			_, err = r.Body.Read(make([]byte, 1))
			if v := refusal(t, err); v.Code != c.code {
				t.Errorf("got %v", v)
			}
			if err := r.Body.Close(); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestPayloadLeavesTheUsersContentEncoding(t *testing.T) {
	t.Parallel()
	r, _, err := verified(t, signer.StreamingUnsignedTrailer, "5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n",
		func(r *http.Request) { r.Header["Content-Encoding"] = []string{"aws-chunked,gzip", "br"} })
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"gzip,br"}, r.Header.Values("Content-Encoding")); diff != "" {
		t.Error(diff)
	}
	if r.Trailer.Get("X-Amz-Checksum-Crc32") != "NhCmhg==" {
		t.Errorf("trailer %v", r.Trailer)
	}
}

func TestAnonymousPayloadsMayHaveAHashOrATrailer(t *testing.T) {
	t.Parallel()
	cases := map[string]struct{ hash, body, want, code string }{
		"nothing announced": {"", "hello", "hello", ""},
		"unsigned":          {signer.UnsignedPayload, "hello", "hello", ""},
		"a hash":            {sha256Hello, "hello", "hello", ""},
		"a wrong hash":      {sha256Hello, "jello", "", "XAmzContentSHA256Mismatch"},
		"a trailer":         {signer.StreamingUnsignedTrailer, "5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n", "hello", ""},
		"signed chunks":     {signer.StreamingSigned, "", "", "InvalidRequest"},
		"nonsense":          {"nonsense", "", "", "InvalidArgument"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := newRequest(t, http.MethodPut, "http://h/k", strings.NewReader(c.body))
			r.Header.Set("X-Amz-Content-Sha256", c.hash)
			r.Header.Set("X-Amz-Decoded-Content-Length", "5")
			r.Header.Set("X-Amz-Trailer", "x-amz-checksum-crc32")
			err := signer.AnonymousPayload(r)
			var got []byte
			if err == nil {
				got, err = io.ReadAll(r.Body)
			}
			if c.code != "" {
				if v := refusal(t, err); v.Code != c.code {
					t.Errorf("got %v", v)
				}
				return
			}
			if err != nil || string(got) != c.want {
				t.Errorf("got %q, %v", got, err)
			}
		})
	}
}

func TestOtherErrorsOfABodyPassThrough(t *testing.T) {
	t.Parallel()
	boom := errors.New("boom")
	for _, hash := range []string{sha256Hello, signer.StreamingUnsignedTrailer} {
		r := newRequest(t, http.MethodPut, "http://h/k", iotest.ErrReader(boom))
		r.Header.Set("X-Amz-Content-Sha256", hash)
		r.Header.Set("X-Amz-Decoded-Content-Length", "5")
		if err := signer.AnonymousPayload(r); err != nil {
			t.Fatal(err)
		}
		if _, err := io.ReadAll(r.Body); !errors.Is(err, boom) {
			t.Errorf("%s: %v", hash, err)
		}
	}
}

func TestIsSignedSeesEveryKindOfAuthorisation(t *testing.T) {
	t.Parallel()
	for target, want := range map[string]bool{
		"/k": false, "/k?cors": false, "/k?X-Amz-Signature=x": true, "/k?X-Amz-Algorithm=x": true, "/k?X-Amz-Credential=x": true, "/k?Signature=x&AWSAccessKeyId=y": true,
	} {
		if got := signer.IsSigned(newRequest(t, http.MethodGet, "http://h"+target, nil)); got != want {
			t.Errorf("%s: %t", target, got)
		}
	}
	r := newRequest(t, http.MethodGet, "http://h/k", nil)
	r.Header.Set("Authorization", "Basic x")
	if !signer.IsSigned(r) {
		t.Error("an Authorization header is not seen")
	}
}
