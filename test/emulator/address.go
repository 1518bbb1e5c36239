// SPDX-License-Identifier: Apache-2.0

package emulator

import (
	"net"
	"net/http"
	"net/url"
	"strings"
)

// address takes bucket and key from a request, byte for byte: the path is
// never cleaned, since "//", ".." and a leading "/" are parts of keys. The
// bucket is a label of the host below base, else the first part of the path.
func address(r *http.Request, base string) (bucket, key string, ok bool) {
	path := strings.TrimPrefix(rawPath(r), "/")
	if bucket, ok = hostBucket(r.Host, base); ok {
		key, ok = unescape(path)
		return bucket, key, ok
	}
	first, rest, _ := strings.Cut(path, "/")
	bucket, okBucket := unescape(first)
	key, okKey := unescape(rest)
	return bucket, key, okBucket && okKey
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
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	if base == "" || len(host) <= len(base) {
		return "", false
	}
	i := len(host) - len(base) - 1
	if host[i] != '.' || !strings.EqualFold(host[i+1:], base) {
		return "", false
	}
	return strings.ToLower(host[:i]), i > 0
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
