// SPDX-License-Identifier: Apache-2.0

package duet

import (
	"context"
	"time"
)

const text = "The quick brown fox jumps over the lazy dog."

// put is a step's: it puts an object and wants its digest for a tag.
func put(o Object) func(context.Context, *duo) (any, error) {
	return func(ctx context.Context, d *duo) (any, error) {
		tag, err := d.write.PutObject(ctx, o)
		if err == nil {
			d.streamed = o.Stream
			d.want(tag, sum(o.Body))
		}
		return tag, err
	}
}

// read is a step's: it reads an object, or its description alone, and wants what
// was put.
func (p Plan) read(o Object, head bool) func(context.Context, *duo) (any, error) {
	want := o
	want.ETag, want.Length, want.Stream = sum(o.Body), int64(len(o.Body)), false
	if want.ContentType == "" {
		want.ContentType = "application/octet-stream"
	}
	if want.Class == "" {
		want.Class = p.Class
	}
	return func(ctx context.Context, d *duo) (any, error) {
		call, want := d.read.GetObject, want
		if head {
			call, want.Body = d.read.HeadObject, ""
		}
		got, err := call(ctx, Read{Key: o.Key})
		if err != nil {
			return nil, err
		}
		got = d.tidy(got)
		if head && p.Unheaded != nil {
			p.Unheaded(&want)
			p.Unheaded(&got)
		}
		d.want(got, want)
		return got, nil
	}
}

func (p Plan) objectSteps() []step {
	full := p.Attributes
	full.Key, full.Body = "folder/full.txt", text
	large := Object{Key: "large.bin", Body: long, ContentType: "application/octet-stream"}
	stream := large
	stream.Key, stream.Stream = "stream.bin", true
	empty := Object{Key: "empty", ContentType: "text/plain"}
	bad := Object{Key: "bad.txt", Body: text, MD5: digest("something else")}
	good := Object{Key: "good.txt", Body: text, ContentType: "text/plain", MD5: digest(text)}
	missing := Read{Key: "missing"}
	return []step{
		{name: "put an object with everything", run: put(full)},
		{name: "get it", run: p.read(full, false)},
		{name: "head it", bodiless: true, run: p.read(full, true)},
		{name: "put a large object", run: put(large)},
		{name: "get the large object", run: p.read(large, false)},
		{name: "put a stream", run: put(stream)},
		{name: "get what was streamed", run: func(ctx context.Context, d *duo) (any, error) {
			if !d.streamed {
				return nil, ErrLacks
			}
			return p.read(stream, false)(ctx, d)
		}},
		{name: "put an empty object", run: put(empty)},
		{name: "get the empty object", run: p.read(empty, false)},
		{name: "put an object with its digest", run: put(good)},
		{name: "put an object with a wrong digest", run: put(bad), refused: refusal(400, "BadDigest")},
		{name: "get a key that is not there", refused: refusal(404, "NoSuchKey"),
			run: func(ctx context.Context, d *duo) (any, error) { return d.read.GetObject(ctx, missing) }},
		{name: "head a key that is not there", refused: refusal(404, "NoSuchKey"), bodiless: true,
			run: func(ctx context.Context, d *duo) (any, error) { return d.read.HeadObject(ctx, missing) }},
		{name: "delete a key that is not there",
			run: func(ctx context.Context, d *duo) (any, error) { return done(d.write.DeleteObject(ctx, missing.Key)) }},
	}
}

func (p Plan) conditionSteps() []step {
	const key = "folder/full.txt"
	tag, long, soon := sum(text), time.Now().Add(-24*time.Hour), time.Now().Add(24*time.Hour)
	get := func(r Read) func(context.Context, *duo) (any, error) {
		r.Key = key
		return func(ctx context.Context, d *duo) (any, error) {
			o, err := d.read.GetObject(ctx, r)
			return d.tidy(o), err
		}
	}
	part := func(r Read, body, contentRange string) func(context.Context, *duo) (any, error) {
		return func(ctx context.Context, d *duo) (any, error) {
			got, err := get(r)(ctx, d)
			if o, ok := got.(Object); ok && err == nil {
				d.want(o.Body, body)
				d.want(o.ContentRange, contentRange)
			}
			return got, err
		}
	}
	return []step{
		{name: "get a range", run: part(Read{Range: "bytes=4-8"}, "quick", "bytes 4-8/44")},
		{name: "get an end", run: part(Read{Range: "bytes=-4"}, "dog.", "bytes 40-43/44")},
		{name: "get a range beyond the end", run: get(Read{Range: "bytes=100-200"}), refused: refusal(416, "InvalidRange")},
		{name: "get if the tag matches", run: part(Read{IfMatch: tag}, text, "")},
		{name: "get if another tag matches", run: get(Read{IfMatch: sum("")}), refused: refusal(412, "PreconditionFailed")},
		{name: "get unless the tag matches", run: get(Read{IfNoneMatch: tag}), refused: refusal(304, "NotModified"), bodiless: true},
		{name: "get if modified since yesterday", run: part(Read{ModifiedSince: long}, text, "")},
		{name: "get if not modified since yesterday", run: get(Read{UnmodifiedSince: long}), refused: refusal(412, "PreconditionFailed")},
		{name: "get if not modified since tomorrow", run: part(Read{UnmodifiedSince: soon}, text, "")},
		{name: "get as another type", run: func(ctx context.Context, d *duo) (any, error) {
			o, err := d.read.GetObject(ctx, Read{Key: key, ContentType: "text/x-other", Disposition: `attachment; filename="a b.txt"`})
			if err == nil {
				d.want([]string{o.ContentType, o.Disposition}, []string{"text/x-other", `attachment; filename="a b.txt"`})
			}
			return d.tidy(o), err
		}},
		{name: "put only where nothing is", refused: refusal(412, "PreconditionFailed"),
			run: func(ctx context.Context, d *duo) (any, error) {
				return d.write.PutObject(ctx, Object{Key: key, Body: "other", IfNoneMatch: "*"})
			}},
	}
}

// awkward are keys that every provider takes.
var awkward = []string{
	"a b", "plus+plus", "percent%20percent", "100%", "amp&and=eq", "question?mark", "hash#tag", "semi;colon,comma", "quote'\"quote",
	"tilde~", "(round)[square]{curly}", "star*", "at@dollar$bang!", "back\\slash", "pipe|caret^grave`", "less<more>", "deep/er/est",
	"ends/", ".hidden", "a/./b", "dots..dots", "中文.txt", "ünïcode", "emoji-🚀", "日本/ファイル",
}

func (p Plan) keySteps() []step {
	var steps []step
	for _, key := range append(p.Keys, awkward...) {
		steps = append(steps, step{name: "put, get, head, list and delete the key " + key, run: func(ctx context.Context, d *duo) (any, error) {
			tag, err := d.write.PutObject(ctx, Object{Key: key, Body: key})
			if err != nil {
				return nil, err
			}
			got, err := d.read.GetObject(ctx, Read{Key: key})
			if err != nil {
				return nil, err
			}
			head, err := d.read.HeadObject(ctx, Read{Key: key})
			if err != nil {
				return nil, err
			}
			page, err := d.read.List(ctx, Query{Prefix: key})
			if err != nil {
				return nil, err
			}
			result := []string{tag, got.Body, head.ETag}
			for _, o := range page.Objects {
				result = append(result, o.Key)
			}
			d.want(result, []string{sum(key), key, sum(key), key})
			return result, d.write.DeleteObject(ctx, key)
		}})
	}
	return steps
}
