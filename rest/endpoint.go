// SPDX-License-Identifier: Apache-2.0

package rest

import (
	"net/netip"
	"net/url"
	"strconv"
	"strings"
)

// endpoint is where requests go, before an operation's path and host prefix.
type endpoint struct {
	scheme string
	host   string // with its port, if it has one
	base   string // escaped, without a slash at its end: "" or "/base"
}

// maxHost is how long a host's name may be, in bytes: RFC 1035 section 2.3.4, without
// the root's label.
const maxHost = 253

const goodEndpoint = ": give a URL such as https://api.example/base"

// parseEndpoint checks Config.Endpoint. What is wrong with it is told without
// repeating it, since it may hold a password.
func parseEndpoint(text string) (endpoint, error) {
	bad := func(problem string) (endpoint, error) {
		return endpoint{}, &ConfigError{"Endpoint", problem}
	}
	if text == "" {
		return bad("is missing" + goodEndpoint)
	}
	u, err := url.Parse(text)
	switch {
	case err != nil:
		return bad("is not a URL" + goodEndpoint)
	case u.Scheme != "http" && u.Scheme != "https":
		return bad("has no scheme http or https" + goodEndpoint)
	case u.User != nil:
		return bad("holds a user or a password: remove them, and authenticate in Prepare")
	case u.Hostname() == "" || u.Opaque != "":
		return bad("has no host" + goodEndpoint)
	case u.RawQuery != "" || u.ForceQuery:
		return bad("has a query: remove it, and add parameters in Prepare")
	case strings.Contains(text, "#"):
		return bad("has a fragment, which is never sent: remove it")
	case !goodPort(u):
		return bad("has a port that is no number from 1 to 65535")
	}
	return endpoint{scheme: u.Scheme, host: strings.TrimSuffix(u.Host, ":"), base: strings.TrimRight(u.EscapedPath(), "/")}, nil
}

// goodPort reports whether u has no port or one that exists.
func goodPort(u *url.URL) bool {
	if u.Port() == "" {
		return true
	}
	n, err := strconv.ParseUint(u.Port(), 10, 16)
	return err == nil && n > 0
}

// join is the URL of an operation whose escaped path begins with a slash. Nothing
// is cleaned: the path goes over the wire as it is.
func (at endpoint) join(host, raw, query string) *url.URL {
	whole := at.base + raw
	path, err := url.PathUnescape(whole)
	if err != nil {
		path = whole // wire and net/url escape so that this cannot be
	}
	return &url.URL{Scheme: at.scheme, Host: host, Path: path, RawPath: whole, RawQuery: query}
}

// hostname is host without its port and without the brackets of IPv6.
func hostname(host string) string { return (&url.URL{Host: host}).Hostname() }

// isAddress reports whether host is an IP address, before which no name can stand.
func isAddress(host string) bool {
	_, err := netip.ParseAddr(hostname(host))
	return err == nil
}

// isLabel reports whether s is one label of a host's name: 1 to 63 letters, digits
// and hyphens, no hyphen first or last. RFC 1123 section 2.1.
func isLabel(s string) bool {
	if s == "" || len(s) > 63 || s[0] == '-' || s[len(s)-1] == '-' {
		return false
	}
	for i := range len(s) {
		c := s[i]
		if (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != '-' {
			return false
		}
	}
	return true
}
