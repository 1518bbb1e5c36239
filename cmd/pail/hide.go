// SPDX-License-Identifier: Apache-2.0

package main

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// line is one line of a header.
type line struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// shown are the lines of a header, sorted by name, without secrets: what a
// signature stands in is told by its scheme alone.
func shown(header http.Header) []line {
	lines := []line{}
	for name, values := range header {
		for _, value := range values {
			switch {
			case name == "Authorization":
				value = value[:max(strings.IndexAny(value, " &"), 0)] + " (the signature is not shown)"
			case strings.HasSuffix(name, "-Security-Token"), strings.HasSuffix(name, "Cookie"):
				value = "(not shown)"
			case name == "Location":
				value = hiddenText(value)
			default:
				value = hiddenQueries(value)
			}
			lines = append(lines, line{name, value})
		}
	}
	slices.SortStableFunc(lines, func(a, b line) int { return strings.Compare(a.Name, b.Name) })
	return lines
}

// hiddenText is hiddenURL of a URL in a text.
func hiddenText(text string) string {
	u, err := url.Parse(text)
	if err != nil {
		return "(not shown)"
	}
	return hiddenURL(u)
}

// hiddenURL is a URL with the names of its query and none of its values, which
// sign a presigned one, and without a user and a password.
func hiddenURL(u *url.URL) string {
	clean := url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path, RawPath: u.RawPath}
	text := clean.String()
	if u.RawQuery == "" {
		return text
	}
	parts := strings.Split(u.RawQuery, "&")
	for i, part := range parts {
		name, value, _ := strings.Cut(part, "=")
		switch {
		case value != "":
			parts[i] = name + "=..."
		case !isWord(name):
			parts[i] = "..." // a value without a name
		}
	}
	return text + "?" + strings.Join(parts, "&")
}

// isWord says that a text is a name such as uploads and response-expires, and
// not a token.
func isWord(text string) bool {
	return len(text) <= 32 && strings.Trim(strings.ToLower(text), "abcdefghijklmnopqrstuvwxyz-_.") == ""
}

// hiddenQueries is the value of a header without the queries of URLs in it, as
// Content-Location, Link and Refresh have them.
func hiddenQueries(value string) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(value, "?")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		end := strings.IndexAny(rest, " <>\"'")
		if end < 0 {
			end = len(rest)
		}
		if b.WriteByte('?'); end > 0 {
			b.WriteString("...")
		}
		value = rest[end:]
	}
}

// censor hides in what a server says the values of the target's query, which it
// may repeat.
func (t target) censor(text string) string {
	_, query, _ := strings.Cut(t.address, "?")
	query, _, _ = strings.Cut(query, "#")
	for part := range strings.SplitSeq(query, "&") {
		name, value, found := strings.Cut(part, "=")
		if !found {
			value = name
		}
		if value == "" || !found && isWord(value) {
			continue
		}
		if found {
			text = strings.ReplaceAll(text, part, name+"=...")
		}
		decoded, err := url.QueryUnescape(value)
		for _, form := range []string{value, decoded} {
			if err == nil && looksSecret(form) {
				text = strings.ReplaceAll(text, form, "...")
			}
		}
	}
	return text
}

// looksSecret says that a value is hidden wherever it stands. A short one may be
// part of any word, and types and origins are shown.
func looksSecret(value string) bool {
	const shortest = 8
	return len(value) >= shortest && strings.ContainsAny(value, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") && !strings.Contains(value, "://")
}
