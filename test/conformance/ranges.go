// SPDX-License-Identifier: Apache-2.0

package conformance

import (
	"net/http"

	"github.com/seed-40dc4ce0/pail/bucket"
)

// tenDigits is the object of the table of ranges.
const tenDigits = "0123456789"

// rangeTable is RFC 9110, 14: what a Range means for an object of ten digits.
// A range that cannot be met has no content.
func rangeTable() []struct{ name, value, content, contentRange string } {
	return []struct{ name, value, content, contentRange string }{
		{"answers the first bytes", "bytes=0-3", "0123", "bytes 0-3/10"},
		{"answers bytes from the middle", "bytes=4-6", "456", "bytes 4-6/10"},
		{"answers one byte", "bytes=9-9", "9", "bytes 9-9/10"},
		{"answers the whole by a range", "bytes=0-9", tenDigits, "bytes 0-9/10"},
		{"answers what follows an offset", "bytes=7-", "789", "bytes 7-9/10"},
		{"answers the last bytes", "bytes=-3", "789", "bytes 7-9/10"},
		{"clips a range at the end", "bytes=8-99", "89", "bytes 8-9/10"},
		{"clips a suffix longer than the object", "bytes=-99", tenDigits, "bytes 0-9/10"},
		{"refuses a range after the end", "bytes=10-12", "", ""},
		{"refuses an offset after the end", "bytes=99-", "", ""},
		{"refuses the last zero bytes", "bytes=-0", "", ""},
	}
}

func rangeRows() []behaviour {
	outside := refusal{status: http.StatusRequestedRangeNotSatisfiable, code: "InvalidRange", is: []error{bucket.ErrInvalidRange}}
	var rows []behaviour
	for _, r := range rangeTable() {
		rows = append(rows, behaviour{operation: "GetObject", name: r.name, check: func(p *probe) {
			b, key := p.stored(tenDigits)
			in := &bucket.GetObjectInput{Key: key, Range: r.value}
			if r.content == "" {
				out, err := b.GetObject(p.ctx, in)
				refused(p, "GetObject", out, err, outside)
				return
			}
			content, out := p.get(b, in)
			p.equal("the content", content, r.content)
			p.equal("ContentRange", out.ContentRange, r.contentRange)
			p.equal("ContentLength", out.ContentLength, int64(len(r.content)))
			p.equal("Response.StatusCode", out.Response.StatusCode, http.StatusPartialContent)
		}})
	}
	return append(rows,
		behaviour{operation: "GetObject", name: "refuses a range of an empty object", check: func(p *probe) {
			b, key := p.stored("")
			out, err := b.GetObject(p.ctx, &bucket.GetObjectInput{Key: key, Range: "bytes=0-0"})
			refused(p, "GetObject", out, err, outside)
		}},
		behaviour{operation: "GetObject", name: "takes no notice of a range it does not understand", check: func(p *probe) {
			b, key := p.stored(tenDigits)
			content, _ := p.get(b, &bucket.GetObjectInput{Key: key, Range: "lines=1-2"})
			p.equal("the content", content, tenDigits)
		}},
		behaviour{operation: "GetObject", name: "answers a range when IfMatch matches", check: func(p *probe) {
			b, key := p.bucket(), p.key("object")
			put := p.put(b, key, tenDigits)
			content, _ := p.get(b, &bucket.GetObjectInput{Key: key, Range: "bytes=2-4", IfMatch: put.ETag})
			p.equal("the content", content, "234")
		}},
	)
}
