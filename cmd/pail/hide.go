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
		if name, value, _ := strings.Cut(part, "="); value != "" {
			parts[i] = name + "=..."
		}
	}
	return text + "?" + strings.Join(parts, "&")
}
