// SPDX-License-Identifier: Apache-2.0

package cors

import "strings"

// wildcard stands for any run of characters, at most once in a pattern.
const wildcard = "*"

// matchOrigin compares byte for byte around one wildcard. A pattern with more
// than one cannot be stored and matches nothing.
func matchOrigin(pattern, origin string) bool {
	star := strings.IndexByte(pattern, wildcard[0])
	if star < 0 {
		return pattern == origin
	}
	suffix := pattern[star+1:]
	rest := len(origin) - len(suffix)
	return rest >= star && origin[rest:] == suffix && origin[:star] == pattern[:star] && strings.IndexByte(suffix, wildcard[0]) < 0
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

// coversOrigin says that a pattern matches whatever another one, or the value
// that it is, does.
func coversOrigin(pattern, other string) bool {
	prefix, suffix, wild := strings.Cut(pattern, wildcard)
	before, after, also := strings.Cut(other, wildcard)
	switch {
	case strings.Contains(suffix, wildcard) || strings.Contains(after, wildcard):
		return false
	case !also:
		return matchOrigin(pattern, other)
	}
	return wild && strings.HasPrefix(before, prefix) && strings.HasSuffix(after, suffix)
}

// coversHeader is coversOrigin without regard to the case of ASCII letters.
func coversHeader(pattern, other string) bool { return coversOrigin(fold(pattern), fold(other)) }

// fold puts ASCII letters into lower case.
func fold(s string) string {
	b := []byte(s)
	for i := range b {
		b[i] = lower(b[i])
	}
	return string(b)
}

// covers says that one of the patterns covers the value.
func covers(patterns []string, value string, by func(pattern, other string) bool) bool {
	for _, p := range patterns {
		if by(p, value) {
			return true
		}
	}
	return false
}

// coveredBy is the index of an entry that makes entry i needless, -1 for none:
// an equal one before it, or a wider one anywhere.
func coveredBy(entries []string, i int, by func(pattern, other string) bool) int {
	for j, other := range entries {
		if j != i && by(other, entries[i]) && (j < i || !by(entries[i], other)) {
			return j
		}
	}
	return -1
}
