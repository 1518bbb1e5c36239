// SPDX-License-Identifier: Apache-2.0

package body_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httptrace"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/seed-40dc4ce0/pail/internal/body"
	"github.com/seed-40dc4ce0/pail/internal/checksum"
)

var errMismatch = errors.New("sentinel of a mismatch")

func TestDownloadsEndAsTheyShould(t *testing.T) {
	t.Parallel()
	sums := map[checksum.Algorithm]string{
		checksum.CRC32: "NhCmhg==", checksum.CRC32C: "mnG7TA==", checksum.CRC64NVME: "M3eFcAZSQlc=",
		checksum.SHA1: "qvTGHdzF6KLavt4PO0gs2a6pQ00=", checksum.SHA256: "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=",
	}
	cases := map[string]struct {
		body io.Reader
		opts body.DownloadOptions
		want string
		is   error
	}{
		"a whole body":             {strings.NewReader("hello"), body.DownloadOptions{Length: 5}, "hello", nil},
		"a body of unknown length": {strings.NewReader("hello"), body.DownloadOptions{Length: -1}, "hello", nil},
		"an empty body":            {strings.NewReader(""), body.DownloadOptions{}, "", nil},
		"a truncated body":         {strings.NewReader("hel"), body.DownloadOptions{Length: 5}, "hel", io.ErrUnexpectedEOF},
		"a body that never came":   {strings.NewReader(""), body.DownloadOptions{Length: 5}, "", io.ErrUnexpectedEOF},
		"a connection that broke":  {io.MultiReader(strings.NewReader("he"), iotest.ErrReader(errBoom)), body.DownloadOptions{Length: 5}, "he", errBoom},
		"a truncated body with a checksum": {strings.NewReader("hel"), body.DownloadOptions{Length: 5, Algorithm: checksum.CRC32, Sum: sums[checksum.CRC32], Mismatch: errMismatch},
			"hel", io.ErrUnexpectedEOF},
	}
	for a, sum := range sums {
		opts := body.DownloadOptions{Length: 5, Algorithm: a, Sum: sum, Mismatch: errMismatch}
		c := cases["a whole body"]
		c.opts = opts
		cases["a body with the right "+a.String()] = c
		c.body, c.want, c.is = iotest.DataErrReader(strings.NewReader("jello")), "jello", errMismatch
		cases["a body with a wrong "+a.String()] = c
	}
	for name, c := range cases {
		if c.want == "hello" {
			c.body = strings.NewReader("hello")
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			closer := &counter{Reader: c.body}
			closes := 0
			c.opts.OnClose = func() { closes++ }
			d := body.NewDownload(t.Context(), closer, c.opts)
			got, err := io.ReadAll(d)
			if string(got) != c.want || !errors.Is(err, c.is) || c.is == nil && err != nil {
				t.Errorf("got %q, %v", got, err)
			}
			if c.is != nil {
				if _, again := d.Read(make([]byte, 1)); !errors.Is(again, c.is) {
					t.Errorf("the error does not stay: %v", again)
				}
			}
			if err := errors.Join(d.Close(), d.Close()); err != nil || closer.closed != 1 || closes != 1 {
				t.Errorf("closed %d times, told %d times, %v", closer.closed, closes, err)
			}
			if _, err := d.Read(make([]byte, 1)); !errors.Is(err, body.ErrClosed) {
				t.Errorf("after Close: %v", err)
			}
		})
	}
}

func TestAChecksumErrorSaysBothSums(t *testing.T) {
	t.Parallel()
	d := body.NewDownload(t.Context(), io.NopCloser(strings.NewReader("jello")),
		body.DownloadOptions{Length: 5, Algorithm: checksum.CRC32, Sum: "NhCmhg==", Mismatch: errMismatch})
	_, err := io.ReadAll(d)
	var mismatch *body.ChecksumError
	if !errors.As(err, &mismatch) || mismatch.Algorithm != "CRC32" || mismatch.Want != "NhCmhg==" || !strings.Contains(err.Error(), mismatch.Got) {
		t.Errorf("got %v", err)
	}
}

