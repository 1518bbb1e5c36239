// SPDX-License-Identifier: Apache-2.0

package conformance

import (
	"slices"
	"strings"

	"github.com/seed-40dc4ce0/pail/bucket"
)

func taggingRows() []behaviour {
	return []behaviour{
		{operation: "PutObjectTagging", name: "keeps every tag", check: func(p *probe) {
			b, key := p.stored("content")
			want := []bucket.Tag{{Key: "colour", Value: "blue = green/1 @home"}, {Key: "empty"}, {Key: "naïve", Value: "été"}}
			p.tag(b, key, want...)
			p.tagged(b, key, want...)
		}},
		{operation: "PutObjectTagging", name: "replaces the tags that were there", check: func(p *probe) {
			b, key := p.stored("content")
			p.tag(b, key, bucket.Tag{Key: "a", Value: "1"}, bucket.Tag{Key: "b", Value: "2"})
			p.tag(b, key, bucket.Tag{Key: "c", Value: "3"})
			p.tagged(b, key, bucket.Tag{Key: "c", Value: "3"})
		}},
		{operation: "PutObjectTagging", name: "leaves the content alone", check: func(p *probe) {
			b, key := p.stored("content")
			p.tag(b, key, bucket.Tag{Key: "a", Value: "1"})
			content, _ := p.get(b, &bucket.GetObjectInput{Key: key})
			p.equal("the content", content, "content")
		}},
		{operation: "PutObjectTagging", name: "refuses a key that does not exist", check: func(p *probe) {
			out, err := p.bucket().PutObjectTagging(p.ctx, &bucket.PutObjectTaggingInput{Key: p.key("absent"), Tags: []bucket.Tag{{Key: "a"}}})
			refused(p, "PutObjectTagging", out, err, noKey())
		}},
		{operation: "GetObjectTagging", name: "is empty when there are none", check: func(p *probe) {
			b, key := p.stored("content")
			p.tagged(b, key)
		}},
		{operation: "GetObjectTagging", name: "reads what PutObject was given", check: func(p *probe) {
			b, key := p.bucket(), p.key("object")
			out, err := b.PutObject(p.ctx, &bucket.PutObjectInput{Key: key, Body: strings.NewReader("content"), Tagging: "a=1&b=x%20y"})
			result(p, "PutObject", out, err)
			p.tagged(b, key, bucket.Tag{Key: "a", Value: "1"}, bucket.Tag{Key: "b", Value: "x y"})
		}},
		{operation: "GetObjectTagging", name: "says that there is no such key", check: func(p *probe) {
			out, err := p.bucket().GetObjectTagging(p.ctx, &bucket.GetObjectTaggingInput{Key: p.key("absent")})
			refused(p, "GetObjectTagging", out, err, noKey())
		}},
		{operation: "DeleteObjectTagging", name: "removes the tags and nothing else", check: func(p *probe) {
			b, key := p.stored("content")
			p.tag(b, key, bucket.Tag{Key: "a", Value: "1"})
			out, err := b.DeleteObjectTagging(p.ctx, &bucket.DeleteObjectTaggingInput{Key: key})
			result(p, "DeleteObjectTagging", out, err)
			p.tagged(b, key)
			content, _ := p.get(b, &bucket.GetObjectInput{Key: key})
			p.equal("the content", content, "content")
		}},
	}
}

// tag gives an object its tags.
func (p *probe) tag(b bucket.API, key string, tags ...bucket.Tag) {
	out, err := b.PutObjectTagging(p.ctx, &bucket.PutObjectTaggingInput{Key: key, Tags: tags})
	result(p, "PutObjectTagging", out, err)
}

// tagged checks the tags of an object, in any order.
func (p *probe) tagged(b bucket.API, key string, want ...bucket.Tag) {
	out, err := b.GetObjectTagging(p.ctx, &bucket.GetObjectTaggingInput{Key: key})
	result(p, "GetObjectTagging", out, err)
	slices.SortFunc(out.Tags, func(a, b bucket.Tag) int { return strings.Compare(a.Key, b.Key) })
	p.equal("the number of tags", len(out.Tags), len(want))
	for i := range min(len(want), len(out.Tags)) {
		p.equal("a tag", out.Tags[i], want[i])
	}
}
