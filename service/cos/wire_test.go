// SPDX-License-Identifier: Apache-2.0

package cos_test

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/cors"
)

// subResources are those that route a request of COS's.
var subResources = []string{"acl", "append", "cors", "delete", "lifecycle", "tagging", "uploads", "versioning", "versions"}

// ten is a number to point to.
func ten() *int { n := 10; return &n }

// calls has every operation with every member that is a header or a parameter,
// by the name of its golden file.
func calls() map[string]func(context.Context, *bucket.Bucket) error {
	limit, yes := 819200, true
	key := strings.Repeat("k", 32)
	return map[string]func(context.Context, *bucket.Bucket) error{
		"Create": func(ctx context.Context, b *bucket.Bucket) error {
			_, err := b.Create(ctx, &bucket.CreateInput{ACL: bucket.BucketACLPublicRead, GrantRead: `id="1"`, GrantWriteACP: `id="2"`})
			return err
		},
		"Head":   func(ctx context.Context, b *bucket.Bucket) error { _, err := b.Head(ctx, nil); return err },
		"Delete": func(ctx context.Context, b *bucket.Bucket) error { _, err := b.Delete(ctx, nil); return err },
		"PutCORS": func(ctx context.Context, b *bucket.Bucket) error {
			_, err := b.PutCORS(ctx, &bucket.PutCORSInput{Configuration: &cors.Configuration{ResponseVary: true, Rules: []cors.Rule{{
				ID: "a<b", AllowedOrigins: []string{"https://*.example", "http://b"}, AllowedMethods: []string{"PUT", "GET"},
				AllowedHeaders: []string{"*"}, ExposeHeaders: []string{"ETag"}, MaxAgeSeconds: ten(),
			}}}})
			return err
		},
		"GetCORS":    func(ctx context.Context, b *bucket.Bucket) error { _, err := b.GetCORS(ctx, nil); return err },
		"DeleteCORS": func(ctx context.Context, b *bucket.Bucket) error { _, err := b.DeleteCORS(ctx, nil); return err },
		"OptionsObject": func(ctx context.Context, b *bucket.Bucket) error {
			_, err := b.OptionsObject(ctx, &bucket.OptionsObjectInput{
				Key: "a b/c", SubResource: "lifecycle", Origin: "https://app.example", AccessControlRequestMethod: "PUT", AccessControlRequestHeaders: "content-type,x-cos-meta-a",
			})
			return err
		},
		"PutObject": func(ctx context.Context, b *bucket.Bucket) error {
			_, err := b.PutObject(ctx, &bucket.PutObjectInput{
				Key: "a b/c+d", Body: strings.NewReader("meow"), ContentType: "text/plain", ContentMD5: "SpYSNm7z6Jx8V5xgaJHHfA==", ACL: bucket.ObjectACLDefault,
				StorageClass: bucket.StorageClassMAZStandard, Tagging: "a=1", Metadata: map[string]string{"Author": "me"}, ForbidOverwrite: &yes, TrafficLimit: &limit,
				ServerSideEncryption: bucket.ServerSideEncryptionCOSKMS, SSEKMSKeyID: "id", SSEKMSEncryptionContext: "e30=",
				Expires: time.Date(2031, time.March, 4, 5, 6, 7, 0, time.UTC),
			})
			return err
		},
		"AppendObject": func(ctx context.Context, b *bucket.Bucket) error {
			_, err := b.AppendObject(ctx, &bucket.AppendObjectInput{Key: "log", Position: 5, Body: strings.NewReader("more"), ContentType: "text/plain", Metadata: map[string]string{"a": "1"}})
			return err
		},
		"GetObject": func(ctx context.Context, b *bucket.Bucket) error {
			out, err := b.GetObject(ctx, &bucket.GetObjectInput{
				Key: "cat", VersionID: "v", Range: "bytes=0-1", IfMatch: `"e"`, TrafficLimit: &limit, SSECustomerKey: key,
				ResponseContentType: "text/plain", ResponseCacheControl: "max-age=600", ResponseContentDisposition: "attachment",
			})
			if err == nil {
				err = out.Body.Close()
			}
			return err
		},
		"HeadObject": func(ctx context.Context, b *bucket.Bucket) error {
			_, err := b.HeadObject(ctx, &bucket.HeadObjectInput{Key: "cat", VersionID: "v", IfNoneMatch: `"e"`})
			return err
		},
		"DeleteObject": func(ctx context.Context, b *bucket.Bucket) error {
			_, err := b.DeleteObject(ctx, &bucket.DeleteObjectInput{Key: "//cat", VersionID: "v"})
			return err
		},
		"DeleteObjects": func(ctx context.Context, b *bucket.Bucket) error {
			_, err := b.DeleteObjects(ctx, &bucket.DeleteObjectsInput{Quiet: &yes, Objects: []bucket.ObjectIdentifier{{Key: "a&b", VersionID: "v"}, {Key: "c"}}})
			return err
		},
		"ListObjects": func(ctx context.Context, b *bucket.Bucket) error {
			_, err := b.ListObjects(ctx, &bucket.ListObjectsInput{Prefix: "a/", Delimiter: "/", StartAfter: "a/b", PageSize: ten()})
			return err
		},
		"PutObjectTagging": func(ctx context.Context, b *bucket.Bucket) error {
			_, err := b.PutObjectTagging(ctx, &bucket.PutObjectTaggingInput{Key: "cat", VersionID: "v", Tags: []bucket.Tag{{Key: "a", Value: "1"}}})
			return err
		},
		"GetObjectTagging": func(ctx context.Context, b *bucket.Bucket) error {
			_, err := b.GetObjectTagging(ctx, &bucket.GetObjectTaggingInput{Key: "cat", VersionID: "v"})
			return err
		},
		"DeleteObjectTagging": func(ctx context.Context, b *bucket.Bucket) error {
			_, err := b.DeleteObjectTagging(ctx, &bucket.DeleteObjectTaggingInput{Key: "cat", VersionID: "v"})
			return err
		},
		"Do": func(ctx context.Context, b *bucket.Bucket) error {
			out, err := b.Do(ctx, bucket.RawRequest{Query: url.Values{"prefix": {"a"}, "versions": {""}, "max-keys": {"1"}}})
			if err == nil {
				err = out.Body.Close()
			}
			return err
		},
	}
}

