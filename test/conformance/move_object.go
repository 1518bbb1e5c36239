// SPDX-License-Identifier: Apache-2.0

package conformance

import (
	"errors"
	"strings"

	"github.com/seed-40dc4ce0/pail/bucket"
)

// moved gives an object another key.
func (p *probe) moved(b bucket.API, in *bucket.MoveObjectInput) {
	out, err := b.MoveObject(p.ctx, in)
	result(p, "MoveObject", out, err)
}

func moveRows() []behaviour {
	rows := append(movingRows(), moveRefusalRows()...)
	for i := range rows {
		rows[i].operation = "MoveObject"
	}
	return rows
}

func movingRows() []behaviour {
	return []behaviour{
		{name: "gives an object another key, with all that it has", check: func(p *probe) {
			b, from, to := p.bucket(), p.key("from"), p.key("to")
			put, err := b.PutObject(p.ctx, &bucket.PutObjectInput{Key: from, Body: strings.NewReader("content"), ContentType: "text/x-own", Metadata: map[string]string{"a": "1"}})
			result(p, "PutObject", put, err)
			p.moved(b, &bucket.MoveObjectInput{SourceKey: from, Key: to})
			p.gone(b, from)
			content, out := p.get(b, &bucket.GetObjectInput{Key: to})
			p.equal("the content", content, "content")
			p.equal("ContentType", out.ContentType, "text/x-own")
			p.equal("Metadata", out.Metadata, map[string]string{"a": "1"})
			p.equal("ETag", out.ETag, put.ETag)
		}},
		{name: "takes an object from another bucket", check: func(p *probe) {
			from, to := p.create(), p.bucket()
			p.put(from.API, "object", "content")
			p.moved(to, &bucket.MoveObjectInput{SourceBucket: from.Name, SourceKey: "object", Key: p.key("object")})
			p.gone(from.API, "object")
			content, _ := p.get(to, &bucket.GetObjectInput{Key: p.key("object")})
			p.equal("the content", content, "content")
		}},
		{name: "takes every key that PutObject takes, on both ends", check: movesAwkwardKeys},
		{name: "replaces the object that was there", check: func(p *probe) {
			b, key := p.stored("new")
			p.put(b, key+"s", "old")
			p.moved(b, &bucket.MoveObjectInput{SourceKey: key, Key: key + "s"})
			content, _ := p.get(b, &bucket.GetObjectInput{Key: key + "s"})
			p.equal("the content", content, "new")
			p.listed("what is left", p.keys(b, &bucket.ListObjectsInput{Prefix: p.key("")}), []string{key + "s"})
		}},
	}
}

// movesAwkwardKeys leaves out the keys that are refused before they are sent.
func movesAwkwardKeys(p *probe) {
	b, plain := p.bucket(), p.key("plain")
	for _, a := range awkwardKeys() {
		_, err := b.PutObject(p.ctx, &bucket.PutObjectInput{Key: a.key, Body: strings.NewReader(a.key)})
		if _, refused := errors.AsType[*bucket.InputError](err); refused {
			continue
		}
		p.must("PutObject", err)
		p.moved(b, &bucket.MoveObjectInput{SourceKey: a.key, Key: plain})
		p.gone(b, a.key)
		p.moved(b, &bucket.MoveObjectInput{SourceKey: plain, Key: a.key})
		content, _ := p.get(b, &bucket.GetObjectInput{Key: a.key})
		p.equal("the content", content, a.key)
		_, err = b.DeleteObject(p.ctx, &bucket.DeleteObjectInput{Key: a.key})
		p.must("DeleteObject", err)
	}
}

func moveRefusalRows() []behaviour {
	return []behaviour{
		{name: "says that there is no such key", check: func(p *probe) {
			b, key := p.stored("content")
			out, err := b.MoveObject(p.ctx, &bucket.MoveObjectInput{SourceKey: p.key("absent"), Key: key})
			refused(p, "MoveObject", out, err, noKey())
			content, _ := p.get(b, &bucket.GetObjectInput{Key: key})
			p.equal("the content", content, "content")
		}},
		{name: "says that there is no such bucket", check: func(p *probe) {
			b, key := p.stored("content")
			out, err := p.open().API.MoveObject(p.ctx, &bucket.MoveObjectInput{SourceBucket: p.session.shared.Name, SourceKey: key, Key: "k"})
			refused(p, "MoveObject", out, err, noBucket())
			content, _ := p.get(b, &bucket.GetObjectInput{Key: key})
			p.equal("the content", content, "content")
		}},
		{name: "says that there is no such bucket to take from", check: func(p *probe) {
			absent := p.open()
			out, err := p.bucket().MoveObject(p.ctx, &bucket.MoveObjectInput{SourceBucket: absent.Name, SourceKey: "k", Key: p.key("k")})
			refused(p, "MoveObject", out, err, noBucket())
		}},
		{name: "refuses empty keys", check: func(p *probe) {
			out, err := p.open().API.MoveObject(p.ctx, &bucket.MoveObjectInput{})
			p.lacking(err)
			invalid(p, "MoveObject", out, err, "Key", "SourceKey")
		}},
	}
}
