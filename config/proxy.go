// SPDX-License-Identifier: Apache-2.0

package config

import (
	"net/http"
	"net/url"
	"strings"
)

// ProxyDirect is the value of [Config.Proxy] for no proxy at all, whatever the
// environment says.
const ProxyDirect = "direct"

// ProxyFunc is c.Proxy in the form that [http.Transport] takes: nil for
// [ProxyDirect], [http.ProxyFromEnvironment] for "". A proxy that cannot be used
// is an [*Error]. The function returned is safe for concurrent use.
func (c Config) ProxyFunc() (func(*http.Request) (*url.URL, error), error) {
	switch {
	case c.Proxy == "":
		return http.ProxyFromEnvironment, nil
	case strings.EqualFold(c.Proxy, ProxyDirect):
		return nil, nil
	}
	u, p := parseProxy(c.Proxy)
	if p != nil {
		return nil, &Error{Faults: []Fault{origin{name: "Config.Proxy"}.fault(keyProxy, *p)}}
	}
	return http.ProxyURL(u), nil
}

const proxyFix = "write it as http://host:port, or " + ProxyDirect + " for none"

// parseProxy says nothing of the text itself: it may hold a password.
func parseProxy(text string) (*url.URL, *problem) {
	if strings.ContainsFunc(text, func(r rune) bool { return r <= ' ' || r == 0x7f }) {
		return nil, &problem{text: "has white space or control characters in it", fix: proxyFix}
	}
	if !strings.Contains(text, "://") {
		text = "http://" + text
	}
	u, err := url.Parse(text)
	if err != nil {
		return nil, &problem{text: "is not a URL", fix: proxyFix}
	}
	switch u.Scheme {
	case "http", "https", "socks5", "socks5h":
	default:
		return nil, &problem{text: "has a scheme other than http, https, socks5 and socks5h", fix: proxyFix}
	}
	if strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.Fragment != "" {
		return nil, &problem{text: "has a path, a query or a fragment", fix: proxyFix}
	}
	if p := tidyHost(u); p != nil {
		return nil, &problem{text: p.text, fix: proxyFix}
	}
	return u, nil
}
