// SPDX-License-Identifier: Apache-2.0

package signer

import (
	"crypto/subtle"
	"net/http"
	"time"
)

// IsSigned tells whether r has an Authorization header or parameters of a
// signature, good or bad.
func (q *QingStorSigner) IsSigned(r *http.Request) bool {
	return r.Header.Get(headerAuthorization) != "" || q.inQuery(r)
}

// inQuery tells whether r has parameters of a signature. The parameter expires
// alone is none.
func (*QingStorSigner) inQuery(r *http.Request) bool {
	return hasParam(r.URL, qingStorQueryKey, qingStorQuerySignature)
}

// SessionToken returns "": QingStor has no session tokens.
func (*QingStorSigner) SessionToken(*http.Request) string { return "" }

// Identify checks the signature of a request that a server has received, in
// header or query form. A signed header that is there more than once is
// refused, since the signature covers one line.
//
// The signature does not tell "?upload_id=a%26uploads" from
// "?upload_id=a&uploads", nor "?upload_id=ab" from "?upload_id=a&upload_id=b".
// That is so by QingStor's rules.
//
// A refusal is a [*VerifyError]. Its codes are those of the page on error
// codes of the QingStor API documentation; the messages are ours, since none
// is recorded.
func (q *QingStorSigner) Identify(r *http.Request, p VerifyParams) (*Identity, error) {
	c, refusal := parseQingStorClaim(r)
	if refusal != nil {
		return nil, refusal
	}
	s := q.borrow()
	defer q.giveBack(s)
	if err := s.addHeaders(r.Header); err != nil {
		return nil, errQingStorMalformed("A signed header is there more than once.")
	}
	if refusal = c.checkTime(p.Time); refusal != nil {
		return nil, refusal
	}
	secret, ok := p.Lookup(c.accessKeyID)
	if !ok {
		return nil, refuse(http.StatusUnauthorized, "invalid_access_key_id", "The access key of the request is wrong or does not exist.").
			because(ReasonUnknownKey)
	}
	s.canonical(r.Method, c.date, bucketOf(p.Bucket, p.VirtualHost), receivedPath(r), r.URL.RawQuery)
	s.sign(secret)
	if subtle.ConstantTimeCompare(s.sig[:], []byte(c.signature)) != 1 {
		return nil, refuse(http.StatusUnauthorized, "signature_not_matched", "The signature of the request does not match.").
			because(ReasonSignature)
	}
	return &Identity{AccessKeyID: c.accessKeyID, Presigned: c.presigned, PayloadHash: UnsignedPayload}, nil
}

// checkTime looks at the clock: a header-signed request is good for [MaxSkew]
// either way, which the page on error codes says too, a URL until it expires.
func (c *qingStorClaim) checkTime(now time.Time) *VerifyError {
	switch {
	case c.presigned && now.Unix() > c.time.Unix():
		return refuse(http.StatusForbidden, "request_expired", "The request has expired.").at(now, ReasonExpired)
	case !c.presigned && (c.time.Sub(now) > MaxSkew || now.Sub(c.time) > MaxSkew):
		return refuse(http.StatusForbidden, "request_expired",
			"The date of the request and the server's time differ by more than 15 minutes.").at(now, ReasonSkewed)
	}
	return nil
}
