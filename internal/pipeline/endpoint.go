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
	port   string // of host: "", or ":8443"
	base   string // escaped path before everything else: "" or "/base"
	vendor bool   // it is the vendor's own, and regions have hosts of their own
	style  addressing
	leaky  bool // what is sent can be read on the way: plain HTTP, not loopback

	// template is what of the provider's OtherHosts the host is; "" means that
	// the vendor's host, if it is one, is that of Host, Hosts or ServiceHost.
	template string
}

// addressing says where the bucket's name goes.
type addressing uint8

const (
	addressAuto addressing = iota
	addressPath
	addressVirtual
	addressNone // nowhere: the host is the bucket's own
)

// locate sets the client's endpoint and region.
func (c *Client) locate(cfg config.Config) error {
	e := endpoint{scheme: "https", vendor: true}
	c.region = cfg.Region
	if cfg.Endpoint != "" {
		u, err := cfg.EndpointURL()
		if err != nil {
			return err
		}
		e.scheme, e.host = u.Scheme, strings.ToLower(u.Host)
		e.base = strings.TrimRight(u.EscapedPath(), "/")
		if port := u.Port(); port != "" {
			e.port = ":" + port
		}
		var region string
		region, e.template, e.vendor = c.provider.match(hostname(e.host))
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
	if e.host == "" || hostname(e.host) == c.provider.ServiceHost {
		e.host = c.provider.host(c.region) + e.port
	}
	e.leaky = e.scheme != "https" && !isLoopback(e.host)
	c.endpoint = e
	return c.addressing(cfg.Addressing)
}

// addressing sets what the configuration, else the provider, says of where a
// bucket's name goes. A provider whose default is virtual serves nothing else
// at its own hosts; elsewhere that gives way to what the host allows.
func (c *Client) addressing(word string) error {
	e := &c.endpoint
	asked := word != "" && word != "auto"
	if !asked {
		word = c.provider.DefaultAddressing
	}
	switch word {
	case "path":
		e.style = addressPath
		if e.vendor && c.provider.DefaultAddressing == "virtual" {
			return fault("addressing", "Config.Addressing", "is path, and "+c.provider.Title+" takes a bucket's name in the host only",
				"leave it out")
		}
	case "virtual":
		e.style = addressVirtual
		if !asked && (isAddress(e.host) || isLoopback(e.host)) {
			e.style = addressPath
		}
		if e.style == addressVirtual && isAddress(e.host) {
			return fault("addressing", "Config.Addressing", "is virtual, and the endpoint is an IP address that no bucket's name can stand before",
				"use path or auto, or an endpoint with a name")
		}
	case "none":
		e.style = addressNone
		if e.vendor {
			return fault("addressing", "Config.Addressing", "is none, which is for a domain that leads to one bucket, and the endpoint is the provider's own",
				"leave it out, or set Config.Endpoint to the bucket's own domain")
		}
	default:
		e.style = addressAuto
	}
	return nil
}

func fault(key, source, problem, fix string) error {
	return &config.Error{Faults: []config.Fault{{Source: source, Key: key, Problem: problem, Fix: fix}}}
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
