// SPDX-License-Identifier: Apache-2.0

package cors

import (
	"net/netip"
	"strconv"
	"strings"
)

// isOrigin says that a browser could send s as an Origin: scheme, "://", host
// and, where it is not the scheme's own, a port, all as the URL standard
// serialises them. A scheme with a dot is legal and no page has one: with it,
// every host that somebody wrote for an origin would be the beginning of one.
func isOrigin(s string) bool {
	scheme, rest, ok := strings.Cut(s, "://")
	if !ok || !isScheme(scheme) || strings.Contains(scheme, ".") || scheme == "file" { // files send null
		return false
	}
	host, port, ok := cutPort(rest)
	return isHost(host) && (!ok || isPort(port) && port != defaultPorts[scheme])
}

// defaultPorts are not spelled out in an origin.
var defaultPorts = map[string]string{"http": "80", "https": "443", "ws": "80", "wss": "443", "ftp": "21"}

func isScheme(s string) bool {
	for i := range len(s) {
		c := s[i]
		if !('a' <= c && c <= 'z') && (i == 0 || !('0' <= c && c <= '9') && c != '+' && c != '-' && c != '.') {
			return false
		}
	}
	return s != ""
}

// cutPort cuts a host and its port, if there is a colon behind the host.
func cutPort(s string) (host, port string, ok bool) {
	if strings.HasPrefix(s, "[") {
		if host, port, ok = strings.Cut(s, "]"); ok {
			host += "]"
			if port == "" {
				return host, "", false
			}
			rest, colon := strings.CutPrefix(port, ":")
			if !colon {
				return s, "", false
			}
			return host, rest, true
		}
		return s, "", false
	}
	i := strings.LastIndexByte(s, ':')
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+1:], true
}

func isPort(s string) bool {
	n, err := strconv.Atoi(s)
	return err == nil && n <= 65535 && ('1' <= s[0] && s[0] <= '9' || s == "0")
}

func isHost(s string) bool {
	if inside, ok := strings.CutPrefix(s, "["); ok {
		inside, ok = strings.CutSuffix(inside, "]")
		return ok && serialised(inside) == inside
	}
	last := ""
	for label := range strings.SplitSeq(strings.TrimSuffix(s, "."), ".") {
		if label == "" || len(label) > 63 || !isLabel(label) {
			return false
		}
		last = label
	}
	if last[0] >= '0' && last[0] <= '9' && isNumber(last) {
		addr, err := netip.ParseAddr(s)
		return err == nil && addr.Is4()
	}
	return len(s) <= 253
}

// isLabel knows the characters that a browser leaves in the name of a host.
func isLabel(s string) bool {
	for i := range len(s) {
		c := s[i]
		if !('a' <= c && c <= 'z') && !('0' <= c && c <= '9') && c != '-' && c != '_' {
			return false
		}
	}
	return true
}

// isNumber says that a host that ends so is an address.
func isNumber(label string) bool {
	if _, err := strconv.ParseUint(label, 0, 64); err == nil {
		return true
	}
	return strings.Trim(label, "0123456789") == ""
}

// serialised is an IPv6 address as browsers write it, "" when s is none: short,
// and with no IPv4 address in it.
func serialised(s string) string {
	addr, err := netip.ParseAddr(s)
	if err != nil || !addr.Is6() || addr.Zone() != "" {
		return ""
	}
	if !addr.Is4In6() {
		return addr.String()
	}
	b := addr.As16()
	hex := func(i int) string { return strconv.FormatUint(uint64(b[i])<<8|uint64(b[i+1]), 16) }
	return "::ffff:" + hex(12) + ":" + hex(14)
}

// isLoopback says that a host is the machine of the page itself, where http is
// as safe as https.
func isLoopback(host string) bool {
	host = strings.TrimSuffix(host, ".")
	if host == "localhost" || strings.HasSuffix(host, ".localhost") || host == "[::1]" {
		return true
	}
	addr, err := netip.ParseAddr(host)
	return err == nil && addr.IsLoopback()
}

// couldMatch says whether a browser could send an origin that the pattern
// matches. For a pattern with a wildcard it tries what could stand there.
func couldMatch(pattern string) bool {
	prefix, suffix, wild := strings.Cut(pattern, wildcard)
	if !wild {
		return isOrigin(pattern)
	}
	if strings.Contains(suffix, wildcard) {
		return false
	}
	for _, whole := range [...]string{"https://a", "http://a.b:8443", "::1", "0.0.0.0"} {
		for i := range len(whole) + 1 {
			for j := i; j <= len(whole); j++ {
				if isOrigin(prefix + whole[i:j] + suffix) {
					return true
				}
			}
		}
	}
	return false
}
