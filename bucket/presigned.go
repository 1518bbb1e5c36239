// SPDX-License-Identifier: Apache-2.0

package bucket

import (
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"time"
)

// Presigned is a request that somebody without credentials can send, once or
// many times, until it expires. See [Bucket.Presign].
//
// Its URL is as good as a password for as long as it lives. A Presigned
// prints, with any verb and through log/slog, the values in the query that
// prove who signed as REDACTED, and of its headers the names. The field URL
// is the value to use, and encoding/json writes every field as it is: to be
// handed on is what a Presigned is for.
type Presigned struct {
	Method string // of HTTP, for example "GET"
	URL    string // whole, with the signature; the key in it is escaped byte for byte

	// Header holds what the input set and the URL has no place for, under
	// canonical names; never nil. All of it must be sent, exactly so: the
	// signature covers it as far as the provider's scheme can: QingStor's
	// leaves out all but Content-MD5, Content-Type and x-qs-*. A Content-Length
	// is the length that the body must have; net/http sends the one of its
	// field ContentLength. Header may hold secrets of the input, such as an
	// SSECustomerKey.
	Header http.Header

	// Body is the document of an operation that has one (PutCORS,
	// DeleteObjects), which must be sent as it is; nil for all others, where
	// a body is the sender's to choose.
	Body []byte

	// Expires is when the URL ceases to work, by the server's clock.
	Expires time.Time
}

// String is one line: method, URL without secrets, names of headers, expiry.
func (p Presigned) String() string {
	s := printable(p.Method) + " " + withoutProof(p.URL)
	if len(p.Header) > 0 {
		s += " with " + strings.Join(headerNames(p.Header), ", ")
	}
	return s + " until " + p.Expires.UTC().Format(time.RFC3339)
}

// Format implements [fmt.Formatter]: every verb gives the text of String, %q
// quoted.
func (p Presigned) Format(f fmt.State, verb rune) { writeFormatted(f, verb, p.String()) }

// LogValue implements [slog.LogValuer].
func (p Presigned) LogValue() slog.Value {
	return slog.GroupValue(
		slog.String("method", printable(p.Method)),
		slog.String("url", withoutProof(p.URL)),
		slog.Any("headers", headerNames(p.Header)),
		slog.Time("expires", p.Expires),
	)
}

// withoutProof is a URL whose query shows what is asked for, and not by whom.
func withoutProof(raw string) string {
	before, query, ok := strings.Cut(raw, "?")
	clean := withoutQuery(before)
	if !ok {
		return clean
	}
	parts := strings.Split(query, "&")
	for i, part := range parts {
		if name, _, ok := strings.Cut(part, "="); ok && isProof(name) {
			parts[i] = name + "=REDACTED"
		}
	}
	return clean + "?" + printable(strings.Join(parts, "&"))
}

// isProof reports whether a parameter of a query belongs to the proof of who
// signed, in the query form of any provider's signature.
func isProof(name string) bool {
	name = strings.ToLower(name)
	for _, word := range [...]string{"signature", "credential", "token", "secret", "password", "accesskey", "access_key", "access-key"} {
		if strings.Contains(name, word) {
			return true
		}
	}
	return name == "q-ak" || name == "sign"
}
