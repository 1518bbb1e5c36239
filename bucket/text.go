// SPDX-License-Identifier: Apache-2.0

package bucket

import (
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode"
)

// textLimit bounds, in bytes, what a server can put into our error texts.
const textLimit = 2048

// secrets finds what must not stand in a text even when a server or a proxy
// echoes it: credentials by the names that signatures, headers and queries
// give them on every provider. A match is a name, which stays, in one of its
// groups, and the value behind it.
var secrets = sync.OnceValue(func() *regexp.Regexp {
	const (
		equals = `["']?\s*[=:]\s*["']?`
		value  = `(?:[^\s"'<>&,;\\]|\\+[^nrt\\])+` // a quoted text has its line breaks escaped
	)
	return regexp.MustCompile(`(?i)` + strings.Join([]string{
		`(\b(?:proxy-)?authorization` + equals + `(?:[a-z0-9-]+ )?)` + value,
		`(\b(?:set-)?cookie` + equals + `)[^\r\n"'<>]+`,
		`(\b(?:aws|qs|oss) [a-z0-9_-]+:)` + value,
		`(\b(?:bearer|basic) )[a-z0-9+/=._~-]{12,}`,
		`([a-z0-9_-]*(?:signature|credential|token|secret|password|customer-key)[a-z0-9_-]*` + equals + `)` + value,
	}, "|"))
})

// userinfo finds the user and the password of a URL.
var userinfo = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`://[^\s/?#"'<>\\]*@`)
})

// redact returns s without the secrets that it recognises.
func redact(s string) string {
	return secrets().ReplaceAllString(userinfo().ReplaceAllString(s, "://"), "${1}${2}${3}${4}${5}REDACTED")
}

// foreign makes a text that a server or a library wrote fit for ours: one
// line, bounded, without secrets. Quoting can make a text four times as long,
// so that one which must be quoted may have to be shorter.
func foreign(s string) string {
	text := printable(redact(cut(s, textLimit)))
	if len(text) > 2*textLimit {
		text = printable(redact(cut(s, textLimit/2)))
	}
	return text
}

// cut returns s, or its first most bytes and an ellipsis.
func cut(s string, most int) string {
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "") + "…"
}

// printable returns s when it is plain text on one line, else s quoted, so
// that no input writes log lines of its own.
func printable(s string) string {
	for _, r := range s {
		if !unicode.IsPrint(r) || r == unicode.ReplacementChar {
			return strconv.Quote(s)
		}
	}
	return s
}

// withoutQuery is raw up to its query, without a user and a password, fit for
// a text.
func withoutQuery(raw string) string { return printable(bare(raw)) }

// bare is raw up to its query, without a user and a password.
func bare(raw string) string {
	raw, _, _ = strings.Cut(raw, "?")
	raw, _, _ = strings.Cut(raw, "#")
	if scheme, rest, ok := strings.Cut(raw, "://"); ok {
		host, path, slash := strings.Cut(rest, "/")
		if i := strings.LastIndexByte(host, '@'); i >= 0 {
			host = host[i+1:]
		}
		raw = scheme + "://" + host
		if slash {
			raw += "/" + path
		}
	}
	return raw
}

// causeText is the text of err without the query, user and password of any
// URL that net/http put into it.
func causeText(err error) string {
	text := err.Error()
	if u, ok := err.(*url.Error); ok && u.Err != nil { //nolint:errorlint // its text begins with the URL
		text = u.Err.Error()
	}
	eachURL(err, func(raw string) {
		clean := withoutQuery(raw)
		text = strings.ReplaceAll(text, strconv.Quote(raw), strconv.Quote(clean))
		text = strings.ReplaceAll(text, raw, clean)
	})
	return foreign(text)
}

// eachURL calls f with the URL of every *url.Error in err's tree.
func eachURL(err error, f func(raw string)) {
	if u, ok := err.(*url.Error); ok && u.URL != "" { //nolint:errorlint // the tree is walked here
		f(u.URL)
	}
	switch u := err.(type) { //nolint:errorlint // the tree is walked here
	case interface{ Unwrap() error }:
		if inner := u.Unwrap(); inner != nil {
			eachURL(inner, f)
		}
	case interface{ Unwrap() []error }:
		for _, inner := range u.Unwrap() {
			if inner != nil {
				eachURL(inner, f)
			}
		}
	}
}

// place is the beginning of every error text: provider, operation, bucket and
// key, as far as they are known.
func place(provider, op, bucket, key string) string {
	s := op
	if provider != "" {
		s = provider + ": " + s
	}
	switch {
	case bucket != "" && key != "":
		s += " " + printable(bucket+"/"+key)
	case bucket != "":
		s += " " + printable(bucket)
	case key != "":
		s += " " + printable(key)
	}
	return s
}
