// SPDX-License-Identifier: Apache-2.0

package bucket_test

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
	"testing"
	"unicode"

	"github.com/seed-40dc4ce0/pail/bucket"
)

// FuzzErrorText: whatever a server, a library or a user writes into an error,
// its text is one printable line of bounded length without the secrets that
// stand where secrets stand.
func FuzzErrorText(f *testing.F) {
	f.Add("NoSuchKey", "The specified key does not exist.", "cat.png")
	f.Add("A\nB", "Authorization: AWS4-HMAC-SHA256 Credential=x", "a\x00b")
	f.Add("\"", "{\"token\":\"", "\xff")
	f.Add("", strings.Repeat("ü", 2000), strings.Repeat("k", 5000))
	f.Fuzz(func(t *testing.T, code, message, key string) {
		link := &url.Error{Op: "Get", URL: "http://h/" + key + "?X-Amz-Signature=" + canary, Err: errors.New(message)}
		for _, err := range []error{
			&bucket.Error{Op: "GetObject", StatusCode: 400, Code: code, Message: message + " X-Amz-Signature=" + canary, Key: key, Err: link},
			&bucket.TransportError{Op: "GetObject", Key: key, Method: code, Err: fmt.Errorf("%s: %w", message, link)},
		} {
			text := fmt.Sprintf("%+v", err)
			if strings.Contains(text, canary) {
				t.Errorf("the canary shows: %q", text)
			}
			if strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsPrint(r) }) {
				t.Errorf("not one printable line: %q", text)
			}
			if most := 16<<10 + 8*len(key); len(text) > most {
				t.Errorf("%d bytes, more than %d", len(text), most)
			}
		}
	})
}
