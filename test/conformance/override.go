// SPDX-License-Identifier: Apache-2.0

package conformance

import (
	"strings"
	"time"

	"github.com/seed-40dc4ce0/pail/bucket"
)

func overrideRows() []behaviour {
	return []behaviour{
		{operation: "GetObject", name: "answers with the headers that the request overrides", check: overrides},
		{operation: "GetObject", name: "overrides in one answer alone", check: func(p *probe) {
			b, key := p.bucket(), p.key("object")
			put, err := b.PutObject(p.ctx, &bucket.PutObjectInput{Key: key, Body: strings.NewReader("content"), ContentType: "text/plain"})
			result(p, "PutObject", put, err)
			_, first := p.get(b, &bucket.GetObjectInput{Key: key, ResponseContentType: "text/x-other"})
			p.equal("ContentType", first.ContentType, "text/x-other")
			_, second := p.get(b, &bucket.GetObjectInput{Key: key})
			p.equal("the next ContentType", second.ContentType, "text/plain")
		}},
	}
}

func overrides(p *probe) {
	b, key := p.bucket(), p.key("object")
	put, err := b.PutObject(p.ctx, &bucket.PutObjectInput{
		Key: key, Body: strings.NewReader("content"), ContentType: "text/plain", CacheControl: "no-cache",
	})
	result(p, "PutObject", put, err)
	expires := time.Date(2032, time.January, 2, 3, 4, 5, 0, time.UTC)
	content, out := p.get(b, &bucket.GetObjectInput{
		Key:                        key,
		ResponseContentType:        "text/html; charset=utf-8",
		ResponseCacheControl:       "max-age=5, private",
		ResponseContentDisposition: `attachment; filename="a & b + c.txt"`,
		ResponseContentEncoding:    "x-other",
		ResponseContentLanguage:    "fr-CH",
		ResponseExpires:            expires,
	})
	p.equal("the content", content, "content")
	p.equal("ContentType", out.ContentType, "text/html; charset=utf-8")
	p.equal("CacheControl", out.CacheControl, "max-age=5, private")
	p.equal("ContentDisposition", out.ContentDisposition, `attachment; filename="a & b + c.txt"`)
	p.equal("ContentEncoding", out.ContentEncoding, "x-other")
	p.equal("ContentLanguage", out.ContentLanguage, "fr-CH")
	if !out.Expires.Equal(expires) {
		p.errorf("Expires is %v, want %v", out.Expires, expires)
	}
}
