// SPDX-License-Identifier: Apache-2.0

package emulator

import (
	"errors"
	"net"
	"net/http"
	"strings"
)

// minBucketName is shorter than no bucket's name and longer than every zone's:
// it tells gallery.qingstor.com from sh1a.qingstor.com.
const minBucketName = 6

// redirect answers requests about a bucket at the host of no zone, signed or
// not: the host of its zone is where the bucket is. That HEAD is answered so
// under {bucket}.qingstor.com is witnessed by detectLocation of
// go-service-qingstor (beyondstorage), which reads the zone from Location; that
// other methods and the path style are, is ours. It gives nil for a request
// that is at home.
func (c *call) redirect() error {
	home := c.dialect.provider.ServiceHost
	if !c.dialect.redirects || home == "" || c.virtual {
		return nil
	}
	host, path := withoutPort(c.request.Host), rawPath(c.request)
	label, below := strings.CutSuffix(host, "."+home)
	switch {
	case below && len(label) >= minBucketName && !strings.Contains(label, "."):
		c.bucket = label
	case host == home && c.bucket != "":
		_, path, _ = strings.Cut(strings.TrimPrefix(path, "/"), "/")
		path = "/" + path
	default:
		return nil
	}
	_, err := c.emulator.store.bucket(c.bucket)
	switch {
	case errors.Is(err, errNoBucket) && c.request.Method == http.MethodPut && path == "/":
		return c.fault("InvalidLocation")
	case err != nil:
		return c.missing(err)
	}
	f := c.fault("PermanentRedirect")
	f.header = http.Header{"Location": {c.location(path)}}
	return f
}

// location is the URL of a path at the bucket's own host.
func (c *call) location(path string) string {
	scheme, host := "http", c.host(c.bucket)
	if c.request.TLS != nil {
		scheme = "https"
	}
	if _, port, err := net.SplitHostPort(c.request.Host); err == nil {
		host = net.JoinHostPort(host, port)
	}
	if query := c.request.URL.RawQuery; query != "" {
		path += "?" + query
	}
	return scheme + "://" + host + path
}
