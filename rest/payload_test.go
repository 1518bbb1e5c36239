// SPDX-License-Identifier: Apache-2.0

package rest_test

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
	"testing"
	"time"

	"github.com/seed-40dc4ce0/pail/rest"
)

// file makes a file whose offset is 2.
func file(t *testing.T, text string) *os.File {
	t.Helper()
	name := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	if _, err := f.Seek(2, io.SeekStart); err != nil {
		t.Fatal(err)
	}
	return f
}

// sized is a reader with a Len, which may lie.
type sized struct {
	io.Reader

	n int
}

func (s sized) Len() int { return s.n }

// stuck is a reader that says it can seek and cannot.
type stuck struct{ io.Reader }

func (stuck) Seek(int64, int) (int64, error) { return 0, errors.New("stuck") }

func TestLengthsOfStreams(t *testing.T) {
	t.Parallel()
	moved := strings.NewReader("abcdef")
	moved.ReadByte()
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { read.Close() })
	write.WriteString("pipe")
	write.Close()
	for name, test := range map[string]struct {
		stream io.Reader
		body   string
		length int64
		again  bool
	}{
		"a bytes.Reader":                {bytes.NewReader([]byte("abc")), "abc", 3, true},
		"a strings.Reader that moved":   {moved, "bcdef", 5, true},
		"a bytes.Buffer":                {bytes.NewBufferString("abc"), "abc", 3, false},
		"a file that moved":             {file(t, "abcdef"), "cdef", 4, true},
		"a pipe":                        {read, "pipe", -1, false},
		"a reader":                      {once{strings.NewReader("abc")}, "abc", -1, false},
		"a reader with a length":        {sized{strings.NewReader("abc"), 3}, "abc", 3, false},
		"a reader with no sound length": {sized{strings.NewReader("abc"), -3}, "abc", -1, false},
		"a reader that cannot seek":     {stuck{strings.NewReader("abc")}, "abc", -1, false},
		"an empty reader":               {strings.NewReader(""), "", 0, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := mustRecord(t, rest.Config{}, put(test.stream))
			if string(r.body) != test.body || r.ContentLength != test.length || (r.GetBody != nil) != test.again {
				t.Errorf("got %q of length %d, again: %t", r.body, r.ContentLength, r.GetBody != nil)
			}
			if test.length == 0 && r.Body != http.NoBody {
				t.Errorf("nothing is sent as %T", r.Body)
			}
		})
	}
}

func TestStreamsWhoseLengthMustBeKnown(t *testing.T) {
	t.Parallel()
	stated := int64(3)
	for name, test := range map[string]struct {
		stream io.Reader
		stated *int64
		ok     bool
	}{
		"nothing":                             {nil, nil, true},
		"a seeker":                            {strings.NewReader("abc"), nil, true},
		"a reader with a length":              {sized{strings.NewReader("abc"), 3}, nil, true},
		"an empty one":                        {strings.NewReader(""), nil, true},
		"a reader of a length that is stated": {once{strings.NewReader("abc")}, &stated, true},
		"a reader":                            {once{strings.NewReader("abc")}, nil, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r, err := record(t, rest.Config{CompressFrom: 1}, func(e *rest.Encoder) {
				put(test.stream)(e)
				e.RequireLength()
				e.Compress()
				e.HeaderLong("Size", "Content-Length", test.stated)
			})
			if test.ok {
				if err != nil || r.ContentLength < 0 || r.Header["Content-Encoding"] != nil {
					t.Errorf("sent %+v, %v", r, err)
				}
				return
			}
			bad, _ := errors.AsType[*rest.InputError](err)
			if r != nil || bad == nil || len(bad.Fields) != 1 || bad.Fields[0].Field != "Body" {
				t.Fatalf("sent %v, %v", r, err)
			}
			for _, way := range []string{"Len", "io.Seeker", "Content-Length"} {
				if !strings.Contains(bad.Error(), way) {
					t.Errorf("%q does not name %s", bad, way)
				}
			}
		})
	}
}

