// SPDX-License-Identifier: Apache-2.0

package qingstor

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzMetadata holds that text comes back as it was, that ASCII is left alone
// unless it is such an encoding, and that what is sent is ASCII.
func FuzzMetadata(f *testing.F) {
	for _, seed := range []string{"", "plain", "中文", "50% für", "%E4%B8%AD", "%e4%b8%ad", "%", "%zz", "a b=c/d~", "\xff", "%FF", "%25E4%25B8%25AD", "%2525C3%2525BC"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		sent := escape(text)
		if !isASCII(sent) || strings.Trim(sent, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~/=%") != "" {
			t.Errorf("%q is sent as %q", text, sent)
		}
		if sent := onWire(text); utf8.ValidString(text) && plain(sent) != text {
			t.Errorf("%q is sent as %q and comes back as %q", text, sent, plain(sent))
		}
		if read := plain(text); read != text && escape(read) != text {
			t.Errorf("%q is read as %q, which is sent in another way", text, read)
		}
	})
}
