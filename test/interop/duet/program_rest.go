// SPDX-License-Identifier: Apache-2.0

package duet

import (
	"context"
	"fmt"
	"slices"
)

// many are the keys that are listed and then deleted.
func many() []string {
	var keys []string
	for i := range 7 {
		keys = append(keys, fmt.Sprintf("many/%d/file", i), fmt.Sprintf("many/loose-%d &", i))
	}
	slices.Sort(keys)
	return keys
}

func (p Plan) listSteps() []step {
	return []step{
		{name: "put many objects", run: func(ctx context.Context, d *duo) (any, error) {
			for _, key := range many() {
				if _, err := d.write.PutObject(ctx, Object{Key: key, Body: key}); err != nil {
					return nil, err
				}
			}
			return nil, nil
		}},
		{name: "list them page by page", run: func(ctx context.Context, d *duo) (any, error) {
			pages, err := d.pages(ctx, Query{Prefix: "many/", Size: 4})
			if err != nil {
				return nil, err
			}
			d.want(len(pages), 4)
			var keys []string
			for _, page := range pages {
				for _, o := range page.Objects {
					keys = append(keys, o.Key)
					d.want([]any{o.ETag, o.Length}, []any{sum(o.Key), int64(len(o.Key))})
				}
			}
			slices.Sort(keys)
			d.want(keys, many())
			return pages, nil
		}},
		{name: "list them by folder", run: func(ctx context.Context, d *duo) (any, error) {
			pages, err := d.pages(ctx, Query{Prefix: "many/", Delimiter: "/", Size: 5})
			if err != nil {
				return nil, err
			}
			objects, prefixes := 0, 0
			for _, page := range pages {
				objects += len(page.Objects)
				prefixes += len(page.Prefixes)
			}
			d.want([]int{objects, prefixes}, []int{7, 7})
			return pages, nil
		}},
		{name: "list nothing", run: func(ctx context.Context, d *duo) (any, error) {
			page, err := d.read.List(ctx, Query{Prefix: "nothing/"})
			if err == nil {
				d.want(len(page.Objects)+len(page.Prefixes), 0)
			}
			return len(page.Objects), err
		}},
	}
}

// pages are all of a listing.
func (d *duo) pages(ctx context.Context, q Query) ([]Page, error) {
	var pages []Page
	for len(pages) < 100 {
		page, err := d.read.List(ctx, q)
		if err != nil {
			return nil, err
		}
		for i := range page.Objects {
			page.Objects[i] = d.tidy(page.Objects[i])
		}
		q.Token, page.Token = page.Token, "" // opaque
		pages = append(pages, page)
		if !page.More {
			return pages, nil
		}
	}
	d.wrong = "the listing does not end"
	return pages, nil
}

func (p Plan) tagSteps() []step {
	const key = "folder/full.txt"
	tags := map[string]string{"team": "storage", "with space": "a+b=c"}
	get := func(want map[string]string) func(context.Context, *duo) (any, error) {
		return func(ctx context.Context, d *duo) (any, error) {
			got, err := d.read.GetTags(ctx, key)
			if err == nil {
				d.want(len(got), len(want))
				if len(want) > 0 {
					d.want(got, want)
				}
			}
			return got, err
		}
	}
	return []step{
		{name: "tag an object", run: func(ctx context.Context, d *duo) (any, error) { return done(d.write.PutTags(ctx, key, tags)) }},
		{name: "read its tags", run: get(tags)},
		{name: "delete its tags", run: func(ctx context.Context, d *duo) (any, error) { return done(d.write.DeleteTags(ctx, key)) }},
		{name: "read tags that are gone", run: func(ctx context.Context, d *duo) (any, error) {
			_, err := get(nil)(ctx, d)
			return nil, err
		}},
		{name: "tag a key that is not there", refused: refusal(404, "NoSuchKey"),
			run: func(ctx context.Context, d *duo) (any, error) { return done(d.write.PutTags(ctx, "missing", tags)) }},
	}
}

func (p Plan) presignSteps() []step {
	const key = "signed/a b+c.txt"
	return []step{
		{name: "put by a presigned URL", presigned: true, run: func(ctx context.Context, d *duo) (any, error) {
			got, err := d.send(ctx, d.write, Presign{Method: "PUT", Key: key}, text)
			d.uploaded = err == nil
			return got, err
		}},
		{name: "get by a presigned URL", presigned: true, run: func(ctx context.Context, d *duo) (any, error) {
			got, err := d.send(ctx, d.read, Presign{Method: "GET", Key: key}, "")
			if err == nil {
				d.want(got, text)
			}
			return got, err
		}},
		{name: "get by a presigned URL with a name for the file", presigned: true, run: func(ctx context.Context, d *duo) (any, error) {
			const disposition = `attachment; filename="ü b.txt"`
			got, err := d.send(ctx, d.read, Presign{Method: "GET", Key: key, Disposition: disposition}, "")
			if err == nil {
				d.want(got, disposition+"\n"+text)
			}
			return got, err
		}},
		{name: "head by a presigned URL", presigned: true, bodiless: true, run: func(ctx context.Context, d *duo) (any, error) {
			return d.send(ctx, d.read, Presign{Method: "HEAD", Key: key}, "")
		}},
		{name: "get by a presigned URL for another key", presigned: true, forged: true, refused: refusal(403, "SignatureDoesNotMatch"),
			run: func(ctx context.Context, d *duo) (any, error) {
				r, err := d.read.Presign(ctx, Presign{Method: "GET", Key: key})
				if err != nil {
					return nil, err
				}
				r.URL.Path += "x"
				if r.URL.RawPath != "" {
					r.URL.RawPath += "x"
				}
				return d.sendRequest(ctx, r, "")
			}},
		{name: "delete by a presigned URL", presigned: true, run: func(ctx context.Context, d *duo) (any, error) {
			return d.send(ctx, d.write, Presign{Method: "DELETE", Key: key}, "")
		}},
		{name: "get what was deleted so", refused: refusal(404, "NoSuchKey"), run: func(ctx context.Context, d *duo) (any, error) {
			return d.read.GetObject(ctx, Read{Key: key})
		}},
	}
}

