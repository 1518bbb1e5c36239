// SPDX-License-Identifier: Apache-2.0

package conformance

import (
	"slices"
	"time"

	"github.com/seed-40dc4ce0/pail/bucket"
)

func listBucketsRows() []behaviour {
	rows := []behaviour{
		{name: "shows a bucket that was created, with its date", check: func(p *probe) {
			b := p.create()
			for _, s := range p.buckets(&bucket.ListBucketsInput{}) {
				if s.Name == b.Name {
					p.recent("CreationDate", s.CreationDate)
					return
				}
			}
			p.errorf("bucket %s is not in the list", b.Name)
		}},
		{name: "does not show a bucket that was deleted", check: func(p *probe) {
			b := p.create()
			_, err := b.API.Delete(p.ctx, &bucket.DeleteInput{})
			p.must("Delete", err)
			if slices.ContainsFunc(p.buckets(&bucket.ListBucketsInput{}), func(s bucket.BucketSummary) bool { return s.Name == b.Name }) {
				p.errorf("bucket %s is in the list", b.Name)
			}
		}},
		{name: "pages by PageSize and joins without loss", check: func(p *probe) {
			mine := []string{p.create().Name, p.create().Name, p.create().Name}
			one := 1
			var got []string
			for _, s := range p.buckets(&bucket.ListBucketsInput{PageSize: &one}) {
				if slices.Contains(mine, s.Name) {
					got = append(got, s.Name)
				}
			}
			slices.Sort(mine)
			p.equal("the joined list", got, mine)
		}},
		{name: "shows the buckets of a Region alone", check: bucketsOfARegion},
		{name: "shows the buckets of a Prefix alone", check: func(p *probe) {
			b := p.create()
			p.create()
			var got []string
			for _, s := range p.buckets(&bucket.ListBucketsInput{Prefix: b.Name}) {
				got = append(got, s.Name)
			}
			p.equal("the list", got, []string{b.Name})
		}},
	}
	for i := range rows {
		rows[i].operation, rows[i].needs = "ListBuckets", needsService
	}
	return rows
}

func bucketsOfARegion(p *probe) {
	b := p.create()
	all := p.buckets(&bucket.ListBucketsInput{})
	at := slices.IndexFunc(all, func(s bucket.BucketSummary) bool { return s.Name == b.Name })
	if at < 0 {
		p.fatalf("bucket %s is not in the list", b.Name)
	}
	region := all[at].Region
	there := p.buckets(&bucket.ListBucketsInput{Region: region})
	if !slices.ContainsFunc(there, func(s bucket.BucketSummary) bool { return s.Name == b.Name && s.Region == region && region != "" }) {
		p.errorf("bucket %s is not among those of region %q", b.Name, region)
	}
	for _, s := range there {
		p.equal("the region of "+s.Name, s.Region, region)
	}
}

// buckets lists all pages.
func (p *probe) buckets(in *bucket.ListBucketsInput) []bucket.BucketSummary {
	var all []bucket.BucketSummary
	seen := map[string]bool{}
	for {
		page, err := p.session.h.Service.ListBuckets(p.ctx, in)
		result(p, "ListBuckets", page, err)
		if in.PageSize != nil && len(page.Buckets) > *in.PageSize {
			p.errorf("ListBuckets: a page of %d buckets, asked for %d", len(page.Buckets), *in.PageSize)
		}
		all = append(all, page.Buckets...)
		if page.NextPageToken == "" {
			return all
		}
		if seen[page.NextPageToken] {
			p.fatalf("ListBuckets: the page token %q came twice", page.NextPageToken)
		}
		seen[page.NextPageToken] = true
		next := *in
		next.PageToken = page.NextPageToken
		in = &next
	}
}

// recent checks a time that the store took during the suite. Clocks may
// differ by some minutes.
func (p *probe) recent(what string, t time.Time) {
	if age := time.Since(t); age < -15*time.Minute || age > 15*time.Minute {
		p.errorf("%s is %v, which is not now", what, t)
	}
}
