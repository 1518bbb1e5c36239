// SPDX-License-Identifier: Apache-2.0

package cors

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// punycode is a lower-case host with its labels in ASCII (RFC 3492, section 6,
// and the prefix of RFC 5890). It maps no characters as browsers do besides, so
// it is a suggestion. What is no UTF-8 stays as it is.
func punycode(host string) string {
	if !utf8.ValidString(host) {
		return host
	}
	labels := strings.Split(strings.ReplaceAll(host, "。", "."), ".")
	for i, label := range labels {
		if !ascii(label) && len(label) < 256 {
			labels[i] = "xn--" + encodeLabel([]rune(label))
		}
	}
	return strings.Join(labels, ".")
}

// encodeLabel writes the ASCII characters, a hyphen, and for each other one, in
// their order, how far it is from the one before.
func encodeLabel(label []rune) string {
	var out []byte
	for _, r := range label {
		if r < 0x80 {
			out = append(out, string(r)...)
		}
	}
	basic := len(out)
	if basic > 0 {
		out = append(out, '-')
	}
	n, delta, bias := rune(0x80), 0, 72
	for done := basic; done < len(label); n++ {
		next := slices.Min(slices.DeleteFunc(slices.Clone(label), func(r rune) bool { return r < n }))
		delta += int(next-n) * (done + 1)
		n = next
		for _, r := range label {
			if r < n {
				delta++
			}
			if r != n {
				continue
			}
			out = appendDelta(out, delta, bias)
			bias = adapt(delta, done+1, done == basic)
			delta = 0
			done++
		}
		delta++
	}
	return string(out)
}

func appendDelta(out []byte, delta, bias int) []byte {
	const digits = "abcdefghijklmnopqrstuvwxyz0123456789"
	for k := 36; ; k += 36 {
		t := min(max(k-bias, 1), 26)
		if delta < t {
			return append(out, digits[delta])
		}
		out = append(out, digits[t+(delta-t)%(36-t)])
		delta = (delta - t) / (36 - t)
	}
}

func adapt(delta, points int, first bool) int {
	if first {
		delta /= 700
	} else {
		delta /= 2
	}
	delta += delta / points
	k := 0
	for ; delta > 455; k += 36 {
		delta /= 35
	}
	return k + 36*delta/(delta+38)
}
