// SPDX-License-Identifier: Apache-2.0

package signer

import (
	"crypto/fips140"
	"crypto/subtle"
	"net/http"
	"strings"
	"time"
)

// IsSigned tells whether r has an Authorization header or parameters of a
// signature, good or bad.
func (*COSSigner) IsSigned(r *http.Request) bool {
	return r.Header.Get(headerAuthorization) != "" ||
		hasParam(r.URL, cosQueryAlgorithm, cosQueryKey, cosQuerySignature, cosQueryWhole)
}

// SessionToken returns x-cos-security-token, from the header or the query.
func (*COSSigner) SessionToken(r *http.Request) string { return tokenOf(r, cosToken, cosQueryToken) }

// Identify checks the signature of a request that a server has received, in
// header or query form. What the two lists of the authorisation name must be
// there and be as it was signed; what they do not name is not covered, as with
// COS itself, which takes parameters that are added to a signed URL. Methods
// and the names of parameters are signed without regard to letter case.
//
// A refusal is a [*VerifyError] in COS's words. Where GODEBUG=fips140=only
// forbids SHA-1 the error is another.
func (c *COSSigner) Identify(r *http.Request, p VerifyParams) (*Identity, error) {
	if fips140.Enforced() {
		return nil, errNoSHA1
	}
	claim, refusal := parseCOSClaim(r)
	if refusal != nil {
		return nil, refusal
	}
	if refusal = claim.checkTime(p.Time); refusal != nil {
		return nil, refusal
	}
	secret, ok := p.Lookup(claim.accessKeyID)
	if !ok {
		// The words are those that cos-php-sdk-v5 issue 57 shows.
		return nil, refuse(http.StatusForbidden, "InvalidAccessKeyId", "The Access Key Id you provided does not exist in our records").
			because(ReasonUnknownKey)
	}
	s := c.borrow()
	defer c.giveBack(s)
	if !s.matches(r, claim, secret) {
		return nil, s.errSignature()
	}
	return &Identity{AccessKeyID: claim.accessKeyID, Presigned: claim.presigned, PayloadHash: UnsignedPayload}, nil
}

// checkTime looks at the clock. That COS answers with one of these two is in
// document 436/40105; which of them a window in the future gets, by how much
// it may be early, and the words of RequestTimeTooSkewed, are taken from S3.
func (c *cosClaim) checkTime(now time.Time) *VerifyError {
	switch at := now.Unix(); {
	case at > c.end:
		return refuse(http.StatusForbidden, "AccessDenied", "Request has expired").at(now, ReasonExpired)
	case at < c.start-int64(MaxSkew/time.Second):
		return refuse(http.StatusForbidden, "RequestTimeTooSkewed",
			"The difference between the request time and the current time is too large.").at(now, ReasonSkewed)
	}
	return nil
}

// matches computes the signature and compares it with the claim's.
func (s *cosScratch) matches(r *http.Request, c *cosClaim, secret string) bool {
	s.window = append(s.window[:0], c.keyTime...)
	listed := s.addListedHeaders(r, c.headers) && s.addListedParams(r.URL.RawQuery, c.params)
	s.canonical(r.Method, receivedPath(r))
	s.sign(secret)
	return subtle.ConstantTimeCompare(s.sig[:], []byte(c.signature)) == 1 && listed
}

// addListedHeaders adds every value of the headers in a list, and tells whether
// all of them are there.
func (s *cosScratch) addListedHeaders(r *http.Request, list string) bool {
	all := true
	for name := range cosNames(list) {
		spelled := string(appendDecoded(nil, name, false))
		values, ok := receivedHeader(r, spelled)
		all = all && ok
		for _, value := range values {
			s.headers.addHeader(spelled, value, spellCOS)
		}
	}
	return all
}

// addListedParams adds every value of the parameters in a list, and tells
// whether all of them are there.
func (s *cosScratch) addListedParams(raw, list string) bool {
	names := cosNames(list)
	s.query.addQuery(raw, spellCOSParam, func(name []byte) bool {
		_, ok := names[string(name)]
		if ok {
			names[string(name)] = true
		}
		return ok
	})
	for _, found := range names {
		if !found {
			return false
		}
	}
	return true
}

// cosNames are the names in a list, which has a name once for each value.
func cosNames(list string) map[string]bool {
	names := map[string]bool{}
	for name := range strings.SplitSeq(list, ";") {
		if name != "" {
			names[name] = false
		}
	}
	return names
}

// errSignature refuses a signature that is not the one computed. COS answers
// with StringToSign, as here, and with FormatString, which is left out: it
// holds session tokens and customers' keys. Source: PicGo issue 638.
func (s *cosScratch) errSignature() *VerifyError {
	return refuse(http.StatusForbidden, "SignatureDoesNotMatch", "The Signature you specified is invalid.",
		Element{"StringToSign", string(s.toSign)}).because(ReasonSignature)
}
