// SPDX-License-Identifier: Apache-2.0

package smithy

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net/http"
	"strings"
)

// transport answers every request with what a case says, and keeps what was
// sent. It is used by one call.
type transport struct {
	answer func() *http.Response
	sent   []*sent
	open   int // bodies of answers that nobody closed
}

// sent is a request as a server reads it.
type sent struct {
	*http.Request
	path, query string // as they are on the wire, the query without its question mark
	body        []byte
}

// RoundTrip writes the request as HTTP/1.1 does and reads it again: what a
// client says about a request matters only as far as it gets onto the wire.
func (t *transport) RoundTrip(r *http.Request) (*http.Response, error) {
	var wire bytes.Buffer
	if err := r.Write(&wire); err != nil {
		return nil, fmt.Errorf("the request cannot be sent: %w", err)
	}
	got, err := http.ReadRequest(bufio.NewReader(&wire))
	if err != nil {
		return nil, fmt.Errorf("the request cannot be read: %w", err)
	}
	s := &sent{Request: got}
	if s.body, err = io.ReadAll(got.Body); err != nil {
		return nil, fmt.Errorf("the request's body cannot be read: %w", err)
	}
	s.path, s.query, _ = strings.Cut(got.RequestURI, "?")
	t.sent = append(t.sent, s)
	answer := t.answer()
	answer.Request = r
	t.open++
	answer.Body = &body{Reader: answer.Body, of: t}
	return answer, nil
}

// body tells its transport that it was closed.
type body struct {
	io.Reader
	of     *transport
	closed bool
}

// Close may be called more than once.
func (b *body) Close() error {
	if !b.closed {
		b.of.open--
	}
	b.closed = true
	return nil
}

// response makes an answer.
func response(status int, header map[string]string, data string) *http.Response {
	r := &http.Response{
		Status:     fmt.Sprintf("%d %s", status, http.StatusText(status)),
		StatusCode: status,
		Proto:      "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header:        http.Header{},
		Body:          io.NopCloser(strings.NewReader(data)),
		ContentLength: int64(len(data)),
	}
	for name, value := range header {
		r.Header.Set(name, value)
	}
	return r
}
