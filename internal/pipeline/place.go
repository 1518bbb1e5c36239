// SPDX-License-Identifier: Apache-2.0

package pipeline

import (
	"maps"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"unicode/utf8"
)

// place is where the requests to one bucket go. It does not change.
type place struct {
	region string
	host   string
	origin string // scheme and host: "https://photos.s3.eu-west-1.amazonaws.com"

	inHost bool // the host names the bucket, and the path does not

	// path stands before the key, and raw is its escaped form if that differs.
	path, raw string
}

// places remembers the place of each bucket that was called, so that the
// second call to a bucket need not work it out, and goes to the region that
// the first one was sent to. It is safe for concurrent use; reading takes no
// lock.
type places struct {
	known atomic.Pointer[map[string]*place]
	mu    sync.Mutex // held while known is replaced
}

// placesKept bounds the memory: when there are more buckets, it begins anew.
const placesKept = 512

func (p *places) get(bucket string) *place {
	if m := p.known.Load(); m != nil {
		return (*m)[bucket]
	}
	return nil
}

func (p *places) put(bucket string, at *place) {
	p.mu.Lock()
	defer p.mu.Unlock()
	next := map[string]*place{}
	if m := p.known.Load(); m != nil && len(*m) < placesKept {
		next = maps.Clone(*m)
	}
	next[strings.Clone(bucket)] = at
	p.known.Store(&next)
}

// find is the place of bucket, "" for the service itself, or what is wrong
// with the name.
func (c *Client) find(bucket string) (at *place, problem string) {
	if at := c.places.get(bucket); at != nil {
		return at, ""
	}
	if at, problem = c.resolve(bucket, c.region); problem == "" {
		c.places.put(bucket, at)
	}
	return at, problem
}

// resolve works out the place of bucket in a region. At an endpoint that is
// not the vendor's own, the region is for signing only.
func (c *Client) resolve(bucket, region string) (at *place, problem string) {
	e := &c.endpoint
	at = &place{region: region, host: c.hostIn(region), path: e.base}
	if bucket == "" {
		at.host, problem = c.serviceHost(region), ""
		if e.style == addressNone {
			problem = "is no part of this call, but of the endpoint: addressing none is for a domain that leads to one bucket"
		}
	} else {
		problem = c.enter(at, bucket)
	}
	if problem != "" {
		return nil, problem
	}
	at.origin = e.scheme + "://" + strings.ReplaceAll(at.host, "%", "%25") // of the zone of an IPv6 address
	at.path, at.raw = splitPath(at.path)
	return at, ""
}

// enter puts the bucket's name where it belongs.
func (c *Client) enter(at *place, bucket string) (problem string) {
	e := &c.endpoint
	if problem = badBucket(bucket); problem != "" {
		return problem
	}
	switch {
	case e.style == addressNone:
		at.inHost = true
	case e.style == addressVirtual && !isHostLabel(bucket, true):
		return "cannot stand in a host name, which addressing virtual needs"
	case e.style == addressVirtual, e.style == addressAuto && e.vendor && isHostLabel(bucket, false):
		at.host, at.inHost = c.bucketHost(bucket, at.region), true
	default:
		at.path = e.base + "/" + escapeSegment(bucket)
	}
	return ""
}

// badBucket says why no server can have a bucket of this name, or why it
// cannot be asked for: "" if neither. What is a good name is for servers to
// say, and they differ.
func badBucket(name string) string {
	switch {
	case name == "":
		return "is required"
	case name == "." || strings.Contains(name, ".."):
		return "must not be or hold dots that stand for a folder"
	case strings.ContainsAny(name, `/\`):
		return "must not contain a slash"
	case !utf8.ValidString(name):
		return "is not valid UTF-8"
	case len(name) > 255:
		return "is longer than 255 bytes"
	}
	for i := range len(name) {
		if name[i] < ' ' || name[i] == 0x7f {
			return "contains a control byte"
		}
	}
	return ""
}

// isHostLabel reports whether name can stand before a host: RFC 1123's label
// in lower case, or, with dots, several of them.
func isHostLabel(name string, dots bool) bool {
	if dots {
		for label := range strings.SplitSeq(name, ".") {
			if !isHostLabel(label, false) {
				return false
			}
		}
		return len(name) <= 63
	}
	if name == "" || len(name) > 63 || name[0] == '-' || name[len(name)-1] == '-' {
		return false
	}
	for i := range len(name) {
		if c := name[i]; c != '-' && (!isAlphanumeric(c) || 'A' <= c && c <= 'Z') {
			return false
		}
	}
	return true
}

// escapeSegment writes every byte but RFC 3986's unreserved ones as %XX: what
// signatures are made of, whatever net/url would leave alone.
func escapeSegment(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(s) {
		if c := s[i]; isAlphanumeric(c) || strings.IndexByte("-._~", c) >= 0 {
			b.WriteByte(c)
		} else {
			b.WriteByte('%')
			b.WriteByte(hex[c>>4])
			b.WriteByte(hex[c&15])
		}
	}
	return b.String()
}

// splitPath is an escaped path decoded, and as it is if that differs.
func splitPath(escaped string) (path, raw string) {
	path, err := url.PathUnescape(escaped)
	if err != nil || path != escaped {
		return path, escaped
	}
	return path, ""
}
