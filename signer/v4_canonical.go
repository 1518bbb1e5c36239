// SPDX-License-Identifier: Apache-2.0

package signer

import (
	"bytes"
	"cmp"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// scratch is the working memory of one signature.
type scratch struct {
	buf    []byte // the canonical request
	names  []byte // lower-case header names, one after the other
	query  []byte // encoded query pairs, one after the other
	time   []byte
	scope  []byte
	fields []field
	pairs  []pair
	single [2]string // the values of host and of the date
	digest [32]byte
	sig    signature

	signedAt, signedLength int // where buf has the list of signed headers
}

// maxScratch is the largest buffer worth keeping.
const maxScratch = 64 << 10

// field is one header to sign. Its name is names[start:end].
type field struct {
	start, end int
	key        string // as in the header map, to order lines that differ in case
	values     []string
}

// pair is one query parameter: query[start:equals] and query[equals+1:end].
type pair struct{ start, equals, end int }

// reset forgets the request. It tells whether s is worth keeping.
func (s *scratch) reset() bool {
	clear(s.fields)
	s.fields, s.pairs, s.names, s.query, s.buf = s.fields[:0], s.pairs[:0], s.names[:0], s.query[:0], s.buf[:0]
	s.single = [2]string{}
	return cap(s.buf)+cap(s.query)+cap(s.names) <= maxScratch
}

// isSigned tells whether a header is in the signed set of the header form:
// content-* but content-length, and x-amz-*.
func isSigned(name string) bool {
	return hasPrefixFold(name, "x-amz-") ||
		hasPrefixFold(name, "content-") && !strings.EqualFold(name, "content-length")
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

func (s *scratch) add(name string, values []string) {
	start := len(s.names)
	for i := range len(name) {
		c := name[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		s.names = append(s.names, c)
	}
	s.fields = append(s.fields, field{start, len(s.names), name, values})
}

func (s *scratch) addHost(host string) {
	s.single[0] = host
	s.add("host", s.single[:1:1])
}

// addDate adds the date that [V4.Sign] sets, without a string of its own yet.
func (s *scratch) addDate() { s.add("x-amz-date", nil) }

func (s *scratch) addHeaders(h http.Header, want func(name string) bool) {
	for name, values := range h {
		// A name without values sends no line.
		if len(values) > 0 && want(name) {
			s.add(name, values)
		}
	}
}

func (s *scratch) name(f *field) []byte { return s.names[f.start:f.end] }

// sortFields orders the headers by name, and lines that differ in letter case
// only by how net/http writes them.
func (s *scratch) sortFields() {
	slices.SortFunc(s.fields, func(a, b field) int {
		return cmp.Or(bytes.Compare(s.name(&a), s.name(&b)), strings.Compare(a.key, b.key))
	})
}

// canonical writes the canonical request to s.buf.
func (s *scratch) canonical(method, path, rawQuery, payloadHash string) {
	if method == "" {
		method = http.MethodGet
	}
	s.buf = append(s.buf[:0], method...)
	s.buf = append(s.buf, '\n')
	s.buf = append(s.buf, path...)
	s.buf = append(s.buf, '\n')
	s.canonicalQuery(rawQuery)
	s.buf = append(s.buf, '\n')
	s.canonicalHeaders()
	s.buf = append(s.buf, '\n')
	s.signedAt = len(s.buf)
	for i := range s.fields {
		if i > 0 && s.repeats(i) {
			continue
		}
		if i > 0 {
			s.buf = append(s.buf, ';')
		}
		s.buf = append(s.buf, s.name(&s.fields[i])...)
	}
	s.signedLength = len(s.buf) - s.signedAt
	s.buf = append(s.buf, '\n')
	s.buf = append(s.buf, payloadHash...)
}

// signedHeaders is the list in the canonical request.
func (s *scratch) signedHeaders() []byte { return s.buf[s.signedAt : s.signedAt+s.signedLength] }

// repeats tells whether field i has the name of the one before.
func (s *scratch) repeats(i int) bool {
	return bytes.Equal(s.name(&s.fields[i]), s.name(&s.fields[i-1]))
}

func (s *scratch) canonicalHeaders() {
	for i := range s.fields {
		f := &s.fields[i]
		switch {
		case i == 0:
			s.buf = append(append(s.buf, s.name(f)...), ':')
		case s.repeats(i):
			s.buf = append(s.buf, ',')
		default:
			s.buf = append(s.buf, '\n')
			s.buf = append(append(s.buf, s.name(f)...), ':')
		}
		if f.values == nil { // addDate
			s.buf = append(s.buf, s.time...)
		}
		for j, value := range f.values {
			if j > 0 {
				s.buf = append(s.buf, ',')
			}
			s.buf = appendTrimmed(s.buf, value)
		}
	}
	if len(s.fields) > 0 {
		s.buf = append(s.buf, '\n')
	}
}

// appendTrimmed appends a header's value without surrounding white space (as
// net/http sends it) and with runs of spaces made one.
func appendTrimmed(dst []byte, value string) []byte {
	value = strings.Trim(value, " \t\r\n")
	for {
		i := strings.Index(value, "  ")
		if i < 0 {
			return append(dst, value...)
		}
		dst = append(dst, value[:i+1]...)
		value = strings.TrimLeft(value[i:], " ")
	}
}

// canonicalQuery appends the query, encoded anew and sorted by name, then by
// value.
func (s *scratch) canonicalQuery(raw string) {
	s.query, s.pairs = s.query[:0], s.pairs[:0]
	for raw != "" {
		var part string
		part, raw, _ = strings.Cut(raw, "&")
		if part == "" {
			continue
		}
		name, value, _ := strings.Cut(part, "=")
		p := pair{start: len(s.query)}
		s.query = appendReencoded(s.query, name)
		p.equals = len(s.query)
		s.query = append(s.query, '=')
		s.query = appendReencoded(s.query, value)
		p.end = len(s.query)
		if string(s.query[p.start:p.equals]) == querySignature {
			s.query = s.query[:p.start]
			continue
		}
		s.pairs = append(s.pairs, p)
	}
	slices.SortFunc(s.pairs, func(a, b pair) int {
		return cmp.Or(bytes.Compare(s.query[a.start:a.equals], s.query[b.start:b.equals]),
			bytes.Compare(s.query[a.equals:a.end], s.query[b.equals:b.end]))
	})
	for i, p := range s.pairs {
		if i > 0 {
			s.buf = append(s.buf, '&')
		}
		s.buf = append(s.buf, s.query[p.start:p.end]...)
	}
}

// appendReencoded decodes a part of a query and appends it as Signature
// Version 4 spells it. A percent sign that begins no escape stands for itself.
func appendReencoded(dst []byte, part string) []byte {
	for i := 0; i < len(part); i++ {
		c := part[i]
		switch {
		case c == '+':
			c = ' '
		case c == '%' && i+2 < len(part) && isHex(part[i+1]) && isHex(part[i+2]):
			c = unhex(part[i+1])<<4 | unhex(part[i+2])
			i += 2
		}
		dst = appendEscaped(dst, c)
	}
	return dst
}

const upperHex = "0123456789ABCDEF"

func appendEscaped(dst []byte, c byte) []byte {
	if isUnreserved(c) {
		return append(dst, c)
	}
	return append(dst, '%', upperHex[c>>4], upperHex[c&15])
}

func isUnreserved(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '-' || c == '_' || c == '.' || c == '~'
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

func unhex(c byte) byte {
	if c <= '9' {
		return c - '0'
	}
	return c&^0x20 - 'A' + 10
}

// target returns the host that net/http will send, and the path to sign.
func target(r *http.Request) (host, path string, err error) {
	host, path, err = sentTarget(r)
	if err != nil {
		return "", "", err
	}
	return host, strictPath(path), nil
}

// sentTarget returns the host and the escaped path that net/http will send.
func sentTarget(r *http.Request) (host, path string, err error) {
	if host = hostOf(r); host == "" || r.URL == nil {
		return "", "", errors.New("signer: the request has no host")
	}
	if path = pathOf(r.URL); path[0] != '/' {
		return "", "", errors.New("signer: the request's path does not begin with a slash")
	}
	return host, path, nil
}

// hostOf returns the Host header that net/http will send.
func hostOf(r *http.Request) string {
	host := r.Host
	if host == "" && r.URL != nil {
		host = r.URL.Host
	}
	// An IPv6 zone is not sent.
	if strings.HasPrefix(host, "[") {
		if end := strings.LastIndexByte(host, ']'); end > 0 {
			if zone := strings.LastIndexByte(host[:end], '%'); zone > 0 {
				return host[:zone] + host[end:]
			}
		}
	}
	return host
}

// pathOf returns the escaped path that net/http will send.
func pathOf(u *url.URL) string {
	path := u.EscapedPath()
	if u.Opaque != "" {
		// "//host/path" or "/path", perhaps with a query.
		path, _, _ = strings.Cut(u.Opaque, "?")
		if rest, ok := strings.CutPrefix(path, "//"); ok {
			path = afterHost(rest)
		}
	}
	if path == "" {
		return "/"
	}
	return path
}

// strictPath encodes everything in an escaped path that Signature Version 4
// does not call unreserved, slashes aside. S3 and most servers bring the path
// of a request into this form before they compare, so this is what is signed;
// a path that our encoder wrote has it already.
func strictPath(path string) string {
	if isStrict(path) {
		return path
	}
	b := make([]byte, 0, len(path)+16)
	for i := 0; i < len(path); i++ {
		c := path[i]
		switch {
		case c == '/':
			b = append(b, c)
			continue
		case c == '%' && i+2 < len(path) && isHex(path[i+1]) && isHex(path[i+2]):
			c = unhex(path[i+1])<<4 | unhex(path[i+2])
			i += 2 // an escaped slash stays one
		}
		b = appendEscaped(b, c)
	}
	return string(b)
}

// isStrict tells whether strictPath would return the path as it is.
func isStrict(path string) bool {
	for i := 0; i < len(path); i++ {
		c := path[i]
		if c == '/' || isUnreserved(c) {
			continue
		}
		if c != '%' || i+2 >= len(path) || !isUpperHex(path[i+1]) || !isUpperHex(path[i+2]) ||
			isUnreserved(unhex(path[i+1])<<4|unhex(path[i+2])) {
			return false
		}
		i += 2
	}
	return true
}

func isUpperHex(c byte) bool { return '0' <= c && c <= '9' || 'A' <= c && c <= 'F' }

// afterHost cuts the host off "host/path".
func afterHost(s string) string {
	if i := strings.IndexByte(s, '/'); i >= 0 {
		return s[i:]
	}
	return ""
}
