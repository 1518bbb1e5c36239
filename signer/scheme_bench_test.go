// SPDX-License-Identifier: Apache-2.0

package signer_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/seed-40dc4ce0/pail/signer"
)

const partURL = "https://pek3a.qingstor.com/bucket/folder/object.bin?part_number=3&upload_id=dbb3d762975711e6b457525441715ab4"

// budgets are the most allocations of a signature and of a URL.
const (
	signBudget    = 6
	presignBudget = 6
)

// putRequest is an upload with the headers that it usually has.
func putRequest(t testing.TB, url string) *http.Request {
	t.Helper()
	r := newRequest(t, http.MethodPut, url, nil)
	r.Header = http.Header{
		"Content-Type": {"application/octet-stream"}, "Content-Md5": {"1B2M2Y8AsgTpgAmY7PhCfg=="}, "User-Agent": {"pail"}, "Accept-Encoding": {"identity"},
		"X-Cos-Meta-Author": {"alice"}, "X-Cos-Storage-Class": {"STANDARD"}, "X-Qs-Meta-Author": {"alice"}, "X-Qs-Storage-Class": {"STANDARD"},
	}
	return r
}

func TestEverySchemeSignsWithinItsBudget(t *testing.T) {
	skipUnderRace(t)
	urls := map[string]string{"object": objectURL, "escaped": "https://bucket.test/a%20b/%C3%BC%2B?x=%20y", "list": listURL, "part": partURL}
	for _, name := range schemeNames {
		for kind, url := range urls {
			s, r, p := newScheme(t, name), putRequest(t, url), exampleParams(signer.UnsignedPayload)
			if got := testing.AllocsPerRun(200, func() {
				if err := s.Sign(t.Context(), r, p); err != nil {
					t.Fatal(err)
				}
			}); got > signBudget {
				t.Errorf("%s, %s: %v allocations, want at most %d", name, kind, got, signBudget)
			}
			// Each second has a key of its own in COS's signature.
			if got := testing.AllocsPerRun(200, func() {
				p.Time = p.Time.Add(time.Second)
				if err := s.Sign(t.Context(), r, p); err != nil {
					t.Fatal(err)
				}
			}); got > signBudget {
				t.Errorf("%s, %s, each second: %v allocations, want at most %d", name, kind, got, signBudget)
			}
		}
	}
}

func TestEverySchemePresignsWithinItsBudget(t *testing.T) {
	skipUnderRace(t)
	for _, name := range schemeNames {
		for kind, r := range map[string]*http.Request{"get": newRequest(t, http.MethodGet, objectURL, nil), "put": putRequest(t, objectURL)} {
			s, p := newScheme(t, name), exampleParams(signer.UnsignedPayload)
			if got := testing.AllocsPerRun(200, func() {
				if _, err := s.Presign(t.Context(), r, p, time.Hour); err != nil {
					t.Fatal(err)
				}
			}); got > presignBudget {
				t.Errorf("%s, %s: %v allocations, want at most %d", name, kind, got, presignBudget)
			}
		}
	}
}

// BenchmarkScheme measures the schemes side by side; see BenchmarkSign for the
// first one beside AWS's.
func BenchmarkScheme(b *testing.B) {
	for _, name := range schemeNames {
		p := exampleParams(signer.UnsignedPayload)
		for kind, url := range map[string]string{"get": objectURL, "list": listURL} {
			b.Run(name+"/sign/"+kind, func(b *testing.B) {
				s, r := newScheme(b, name), newRequest(b, http.MethodGet, url, nil)
				b.ReportAllocs()
				for b.Loop() {
					_ = s.Sign(b.Context(), r, p)
				}
			})
		}
		b.Run(name+"/sign/put", func(b *testing.B) {
			s, r := newScheme(b, name), putRequest(b, objectURL)
			b.ReportAllocs()
			for b.Loop() {
				_ = s.Sign(b.Context(), r, p)
			}
		})
		b.Run(name+"/presign", func(b *testing.B) {
			s, r := newScheme(b, name), newRequest(b, http.MethodGet, objectURL, nil)
			b.ReportAllocs()
			for b.Loop() {
				_, _ = s.Presign(b.Context(), r, p, time.Hour)
			}
		})
		b.Run(name+"/identify", func(b *testing.B) {
			s := newScheme(b, name)
			r, with := signed(b, s, newRequest(b, http.MethodGet, objectURL, nil), p, false), exampleVerify(0)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := s.Identify(r, with); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