func TestReadSeesTheContext(t *testing.T) {
	t.Parallel()
	cause := errors.New("idle for too long")
	ctx, cancel := context.WithCancelCause(t.Context())
	reader := &cancelling{func() { cancel(cause) }}
	d := body.NewDownload(ctx, io.NopCloser(reader), body.DownloadOptions{Length: 100})
	if _, err := d.Read(make([]byte, 10)); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Read(make([]byte, 10)); !errors.Is(err, cause) {
		t.Errorf("got %v", err)
	}
	broken := body.NewDownload(ctx, io.NopCloser(iotest.ErrReader(errBoom)), body.DownloadOptions{Length: 100})
	if _, err := broken.Read(make([]byte, 10)); !errors.Is(err, cause) {
		t.Errorf("got %v", err)
	}
	ctx2, cancel2 := context.WithCancelCause(t.Context())
	while := body.NewDownload(ctx2, io.NopCloser(&breaking{func() { cancel2(cause) }}), body.DownloadOptions{Length: 100})
	if _, err := while.Read(make([]byte, 10)); !errors.Is(err, cause) || !errors.Is(err, errBoom) {
		t.Errorf("got %v", err)
	}
}

type cancelling struct{ cancel func() }

func (c *cancelling) Read(p []byte) (int, error) { c.cancel(); return len(p), nil }

type breaking struct{ cancel func() }

func (b *breaking) Read([]byte) (int, error) { b.cancel(); return 0, errBoom }

func TestCloseKeepsTheConnectionWhenLittleIsLeft(t *testing.T) { //nolint:paralleltest // counts goroutines
	leakCheck(t)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n, _ := strconv.Atoi(r.URL.RawQuery)
		if r.URL.Path != "/unknown" {
			w.Header().Set("Content-Length", r.URL.RawQuery)
		}
		_, _ = io.WriteString(w, strings.Repeat("x", n))
	}))
	t.Cleanup(server.Close)
	transport := &http.Transport{}
	t.Cleanup(transport.CloseIdleConnections)
	reused := false
	trace := &httptrace.ClientTrace{GotConn: func(i httptrace.GotConnInfo) { reused = i.Reused }}
	get := func(path string, read int64) {
		r, err := http.NewRequestWithContext(httptrace.WithClientTrace(t.Context(), trace), http.MethodGet, server.URL+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		resp, err := transport.RoundTrip(r)
		if err != nil {
			t.Fatal(err)
		}
		d := body.NewDownload(t.Context(), resp.Body, body.DownloadOptions{Length: resp.ContentLength})
		if _, err := io.CopyN(io.Discard, d, read); err != nil {
			t.Error(err)
		}
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	}
	for _, c := range []struct {
		name, path string
		read       int64
		kept       bool
	}{
		{"all read", "/?100", 100, true},
		{"nothing read of little", "/?100", 0, true},
		{"64 KiB left", "/?65546", 10, true},
		{"more left than that", "/?8000000", 10, false},
		{"little of unknown length", "/unknown?5000", 10, true},
		{"much of unknown length", "/unknown?8000000", 10, false},
	} {
		get(c.path, c.read)
		// net/http hands the connection back a moment after the end was read.
		time.Sleep(20 * time.Millisecond)
		get("/?1", 1)
		if reused != c.kept {
			t.Errorf("%s: the connection was kept: %t", c.name, reused)
		}
		time.Sleep(20 * time.Millisecond)
	}
}

func TestCloseFromAnotherGoroutineEndsARead(t *testing.T) { //nolint:paralleltest // counts goroutines
	leakCheck(t)
	hold := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", "100")
		_, _ = io.WriteString(w, "some")
		w.(http.Flusher).Flush()
		select {
		case <-hold:
		case <-r.Context().Done():
		}
	}))
	t.Cleanup(server.Close)
	t.Cleanup(func() { close(hold) })
	transport := &http.Transport{}
	t.Cleanup(transport.CloseIdleConnections)
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL, nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := transport.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	d := body.NewDownload(t.Context(), resp.Body, body.DownloadOptions{Length: 100})
	started := make(chan struct{})
	done := make(chan error, 1)
	go func() {
		_, _ = io.ReadFull(d, make([]byte, 4))
		close(started)
		_, err := d.Read(make([]byte, 10))
		done <- err
	}()
	<-started
	_ = d.Close()
	if err := <-done; err == nil {
		t.Error("the Read did not end with an error")
	}
}
