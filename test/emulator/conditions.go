// SPDX-License-Identifier: Apache-2.0

package emulator

import (
	"net/http"
	"strings"
	"time"
)

// checkRead looks at the conditions of a read: 412 where the client wants
// another version than there is, 304 where it has this one. If-Match and
// If-None-Match win over the dates beside them (RFC 9110, 13.2.2).
func (c *call) checkRead(o *object) error {
	in := c.in
	failed := func(name string) error { return c.fault("PreconditionFailed").with("Condition", name) }
	if want := in.text("IfMatch"); want != "" {
		if !matchesETag(want, o.etag) {
			return failed("If-Match")
		}
	} else if at := in.time("IfUnmodifiedSince"); !at.IsZero() && o.modified.Truncate(time.Second).After(at) {
		return failed("If-Unmodified-Since")
	}
	fresh := false
	if want := in.text("IfNoneMatch"); want != "" {
		fresh = matchesETag(want, o.etag)
	} else if at := in.time("IfModifiedSince"); !at.IsZero() && !at.After(c.now) {
		fresh = !o.modified.Truncate(time.Second).After(at)
	}
	if fresh {
		f := c.fault("NotModified")
		f.header = http.Header{"Etag": {o.etag}, "Last-Modified": {o.modified.Format(httpDate)}}
		return f
	}
	return nil
}

// checkWrite gives what a write asks of the present object. S3
// has If-None-Match for * only, and not together with If-Match.
func (c *call) checkWrite() (func(*object) error, error) {
	match, none := c.in.text("IfMatch"), c.in.text("IfNoneMatch")
	switch {
	case c.in.flag("ForbidOverwrite"):
		return func(present *object) error {
			if present != nil {
				return c.fault("FileAlreadyExists")
			}
			return nil
		}, nil
	case none != "" && (none != "*" || match != ""):
		return nil, c.fault("NotImplemented").with("Header", "If-None-Match").with("additionalMessage", "We don't accept the provided value of If-None-Match header for this API")
	case none == "" && match == "":
		return nil, nil
	}
	return func(present *object) error {
		switch {
		case none != "" && present != nil:
			return c.fault("PreconditionFailed").with("Condition", "If-None-Match")
		case match != "" && present == nil:
			return c.noKey()
		case match != "" && !matchesETag(match, present.etag):
			return c.fault("PreconditionFailed").with("Condition", "If-Match")
		}
		return nil
	}, nil
}

// matchesETag knows *, lists, and tags without their quotes.
func matchesETag(want, etag string) bool {
	for tag := range strings.SplitSeq(want, ",") {
		tag = strings.TrimPrefix(strings.TrimSpace(tag), "W/")
		if tag == "*" || strings.Trim(tag, `"`) == strings.Trim(etag, `"`) {
			return true
		}
	}
	return false
}
