// SPDX-License-Identifier: Apache-2.0

package fake

import (
	"strconv"
	"strings"
)

// byteRange is a part of an object, both ends included.
type byteRange struct{ first, last int64 }

// parseRange reads a Range header for an object of size bytes. asked is false
// when there is no range or one that S3 ignores, as it does several ranges
// and what is not a byte range; ok is false when the object has none of the
// bytes.
func parseRange(header string, size int64) (r byteRange, asked, ok bool) {
	spec, isBytes := strings.CutPrefix(header, "bytes=")
	from, to, hasDash := strings.Cut(spec, "-")
	if !isBytes || !hasDash {
		return r, false, true
	}
	first, firstOK := number(from)
	last, lastOK := number(to)
	switch {
	case from == "" && lastOK: // the last so many bytes
		if last == 0 || size == 0 {
			return r, true, false
		}
		return byteRange{max(size-last, 0), size - 1}, true, true
	case firstOK && to == "":
		last = size - 1
	case !firstOK || !lastOK || last < first:
		return r, false, true
	}
	if first >= size {
		return r, true, false
	}
	return byteRange{first, min(last, size-1)}, true, true
}

// number reads a position; a number that does not fit stands for the largest.
func number(s string) (n int64, ok bool) {
	if s == "" || strings.Trim(s, "0123456789") != "" {
		return 0, false
	}
	n, _ = strconv.ParseInt(s, 10, 64)
	return n, true
}
