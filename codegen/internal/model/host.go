// SPDX-License-Identifier: Apache-2.0

package model

import "strings"

// ParseHost reads the hostPrefix of the trait endpoint, "{Account}.data-", and
// returns its pieces and the names of its labels. Both are nil if it cannot be
// read.
func ParseHost(prefix string) (pieces []Segment, labels []string) {
	for prefix != "" {
		literal, rest, label := strings.Cut(prefix, "{")
		if strings.ContainsRune(literal, '}') {
			return nil, nil
		}
		if literal != "" {
			pieces = append(pieces, Segment{Literal: literal})
		}
		if !label {
			break
		}
		name, after, closed := strings.Cut(rest, "}")
		if !closed || !identifier(name) {
			return nil, nil
		}
		pieces, labels = append(pieces, Segment{Label: name}), append(labels, name)
		prefix = after
	}
	return pieces, labels
}
