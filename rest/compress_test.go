// SPDX-License-Identifier: Apache-2.0

package rest_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/seed-40dc4ce0/pail/rest"
)

// unzip is what was compressed.
func unzip(t *testing.T, b []byte) string {
	t.Helper()
	z, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// compressed asks for the compression of a payload.
func compressed(payload func(*rest.Encoder)) func(*rest.Encoder) {
	return func(e *rest.Encoder) {
		e.Start("POST", "/")
		payload(e)
		e.Compress()
	}
}

func TestBodiesThatAreCompressed(t *testing.T) {
	t.Parallel()
	long, short := strings.Repeat("0123456789", 1024), strings.Repeat("0123456789", 1024)[1:]
	memory := func(v string) func(*rest.Encoder) { return func(e *rest.Encoder) { e.Payload([]byte(v)) } }
	stream := func(r io.Reader) func(*rest.Encoder) { return func(e *rest.Encoder) { e.Stream("Body", r) } }
	encoded := func(v string, payload func(*rest.Encoder)) func(*rest.Encoder) {
		return func(e *rest.Encoder) {
			e.HeaderAdd("Content-Encoding", v)
			payload(e)
		}
	}
	for name, test := range map[string]struct {
		from           int
		payload        func(*rest.Encoder)
		body, encoding string // the encoding before what is compressed
		zipped         bool
	}{
		"as long as the limit":           {0, memory(long), long, "", true},
		"shorter than the limit":         {0, memory(short), short, "", false},
		"encoded already":                {0, encoded("custom", memory(long)), long, "custom", true},
		"short and encoded already":      {0, encoded("custom", memory(short)), short, "custom", false},
		"encoded twice already":          {0, encoded("a", encoded("b", memory(long))), long, "a, b", true},
		"a limit of the caller's":        {3, memory("abc"), "abc", "", true},
		"below a limit of the caller's":  {4, memory("abc"), "abc", "", false},
		"never":                          {-1, memory(long), long, "", false},
		"nothing":                        {1, memory(""), "", "", false},
		"no body":                        {1, func(*rest.Encoder) {}, "", "", false},
		"a stream of unknown length":     {0, stream(once{strings.NewReader("abc")}), "abc", "", true},
		"such a stream, never":           {-1, stream(once{strings.NewReader("abc")}), "abc", "", false},
		"a long stream":                  {0, stream(strings.NewReader(long)), long, "", true},
		"a short stream":                 {0, stream(strings.NewReader(short)), short, "", false},
		"an empty stream":                {1, stream(strings.NewReader("")), "", "", false},
		"a stream of a long stated size": {0, encoded("c", encoded("d", stream(once{iotest.OneByteReader(strings.NewReader(long))}))), long, "c, d", true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := mustRecord(t, rest.Config{CompressFrom: test.from}, compressed(test.payload))
			encoding, body := strings.Join(r.Header["Content-Encoding"], ", "), string(r.body)
			want := test.encoding
			if test.zipped {
				body = unzip(t, r.body)
				want = strings.TrimPrefix(want+", gzip", ", ")
				if len(r.Header["Content-Encoding"]) != 1 {
					t.Errorf("the header is %q", r.Header["Content-Encoding"])
				}
			}
			if body != test.body || encoding != want {
				t.Errorf("%d bytes, encoded %q, want %q", len(body), encoding, want)
			}
			if n := r.ContentLength; n >= 0 && n != int64(len(r.body)) || n < 0 && strings.Contains(name, "short") {
				t.Errorf("the length is %d of %d", n, len(r.body))
			}
		})
	}
}

func TestCompressedBodiesCanBeSentAgain(t *testing.T) {
	t.Parallel()
	data := []byte("abc")
	for name, payload := range map[string]func(*rest.Encoder){
		"in memory": func(e *rest.Encoder) { e.Payload(data) },
		"a stream":  func(e *rest.Encoder) { e.Stream("Body", bytes.NewReader(data)) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			again := transport(func(r *http.Request) (*http.Response, error) {
				first, _ := io.ReadAll(r.Body)
				body, err := r.GetBody()
				if err != nil {
					return nil, err
				}
				second, err := io.ReadAll(body)
				if unzip(t, first) != "abc" || !bytes.Equal(first, second) || err != nil {
					t.Errorf("first %x, then %x, %v", first, second, err)
				}
				return answer(http.StatusOK, ""), nil
			})
			if err := run(t, client(t, rest.Config{Transport: again, CompressFrom: 1}), compressed(payload)); err != nil {
				t.Error(err)
			}
		})
	}
	if string(data) != "abc" {
		t.Errorf("the caller's bytes are now %q", data)
	}
}

// lazy reads nothing, without an error.
type lazy struct{}

func (lazy) Read([]byte) (int, error) { return 0, nil }

func TestErrorsOfACompressedStream(t *testing.T) {
	t.Parallel()
	broken := errors.New("broken")
	for name, test := range map[string]struct {
		source io.Reader
		want   error
	}{
		"it breaks":        {once{io.MultiReader(strings.NewReader("abc"), iotest.ErrReader(broken))}, broken},
		"it never goes on": {lazy{}, io.ErrNoProgress},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := record(t, rest.Config{}, compressed(func(e *rest.Encoder) { e.Stream("Body", test.source) }))
			if !errors.Is(err, test.want) {
				t.Error(err)
			}
		})
	}
}
