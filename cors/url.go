// SPDX-License-Identifier: Apache-2.0

package cors

import (
	"net/netip"
	neturl "net/url"
	"strconv"
	"strings"
	"unicode/utf8"
)

// isURL says that a browser can read s as a URL. Browsers read much: "http:h"
// and "localhost:3000" are URLs to them, "app.example" is none. It serves to
// tell a wrong origin from what is none at all, as Chromium does.
func isURL(s string) bool {
	scheme, rest, ok := strings.Cut(s, ":")
	scheme = strings.ToLower(scheme)
	if !ok || !isAnyScheme(scheme) {
		return false
	}
	if _, special := defaultPorts[scheme]; !special {
		return true
	}
	rest = strings.ReplaceAll(strings.TrimLeft(rest, `/\`), "\t", "")
	if i := strings.IndexAny(rest, `/\?#`); i >= 0 {
		rest = rest[:i]
	}
	rest = rest[strings.LastIndexByte(rest, '@')+1:]
	host, port, _ := cutPort(rest)
	return isAnyPort(port) && isAnyHost(host)
}

// isAnyScheme takes dots too, in lower case: a bare host before a port is one.
func isAnyScheme(s string) bool {
	for i := range len(s) {
		c := s[i]
		if (c < 'a' || c > 'z') && (i == 0 || (c < '0' || c > '9') && c != '+' && c != '-' && c != '.') {
			return false
		}
	}
	return s != ""
}

// isAnyPort takes leading zeros, and no digits at all.
func isAnyPort(port string) bool {
	if strings.Trim(port, "0123456789") != "" {
		return false
	}
	n, err := strconv.Atoi("0" + port)
	return err == nil && n <= 65535
}

// isAnyHost takes what browsers can make a host of.
func isAnyHost(host string) bool {
	if inside, ok := strings.CutPrefix(host, "["); ok {
		addr, err := netip.ParseAddr(strings.TrimSuffix(inside, "]"))
		return err == nil && addr.Is6() && addr.Zone() == "" && strings.HasSuffix(inside, "]")
	}
	name, err := neturl.PathUnescape(host)
	if err != nil || name == "" || !utf8.ValidString(name) || strings.ContainsAny(name, "\x00\t\n\r #/:<>?@[\\]^|%\x7f") {
		return false
	}
	for i := range len(name) {
		if name[i] < ' ' {
			return false
		}
	}
	labels := strings.Split(strings.TrimSuffix(name, "."), ".")
	if last := labels[len(labels)-1]; last != "" && isNumber(last) {
		return isAnyIPv4(labels)
	}
	return true
}

// isAnyIPv4 reads what the URL standard reads: up to four numbers in base 8,
// 10 or 16, the last of which fills the rest of the address.
func isAnyIPv4(numbers []string) bool {
	if len(numbers) > 4 {
		return false
	}
	for i, number := range numbers {
		n, err := strconv.ParseUint(strings.TrimPrefix(strings.ToLower(number), "0x"), base(number), 64)
		most := uint64(255)
		if i == len(numbers)-1 {
			most = 1<<(8*(5-len(numbers))) - 1
		}
		if err != nil || n > most {
			return false
		}
	}
	return true
}

func base(number string) int {
	switch {
	case strings.HasPrefix(strings.ToLower(number), "0x"):
		return 16
	case len(number) > 1 && number[0] == '0':
		return 8
	}
	return 10
}

// originOf is the origin of a URL, as browsers serialise it. The host is taken
// to be in ASCII.
func originOf(u *neturl.URL) string {
	scheme, host := strings.ToLower(u.Scheme), strings.ToLower(u.Host)
	if name, port, ok := cutPort(host); ok && (port == "" || port == defaultPorts[scheme]) {
		host = name
	}
	return scheme + "://" + host
}

// serialise is a URL as browsers write it, as far as scheme, host and port go.
func serialise(u *neturl.URL) string {
	v := *u
	v.Scheme, v.Host, _ = strings.Cut(originOf(u), "://")
	if v.Path == "" {
		v.Path = "/"
	}
	return v.String()
}

// redirectReason is why no request of CORS follows a redirect to location.
func redirectReason(location string) string {
	u, err := neturl.Parse(location)
	if err != nil {
		return ReasonInvalidRedirect
	}
	switch strings.ToLower(u.Scheme) {
	case "", "http", "https":
		if u.User != nil {
			return ReasonRedirectContainsCredentials
		}
		return ""
	case "ftp":
		return ReasonCorsDisabledScheme
	}
	return ReasonInvalidRedirect
}
