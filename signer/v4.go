// SPDX-License-Identifier: Apache-2.0

package signer

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strings"
	"sync"
	"time"
)

// Words of Signature Version 4.
const (
	algorithm  = "AWS4-HMAC-SHA256"
	terminator = "aws4_request"
	timeFormat = "20060102T150405Z"
	dateLength = len("20060102")

	headerAuthorization = "Authorization"
	headerDate          = "X-Amz-Date"
	headerToken         = "X-Amz-Security-Token" //nolint:gosec // a header's name
	headerContentSHA256 = "X-Amz-Content-Sha256"
)

// V4 signs and verifies with AWS Signature Version 4. It keeps derived keys
// and buffers between calls and is safe for concurrent use. It must come from
// [SigV4].
type V4 struct {
	// keys is the cache's get. As a function it prints as an address with
	// every verb; fmt would follow a pointer to the secrets that it holds.
	keys    func(day [dateLength]byte, region, service, secret string) *signingKey
	scratch *sync.Pool
}

var _ Scheme = (*V4)(nil)

// SigV4 returns a signer for AWS Signature Version 4, with S3's rules: the
// path is escaped once and never cleaned, and the payload's hash is a header.
func SigV4() *V4 {
	return &V4{
		keys:    newKeyCache().get,
		scratch: &sync.Pool{New: func() any { return new(scratch) }},
	}
}

// Sign sets X-Amz-Date, X-Amz-Content-Sha256, Authorization and, for session
// credentials, X-Amz-Security-Token. It fails only if p is incomplete or r
// cannot be sent; ctx is not used.
func (v *V4) Sign(_ context.Context, r *http.Request, p Params) error {
	if err := p.check(); err != nil {
		return err
	}
	host, path, err := target(r)
	if err != nil {
		return err
	}
	if r.Header == nil {
		r.Header = make(http.Header, 8)
	}
	s := v.borrow()
	defer v.giveBack(s)

	// The date and the Authorization value share one string, and the four
	// headers one array: two allocations a signature.
	s.setScope(p.Time, p.Region, p.Service)
	values := make([]string, 4)
	set := func(i int, name, value string) {
		values[i] = value
		r.Header[name] = values[i : i+1 : i+1]
	}
	delete(r.Header, headerToken)
	if p.Credentials.SessionToken != "" {
		set(0, headerToken, p.Credentials.SessionToken)
	}
	set(1, headerContentSHA256, p.PayloadHash)
	delete(r.Header, headerDate)

	s.addHost(host)
	s.addHeaders(r.Header, isSigned)
	s.addDate()
	s.sortFields()
	s.canonical(r.Method, path, r.URL.RawQuery, p.PayloadHash)
	key := v.keys(s.day(), p.Region, p.Service, p.Credentials.SecretAccessKey)
	s.signature(key)

	text := s.authorization(p.Credentials.AccessKeyID)
	set(2, headerDate, text[:len(timeFormat)])
	set(3, headerAuthorization, text[len(timeFormat):])
	return nil
}

func (v *V4) borrow() *scratch { return v.scratch.Get().(*scratch) }

// giveBack returns s to the pool without references to the request.
func (v *V4) giveBack(s *scratch) {
	if s.reset() {
		v.scratch.Put(s)
	}
}

// setScope writes the time and the credential scope.
func (s *scratch) setScope(t time.Time, region, service string) {
	s.time = t.UTC().AppendFormat(s.time[:0], timeFormat)
	s.scope = append(s.scope[:0], s.time[:dateLength]...)
	s.scope = append(s.scope, '/')
	s.scope = append(s.scope, region...)
	s.scope = append(s.scope, '/')
	s.scope = append(s.scope, service...)
	s.scope = append(s.scope, '/')
	s.scope = append(s.scope, terminator...)
}

// day is the date that keys are derived for.
func (s *scratch) day() (d [dateLength]byte) {
	copy(d[:], s.time)
	return d
}

// signature turns the canonical request in s.buf into s.sig, the hex
// signature. It overwrites nothing that [scratch.authorization] needs.
func (s *scratch) signature(key *signingKey) {
	s.digest = sha256.Sum256(s.buf)
	end := len(s.buf)
	s.buf = append(s.buf, algorithm...)
	s.buf = append(s.buf, '\n')
	s.buf = append(s.buf, s.time...)
	s.buf = append(s.buf, '\n')
	s.buf = append(s.buf, s.scope...)
	s.buf = append(s.buf, '\n')
	s.buf = hex.AppendEncode(s.buf, s.digest[:])
	key.sign(&s.sig, s.buf[end:])
	s.buf = s.buf[:end]
}

// authorization returns the time followed by the Authorization header's value.
func (s *scratch) authorization(accessKeyID string) string {
	var b strings.Builder
	b.Grow(len(s.time) + len(algorithm) + len(accessKeyID) + len(s.scope) + s.signedLength + len(s.sig) + 48)
	b.Write(s.time)
	b.WriteString(algorithm)
	b.WriteString(" Credential=")
	b.WriteString(accessKeyID)
	b.WriteByte('/')
	b.Write(s.scope)
	b.WriteString(", SignedHeaders=")
	b.Write(s.signedHeaders())
	b.WriteString(", Signature=")
	b.Write(s.sig[:])
	return b.String()
}
