// SPDX-License-Identifier: Apache-2.0

package body_test

import (
	"bytes"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/seed-40dc4ce0/pail/internal/body"
	"github.com/seed-40dc4ce0/pail/internal/checksum"
	"github.com/seed-40dc4ce0/pail/signer"
)

func TestSmallBodiesCostLittle(t *testing.T) {
	if raceEnabled {
		t.Skip("allocations are not counted under the race detector")
	}
	content := bytes.Repeat([]byte("x"), 1024)
	reader := bytes.NewReader(content)
	h := http.Header{}
	for name, c := range map[string]struct {
		policy body.Policy
		limit  float64
	}{
		// The copy, and io.NopCloser around the embedded bytes.Reader.
		"TLS":          {body.Policy{TLS: true, Signed: true}, 2},
		"plain":        {body.Policy{Signed: true}, 3},
		"TLS with CRC": {body.Policy{TLS: true, Signed: true, CRC32: true}, 4},
	} {
		var u body.Upload
		got := testing.AllocsPerRun(100, func() {
			reader.Reset(content)
			clear(h)
			if err := u.Prepare(reader, nil); err != nil {
				t.Fatal(err)
			}
			if _, err := u.Plan(t.Context(), h, c.policy); err != nil {
				t.Fatal(err)
			}
			if _, err := u.Open(t.Context()); err != nil {
				t.Fatal(err)
			}
		})
		if got > c.limit {
			t.Errorf("%s: %v allocations, want at most %v", name, got, c.limit)
		}
	}
}

// TestStreamsAllocateNothingPerChunk compares bodies of 10 and 110 chunks.
func TestStreamsAllocateNothingPerChunk(t *testing.T) {
	if raceEnabled {
		t.Skip("allocations are not counted under the race detector")
	}
	v := signer.SigV4()
	buffer := make([]byte, 32<<10)
	for name, policy := range map[string]body.Policy{
		"signed chunks": {Signed: true}, "trailer": {TLS: true, Signed: true, CRC32: true}, "as it is": {TLS: true, Signed: true},
	} {
		count := func(chunks int) float64 {
			content := strings.Repeat("x", chunks*64<<10)
			return testing.AllocsPerRun(5, func() { drain(t, v, content, policy, buffer) })
		}
		if few, many := count(10), count(110); many > few+1 {
			t.Errorf("%s: %v allocations for 10 chunks, %v for 110", name, few, many)
		}
	}
}

func drain(t testing.TB, v *signer.V4, content string, policy body.Policy, buffer []byte) {
	t.Helper()
	var u body.Upload
	if err := u.Prepare(plain{strings.NewReader(content)}, new(int64(len(content)))); err != nil {
		t.Fatal(err)
	}
	r := &http.Request{Method: http.MethodPut, Host: "h", URL: &urlOfKey, Header: http.Header{}}
	hash, err := u.Plan(t.Context(), r.Header, policy)
	if err != nil {
		t.Fatal(err)
	}
	rc, err := u.Open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
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
	for total := int64(0); ; {
		n, err := rc.Read(buffer)
		total += int64(n)
		if err == io.EOF {
			if total != u.WireLength() {
				t.Errorf("%d bytes, %d were announced", total, u.WireLength())
			}
			break
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	_ = rc.Close()
}

func TestDownloadsAllocateNextToNothing(t *testing.T) {
	if raceEnabled {
		t.Skip("allocations are not counted under the race detector")
	}
	content := strings.NewReader("")
	source := io.NopCloser(content)
	buffer := make([]byte, 4096)
	for name, c := range map[string]struct {
		opts  body.DownloadOptions
		limit float64
	}{
		"no checksum": {body.DownloadOptions{Length: 10}, 1},
		"CRC32":       {body.DownloadOptions{Length: 10, Algorithm: checksum.CRC32, Sum: "poTHxg=="}, 2},
	} {
		got := testing.AllocsPerRun(100, func() {
			content.Reset("0123456789")
			d := body.NewDownload(t.Context(), source, c.opts)
			for {
				if _, err := d.Read(buffer); err != nil {
					break
				}
			}
			_ = d.Close()
		})
		if got > c.limit {
			t.Errorf("%s: %v allocations, want at most %v", name, got, c.limit)
		}
	}
}

func BenchmarkUpload(b *testing.B) {
	v := signer.SigV4()
	content := strings.Repeat("x", 64<<20)
	buffer := make([]byte, 32<<10)
	for name, policy := range map[string]body.Policy{
		"signed chunks": {Signed: true}, "trailer": {TLS: true, Signed: true, CRC32: true}, "as it is": {TLS: true, Signed: true},
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(content)))
			b.ReportAllocs()
			for b.Loop() {
				drain(b, v, content, policy, buffer)
			}
		})
	}
}

func BenchmarkPlanOverPlainHTTP(b *testing.B) {
	content := strings.Repeat("x", 64<<20)
	b.SetBytes(int64(len(content)))
	for b.Loop() {
		var u body.Upload
		if err := u.Prepare(strings.NewReader(content), nil); err != nil {
			b.Fatal(err)
		}
		if _, err := u.Plan(b.Context(), http.Header{}, body.Policy{Signed: true}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDownload(b *testing.B) {
	content := strings.Repeat("x", 64<<20)
	buffer := make([]byte, 32<<10)
	for name, a := range map[string]checksum.Algorithm{"no checksum": checksum.None, "CRC32": checksum.CRC32, "CRC64NVME": checksum.CRC64NVME} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(content)))
			for b.Loop() {
				d := body.NewDownload(b.Context(), io.NopCloser(strings.NewReader(content)), body.DownloadOptions{Length: int64(len(content)), Algorithm: a})
				for {
					if _, err := d.Read(buffer); err != nil {
						break
					}
				}
			}
		})
	}
}
