// SPDX-License-Identifier: Apache-2.0

package emulator

import (
	"math"
	"net/url"
	"strings"
)

// listObjects serves both versions of listing: they differ in how a page is
// continued.
func (c *call) listObjects() (*answer, error) {
	l := &listing{call: c, prefix: c.in.text("Prefix"), delimiter: c.in.text("Delimiter"), out: c.starting()}
	if err := l.open(); err != nil {
		return nil, err
	}
	after := l.after
	if c.dialect.unordered {
		after = ""
	}
	objects, err := c.emulator.store.list(c.bucket, l.prefix, after)
	switch {
	case err != nil:
		return nil, c.missing(err)
	case l.size == 0:
	case c.dialect.unordered:
		l.shuffle(objects)
	default:
		for o := range objects {
			if !l.add(o) {
				break
			}
		}
	}
	l.close()
	return &answer{out: l.out}, nil
}

// listing is one page on its way.
type listing struct {
	call              *call
	prefix, delimiter string
	after             string // list what follows
	size              int64
	out               record
	objects, prefixes []any
	last              string // the last entry, object or common prefix
	more              bool
	encode            bool
}

// open reads what the page shall be.
func (l *listing) open() error {
	c := l.call
	size, asked := c.in.number("PageSize")
	switch {
	case asked && (size < 0 || size > math.MaxInt32):
		name := c.operation.wire("PageSize")
		value, _ := c.query.get(name)
		f := c.dialect.badArgument(name, value)
		if c.dialect.pageSizes != "" {
			f = f.saying(c.dialect.pageSizes)
		}
		return f
	case !asked && c.dialect.page > 0:
		size = int64(c.dialect.page)
	case !asked || size > int64(c.dialect.maxPage):
		size = int64(c.dialect.maxPage)
	}
	l.size = size
	if encoding, ok := c.query.get("encoding-type"); ok {
		if encoding != "url" {
			return c.dialect.badArgument("encoding-type", encoding)
		}
		l.encode = true
	}
	token, err := c.after()
	if err != nil {
		return err
	}
	if l.after = c.in.text("StartAfter") + c.in.text("Marker"); c.in.has("PageToken") {
		l.after = token
	}
	return nil
}

// add takes one object into the page, as itself or as its common prefix. It is
// false when the page is full.
func (l *listing) add(o *object) bool {
	name, common := l.fold(o)
	switch {
	case !common:
		return l.take(name, o)
	case name == l.last, name == l.after:
		return true // rolled up already, on this page or an earlier one
	}
	return l.take(name, nil)
}

// fold is what a listing calls an object: its key, or the common prefix that
// stands for it.
func (l *listing) fold(o *object) (name string, common bool) {
	if l.delimiter != "" {
		if before, _, ok := strings.Cut(o.key[len(l.prefix):], l.delimiter); ok {
			return l.prefix + before + l.delimiter, true
		}
	}
	return o.key, false
}

// take takes an object, or with nil a common prefix, into the page. It is false
// when the page is full.
func (l *listing) take(name string, o *object) bool {
	if int64(len(l.objects)+len(l.prefixes)) == l.size {
		l.more = true
		return false
	}
	l.last = name
	if o == nil {
		l.prefixes = append(l.prefixes, l.text(name))
	} else {
		l.objects = append(l.objects, l.entry(o))
	}
	return true
}

func (l *listing) entry(o *object) record {
	entry := record{"Key": l.text(o.key), "LastModified": o.modified, "ETag": o.etag, "Size": o.size, "StorageClass": o.class}
	entry["Created"], entry["Encrypted"], entry["ContentType"] = o.modified, o.keyMD5 != "", l.call.contentType(o)
	for _, a := range algorithms {
		if _, ok := o.sums[a.member]; ok {
			entry["ChecksumAlgorithms"] = []any{a.name}
			entry["ChecksumType"] = fullObject
		}
	}
	if l.call.in.flag("FetchOwner") || l.call.marked() {
		entry["Owner"] = l.call.owner()
	}
	return entry
}

// close fills in the rest of the answer.
func (l *listing) close() {
	c, out := l.call, l.out
	out["Name"], out["Owner"] = c.bucket, c.owner()
	out["PageSize"] = l.size
	out["IsTruncated"] = l.more
	out["KeyCount"] = int64(len(l.objects) + len(l.prefixes))
	if l.objects != nil {
		out["Objects"] = l.objects
	}
	if l.prefixes != nil {
		out["CommonPrefixes"] = l.prefixes
	}
	for _, name := range []string{"Prefix", "Delimiter", "StartAfter", "Marker"} {
		if c.in.text(name) != "" {
			out[name] = l.text(c.in.text(name))
		}
	}
	if c.marked() && c.in.has("PageToken") {
		out["StartAfter"] = l.text(c.in.text("PageToken")) // in the element Marker
	}
	if l.encode {
		out["EncodingType"] = "url"
	}
	switch {
	case l.more && c.marked():
		out["NextPageToken"] = l.text(l.last)
		if l.delimiter != "" {
			out["NextMarker"] = l.text(l.last)
		}
	case l.more:
		out["NextPageToken"] = newToken(l.last)
	}
}

// text encodes a key or prefix when the client asked for it: like a form, but
// for the slashes.
func (l *listing) text(s string) string {
	if !l.encode {
		return s
	}
	return strings.ReplaceAll(url.QueryEscape(s), "%2F", "/")
}
