// SPDX-License-Identifier: Apache-2.0

package rest

import (
	"strconv"
	"strings"
	"unicode"
)

// plain makes a text that somebody else wrote fit for ours: at most most bytes, and
// quoted if there is anything in it that does not print, so that no server writes
// lines of a log.
func plain(s string, most int) string {
	text := cut(s, most)
	for _, r := range text {
		if !unicode.IsPrint(r) || r == unicode.ReplacementChar {
			return quoted(text, most)
		}
	}
	return text
}

// quoted is s in quotes, shortened until it has at most most bytes.
func quoted(s string, most int) string {
	for n := len(s); ; n = n * 3 / 4 {
		if text := strconv.Quote(cut(s, n)); len(text) <= most || n == 0 {
			return text
		}
	}
}

// cut is s, or the head of it and three dots within most bytes.
func cut(s string, most int) string {
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:max(0, most-3)], "") + "..."
}
