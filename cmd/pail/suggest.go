// SPDX-License-Identifier: Apache-2.0

package main

import (
	"fmt"
	"strings"
)

// didYouMean is the end of a sentence about a word that is not known: the known
// one that was probably meant, of several that of the same first letter, or "".
func didYouMean(word string, known []string) string {
	if word = strings.ToLower(word); word == "" {
		return ""
	}
	best, least := "", 3
	for _, k := range known {
		d := distance(word, k)
		if strings.HasPrefix(k, word) && len(word) > 1 {
			d = 1
		}
		start := best != "" && word[:1] == k[:1] && word[:1] != best[:1]
		if d < len(k) && (d < least || d == least && start) {
			best, least = k, d
		}
	}
	if best == "" {
		return ""
	}
	return fmt.Sprintf("; did you mean %s?", best)
}

// distance counts the letters to insert, drop or replace to make b of a.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		left := row[0]
		row[0] = i + 1
		for j := range len(b) {
			above := row[j+1]
			if a[i] != b[j] {
				left++
			}
			row[j+1] = min(left, above+1, row[j]+1)
			left = above
		}
	}
	return row[len(b)]
}
