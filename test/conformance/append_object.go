// SPDX-License-Identifier: Apache-2.0

package conformance

import (
	"net/http"
	"strings"

	"github.com/seed-40dc4ce0/pail/bucket"
)

// appended adds to an object and checks where the next part goes.
func (p *probe) appended(b bucket.API, key string, position int64, content string) {
	out, err := b.AppendObject(p.ctx, &bucket.AppendObjectInput{Key: key, Position: position, Body: strings.NewReader(content)})
	p.equal("NextPosition", result(p, "AppendObject", out, err).NextPosition, position+int64(len(content)))
}

func appendRows() []behaviour {
	rows := append(appendingRows(), appendRefusalRows()...)
	for i := range rows {
		rows[i].operation = "AppendObject"
	}
	return rows
}

func appendingRows() []behaviour {
	return []behaviour{
		{name: "begins an object and adds to its end", check: func(p *probe) {
			b, key := p.bucket(), p.key("object")
			p.appended(b, key, 0, "one, ")
			p.appended(b, key, 5, "")
			p.appended(b, key, 5, "two, ")
			p.appended(b, key, 10, "three")
			content, _ := p.get(b, &bucket.GetObjectInput{Key: key})
			p.equal("the content", content, "one, two, three")
		}},
		{name: "keeps what the first part says of the object", check: func(p *probe) {
			b, key := p.bucket(), p.key("object")
			out, err := b.AppendObject(p.ctx, &bucket.AppendObjectInput{Key: key, Body: strings.NewReader("one, "), ContentType: "text/x-own"})
			result(p, "AppendObject", out, err)
			p.appended(b, key, out.NextPosition, "two")
			head, err := b.HeadObject(p.ctx, &bucket.HeadObjectInput{Key: key})
			result(p, "HeadObject", head, err)
			p.equal("ContentType", head.ContentType, "text/x-own")
			p.equal("ContentLength", head.ContentLength, int64(8))
			p.equal("ObjectType", head.ObjectType, bucket.ObjectTypeAppendable)
		}},
		{name: "keeps the metadata of the first part", check: func(p *probe) {
			b, key := p.bucket(), p.key("object")
			out, err := b.AppendObject(p.ctx, &bucket.AppendObjectInput{Key: key, Body: strings.NewReader("one, "), Metadata: map[string]string{"a": "1"}})
			result(p, "AppendObject", out, err)
			p.appended(b, key, out.NextPosition, "two")
			head, err := b.HeadObject(p.ctx, &bucket.HeadObjectInput{Key: key})
			p.equal("Metadata", result(p, "HeadObject", head, err).Metadata, map[string]string{"a": "1"})
		}},
		{name: "gives way to PutObject", check: func(p *probe) {
			b, key := p.bucket(), p.key("object")
			p.appended(b, key, 0, "one")
			p.put(b, key, "whole")
			content, _ := p.get(b, &bucket.GetObjectInput{Key: key})
			p.equal("the content", content, "whole")
		}},
	}
}

func appendRefusalRows() []behaviour {
	misplaced := refusal{
		status: http.StatusConflict, code: "PositionNotEqualToLength", isNot: []error{bucket.ErrNotFound},
	}
	return []behaviour{
		{name: "refuses to begin anywhere but at 0", check: func(p *probe) {
			b, key := p.bucket(), p.key("object")
			out, err := b.AppendObject(p.ctx, &bucket.AppendObjectInput{Key: key, Position: 3, Body: strings.NewReader("one")})
			refused(p, "AppendObject", out, err, misplaced)
			p.gone(b, key)
		}},
		{name: "refuses a position that is not the end, and adds nothing", check: func(p *probe) {
			b, key := p.bucket(), p.key("object")
			p.appended(b, key, 0, "one")
			for _, position := range []int64{0, 2, 4} {
				out, err := b.AppendObject(p.ctx, &bucket.AppendObjectInput{Key: key, Position: position, Body: strings.NewReader("two")})
				refused(p, "AppendObject", out, err, misplaced)
			}
			content, _ := p.get(b, &bucket.GetObjectInput{Key: key})
			p.equal("the content", content, "one")
		}},
		{name: "says that another position was the precondition", check: func(p *probe) {
			b, key := p.bucket(), p.key("object")
			out, err := b.AppendObject(p.ctx, &bucket.AppendObjectInput{Key: key, Position: 3, Body: strings.NewReader("one")})
			want := misplaced
			want.is = []error{bucket.ErrPreconditionFailed}
			refused(p, "AppendObject", out, err, want)
		}},
		{name: "refuses an object that PutObject stored", check: func(p *probe) {
			b, key := p.stored("content")
			out, err := b.AppendObject(p.ctx, &bucket.AppendObjectInput{Key: key, Position: 7, Body: strings.NewReader("more")})
			refused(p, "AppendObject", out, err, refusal{status: http.StatusConflict, code: "ObjectNotAppendable", isNot: []error{bucket.ErrNotFound, bucket.ErrPreconditionFailed}})
		}},
		{name: "refuses an empty key", check: func(p *probe) {
			out, err := p.open().API.AppendObject(p.ctx, &bucket.AppendObjectInput{})
			p.lacking(err)
			invalid(p, "AppendObject", out, err, "Key")
		}},
		{name: "refuses a negative position", check: func(p *probe) {
			out, err := p.open().API.AppendObject(p.ctx, &bucket.AppendObjectInput{Key: "k", Position: -1})
			p.lacking(err)
			invalid(p, "AppendObject", out, err, "Position")
		}},
		{name: "says that there is no such bucket", check: func(p *probe) {
			out, err := p.open().API.AppendObject(p.ctx, &bucket.AppendObjectInput{Key: "k"})
			refused(p, "AppendObject", out, err, noBucket())
		}},
	}
}
