// SPDX-License-Identifier: Apache-2.0

package cors

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// What the Fetch standard lets a page send without asking: values of at most
// 128 bytes each and 1,024 together.
const (
	safeValueBytes  = 128
	safeValuesBytes = 1024
)

// normalMethod puts into upper case the methods that Fetch does: "patch" stays.
func normalMethod(method string) string {
	for _, known := range [...]string{"GET", "PUT", "POST", "HEAD", "DELETE", "OPTIONS"} {
		if equalFold(method, known) {
			return known
		}
	}
	return method
}

// isSafeMethod is Fetch's CORS-safelisted method.
func isSafeMethod(method string) bool {
	return method == "GET" || method == "HEAD" || method == "POST"
}

// isForbiddenMethod is Fetch's forbidden method.
func isForbiddenMethod(method string) bool {
	return equalFold(method, "CONNECT") || equalFold(method, "TRACE") || equalFold(method, "TRACK")
}

// forbidden are the names of Fetch's forbidden request-headers.
var forbidden = [...]string{
	"accept-charset", "accept-encoding", "access-control-request-headers", "access-control-request-method", "connection",
	"content-length", "cookie", "cookie2", "date", "dnt", "expect", "host", "keep-alive", "origin", "referer", "set-cookie",
	"te", "trailer", "transfer-encoding", "upgrade", "via",
}

// isForbiddenName says that a browser drops a page's header of that name.
func isForbiddenName(name string) bool {
	return containsFold(forbidden[:], name) ||
		len(name) >= 6 && equalFold(name[:6], "proxy-") || len(name) >= 4 && equalFold(name[:4], "sec-")
}

// isForbiddenHeader is isForbiddenName for a header that has a value: those that
// make one method of another may not name a forbidden one.
func isForbiddenHeader(h Header) bool {
	if equalFold(h.Name, "x-http-method") || equalFold(h.Name, "x-http-method-override") || equalFold(h.Name, "x-method-override") {
		for method := range elements([]string{h.Value}) {
			if isForbiddenMethod(method) {
				return true
			}
		}
	}
	return isForbiddenName(h.Name)
}

// isSafeHeader is Fetch's CORS-safelisted request-header. The name is in lower
// case, the value is normalised.
func isSafeHeader(name, value string) bool {
	if valueBytes(value) > safeValueBytes {
		return false
	}
	switch name {
	case "accept":
		return !hasUnsafeByte(value)
	case "accept-language", "content-language":
		return isLanguages(value)
	case "content-type":
		return !hasUnsafeByte(value) && isSafeType(value)
	case "range":
		return isSimpleRange(value)
	}
	return false
}

// valueBytes counts as browsers do: a character up to U+00FF is one byte.
func valueBytes(value string) int { return utf8.RuneCountInString(value) }

// hasUnsafeByte looks for a CORS-unsafe request-header byte.
func hasUnsafeByte(value string) bool {
	for i := range len(value) {
		if c := value[i]; c < ' ' && c != '\t' || c == 0x7f || strings.IndexByte(`"():<>?@[\]{}`, c) >= 0 {
			return true
		}
	}
	return false
}

func isLanguages(value string) bool {
	for i := range len(value) {
		c := value[i]
		letter := 'a' <= lower(c) && lower(c) <= 'z'
		if !letter && !('0' <= c && c <= '9') && strings.IndexByte(" *,-.;=", c) < 0 {
			return false
		}
	}
	return true
}

// isSafeType compares the essence of a MIME type.
func isSafeType(value string) bool {
	essence, _, _ := strings.Cut(value, ";")
	essence = trim(essence)
	return equalFold(essence, "application/x-www-form-urlencoded") || equalFold(essence, "multipart/form-data") || equalFold(essence, "text/plain")
}

// isSimpleRange takes one range with a beginning. Numbers beyond 63 bits are
// none to Chromium.
func isSimpleRange(value string) bool {
	value, ok := strings.CutPrefix(value, "bytes=")
	from, to, dash := strings.Cut(value, "-")
	start := offset(from)
	return ok && dash && start >= 0 && (to == "" || offset(to) >= start)
}

// offset reads digits; -1 is none.
func offset(digits string) int64 {
	n, err := strconv.ParseUint(digits, 10, 64)
	if err != nil || n > math.MaxInt64 {
		return -1
	}
	return int64(n) // it fits
}
