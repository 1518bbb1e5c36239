// SPDX-License-Identifier: Apache-2.0

package matrix

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math/big"
	"strings"
	"time"
)

// stamp writes a timestamp of so many seconds since 1970 in a format. A date of
// HTTP has no fraction of a second: ok is false then.
// Source: Smithy 2.0, timestampFormat trait.
func stamp(format string, seconds json.Number) (s string, ok bool) {
	r, good := new(big.Rat).SetString(seconds.String())
	if !good {
		panic("no number: " + seconds)
	}
	millis := r.Mul(r, big.NewRat(1000, 1))
	if !millis.IsInt() {
		panic("parts of milliseconds: " + seconds)
	}
	at := time.UnixMilli(millis.Num().Int64()).UTC()
	switch format {
	case "date-time":
		return at.Format("2006-01-02T15:04:05.999Z07:00"), true
	case "http-date":
		return at.Format("Mon, 02 Jan 2006 15:04:05 GMT"), at.Nanosecond() == 0
	}
	return seconds.String(), true
}

// format is how the member's timestamp is written: as the member says, or else its
// shape, or else as its place has it.
// Source: Smithy 2.0, "Resolving timestamp formats".
func (m *Member) format(place string) string {
	for _, t := range []Traits{m.Traits, m.Type.Traits} {
		if f := t.text("timestampFormat"); f != "" {
			return f
		}
	}
	return place
}

// plain writes a value as it stands in a header, a query or a label, before
// percent-encoding. ok is false if the value has no such form.
// Source: Smithy 2.0, httpHeader, httpQuery and httpLabel traits; "AWS restJson1
// protocol", non-numeric floats.
func (m *Member) plain(place string, v any) (s string, ok bool) {
	switch {
	case m.Type.is("timestamp"):
		at := "date-time"
		if place == "httpHeader" {
			at = "http-date"
		}
		return stamp(m.format(at), v.(json.Number))
	case place == "httpHeader" && m.Type.Traits.has("mediaType"):
		return base64.StdEncoding.EncodeToString([]byte(v.(string))), true
	}
	return fmt.Sprint(v), true
}

// escape percent-encodes all but the unreserved characters, and those in free.
// Source: RFC 3986, section 2.3.
func escape(s, free string) string {
	var b strings.Builder
	for _, c := range []byte(s) {
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', strings.IndexByte("-._~"+free, c) >= 0:
			b.WriteByte(c)
		default:
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}

// quoted joins the items of a list header. What has a comma or a quote stands in
// quotes, as does nothing at all, which would be no item without them.
// Source: RFC 9110, sections 5.6.1 and 5.6.4.
func quoted(items []string) string {
	for i, s := range items {
		if s == "" || strings.ContainsAny(s, `",`) {
			items[i] = `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
		}
	}
	return strings.Join(items, ", ")
}
