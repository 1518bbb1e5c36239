// SPDX-License-Identifier: Apache-2.0

package rest

import (
	"strconv"
	"strings"
	"unicode"
)

// plain makes a text that somebody else wrote fit for ours: no longer than limit bytes,
// and quoted if there is anything in it that does not print, so that no server writes
// lines of a log.
func plain(s string, limit int) string {
	text := cut(s, limit)
	for _, r := range text {
		if !unicode.IsPrint(r) || r == unicode.ReplacementChar {
			return quoted(text, limit)
		}
	}
	return text
}

// quoted is s in quotes, shortened until it is no longer than limit bytes.
func quoted(s string, limit int) string {
	for n := len(s); ; n = n * 3 / 4 {
		if text := strconv.Quote(cut(s, n)); len(text) <= limit || n == 0 {
			return text
		}
	}
}

// cut is s, or the head of it and three dots within limit bytes.
func cut(s string, limit int) string {
	if len(s) <= limit {
		return s
	}
	return strings.ToValidUTF8(s[:max(0, limit-3)], "") + "..."
}
