// SPDX-License-Identifier: Apache-2.0

package rest

import (
	"errors"
	"io"
	"net/http"
	"net/url"
)

// userAgent is who sends a request that does not say so itself.
const userAgent = "pail-rest"

// payload takes the body from the encoder, and sets the headers that depend on it.
func (x *exchange) payload() (*payload, error) {
	e := &x.encoder
	p := take(e)
	if p != nil && e.compress && (p.source == nil || !e.measured) {
		p.shrink(e, x.settings.CompressFrom)
	}
	if e.contentType != "" {
		setDefault(e.Head, "Content-Type", e.contentType)
	}
	sums := e.sums()
	if len(sums) > 0 && p != nil && p.source != nil && p.seeker == nil {
		e.Fail(e.body, "is a stream that cannot be rewound, so that it cannot be hashed before it is sent: give an io.ReadSeeker, or set the header of its checksum")
	}
	if len(e.Issues) > 0 {
		return nil, x.inputError()
	}
	if p == nil && !takesBody(e.Method) || len(sums) == 0 {
		return p, nil
	}
	if err := p.hash(x.ctx, sums); err != nil {
		return nil, x.wrap(err)
	}
	for name, h := range sums {
		e.Head[name] = []string{sumText(name, h)}
	}
	return p, nil
}

// inputError is the encoder's issues, one for each field.
func (x *exchange) inputError() *InputError {
	e := &InputError{Operation: x.operation}
	known := make(map[string]bool)
	for _, i := range x.encoder.Issues {
		if !known[i.Field] {
			known[i.Field] = true
			e.Fields = append(e.Fields, Issue{Field: i.Field, Problem: i.Problem})
		}
	}
	return e
}

// request is the encoder's request to u with the body p, nil for none.
func (x *exchange) request(u *url.URL, p *payload) (*http.Request, error) {
	e := &x.encoder
	if e.Method == "" {
		return nil, errors.New("the operation has no method: its Encode is missing, or does not call Start")
	}
	setDefault(e.Head, "User-Agent", userAgent)
	// Bytes as they are stored: without it net/http asks for gzip and unpacks it.
	setDefault(e.Head, "Accept-Encoding", "identity")
	r := &http.Request{
		Method: e.Method, URL: u, Host: u.Host, Header: e.Head,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Body: http.NoBody,
	}
	r.GetBody = func() (io.ReadCloser, error) { return http.NoBody, nil }
	if p != nil && p.length != 0 {
		var err error
		if r.Body, err = p.open(); err != nil {
			return nil, err
		}
		r.ContentLength, r.GetBody = p.length, nil
		if p.source == nil || p.seeker != nil {
			r.GetBody = p.open
		}
	}
	return r.WithContext(x.ctx), nil
}

// setDefault sets a header that is not there.
func setDefault(h http.Header, name, v string) {
	if _, ok := h[name]; !ok {
		h[name] = []string{v}
	}
}
