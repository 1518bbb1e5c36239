// SPDX-License-Identifier: Apache-2.0

package check

import "strings"

// brokenPattern says why text is surely no regular expression of ECMA 262, ""
// if it may be one: what is rare is left to those who use it.
func brokenPattern(text string) string {
	depth, class, first := 0, false, true // first: nothing is there to repeat
	for i := 0; i < len(text); i++ {
		b := text[i]
		start := first
		first = false
		switch {
		case b == '\\':
			if i++; i == len(text) {
				return "it ends with a backslash"
			}
		case class:
			class = b != ']'
		case b == '[':
			class = true
		case b == '(':
			depth++
			first = true
			if strings.HasPrefix(text[i+1:], "?") {
				i++ // (?: (?= (?<name>
				first = false
			}
		case b == ')':
			if depth--; depth < 0 {
				return "it has a ) without its ("
			}
		case b == '|':
			first = true
		case start && strings.IndexByte("*+?", b) >= 0:
			return "it has a " + string(b) + " with nothing to repeat"
		}
	}
	switch {
	case class:
		return "it has a [ without its ]"
	case depth > 0:
		return "it has a ( without its )"
	}
	return ""
}
