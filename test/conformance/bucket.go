// SPDX-License-Identifier: Apache-2.0

package conformance

import (
	"net/http"

	"github.com/seed-40dc4ce0/pail/bucket"
)

// noBucket is the refusal of an operation on a bucket that does not exist.
func noBucket() refusal {
	return refusal{status: http.StatusNotFound, code: "NoSuchBucket", is: []error{bucket.ErrNoSuchBucket, bucket.ErrNotFound}}
}

func bucketRows() []behaviour {
	return []behaviour{
		{operation: "Create", name: "makes a bucket that Head finds", check: func(p *probe) {
			b := p.create()
			out, err := b.API.Head(p.ctx, &bucket.HeadInput{})
			result(p, "Head", out, err)
		}},
		{operation: "Create", name: "refuses a bucket that exists", check: func(p *probe) {
			b := p.create()
			out, err := b.API.Create(p.ctx, &bucket.CreateInput{})
			refused(p, "Create", out, err, refusal{
				status: http.StatusConflict, code: "BucketAlreadyOwnedByYou", is: []error{bucket.ErrBucketExists}, isNot: []error{bucket.ErrNotFound},
			})
		}},
		{operation: "Create", name: "makes a bucket again after it was deleted", check: func(p *probe) {
			b := p.create()
			_, err := b.API.Delete(p.ctx, &bucket.DeleteInput{})
			p.must("Delete", err)
			out, err := b.API.Create(p.ctx, &bucket.CreateInput{})
			result(p, "Create", out, err)
		}},
		{operation: "Head", name: "does not find a bucket that was not created", check: func(p *probe) {
			out, err := p.open().API.Head(p.ctx, &bucket.HeadInput{})
			want := noBucket()
			want.code = ""
			refused(p, "Head", out, err, want)
		}},
		{operation: "Delete", name: "removes an empty bucket", check: func(p *probe) {
			b := p.create()
			deleted, err := b.API.Delete(p.ctx, &bucket.DeleteInput{})
			result(p, "Delete", deleted, err)
			out, err := b.API.Head(p.ctx, &bucket.HeadInput{})
			want := noBucket()
			want.code = ""
			refused(p, "Head", out, err, want)
		}},
		{operation: "Delete", name: "refuses a bucket that holds an object, and keeps it", check: func(p *probe) {
			b := p.create()
			p.put(b.API, "kept", "content")
			out, err := b.API.Delete(p.ctx, &bucket.DeleteInput{})
			refused(p, "Delete", out, err, refusal{status: http.StatusConflict, code: "BucketNotEmpty", is: []error{bucket.ErrBucketNotEmpty}})
			content, _ := p.get(b.API, &bucket.GetObjectInput{Key: "kept"})
			p.equal("the content", content, "content")
		}},
	}
}

// createdRows are answers that something was made, which some stores give a
// status of their own.
func createdRows() []behaviour {
	return []behaviour{
		{operation: "Create", name: "answers the status of what is made", check: func(p *probe) {
			out, err := p.open().API.Create(p.ctx, &bucket.CreateInput{})
			p.equal("Response.StatusCode", result(p, "Create", out, err).Response.StatusCode, p.session.h.created())
		}},
		{operation: "PutObject", name: "answers the status of what is made", check: func(p *probe) {
			b, key := p.bucket(), p.key("object")
			for _, content := range []string{"first", "second"} {
				p.equal("Response.StatusCode", p.put(b, key, content).Response.StatusCode, p.session.h.created())
			}
		}},
	}
}

// absentBucketRows are the operations on a bucket that was not created.
func absentBucketRows() []behaviour {
	calls := []struct {
		operation string
		call      func(p *probe, b bucket.API, want refusal)
	}{
		{"Delete", func(p *probe, b bucket.API, want refusal) {
			out, err := b.Delete(p.ctx, &bucket.DeleteInput{})
			refused(p, "Delete", out, err, want)
		}},
		{"PutObject", func(p *probe, b bucket.API, want refusal) {
			out, err := b.PutObject(p.ctx, &bucket.PutObjectInput{Key: "k"})
			refused(p, "PutObject", out, err, want)
		}},
		{"GetObject", func(p *probe, b bucket.API, want refusal) {
			out, err := b.GetObject(p.ctx, &bucket.GetObjectInput{Key: "k"})
			refused(p, "GetObject", out, err, want)
		}},
		{"HeadObject", func(p *probe, b bucket.API, want refusal) {
			out, err := b.HeadObject(p.ctx, &bucket.HeadObjectInput{Key: "k"})
			refused(p, "HeadObject", out, err, refusal{status: want.status, is: []error{bucket.ErrNotFound}})
		}},
		{"DeleteObject", func(p *probe, b bucket.API, want refusal) {
			out, err := b.DeleteObject(p.ctx, &bucket.DeleteObjectInput{Key: "k"})
			refused(p, "DeleteObject", out, err, want)
		}},
		{"DeleteObjects", func(p *probe, b bucket.API, want refusal) {
			out, err := b.DeleteObjects(p.ctx, &bucket.DeleteObjectsInput{Objects: []bucket.ObjectIdentifier{{Key: "k"}}})
			refused(p, "DeleteObjects", out, err, want)
		}},
		{"ListObjects", func(p *probe, b bucket.API, want refusal) {
			out, err := b.ListObjects(p.ctx, &bucket.ListObjectsInput{})
			refused(p, "ListObjects", out, err, want)
		}},
		{"PutCORS", func(p *probe, b bucket.API, want refusal) {
			out, err := b.PutCORS(p.ctx, &bucket.PutCORSInput{Configuration: oneRule()})
			refused(p, "PutCORS", out, err, want)
		}},
		{"GetCORS", func(p *probe, b bucket.API, want refusal) {
			out, err := b.GetCORS(p.ctx, &bucket.GetCORSInput{})
			refused(p, "GetCORS", out, err, want)
		}},
		{"DeleteCORS", func(p *probe, b bucket.API, want refusal) {
			out, err := b.DeleteCORS(p.ctx, &bucket.DeleteCORSInput{})
			refused(p, "DeleteCORS", out, err, want)
		}},
	}
	rows := make([]behaviour, len(calls))
	for i, c := range calls {
		rows[i] = behaviour{operation: c.operation, name: "says that there is no such bucket", check: func(p *probe) {
			c.call(p, p.open().API, noBucket())
		}}
	}
	return rows
}
