// SPDX-License-Identifier: Apache-2.0

package conformance

import (
	"fmt"
	"slices"

	"github.com/seed-40dc4ce0/pail/bucket"
)

func deleteObjectRows() []behaviour {
	rows := []behaviour{
		{name: "removes the object", check: func(p *probe) {
			b, key := p.stored("content")
			out, err := b.DeleteObject(p.ctx, &bucket.DeleteObjectInput{Key: key})
			result(p, "DeleteObject", out, err)
			p.gone(b, key)
		}},
		{name: "is content when there is no such key", check: func(p *probe) {
			out, err := p.bucket().DeleteObject(p.ctx, &bucket.DeleteObjectInput{Key: p.key("absent")})
			result(p, "DeleteObject", out, err)
		}},
		{name: "leaves its neighbours", check: func(p *probe) {
			b, key := p.stored("content")
			p.put(b, key+"s", "neighbour")
			p.put(b, p.key("objec"), "neighbour")
			_, err := b.DeleteObject(p.ctx, &bucket.DeleteObjectInput{Key: key})
			p.must("DeleteObject", err)
			p.gone(b, key)
			p.listed("what is left", p.keys(b, &bucket.ListObjectsInput{Prefix: p.key("")}), []string{p.key("objec"), key + "s"})
		}},
	}
	for i := range rows {
		rows[i].operation = "DeleteObject"
	}
	return rows
}

// gone checks that there is no such object.
func (p *probe) gone(b bucket.API, key string) {
	out, err := b.HeadObject(p.ctx, &bucket.HeadObjectInput{Key: key})
	if err == nil {
		p.errorf("%q exists, with ETag %s", key, out.ETag)
		return
	}
	refused(p, "HeadObject", out, err, noKey().bodiless())
}

func deleteObjectsRows() []behaviour {
	rows := []behaviour{
		{name: "removes what it names and nothing else", check: func(p *probe) {
			b := p.bucket()
			all := p.fill(b, "a", "b", "c", "d")
			out := p.deleteAll(b, false, all[0], all[2])
			p.equal("Deleted", out, []string{all[0], all[2]})
			p.listed("what is left", p.keys(b, &bucket.ListObjectsInput{Prefix: p.key("")}), []string{all[1], all[3]})
		}},
		{name: "counts a key that does not exist as deleted", check: func(p *probe) {
			b := p.bucket()
			all := p.fill(b, "a")
			absent := p.key("absent")
			p.equal("Deleted", p.deleteAll(b, false, all[0], absent), []string{all[0], absent})
		}},
		{name: "says nothing when it is to be quiet", check: func(p *probe) {
			b := p.bucket()
			all := p.fill(b, "a", "b")
			if out := p.deleteAll(b, true, all...); len(out) > 0 {
				p.errorf("Deleted is %q, want none", out)
			}
			p.listed("what is left", p.keys(b, &bucket.ListObjectsInput{Prefix: p.key("")}), []string(nil))
		}},
		{name: "removes keys that XML must escape", check: func(p *probe) {
			b := p.bucket()
			all := p.fill(b, `a&b`, `a<b>c`, `"quoted"`, `it's`, `&amp;`, `]]>`)
			slices.Sort(all)
			p.equal("Deleted", p.deleteAll(b, false, all...), all)
			p.listed("what is left", p.keys(b, &bucket.ListObjectsInput{Prefix: p.key("")}), []string(nil))
		}},
		{name: "removes a thousand at once", check: func(p *probe) {
			b := p.bucket()
			all := make([]string, 1000)
			for i := range all {
				all[i] = p.key(fmt.Sprintf("%04d", i))
			}
			p.put(b, all[0], "first")
			p.put(b, all[999], "last")
			p.equal("Deleted", p.deleteAll(b, false, all...), all)
			p.listed("what is left", p.keys(b, &bucket.ListObjectsInput{Prefix: p.key("")}), []string(nil))
		}},
	}
	for i := range rows {
		rows[i].operation = "DeleteObjects"
	}
	return rows
}

// fill stores small objects under the behaviour's prefix and gives their keys.
func (p *probe) fill(b bucket.API, names ...string) []string {
	keys := make([]string, len(names))
	for i, name := range names {
		keys[i] = p.key(name)
		p.put(b, keys[i], "content of "+name)
	}
	return keys
}

// deleteAll deletes keys in one call and gives those that the answer says are
// deleted, sorted: a store may delete in any order.
func (p *probe) deleteAll(b bucket.API, quiet bool, keys ...string) []string {
	in := &bucket.DeleteObjectsInput{Quiet: &quiet}
	for _, key := range keys {
		in.Objects = append(in.Objects, bucket.ObjectIdentifier{Key: key})
	}
	out, err := b.DeleteObjects(p.ctx, in)
	result(p, "DeleteObjects", out, err)
	for _, e := range out.Errors {
		p.errorf("DeleteObjects: %q: %s: %s", e.Key, e.Code, e.Message)
	}
	var deleted []string
	for _, d := range out.Deleted {
		deleted = append(deleted, d.Key)
	}
	slices.Sort(deleted)
	return deleted
}
