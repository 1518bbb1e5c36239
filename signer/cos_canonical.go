// SPDX-License-Identifier: Apache-2.0

package signer

import (
	"crypto/sha1" //nolint:gosec // COS signs with HMAC-SHA1
	"encoding/hex"
	"net/http"
	"strconv"
)

// cosScratch is the working memory of one signature of COS.
type cosScratch struct {
	headers, query entries

	text   []byte // HttpString of document 436/7778
	toSign []byte // StringToSign
	window []byte // KeyTime: "start;end" in Unix seconds
	out    []byte // an Authorization value, or a query
	mac    keyed
	key    [2 * sha1.Size]byte // SignKey, in hex: the text is the key
	sig    [2 * sha1.Size]byte
}

// reset forgets the request. It tells whether s is worth keeping.
func (s *cosScratch) reset() bool {
	s.headers.reset()
	s.query.reset()
	clear(s.key[:])
	return cap(s.headers.buf)+cap(s.query.buf)+cap(s.text)+cap(s.out) <= maxScratch
}

// setWindow writes the time for which the signature is good. The SDKs give
// q-sign-time and q-key-time the same value.
func (s *cosScratch) setWindow(start, end int64) {
	s.window = strconv.AppendInt(s.window[:0], start, 10)
	s.window = append(s.window, ';')
	s.window = strconv.AppendInt(s.window, end, 10)
}

func (s *cosScratch) addHost(host string) { s.headers.addHeader("host", host, spellCOS) }

func (s *cosScratch) addHeaders(h http.Header, want func(name string) bool) {
	for name, values := range h {
		if len(values) == 0 || !want(name) {
			continue // a name without values sends no line
		}
		for _, value := range values {
			s.headers.addHeader(name, value, spellCOS)
		}
	}
}

// canonical writes HttpString to s.text: the method in lower case, the path
// decoded, the parameters and the headers, a line each. Only the path can hold
// a line break, so the text can be read in one way only.
//
// A name that comes more than once is listed once for each value, the values
// in order (genFormatHeaders and valuesSignMap of cos-go-sdk-v5's auth.go);
// document 436/7778 does not speak of that.
func (s *cosScratch) canonical(method, path string) {
	if method == "" {
		method = http.MethodGet
	}
	s.headers.sortValues()
	s.query.sortValues()
	s.text = appendLower(s.text[:0], method)
	s.text = append(s.text, '\n')
	s.text = appendDecoded(s.text, path, false)
	s.text = append(s.text, '\n')
	s.text = appendCOSPairs(s.text, &s.query)
	s.text = append(s.text, '\n')
	s.text = appendCOSPairs(s.text, &s.headers)
	s.text = append(s.text, '\n')
}

// sign turns HttpString into s.sig, the hex signature.
func (s *cosScratch) sign(secret string) {
	sum := hmacSHA1(&s.mac, secret, s.window)
	hex.Encode(s.key[:], sum[:])

	digest := sha1.Sum(s.text) //nolint:gosec // as above
	s.toSign = append(s.toSign[:0], cosAlgorithm...)
	s.toSign = append(s.toSign, '\n')
	s.toSign = append(s.toSign, s.window...)
	s.toSign = append(s.toSign, '\n')
	s.toSign = hex.AppendEncode(s.toSign, digest[:])
	s.toSign = append(s.toSign, '\n')

	sum = hmacSHA1(&s.mac, s.key[:], s.toSign)
	hex.Encode(s.sig[:], sum[:])
}

// authorization returns the value of the Authorization header. Nothing of it
// is percent-encoded but the names in the lists.
func (s *cosScratch) authorization(accessKeyID string) string {
	b := s.out[:0]
	b = append(b, cosQueryAlgorithm+"="+cosAlgorithm+"&"+cosQueryKey+"="...)
	b = append(b, accessKeyID...)
	b = append(append(b, "&"+cosQuerySignTime+"="...), s.window...)
	b = append(append(b, "&"+cosQueryKeyTime+"="...), s.window...)
	b = appendNames(append(b, "&"+cosQueryHeaders+"="...), &s.headers)
	b = appendNames(append(b, "&"+cosQueryParams+"="...), &s.query)
	b = append(append(b, "&"+cosQuerySignature+"="...), s.sig[:]...)
	s.out = b
	return string(b)
}

// spellCOS appends a name as COS's lists have it: percent-encoded, then all of
// it in lower case, the digits of the escapes too.
func spellCOS(dst []byte, name string) []byte {
	for i := range len(name) {
		dst = appendLowerEscaped(dst, name[i])
	}
	return dst
}

// spellCOSParam is spellCOS for a name in a query, which is encoded already.
func spellCOSParam(dst []byte, name string) []byte {
	for i := 0; i < len(name); i++ {
		var c byte
		c, i = decoded(name, i, true)
		dst = appendLowerEscaped(dst, c)
	}
	return dst
}

func appendLowerEscaped(dst []byte, c byte) []byte {
	if isUnreserved(c) {
		return append(dst, lower(c))
	}
	return append(dst, '%', lowerHex[c>>4], lowerHex[c&15])
}

// isCOSNamed tells whether a parameter can be signed: a list cannot name one
// without a name ("?=value").
func isCOSNamed(name []byte) bool { return len(name) > 0 }

const lowerHex = "0123456789abcdef"

// appendCOSPairs appends "name=value&name=value" with the values encoded.
func appendCOSPairs(dst []byte, e *entries) []byte {
	for i := range e.list {
		if i > 0 {
			dst = append(dst, '&')
		}
		dst = append(append(dst, e.name(i)...), '=')
		for _, c := range e.value(i) {
			dst = appendEscaped(dst, c)
		}
	}
	return dst
}

// appendNames appends "name;name".
func appendNames(dst []byte, e *entries) []byte {
	for i := range e.list {
		if i > 0 {
			dst = append(dst, ';')
		}
		dst = append(dst, e.name(i)...)
	}
	return dst
}
