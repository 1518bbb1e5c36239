// SPDX-License-Identifier: Apache-2.0

package signer

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// Presign returns r with its proof in the query, after what r has there. Of
// r's headers it signs Content-MD5, Content-Type and x-qs-*, and lists no
// others: QingStor's signature has no room for them, so that they may be sent
// or not. The path is spelled as it is signed.
//
// The life of the URL is at least a second, at most [MaxPresign] (QingStor
// documents no limit), and is cut to that of credentials that expire; it is an
// error if they have expired.
func (q *QingStorSigner) Presign(_ context.Context, r *http.Request, p Params, expires time.Duration) (*Presigned, error) {
	if err := p.checkQingStor(); err != nil {
		return nil, err
	}
	seconds, err := lifetime(p, expires)
	if err != nil {
		return nil, err
	}
	_, path, err := sentTarget(r)
	if err != nil {
		return nil, err
	}
	if q.inQuery(r) {
		return nil, errors.New("signer: the request is presigned already")
	}
	s := q.borrow()
	defer q.giveBack(s)
	if err := s.addHeaders(r.Header); err != nil {
		return nil, err
	}
	end := p.Time.Unix() + seconds
	until := strconv.FormatInt(end, 10)
	s.canonical(r.Method, until, bucketOf(p.Bucket, p.VirtualHost), path, r.URL.RawQuery)
	s.sign(p.Credentials.SecretAccessKey)

	out := new(roomy)
	out.Presigned = Presigned{
		URL:     presignedURL(r.URL, qingStorPath(path), s.presignedQuery(r.URL.RawQuery, p.Credentials.AccessKeyID, until)),
		Header:  boundHeader(r.Header, qingStorSigns, out.values[:0]),
		Expires: time.Unix(end, 0),
	}
	return &out.Presigned, nil
}

// qingStorSigns tells whether a header is signed.
func qingStorSigns(name string) bool {
	return hasPrefixFold(name, qingStorPrefix) || strings.EqualFold(name, "Content-MD5") || strings.EqualFold(name, "Content-Type")
}

// presignedQuery returns the query with the parameters of the signature. The
// equals sign of base64 stays bare, as in the SDK and the documentation.
func (s *qingStorScratch) presignedQuery(raw, accessKeyID, until string) []byte {
	b := s.text[:0]
	b = append(b, raw...)
	b = appendParam(b, qingStorQueryKey, accessKeyID)
	b = appendParam(b, qingStorQueryExpires, until)
	b = append(b, "&"+qingStorQuerySignature+"="...)
	for _, c := range s.sig {
		if c == '+' {
			b = append(b, "%2B"...)
		} else {
			b = append(b, c)
		}
	}
	s.text = b
	return b
}
