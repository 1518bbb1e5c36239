// SPDX-License-Identifier: Apache-2.0

package cors

import (
	"math"
	"strconv"
)

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
//
// Fetch's grammar has digits alone. Browsers read a sign too, as Chromium does,
// to which a number beyond 64 bits is none.
func MaxAge(preflight *Answer, limit int) int {
	age := MaxAgeDefault
	if preflight != nil {
		if value, ok := preflight.value("access-control-max-age"); ok {
			if n, err := strconv.ParseInt(value, 10, 64); err == nil {
				age = int(min(max(n, 0), math.MaxInt32))
			}
		}
	}
	if limit > 0 {
		age = min(age, limit)
	}
	return age
}
