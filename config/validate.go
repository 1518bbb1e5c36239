// SPDX-License-Identifier: Apache-2.0

package config

import (
	"slices"
	"strings"
)

// maxAttempts is more than any use has; past it a wrong number is more likely.
const maxAttempts = 100

const attemptsFix = "write a number from 1, which never retries, to 100"

// Validate reports everything that is wrong with c in one [*Error], nil if
// nothing is. It reads the CABundle, ClientCert and ClientKey files, unless c
// has a Transport, and does no other I/O. service.New calls it.
func (c Config) Validate() error {
	if faults := c.check(fieldOf, "set Config.Region or Config.Endpoint"); len(faults) > 0 {
		return &Error{Faults: faults}
	}
	return nil
}

// check finds the faults of c; at says where a setting was written.
func (c Config) check(at func(key string) origin, regionFix string) []Fault {
	var faults []Fault
	add := func(key string, p *problem) {
		if p != nil {
			faults = append(faults, at(key).fault(key, *p))
		}
	}
	v, known := vendorOf(c.Provider)
	add(keyProvider, checkProvider(c.Provider, known))
	host, p := c.endpointHost()
	where := v.siteOf(host)
	add(keyEndpoint, p)
	if !where.bucket || c.Addressing != addressingNone {
		add(keyEndpoint, where.fault)
	}
	p = c.checkRegion(v, where, regionFix)
	add(keyRegion, p)
	if where.bare && c.Region != "" && p == nil { // Load puts the region there
		add(keyEndpoint, &problem{text: "is a host that no bucket is at", fix: "leave it out, or put the region and a dot before the host"})
	}
	add(keyAddressing, checkAddressingWord(c.Addressing))
	add(keyAddressing, c.checkAddressing(v, where, host))
	if c.Transport == nil {
		if c.Proxy != "" && !strings.EqualFold(c.Proxy, ProxyDirect) {
			_, p := parseProxy(c.Proxy)
			add(keyProxy, p)
		}
		_, more := c.trust(at)
		faults = append(faults, more...)
	}
	add(keyChecksums, checkWord(c.Checksums, []string{"auto", "required", "supported"}))
	if strings.ContainsFunc(c.UserAgent, func(r rune) bool { return r < ' ' || r > '~' }) {
		add(keyUserAgent, &problem{text: "has control characters or letters outside ASCII in it", fix: "write it as name/version"})
	}
	if c.MaxAttempts < 0 || c.MaxAttempts > maxAttempts {
		add(keyMaxAttempts, &problem{text: "is not between 1 and 100", fix: attemptsFix})
	}
	return faults
}

// checkRegion looks at the name closely where it becomes part of a host of the
// provider's own, and lets gateways and private clouds have any.
func (c Config) checkRegion(v vendor, where site, missing string) *problem {
	own := where.own || c.Endpoint == ""
	switch {
	case c.Region == "":
		if v.regionNeeded && (c.Endpoint == "" && c.Addressing != addressingNone || where.bare) {
			return &problem{text: "is missing, and the provider's own endpoint needs one", fix: missing}
		}
		return nil
	case own && v.regions != nil:
		if p := v.regions().check(c.Region, c.Endpoint == "" || where.bare); p != nil {
			return p
		}
	case c.Endpoint == "" && regionOfOther(v.id, c.Region) != nil:
		return regionOfOther(v.id, c.Region)
	}
	if p := checkRegion(c.Region, v.example()); p != nil {
		return p
	}
	if where.region != "" && where.region != c.Region && where.fault == nil {
		return &problem{text: "is not the one that the endpoint's host says", fix: "leave out one of them"}
	}
	return nil
}

// regionOfOther is the problem of a region that another provider has, nil if none
// has it.
func regionOfOther(id, region string) *problem {
	for _, v := range vendors() {
		if v.id == id || v.regions == nil {
			continue
		}
		if r := v.regions(); slices.Contains(r.known, region) {
			return &problem{text: is(region) + r.one, fix: "write " + v.id + " for provider, or name an endpoint"}
		}
	}
	return nil
}

// checkAddressing refuses what the endpoint cannot do.
func (c Config) checkAddressing(v vendor, where site, host string) *problem {
	switch {
	case c.Addressing == "virtual" && isIP(host):
		return &problem{text: "is virtual, but no bucket's name can stand before the IP address of the endpoint", fix: "write path, or name the endpoint's host"}
	case c.Addressing == "path" && v.noPath != "" && (where.own || c.Endpoint == ""):
		return &problem{text: "is path, but " + v.noPath, fix: "write virtual, or leave it out"}
	case c.Addressing == addressingNone && c.Endpoint == "":
		return &problem{text: "is none, which is for a domain that leads to one bucket, but there is no endpoint", fix: "name that domain as the endpoint, or leave addressing out"}
	case c.Addressing == addressingNone && where.own && !where.bucket:
		return &problem{text: "is none, but the endpoint is the provider's own and leads to no bucket", fix: "leave it out, or name the bucket's own domain as the endpoint"}
	}
	return nil
}

// addressingNone says that the endpoint leads to one bucket.
const addressingNone = "none"

// checkAddressingWord knows what other programs call the words too.
func checkAddressingWord(word string) *problem {
	words := []string{"auto", "path", "virtual", addressingNone}
	p := checkWord(word, words)
	if p == nil {
		return nil
	}
	for meant, others := range map[string][]string{
		"path":         {"pathstyle"},
		"virtual":      {"virtualhost", "virtualhosted", "virtualhoststyle", "vhost", "host", "subdomain"},
		addressingNone: {"cname", "custom", "customdomain", "domain"},
	} {
		if slices.Contains(others, fold(word)) {
			p.fix = "did you mean " + meant + "?"
		}
	}
	return p
}

func checkProvider(id string, known bool) *problem {
	switch meant := idMeant(id); {
	case known:
		return nil
	case id == "":
		return &problem{text: "is missing", fix: "write " + oneOf(vendorIDs())}
	case meant != "":
		return &problem{text: is(id) + "not a provider", fix: "did you mean " + meant + "?"}
	}
	return &problem{text: is(id) + "not a provider", fix: "write " + oneOf(vendorIDs())}
}

// endpointHost is the endpoint's host without its port.
func (c Config) endpointHost() (string, *problem) {
	if c.Endpoint == "" {
		return "", nil
	}
	u, p := parseEndpoint(c.Endpoint)
	if p != nil {
		return "", p
	}
	return u.Hostname(), nil
}

// checkWord lets through the words of a list and "", the default.
func checkWord(word string, words []string) *problem {
	if word == "" || slices.Contains(words, word) {
		return nil
	}
	p := &problem{text: is(word) + "not one of its values", fix: "write " + oneOf(words)}
	if meant := suggest(word, words); meant != "" {
		p.fix = "did you mean " + meant + "?"
	}
	return p
}

// is begins a sentence about a word, without the word if it may be a secret.
func is(word string) string {
	if shown := show(word); shown != "" {
		return "is " + shown + ", "
	}
	return "is "
}

func oneOf(words []string) string {
	last := len(words) - 1
	if last == 0 {
		return words[0]
	}
	return strings.Join(words[:last], ", ") + " or " + words[last]
}
