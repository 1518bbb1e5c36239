// SPDX-License-Identifier: Apache-2.0

package qingstor

import (
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strconv"
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

// escapeHeaders escapes the vendor's headers where that is needed. What is no
// text could not be told from an encoding.
func escapeHeaders(e *wire.Encoder, in *bucket.PutObjectInput) {
	for _, name := range slices.Sorted(maps.Keys(in.Metadata)) {
		if !utf8.ValidString(in.Metadata[name]) {
			e.Fail("Metadata["+strconv.Quote(name)+"]", "is not valid UTF-8")
		}
	}
	for name, values := range e.Head {
		if strings.HasPrefix(name, vendorHeader) {
			values[0] = onWire(values[0])
		}
	}
}

// onWire escapes what is not ASCII, as a whole, as request/builder of
// qingstor-sdk-go does before it signs; and what plain would take for such an
// encoding, so that what is put is what comes back.
func onWire(text string) string {
	if isASCII(text) && plain(text) == text {
		return text
	}
	return escape(text)
}

// asciiSource escapes what of the source's URL is not ASCII, and nothing else, so
// that it stays a URL. qingstor-sdk-go would escape all of it, to "https%3A//".
func asciiSource(e *wire.Encoder, _ *bucket.FetchObjectInput) {
	values := e.Head[fetchHeader]
	if len(values) == 0 || isASCII(values[0]) {
		return
	}
	var b strings.Builder
	for i := range len(values[0]) {
		if c := values[0][i]; c < utf8.RuneSelf {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	values[0] = b.String()
}

// plain is what onWire was given. A value that another program encoded
// looks the same and is read so too: the vendor's guides have it encoded by
// hand.
func plain(value string) string {
	if strings.IndexByte(value, '%') < 0 {
		return value
	}
	text, err := url.PathUnescape(value)
	if err != nil || !utf8.ValidString(text) || escape(text) != value || isASCII(text) && plain(text) == text {
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