// TestRequestsOnTheWire holds every operation's bytes, signatures aside, and
// that the parameter by which COS routes comes first and is signed.
func TestRequestsOnTheWire(t *testing.T) {
	t.Parallel()
	for name, call := range calls() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := &canned{}
			// What an empty answer is taken for does not matter here.
			_ = call(t.Context(), open(t, c))
			if len(c.requests) == 0 {
				t.Fatal("nothing was sent")
			}
			golden(t, name, text(t, c))
			first(t, c.last().URL)
			if authorization := c.last().Header.Get("Authorization"); !strings.Contains(authorization, "host") != (name == "OptionsObject") {
				t.Errorf("the host is not signed: %q", authorization)
			}
		})
	}
	c := &canned{}
	_, _ = connect(t, c).ListBuckets(t.Context(), &bucket.ListBucketsInput{Region: "ap-beijing", PageToken: "photos-1250000000", PageSize: ten()})
	golden(t, "ListBuckets", text(t, c))
}

// TestSubResourcesStayFirstInPresignedURLs: the signature goes behind them.
func TestSubResourcesStayFirstInPresignedURLs(t *testing.T) {
	t.Parallel()
	b := open(t, &canned{})
	for _, in := range []any{
		&bucket.GetObjectTaggingInput{Key: "cat", VersionID: "v"}, &bucket.AppendObjectInput{Key: "log", Position: 5},
		&bucket.GetCORSInput{}, &bucket.DeleteObjectsInput{Objects: []bucket.ObjectIdentifier{{Key: "k"}}},
	} {
		p, err := b.Presign(t.Context(), in, time.Minute)
		if err != nil {
			t.Fatal(err)
		}
		u, err := url.Parse(p.URL)
		if err != nil {
			t.Fatal(err)
		}
		first(t, u)
		if !u.Query().Has("q-signature") {
			t.Errorf("%T is not signed", in)
		}
	}
}

// first checks that a sub-resource is the first parameter, if there is one.
func first(t *testing.T, u *url.URL) {
	t.Helper()
	for _, name := range subResources {
		if u.Query().Has(name) && u.RawQuery != name && !strings.HasPrefix(u.RawQuery, name+"&") {
			t.Errorf("%s is not the first parameter of %s", name, u.RawQuery)
		}
	}
}

// secret is what differs between two signatures.
var secret = regexp.MustCompile(`(q-(?:sign|key)-time=)[0-9;]+|(q-signature=)[0-9a-f]+`)

// text is the last request as net/http writes it.
func text(t *testing.T, c *canned) string {
	t.Helper()
	r := c.last().Clone(t.Context())
	r.Body = io.NopCloser(strings.NewReader(c.bodies[len(c.bodies)-1]))
	if r.ContentLength == 0 {
		r.Body = http.NoBody
	}
	var b bytes.Buffer
	if err := r.Write(&b); err != nil {
		t.Fatal(err)
	}
	s := strings.ReplaceAll(b.String(), "\r\n", "\n")
	s = secret.ReplaceAllString(s, "${1}${2}...")
	return regexp.MustCompile(`(?m)^User-Agent: .*\n`).ReplaceAllString(s, "")
}

// golden compares got with a file of testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", "wire", name+".txt")
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v; run the test with -update", err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", path, diff)
	}
}
