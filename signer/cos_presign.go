// SPDX-License-Identifier: Apache-2.0

package signer

import (
	"context"
	"errors"
	"net/http"
	"net/textproto"
	"time"
)

// Presign returns r with its proof in the query. Every header of r is signed
// and listed but those that belong to the connection, to proxies or to another
// signature; so is every parameter of r's query, which stays in front, as r
// has it: COS routes by the first parameter (cos.go of cos-go-sdk-v5). A
// session token becomes the parameter x-cos-security-token, signed too.
//
// The life of the URL is at least a second, at most [MaxPresign] (COS
// documents no limit), and is cut to that of credentials that expire; it is an
// error if they have expired.
func (c *COSSigner) Presign(_ context.Context, r *http.Request, p Params, expires time.Duration) (*Presigned, error) {
	if err := p.checkCOS(); err != nil {
		return nil, err
	}
	seconds, err := lifetime(p, expires)
	if err != nil {
		return nil, err
	}
	host, path, err := sentTarget(r)
	if err != nil {
		return nil, err
	}
	if hasParam(r.URL, cosQuerySignature, cosQueryToken, cosQueryWhole) {
		return nil, errors.New("signer: the request is presigned already")
	}
	out := new(roomy)
	header := boundHeader(r.Header, func(name string) bool {
		return !isTransient(name) && textproto.CanonicalMIMEHeaderKey(name) != cosToken
	}, out.values[:0])

	s := c.borrow()
	defer c.giveBack(s)
	now := p.Time.Unix()
	s.setWindow(now-c.before, now+seconds)
	s.addHost(host)
	s.addHeaders(header, func(string) bool { return true })
	query := r.URL.RawQuery
	if token := p.Credentials.SessionToken; token != "" {
		query = string(appendParam([]byte(query), cosQueryToken, token))
	}
	s.query.addQuery(query, spellCOSParam, isCOSNamed)
	s.canonical(r.Method, path)
	s.sign(p.Credentials.SecretAccessKey)

	out.Presigned = Presigned{
		URL:     presignedURL(r.URL, path, s.presignedQuery(query, p.Credentials.AccessKeyID)),
		Header:  header,
		Expires: time.Unix(now+seconds, 0),
	}
	return &out.Presigned, nil
}

// presignedQuery returns the query with the seven parameters of the signature,
// which are those of the header form, in its order.
func (s *cosScratch) presignedQuery(query, accessKeyID string) []byte {
	b := s.out[:0]
	b = append(b, query...)
	b = appendParam(b, cosQueryAlgorithm, cosAlgorithm)
	b = appendParam(b, cosQueryKey, accessKeyID)
	b = appendParam(b, cosQuerySignTime, s.window)
	b = appendParam(b, cosQueryKeyTime, s.window)
	s.toSign = appendNames(s.toSign[:0], &s.headers)
	b = appendParam(b, cosQueryHeaders, s.toSign)
	s.toSign = appendNames(s.toSign[:0], &s.query)
	b = appendParam(b, cosQueryParams, s.toSign)
	b = appendParam(b, cosQuerySignature, s.sig[:])
	s.out = b
	return b
}

// appendParam appends "&name=value" to a query, the value encoded.
func appendParam[T string | []byte](query []byte, name string, value T) []byte {
	if len(query) > 0 {
		query = append(query, '&')
	}
	query = append(append(query, name...), '=')
	for i := range len(value) {
		query = appendEscaped(query, value[i])
	}
	return query
}
