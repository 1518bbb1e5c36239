// SPDX-License-Identifier: Apache-2.0

package budget_test

import (
	"errors"
	"net/http"
	"testing"
	"time"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/config"
	"github.com/seed-40dc4ce0/pail/internal/pipeline"
	"github.com/seed-40dc4ce0/pail/service/s3"
)

// nowhere is a transport for requests that are not sent.
type nowhere struct{}

func (nowhere) RoundTrip(*http.Request) (*http.Response, error) {
	return nil, errors.New("a presigned request was sent")
}

// presigning is a bucket at the vendor's own endpoint, signing by a scheme.
func presigning(tb testing.TB, scheme string) *bucket.Bucket {
	tb.Helper()
	p := s3.Provider()
	p.Signer = scheme
	c, err := pipeline.New(config.Config{
		Provider: "s3", Region: "us-east-1", Transport: nowhere{},
		Credentials: config.Static("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", ""),
	}, p, pipeline.Options{})
	if err != nil {
		tb.Fatal(err)
	}
	return bucket.New(c, "photos")
}

func TestPresignBudget(t *testing.T) {
	if raceEnabled {
		t.Skip("the race detector allocates")
	}
	for _, scheme := range []string{"sigv4", "cos", "qingstor"} {
		b := presigning(t, scheme)
		for _, row := range []struct {
			name   string
			budget float64
			in     *bucket.GetObjectInput
		}{
			{"plain", 15, &bucket.GetObjectInput{Key: "cat.png"}},
			{"escaped key", 15, &bucket.GetObjectInput{Key: "cats/a b+c/猫.png"}},
			{"two headers, a query", 18, &bucket.GetObjectInput{Key: "cat.png", Range: "bytes=0-9", IfMatch: `"x"`, VersionID: "3"}},
		} {
			n := measure(t, 2000, func() error {
				_, err := b.Presign(t.Context(), row.in, time.Hour)
				return err
			})
			t.Logf("presigned GET, %-9s %-21s %8.0f %8.0f", scheme, row.name, row.budget, n)
			if n > row.budget {
				t.Errorf("%s, %s: presigning allocates %.0f times, the budget is %.0f", scheme, row.name, n, row.budget)
			}
		}
	}
}

func BenchmarkPresign(b *testing.B) {
	for _, scheme := range []string{"sigv4", "cos", "qingstor"} {
		b.Run(scheme, func(b *testing.B) {
			bkt := presigning(b, scheme)
			in := &bucket.GetObjectInput{Key: "cat.png"}
			b.ReportAllocs()
			for b.Loop() {
				if _, err := bkt.Presign(b.Context(), in, time.Hour); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
