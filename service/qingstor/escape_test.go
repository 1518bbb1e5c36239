// SPDX-License-Identifier: Apache-2.0

package qingstor

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzMetadata holds that text which is not ASCII comes back as it was, that all
// other text is left alone unless it is such an encoding, and that what is sent
// is ASCII.
func FuzzMetadata(f *testing.F) {
	for _, seed := range []string{"", "plain", "中文", "50% für", "%E4%B8%AD", "%e4%b8%ad", "%", "%zz", "a b=c/d~", "\xff", "%FF"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		sent := escape(text)
		if !isASCII(sent) || strings.Trim(sent, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~/=%") != "" {
			t.Errorf("%q is sent as %q", text, sent)
		}
		if utf8.ValidString(text) && !isASCII(text) && plain(sent) != text {
			t.Errorf("%q comes back as %q", text, plain(sent))
		}
		if read := plain(text); read != text && escape(read) != text {
			t.Errorf("%q is read as %q, which is sent in another way", text, read)
		}
	})
}
