// SPDX-License-Identifier: Apache-2.0

package wire

import (
	"math"
	"net/http"
	"strconv"
	"time"
)

// parseDateTime reads an RFC 3339 time.
func parseDateTime(s []byte) (time.Time, bool) {
	s = trimSpace(s)
	if len(s) < len("2006-01-02T15:04:05Z") || s[4] != '-' || s[7] != '-' || s[10]|0x20 != 't' {
		return time.Time{}, false
	}
	second, rest, ok := parseClock(s[11:])
	if !ok {
		return time.Time{}, false
	}
	var nanos, offset int
	if nanos, rest, ok = parseFraction(rest); !ok {
		return time.Time{}, false
	}
	if offset, ok = parseOffset(rest); !ok {
		return time.Time{}, false
	}
	t, ok := date(digits(s, 0, 4), digits(s, 5, 2), digits(s, 8, 2), second, nanos)
	return t.Add(-time.Duration(offset) * time.Second), ok
}

// parseClock reads 15:04:05 at the head of s and gives the second of the day.
func parseClock(s []byte) (second int, rest []byte, ok bool) {
	if len(s) < 8 || s[2] != ':' || s[5] != ':' {
		return 0, nil, false
	}
	h, m, sec := digits(s, 0, 2), digits(s, 3, 2), digits(s, 6, 2)
	if h < 0 || h > 23 || m < 0 || m > 59 || sec < 0 || sec > 59 {
		return 0, nil, false
	}
	return h*3600 + m*60 + sec, s[8:], true
}

// parseFraction reads .999 at the head of s, if it is there; digits beyond the
// ninth are dropped.
func parseFraction(s []byte) (nanos int, rest []byte, ok bool) {
	if len(s) == 0 || s[0] != '.' {
		return 0, s, true
	}
	i, unit := 1, 100_000_000
	for ; i < len(s) && '0' <= s[i] && s[i] <= '9'; i++ {
		nanos += int(s[i]-'0') * unit
		unit /= 10
	}
	return nanos, s[i:], i > 1
}

// parseOffset reads Z or +07:00, in seconds east.
func parseOffset(s []byte) (seconds int, ok bool) {
	if len(s) == 1 {
		return 0, s[0]|0x20 == 'z'
	}
	if len(s) != 6 || s[3] != ':' {
		return 0, false
	}
	h, m := digits(s, 1, 2), digits(s, 4, 2)
	if h < 0 || h > 23 || m < 0 || m > 59 {
		return 0, false
	}
	switch s[0] {
	case '+':
		return h*3600 + m*60, true
	case '-':
		return -h*3600 - m*60, true
	}
	return 0, false
}

// date makes a time of its parts and refuses days that no month has.
func date(year, month, day, second, nanos int) (time.Time, bool) {
	if year < 0 || month < 1 || month > 12 || day < 1 {
		return time.Time{}, false
	}
	t := time.Date(year, time.Month(month), day, 0, 0, second, nanos, time.UTC)
	return t, day <= 28 || t.Day() == day
}

const monthNames = "JanFebMarAprMayJunJulAugSepOctNovDec"

// parseHTTPDate reads Mon, 02 Jan 2006 15:04:05 GMT itself and leaves the rest to
// net/http.
func parseHTTPDate(s []byte) (time.Time, bool) {
	s = trimSpace(s)
	if len(s) == len(http.TimeFormat) && s[3] == ',' && s[4] == ' ' && s[7] == ' ' && s[11] == ' ' &&
		s[16] == ' ' && string(s[25:]) == " GMT" {
		second, _, ok := parseClock(s[17:25])
		month := 0
		for i := 0; i < len(monthNames); i += 3 {
			if monthNames[i:i+3] == string(s[8:11]) {
				month = i/3 + 1
			}
		}
		if t, valid := date(digits(s, 12, 4), month, digits(s, 5, 2), second, 0); ok && valid {
			return t, true
		}
	}
	t, err := http.ParseTime(string(s))
	return t.UTC(), err == nil
}

// parseEpoch reads seconds since 1970, whole or with a fraction.
func parseEpoch(s []byte) (time.Time, bool) {
	if n, ok := parseInt(s); ok {
		return time.Unix(n, 0).UTC(), true
	}
	text := string(trimSpace(s))
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || !isDecimal(text) || math.IsNaN(v) || math.Abs(v) > math.MaxInt64/1e9 {
		return time.Time{}, false
	}
	whole, part := math.Modf(v)
	return time.Unix(int64(whole), int64(math.Round(part*1e6))*1000).UTC(), true
}
