// SPDX-License-Identifier: Apache-2.0

package rest_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"testing/iotest"

	"github.com/seed-40dc4ce0/pail/rest"
)

// thing is an input, and an output.
type thing struct {
	Name, Text *string
	Stream     io.ReadCloser
}

// putThing is an operation that a server echoes.
var putThing = rest.Operation[thing, thing]{
	Name: "PutThing",
	Encode: func(e *rest.Encoder, in *thing) {
		e.Start("PUT", "/things/")
		if e.Required("Name", in.Name != nil); in.Name != nil {
			e.Label("Name", *in.Name)
		}
		if in.Text != nil {
			e.PayloadString(*in.Text)
		}
	},
	Decode: func(d *rest.Decoder, out *thing) {
		out.Name = d.HeaderPtr("X-Path")
		text := d.Text(100)
		out.Text = &text
	},
}

// echo is a server that sends the body back, and the path in a header.
func echo(t *testing.T) *httptest.Server {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		w.Header().Set("X-Path", r.RequestURI)
		w.Write(body)
	}))
	t.Cleanup(server.Close)
	return server
}

func TestACallSendsAndReads(t *testing.T) {
	t.Parallel()
	c := client(t, rest.Config{Endpoint: echo(t).URL + "/base/"})
	name, text := "../a/b", "hello"
	out, err := rest.Invoke(t.Context(), c, putThing, &thing{Name: &name, Text: &text}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if *out.Name != "/base/things/..%2Fa%2Fb" || *out.Text != text {
		t.Errorf("got %q, %q", *out.Name, *out.Text)
	}
	out, err = rest.Invoke(t.Context(), c, putThing, nil, nil)
	if _, ok := errors.AsType[*rest.InputError](err); !ok || out != nil || err.Error() != "PutThing: Name is required" {
		t.Errorf("a nil input: %v, %v", out, err)
	}
}

func TestManyCallsAtOnce(t *testing.T) {
	t.Parallel()
	c := client(t, rest.Config{Endpoint: echo(t).URL, Prepare: func(r *http.Request) error {
		r.Header.Set("Signed", "yes")
		return nil
	}})
	var group sync.WaitGroup
	for i := range 16 {
		group.Go(func() {
			for j := range 20 {
				name, text := fmt.Sprintf("n%d.%d", i, j), fmt.Sprintf("t%d.%d", i, j)
				base := func(cfg *rest.Config) { cfg.Endpoint += "/" + text }
				out, err := rest.Invoke(t.Context(), c, putThing, &thing{Name: &name, Text: &text}, []rest.Option{base})
				if err != nil || *out.Name != "/"+text+"/things/"+name || *out.Text != text {
					t.Errorf("%s: %+v, %v", name, out, err)
				}
			}
		})
	}
	group.Wait()
}

func TestTheTransportIsTheDefaultOneAndFollowsNoRedirect(t *testing.T) {
	t.Parallel()
	n := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n++
		http.SetCookie(w, &http.Cookie{Name: "a", Value: "b"})
		if len(r.Cookies()) > 0 {
			t.Error("a cookie came back")
		}
		http.Redirect(w, r, "/elsewhere", http.StatusMovedPermanently)
	}))
	defer server.Close()
	c := client(t, rest.Config{Endpoint: server.URL})
	for i := range 2 {
		err := run(t, c, get)
		if e, ok := errors.AsType[*rest.Error](err); !ok || e.StatusCode != http.StatusMovedPermanently || e.Header.Get("Location") != "/elsewhere" || n != i+1 {
			t.Errorf("%d requests: %v", n, err)
		}
	}
}

func TestAnswersComeAsTheyAreStored(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		w.Header().Set("X-Path", r.Header.Get("Accept-Encoding"))
		io.WriteString(w, "zipped")
	}))
	defer server.Close()
	name := "n"
	out, err := rest.Invoke(t.Context(), client(t, rest.Config{Endpoint: server.URL}), putThing, &thing{Name: &name}, nil)
	if err != nil || *out.Text != "zipped" || *out.Name != "identity" {
		t.Errorf("got %+v, %v", out, err)
	}
}

// body is the body of an answer that knows whether it was closed.
type body struct {
	io.Reader

	closed int
}

func (b *body) Close() error {
	b.closed++
	return nil
}

func TestWhoClosesAnAnswer(t *testing.T) {
	t.Parallel()
	stream := func(d *rest.Decoder, out *thing) { out.Stream = d.Stream() }
	late := func(d *rest.Decoder, out *thing) {
		d.XML("Thing")
		stream(d, out)
	}
	for name, test := range map[string]struct {
		status int
		text   string
		decode func(*rest.Decoder, *thing)
		closed bool
		ok     bool
	}{
		"a stream is the caller's":    {200, "text", stream, false, true},
		"no stream, and nobody reads": {200, "text", nil, true, true},
		"no stream":                   {200, "text", putThing.Decode, true, true},
		"a refusal":                   {404, "text", stream, true, false},
		"a broken answer":             {200, "text", late, true, false},
		"an error for an answer":      {200, "<Error/>", late, true, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := &body{Reader: strings.NewReader(test.text)}
			c := client(t, rest.Config{Transport: transport(func(*http.Request) (*http.Response, error) {
				return &http.Response{StatusCode: test.status, Body: b}, nil
			})})
			op := rest.Operation[nothing, thing]{Name: "GetThing", Encode: func(e *rest.Encoder, _ *nothing) { get(e) }, Decode: test.decode}
			out, err := rest.Invoke(t.Context(), c, op, nil, nil)
			if (err == nil) != test.ok || (out != nil) != test.ok || (b.closed > 0) != test.closed {
				t.Errorf("closed %d times: %v, %v", b.closed, out, err)
			}
			if out != nil && out.Stream != nil {
				if text, err := io.ReadAll(out.Stream); err != nil || string(text) != test.text {
					t.Errorf("read %q, %v", text, err)
				}
			}
		})
	}
}

