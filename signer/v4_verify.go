// SPDX-License-Identifier: Apache-2.0

package signer

import (
	"crypto/subtle"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// verifiedService is the service that [V4.Verify] answers for.
const verifiedService = "s3"

// Lookup returns the secret of an access key id, and false if there is no such
// key.
type Lookup func(accessKeyID string) (secret string, ok bool)

// Identity is who sent a request, as proved by its signature.
type Identity struct {
	// AccessKeyID is whose signature it is; "" for an anonymous request.
	AccessKeyID string

	// Presigned tells that the proof was in the URL.
	Presigned bool

	// PayloadHash is what was signed for the body: a hex hash or one of the
	// constants of this package. It is [UnsignedPayload] for the schemes that
	// do not cover the body.
	PayloadHash string

	key               *signingKey
	date, scope, seed string
}

// claim is an authorisation as the request makes it, not yet believed.
type claim struct {
	form                      form
	presigned                 bool
	accessKeyID               string
	day, region, service, end string // the credential scope
	signedHeaders             string
	signature                 string
	date                      string // as it enters the string to sign
	time                      time.Time
	life                      time.Duration // of a presigned URL
	payloadHash               string
}

// IsSigned tells whether r carries any kind of authorisation of S3's, good or
// bad.
func IsSigned(r *http.Request) bool {
	if r.Header.Get(headerAuthorization) != "" {
		return true
	}
	q := r.URL.RawQuery
	return strings.Contains(q, "Signature=") || strings.Contains(q, queryAlgorithm+"=") || strings.Contains(q, queryCredential+"=")
}

// Verify checks the signature of a request that a server has received, in
// header or query form. On success r.Body yields the payload decoded and
// checks it while it is read; see [Identity.Payload]. Region "" accepts any.
//
// A refusal is a [*VerifyError]. A request without authorisation is refused
// with AccessDenied; ask [IsSigned] first where anonymous ones are welcome.
// A session token is covered by the signature but not looked up.
func (v *V4) Verify(r *http.Request, lookup Lookup, region string, now time.Time) error {
	id, err := v.Authenticate(r, lookup, region, now)
	if err != nil {
		return err
	}
	return id.Payload(r)
}

// IsSigned is the function [IsSigned].
func (*V4) IsSigned(r *http.Request) bool { return IsSigned(r) }

// Identify is [V4.Authenticate] with its parameters in a structure. The bucket
// does not matter.
func (v *V4) Identify(r *http.Request, p VerifyParams) (*Identity, error) {
	return v.Authenticate(r, p.Lookup, p.Region, p.Time)
}

// SessionToken returns X-Amz-Security-Token, from the header or the query.
func (*V4) SessionToken(r *http.Request) string { return tokenOf(r, headerToken, queryToken) }

// Authenticate is [V4.Verify] without the body: r stays as it is, and nothing
// is known about the payload until [Identity.Payload] and the body's end.
func (v *V4) Authenticate(r *http.Request, lookup Lookup, region string, now time.Time) (*Identity, error) {
	c, refusal := parseClaim(r)
	if refusal != nil {
		return nil, refusal
	}
	if refusal = c.checkScope(region); refusal != nil {
		return nil, refusal
	}
	if refusal = c.checkTime(now); refusal != nil {
		return nil, refusal
	}
	if refusal = c.checkHeaders(r); refusal != nil {
		return nil, refusal
	}
	secret, ok := lookup(c.accessKeyID)
	if !ok {
		return nil, errUnknownKey(c.accessKeyID)
	}
	id := &Identity{AccessKeyID: c.accessKeyID, Presigned: c.presigned, PayloadHash: c.payloadHash, date: c.date, seed: c.signature}
	if !v.matches(r, c, secret, id) {
		return nil, errSignature(c.accessKeyID)
	}
	return id, nil
}

// matches computes the signature and compares it with the claim's. The path
// counts as it came, or as a client that encodes strictly would have sent it.
func (v *V4) matches(r *http.Request, c *claim, secret string, id *Identity) bool {
	s := v.borrow()
	defer v.giveBack(s)
	s.setScope(c.time, c.region, c.service)
	for name := range strings.SplitSeq(c.signedHeaders, ";") {
		values, ok := receivedHeader(r, name)
		if !ok {
			return false
		}
		s.add(name, values)
	}
	id.key = v.keys(s.day(), c.region, c.service, secret)
	id.scope = string(s.scope)
	path := receivedPath(r)
	ok := false
	for _, p := range []string{path, strictPath(path)} {
		s.canonical(r.Method, p, r.URL.RawQuery, c.payloadHash)
		s.signature(id.key)
		ok = ok || subtle.ConstantTimeCompare(s.sig[:], []byte(c.signature)) == 1
	}
	return ok
}

// checkScope looks at the credential scope.
func (c *claim) checkScope(region string) *VerifyError {
	f := c.form
	if c.presigned {
		f = credentialForm
	}
	switch {
	case c.end != terminator:
		return f.malformed(fmt.Sprintf("incorrect terminal %q. This endpoint uses %q.", c.end, terminator))
	case c.service != verifiedService:
		return f.malformed(fmt.Sprintf("incorrect service %q. This endpoint belongs to %q.", c.service, verifiedService))
	case c.region == "" || region != "" && c.region != region:
		return f.wrongRegion(c.region, region)
	case c.day != c.time.UTC().Format(timeFormat[:dateLength]):
		return f.malformed(fmt.Sprintf("Invalid credential date %q. This date is not the same as X-Amz-Date: %q.", c.day, c.time.UTC().Format(timeFormat[:dateLength])))
	}
	return nil
}

// checkTime looks at the clock: a header-signed request is good for [MaxSkew]
// either way, a presigned one for its own life.
func (c *claim) checkTime(now time.Time) *VerifyError {
	early, late := c.time.Sub(now), now.Sub(c.time)
	switch {
	case !c.presigned && (early > MaxSkew || late > MaxSkew):
		return errSkewed(c.time, now)
	case c.presigned && early > MaxSkew:
		return errDenied("Request is not valid yet", Element{"ServerTime", now.UTC().Format(time.RFC3339)}).at(now, ReasonSkewed)
	case c.presigned && late > c.life:
		return errDenied("Request has expired",
			Element{"X-Amz-Expires", strconv.FormatInt(int64(c.life/time.Second), 10)},
			Element{"Expires", c.time.Add(c.life).UTC().Format(time.RFC3339)},
			Element{"ServerTime", now.UTC().Format(time.RFC3339)}).at(now, ReasonExpired)
	}
	return nil
}

// checkHeaders demands that the host and every x-amz-* header be signed.
func (c *claim) checkHeaders(r *http.Request) *VerifyError {
	signed := func(name string) bool {
		for s := range strings.SplitSeq(c.signedHeaders, ";") {
			if strings.EqualFold(s, name) {
				return true
			}
		}
		return false
	}
	if !signed("host") {
		return errNotSigned("host")
	}
	var missing string
	for name := range r.Header {
		// The least name, so that the answer does not depend on map order.
		if hasPrefixFold(name, "x-amz-") && !signed(name) && (missing == "" || name < missing) {
			missing = name
		}
	}
	if missing != "" {
		return errNotSigned(strings.ToLower(missing))
	}
	return nil
}

// receivedHeader returns the values of a signed header, which net/http may
// have moved out of the map.
func receivedHeader(r *http.Request, name string) ([]string, bool) {
	switch strings.ToLower(name) {
	case "host":
		return []string{r.Host}, true
	case "content-length":
		if r.Header.Get("Content-Length") == "" && r.ContentLength >= 0 {
			return []string{strconv.FormatInt(r.ContentLength, 10)}, true
		}
	case "transfer-encoding":
		return r.TransferEncoding, len(r.TransferEncoding) > 0
	}
	values := r.Header.Values(name)
	return values, len(values) > 0
}

// receivedPath returns the escaped path of the request line.
func receivedPath(r *http.Request) string {
	uri := r.RequestURI
	if uri == "" {
		return pathOf(r.URL)
	}
	if _, rest, ok := strings.Cut(uri, "://"); ok && !strings.HasPrefix(uri, "/") {
		uri = afterHost(rest)
	}
	path, _, _ := strings.Cut(uri, "?")
	if path == "" {
		return "/"
	}
	return path
}
