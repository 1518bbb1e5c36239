// SPDX-License-Identifier: Apache-2.0

package wire

// isToken says whether s can be the name of a header: RFC 9110 section 5.6.2.
func isToken(s string) bool {
	for i := range len(s) {
		if !tokenBytes[s[i]] {
			return false
		}
	}
	return s != ""
}

var tokenBytes = func() (t [256]bool) {
	const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	for _, c := range []byte(letters + "0123456789!#$%&'*+-.^_`|~") {
		t[c] = true
	}
	return t
}()

// canonical joins prefix and key to a header name in canonical form: the first
// letter and each after a hyphen in upper case, the others in lower case.
func canonical(prefix, key string) string {
	var room [64]byte
	name := append(append(room[:0], prefix...), key...)
	upper := true
	for i, c := range name {
		switch {
		case upper && 'a' <= c && c <= 'z':
			name[i] = c - 'a' + 'A'
		case !upper && 'A' <= c && c <= 'Z':
			name[i] = c - 'A' + 'a'
		}
		upper = c == '-'
	}
	if prefix == "" && string(name) == key {
		return key
	}
	return string(name)
}
