// SPDX-License-Identifier: Apache-2.0

package wire

import (
	"net/http"
	"strconv"
	"time"
)

// Format is how a time stands on the wire.
type Format uint8

// The three formats of Smithy 2.0, timestampFormat trait.
const (
	HTTPDate     Format = iota // Mon, 02 Jan 2006 15:04:05 GMT
	DateTime                   // 2006-01-02T15:04:05.999Z
	EpochSeconds               // 1136214245, or with a fraction
)

// Append appends t in format f, in UTC. Fractions go down to milliseconds, without
// trailing zeros; an HTTP date has none.
func (f Format) Append(dst []byte, t time.Time) []byte {
	t = t.UTC()
	switch f {
	case DateTime:
		return t.AppendFormat(dst, "2006-01-02T15:04:05.999Z")
	case EpochSeconds:
		if ms := t.UnixMilli(); ms%1000 != 0 {
			return strconv.AppendFloat(dst, float64(ms)/1000, 'f', -1, 64)
		}
		return strconv.AppendInt(dst, t.Unix(), 10)
	default:
		return t.AppendFormat(dst, http.TimeFormat)
	}
}

// Text is t in format f, as Append writes it.
func (f Format) Text(t time.Time) string { return string(f.Append(nil, t)) }

// Parse reads a time in format f and says whether it could; the result is in UTC.
// HTTPDate takes the two obsolete forms of RFC 9110 section 5.6.7 and fractional
// seconds too, DateTime any RFC 3339 time. The usual forms allocate nothing.
func (f Format) Parse(s []byte) (time.Time, bool) {
	switch f {
	case DateTime:
		return parseDateTime(s)
	case EpochSeconds:
		return parseEpoch(s)
	default:
		return parseHTTPDate(s)
	}
}

// digits reads n decimal digits at the head of s; -1 if they are not there.
func digits(s []byte, at, n int) int {
	if at+n > len(s) {
		return -1
	}
	v := 0
	for _, c := range s[at : at+n] {
		if c < '0' || c > '9' {
			return -1
		}
		v = v*10 + int(c-'0')
	}
	return v
}
