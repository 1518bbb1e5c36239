// SPDX-License-Identifier: Apache-2.0

package qingstor

import (
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/internal/wire"
)

// vendorHeader begins the names of headers that are signed and may be escaped.
const vendorHeader = "X-Qs-"

// escape writes every byte as %XX but letters, digits and "-_.~/=":
// URLQueryEscape of qingstor-sdk-go.
func escape(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(s) {
		switch c := s[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', strings.IndexByte("-_.~/=", c) >= 0:
			b.WriteByte(c)
		default:
			b.WriteByte('%')
			b.WriteByte(hex[c>>4])
			b.WriteByte(hex[c&15])
		}
	}
	return b.String()
}

// escapeHeaders escapes the vendor's headers that are not ASCII, each as a
// whole, as request/builder of qingstor-sdk-go does before it signs.
func escapeHeaders[T any](e *wire.Encoder, _ *T) {
	for name, values := range e.Head {
		if strings.HasPrefix(name, vendorHeader) && !isASCII(values[0]) {
			values[0] = escape(values[0])
		}
	}
}

// plain is what escape was given if that was not ASCII, else value as it is. A
// value of other makers that looks like it is read so too: such text cannot
// have come in another way.
func plain(value string) string {
	if strings.IndexByte(value, '%') < 0 {
		return value
	}
	text, err := url.PathUnescape(value)
	if err != nil || isASCII(text) || !utf8.ValidString(text) || escape(text) != value {
		return value
	}
	return text
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

func getMetadata(_ *wire.Decoder, out *bucket.GetObjectOutput)   { plainMetadata(out.Metadata) }
func headMetadata(_ *wire.Decoder, out *bucket.HeadObjectOutput) { plainMetadata(out.Metadata) }

// plainMetadata undoes the escaping of metadata.
func plainMetadata(m map[string]string) {
	for name, value := range m {
		m[name] = plain(value)
	}
}
