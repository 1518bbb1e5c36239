// SPDX-License-Identifier: Apache-2.0

package fake

import (
	"strings"
	"time"
)

// condition is what a read makes its answer depend on (RFC 9110, 13.2.2).
type condition struct {
	match, noneMatch               string
	modifiedSince, unmodifiedSince time.Time // in whole seconds, as a header has them
}

func newCondition(match, noneMatch string, modifiedSince, unmodifiedSince time.Time) condition {
	return condition{match, noneMatch, modifiedSince.Truncate(time.Second), unmodifiedSince.Truncate(time.Second)}
}

// check is the fault that the condition finds in o, nil for none.
func (c condition) check(o *object, now time.Time) *fault {
	switch {
	case c.match != "":
		if !matchesETag(c.match, o.etag) {
			return &preconditionFailed
		}
	case !c.unmodifiedSince.IsZero() && o.modified.After(c.unmodifiedSince):
		return &preconditionFailed
	}
	switch {
	case c.noneMatch != "":
		if matchesETag(c.noneMatch, o.etag) {
			return &notModified
		}
	case !c.modifiedSince.IsZero() && !c.modifiedSince.After(now) && !o.modified.After(c.modifiedSince):
		return &notModified
	}
	return nil
}

// matchesETag reports whether etag is in the list of a condition, in which S3
// does not insist on the quotes.
func matchesETag(list, etag string) bool {
	bare := strings.Trim(etag, `"`)
	for one := range strings.SplitSeq(list, ",") {
		one = strings.TrimPrefix(strings.TrimSpace(one), "W/")
		if one == "*" || strings.Trim(one, `"`) == bare {
			return true
		}
	}
	return false
}
