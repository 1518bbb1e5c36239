// SPDX-License-Identifier: Apache-2.0

package rest

import "strings"

// locate checks what S3 says and works out the hosts of requests with a bucket and
// without one. Source of the hosts: "Using Amazon S3 dual-stack endpoints" and
// "Getting started with Amazon S3 Transfer Acceleration", Amazon S3 User Guide.
func (s *settings) locate() error {
	host := s.endpoint.host
	s.plain, s.bucket = host, host
	switch s.S3.Addressing {
	case AddressingAuto, AddressingPath:
	case AddressingVirtual:
		if isAddress(host) {
			return &ConfigError{"S3.Addressing", "is virtual, and Endpoint is an IP address that no name can stand before: use path, or an endpoint with a name"}
		}
	default:
		return &ConfigError{"S3.Addressing", `is none of "", "virtual" and "path"`}
	}
	if !s.S3.DualStack && !s.S3.Accelerate {
		return nil
	}
	field := "S3.DualStack"
	if s.S3.Accelerate {
		field = "S3.Accelerate"
	}
	name := strings.ToLower(hostname(host))
	region, ok := amazonRegion(name)
	if !ok {
		return &ConfigError{field, "needs an Endpoint whose host is s3.<region>.amazonaws.com: turn it off, or use such an endpoint"}
	}
	if s.S3.Accelerate && s.S3.Addressing == AddressingPath {
		return &ConfigError{field, "needs the bucket's name before the host: turn it off, or set S3.Addressing to virtual"}
	}
	port := host[len(name):]
	fast := "s3-accelerate.amazonaws.com"
	if s.S3.DualStack {
		s.plain = "s3.dualstack." + region + ".amazonaws.com" + port
		fast = "s3-accelerate.dualstack.amazonaws.com"
	}
	s.bucket = s.plain
	if s.S3.Accelerate {
		s.bucket = fast + port
	}
	return nil
}

// amazonRegion is the region in the name of Amazon S3's host.
func amazonRegion(name string) (region string, ok bool) {
	region, before := strings.CutPrefix(name, "s3.")
	region, after := strings.CutSuffix(region, ".amazonaws.com")
	return region, before && after && isLabel(region)
}

// place says whether the bucket's name goes before the host, or what is wrong with
// it.
func (s *settings) place(bucket string) (virtual bool, problem string) {
	switch {
	case bucket == "":
		return false, "must not be empty"
	case bucket == "." || bucket == ".." || strings.ContainsAny(bucket, `/\`):
		return false, "must not be a dot or two, and must not hold a slash"
	case s == nil || s.S3.Addressing == AddressingPath:
		return false, ""
	case s.S3.Accelerate && !isBucketLabel(bucket):
		return false, "cannot stand before a host, which S3.Accelerate needs: use a name of 3 to 63 lower case letters, digits and hyphens, or turn S3.Accelerate off"
	case s.S3.Addressing == AddressingVirtual && !isBucketName(bucket):
		return false, "cannot stand before a host: use another name, or set S3.Addressing to path"
	case s.S3.Addressing == AddressingVirtual:
		return true, ""
	}
	host := strings.ToLower(strings.TrimSuffix(hostname(s.bucket), "."))
	return isBucketLabel(bucket) && !isAddress(s.bucket) && strings.Contains(host, "."), ""
}

// isBucketName reports whether a name, which may have dots, can stand before a host.
func isBucketName(name string) bool {
	for label := range strings.SplitSeq(name, ".") {
		if !isLabel(label) {
			return false
		}
	}
	return len(name) >= 3 && len(name) <= 63 && name == strings.ToLower(name)
}

// isBucketLabel is isBucketName for names without dots.
func isBucketLabel(name string) bool { return isBucketName(name) && isLabel(name) }
