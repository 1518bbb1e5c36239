// SPDX-License-Identifier: Apache-2.0

package pipeline

import (
	"net"
	"net/netip"
	"net/url"
	"strings"

	"github.com/seed-40dc4ce0/pail/config"
)

// endpoint is where the client's requests go, before a bucket is put into it.
type endpoint struct {
	scheme string
	host   string // with its port, if it has one
	base   string // escaped path before everything else: "" or "/base"
	vendor bool   // it is the vendor's own, and regions have hosts of their own
	style  addressing
	leaky  bool // what is sent can be read on the way: plain HTTP, not loopback
}

// addressing says where the bucket's name goes.
type addressing uint8

const (
	addressAuto addressing = iota
	addressPath
	addressVirtual
)

// locate sets the client's endpoint and region.
func (c *Client) locate(cfg config.Config) error {
	e := endpoint{scheme: "https", vendor: true, style: c.style(cfg)}
	c.region = cfg.Region
	if cfg.Endpoint != "" {
		u, err := cfg.EndpointURL()
		if err != nil {
			return err
		}
		e.scheme, e.host = u.Scheme, strings.ToLower(u.Host)
		e.base = strings.TrimRight(u.EscapedPath(), "/")
		region, vendor := c.provider.regionOf(e.host)
		e.vendor = vendor
		if c.region == "" {
			c.region = region
		}
	}
	if c.region == "" {
		if e.vendor && c.provider.RegionRequired {
			return fault("region", "Config.Region", "is missing, and "+c.provider.Title+" needs one",
				`set region in the profile, PAIL_REGION, or config.WithRegion, such as "`+c.provider.DefaultRegion+`"`)
		}
		c.region = c.provider.DefaultRegion
	}
	if !validRegion(c.region) {
		return fault("region", "Config.Region", "is not the name of a region", "use letters, digits and hyphens")
	}
	if e.host == "" {
		e.host = c.provider.host(c.region)
	}
	if e.style == addressVirtual && isAddress(e.host) {
		return fault("addressing", "Config.Addressing", "is virtual, and the endpoint is an IP address that no bucket's name can stand before",
			"use path or auto, or an endpoint with a name")
	}
	e.leaky = e.scheme != "https" && !isLoopback(e.host)
	c.endpoint = e
	return nil
}

// style is what the configuration, else the provider, says of addressing.
func (c *Client) style(cfg config.Config) addressing {
	word := cfg.Addressing
	if word == "" || word == "auto" {
		word = c.provider.DefaultAddressing
	}
	switch word {
	case "path":
		return addressPath
	case "virtual":
		return addressVirtual
	}
	return addressAuto
}

func fault(key, source, problem, fix string) error {
	return &config.Error{Faults: []config.Fault{{Source: source, Key: key, Problem: problem, Fix: fix}}}
}

// host is the vendor's host for a region.
func (p *Provider) host(region string) string {
	template := p.Host
	for _, rule := range p.Hosts {
		if strings.HasPrefix(region, rule.RegionPrefix) {
			template = rule.Host
			break
		}
	}
	return strings.ReplaceAll(template, "{region}", region)
}

// regionOf reports whether host is one of the vendor's own, and which region
// it belongs to: "" if its name does not say.
func (p *Provider) regionOf(host string) (region string, vendor bool) {
	name := hostname(host)
	for _, rule := range p.Hosts {
		if region, ok := fill(rule.Host, name); ok && strings.HasPrefix(region, rule.RegionPrefix) {
			return region, true
		}
	}
	return fill(p.Host, name)
}

// fill finds what must stand for {region} in template to give name.
func fill(template, name string) (region string, ok bool) {
	before, after, templated := strings.Cut(template, "{region}")
	if !templated {
		return "", name == template
	}
	region, ok = strings.CutPrefix(name, before)
	if !ok {
		return "", false
	}
	region, ok = strings.CutSuffix(region, after)
	return region, ok && validRegion(region)
}

// validRegion reports whether s can be put into a host name and a signature.
// Regions come from servers too.
func validRegion(s string) bool {
	if s == "" || len(s) > 63 {
		return false
	}
	for i := range len(s) {
		if c := s[i]; !isAlphanumeric(c) && c != '-' && c != '_' {
			return false
		}
	}
	return true
}

func isAlphanumeric(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}

// hostname is host without a port and without the brackets of IPv6.
func hostname(host string) string { return (&url.URL{Host: host}).Hostname() }

func isAddress(host string) bool { return net.ParseIP(withoutZone(hostname(host))) != nil }

// isLoopback reports whether host is this machine, as far as its name says.
func isLoopback(host string) bool {
	name := strings.TrimSuffix(strings.ToLower(hostname(host)), ".")
	if name == "localhost" || strings.HasSuffix(name, ".localhost") {
		return true
	}
	ip, err := netip.ParseAddr(withoutZone(name))
	return err == nil && ip.Unmap().IsLoopback()
}

func withoutZone(ip string) string {
	ip, _, _ = strings.Cut(ip, "%")
	return ip
}
