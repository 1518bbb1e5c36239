// SPDX-License-Identifier: Apache-2.0

package pipeline_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/config"
	"github.com/seed-40dc4ce0/pail/signer"
)

// onWire is a bucket at a real server on loopback.
func onWire(t *testing.T, h http.HandlerFunc) *bucket.Bucket {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	return open(t, config.Config{
		Provider: "s3", Endpoint: server.URL, Region: "eu-test-1",
		Credentials: config.Static(accessKeyID, secretKey, token),
	}).Bucket("photos")
}

// noSeek hides every method of a reader but Read.
type noSeek struct{ io.Reader }

func TestUploadsArriveAndAreSigned(t *testing.T) {
	t.Parallel()
	big := strings.Repeat("0123456789abcdef", 200<<10) // 3.2 MiB
	file := filepath.Join(t.TempDir(), "body")
	if err := os.WriteFile(file, []byte("skipped"+big), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		body   func(t *testing.T) io.Reader
		known  bool // ContentLength is set
		want   string
		expect bool
		hash   string
	}{
		"nothing":              {func(*testing.T) io.Reader { return nil }, false, "", false, signer.EmptyPayload},
		"an empty reader":      {func(*testing.T) io.Reader { return strings.NewReader("") }, false, "", false, signer.EmptyPayload},
		"a few bytes":          {func(*testing.T) io.Reader { return strings.NewReader("meow") }, false, "meow", false, ""},
		"a few bytes, unsized": {func(*testing.T) io.Reader { return noSeek{strings.NewReader("meow")} }, true, "meow", false, signer.StreamingSigned},
		"many bytes":           {func(*testing.T) io.Reader { return strings.NewReader(big) }, false, big, true, ""},
		"many bytes, unsized":  {func(*testing.T) io.Reader { return noSeek{strings.NewReader(big)} }, true, big, true, signer.StreamingSigned},
		"a buffer":             {func(*testing.T) io.Reader { return bytes.NewBufferString(big) }, false, big, true, ""},
		"a file from where it stands": {func(t *testing.T) io.Reader {
			t.Helper()
			f, err := os.Open(file)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = f.Close() })
			if _, err := f.Seek(7, io.SeekStart); err != nil {
				t.Fatal(err)
			}
			return f
		}, false, big, true, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			v4 := signer.SigV4()
			b := onWire(t, func(w http.ResponseWriter, r *http.Request) {
				if expect := r.Header.Get("Expect") != ""; expect != test.expect {
					t.Errorf("Expect is %v", expect)
				}
				if h := r.Header.Get("X-Amz-Content-Sha256"); test.hash != "" && h != test.hash {
					t.Errorf("payload hash %s", h)
				}
				if err := v4.Verify(r, func(string) (string, bool) { return secretKey, true }, "eu-test-1", time.Now()); err != nil {
					t.Error(err)
				}
				got, err := io.ReadAll(r.Body)
				if err != nil || string(got) != test.want {
					t.Errorf("got %d bytes, want %d: %v", len(got), len(test.want), err)
				}
				w.WriteHeader(http.StatusOK)
			})
			in := &bucket.PutObjectInput{Key: "cat", Body: test.body(t)}
			if test.known {
				n := int64(len(test.want))
				in.ContentLength = &n
			}
			if _, err := b.PutObject(t.Context(), in); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestVendorChecksums(t *testing.T) {
	t.Parallel()
	own := func(in *bucket.PutObjectInput) { in.ChecksumSHA256 = "own" }
	for name, test := range map[string]struct {
		endpoint, when string
		change         func(*bucket.PutObjectInput)
		want           string
	}{
		"at the vendor's": {"", "", nil, "y/Q5Jg=="},
		"at the vendor's, unless only what is required":      {"", "required", nil, ""},
		"at the vendor's, unless there is one":               {"", "", own, ""},
		"nowhere else":                                       {"https://store.example", "", nil, ""},
		"elsewhere too, where the configuration asks for it": {"https://store.example", "supported", nil, "y/Q5Jg=="},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := &script{answers: []answer{reply(200, "")}}
			cfg := settings(s)
			cfg.Endpoint, cfg.Checksums = test.endpoint, test.when
			in := &bucket.PutObjectInput{Key: "cat", Body: strings.NewReader("123456789")}
			if test.change != nil {
				test.change(in)
			}
			if _, err := open(t, cfg).Bucket("photos").PutObject(t.Context(), in); err != nil {
				t.Fatal(err)
			}
			r := s.requests()[0]
			if got := r.Header.Get("X-Amz-Checksum-Crc32"); got != test.want || r.Header.Get("X-Amz-Content-Sha256") != signer.UnsignedPayload {
				t.Errorf("got %q, header %v", got, r.Header)
			}
		})
	}
}

