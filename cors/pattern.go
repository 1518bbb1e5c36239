// SPDX-License-Identifier: Apache-2.0

package cors

import "strings"

// wildcard stands for any run of characters, at most once in a pattern.
const wildcard = "*"

// matchOrigin compares byte for byte around one wildcard. A pattern with more
// than one cannot be stored and matches nothing.
func matchOrigin(pattern, origin string) bool {
	prefix, suffix, wild := strings.Cut(pattern, wildcard)
	if !wild {
		return pattern == origin
	}
	return len(origin) >= len(prefix)+len(suffix) &&
		strings.HasPrefix(origin, prefix) && strings.HasSuffix(origin, suffix) &&
		!strings.Contains(suffix, wildcard)
}

// matchHeader is matchOrigin without regard to the case of ASCII letters.
func matchHeader(pattern, name string) bool {
	prefix, suffix, wild := strings.Cut(pattern, wildcard)
	if !wild {
		return equalFold(pattern, name)
	}
	return len(name) >= len(prefix)+len(suffix) &&
		equalFold(prefix, name[:len(prefix)]) && equalFold(suffix, name[len(name)-len(suffix):]) &&
		!strings.Contains(suffix, wildcard)
}

// equalFold folds ASCII letters only: header names have no others, and
// strings.EqualFold would take the Kelvin sign for a k.
func equalFold(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range len(a) {
		if lower(a[i]) != lower(b[i]) {
			return false
		}
	}
	return true
}

func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

// trim removes the blanks that HTTP allows around an element of a list.
func trim(name string) string { return strings.Trim(name, " \t") }

// isToken says that every byte may stand in a header name (RFC 9110, 5.6.2).
func isToken(name string) bool {
	for i := range len(name) {
		c := name[i]
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9':
		case strings.IndexByte("!#$%&'*+-.^_`|~", c) >= 0:
		default:
			return false
		}
	}
	return true
}
