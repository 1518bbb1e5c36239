// SPDX-License-Identifier: Apache-2.0

package conformance

import (
	"strings"

	"github.com/seed-40dc4ce0/pail/bucket"
)

// inputRows are inputs that are wrong in themselves: refused before anything
// is sent, every bad field named. No bucket is made: none is needed.
func inputRows() []behaviour {
	put := func(name string, in *bucket.PutObjectInput, fields ...string) behaviour {
		return behaviour{operation: "PutObject", name: name, check: func(p *probe) {
			out, err := p.open().API.PutObject(p.ctx, in)
			invalid(p, "PutObject", out, err, fields...)
		}}
	}
	rows := []behaviour{
		put("refuses an empty key", &bucket.PutObjectInput{}, "Key"),
		put("refuses a key of more than 1,024 bytes", &bucket.PutObjectInput{Key: strings.Repeat("ü", 513)}, "Key"),
		put("refuses a key that is not UTF-8", &bucket.PutObjectInput{Key: "a\xffb"}, "Key"),
		put("refuses a key with a NUL", &bucket.PutObjectInput{Key: "a\x00b"}, "Key"),
		put("refuses a line break in a header", &bucket.PutObjectInput{Key: "k", ContentType: "text/plain\r\nX-Own: 1"}, "ContentType"),
		put("refuses a NUL in a header", &bucket.PutObjectInput{Key: "k", CacheControl: "a\x00b"}, "CacheControl"),
		put("names every bad field at once", &bucket.PutObjectInput{ContentType: "a\nb", ContentLanguage: "a\rb"}, "Key", "ContentType", "ContentLanguage"),
		{operation: "PutObject", name: "refuses a line break in metadata", check: func(p *probe) {
			out, err := p.open().API.PutObject(p.ctx, &bucket.PutObjectInput{Key: "k", Metadata: map[string]string{"a": "b\r\nX-Own: 1"}})
			invalid(p, "PutObject", out, err)
		}},
		{operation: "PutObject", name: "refuses a body of unknown length", check: func(p *probe) {
			out, err := p.open().API.PutObject(p.ctx, &bucket.PutObjectInput{Key: "k", Body: plain("content")})
			invalid(p, "PutObject", out, err)
		}},
		{operation: "GetObject", name: "refuses an empty key", check: func(p *probe) {
			out, err := p.open().API.GetObject(p.ctx, &bucket.GetObjectInput{})
			invalid(p, "GetObject", out, err, "Key")
		}},
		{operation: "GetObject", name: "takes a nil input for an empty one", check: func(p *probe) {
			out, err := p.open().API.GetObject(p.ctx, nil)
			invalid(p, "GetObject", out, err, "Key")
		}},
		{operation: "HeadObject", name: "refuses an empty key", check: func(p *probe) {
			out, err := p.open().API.HeadObject(p.ctx, &bucket.HeadObjectInput{})
			invalid(p, "HeadObject", out, err, "Key")
		}},
		{operation: "DeleteObject", name: "refuses an empty key", check: func(p *probe) {
			out, err := p.open().API.DeleteObject(p.ctx, &bucket.DeleteObjectInput{})
			invalid(p, "DeleteObject", out, err, "Key")
		}},
	}
	return append(rows, documentInputRows()...)
}

// documentInputRows are the wrong inputs of operations that send a document, a
// query or a preflight.
func documentInputRows() []behaviour {
	remove := func(name string, ids []bucket.ObjectIdentifier, fields ...string) behaviour {
		return behaviour{operation: "DeleteObjects", name: name, check: func(p *probe) {
			out, err := p.open().API.DeleteObjects(p.ctx, &bucket.DeleteObjectsInput{Objects: ids})
			invalid(p, "DeleteObjects", out, err, fields...)
		}}
	}
	list := func(name string, size int) behaviour {
		return behaviour{operation: "ListObjects", name: name, check: func(p *probe) {
			out, err := p.open().API.ListObjects(p.ctx, &bucket.ListObjectsInput{PageSize: &size})
			invalid(p, "ListObjects", out, err, "PageSize")
		}}
	}
	ask := func(name string, in *bucket.OptionsObjectInput, fields ...string) behaviour {
		return behaviour{operation: "OptionsObject", name: name, check: func(p *probe) {
			out, err := p.open().API.OptionsObject(p.ctx, in)
			invalid(p, "OptionsObject", out, err, fields...)
		}}
	}
	return []behaviour{
		remove("refuses an empty list", nil, "Objects"),
		remove("refuses more than a thousand keys", make([]bucket.ObjectIdentifier, 1001), "Objects"),
		remove("refuses an empty key", []bucket.ObjectIdentifier{{Key: "a"}, {}}, "Objects[1].Key"),
		list("refuses a negative PageSize", -1),
		list("refuses a PageSize of more than a thousand", 1001),
		{operation: "PutCORS", name: "refuses to send no configuration", check: func(p *probe) {
			out, err := p.open().API.PutCORS(p.ctx, &bucket.PutCORSInput{})
			invalid(p, "PutCORS", out, err, "Configuration")
		}},
		ask("refuses to ask without origin and method", &bucket.OptionsObjectInput{Key: "k"}, "Origin", "AccessControlRequestMethod"),
		ask("refuses a line break in an origin", &bucket.OptionsObjectInput{Key: "k", Origin: "https://a\r\nX-Own: 1", AccessControlRequestMethod: "PUT"}, "Origin"),
		ask("refuses a key of more than 1,024 bytes", &bucket.OptionsObjectInput{
			Key: strings.Repeat("k", 1025), Origin: "https://app.example", AccessControlRequestMethod: "PUT",
		}, "Key"),
	}
}
