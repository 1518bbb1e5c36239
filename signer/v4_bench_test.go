// SPDX-License-Identifier: Apache-2.0

package signer_test

import (
	"net/http"
	"testing"

	awsv4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"

	"github.com/seed-40dc4ce0/pail/signer"
)

const (
	objectURL = "https://bucket.s3.amazonaws.com/folder/object.bin"
	listURL   = "https://bucket.s3.amazonaws.com/?list-type=2&prefix=folder%2F&delimiter=%2F&max-keys=1000&encoding-type=url"
)

// skipUnderRace skips counts of allocations: the race detector makes
// sync.Pool forget at random.
func skipUnderRace(t *testing.T) {
	t.Helper()
	if raceEnabled {
		t.Skip("allocations are not counted under the race detector")
	}
}

func TestSignAllocatesLittle(t *testing.T) {
	skipUnderRace(t)
	v := signer.SigV4()
	for name, c := range map[string]struct {
		url, token string
		limit      float64
	}{
		"object":             {objectURL, "", 2},
		"object, with token": {objectURL, "token", 2},
		"object, escaped":    {"https://bucket.s3.amazonaws.com/a%20b/%C3%BC%2B", "", 3},
		"list":               {listURL, "", 2},
	} {
		r := newRequest(t, http.MethodGet, c.url, nil)
		p := exampleParams(signer.EmptyPayload)
		p.Credentials.SessionToken = c.token
		got := testing.AllocsPerRun(200, func() {
			if err := v.Sign(t.Context(), r, p); err != nil {
				t.Fatal(err)
			}
		})
		if got > c.limit {
			t.Errorf("%s: %v allocations, want at most %v", name, got, c.limit)
		}
	}
}

func TestPresignAllocatesLittle(t *testing.T) {
	skipUnderRace(t)
	v := signer.SigV4()
	r := newRequest(t, http.MethodGet, objectURL, nil)
	p := exampleParams(signer.UnsignedPayload)
	if got := testing.AllocsPerRun(200, func() {
		if _, err := v.Presign(t.Context(), r, p, 1e12); err != nil {
			t.Fatal(err)
		}
	}); got > 7 {
		t.Errorf("%v allocations", got)
	}
}

func TestChunkSignerDoesNotAllocate(t *testing.T) {
	skipUnderRace(t)
	v := signer.SigV4()
	r := newRequest(t, http.MethodPut, objectURL, nil)
	p := exampleParams(signer.StreamingSigned)
	if err := v.Sign(t.Context(), r, p); err != nil {
		t.Fatal(err)
	}
	c, err := v.ChunkSigner(r, p)
	if err != nil {
		t.Fatal(err)
	}
	chunk, out := make([]byte, 64<<10), make([]byte, 0, 64)
	if got := testing.AllocsPerRun(50, func() { out = c.AppendChunk(out[:0], chunk) }); got > 0 {
		t.Errorf("%v allocations a chunk", got)
	}
}

func BenchmarkSign(b *testing.B) {
	for name, url := range map[string]string{"object": objectURL, "list": listURL} {
		b.Run(name, func(b *testing.B) {
			v, r, p := signer.SigV4(), newRequest(b, http.MethodGet, url, nil), exampleParams(signer.UnsignedPayload)
			b.ReportAllocs()
			for b.Loop() {
				_ = v.Sign(b.Context(), r, p)
			}
		})
		b.Run(name+"/aws", func(b *testing.B) {
			v, r, p := awsv4.NewSigner(), newRequest(b, http.MethodGet, url, nil), exampleParams(signer.UnsignedPayload)
			b.ReportAllocs()
			for b.Loop() {
				_ = v.SignHTTP(b.Context(), p.Credentials, r, p.PayloadHash, p.Service, p.Region, p.Time,
					func(o *awsv4.SignerOptions) { o.DisableURIPathEscaping = true })
			}
		})
	}
}

func BenchmarkPresign(b *testing.B) {
	v, r, p := signer.SigV4(), newRequest(b, http.MethodGet, objectURL, nil), exampleParams(signer.UnsignedPayload)
	b.ReportAllocs()
	for b.Loop() {
		_, _ = v.Presign(b.Context(), r, p, 1e12)
	}
}

func BenchmarkVerify(b *testing.B) {
	v, r, p := signer.SigV4(), newRequest(b, http.MethodGet, objectURL, nil), exampleParams(signer.UnsignedPayload)
	if err := v.Sign(b.Context(), r, p); err != nil {
		b.Fatal(err)
	}
	r = received(b, r)
	b.ReportAllocs()
	for b.Loop() {
		if err := v.Verify(r, exampleLookup, exampleRegion, exampleTime); err != nil {
			b.Fatal(err)
		}
	}
}
