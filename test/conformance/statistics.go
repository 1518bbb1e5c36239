// SPDX-License-Identifier: Apache-2.0

package conformance

import (
	"strings"

	"github.com/seed-40dc4ce0/pail/bucket"
)

func statisticsRows() []behaviour {
	rows := []behaviour{
		{name: "counts nothing in an empty bucket", check: func(p *probe) {
			out, err := p.create().API.GetStatistics(p.ctx, &bucket.GetStatisticsInput{})
			result(p, "GetStatistics", out, err)
			p.equal("Count", out.Count, int64(0))
			p.equal("Size", out.Size, int64(0))
		}},
		{name: "counts objects and their bytes, and describes the bucket", check: func(p *probe) {
			b := p.create()
			p.put(b.API, "a", "12345")
			p.put(b.API, "b/c", "678")
			out, err := b.API.GetStatistics(p.ctx, &bucket.GetStatisticsInput{})
			result(p, "GetStatistics", out, err)
			p.equal("Count", out.Count, int64(2))
			p.equal("Size", out.Size, int64(8))
			p.equal("Name", out.Name, b.Name)
			p.equal("Status", out.Status, "active")
			p.recent("Created", out.Created)
			if out.Region == "" || !strings.Contains(out.URL, b.Name) {
				p.errorf("Region is %q, URL %q", out.Region, out.URL)
			}
		}},
		{name: "says that there is no such bucket", check: func(p *probe) {
			out, err := p.open().API.GetStatistics(p.ctx, &bucket.GetStatisticsInput{})
			refused(p, "GetStatistics", out, err, noBucket())
		}},
	}
	for i := range rows {
		rows[i].operation = "GetStatistics"
	}
	return rows
}
