// SPDX-License-Identifier: Apache-2.0

package signer

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"sync"
)

// Words of QingStor's signature. Source: "Signature", the page on common
// parameters of the QingStor API documentation, and request/signer/v2 of
// qingstor-sdk-go.
const (
	qingStorMechanism = "QS"
	qingStorDate      = "X-Qs-Date"
	qingStorPrefix    = "x-qs-"

	qingStorQueryKey       = "access_key_id"
	qingStorQueryExpires   = "expires"
	qingStorQuerySignature = "signature"
)

// QingStorSigner signs and verifies as QingStor does: HMAC-SHA256 over the
// method, Content-MD5, Content-Type, the date, the x-qs-* headers, and the
// path with the sub-resources of the query. The host and all other parameters
// are not covered. It is safe for concurrent use and keeps no keys. It must
// come from [QingStor].
type QingStorSigner struct{ scratch *sync.Pool }

var _ Scheme = (*QingStorSigner)(nil)

// QingStor returns a signer for QingStor.
func QingStor() *QingStorSigner {
	return &QingStorSigner{scratch: &sync.Pool{New: func() any { return new(qingStorScratch) }}}
}

// errNoToken refuses session credentials: neither the documentation nor an SDK
// of QingStor's knows session tokens.
var errNoToken = errors.New("signer: the credentials have a session token, for which QingStor has no place; use those of an access key")

// checkQingStor refuses parameters that cannot give a signature.
func (p Params) checkQingStor() error {
	if err := p.checkKey(); err != nil {
		return err
	}
	if p.Credentials.SessionToken != "" {
		return errNoToken
	}
	return nil
}

// Sign sets Authorization and Date; where r has X-QS-Date, which QingStor
// prefers to Date, it sets that instead. With [Params.VirtualHost] the path
// that is signed begins with the bucket.
//
// It fails if p has no credentials, no time, or a session token, if r cannot
// be sent, or if r has one of the signed headers more than once: QingStor's
// rules cover one line, and do not say which. A value that is not ASCII must
// be percent-encoded before (request/builder of qingstor-sdk-go does so); it
// is signed as it stands. ctx is not used.
func (q *QingStorSigner) Sign(_ context.Context, r *http.Request, p Params) error {
	if err := p.checkQingStor(); err != nil {
		return err
	}
	_, path, err := sentTarget(r)
	if err != nil {
		return err
	}
	if r.Header == nil {
		r.Header = make(http.Header, 4)
	}
	s := q.borrow()
	defer q.giveBack(s)

	values := make([]string, 2)
	values[0] = p.Time.UTC().Format(http.TimeFormat)
	name, date := "Date", values[0]
	if own := qingStorDateOf(r.Header); own != "" {
		name, date = own, ""
	}
	r.Header[name] = values[:1:1]
	if err := s.addHeaders(r.Header); err != nil {
		return err
	}
	s.canonical(r.Method, date, bucketOf(p.Bucket, p.VirtualHost), path, r.URL.RawQuery)
	s.sign(p.Credentials.SecretAccessKey)
	values[1] = s.authorization(p.Credentials.AccessKeyID)
	r.Header[headerAuthorization] = values[1:2:2]
	return nil
}

// qingStorDateOf returns the name under which h has X-QS-Date, "" if it has
// none.
func qingStorDateOf(h http.Header) string {
	for name, values := range h {
		if len(values) > 0 && strings.EqualFold(name, qingStorDate) {
			return name
		}
	}
	return ""
}

// bucketOf is the bucket that stands before the path.
func bucketOf(bucket string, virtualHost bool) string {
	if virtualHost {
		return bucket
	}
	return ""
}

func (q *QingStorSigner) borrow() *qingStorScratch { return q.scratch.Get().(*qingStorScratch) }

// giveBack returns s to the pool without keys.
func (q *QingStorSigner) giveBack(s *qingStorScratch) {
	if s.reset() {
		q.scratch.Put(s)
	}
}
