// SPDX-License-Identifier: Apache-2.0

package body_test

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/seed-40dc4ce0/pail/internal/body"
)

func prepare(t testing.TB, r io.Reader, length int) *body.Upload {
	t.Helper()
	u := new(body.Upload)
	if err := u.Prepare(r, new(int64(length))); err != nil {
		t.Fatal(err)
	}
	return u
}

func openBody(t testing.TB, u *body.Upload) io.ReadCloser {
	t.Helper()
	rc, err := u.Open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return rc
}

func TestWaitLastsUntilTheTransportHasClosedTheBody(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := prepare(t, plain{strings.NewReader(big)}, len(big))
		rc := openBody(t, u)
		returned := make(chan error, 1)
		go func() { returned <- u.Wait(t.Context()) }()
		synctest.Wait()
		select {
		case err := <-returned:
			t.Fatalf("Wait returned before Close: %v", err)
		default:
		}
		_ = rc.Close()
		if err := <-returned; err != nil {
			t.Error(err)
		}
		if err := u.Wait(t.Context()); err != nil {
			t.Error(err)
		}
	})
}

func TestWaitCutsTheTransportOffWhenTheContextIsDone(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		reader := &touchy{Reader: strings.NewReader(big)}
		u := prepare(t, reader, len(big))
		rc := openBody(t, u)
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if err := u.Wait(ctx); err != nil {
			t.Error(err)
		}
		if _, err := rc.Read(make([]byte, 10)); err == nil || reader.reads > 0 {
			t.Errorf("the reader was read %d times after Wait, %v", reader.reads, err)
		}
	})
}

// touchy counts its reads.
type touchy struct {
	io.Reader

	reads int
}

func (r *touchy) Read(p []byte) (int, error) {
	r.reads++
	return r.Reader.Read(p)
}

func TestWaitForgivesAReadThatBlocksForASecondOnly(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		pr, pw := io.Pipe()
		u := prepare(t, pr, 10)
		rc := openBody(t, u)
		done := make(chan error, 1)
		go func() {
			_, err := rc.Read(make([]byte, 10))
			done <- err
		}()
		synctest.Wait()
		_ = rc.Close()
		ctx, cancel := context.WithCancelCause(t.Context())
		cancel(errBoom)
		start := time.Now()
		if err := u.Wait(ctx); !errors.Is(err, errBoom) {
			t.Errorf("got %v", err)
		}
		if took := time.Since(start); took != time.Second {
			t.Errorf("waited for %s", took)
		}
		_ = pw.CloseWithError(errBoom)
		<-done
		if err := u.Wait(t.Context()); err != nil {
			t.Error(err)
		}
	})
}

func TestABodyThatNobodyReadCanBeSentAgain(t *testing.T) {
	t.Parallel()
	u := prepare(t, plain{strings.NewReader(big)}, len(big))
	_ = openBody(t, u).Close()
	if !u.Resendable() {
		t.Fatal("no byte was read, yet it cannot be sent again")
	}
	rc := openBody(t, u)
	if got, err := io.ReadAll(rc); err != nil || string(got) != big {
		t.Errorf("%d bytes, %v", len(got), err)
	}
	if u.Resendable() {
		t.Error("a stream that has been read can be sent again")
	}
	_ = rc.Close()
	var input *body.InputError
	if _, err := u.Open(t.Context()); !errors.As(err, &input) {
		t.Errorf("got %v", err)
	}
}

