// SPDX-License-Identifier: Apache-2.0

package cors

import (
	"fmt"
	"slices"
	"strings"
)

// width judges an origin that a browser could send, or a pattern that one could
// match: whether it lets in more than was meant, or less.
func (l *linter) width(origin string) {
	unsafe := func(code, problem, fix string) { l.add(Unsafe, code, originField, origin, problem, fix) }
	before, after, wild := strings.Cut(origin, wildcard)
	if !wild {
		u := spell(origin)
		if u.scheme == "http" && !isLoopback(u.host) {
			l.instead(Unsafe, CodeOriginInsecure, originField, origin, "anybody on the way can change a page that comes over http, so serve it over https", "https"+strings.TrimPrefix(origin, "http"))
		}
		return
	}
	scheme, head, named := strings.Cut(before, "://")
	if !named { // the wildcard stands for the scheme, or a part of it, or more
		scheme, head = "", ""
		if _, rest, ok := strings.Cut(after, "://"); ok {
			l.instead(Unsafe, CodeOriginAnyScheme, originField, origin, "http pages are allowed too", "https://"+rest)
			return
		}
		if after != "" && !strings.HasPrefix(before, "https:") {
			l.instead(Unsafe, CodeOriginAnyScheme, originField, origin, "http pages are allowed too", "https://*"+after)
		}
	}
	if scheme == "http" && !loopbackGlob(head, after) {
		unsafe(CodeOriginInsecure, "anybody on the way can change a page that comes over http", "serve the pages over https")
	}
	l.hosts(origin, scheme, head, after)
}

// loopbackGlob says that all hosts that begin with head and end with tail are
// the machine of the page itself.
func loopbackGlob(head, tail string) bool {
	if host, _, port := cutPort(head); port {
		return isLoopback(host)
	}
	domain, _, _ := cutPort(tail)
	return strings.HasPrefix(domain, ".") && isLoopback("a"+domain)
}

// hosts judges a pattern by the hosts that it lets in: those that begin with
// head and end with tail.
func (l *linter) hosts(origin, scheme, head, tail string) {
	add := func(level Level, code, problem, fix string) { l.add(level, code, originField, origin, problem, fix) }
	if _, _, port := cutPort(head); port {
		return // the wildcard is in the port
	}
	domain, port, colon := tail, "", false
	if strings.Contains(tail, ":") {
		domain, port, colon = cutPort(tail)
	}
	label, base, dot := strings.Cut(domain, ".")
	switch {
	case domain == "" && head == "":
		add(Unsafe, CodeOriginAnyHost, "every host is allowed", "name the hosts, or write * where everybody may read")
	case domain == "":
		add(Unsafe, CodeOriginOpenEnd, fmt.Sprintf("it allows https://%s.evil.example too", strings.TrimSuffix(head, ".")), "write the host out to its end")
	case dot && label == "" && isSuffix(base):
		add(Unsafe, CodeOriginSuffix, fmt.Sprintf("everybody can have a host below %q", base), "name the hosts, or a domain of your own")
	case label != "" && (!dot || isSuffix(base)) && domain != "localhost":
		add(Unsafe, CodeOriginLookAlike, fmt.Sprintf("it allows https://%sevil%s too", head, domain), fmt.Sprintf("write %q, and %q beside it", "https://*."+strings.TrimLeft(domain, "-."), "https://"+strings.TrimLeft(domain, "-.")))
	case label == "" && head == "":
		if scheme == "" {
			scheme = "https"
		}
		apex := scheme + "://" + base
		if colon {
			apex += ":" + port
		}
		if !l.allowsSomewhere(apex) {
			add(Advice, CodeOriginApex, fmt.Sprintf("it does not allow %s itself", apex), fmt.Sprintf("add %q beside it if that has pages too", apex))
		}
	}
}

func (l *linter) allowsSomewhere(origin string) bool {
	return slices.ContainsFunc(l.configuration.Rules, func(r Rule) bool { return matchesOrigin(&r, origin) })
}

// isSuffix says that strangers can have hosts below a domain. It knows names of
// one label, what looks like a country's second level, and the best-known hosts
// of other people's pages; the whole list of such names is no part of this
// package.
func isSuffix(domain string) bool {
	labels := strings.Split(strings.TrimSuffix(domain, "."), ".")
	switch len(labels) {
	case 1:
		return !slices.Contains(inner, labels[0])
	case 2:
		return len(labels[1]) == 2 && slices.Contains(secondLevels, labels[0]) || slices.Contains(shared, domain)
	}
	return slices.Contains(shared, domain)
}

// Names that no registry sells, second levels of countries, and domains below
// which everybody can have a host.
var (
	inner        = []string{"localhost", "local", "internal", "intranet", "private", "lan", "home", "corp", "test"}
	secondLevels = []string{"ac", "co", "com", "edu", "gob", "gov", "gouv", "go", "ne", "net", "nom", "or", "org"}
	shared       = []string{
		"amazonaws.com", "appspot.com", "azurewebsites.net", "blogspot.com", "cloudfront.net", "firebaseapp.com", "fly.dev",
		"github.io", "gitlab.io", "herokuapp.com", "myqcloud.com", "netlify.app", "ngrok.io", "onrender.com", "pages.dev",
		"s3.amazonaws.com", "surge.sh", "vercel.app", "web.app", "workers.dev",
	}
)
