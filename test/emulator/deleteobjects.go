// SPDX-License-Identifier: Apache-2.0

package emulator

import (
	"errors"
	"time"
)

const maxDeleted = 1000

// deleteObjects deletes one object after the other. Only the bucket can make
// the whole request fail.
func (c *call) deleteObjects() (*answer, error) {
	objects := c.in.records("Objects")
	switch {
	case len(objects) == 0:
		return nil, c.fault(malformedDocument)
	case len(objects) > maxDeleted:
		return nil, c.fault(c.dialect.tooMany)
	}
	if _, err := c.emulator.store.bucket(c.bucket); err != nil {
		return nil, c.missing(err)
	}
	var deleted, failed []any
	for _, o := range objects {
		err := c.deleteOne(o)
		f, isFault := errors.AsType[*fault](err)
		switch {
		case err == nil && !c.in.flag("Quiet"):
			deleted = append(deleted, identified(o))
		case err == nil:
		case isFault:
			entry := identified(o)
			entry["Code"], entry["Message"] = f.code, f.message
			failed = append(failed, entry)
		default:
			return nil, err
		}
	}
	out := c.starting()
	if deleted != nil {
		out["Deleted"] = deleted
	}
	if failed != nil {
		out["Errors"] = failed
	}
	return &answer{out: out}, nil
}

// identified is what both kinds of entries of the answer have.
func identified(o record) record {
	entry := record{"Key": o.text("Key")}
	if v := o.text("VersionID"); v != "" {
		entry["VersionID"] = v
	}
	return entry
}

func (c *call) deleteOne(o record) error {
	if v := o.text("VersionID"); v != "" && v != "null" {
		return c.fault("NoSuchVersion")
	}
	return c.emulator.store.erase(c.bucket, o.text("Key"), func(present *object) error {
		size, hasSize := o.number("Size")
		if present != nil && !unchanged(present, o.text("ETag"), size, hasSize, o.time("LastModifiedTime")) {
			return c.fault("PreconditionFailed")
		}
		return nil
	})
}

// unchanged says whether an object is the one that a deletion means: of this
// ETag, size and second, as far as they are given.
func unchanged(o *object, etag string, size int64, hasSize bool, at time.Time) bool {
	return (etag == "" || matchesETag(etag, o.etag)) && (!hasSize || size == o.size) &&
		(at.IsZero() || at.Equal(o.modified.Truncate(time.Second)))
}
