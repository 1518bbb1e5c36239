// SPDX-License-Identifier: Apache-2.0

package rest_test

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/seed-40dc4ce0/pail/rest"
)

// transport is a function that answers requests.
type transport func(*http.Request) (*http.Response, error)

func (f transport) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// sent is what a transport was asked to send.
type sent struct {
	*http.Request

	body []byte
}

// recorder keeps the last request and answers with 204.
type recorder struct{ last *sent }

func (c *recorder) RoundTrip(r *http.Request) (*http.Response, error) {
	body, err := io.ReadAll(r.Body)
	c.last = &sent{r, body}
	return answer(http.StatusNoContent, ""), err
}

// answer makes a response; header has names and values in turn.
func answer(status int, body string, header ...string) *http.Response {
	r := &http.Response{StatusCode: status, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(body))}
	for ; len(header) >= 2; header = header[2:] {
		r.Header.Add(header[0], header[1])
	}
	return r
}

// nothing is an input or output without members.
type nothing struct{}

// client is a client of cfg; an Endpoint that is not set is https://api.example.
func client(t *testing.T, cfg rest.Config) *rest.Client {
	t.Helper()
	if cfg.Endpoint == "" {
		cfg.Endpoint = "https://api.example"
	}
	c, err := rest.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// run makes one call of an operation without input and output.
func run(t *testing.T, c *rest.Client, encode func(*rest.Encoder), opts ...rest.Option) error {
	t.Helper()
	op := rest.Operation[nothing, nothing]{Name: "DoThing", Encode: func(e *rest.Encoder, _ *nothing) { encode(e) }}
	out, err := rest.Invoke(t.Context(), c, op, nil, opts)
	if (out != nil) != (err == nil) {
		t.Errorf("the result is %v and the error %v", out, err)
	}
	return err
}

// record makes one call and gives what was sent, nil if nothing was.
func record(t *testing.T, cfg rest.Config, encode func(*rest.Encoder), opts ...rest.Option) (*sent, error) {
	t.Helper()
	var c recorder
	cfg.Transport = &c
	err := run(t, client(t, cfg), encode, opts...)
	return c.last, err
}

// mustRecord is record for calls that succeed.
func mustRecord(t *testing.T, cfg rest.Config, encode func(*rest.Encoder), opts ...rest.Option) *sent {
	t.Helper()
	r, err := record(t, cfg, encode, opts...)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// get writes a request without members.
func get(e *rest.Encoder) { e.Start("GET", "/thing") }

// put writes a request whose body is a stream.
func put(r io.Reader) func(*rest.Encoder) {
	return func(e *rest.Encoder) {
		e.Start("PUT", "/thing")
		e.Stream("Body", r)
	}
}

// once hides everything of a reader but Read.
type once struct{ io.Reader }
