// SPDX-License-Identifier: Apache-2.0

package conformance

import (
	"net/http"
	"strings"
	"time"

	"github.com/seed-40dc4ce0/pail/bucket"
)

// otherETag is an ETag that no object of the suite has.
const otherETag = `"00000000000000000000000000000000"`

// condition is a set of conditions of a read, and the status they lead to.
type condition struct {
	name                 string
	match, noneMatch     string        // "=" stands for the object's ETag
	modified, unmodified time.Duration // since the object's LastModified; 0 is not sent
	status               int
}

// conditionTable is RFC 9110, 13.2.2, with S3's rules for two conditions at
// once (API reference, GetObject, "Overriding").
func conditionTable() []condition {
	const (
		hour = time.Hour
		same = time.Nanosecond // cut off below: the very second
	)
	return []condition{
		{name: "answers when IfMatch matches", match: "=", status: 200},
		{name: "refuses when IfMatch does not match", match: otherETag, status: 412},
		{name: "answers when IfMatch is *", match: "*", status: 200},
		{name: "answers when IfNoneMatch does not match", noneMatch: otherETag, status: 200},
		{name: "has nothing new when IfNoneMatch matches", noneMatch: "=", status: 304},
		{name: "answers when it was modified since", modified: -hour, status: 200},
		{name: "has nothing new when it was not modified since", modified: same, status: 304},
		{name: "answers when it is unmodified since", unmodified: hour, status: 200},
		{name: "refuses when it is not unmodified since", unmodified: -hour, status: 412},
		{name: "answers when IfMatch matches although it is not unmodified since", match: "=", unmodified: -hour, status: 200},
		{name: "has nothing new when IfNoneMatch matches although it was modified since", noneMatch: "=", modified: -hour, status: 304},
	}
}

func conditionRows() []behaviour {
	var rows []behaviour
	for _, c := range conditionTable() {
		rows = append(rows,
			behaviour{operation: "GetObject", name: c.name, check: func(p *probe) {
				b, in := c.prepare(p)
				out, err := b.GetObject(p.ctx, in)
				if c.status == http.StatusOK {
					p.equal("the content", p.read(result(p, "GetObject", out, err)), "content")
					return
				}
				c.refused(p, explained(p, "GetObject", out, err, c.want("PreconditionFailed")))
			}},
			behaviour{operation: "HeadObject", name: c.name, check: func(p *probe) {
				b, in := c.prepare(p)
				out, err := b.HeadObject(p.ctx, &bucket.HeadObjectInput{
					Key: in.Key, IfMatch: in.IfMatch, IfNoneMatch: in.IfNoneMatch, IfModifiedSince: in.IfModifiedSince, IfUnmodifiedSince: in.IfUnmodifiedSince,
				})
				if c.status == http.StatusOK {
					result(p, "HeadObject", out, err)
					return
				}
				c.refused(p, explained(p, "HeadObject", out, err, c.want("")))
			}})
	}
	return rows
}

// prepare stores an object and builds the input.
func (c condition) prepare(p *probe) (bucket.API, *bucket.GetObjectInput) {
	b, key := p.stored("content")
	head, err := b.HeadObject(p.ctx, &bucket.HeadObjectInput{Key: key})
	result(p, "HeadObject", head, err)
	in := &bucket.GetObjectInput{
		Key: key, IfMatch: strings.Replace(c.match, "=", head.ETag, 1), IfNoneMatch: strings.Replace(c.noneMatch, "=", head.ETag, 1),
	}
	if c.modified != 0 {
		in.IfModifiedSince = head.LastModified.Add(c.modified).Truncate(time.Second)
	}
	if c.unmodified != 0 {
		in.IfUnmodifiedSince = head.LastModified.Add(c.unmodified).Truncate(time.Second)
	}
	return b, in
}

// want is the refusal; code is what an answer with a body says for 412.
func (c condition) want(code string) refusal {
	if c.status == http.StatusNotModified {
		return refusal{status: c.status, is: []error{bucket.ErrNotModified}, isNot: []error{bucket.ErrNotFound, bucket.ErrPreconditionFailed}}
	}
	return refusal{status: c.status, code: code, is: []error{bucket.ErrPreconditionFailed}, isNot: []error{bucket.ErrNotModified}}
}

// refused checks that a 304 carries the ETag (RFC 9110, 15.4.5).
func (c condition) refused(p *probe, said *bucket.Error) {
	if c.status == http.StatusNotModified && !quoted(said.Response.Header.Get("ETag")) {
		p.errorf("the 304 has no ETag in Response.Header: %v", said.Response.Header)
	}
}

func putConditionRows() []behaviour {
	failed := refusal{status: http.StatusPreconditionFailed, code: "PreconditionFailed", is: []error{bucket.ErrPreconditionFailed}}
	put := func(p *probe, b bucket.API, key, match, noneMatch string) (*bucket.PutObjectOutput, error) {
		return b.PutObject(p.ctx, &bucket.PutObjectInput{Key: key, Body: strings.NewReader("new"), IfMatch: match, IfNoneMatch: noneMatch})
	}
	rows := []behaviour{
		{name: "creates when IfNoneMatch is *", check: func(p *probe) {
			b, key := p.bucket(), p.key("object")
			out, err := put(p, b, key, "", "*")
			result(p, "PutObject", out, err)
			content, _ := p.get(b, &bucket.GetObjectInput{Key: key})
			p.equal("the content", content, "new")
		}},
		{name: "does not replace when IfNoneMatch is *", check: func(p *probe) {
			b, key := p.stored("old")
			out, err := put(p, b, key, "", "*")
			refused(p, "PutObject", out, err, failed)
			content, _ := p.get(b, &bucket.GetObjectInput{Key: key})
			p.equal("the content", content, "old")
		}},
		{name: "replaces when IfMatch matches", check: func(p *probe) {
			b, key := p.bucket(), p.key("object")
			old := p.put(b, key, "old")
			out, err := put(p, b, key, old.ETag, "")
			result(p, "PutObject", out, err)
			content, _ := p.get(b, &bucket.GetObjectInput{Key: key})
			p.equal("the content", content, "new")
		}},
		{name: "does not replace when IfMatch does not match", check: func(p *probe) {
			b, key := p.stored("old")
			out, err := put(p, b, key, otherETag, "")
			refused(p, "PutObject", out, err, failed)
			content, _ := p.get(b, &bucket.GetObjectInput{Key: key})
			p.equal("the content", content, "old")
		}},
		{name: "does not create when IfMatch is set", check: func(p *probe) {
			out, err := put(p, p.bucket(), p.key("absent"), otherETag, "")
			refused(p, "PutObject", out, err, noKey())
		}},
	}
	for i := range rows {
		rows[i].operation = "PutObject"
	}
	return rows
}
