// SPDX-License-Identifier: Apache-2.0

package pipeline

import "strings"

// The vendor's hosts are templates, with {region} where a region stands.

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

// match reports whether a host without a port is one of the vendor's own,
// which region it belongs to ("" if its name does not say), and by which
// template, if it is one of OtherHosts.
func (p *Provider) match(name string) (region, template string, vendor bool) {
	for _, rule := range p.Hosts {
		if region, ok := fill(rule.Host, name); ok && strings.HasPrefix(region, rule.RegionPrefix) {
			return region, "", true
		}
	}
	// Before Host, whose template may fit a host that is an exception.
	for _, template := range p.OtherHosts {
		if region, ok := fill(template, name); ok {
			return region, template, true
		}
	}
	if name != "" && name == p.ServiceHost {
		return "", "", true
	}
	region, vendor = fill(p.Host, name)
	return region, "", vendor
}

// hostIn is the host for a region, of the kind that the endpoint's is.
func (c *Client) hostIn(region string) string {
	e := &c.endpoint
	switch {
	case !e.vendor || region == c.region:
		return e.host
	case e.template == "":
		return c.provider.host(region) + e.port
	}
	return strings.ReplaceAll(e.template, "{region}", region) + e.port
}

// serviceHost is the host of operations that concern no bucket.
func (c *Client) serviceHost(region string) string {
	if e := &c.endpoint; e.vendor && e.template == "" && c.provider.ServiceHost != "" {
		return c.provider.ServiceHost + e.port
	}
	return c.hostIn(region)
}

// bucketHost is the host of a bucket that is addressed by its host.
func (c *Client) bucketHost(bucket, region string) string {
	host, e := c.hostIn(region), &c.endpoint
	if template := c.provider.BucketHost; template != "" && e.vendor && host == c.provider.host(region)+e.port {
		return strings.NewReplacer("{bucket}", bucket, "{region}", region).Replace(template) + e.port
	}
	return bucket + "." + host
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
	if !ok || !validRegion(region) {
		return "", false
	}
	return region, true
}
