// SPDX-License-Identifier: Apache-2.0

package signer

import (
	"net/url"
	"strings"
)

// presignedURL is u with this path, already escaped, and this query: what
// u.String would give, without escaping anything again. It has no fragment and
// no user. The path of a URL that has none stays away.
func presignedURL(u *url.URL, path string, query []byte) string {
	var start [4]string
	switch {
	case u.Opaque != "" && u.Scheme != "":
		start = [4]string{u.Scheme, ":", u.Opaque}
	case u.Opaque != "":
		start = [4]string{u.Opaque}
	case u.Scheme == "", u.Host == "", strings.Contains(u.Host, "%"):
		bare := *u
		bare.RawQuery, bare.User, bare.Fragment, bare.RawFragment = string(query), nil, "", ""
		if bare.Path != "" {
			bare.RawPath = path
		}
		return bare.String()
	case u.Path == "":
		start = [4]string{u.Scheme, "://", u.Host}
	default:
		start = [4]string{u.Scheme, "://", u.Host, path}
	}
	n := 1 + len(query)
	for _, s := range start {
		n += len(s)
	}
	var b strings.Builder
	b.Grow(n)
	for _, s := range start {
		b.WriteString(s)
	}
	b.WriteByte('?')
	b.Write(query)
	return b.String()
}