func TestDocumentsHaveAnMD5(t *testing.T) {
	t.Parallel()
	b, s := play(t, []answer{reply(200, "<DeleteResult/>")})
	_, err := b.DeleteObjects(t.Context(), &bucket.DeleteObjectsInput{Objects: []bucket.ObjectIdentifier{{Key: "cat"}}})
	if err != nil {
		t.Fatal(err)
	}
	r := s.requests()[0]
	if len(r.Header["Content-Md5"]) != 1 || !strings.Contains(r.Header.Get("Authorization"), "content-md5") || r.ContentLength != int64(len(r.Body)) {
		t.Errorf("header %v", r.Header)
	}
}

func TestBodiesThatFail(t *testing.T) {
	t.Parallel()
	broken := errors.New("the disk is gone")
	n := func(n int64) *int64 { return &n }
	for name, test := range map[string]struct {
		in   bucket.PutObjectInput
		is   error
		sent bool
		text string
	}{
		"a small one, before anything is sent": {bucket.PutObjectInput{Body: struct {
			io.Reader
			io.Seeker
		}{errReader{broken}, strings.NewReader("xxxx")}}, broken, false, "Body cannot be read: the disk is gone"},
		"one that streams, in the middle": {bucket.PutObjectInput{
			ContentLength: n(1 << 20), Body: noSeek{io.MultiReader(strings.NewReader(strings.Repeat("x", 300<<10)), errReader{broken})},
		}, broken, true, "the disk is gone"},
		"one that is shorter than announced": {bucket.PutObjectInput{
			ContentLength: n(100), Body: noSeek{strings.NewReader("meow")},
		}, io.ErrUnexpectedEOF, true, ""},
		"one of unknown length": {bucket.PutObjectInput{Body: noSeek{strings.NewReader("meow")}}, nil, false, "Body has an unknown length"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var asked atomic.Int32
			b := onWire(t, func(_ http.ResponseWriter, r *http.Request) {
				asked.Add(1)
				if _, err := io.Copy(io.Discard, r.Body); err == nil {
					t.Error("the server got a whole body")
				}
			})
			test.in.Key = "cat"
			_, err := b.PutObject(t.Context(), &test.in)
			if test.is != nil && !errors.Is(err, test.is) || !strings.Contains(err.Error(), test.text) || asked.Load() > 1 {
				t.Errorf("got %v after %d requests", err, asked.Load())
			}
			var bad *bucket.InputError
			var failed *bucket.TransportError
			if errors.As(err, &bad) == test.sent || errors.As(err, &failed) != test.sent {
				t.Errorf("got a %T: %v", err, err)
			}
		})
	}
}

func TestARefusedUploadLeavesTheReaderAlone(t *testing.T) {
	t.Parallel()
	b := onWire(t, func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.CopyN(io.Discard, r.Body, 1000)
		w.Header().Set("Connection", "close")
		w.WriteHeader(http.StatusForbidden)
	})
	for range 20 {
		reads := 0 // written by Read: a data race if it is called too late
		n := int64(64 << 20)
		_, err := b.PutObject(t.Context(), &bucket.PutObjectInput{Key: "cat", ContentLength: &n, Body: readFunc(func(p []byte) (int, error) {
			reads++
			return len(p), nil
		})})
		reads++
		if err == nil {
			t.Fatal("no error")
		}
	}
}

type readFunc func([]byte) (int, error)

func (f readFunc) Read(p []byte) (int, error) { return f(p) }

func TestDownloads(t *testing.T) {
	t.Parallel()
	b := onWire(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/photos/short":
			w.Header().Set("Content-Length", "100")
			_, _ = io.WriteString(w, "meow")
			_ = http.NewResponseController(w).Flush()
			panic(http.ErrAbortHandler)
		case "/photos/wrong":
			w.Header().Set("X-Amz-Checksum-Crc32", "AAAAAA==")
			_, _ = io.WriteString(w, "123456789")
		case "/photos/right":
			w.Header().Set("X-Amz-Checksum-Crc32", "y/Q5Jg==")
			_, _ = io.WriteString(w, "123456789")
		case "/photos/part":
			w.Header().Set("X-Amz-Checksum-Crc32", "AAAAAA==")
			w.WriteHeader(http.StatusPartialContent)
			_, _ = io.WriteString(w, "123456789")
		case "/photos/stalled":
			w.Header().Set("Content-Length", "100")
			_, _ = io.WriteString(w, "meow")
			_ = http.NewResponseController(w).Flush()
			<-r.Context().Done()
		}
	})
	for key, want := range map[string]error{
		"short": io.ErrUnexpectedEOF, "wrong": bucket.ErrChecksumMismatch, "right": nil, "part": nil, "stalled": context.DeadlineExceeded,
	} {
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		if key == "stalled" {
			ctx, cancel = context.WithTimeout(t.Context(), 100*time.Millisecond)
		}
		out, err := b.GetObject(ctx, &bucket.GetObjectInput{Key: key})
		if err != nil {
			t.Fatal(key, err)
		}
		_, err = io.ReadAll(out.Body)
		if !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", key, err, want)
		}
		if err := out.Body.Close(); err != nil && want == nil {
			t.Errorf("%s: %v", key, err)
		}
		cancel()
	}
}
