// SPDX-License-Identifier: Apache-2.0

package conformance

import (
	"time"

	"github.com/seed-40dc4ce0/pail/bucket"
)

func fetchRows() []behaviour {
	rows := []behaviour{
		{name: "stores what a URL answers", needs: needsSource, check: func(p *probe) {
			b, key, from := p.bucket(), p.key("object"), p.session.h.Source
			out, err := b.FetchObject(p.ctx, &bucket.FetchObjectInput{Key: key, SourceURL: from.URL})
			result(p, "FetchObject", out, err)
			content, _ := p.get(b, &bucket.GetObjectInput{Key: key})
			p.equal("the content", content, from.Content)
		}},
		{name: "replaces the object that was there", needs: needsSource, check: func(p *probe) {
			b, key := p.stored("old")
			out, err := b.FetchObject(p.ctx, &bucket.FetchObjectInput{Key: key, SourceURL: p.session.h.Source.URL, IfUnmodifiedSince: time.Now().Add(time.Hour)})
			result(p, "FetchObject", out, err)
			content, _ := p.get(b, &bucket.GetObjectInput{Key: key})
			p.equal("the content", content, p.session.h.Source.Content)
		}},
		{name: "does not replace an object that was changed", needs: needsSource, check: func(p *probe) {
			b, key := p.stored("new")
			out, err := b.FetchObject(p.ctx, &bucket.FetchObjectInput{Key: key, SourceURL: p.session.h.Source.URL, IfUnmodifiedSince: time.Now().Add(-24 * time.Hour)})
			refused(p, "FetchObject", out, err, refusal{status: 412, code: "PreconditionFailed", is: []error{bucket.ErrPreconditionFailed}})
			content, _ := p.get(b, &bucket.GetObjectInput{Key: key})
			p.equal("the content", content, "new")
		}},
		{name: "says that there is no such bucket", needs: needsSource, check: func(p *probe) {
			out, err := p.open().API.FetchObject(p.ctx, &bucket.FetchObjectInput{Key: "k", SourceURL: p.session.h.Source.URL})
			refused(p, "FetchObject", out, err, noBucket())
		}},
		{name: "refuses an empty key and no source", check: func(p *probe) {
			out, err := p.open().API.FetchObject(p.ctx, &bucket.FetchObjectInput{})
			p.lacking(err)
			invalid(p, "FetchObject", out, err, "Key", "SourceURL")
		}},
	}
	for i := range rows {
		rows[i].operation = "FetchObject"
	}
	return rows
}
