// SPDX-License-Identifier: Apache-2.0

package signer

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/http"
	"strings"
)

// qingStorScratch is the working memory of one signature of QingStor.
type qingStorScratch struct {
	headers, query entries

	md5, kind string // Content-MD5 and Content-Type
	dated     bool   // there is a Date
	text      []byte // the string to sign
	mac       keyed
	sig       [(sha256.Size + 2) / 3 * 4]byte // in base64
}

// reset forgets the request. It tells whether s is worth keeping.
func (s *qingStorScratch) reset() bool {
	s.headers.reset()
	s.query.reset()
	s.md5, s.kind, s.dated = "", "", false
	return cap(s.headers.buf)+cap(s.query.buf)+cap(s.text) <= maxScratch
}

// addHeaders takes the headers that are signed. Each must be there once.
func (s *qingStorScratch) addHeaders(h http.Header) error {
	for name, values := range h {
		var once *string
		switch {
		case len(values) == 0:
			continue // a name without values sends no line
		case strings.EqualFold(name, "Content-MD5"):
			once = &s.md5
		case strings.EqualFold(name, "Content-Type"):
			once = &s.kind
		case hasPrefixFold(name, qingStorPrefix):
		case strings.EqualFold(name, "Date"): // stands in the text by itself
			if s.dated || len(values) > 1 {
				return errRepeated(name)
			}
			s.dated = true
			continue
		default:
			continue
		}
		switch {
		case len(values) > 1 || once != nil && *once != "":
			return errRepeated(name)
		case once != nil:
			*once = trimmed(values[0])
		default:
			s.headers.addHeader(name, values[0], appendLower)
		}
	}
	s.headers.sort()
	for i := range s.headers.list {
		if s.headers.repeats(i) {
			return errRepeated(string(s.headers.name(i)))
		}
	}
	return nil
}

func errRepeated(name string) error {
	return fmt.Errorf("signer: the header %s is there more than once; QingStor signs one line of it", http.CanonicalHeaderKey(name))
}

// canonical writes the string to sign: method, Content-MD5, Content-Type, and
// date on a line each, a line for each x-qs-* header, and the resource. Only
// the resource, at the end, can hold a line break.
func (s *qingStorScratch) canonical(method, date, bucket, path, rawQuery string) {
	if method == "" {
		method = http.MethodGet
	}
	s.text = s.text[:0]
	for _, line := range [...]string{method, s.md5, s.kind, date} {
		s.text = append(append(s.text, line...), '\n')
	}
	for i := range s.headers.list {
		s.text = append(append(s.text, s.headers.name(i)...), ':')
		s.text = append(append(s.text, s.headers.value(i)...), '\n')
	}
	if bucket != "" {
		s.text = append(append(s.text, '/'), bucket...)
	}
	s.text = appendQingStorPath(s.text, path)
	s.query.addQuery(rawQuery, appendDecodedName, isSubresource)
	s.query.sort()
	s.appendSubresources()
}

// appendSubresources appends "?name&name=value". Values are decoded and, as
// buildCanonicalizedResource of qingstor-sdk-go has it, trimmed; those of one
// name are joined, or left out where the first of them is empty. The
// documentation speaks of none of that.
func (s *qingStorScratch) appendSubresources() {
	q := &s.query
	for i := 0; i < len(q.list); {
		separator := byte('&')
		if i == 0 {
			separator = '?'
		}
		s.text = append(append(s.text, separator), q.name(i)...)
		equals, bare := len(s.text), len(q.value(i)) == 0
		s.text = append(s.text, '=')
		s.text = append(s.text, q.value(i)...)
		for i++; i < len(q.list) && q.repeats(i); i++ {
			s.text = append(s.text, q.value(i)...)
		}
		value := s.text[equals+1:]
		if bare {
			s.text = s.text[:equals]
			continue
		}
		n := copy(value, bytes.TrimSpace(value))
		s.text = s.text[:equals+1+n]
	}
}

// sign turns the string to sign into s.sig.
func (s *qingStorScratch) sign(secret string) {
	sum := hmacSHA256(&s.mac, secret, s.text)
	base64.StdEncoding.Encode(s.sig[:], sum[:])
}

// authorization returns the value of the Authorization header.
func (s *qingStorScratch) authorization(accessKeyID string) string {
	return qingStorMechanism + " " + accessKeyID + ":" + string(s.sig[:])
}

// appendDecodedName appends the name of a parameter.
func appendDecodedName(dst []byte, name string) []byte { return appendDecoded(dst, name, true) }

// appendQingStorPath appends an escaped path in QingStor's spelling: decoded,
// and escaped again but for letters, digits and "-_.~/=" (URLQueryEscape of
// qingstor-sdk-go). A slash and an escaped slash are one.
func appendQingStorPath(dst []byte, path string) []byte {
	for i := 0; i < len(path); i++ {
		var c byte
		if c, i = decoded(path, i, false); c == '/' || c == '=' {
			dst = append(dst, c)
		} else {
			dst = appendEscaped(dst, c)
		}
	}
	return dst
}

// qingStorPath is an escaped path in QingStor's spelling, most often path itself.
func qingStorPath(path string) string {
	var room [256]byte
	if spelled := appendQingStorPath(room[:0], path); string(spelled) != path {
		return string(spelled)
	}
	return path
}

// isSubresource tells whether a parameter is signed. The list is that of
// queryToSign in qingstor-sdk-go; the documentation lacks versioning, versions
// and version_id.
func isSubresource(name []byte) bool {
	switch string(name) {
	case "acl", "append", "cname", "cors", "delete", "image", "lifecycle", "logging", "mirror", "notification",
		"part_number", "policy", "position", "replication", "stats", "upload_id", "uploads",
		"version_id", "versioning", "versions",
		"response-cache-control", "response-content-disposition", "response-content-encoding",
		"response-content-language", "response-content-type", "response-expires":
		return true
	}
	return false
}
