// SPDX-License-Identifier: Apache-2.0

package body_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/internal/body"
	"github.com/seed-40dc4ce0/pail/signer"
)

func sha(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}

// huge is over the limit up to which checksums are headers.
var huge = strings.Repeat("0123456789abcdef", 70_000)

func TestPlanProtectsEachKindOfBodyInItsWay(t *testing.T) {
	t.Parallel()
	const (
		crcHello = "NhCmhg=="
		crcBig   = "89uRXA=="
		md5Hello = "XUFAKrxLKna5cZ2REBfFkg=="
	)
	trailer := func(coding, length string) http.Header {
		return http.Header{"Content-Encoding": {coding}, "X-Amz-Decoded-Content-Length": {length}, "X-Amz-Trailer": {"x-amz-checksum-crc32"}}
	}
	n := fmt.Sprint(len(big))
	tls, plainHTTP := body.Policy{TLS: true, Signed: true}, body.Policy{Signed: true}
	crcTLS, crcPlain := body.Policy{TLS: true, Signed: true, CRC32: true}, body.Policy{Signed: true, CRC32: true}
	cases := map[string]struct {
		body   io.Reader
		length *int64
		policy body.Policy
		given  http.Header
		hash   string
		header http.Header
	}{
		"empty over TLS":                         {nil, nil, tls, nil, signer.EmptyPayload, nil},
		"empty over plain HTTP":                  {nil, nil, plainHTTP, nil, signer.EmptyPayload, nil},
		"empty with a checksum":                  {nil, nil, crcTLS, nil, signer.EmptyPayload, http.Header{"X-Amz-Checksum-Crc32": {"AAAAAA=="}}},
		"small over TLS":                         {strings.NewReader("hello"), nil, tls, nil, signer.UnsignedPayload, nil},
		"small over plain HTTP":                  {strings.NewReader("hello"), nil, plainHTTP, nil, sha("hello"), nil},
		"small and anonymous":                    {strings.NewReader("hello"), nil, body.Policy{}, nil, "", nil},
		"small with a checksum over TLS":         {strings.NewReader("hello"), nil, crcTLS, nil, signer.UnsignedPayload, http.Header{"X-Amz-Checksum-Crc32": {crcHello}}},
		"small with a checksum over plain HTTP":  {strings.NewReader("hello"), nil, crcPlain, nil, sha("hello"), http.Header{"X-Amz-Checksum-Crc32": {crcHello}}},
		"small with the user's own checksum":     {strings.NewReader("hello"), nil, crcTLS, http.Header{"X-Amz-Checksum-Sha256": {"x"}}, signer.UnsignedPayload, http.Header{"X-Amz-Checksum-Sha256": {"x"}}},
		"small with the user's own MD5":          {strings.NewReader("hello"), nil, crcTLS, http.Header{"Content-Md5": {"x"}}, signer.UnsignedPayload, http.Header{"Content-Md5": {"x"}}},
		"a document with MD5":                    {strings.NewReader("hello"), nil, body.Policy{TLS: true, Signed: true, MD5: true}, nil, signer.UnsignedPayload, http.Header{"Content-Md5": {md5Hello}}},
		"large over TLS":                         {strings.NewReader(big), nil, tls, nil, signer.UnsignedPayload, nil},
		"large over plain HTTP":                  {strings.NewReader(big), nil, plainHTTP, nil, sha(big), nil},
		"large with a checksum over TLS":         {strings.NewReader(big), nil, crcTLS, nil, signer.UnsignedPayload, http.Header{"X-Amz-Checksum-Crc32": {crcBig}}},
		"large with a checksum, anonymous":       {strings.NewReader(big), nil, body.Policy{TLS: true, CRC32: true}, nil, "", http.Header{"X-Amz-Checksum-Crc32": {crcBig}}},
		"huge with a checksum over TLS":          {strings.NewReader(huge), nil, crcTLS, nil, signer.StreamingUnsignedTrailer, trailer("aws-chunked", fmt.Sprint(len(huge)))},
		"a stream over TLS":                      {plain{strings.NewReader(big)}, new(int64(len(big))), tls, nil, signer.UnsignedPayload, nil},
		"a stream with a checksum over TLS":      {plain{strings.NewReader(big)}, new(int64(len(big))), crcTLS, http.Header{"Content-Encoding": {"gzip"}}, signer.StreamingUnsignedTrailer, trailer("aws-chunked,gzip", n)},
		"a stream over plain HTTP":               {plain{strings.NewReader(big)}, new(int64(len(big))), plainHTTP, nil, signer.StreamingSigned, http.Header{"X-Amz-Decoded-Content-Length": {n}}},
		"a stream with a checksum, plain HTTP":   {plain{strings.NewReader(big)}, new(int64(len(big))), crcPlain, nil, signer.StreamingSigned, http.Header{"X-Amz-Decoded-Content-Length": {n}}},
		"a stream with a checksum and anonymous": {plain{strings.NewReader(big)}, new(int64(len(big))), body.Policy{TLS: true, CRC32: true}, nil, "", nil},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var u body.Upload
			if err := u.Prepare(c.body, c.length); err != nil {
				t.Fatal(err)
			}
			h := http.Header{}
			maps.Copy(h, c.given)
			hash, err := u.Plan(t.Context(), h, c.policy)
			if err != nil {
				t.Fatal(err)
			}
			want := c.header
			if want == nil {
				want = http.Header{}
			}
			if diff := cmp.Diff(want, h); diff != "" || hash != c.hash {
				t.Errorf("hash %q, want %q; headers (-want +got):\n%s", hash, c.hash, diff)
			}
		})
	}
}