func TestOpenWaitsForTheAttemptBefore(t *testing.T) {
	t.Parallel()
	u := prepare(t, strings.NewReader(big), len(big))
	first := openBody(t, u)
	_, _ = first.Read(make([]byte, 100))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	second, err := u.Open(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := first.Read(make([]byte, 100)); err == nil {
		t.Error("two attempts read one reader")
	}
	if got, err := io.ReadAll(second); err != nil || string(got) != big {
		t.Errorf("%d bytes, %v", len(got), err)
	}
}

// put sends u with net/http, as the pipeline would.
func put(ctx context.Context, transport *http.Transport, url string, u *body.Upload) (int, error) {
	rc, err := u.Open(ctx)
	if err != nil {
		return 0, err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPut, url, nil)
	if err != nil {
		return 0, err
	}
	r.Body, r.ContentLength = rc, u.WireLength()
	resp, err := transport.RoundTrip(r)
	if err == nil {
		_ = resp.Body.Close()
	}
	if waited := u.Wait(ctx); waited != nil {
		err = errors.Join(err, waited)
	}
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

func TestNetHTTPLetsGoOfTheBodyHoweverTheCallEnds(t *testing.T) { //nolint:paralleltest // counts goroutines
	leakCheck(t)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/early":
			w.Header().Set("Connection", "close")
			w.WriteHeader(http.StatusForbidden)
		case "/reset":
			c, _, err := http.NewResponseController(w).Hijack()
			if err == nil {
				_ = c.(*net.TCPConn).SetLinger(0)
				_ = c.Close()
			}
		default:
			_, _ = io.Copy(io.Discard, r.Body)
		}
	}))
	t.Cleanup(server.Close)
	transport := &http.Transport{}
	t.Cleanup(transport.CloseIdleConnections)
	size := 8 << 20
	content := strings.Repeat("x", size)

	for range 3 {
		if status, err := put(t.Context(), transport, server.URL+"/ok", prepare(t, plain{strings.NewReader(content)}, size)); status != 200 {
			t.Errorf("whole: %d, %v", status, err)
		}
		u := prepare(t, plain{strings.NewReader(content)}, size)
		if status, err := put(t.Context(), transport, server.URL+"/early", u); status != 403 && err == nil {
			t.Errorf("early answer: %d, %v", status, err)
		}
		if _, err := put(t.Context(), transport, server.URL+"/reset", prepare(t, plain{strings.NewReader(content)}, size)); err == nil {
			t.Error("a reset was no error")
		}
		u = prepare(t, plain{strings.NewReader(content[1:])}, size)
		if _, err := put(t.Context(), transport, server.URL+"/ok", u); !errors.Is(err, io.ErrUnexpectedEOF) || u.Err() == nil {
			t.Errorf("a short body: %v", err)
		}
		u = prepare(t, plain{strings.NewReader(content + "!")}, size)
		if _, err := put(t.Context(), transport, server.URL+"/ok", u); !errors.Is(err, body.ErrTooLong) {
			t.Errorf("a long body: %v", err)
		}
		if _, err := put(t.Context(), transport, "http://127.0.0.1:1/", prepare(t, plain{strings.NewReader(content)}, size)); err == nil {
			t.Error("nobody listens, yet no error")
		}
		ctx, cancel := context.WithCancel(t.Context())
		pr, pw := io.Pipe()
		go func() {
			_, _ = pw.Write([]byte("some"))
			cancel()
			for {
				if _, err := pw.Write([]byte("more")); err != nil {
					return
				}
			}
		}()
		if _, err := put(ctx, transport, server.URL+"/ok", prepare(t, pr, size)); !errors.Is(err, context.Canceled) {
			t.Errorf("cancelled: %v", err)
		}
		_ = pr.Close()
	}
}

func TestNetHTTPSeesSmallBodiesAsMemory(t *testing.T) { //nolint:paralleltest // counts goroutines
	leakCheck(t)
	writes := make(chan int, 100)
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { _, _ = io.Copy(io.Discard, r.Body) }))
	t.Cleanup(server.Close)
	transport := &http.Transport{DialContext: func(ctx context.Context, network, addr string) (net.Conn, error) {
		c, err := new(net.Dialer).DialContext(ctx, network, addr)
		return &countedConn{c, writes}, err
	}}
	t.Cleanup(transport.CloseIdleConnections)
	if status, err := put(t.Context(), transport, server.URL, prepare(t, strings.NewReader("hello"), 5)); status != 200 {
		t.Fatal(err)
	}
	if n := len(writes); n != 1 {
		t.Errorf("header and body took %d writes", n)
	}
}

type countedConn struct {
	net.Conn

	writes chan int
}

func (c *countedConn) Write(p []byte) (int, error) {
	c.writes <- len(p)
	return c.Conn.Write(p)
}
