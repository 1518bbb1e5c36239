// SPDX-License-Identifier: Apache-2.0

package config

import (
	"net/netip"
	"net/url"
	"strconv"
	"strings"
)

// EndpointURL parses c.Endpoint: scheme http or https, a host in lower case,
// the scheme's own port left out, and the path, if any, without its last slash.
// It is nil without an error if Endpoint is empty, and an [*Error] if it cannot
// be used.
func (c Config) EndpointURL() (*url.URL, error) {
	if c.Endpoint == "" {
		return nil, nil
	}
	u, p := parseEndpoint(c.Endpoint)
	if p != nil {
		return nil, &Error{Faults: []Fault{origin{name: "Config.Endpoint"}.fault(keyEndpoint, *p)}}
	}
	return u, nil
}

const endpointFix = "write it as https://host:port"

// parseEndpoint says nothing of the text itself in a problem: what is pasted
// there may hold a password or a signature.
func parseEndpoint(text string) (*url.URL, *problem) {
	if strings.ContainsFunc(text, func(r rune) bool { return r <= ' ' || r == 0x7f }) {
		return nil, &problem{text: "has white space or control characters in it", fix: endpointFix}
	}
	text, p := withScheme(text)
	if p != nil {
		return nil, p
	}
	u, err := url.Parse(text)
	if err != nil {
		return nil, &problem{text: "is not a URL", fix: endpointFix + ", an IPv6 address in brackets"}
	}
	switch {
	case u.User != nil:
		return nil, &problem{text: "holds a user name or password", fix: "leave them out: credentials have their own settings"}
	case u.RawQuery != "" || u.ForceQuery:
		return nil, &problem{text: "has a query", fix: "leave out everything from the question mark on"}
	case u.Fragment != "" || strings.Contains(text, "#"):
		return nil, &problem{text: "has a fragment", fix: "leave out everything from the # on"}
	}
	if p := tidyHost(u); p != nil {
		return nil, p
	}
	return u, tidyPath(u)
}

// withScheme makes a URL of a bare host: plain HTTP on loopback, else TLS.
func withScheme(text string) (string, *problem) {
	scheme, rest, ok := strings.Cut(text, "://")
	if ok {
		switch strings.ToLower(scheme) {
		case "http", "https":
			return strings.ToLower(scheme) + "://" + rest, nil
		}
		return "", &problem{text: "has a scheme other than http and https", fix: endpointFix}
	}
	for _, s := range []string{"http:", "https:"} {
		if len(text) >= len(s) && strings.EqualFold(text[:len(s)], s) {
			return "", &problem{text: "lacks the two slashes after " + s, fix: endpointFix}
		}
	}
	for _, s := range []string{"http", "https"} {
		if scheme, _, ok := strings.Cut(text, "//"); ok && strings.EqualFold(scheme, s) {
			return "", &problem{text: "lacks the colon after " + s, fix: endpointFix}
		}
	}
	if a, err := netip.ParseAddr(text); err == nil && a.Is6() {
		return "", &problem{text: "is an IPv6 address without brackets", fix: "write it as https://[address]:port"}
	}
	host, err := url.Parse("//" + text)
	if err == nil && isLoopback(host.Hostname()) {
		return "http://" + text, nil
	}
	return "https://" + text, nil
}

// isLoopback tells names and addresses of this machine.
func isLoopback(host string) bool {
	if host = strings.ToLower(host); host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return true
	}
	a, err := netip.ParseAddr(host)
	return err == nil && a.IsLoopback()
}

// tidyHost checks host and port and writes them in one way.
func tidyHost(u *url.URL) *problem {
	host, port := strings.ToLower(u.Hostname()), u.Port()
	if host == "" {
		return &problem{text: "lacks a host", fix: endpointFix}
	}
	if a, err := netip.ParseAddr(host); err == nil {
		if a.Is6() {
			host = "[" + host + "]"
		}
	} else if p := checkHostName(host); p != nil {
		return p
	}
	if port == "" && strings.HasSuffix(u.Host, ":") {
		return &problem{text: "has a colon and no port", fix: endpointFix}
	}
	if port != "" {
		n, err := strconv.ParseUint(port, 10, 16)
		if err != nil || n == 0 {
			return &problem{text: "has a port that is not between 1 and 65535", fix: endpointFix}
		}
		if u.Scheme == "http" && n == 80 || u.Scheme == "https" && n == 443 {
			port = ""
		} else {
			port = ":" + strconv.FormatUint(n, 10)
		}
	}
	u.Host = host + port
	return nil
}

func checkHostName(host string) *problem {
	for _, r := range host {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r == '-', r == '.', r == '_':
		case r >= 0x80:
			return &problem{text: "has a host with letters outside ASCII", fix: "write the name in its xn-- form"}
		default:
			return &problem{text: "has a host with characters that no name has", fix: endpointFix}
		}
	}
	if strings.HasPrefix(host, ".") || strings.Contains(host, "..") || len(host) > 253 {
		return &problem{text: "has a host that is not a name", fix: endpointFix}
	}
	return nil
}

// tidyPath drops the last slash and refuses what a proxy would resolve away.
func tidyPath(u *url.URL) *problem {
	for segment := range strings.SplitSeq(u.Path, "/") {
		if segment == "." || segment == ".." {
			return &problem{text: "has . or .. in its path", fix: "write the path without them"}
		}
	}
	u.Path = strings.TrimRight(u.Path, "/")
	u.RawPath = strings.TrimRight(u.RawPath, "/")
	return nil
}
