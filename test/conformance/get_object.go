// SPDX-License-Identifier: Apache-2.0

package conformance

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"sync"

	"github.com/seed-40dc4ce0/pail/bucket"
)

// noKey is the refusal of an operation on an object that does not exist.
func noKey() refusal {
	return refusal{status: http.StatusNotFound, code: "NoSuchKey", is: []error{bucket.ErrNoSuchKey, bucket.ErrNotFound}}
}

// bodiless is the refusal as HEAD sees it: no body, hence no code.
func (r refusal) bodiless() refusal {
	r.code = ""
	return r
}

func getObjectRows() []behaviour {
	rows := []behaviour{
		{name: "describes what it answers", check: func(p *probe) {
			b, key := p.stored("content")
			_, out := p.get(b, &bucket.GetObjectInput{Key: key})
			p.equal("ContentLength", out.ContentLength, int64(7))
			p.equal("AcceptRanges", out.AcceptRanges, "bytes")
			p.equal("ContentRange", out.ContentRange, "")
			p.equal("Response.StatusCode", out.Response.StatusCode, http.StatusOK)
			p.recent("LastModified", out.LastModified)
			if out.ContentType == "" {
				p.errorf("ContentType is empty")
			}
			if !quoted(out.ETag) {
				p.errorf("ETag %q is not in quotes", out.ETag)
			}
			if out.Response.RequestID == "" {
				p.errorf("Response.RequestID is empty")
			}
		}},
		{name: "says that there is no such key", check: func(p *probe) {
			key := p.key("absent")
			out, err := p.bucket().GetObject(p.ctx, &bucket.GetObjectInput{Key: key})
			said := explained(p, "GetObject", out, err, noKey())
			p.equal("Key", said.Key, key)
			p.equal("Bucket", said.Bucket, p.session.shared.Name)
			if said.RequestID == "" {
				p.errorf("RequestID is empty")
			}
		}},
		{name: "can be closed before the body is read", check: func(p *probe) {
			b, key := p.stored(strings.Repeat("x", 1<<20))
			out, err := b.GetObject(p.ctx, &bucket.GetObjectInput{Key: key})
			result(p, "GetObject", out, err)
			first := make([]byte, 10)
			_, err = io.ReadFull(out.Body, first)
			p.must("reading ten bytes", err)
			p.must("closing the body", out.Body.Close())
			content, _ := p.get(b, &bucket.GetObjectInput{Key: key, Range: "bytes=0-2"})
			p.equal("the next answer", content, "xxx")
		}},
		{name: "fails when its context has ended", check: func(p *probe) {
			b, key := p.stored("content")
			ctx, cancel := context.WithCancel(p.ctx)
			cancel()
			out, err := b.GetObject(ctx, &bucket.GetObjectInput{Key: key})
			if !errors.Is(err, context.Canceled) {
				p.errorf("GetObject: error is %v, want one that matches context.Canceled", err)
			}
			if out != nil {
				p.errorf("GetObject: the output is not nil beside the error %v", err)
			}
		}},
	}
	for i := range rows {
		rows[i].operation = "GetObject"
	}
	return rows
}

func headObjectRows() []behaviour {
	rows := []behaviour{
		{name: "describes what GetObject would answer", check: func(p *probe) {
			b, key := p.bucket(), p.key("object")
			put, err := b.PutObject(p.ctx, &bucket.PutObjectInput{Key: key, Body: strings.NewReader("content"), ContentType: "text/x-own"})
			result(p, "PutObject", put, err)
			_, got := p.get(b, &bucket.GetObjectInput{Key: key})
			out, err := b.HeadObject(p.ctx, &bucket.HeadObjectInput{Key: key})
			result(p, "HeadObject", out, err)
			p.equal("ContentLength", out.ContentLength, got.ContentLength)
			p.equal("ContentType", out.ContentType, got.ContentType)
			p.equal("ETag", out.ETag, got.ETag)
			p.equal("AcceptRanges", out.AcceptRanges, got.AcceptRanges)
			if !out.LastModified.Equal(got.LastModified) {
				p.errorf("LastModified is %v, GetObject's is %v", out.LastModified, got.LastModified)
			}
		}},
		{name: "infers that there is no such key", check: func(p *probe) {
			out, err := p.bucket().HeadObject(p.ctx, &bucket.HeadObjectInput{Key: p.key("absent")})
			refused(p, "HeadObject", out, err, noKey().bodiless())
		}},
	}
	for i := range rows {
		rows[i].operation = "HeadObject"
	}
	return rows
}

// quoted reports whether an ETag is a strong one in quotes.
func quoted(etag string) bool {
	return len(etag) > 2 && strings.HasPrefix(etag, `"`) && strings.HasSuffix(etag, `"`)
}

// each calls f for every key, all at once, and notes what fails.
func (p *probe) each(keys []string, f func(key string) error) {
	var all sync.WaitGroup
	for _, key := range keys {
		all.Go(func() {
			if err := f(key); err != nil {
				p.errorf("%q: %v", key, err)
			}
		})
	}
	all.Wait()
}