func (p Plan) appendSteps() []step {
	const key = "appended.log"
	add := func(o Object, position int64) func(context.Context, *duo) (any, error) {
		return func(ctx context.Context, d *duo) (any, error) {
			next, err := d.write.Append(ctx, o, position)
			if err == nil {
				d.appended = true
				d.want(next, position+int64(len(o.Body)))
			}
			return next, err
		}
	}
	return []step{
		{name: "count the objects", run: func(ctx context.Context, d *duo) (any, error) {
			s, err := d.read.Statistics(ctx)
			if err == nil {
				d.want(s.Count > int64(len(many())) && s.Size > int64(len(long)), true)
			}
			return s, err
		}},
		{name: "append to nothing", run: add(Object{Key: key, Body: "one\n", ContentType: "text/plain"}, 0)},
		{name: "append more", run: add(Object{Key: key, Body: "two\n"}, 4)},
		{name: "append at another place", run: add(Object{Key: key, Body: "three\n"}, 3), refused: refusal(409, "PositionNotEqualToLength")},
		{name: "get what was appended", run: func(ctx context.Context, d *duo) (any, error) {
			if !d.appended {
				return nil, ErrLacks
			}
			o, err := d.read.GetObject(ctx, Read{Key: key})
			if err == nil {
				d.want(o.Body, "one\ntwo\n")
			}
			return o.Body, err
		}},
	}
}

// carrySteps are what a store does by itself to make objects.
func (p Plan) carrySteps() []step {
	return []step{
		{name: "move an object", run: func(ctx context.Context, d *duo) (any, error) {
			err := d.write.Move(ctx, "good.txt", "moved to/good+.txt")
			d.moved = err == nil
			return nil, err
		}},
		{name: "get it from its new place", run: func(ctx context.Context, d *duo) (any, error) {
			if !d.moved {
				return nil, ErrLacks
			}
			o, err := d.read.GetObject(ctx, Read{Key: "moved to/good+.txt"})
			if err == nil {
				d.want(o.Body, text)
			}
			return o.Body, err
		}},
		{name: "fetch a document of the web", run: func(ctx context.Context, d *duo) (any, error) {
			err := d.write.Fetch(ctx, "fetched.html", webPage)
			d.fetched = err == nil
			return nil, err
		}},
		{name: "get what was fetched", run: func(ctx context.Context, d *duo) (any, error) {
			if !d.fetched {
				return nil, ErrLacks
			}
			o, err := d.read.GetObject(ctx, Read{Key: "fetched.html"})
			if err == nil {
				d.want(o.Body, webPage)
			}
			return o.Body, err
		}},
	}
}

func (p Plan) deleteSteps() []step {
	return []step{
		{name: "delete a bucket that is not empty", refused: refusal(409, "BucketNotEmpty"),
			run: func(ctx context.Context, d *duo) (any, error) { return done(d.write.DeleteBucket(ctx)) }},
		{name: "delete many objects and one that is not there", run: func(ctx context.Context, d *duo) (any, error) {
			keys := append(many(), "many/missing")
			deleted, err := d.write.DeleteObjects(ctx, keys)
			if err == nil {
				slices.Sort(keys)
				slices.Sort(deleted)
				d.want(deleted, keys)
			}
			return deleted, err
		}},
		{name: "delete all objects that are left", run: func(ctx context.Context, d *duo) (any, error) {
			page, err := d.read.List(ctx, Query{})
			if err != nil {
				return nil, err
			}
			for _, o := range page.Objects { // how many depends on what the SDKs have calls for
				if err := d.write.DeleteObject(ctx, o.Key); err != nil {
					return nil, err
				}
			}
			return nil, nil
		}},
		{name: "delete the bucket",
			run: func(ctx context.Context, d *duo) (any, error) { return done(d.write.DeleteBucket(ctx)) }},
		{name: "delete it again", refused: refusal(404, "NoSuchBucket"),
			run: func(ctx context.Context, d *duo) (any, error) { return done(d.write.DeleteBucket(ctx)) }},
	}
}
