// SPDX-License-Identifier: Apache-2.0

package signer

import (
	"context"
	"crypto/fips140"
	"errors"
	"net/http"
	"strings"
	"sync"
	"time"
)

// Words of COS's signature. Source: document 436/7778, "Request Signature",
// of Tencent Cloud, and auth.go of cos-go-sdk-v5 where the document is silent.
const (
	cosAlgorithm = "sha1"
	cosToken     = "X-Cos-Security-Token" //nolint:gosec // a header's name

	cosQueryAlgorithm = "q-sign-algorithm"
	cosQueryKey       = "q-ak"
	cosQuerySignTime  = "q-sign-time"
	cosQueryKeyTime   = "q-key-time"
	cosQueryHeaders   = "q-header-list"
	cosQueryParams    = "q-url-param-list"
	cosQuerySignature = "q-signature"
	cosQueryToken     = "x-cos-security-token" //nolint:gosec // a parameter's name
	cosQueryWhole     = "sign"                 // holds the whole Authorization value: an older form
)

// DefaultCOSWindow is how long a header signature of COS is good for: what
// cos-go-sdk-v5 takes (defaultAuthExpire in its auth.go).
const DefaultCOSWindow = time.Hour

// COSSigner signs and verifies as Tencent COS does: HMAC-SHA1 over the
// method, the path, the query and chosen headers, good for a window of time
// that the signature names. It is safe for concurrent use and keeps no keys.
// It must come from [COS].
type COSSigner struct {
	before, after int64 // seconds
	scratch       *sync.Pool
}

var _ Scheme = (*COSSigner)(nil)

// COSOption changes a [COSSigner] while it is made.
type COSOption func(*COSSigner)

// COSWindow sets the time for which a signature in a header is good: from
// before the time of signing, for clocks that are ahead of the server's, to
// after it. Both are cut to seconds. A before that is negative is none; an
// after of less than a second is [DefaultCOSWindow].
//
// The life of a presigned URL is the caller's; before holds for it too.
func COSWindow(before, after time.Duration) COSOption {
	return func(c *COSSigner) {
		if after < time.Second {
			after = DefaultCOSWindow
		}
		c.before, c.after = int64(max(before, 0)/time.Second), int64(after/time.Second)
	}
}

// COS returns a signer for Tencent COS. Unless [COSWindow] says otherwise, a
// signature is good from the time of signing for [DefaultCOSWindow].
func COS(options ...COSOption) *COSSigner {
	c := &COSSigner{
		after:   int64(DefaultCOSWindow / time.Second),
		scratch: &sync.Pool{New: func() any { return new(cosScratch) }},
	}
	for _, option := range options {
		option(c)
	}
	return c
}

// errNoSHA1 refuses to sign and to verify where a panic would be the answer.
var errNoSHA1 = errors.New("signer: COS's signature is HMAC-SHA1, which GODEBUG=fips140=only forbids")

// checkCOS refuses parameters, and programs, that cannot give a signature.
func (p Params) checkCOS() error {
	if fips140.Enforced() {
		return errNoSHA1
	}
	return p.checkKey()
}

// Sign sets Authorization and, for session credentials, X-Cos-Security-Token,
// which is signed like every x-cos-* header. It fails only if p has no
// credentials or no time, r cannot be sent, or SHA-1 is forbidden by
// GODEBUG=fips140=only; ctx is not used.
func (c *COSSigner) Sign(_ context.Context, r *http.Request, p Params) error {
	if err := p.checkCOS(); err != nil {
		return err
	}
	host, path, err := sentTarget(r)
	if err != nil {
		return err
	}
	if r.Header == nil {
		r.Header = make(http.Header, 4)
	}
	values := make([]string, 2)
	delete(r.Header, cosToken)
	if p.Credentials.SessionToken != "" {
		values[0] = p.Credentials.SessionToken
		r.Header[cosToken] = values[:1:1]
	}
	s := c.borrow()
	defer c.giveBack(s)

	now := p.Time.Unix()
	s.setWindow(now-c.before, now+c.after)
	s.addHost(host)
	s.addHeaders(r.Header, cosSigns)
	s.query.addQuery(r.URL.RawQuery, spellCOSParam, isCOSNamed)
	s.canonical(r.Method, path)
	s.sign(p.Credentials.SecretAccessKey)
	values[1] = s.authorization(p.Credentials.AccessKeyID)
	r.Header[headerAuthorization] = values[1:2:2]
	return nil
}

// cosSigns tells whether a header is in the signed set of the header form. COS
// takes any subset, so long as what is listed arrives unchanged. This is the
// set of cos-go-sdk-v5 (NeedSignHeaders in its auth.go) and Date, which
// document 436/7778 signs in its examples, without what is rewritten on the
// way: content-length and transfer-encoding, which net/http sets, and expect.
// Host is signed beside these.
func cosSigns(name string) bool {
	switch {
	case hasPrefixFold(name, "x-cos-"), hasPrefixFold(name, "x-ci-"):
		return true
	case hasPrefixFold(name, "content-"):
		return !strings.EqualFold(name, "content-length")
	case hasPrefixFold(name, "if-"), hasPrefixFold(name, "access-control-request-"):
		return true
	}
	for _, signed := range [...]string{"cache-control", "date", "expires", "origin", "pic-operations", "range"} {
		if strings.EqualFold(name, signed) {
			return true
		}
	}
	return false
}

func (c *COSSigner) borrow() *cosScratch { return c.scratch.Get().(*cosScratch) }

// giveBack returns s to the pool without keys.
func (c *COSSigner) giveBack(s *cosScratch) {
	if s.reset() {
		c.scratch.Put(s)
	}
}
