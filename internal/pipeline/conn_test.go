// SPDX-License-Identifier: Apache-2.0

package pipeline_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/config"
)

// impatient is a bucket whose connections may be silent for idle.
func impatient(t *testing.T, idle time.Duration, h http.HandlerFunc) *bucket.Bucket {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	return open(t, config.Config{
		Provider: "s3", Endpoint: server.URL, Region: "eu-test-1", Credentials: config.Anonymous(),
		Timeouts: config.Timeouts{Idle: idle}, MaxAttempts: 1,
	}).Bucket("photos")
}

const idle = 2 * time.Second

func TestSilenceEndsACall(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		handler http.HandlerFunc
		reading bool // the silence comes within the body
	}{
		"before the answer": {func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }, false},
		"within the body": {func(w http.ResponseWriter, r *http.Request) {
			_, _ = io.WriteString(w, "meow")
			_ = http.NewResponseController(w).Flush()
			<-r.Context().Done()
		}, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := impatient(t, idle, test.handler)
			began := time.Now()
			text, err := get(t.Context(), b)
			var timeout net.Error
			if !errors.As(err, &timeout) || !timeout.Timeout() || (text != "") != test.reading {
				t.Errorf("got %q, %v", text, err)
			}
			if took := time.Since(began); took < idle/2 || took > 20*idle {
				t.Errorf("took %v", took)
			}
		})
	}
}

func TestSlownessEndsNoCall(t *testing.T) {
	t.Parallel()
	const pieces = 10
	slowly := func(f func()) {
		for range pieces {
			time.Sleep(idle / 8)
			f()
		}
	}
	t.Run("a download that trickles", func(t *testing.T) {
		t.Parallel()
		b := impatient(t, idle, func(w http.ResponseWriter, _ *http.Request) {
			slowly(func() {
				_, _ = io.WriteString(w, "x")
				_ = http.NewResponseController(w).Flush()
			})
		})
		if text, err := get(t.Context(), b); err != nil || len(text) != pieces {
			t.Errorf("got %q, %v", text, err)
		}
	})
	t.Run("a caller who reads late", func(t *testing.T) {
		t.Parallel()
		const size = 8 << 20
		b := impatient(t, idle, func(w http.ResponseWriter, _ *http.Request) {
			_, _ = io.WriteString(w, strings.Repeat("x", size))
		})
		out, err := b.GetObject(t.Context(), &bucket.GetObjectInput{Key: "cat"})
		if err != nil {
			t.Fatal(err)
		}
		defer out.Body.Close()
		time.Sleep(3 * idle)
		if n, err := io.Copy(io.Discard, out.Body); err != nil || n != size {
			t.Errorf("got %d bytes, %v", n, err)
		}
	})
	t.Run("an upload that trickles", func(t *testing.T) {
		t.Parallel()
		b := impatient(t, idle, func(_ http.ResponseWriter, r *http.Request) {
			if n, err := io.Copy(io.Discard, r.Body); err != nil || n != pieces*64<<10 {
				t.Errorf("got %d bytes, %v", n, err)
			}
		})
		r, w := io.Pipe()
		go func() {
			slowly(func() { _, _ = io.WriteString(w, strings.Repeat("x", 64<<10)) })
			_ = w.Close()
		}()
		n := int64(pieces * 64 << 10)
		if _, err := b.PutObject(t.Context(), &bucket.PutObjectInput{Key: "cat", Body: r, ContentLength: &n}); err != nil {
			t.Error(err)
		}
	})
	t.Run("a pause between calls", func(t *testing.T) {
		t.Parallel()
		b := impatient(t, idle, func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "meow") })
		for i := range 3 {
			if text, err := get(t.Context(), b); err != nil || text != "meow" {
				t.Errorf("call %d: %q, %v", i, text, err)
			}
			time.Sleep(idle * time.Duration(i+1) / 2)
		}
	})
}

func TestTransportOfTheUser(t *testing.T) {
	t.Parallel()
	// A transport that breaks every promise but the signature.
	for name, rt := range map[string]roundTrip{
		"neither answer nor error": func(*http.Request) (*http.Response, error) { return nil, nil }, //nolint:nilnil // the case
		"no header and no body": func(*http.Request) (*http.Response, error) {
			return &http.Response{StatusCode: http.StatusOK}, nil
		},
		"a body left open": func(r *http.Request) (*http.Response, error) {
			return &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Body: http.NoBody, Request: r}, nil
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cfg := settings(rt)
			cfg.MaxAttempts = 1
			b := open(t, cfg).Bucket("photos")
			n := int64(1 << 20)
			ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
			defer cancel()
			_, err := b.PutObject(ctx, &bucket.PutObjectInput{Key: "cat", Body: noSeek{strings.NewReader(strings.Repeat("x", 1<<20))}, ContentLength: &n})
			if wrong := name == "neither answer nor error"; (err != nil) != wrong {
				t.Error(err)
			}
			if err != nil && !strings.Contains(fmt.Sprint(err), "neither an answer nor an error") {
				t.Error(err)
			}
		})
	}
}

type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }
