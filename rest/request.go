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
