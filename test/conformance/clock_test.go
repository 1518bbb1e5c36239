// SPDX-License-Identifier: Apache-2.0

package conformance_test

import (
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/config"
	"github.com/seed-40dc4ce0/pail/service"
	"github.com/seed-40dc4ce0/pail/test/emulator"
)

// connect is a client of an emulator whose clock is ahead of ours, and a
// transport that reaches it.
func connect(t *testing.T, s store, ahead time.Duration) (*bucket.Bucket, http.RoundTripper) {
	t.Helper()
	server := emulator.Start(t, emulator.Options{Provider: s.provider, Now: func() time.Time { return time.Now().Add(ahead) }})
	cfg := config.Config{
		Provider: s.provider, Endpoint: server.URL, Region: server.Region, Transport: server.Transport(),
		Credentials: config.Static(server.AccessKeyID, server.SecretAccessKey, ""),
	}
	if s.virtual {
		cfg.Endpoint = "http://" + server.Domain
	}
	svc, err := service.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	b := svc.Bucket("photos-1250000000")
	if _, err := b.Create(t.Context(), nil); err != nil {
		t.Fatalf("%v ahead: %v", ahead, err)
	}
	return b, cfg.Transport
}

func TestClocksThatAreWrongAreCorrected(t *testing.T) {
	t.Parallel()
	for _, s := range stores() {
		for _, ahead := range []time.Duration{3 * time.Hour, -3 * time.Hour} {
			b, _ := connect(t, s, ahead)
			out, err := b.Head(t.Context(), nil)
			if err != nil || out.Response.Attempts != 1 {
				t.Errorf("%s, %v ahead: the second call: %v", s.provider, ahead, err)
			}
		}
	}
}

func TestPresignedRequestsAreAccepted(t *testing.T) {
	t.Parallel()
	for _, s := range stores() {
		t.Run(s.provider, func(t *testing.T) {
			t.Parallel()
			b, transport := connect(t, s, 0)
			send := func(in any, body string) string {
				t.Helper()
				p, err := b.Presign(t.Context(), in, time.Minute)
				if err != nil {
					t.Fatal(err)
				}
				if p.Body != nil {
					body = string(p.Body)
				}
				r, err := http.NewRequestWithContext(t.Context(), p.Method, p.URL, strings.NewReader(body))
				if err != nil {
					t.Fatal(err)
				}
				r.Header = p.Header
				resp, err := transport.RoundTrip(r)
				if err != nil {
					t.Fatal(err)
				}
				defer resp.Body.Close()
				text, err := io.ReadAll(resp.Body)
				if err != nil || resp.StatusCode > 299 {
					t.Fatalf("%T: %s %s, %v", in, resp.Status, text, err)
				}
				return string(text)
			}
			key := "a b/c+d=日"
			send(&bucket.PutObjectInput{Key: key, ContentType: "text/plain", Metadata: map[string]string{"a": "1"}}, "meow")
			if got := send(&bucket.GetObjectInput{Key: key, ResponseContentType: "text/html"}, ""); got != "meow" {
				t.Errorf("content %q", got)
			}
			size := "<Size>4</Size>"
			if s.json {
				size = `"size":4`
			} else {
				send(&bucket.PutObjectTaggingInput{Key: key, Tags: []bucket.Tag{{Key: "a", Value: "1"}}}, "")
			}
			if got := send(&bucket.ListObjectsInput{Prefix: "a "}, ""); !strings.Contains(got, size) {
				t.Errorf("list %s", got)
			}
			send(&bucket.DeleteObjectsInput{Objects: []bucket.ObjectIdentifier{{Key: key}}}, "")
			send(&bucket.DeleteInput{}, "")
		})
	}
}