func TestLengthsThatAreNotTrue(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		payload      func(*rest.Encoder)
		field, words string
	}{
		"a longer stream":        {put(strings.NewReader("abcd")), "ContentLength", "leave it unset"},
		"a shorter stream":       {put(strings.NewReader("ab")), "ContentLength", "leave it unset"},
		"a longer payload":       {func(e *rest.Encoder) { e.PayloadString("abcd") }, "ContentLength", "leave it unset"},
		"no payload":             {func(*rest.Encoder) {}, "ContentLength", "there is no body"},
		"a nil stream in a coat": {put((*bytes.Reader)(nil)), "Body", "nil *bytes.Reader"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r, err := record(t, rest.Config{}, func(e *rest.Encoder) {
				e.Start("PUT", "/")
				test.payload(e)
				e.HeaderValue("Content-Length", "3")
			})
			bad, ok := errors.AsType[*rest.InputError](err)
			if !ok || r != nil || bad.Fields[0].Field != test.field || !strings.Contains(bad.Fields[0].Problem, test.words) {
				t.Error(err)
			}
		})
	}
}

func TestBodiesCanBeSentAgain(t *testing.T) {
	t.Parallel()
	for name, encode := range map[string]func(*rest.Encoder){
		"in memory": func(e *rest.Encoder) {
			e.Start("PUT", "/")
			e.PayloadString("cdef")
		},
		"a file": put(file(t, "abcdef")),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			again := transport(func(r *http.Request) (*http.Response, error) {
				part := make([]byte, 3)
				io.ReadFull(r.Body, part)
				for range 2 {
					second, err := r.GetBody()
					if err != nil {
						return nil, err
					}
					if whole, err := io.ReadAll(second); err != nil || string(whole) != "cdef" {
						t.Errorf("again: %q, %v", whole, err)
					}
				}
				return answer(http.StatusNoContent, ""), nil
			})
			if err := run(t, client(t, rest.Config{Transport: again}), encode); err != nil {
				t.Error(err)
			}
		})
	}
}

// closer says whether it was closed.
type closer struct {
	io.Reader

	closed bool
}

func (c *closer) Close() error {
	c.closed = true
	return nil
}

func TestTheReaderIsNotClosedNorReadOnceTheCallIsOver(t *testing.T) {
	t.Parallel()
	source := &closer{Reader: strings.NewReader("abcdef")}
	var kept *http.Request
	hasty := transport(func(r *http.Request) (*http.Response, error) {
		kept = r
		io.ReadFull(r.Body, make([]byte, 2))
		r.Body.Close()
		return answer(http.StatusOK, ""), nil
	})
	if err := run(t, client(t, rest.Config{Transport: hasty}), put(source)); err != nil {
		t.Fatal(err)
	}
	if n, err := kept.Body.Read(make([]byte, 2)); n != 0 || err == nil || !strings.Contains(err.Error(), "has ended") {
		t.Errorf("read %d afterwards, %v", n, err)
	}
	if left, _ := io.ReadAll(source); string(left) != "cdef" || source.closed {
		t.Errorf("%q is left, closed: %t", left, source.closed)
	}
	source = &closer{Reader: strings.NewReader("abcdef")}
	failing := transport(func(*http.Request) (*http.Response, error) { return nil, io.ErrUnexpectedEOF })
	if err := run(t, client(t, rest.Config{Transport: failing}), put(source)); !errors.Is(err, io.ErrUnexpectedEOF) || source.closed {
		t.Errorf("closed: %t, error %v", source.closed, err)
	}
}

// The race detector sees whether net/http still reads what the caller has back.
func TestTheReaderIsTheCallersOnceAServerHasAnsweredEarly(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusForbidden)
	}))
	defer server.Close()
	c := client(t, rest.Config{Endpoint: server.URL})
	data := make([]byte, 1<<20)
	for range 20 {
		err := run(t, c, put(bytes.NewReader(data)))
		clear(data) // a write
		// Without reading on, a server may also cut the connection first.
		if e, ok := errors.AsType[*rest.Error](err); err == nil || ok && e.StatusCode != http.StatusForbidden {
			t.Error(err)
		}
	}
}

