// SPDX-License-Identifier: Apache-2.0

package rest_test

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/seed-40dc4ce0/pail/rest"
)

// uploaded is how many bytes a server of duplex got, and what ended them.
type uploaded struct {
	n   int64
	err error
}

// duplex is a server that answers before it reads, and the client of it.
func duplex(t *testing.T) (*rest.Client, chan uploaded) {
	t.Helper()
	got := make(chan uploaded, 1)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		control := http.NewResponseController(w)
		if err := errors.Join(control.EnableFullDuplex(), control.Flush()); err != nil {
			t.Error(err)
		}
		n, err := io.Copy(io.Discard, r.Body)
		io.WriteString(w, "text")
		got <- uploaded{n, err}
	}))
	t.Cleanup(server.Close)
	return client(t, rest.Config{Endpoint: server.URL}), got
}

// getStream is an operation with a streaming payload and a streaming answer.
func getStream(r io.Reader) rest.Operation[nothing, thing] {
	return rest.Operation[nothing, thing]{
		Name:   "GetStream",
		Encode: func(e *rest.Encoder, _ *nothing) { put(r)(e) },
		Decode: func(d *rest.Decoder, out *thing) { out.Stream = d.Stream() },
	}
}

// afterwards is a reader whose second Read ends a while after the answer has begun.
type afterwards struct {
	io.Reader

	begun chan struct{}
	reads int
}

func (a *afterwards) Read(b []byte) (int, error) {
	if a.reads++; a.reads == 2 {
		<-a.begun
		time.Sleep(20 * time.Millisecond)
	}
	return a.Reader.Read(b)
}

const large = 1 << 20

func TestAServerMayAnswerBeforeItReads(t *testing.T) {
	t.Parallel()
	for name, stream := range map[string]bool{"a stream": true, "no output": false} {
		for kind, length := range map[string]int{"of known length": large, "of no length": -1} {
			t.Run(name+" "+kind, func(t *testing.T) {
				t.Parallel()
				c, got := duplex(t)
				source := &afterwards{Reader: bytes.NewReader(make([]byte, large)), begun: make(chan struct{})}
				observe := func(cfg *rest.Config) { cfg.Observe = func(int, http.Header) { close(source.begun) } }
				op := getStream(sized{source, length})
				if !stream {
					op.Decode = nil
				}
				out, err := rest.Invoke(t.Context(), c, op, nil, []rest.Option{observe})
				if err != nil {
					t.Fatal(err)
				}
				if stream {
					text, err := io.ReadAll(out.Stream)
					if err = errors.Join(err, out.Stream.Close()); err != nil || string(text) != "text" {
						t.Errorf("the answer is %q, %v", text, err)
					}
				}
				if g := <-got; g.n != large || g.err != nil {
					t.Errorf("the server got %d bytes, %v", g.n, g.err)
				}
			})
		}
	}
}

func TestAStreamingAnswerHoldsThePayloadUntilItEnds(t *testing.T) {
	t.Parallel()
	broken := errors.New("broken")
	for name, test := range map[string]struct {
		answer io.Reader
		end    func(io.ReadCloser) error
		want   error
	}{
		"a Close":     {strings.NewReader("text"), io.ReadCloser.Close, nil},
		"the end":     {strings.NewReader("text"), func(r io.ReadCloser) error { _, err := io.ReadAll(r); return err }, nil},
		"a bad Read":  {iotest.ErrReader(broken), func(r io.ReadCloser) error { _, err := io.ReadAll(r); return err }, broken},
		"both of two": {strings.NewReader("text"), func(r io.ReadCloser) error { _, err := io.ReadAll(r); return errors.Join(err, r.Close()) }, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var upload io.Reader
			c := client(t, rest.Config{Transport: transport(func(r *http.Request) (*http.Response, error) {
				upload = r.Body
				return &http.Response{StatusCode: http.StatusOK, Body: io.NopCloser(test.answer)}, nil
			})})
			out, err := rest.Invoke(t.Context(), c, getStream(strings.NewReader("abc")), nil, nil)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := upload.Read(make([]byte, 1)); err != nil {
				t.Errorf("while the answer is read: %v", err)
			}
			if err := test.end(out.Stream); !errors.Is(err, test.want) {
				t.Error(err)
			}
			if n, err := upload.Read(make([]byte, 1)); n != 0 || err == nil || !strings.Contains(err.Error(), "has ended") {
				t.Errorf("afterwards: %d bytes, %v", n, err)
			}
		})
	}
}

func TestAnEmptyAnswerHoldsNoPayload(t *testing.T) {
	t.Parallel()
	var upload io.Reader
	c := client(t, rest.Config{Transport: transport(func(r *http.Request) (*http.Response, error) {
		upload = r.Body
		return &http.Response{StatusCode: http.StatusOK}, nil
	})})
	if _, err := rest.Invoke(t.Context(), c, getStream(strings.NewReader("abc")), nil, nil); err != nil {
		t.Fatal(err)
	}
	if n, err := upload.Read(make([]byte, 1)); n != 0 || err == nil {
		t.Errorf("read %d bytes, %v", n, err)
	}
}

func TestABrokenAnswerReleasesThePayload(t *testing.T) {
	t.Parallel()
	var upload io.Reader
	c := client(t, rest.Config{Transport: transport(func(r *http.Request) (*http.Response, error) {
		upload = r.Body
		return answer(http.StatusOK, "text"), nil
	})})
	op := getStream(strings.NewReader("abc"))
	op.Decode = func(d *rest.Decoder, out *thing) {
		d.XML("Thing")
		out.Stream = d.Stream()
	}
	if _, err := rest.Invoke(t.Context(), c, op, nil, nil); err == nil {
		t.Fatal("no error")
	}
	if n, err := upload.Read(make([]byte, 1)); n != 0 || err == nil {
		t.Errorf("read %d bytes, %v", n, err)
	}
}
