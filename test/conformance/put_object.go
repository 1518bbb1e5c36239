// SPDX-License-Identifier: Apache-2.0

package conformance

import (
	"bytes"
	"crypto/md5"
	"encoding/hex"
	"io"
	"strings"
	"time"

	"github.com/seed-40dc4ce0/pail/bucket"
)

func putObjectRows() []behaviour {
	rows := []behaviour{
		{name: "stores an empty object", check: func(p *probe) { p.keeps("") }},
		{name: "stores an object without a Body", check: func(p *probe) {
			b, key := p.bucket(), p.key("object")
			out, err := b.PutObject(p.ctx, &bucket.PutObjectInput{Key: key})
			result(p, "PutObject", out, err)
			content, got := p.get(b, &bucket.GetObjectInput{Key: key})
			p.equal("the content", content, "")
			p.equal("ContentLength", got.ContentLength, int64(0))
		}},
		{name: "stores every byte value", check: func(p *probe) {
			all := make([]byte, 0, 512)
			for i := range 512 {
				all = append(all, byte(i))
			}
			p.keeps(string(all))
		}},
		{name: "stores text with line ends as it is", check: func(p *probe) { p.keeps("a\r\nb\nc\r\n\r\n0\r\n\r\n") }},
		{name: "stores more than a megabyte", check: func(p *probe) { p.keeps(strings.Repeat("0123456789abcdef", 1<<16) + "end") }},
		{name: "stores more than five megabytes", check: func(p *probe) { p.keeps(strings.Repeat("0123456789abcdef", 5<<16) + "end") }},
		{name: "replaces the object that was there, metadata and all", check: replaces},
		{name: "answers the ETag that GetObject answers", check: func(p *probe) {
			b, key := p.bucket(), p.key("object")
			put := p.put(b, key, "content")
			_, got := p.get(b, &bucket.GetObjectInput{Key: key})
			p.equal("ETag", got.ETag, put.ETag)
			sum := md5.Sum([]byte("content"))
			p.equal("ETag", put.ETag, `"`+hex.EncodeToString(sum[:])+`"`)
		}},
		{name: "keeps the headers of the content", check: keepsContentHeaders},
		{name: "keeps the metadata", check: keepsMetadata},
		{name: "reads from where the reader stands", check: func(p *probe) {
			b, key := p.bucket(), p.key("object")
			body := strings.NewReader("skipped, kept")
			_, err := body.Seek(9, io.SeekStart)
			p.must("Seek", err)
			out, err := b.PutObject(p.ctx, &bucket.PutObjectInput{Key: key, Body: body})
			result(p, "PutObject", out, err)
			content, _ := p.get(b, &bucket.GetObjectInput{Key: key})
			p.equal("the content", content, "kept")
		}},
		{name: "takes a reader that cannot seek, with ContentLength", check: func(p *probe) {
			b, key := p.bucket(), p.key("object")
			length := int64(7)
			out, err := b.PutObject(p.ctx, &bucket.PutObjectInput{Key: key, Body: plain("content"), ContentLength: &length})
			result(p, "PutObject", out, err)
			content, _ := p.get(b, &bucket.GetObjectInput{Key: key})
			p.equal("the content", content, "content")
		}},
		{name: "fails when the body is shorter than ContentLength", check: func(p *probe) { p.lies("short", 7) }},
		{name: "fails when the body is longer than ContentLength", check: func(p *probe) { p.lies("too long", 7) }},
		{name: "fails when the body cannot be read, and stores nothing", check: brokenBody},
		{name: "sums up what many callers store at once", check: manyAtOnce},
	}
	for i := range rows {
		rows[i].operation = "PutObject"
	}
	return rows
}

// keeps stores content and reads it back.
func (p *probe) keeps(content string) {
	b, key := p.stored(content)
	got, out := p.get(b, &bucket.GetObjectInput{Key: key})
	p.equal("ContentLength", out.ContentLength, int64(len(content)))
	if got != content {
		p.errorf("the content differs: %s came back, %s was sent", shown([]byte(got)), shown([]byte(content)))
	}
}

// plain is a reader that can do nothing but read.
func plain(s string) io.Reader { return struct{ io.Reader }{strings.NewReader(s)} }

// lies says a wrong length of a body that cannot seek. Nothing may be stored
// that reads like a success.
func (p *probe) lies(content string, length int64) {
	b, key := p.bucket(), p.key("object")
	out, err := b.PutObject(p.ctx, &bucket.PutObjectInput{Key: key, Body: plain(content), ContentLength: &length})
	if err == nil {
		p.errorf("PutObject: no error for %d bytes with ContentLength %d", len(content), length)
	}
	if err != nil && out != nil {
		p.errorf("PutObject: the output is not nil beside the error %v", err)
	}
}

