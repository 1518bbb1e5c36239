// SPDX-License-Identifier: Apache-2.0

package config

import (
	"net/netip"
	"strings"
)

// site is what a host is to a provider. The zero site is a host that is none
// of the provider's own: a gateway, a private cloud, a domain of the user's.
type site struct {
	own    bool     // the provider's own
	region string   // that the name says, "" if none
	bare   bool     // the region has to be put before it, and buckets are nowhere else
	bucket bool     // it leads to one bucket: only addressing none fits
	fault  *problem // nothing can be done with it; with bucket, but for addressing none
}

// siteOf is what a host without its port is to the provider.
func (v vendor) siteOf(host string) site {
	if v.site == nil || host == "" {
		return site{}
	}
	return v.site(host)
}

// withRegion is the endpoint with the region put before its host, where that is
// where the provider's requests go: at a host of its own that says no region,
// and, as the provider's own programs do it, at the endpoint of their settings.
func (v vendor) withRegion(endpoint, region string, theirs bool) string {
	u, p := parseEndpoint(endpoint)
	if p != nil || !isLabel(region) {
		return endpoint
	}
	host := u.Hostname()
	at := v.siteOf(host)
	if at.bare && v.regions().check(region, true) == nil || theirs && v.regionFirst && !at.own && !isLoopback(host) && !isIP(host) && !strings.HasPrefix(host, region+".") {
		u.Host = region + "." + u.Host
	}
	return u.String()
}

// isLabel tells what can stand before a host.
func isLabel(s string) bool {
	return s != "" && !strings.Contains(s, ".") && checkHostName(s) == nil
}

func isIP(host string) bool {
	_, err := netip.ParseAddr(host)
	return err == nil
}

// bucketInHost makes the host one bucket's. A region that cannot be shown is
// left for the user to fill in.
func (s site) bucketInHost(before, region, after string) site {
	name := strings.Trim(show(region), `"`)
	if name == "" {
		name = "REGION"
	}
	s.bucket = true
	s.fault = &problem{
		text: "has a bucket's name before the host",
		fix:  "write https://" + before + name + after + ", and give the bucket's name to Service.Bucket, or write none for addressing",
	}
	return s
}
