// SPDX-License-Identifier: Apache-2.0

package cors

import "math"

// How long browsers remember a preflight, in seconds.
const (
	// MaxAgeDefault is what counts where an answer has no Access-Control-Max-Age
	// that can be read (Fetch, and the browsers alike).
	MaxAgeDefault = 5
	// MaxAgeChromium is the most that Chromium takes, with Chrome and Edge.
	MaxAgeChromium = 7200
	// MaxAgeFirefox is the most that Firefox takes.
	MaxAgeFirefox = 86400
	// MaxAgeSafari is the most that Safari takes.
	MaxAgeSafari = 600
)

// MaxAge is how long an answer to a preflight may be remembered, in seconds,
// at most limit; 0 or less is no limit. An Access-Control-Max-Age that is
// absent, is no number or stands there twice counts as [MaxAgeDefault]; one of
// zero or less is 0: the answer serves one request and is forgotten.
func MaxAge(preflight *Answer, limit int) int {
	age := MaxAgeDefault
	if preflight != nil {
		if value, ok := preflight.value("access-control-max-age"); ok {
			age = seconds(value)
		}
	}
	if limit > 0 {
		age = min(age, limit)
	}
	return age
}

// seconds reads digits, behind a minus if need be: Fetch's grammar has none,
// browsers do, and take it for no time at all (WPT cors/preflight-cache.htm).
func seconds(value string) int {
	negative := len(value) > 1 && value[0] == '-'
	if negative {
		value = value[1:]
	}
	if value == "" {
		return MaxAgeDefault
	}
	age := 0
	for i := range len(value) {
		if value[i] < '0' || value[i] > '9' {
			return MaxAgeDefault
		}
		// Beyond some years it makes no difference.
		age = min(age*10+int(value[i]-'0'), math.MaxInt32/10)
	}
	if negative {
		return 0
	}
	return age
}
