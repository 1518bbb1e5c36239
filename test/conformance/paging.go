// SPDX-License-Identifier: Apache-2.0

package conformance

import (
	"fmt"
	"slices"

	"github.com/seed-40dc4ce0/pail/bucket"
)

func pagingRows() []behaviour {
	rows := []behaviour{
		{name: "pages by PageSize and joins without loss", check: func(p *probe) {
			b := p.bucket()
			all := p.fill(b, "a", "b", "c", "d", "e", "f", "g")
			for size := 1; size <= 8; size++ {
				keys, _ := p.pages(b, &bucket.ListObjectsInput{Prefix: p.key(""), PageSize: &size})
				p.listed(fmt.Sprintf("the joined list of pages of %d", size), keys, all)
			}
		}},
		{name: "pages over folded keys and joins without loss", check: func(p *probe) {
			b := p.bucket()
			p.fill(b, "a", "b/1", "b/2", "b/3", "c", "d/1", "d/2", "e")
			for size := 1; size <= 6; size++ {
				keys, prefixes := p.pages(b, &bucket.ListObjectsInput{Prefix: p.key(""), Delimiter: "/", PageSize: &size})
				p.listed(fmt.Sprintf("the joined keys of pages of %d", size), keys, p.under([]string{"a", "c", "e"}))
				p.listed(fmt.Sprintf("the joined prefixes of pages of %d", size), prefixes, p.under([]string{"b/", "d/"}))
			}
		}},
		{name: "pages from where it starts", check: func(p *probe) {
			b := p.bucket()
			all := p.fill(b, "a", "b", "c", "d", "e")
			two := 2
			p.listed("the joined list", p.keys(b, &bucket.ListObjectsInput{Prefix: p.key(""), StartAfter: all[0], PageSize: &two}), all[1:])
		}},
		{name: "pages over keys that must be escaped", check: func(p *probe) {
			b := p.bucket()
			all := p.fill(b, "a b", "a&b", "a+b", "a%2Fb", "ä", "日本")
			slices.Sort(all)
			one := 1
			p.listed("the joined list", p.keys(b, &bucket.ListObjectsInput{Prefix: p.key(""), PageSize: &one}), all)
		}},
	}
	rows = append(rows, pageEndRows()...)
	for i := range rows {
		rows[i].operation = "ListObjects"
	}
	return rows
}

// pageEndRows are about where a page ends.
func pageEndRows() []behaviour {
	return []behaviour{
		{name: "is not truncated when a page holds everything", check: func(p *probe) {
			b := p.bucket()
			p.fill(b, "a", "b")
			two := 2
			out, err := b.ListObjects(p.ctx, &bucket.ListObjectsInput{Prefix: p.key(""), PageSize: &two})
			result(p, "ListObjects", out, err)
			if out.IsTruncated || out.NextPageToken != "" {
				p.errorf("IsTruncated is %t and NextPageToken %q on the only page", out.IsTruncated, out.NextPageToken)
			}
		}},
		{name: "answers nothing for a PageSize of zero", check: func(p *probe) {
			b := p.bucket()
			p.fill(b, "a")
			zero := 0
			out, err := b.ListObjects(p.ctx, &bucket.ListObjectsInput{Prefix: p.key(""), PageSize: &zero})
			result(p, "ListObjects", out, err)
			if len(out.Objects) > 0 || out.IsTruncated {
				p.errorf("%d objects, IsTruncated %t", len(out.Objects), out.IsTruncated)
			}
		}},
		{name: "ends a page of many keys unless asked for less", check: func(p *probe) {
			b, size := p.bucket(), p.session.h.page()
			all := make([]string, size+3)
			for i := range all {
				all[i] = p.key(fmt.Sprintf("%04d", i))
			}
			for part := range slices.Chunk(all, 16) {
				p.each(part, func(key string) error {
					_, err := b.PutObject(p.ctx, &bucket.PutObjectInput{Key: key})
					return err
				})
			}
			out, err := b.ListObjects(p.ctx, &bucket.ListObjectsInput{Prefix: p.key("")})
			result(p, "ListObjects", out, err)
			p.equal("IsTruncated", out.IsTruncated, true)
			p.equal("the first page", len(out.Objects), size)
			p.listed("the joined list", p.keys(b, &bucket.ListObjectsInput{Prefix: p.key("")}), all)
		}},
	}
}

// pages lists all pages, checking each against what it promises, and gives
// keys and common prefixes as they came.
func (p *probe) pages(b bucket.API, in *bucket.ListObjectsInput) (keys, prefixes []string) {
	seen := map[string]bool{}
	for {
		out, err := b.ListObjects(p.ctx, in)
		result(p, "ListObjects", out, err)
		if n := len(out.Objects) + len(out.CommonPrefixes); in.PageSize != nil && n > *in.PageSize {
			p.errorf("a page of %d, asked for %d", n, *in.PageSize)
		}
		if out.IsTruncated != (out.NextPageToken != "") {
			p.fatalf("IsTruncated is %t, NextPageToken %q", out.IsTruncated, out.NextPageToken)
		}
		keys = append(keys, objectKeys(out)...)
		prefixes = append(prefixes, out.CommonPrefixes...)
		if !out.IsTruncated {
			return keys, prefixes
		}
		if seen[out.NextPageToken] {
			p.fatalf("the page token %q came twice", out.NextPageToken)
		}
		seen[out.NextPageToken] = true
		next := *in
		next.PageToken = out.NextPageToken
		in = &next
	}
}