func TestARewoundBodyIsOverToo(t *testing.T) {
	t.Parallel()
	var kept *http.Request
	keep := transport(func(r *http.Request) (*http.Response, error) {
		kept = r
		return answer(http.StatusOK, ""), nil
	})
	if err := run(t, client(t, rest.Config{Transport: keep}), put(strings.NewReader("abc"))); err != nil {
		t.Fatal(err)
	}
	if _, err := kept.GetBody(); err == nil {
		t.Error("the body can be had after the call")
	}
}

func TestABodyThatIsStillBeingReadIsNotRewound(t *testing.T) {
	t.Parallel()
	b := &blocking{make(chan struct{}), make(chan struct{})}
	source := &seekable{b, 3, func(int64, int) error { return nil }}
	hasty := transport(func(r *http.Request) (*http.Response, error) {
		go func() { _, _ = r.Body.Read(make([]byte, 1)) }()
		<-b.begun
		_, err := r.GetBody()
		close(b.end)
		return nil, err
	})
	err := run(t, client(t, rest.Config{Transport: hasty}), put(source))
	if err == nil || !strings.Contains(err.Error(), "still being read") {
		t.Error(err)
	}
}

func TestABodyThatCannotBeRewoundAgain(t *testing.T) {
	t.Parallel()
	broken, n := errors.New("broken"), 0
	source := &seekable{strings.NewReader("abc"), 3, func(int64, int) error {
		if n++; n > 2 {
			return broken
		}
		return nil
	}}
	again := transport(func(r *http.Request) (*http.Response, error) {
		_, err := r.GetBody()
		return nil, err
	})
	if err := run(t, client(t, rest.Config{Transport: again}), put(source)); !errors.Is(err, broken) {
		t.Error(err)
	}
}

// blocking is a reader whose Read waits.
type blocking struct{ begun, end chan struct{} }

func (b *blocking) Read([]byte) (int, error) {
	close(b.begun)
	<-b.end
	return 0, io.EOF
}

func TestACallWaitsForAReadButNotForEver(t *testing.T) {
	t.Parallel()
	b := &blocking{make(chan struct{}), make(chan struct{})}
	ctx, cancel := context.WithCancel(t.Context())
	read := make(chan struct{})
	early := transport(func(r *http.Request) (*http.Response, error) {
		go func() {
			defer close(read)
			r.Body.Read(make([]byte, 1))
		}()
		<-b.begun
		cancel()
		return nil, r.Context().Err()
	})
	op := rest.Operation[nothing, nothing]{Name: "DoThing", Encode: func(e *rest.Encoder, _ *nothing) { put(b)(e) }}
	begun := time.Now()
	_, err := rest.Invoke(ctx, client(t, rest.Config{Transport: early}), op, nil, nil)
	if !errors.Is(err, context.Canceled) || time.Since(begun) > 20*time.Second {
		t.Errorf("after %s: %v", time.Since(begun), err)
	}
	close(b.end)
	<-read
}

func TestACallThatWaitsForAReadEndsWithIt(t *testing.T) {
	t.Parallel()
	b := &blocking{make(chan struct{}), make(chan struct{})}
	over := false
	early := transport(func(r *http.Request) (*http.Response, error) {
		go func() {
			r.Body.Read(make([]byte, 1))
		}()
		<-b.begun
		go func() {
			time.Sleep(20 * time.Millisecond)
			over = true
			close(b.end)
		}()
		return answer(http.StatusOK, ""), nil
	})
	if err := run(t, client(t, rest.Config{Transport: early}), put(b)); err != nil {
		t.Error(err)
	}
	if !over { // no race: the Read ended before the call did
		t.Error("the call did not wait")
	}
}
