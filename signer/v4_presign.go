// SPDX-License-Identifier: Apache-2.0

package signer

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/textproto"
	"strconv"
	"strings"
	"time"
)

// MaxPresign is the longest life of a presigned URL: 7 days.
const MaxPresign = 7 * 24 * time.Hour

// Query parameters of the presigned form.
const (
	queryAlgorithm     = "X-Amz-Algorithm"
	queryCredential    = "X-Amz-Credential" //nolint:gosec // a parameter's name
	queryDate          = "X-Amz-Date"
	queryExpires       = "X-Amz-Expires"
	queryToken         = "X-Amz-Security-Token" //nolint:gosec // a parameter's name
	querySignedHeaders = "X-Amz-SignedHeaders"
	querySignature     = "X-Amz-Signature"
)

// Presign returns r with its proof in the query. Every header of r is signed
// and listed but those that belong to the connection, to proxies or to
// another signature. A PayloadHash other than [UnsignedPayload] becomes a
// signed header.
//
// The life of the URL is at least a second, at most [MaxPresign], and is cut
// to that of credentials that expire; it is an error if they have expired.
func (v *V4) Presign(_ context.Context, r *http.Request, p Params, expires time.Duration) (*Presigned, error) {
	if err := p.check(); err != nil {
		return nil, err
	}
	seconds, err := lifetime(p, expires)
	if err != nil {
		return nil, err
	}
	host, path, err := target(r)
	if err != nil {
		return nil, err
	}
	if strings.Contains(r.URL.RawQuery, querySignature+"=") {
		return nil, errors.New("signer: the request is presigned already")
	}
	out := new(roomy)
	header := presignedHeader(r.Header, p.PayloadHash, out.values[:0])

	s := v.borrow()
	defer v.giveBack(s)
	s.setScope(p.Time, p.Region, p.Service)
	s.addHost(host)
	s.addHeaders(header, func(string) bool { return true })
	s.sortFields()
	query := s.presignedQuery(r.URL.RawQuery, p, seconds)
	s.canonical(r.Method, path, query, p.PayloadHash)
	s.signature(v.keys(s.day(), p.Region, p.Service, p.Credentials.SecretAccessKey))

	s.query = append(append(append(s.query[:0], query...), "&"+querySignature+"="...), s.sig[:]...)
	out.Presigned = Presigned{
		// The path is spelled as it is signed, for servers that compare it as it
		// comes.
		URL:     presignedURL(r.URL, path, s.query),
		Header:  header,
		Expires: p.Time.Truncate(time.Second).Add(time.Duration(seconds) * time.Second),
	}
	return &out.Presigned, nil
}

// lifetime returns the whole seconds that a URL made now may live.
func lifetime(p Params, expires time.Duration) (int64, error) {
	if expires < time.Second || expires > MaxPresign {
		return 0, fmt.Errorf("signer: a presigned URL lives between 1 second and 7 days, not %s", expires)
	}
	if c := p.Credentials; c.CanExpire {
		left := c.Expires.Sub(p.Time.Truncate(time.Second))
		if left < time.Second {
			return 0, fmt.Errorf("signer: the credentials have expired at %s", c.Expires.UTC().Format(time.RFC3339))
		}
		expires = min(expires, left)
	}
	return int64(expires / time.Second), nil
}

// roomy is a presigned request with room for the lines of its headers.
type roomy struct {
	Presigned

	values [8]string
}

// boundHeader returns a copy of the headers that a presigned request binds,
// their lines in room if they fit. It is never nil.
func boundHeader(h http.Header, binds func(name string) bool, room []string) http.Header {
	names, lines := 1, 0 // one may be added
	for name, values := range h {
		if binds(name) {
			names, lines = names+1, lines+len(values)
		}
	}
	out, all := make(http.Header, names), room
	if lines > cap(all) {
		all = make([]string, 0, lines)
	}
	for name, values := range h {
		if len(values) == 0 || !binds(name) {
			continue
		}
		name = textproto.CanonicalMIMEHeaderKey(name)
		if before, again := out[name]; again {
			out[name] = append(before, values...)
			continue
		}
		start := len(all)
		all = append(all, values...)
		out[name] = all[start:len(all):len(all)]
	}
	return out
}

// presignedHeader returns what a URL of [V4.Presign] binds.
func presignedHeader(h http.Header, payloadHash string, room []string) http.Header {
	out := boundHeader(h, func(name string) bool { return !isTransient(name) }, room)
	delete(out, headerContentSHA256)
	if payloadHash != UnsignedPayload {
		out[headerContentSHA256] = []string{payloadHash}
	}
	return out
}

// isTransient tells whether a header is set by the way a request takes, not by
// who made it, or belongs to the header form.
func isTransient(name string) bool {
	switch textproto.CanonicalMIMEHeaderKey(name) {
	case headerAuthorization, headerDate, headerToken, "Accept-Encoding", "Amz-Sdk-Invocation-Id", "Amz-Sdk-Request",
		"Connection", "Expect", "Host", "Keep-Alive", "Proxy-Authorization", "Proxy-Connection", "Te",
		"Trailer", "Transfer-Encoding", "Upgrade", "User-Agent", "X-Amzn-Trace-Id":
		return true
	}
	return false
}

// presignedQuery returns the query with everything but the signature.
func (s *scratch) presignedQuery(raw string, p Params, seconds int64) string {
	b := s.query[:0]
	b = append(b, raw...)
	add := func(name string, values ...string) {
		if len(b) > 0 {
			b = append(b, '&')
		}
		b = append(append(b, name...), '=')
		for _, value := range values {
			for i := range len(value) {
				b = appendEscaped(b, value[i])
			}
		}
	}
	add(queryAlgorithm, algorithm)
	add(queryCredential, p.Credentials.AccessKeyID, "/")
	for _, c := range s.scope {
		b = appendEscaped(b, c)
	}
	add(queryDate, string(s.time))
	add(queryExpires, strconv.FormatInt(seconds, 10))
	if p.Credentials.SessionToken != "" {
		add(queryToken, p.Credentials.SessionToken)
	}
	add(querySignedHeaders)
	for i := range s.fields {
		if i > 0 {
			b = append(b, "%3B"...)
		}
		for _, c := range s.name(&s.fields[i]) {
			b = appendEscaped(b, c) // a name may hold "+", "&" or "%"
		}
	}
	s.query = b
	return string(b)
}