func TestPlanRefusesAnMD5OfAStream(t *testing.T) {
	t.Parallel()
	var u body.Upload
	if err := u.Prepare(plain{strings.NewReader("hello")}, new(int64(5))); err != nil {
		t.Fatal(err)
	}
	_, err := u.Plan(t.Context(), http.Header{}, body.Policy{MD5: true})
	var input *body.InputError
	if !errors.As(err, &input) || input.Member != "Body" {
		t.Errorf("got %v", err)
	}
}

func TestPlanStopsHashingWhenTheContextIsDone(t *testing.T) {
	t.Parallel()
	var u body.Upload
	if err := u.Prepare(strings.NewReader(huge), nil); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(errBoom)
	if _, err := u.Plan(ctx, http.Header{}, body.Policy{Signed: true}); !errors.Is(err, errBoom) {
		t.Errorf("got %v", err)
	}
}

func TestPlanNoticesABodyThatShrank(t *testing.T) {
	t.Parallel()
	f := file(t, big, 0)
	var u body.Upload
	if err := u.Prepare(shrunk{f}, new(int64(len(big)+1))); err != nil {
		t.Fatal(err)
	}
	_, err := u.Plan(t.Context(), http.Header{}, body.Policy{Signed: true})
	var input *body.InputError
	if !errors.As(err, &input) || !errors.Is(err, io.ErrUnexpectedEOF) || u.Resendable() {
		t.Errorf("got %v", err)
	}
}

// shrunk is a file that claims one byte more than it has.
type shrunk struct{ io.ReadSeeker }

func (s shrunk) Seek(offset int64, whence int) (int64, error) {
	n, err := s.ReadSeeker.Seek(offset, whence)
	if whence == io.SeekEnd {
		n++
	}
	return n, err
}

var when = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

func params(hash string) signer.Params {
	return signer.Params{
		Credentials: aws.Credentials{AccessKeyID: "AK", SecretAccessKey: "SK"}, Service: "s3", Region: "r", Time: when, PayloadHash: hash,
	}
}

func lookup(id string) (string, bool) { return "SK", id == "AK" }

// send signs and verifies one attempt without a network and returns what the
// server makes of the body.
func send(t testing.TB, v *signer.V4, u *body.Upload, h http.Header, hash string) (*http.Request, string, error) {
	t.Helper()
	rc, err := u.Open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPut, "http://h/k", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header, r.Body, r.ContentLength = h, rc, u.WireLength()
	if err := v.Sign(t.Context(), r, params(hash)); err != nil {
		t.Fatal(err)
	}
	if hash == signer.StreamingSigned {
		chunks, err := v.ChunkSigner(r, params(hash))
		if err != nil {
			t.Fatal(err)
		}
		u.SignChunks(chunks)
	}
	var wire bytes.Buffer
	if err := r.Write(&wire); err != nil {
		t.Fatal(err)
	}
	got, err := readRequest(&wire)
	if err != nil {
		t.Fatal(err)
	}
	if err := v.Verify(got, lookup, "r", when); err != nil {
		return got, "", err
	}
	content, err := io.ReadAll(got.Body)
	return got, string(content), err
}

