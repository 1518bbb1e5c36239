// SPDX-License-Identifier: Apache-2.0

package emulator

import (
	"io"
	"maps"
	"net/http"
	"strconv"
	"strings"
)

// getObject serves GET and HEAD, which differ in their body only.
func (c *call) getObject() (*answer, error) {
	if err := c.checkVersion(); err != nil {
		return nil, err
	}
	if err := c.checkPartNumber(); err != nil {
		return nil, err
	}
	o, content, err := c.emulator.store.object(c.bucket, c.key)
	if err != nil {
		return nil, c.missing(err)
	}
	if err := c.checkCustomerKey(o); err != nil {
		return nil, err
	}
	if err := c.checkRead(o); err != nil {
		return nil, err
	}
	part, err := c.part(o)
	if err != nil {
		return nil, err
	}
	a := &answer{out: c.attributes(o), header: http.Header{}, stream: content, length: part.length}
	maps.Copy(a.header, o.header)
	if err := c.override(a); err != nil {
		return nil, err
	}
	if part.partial {
		a.status = http.StatusPartialContent
		a.out["ContentRange"] = part.String()
	}
	if c.dialect.sumAlways || c.in.text("ChecksumMode") != "" && part.length == o.size {
		addSums(a.out, o)
	}
	if _, err := content.Seek(part.start, io.SeekStart); err != nil {
		return nil, err
	}
	return a, nil
}

// attributes are what a read tells of an object beside its own headers.
func (c *call) attributes(o *object) record {
	out := record{"ETag": o.etag, "LastModified": o.modified, "AcceptRanges": "bytes"}
	switch {
	case o.appendable:
		out["ObjectType"], out["NextPosition"] = "appendable", o.size
	case c.dialect.tellsType:
		out["ObjectType"] = "normal"
	}
	if len(o.header["Content-Type"]) == 0 {
		out["ContentType"] = c.dialect.contentType
	}
	if o.class != standard || c.dialect.tellsClass {
		out["StorageClass"] = o.class
	}
	if tags := o.documents["tagging"]; tags != nil {
		if n := countTags(tags); n > 0 {
			out["TagCount"] = n
		}
	}
	c.addEncryption(out, o)
	return out
}

// contentType is the type of an object's content.
func (c *call) contentType(o *object) string {
	if kind := o.header["Content-Type"]; len(kind) > 0 {
		return kind[0]
	}
	return c.dialect.contentType
}

// override answers with the headers that the query asks for: a member named
// ResponseX stands for the answer's X. Only signed requests may.
func (c *call) override(a *answer) error {
	for _, f := range c.operation.input.fields {
		name, ok := strings.CutPrefix(f.name, "Response")
		value, asked := c.query.get(f.wire)
		if !ok || f.place != inQuery || !asked {
			continue
		}
		if c.anonymous && c.dialect.signedOverrides {
			return c.fault("InvalidRequest").saying("Request specific response headers cannot be used for anonymous GET requests.")
		}
		for _, out := range c.operation.output.fields {
			if out.name == name && out.place == inHeader {
				delete(a.out, name)
				a.header[out.wire] = []string{value}
			}
		}
	}
	return nil
}

// checkCustomerKey demands the key that the object was written with, and none
// for an object that was written without.
func (c *call) checkCustomerKey(o *object) error {
	sum, err := c.customerKey()
	switch {
	case err != nil:
		return err
	case sum == o.keyMD5:
		return nil
	case o.keyMD5 == "":
		return c.fault("InvalidRequest").saying("The encryption parameters are not applicable to this object.")
	case sum == "":
		return c.fault("InvalidRequest").saying("The object was stored using a form of Server Side Encryption. The correct parameters must be provided to retrieve the object.")
	}
	return c.fault("AccessDenied")
}

// part is what a read gives of an object.
type part struct {
	start, length, size int64
	partial             bool
}

// String is the value of Content-Range.
func (p part) String() string {
	return "bytes " + strconv.FormatInt(p.start, 10) + "-" + strconv.FormatInt(p.start+p.length-1, 10) + "/" + strconv.FormatInt(p.size, 10)
}

// part reads Range or partNumber. S3 gives the whole object for a range that
// is malformed or more than one, where others refuse it, and all refuse one
// that is beyond the end.
func (c *call) part(o *object) (part, error) {
	all := part{length: o.size, size: o.size}
	text := c.in.text("Range")
	if number, ok := c.in.number("PartNumber"); ok {
		if number > 1 {
			return all, c.fault("InvalidPartNumber").with("ActualPartCount", "1").with("PartNumberRequested", strconv.FormatInt(number, 10))
		}
		all.partial = o.size > 0
		return all, nil
	}
	first, last, ok := parseRange(text)
	switch {
	case !ok && text != "" && c.dialect.badRange:
		return all, c.fault("InvalidRange")
	case !ok:
		return all, nil
	case first < 0 && last > 0 && o.size == 0:
		return all, nil // the last bytes of nothing are nothing
	case first < 0: // the last bytes
		first, last = max(0, o.size-last), o.size-1
	default:
		last = min(last, o.size-1)
	}
	if first >= o.size {
		return all, c.fault("InvalidRange").with("RangeRequested", text).with("ActualObjectSize", strconv.FormatInt(o.size, 10))
	}
	return part{first, last - first + 1, o.size, true}, nil
}

// checkPartNumber refuses what no object can have.
func (c *call) checkPartNumber() error {
	number, ok := c.in.number("PartNumber")
	switch {
	case !ok:
		return nil
	case number < 1 || number > 10000:
		value, _ := c.query.get("partNumber")
		return c.dialect.badArgument("partNumber", value)
	case c.in.text("Range") != "":
		return c.fault("InvalidRequest").saying("Cannot specify both Range header and partNumber query parameter")
	}
	return nil
}

// parseRange reads one range of bytes. first is -1 for the last bytes, of which
// last is the number then.
func parseRange(text string) (first, last int64, ok bool) {
	spec, found := strings.CutPrefix(text, "bytes=")
	from, to, dash := strings.Cut(spec, "-")
	if !found || !dash || !digits(from) || !digits(to) || from+to == "" {
		return 0, 0, false
	}
	const unbounded = 1<<63 - 1
	first, last = -1, unbounded
	if from != "" {
		first = parseDigits(from)
	}
	if to != "" {
		last = parseDigits(to)
	}
	return first, last, first <= last
}

func digits(s string) bool { return strings.Trim(s, "0123456789") == "" }

// parseDigits gives the greatest number for one that is too long.
func parseDigits(s string) int64 {
	n, _ := strconv.ParseInt(s, 10, 64) // out of range gives the maximum
	return n
}
