// SPDX-License-Identifier: Apache-2.0

package adapt

import (
	"net/url"
	"strings"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/internal/wire"
)

// Listing undoes the form encoding of keys and prefixes (a blank is a plus)
// when the answer says that there is one, and of the further texts that the
// provider encodes.
func Listing(d *wire.Decoder, out *bucket.ListObjectsOutput, further ...*string) {
	if out.EncodingType != "url" {
		return
	}
	for i := range out.Objects {
		unescape(d, &out.Objects[i].Key)
	}
	for i := range out.CommonPrefixes {
		unescape(d, &out.CommonPrefixes[i])
	}
	unescape(d, &out.Prefix)
	unescape(d, &out.Delimiter)
	unescape(d, &out.StartAfter)
	for _, s := range further {
		unescape(d, s)
	}
}

// unescape decodes in place; what was not encoded costs nothing.
func unescape(d *wire.Decoder, s *string) {
	if !strings.ContainsAny(*s, "%+") {
		return
	}
	plain, err := url.QueryUnescape(*s)
	if err != nil {
		if d.Err == nil {
			d.Err = err
		}
		return
	}
	*s = plain
}
