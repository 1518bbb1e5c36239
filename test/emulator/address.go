// SPDX-License-Identifier: Apache-2.0

package emulator

import (
	"net"
	"net/http"
	"net/url"
	"strings"
)

// address takes bucket and key from the request, byte for byte: the path is
// never cleaned, since "//", ".." and a leading "/" are parts of keys. The
// bucket is a label of the host below the base domain, else the first part of
// the path. ok is false when an escape is broken.
func (c *call) address() (ok bool) {
	path := strings.TrimPrefix(rawPath(c.request), "/")
	if c.bucket, c.virtual = hostBucket(c.request.Host, c.emulator.options.BaseDomain); c.virtual {
		c.key, ok = unescape(path)
		return ok
	}
	first, rest, _ := strings.Cut(path, "/")
	var okKey bool
	c.bucket, ok = unescape(first)
	c.key, okKey = unescape(rest)
	return ok && okKey
}

// rawPath is the path as it came, still escaped. A handler that is called
// without a connection may have no request line.
func rawPath(r *http.Request) string {
	uri := r.RequestURI
	if uri == "" {
		return r.URL.EscapedPath()
	}
	if _, rest, absolute := strings.Cut(uri, "://"); absolute && !strings.HasPrefix(uri, "/") {
		i := strings.IndexByte(rest, '/')
		if i < 0 {
			return "/"
		}
		uri = rest[i:]
	}
	path, _, _ := strings.Cut(uri, "?")
	return path
}

func unescape(s string) (string, bool) {
	plain, err := url.PathUnescape(s)
	return plain, err == nil
}

// hostBucket is the label before base in a virtual host.
func hostBucket(host, base string) (string, bool) {
	host = withoutPort(host)
	if base == "" || len(host) <= len(base) {
		return "", false
	}
	i := len(host) - len(base) - 1
	if host[i] != '.' || !strings.EqualFold(host[i+1:], base) {
		return "", false
	}
	return strings.ToLower(host[:i]), i > 0
}

func withoutPort(host string) string {
	if h, _, err := net.SplitHostPort(host); err == nil {
		return h
	}
	return host
}

// query is the query of a request, in order.
type query []pair

// parseQuery reads a raw query; ok is false when an escape is broken.
func parseQuery(raw string) (q query, ok bool) {
	for part := range strings.SplitSeq(raw, "&") {
		if part == "" {
			continue
		}
		name, value, _ := strings.Cut(part, "=")
		n, errName := url.QueryUnescape(name)
		v, errValue := url.QueryUnescape(value)
		if errName != nil || errValue != nil {
			return nil, false
		}
		q = append(q, pair{n, v})
	}
	return q, true
}

func (q query) get(name string) (string, bool) {
	for _, p := range q {
		if p.name == name {
			return p.value, true
		}
	}
	return "", false
}
