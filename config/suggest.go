// SPDX-License-Identifier: Apache-2.0

package config

import "strings"

// suggest returns the known word that was probably meant, "" if none is near.
// Case, hyphens and underscores do not count.
func suggest(word string, known []string) string {
	if len(word) > 64 {
		return ""
	}
	best, least := "", 3
	for _, k := range known {
		a, b := fold(word), fold(k)
		limit := max(1, min(len(a), len(b))/4)
		if d := distance(a, b); d <= limit && d < least {
			best, least = k, d
		}
	}
	return best
}

// fold is the word without what people write differently.
func fold(word string) string {
	return strings.Map(func(r rune) rune {
		if r == '_' || r == '-' || r == ' ' {
			return -1
		}
		return r
	}, strings.ToLower(word))
}

// distance counts the letters to insert, drop, replace or swap with their
// neighbour to make b of a.
func distance(a, b string) int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			replace := rows[i-1][j-1]
			if a[i-1] != b[j-1] {
				replace++
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, replace)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(a)][len(b)]
}

// show quotes a word that a user wrote, for a fault, if it is short and plain
// enough not to be a secret that slipped into the wrong place; else "".
func show(word string) string {
	if word == "" || len(word) > 30 {
		return ""
	}
	for _, r := range word {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r == '_', r == '-', r == '.':
		case r >= '0' && r <= '9':
		default:
			return ""
		}
	}
	if mixed(word) {
		return ""
	}
	return `"` + word + `"`
}

// mixed tells words that look like keys and passwords: both cases and a digit.
func mixed(word string) bool {
	return strings.ContainsAny(word, "0123456789") && strings.ToLower(word) != word && strings.ToUpper(word) != word
}