func replaces(p *probe) {
	b, key := p.bucket(), p.key("object")
	first, err := b.PutObject(p.ctx, &bucket.PutObjectInput{
		Key: key, Body: strings.NewReader("a long first content"), ContentType: "text/plain", Metadata: map[string]string{"first": "1"},
	})
	result(p, "PutObject", first, err)
	second, err := b.PutObject(p.ctx, &bucket.PutObjectInput{
		Key: key, Body: strings.NewReader("second"), ContentType: "text/html", Metadata: map[string]string{"second": "2"},
	})
	result(p, "PutObject", second, err)
	content, out := p.get(b, &bucket.GetObjectInput{Key: key})
	p.equal("the content", content, "second")
	p.equal("ContentType", out.ContentType, "text/html")
	p.equal("Metadata", out.Metadata, map[string]string{"second": "2"})
}

func keepsContentHeaders(p *probe) {
	b, key := p.bucket(), p.key("object")
	expires := time.Date(2031, time.March, 4, 5, 6, 7, 0, time.UTC)
	put, err := b.PutObject(p.ctx, &bucket.PutObjectInput{
		Key: key, Body: strings.NewReader("content"),
		ContentType: "text/plain; charset=utf-8", CacheControl: "max-age=60, public", ContentDisposition: `attachment; filename="a b.txt"`,
		ContentEncoding: "x-none", ContentLanguage: "de-AT", Expires: expires,
	})
	result(p, "PutObject", put, err)
	got, err := b.HeadObject(p.ctx, &bucket.HeadObjectInput{Key: key})
	result(p, "HeadObject", got, err)
	p.equal("ContentType", got.ContentType, "text/plain; charset=utf-8")
	p.equal("CacheControl", got.CacheControl, "max-age=60, public")
	p.equal("ContentDisposition", got.ContentDisposition, `attachment; filename="a b.txt"`)
	p.equal("ContentEncoding", got.ContentEncoding, "x-none")
	p.equal("ContentLanguage", got.ContentLanguage, "de-AT")
	if !got.Expires.Equal(expires) {
		p.errorf("Expires is %v, want %v", got.Expires, expires)
	}
}

func keepsMetadata(p *probe) {
	b, key := p.bucket(), p.key("object")
	metadata := map[string]string{
		"plain": "value", "with-dash": "a b", "digits9": "0", "punctuation": `a=b; "c", (d) <e> & 100%`, "long": strings.Repeat("v", 500),
	}
	put, err := b.PutObject(p.ctx, &bucket.PutObjectInput{Key: key, Body: strings.NewReader("content"), Metadata: metadata})
	result(p, "PutObject", put, err)
	head, err := b.HeadObject(p.ctx, &bucket.HeadObjectInput{Key: key})
	result(p, "HeadObject", head, err)
	p.equal("HeadObject's Metadata", head.Metadata, metadata)
	_, got := p.get(b, &bucket.GetObjectInput{Key: key})
	p.equal("GetObject's Metadata", got.Metadata, metadata)
}

func brokenBody(p *probe) {
	b, key := p.bucket(), p.key("object")
	length := int64(12)
	body := io.MultiReader(strings.NewReader("half"), broken{})
	out, err := b.PutObject(p.ctx, &bucket.PutObjectInput{Key: key, Body: body, ContentLength: &length})
	if err == nil {
		p.errorf("PutObject: no error, although the body failed")
	} else if out != nil {
		p.errorf("PutObject: the output is not nil beside the error %v", err)
	}
	head, err := b.HeadObject(p.ctx, &bucket.HeadObjectInput{Key: key})
	refused(p, "HeadObject", head, err, noKey().bodiless())
}

// broken is a reader that fails.
type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, io.ErrNoProgress }

func manyAtOnce(p *probe) {
	b := p.bucket()
	keys := make([]string, 16)
	for i := range keys {
		keys[i] = p.key(strings.Repeat("x", i+1))
	}
	p.each(keys, func(key string) error {
		_, err := b.PutObject(p.ctx, &bucket.PutObjectInput{Key: key, Body: bytes.NewReader([]byte(key))})
		return err
	})
	p.each(keys, func(key string) error {
		out, err := b.GetObject(p.ctx, &bucket.GetObjectInput{Key: key})
		if err != nil {
			return err
		}
		content, err := io.ReadAll(out.Body)
		if string(content) != key {
			p.errorf("object %q holds %s", key, shown(content))
		}
		return err
	})
}
