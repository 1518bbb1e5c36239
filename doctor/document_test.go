// SPDX-License-Identifier: Apache-2.0

package doctor

import (
	"strings"
	"testing"

	"github.com/seed-40dc4ce0/pail/cors"
)

func TestErrorDocumentsAreRead(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		body, mediaType string
		want            document
	}{
		"nothing":                     {"", "text/html", document{}},
		"XML":                         {`<?xml version="1.0"?><Error><Code>A</Code><Message>b &amp; c</Message><Region>r</Region></Error>`, "", document{code: "A", message: "b & c", region: "r"}},
		"XML that is cut off":         {`<Error><Code>A</Code><Message>b`, "", document{code: "A", message: "b"}},
		"XML of something else":       {`<ListBucketResult><Code>A</Code></ListBucketResult>`, "", document{}},
		"what is deeper does not say": {`<Error><Inner><Code>A</Code></Inner></Error>`, "", document{}},
		"another character set":       {`<?xml version="1.0" encoding="latin1"?><Error><Code>A</Code></Error>`, "", document{}},
		"JSON":                        {`{"code":"a","message":"b","status":403}`, "", document{code: "a", message: "b"}},
		"JSON that is none":           {`{"code":`, "", document{}},
		"HTML":                        {" \n<!DOCTYPE HTML><p>no", "", document{html: true}},
		"HTML by its name":            {"no", "text/html; charset=utf-8", document{html: true}},
		"text":                        {"Forbidden", "text/plain", document{}},
		"a byte order mark":           {"\ufeff<Error><Code>A</Code></Error>", "", document{code: "A"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := readDocument([]byte(test.body), test.mediaType); got != test.want {
				t.Errorf("got %+v, want %+v", got, test.want)
			}
		})
	}
}

// FuzzWords gives a server's words to everything that looks at them.
func FuzzWords(f *testing.F) {
	f.Add("<Error><Code>A</Code></Error>", "https://*.app.example", "max-age=1, Vary")
	f.Add(`{"code":"a"}`, "app.example:443/x", "https://h/?X-Amz-Signature=0123456789abcdef")
	f.Add("<html>", "https://[::1]:80", "\x1b[2J")
	f.Fuzz(func(t *testing.T, body, entry, header string) {
		readDocument([]byte(body), header)
		compare(entry, "https://app.example")
		compare("https://app.example", entry)
		mistaken("https://app.example:8443")
		c := newCensor("https://h/?sig=0123456789abcdef", []cors.Header{{Name: "Authorization", Value: "Bearer 0123456789"}})
		for _, said := range []string{c.text(header), c.text(body), bare(entry)} {
			if strings.ContainsAny(said, "\x1b\n\r") || strings.Contains(c.text(header+"0123456789abcdef"), "0123456789abcdef") {
				t.Errorf("said %q", said)
			}
		}
	})
}