func TestWhatIsSentVerifies(t *testing.T) {
	t.Parallel()
	v := signer.SigV4()
	for _, size := range []int{0, 1, 5, 8191, 32768, 32769, 65535, 65536, 65537, 131072, 131073, 1<<20 + 1} {
		content := huge[:min(size, len(huge))]
		for name, policy := range map[string]body.Policy{
			"TLS": {TLS: true, Signed: true}, "plain": {Signed: true}, "TLS with CRC": {TLS: true, Signed: true, CRC32: true}, "plain with CRC": {Signed: true, CRC32: true},
		} {
			for kind, r := range map[string]io.Reader{"stream": plain{strings.NewReader(content)}, "seeker": strings.NewReader(content), "slow": iotestHalf(content)} {
				t.Run(fmt.Sprintf("%d bytes, %s, %s", size, name, kind), func(t *testing.T) {
					t.Parallel()
					var u body.Upload
					if err := u.Prepare(r, new(int64(len(content)))); err != nil {
						t.Fatal(err)
					}
					h := http.Header{}
					hash, err := u.Plan(t.Context(), h, policy)
					if err != nil {
						t.Fatal(err)
					}
					got, sent, err := send(t, v, &u, h, hash)
					if err != nil || sent != content {
						t.Fatalf("received %d bytes, %v", len(sent), err)
					}
					if policy.CRC32 && got.Header.Get("X-Amz-Checksum-Crc32")+got.Trailer.Get("X-Amz-Checksum-Crc32") == "" && hash != signer.StreamingSigned {
						t.Error("no checksum came along")
					}
					if got.Header.Get("Content-Encoding") != "" {
						t.Error("the framing is left in Content-Encoding")
					}
					if kind == "seeker" {
						if _, again, err := send(t, v, &u, h, hash); err != nil || again != content {
							t.Errorf("again: received %d bytes, %v", len(again), err)
						}
					}
				})
			}
		}
	}
}

func TestSignedChunksNeedTheirSigner(t *testing.T) {
	t.Parallel()
	var u body.Upload
	if err := u.Prepare(plain{strings.NewReader("hello")}, new(int64(5))); err != nil {
		t.Fatal(err)
	}
	if _, err := u.Plan(t.Context(), http.Header{}, body.Policy{Signed: true}); err != nil {
		t.Fatal(err)
	}
	rc, err := u.Open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadAll(rc); err == nil || !strings.Contains(err.Error(), "signer") {
		t.Errorf("got %v", err)
	}
}

// FuzzAnyBodyArrivesWhole sends bodies of any size in pieces of any size.
func FuzzAnyBodyArrivesWhole(f *testing.F) {
	f.Add([]byte("hello"), 1, 1, true, true)
	f.Add([]byte("hello"), 30000, 7, false, false)
	f.Add([]byte(""), 0, 1, false, true)
	v := signer.SigV4()
	f.Fuzz(func(t *testing.T, unit []byte, repeat, piece int, tls, crc bool) {
		content := bytes.Repeat(unit, max(0, min(repeat, 300_000/(len(unit)+1))))
		var u body.Upload
		if err := u.Prepare(&pieces{content, max(1, piece)}, new(int64(len(content)))); err != nil {
			t.Fatal(err)
		}
		h := http.Header{}
		hash, err := u.Plan(t.Context(), h, body.Policy{TLS: tls, Signed: true, CRC32: crc})
		if err != nil {
			t.Fatal(err)
		}
		if _, got, err := send(t, v, &u, h, hash); err != nil || got != string(content) {
			t.Errorf("received %d bytes of %d, %v", len(got), len(content), err)
		}
	})
}

// pieces yields at most n bytes a Read.
type pieces struct {
	left []byte
	n    int
}

func (p *pieces) Read(b []byte) (int, error) {
	if len(p.left) == 0 {
		return 0, io.EOF
	}
	n := copy(b[:min(len(b), p.n)], p.left)
	p.left = p.left[n:]
	return n, nil
}