func TestAnswersThatCannotBeRead(t *testing.T) {
	t.Parallel()
	xml := func(d *rest.Decoder, _ *nothing) { d.XML("Thing").Skip() }
	for name, test := range map[string]struct {
		reader io.Reader
		words  string
		cause  error
	}{
		"no document":      {strings.NewReader("text"), "the body", nil},
		"nothing":          {strings.NewReader(""), "the body is empty", io.ErrUnexpectedEOF},
		"another document": {strings.NewReader("<Other/>"), "Other", nil},
		"cut short":        {strings.NewReader("<Thing>"), "the body ends", io.ErrUnexpectedEOF},
		"broken":           {iotest.ErrReader(io.ErrClosedPipe), "could not be read", io.ErrClosedPipe},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := client(t, rest.Config{Transport: transport(func(*http.Request) (*http.Response, error) {
				return &http.Response{StatusCode: http.StatusOK, Body: io.NopCloser(test.reader)}, nil
			})})
			op := rest.Operation[nothing, nothing]{Name: "GetThing", Encode: func(e *rest.Encoder, _ *nothing) { get(e) }, Decode: xml}
			_, err := rest.Invoke(t.Context(), c, op, nil, nil)
			if _, ok := errors.AsType[*rest.BodyError](err); !ok || !strings.HasPrefix(err.Error(), "GetThing: ") || !strings.Contains(err.Error(), test.words) {
				t.Errorf("%T: %v", err, err)
			}
			if test.cause != nil && !errors.Is(err, test.cause) {
				t.Errorf("%v is not %v", err, test.cause)
			}
		})
	}
}

func TestErrorsOfTheTransport(t *testing.T) {
	t.Parallel()
	broken := errors.New("broken")
	secret := &url.Error{Op: "Get", URL: "https://h/?X-Amz-Signature=hunter2", Err: broken}
	for name, test := range map[string]struct {
		err  error
		text string
	}{
		"its own":               {broken, "DoThing: broken"},
		"with a URL":            {secret, "DoThing: broken"},
		"with a URL within":     {fmt.Errorf("attempt 2: %w", secret), "DoThing: broken"},
		"with a URL in another": {&url.Error{Op: "Get", URL: "hunter2", Err: secret}, "DoThing: broken"},
		"many lines":            {fmt.Errorf("a\nb\x00: %w", broken), `DoThing: "a\nb\x00: broken"`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := run(t, client(t, rest.Config{Transport: transport(func(*http.Request) (*http.Response, error) { return nil, test.err })}), get)
			if !errors.Is(err, broken) || err.Error() != test.text || strings.Contains(fmt.Sprintf("%+v%#v", err, err), "hunter2") {
				t.Errorf("%v", err)
			}
		})
	}
	err := run(t, client(t, rest.Config{Transport: transport(func(*http.Request) (*http.Response, error) { return nil, nil })}), get)
	if err == nil || !strings.Contains(err.Error(), "DoThing: the transport returned neither") {
		t.Error(err)
	}
}

func TestTheContextEndsACall(t *testing.T) {
	t.Parallel()
	hang := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Has("begin") {
			w.Header().Set("Content-Length", "100")
			io.WriteString(w, "<Thing>")
			w.(http.Flusher).Flush()
		}
		select {
		case <-hang:
		case <-r.Context().Done():
		}
	}))
	t.Cleanup(server.Close)
	t.Cleanup(func() { close(hang) })
	for _, begin := range []bool{false, true} {
		ctx, cancel := context.WithCancel(t.Context())
		op := rest.Operation[nothing, nothing]{
			Name: "GetThing",
			Encode: func(e *rest.Encoder, _ *nothing) {
				get(e)
				if begin {
					e.QueryFlag("begin")
				} else {
					cancel()
				}
			},
			Decode: func(d *rest.Decoder, _ *nothing) {
				cancel()
				d.XML("Thing").Skip()
			},
		}
		_, err := rest.Invoke(ctx, client(t, rest.Config{Endpoint: server.URL}), op, nil, nil)
		if !errors.Is(err, context.Canceled) || !strings.HasPrefix(err.Error(), "GetThing: ") {
			t.Errorf("begun: %t: %v", begin, err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	rude := transport(func(*http.Request) (*http.Response, error) {
		cancel()
		return nil, errors.New("closed")
	})
	op := rest.Operation[nothing, nothing]{Name: "GetThing", Encode: func(e *rest.Encoder, _ *nothing) { get(e) }}
	if _, err := rest.Invoke(ctx, client(t, rest.Config{Transport: rude}), op, nil, nil); !errors.Is(err, context.Canceled) || !strings.Contains(err.Error(), "closed") {
		t.Errorf("of a transport that says something else: %v", err)
	}
}

func TestCallsThatAreNotOnes(t *testing.T) {
	t.Parallel()
	c := client(t, rest.Config{})
	var none context.Context
	if _, err := rest.Invoke(none, c, putThing, nil, nil); err == nil || !strings.Contains(err.Error(), "PutThing: the context is nil") {
		t.Error(err)
	}
	if _, err := rest.Invoke(t.Context(), c, rest.Operation[thing, thing]{Name: "Empty"}, nil, nil); err == nil || !strings.Contains(err.Error(), "Empty: the operation has no method") {
		t.Error(err)
	}
}
