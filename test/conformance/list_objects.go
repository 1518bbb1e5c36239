// SPDX-License-Identifier: Apache-2.0

package conformance

import (
	"slices"

	"github.com/seed-40dc4ce0/pail/bucket"
)

func listObjectsRows() []behaviour {
	rows := []behaviour{
		{name: "of an empty bucket is empty", check: func(p *probe) {
			out, err := p.create().API.ListObjects(p.ctx, &bucket.ListObjectsInput{})
			result(p, "ListObjects", out, err)
			if len(out.Objects) > 0 || len(out.CommonPrefixes) > 0 || out.IsTruncated || out.NextPageToken != "" {
				p.errorf("ListObjects: %+v, want nothing", out)
			}
		}},
		{name: "describes each object", check: func(p *probe) {
			b, key := p.stored("content")
			head, err := b.HeadObject(p.ctx, &bucket.HeadObjectInput{Key: key})
			result(p, "HeadObject", head, err)
			out, err := b.ListObjects(p.ctx, &bucket.ListObjectsInput{Prefix: key})
			result(p, "ListObjects", out, err)
			if len(out.Objects) != 1 {
				p.fatalf("ListObjects: %d objects, want 1", len(out.Objects))
			}
			o := out.Objects[0]
			p.equal("Key", o.Key, key)
			p.equal("Size", o.Size, int64(7))
			p.equal("ETag", o.ETag, head.ETag)
			p.equal("StorageClass", o.StorageClass, "STANDARD")
			p.recent("LastModified", o.LastModified)
		}},
		{name: "sorts by the bytes of the keys", check: func(p *probe) {
			b := p.bucket()
			all := p.fill(b, "b", "a", "B", "a!", "a-", "aa", "a1", "ä", "日", "~", "_")
			slices.Sort(all)
			p.equal("the keys", p.keys(b, &bucket.ListObjectsInput{Prefix: p.key("")}), all)
		}},
		{name: "keeps to the Prefix", check: func(p *probe) {
			b := p.bucket()
			all := p.fill(b, "photo", "photos/1", "photos/2", "photos!", "phone")
			p.listed("the keys", p.keys(b, &bucket.ListObjectsInput{Prefix: p.key("photos/")}), []string{all[1], all[2]})
		}},
		{name: "finds nothing under a Prefix without objects", check: func(p *probe) {
			p.listed("the keys", p.keys(p.bucket(), &bucket.ListObjectsInput{Prefix: p.key("absent")}), []string(nil))
		}},
		{name: "takes a Prefix that must be escaped", check: func(p *probe) {
			b := p.bucket()
			all := p.fill(b, "a b+c&d=e%/1", "a b+c&d=e%/2", "a b c&d=e%/3")
			p.listed("the keys", p.keys(b, &bucket.ListObjectsInput{Prefix: p.key("a b+c&d=e%/")}), all[:2])
		}},
	}
	rows = append(rows, startAfterRows()...)
	for _, d := range delimiterTable() {
		rows = append(rows, d.row())
	}
	for i := range rows {
		rows[i].operation = "ListObjects"
	}
	return rows
}

func startAfterRows() []behaviour {
	return []behaviour{
		{name: "starts after a key that exists", check: func(p *probe) {
			b := p.bucket()
			all := p.fill(b, "a", "b", "c", "d")
			p.listed("the keys", p.keys(b, &bucket.ListObjectsInput{Prefix: p.key(""), StartAfter: all[1]}), all[2:])
		}},
		{name: "starts after a key that does not exist", check: func(p *probe) {
			b := p.bucket()
			all := p.fill(b, "a", "c", "e")
			p.listed("the keys", p.keys(b, &bucket.ListObjectsInput{Prefix: p.key(""), StartAfter: p.key("b")}), all[1:])
		}},
		{name: "starts after the last key with nothing", check: func(p *probe) {
			b := p.bucket()
			p.fill(b, "a", "b")
			p.listed("the keys", p.keys(b, &bucket.ListObjectsInput{Prefix: p.key(""), StartAfter: p.key("z")}), []string(nil))
		}},
	}
}

// delimiting is a listing with a delimiter.
type delimiting struct {
	name              string
	stored            []string
	prefix, delimiter string
	startAfter        string
	objects, prefixes []string
}

func delimiterTable() []delimiting {
	tree := []string{"a.txt", "b/1", "b/2", "b/c/3", "d/4", "e.txt"}
	return []delimiting{
		{name: "folds keys at the Delimiter", stored: tree, delimiter: "/", objects: []string{"a.txt", "e.txt"}, prefixes: []string{"b/", "d/"}},
		{name: "folds keys below a Prefix", stored: tree, prefix: "b/", delimiter: "/", objects: []string{"b/1", "b/2"}, prefixes: []string{"b/c/"}},
		{name: "folds keys at a Prefix that ends within a name", stored: tree, prefix: "b", delimiter: "/", prefixes: []string{"b/"}},
		{name: "folds nothing at a Delimiter that no key has", stored: tree, delimiter: "|", objects: tree},
		{name: "folds keys at a letter", stored: []string{"cat", "cot", "dog"}, delimiter: "o", objects: []string{"cat"}, prefixes: []string{"co", "do"}},
		{name: "folds keys at a Delimiter of several characters", stored: []string{"a::b", "a:b", "c::d::e"}, delimiter: "::", objects: []string{"a:b"}, prefixes: []string{"a::", "c::"}},
		{
			name: "folds keys at a Delimiter that must be escaped", stored: []string{"a&b", "a+b", "c d"}, delimiter: "&",
			objects: []string{"a+b", "c d"}, prefixes: []string{"a&"},
		},
		{
			name: "shows an object that is named like a folder", stored: []string{"b/", "b/1"}, prefix: "b/", delimiter: "/",
			objects: []string{"b/", "b/1"},
		},
		{name: "starts after a key, folding", stored: tree, delimiter: "/", startAfter: "c", objects: []string{"e.txt"}, prefixes: []string{"d/"}},
	}
}

func (d delimiting) row() behaviour {
	return behaviour{name: d.name, check: func(p *probe) {
		b := p.bucket()
		p.fill(b, d.stored...)
		in := &bucket.ListObjectsInput{Prefix: p.key(d.prefix), Delimiter: d.delimiter}
		if d.startAfter != "" {
			in.StartAfter = p.key(d.startAfter)
		}
		out, err := b.ListObjects(p.ctx, in)
		result(p, "ListObjects", out, err)
		p.listed("the keys", objectKeys(out), p.under(d.objects))
		p.listed("CommonPrefixes", slices.Clone(out.CommonPrefixes), p.under(d.prefixes))
	}}
}

// under puts names under the behaviour's prefix.
func (p *probe) under(names []string) []string {
	var keys []string
	for _, name := range names {
		keys = append(keys, p.key(name))
	}
	return keys
}

// objectKeys are the keys of one page.
func objectKeys(out *bucket.ListObjectsOutput) []string {
	var keys []string
	for _, o := range out.Objects {
		keys = append(keys, o.Key)
	}
	return keys
}

// listed notes a difference of lists, whose order counts where the store has
// one. Either list may be sorted by it.
func (p *probe) listed(what string, got, want []string) {
	if p.session.h.Unordered {
		slices.Sort(got)
		slices.Sort(want)
	}
	p.equal(what, got, want)
}

// keys lists all pages and gives the keys.
func (p *probe) keys(b bucket.API, in *bucket.ListObjectsInput) []string {
	keys, _ := p.pages(b, in)
	return keys
}
