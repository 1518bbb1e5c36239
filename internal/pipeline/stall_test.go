// SPDX-License-Identifier: Apache-2.0

package pipeline_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/seed-40dc4ce0/pail/bucket"
)

func TestCloseDoesNotWaitForAServerThatStalls(t *testing.T) {
	t.Parallel()
	b := impatient(t, time.Minute, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", "2000")
		_, _ = w.Write(make([]byte, 1000))
		_ = http.NewResponseController(w).Flush()
		<-r.Context().Done()
	})
	out, err := b.GetObject(t.Context(), &bucket.GetObjectInput{Key: "cat"})
	if err != nil {
		t.Fatal(err)
	}
	closed := make(chan struct{})
	go func() {
		_ = out.Body.Close()
		close(closed)
	}()
	select {
	case <-closed:
	case <-time.After(20 * time.Second):
		t.Error("Close waits for the server")
	}
}

func TestARetryDoesNotWaitForATransportThatForgetsTheBody(t *testing.T) {
	t.Parallel()
	answers := []answer{reply(503, ""), reply(200, "")}
	next := 0
	forgetful := roundTripper(func(r *http.Request) (*http.Response, error) {
		next++
		return answers[min(next, len(answers))-1](r)
	})
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	_, err := open(t, settings(forgetful)).Bucket("photos").PutObject(ctx, &bucket.PutObjectInput{
		Key: "cat", Body: bytes.NewReader(make([]byte, 100<<10)),
	})
	if ctx.Err() != nil || next == 0 {
		t.Errorf("the call hangs: %v after %d requests", err, next)
	}
}

// roundTripper is a function as a transport.
type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func TestACauseDoesNotHideThatTheContextEnded(t *testing.T) {
	t.Parallel()
	why := errors.New("shutting down")
	b := impatient(t, time.Minute, func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, "meow")
		_ = http.NewResponseController(w).Flush()
		<-r.Context().Done()
	})
	ctx, cancel := context.WithCancelCause(t.Context())
	out, err := b.GetObject(ctx, &bucket.GetObjectInput{Key: "cat"})
	if err != nil {
		t.Fatal(err)
	}
	cancel(why)
	_, err = io.ReadAll(out.Body)
	if !errors.Is(err, context.Canceled) || !errors.Is(err, why) {
		t.Errorf("got %v", err)
	}
	_ = out.Body.Close()
}

// pausing is a body that stops for a while before its second piece.
type pausing struct {
	pause time.Duration
	reads int
}

func (p *pausing) Read(b []byte) (int, error) {
	if p.reads++; p.reads == 2 {
		time.Sleep(p.pause)
	}
	return copy(b, strings.Repeat("x", 1<<10)), nil
}

func TestABodyThatPausesForTooLongIsATimeout(t *testing.T) {
	t.Parallel()
	b := impatient(t, idle, func(_ http.ResponseWriter, r *http.Request) { _, _ = io.Copy(io.Discard, r.Body) })
	_, err := b.PutObject(t.Context(), &bucket.PutObjectInput{
		Key: "cat", ContentLength: new(int64(1 << 20)), Body: io.LimitReader(&pausing{pause: 3 * idle}, 1<<20),
	})
	if !errors.Is(err, os.ErrDeadlineExceeded) || !strings.Contains(err.Error(), "Timeouts.Idle") {
		t.Errorf("got %v", err)
	}
}
