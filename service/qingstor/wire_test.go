// SPDX-License-Identifier: Apache-2.0

package qingstor_test

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
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
	"github.com/seed-40dc4ce0/pail/signer"
)

// ten is a number to point to.
func ten() *int { n := 10; return &n }

// calls has every operation with every member that is a header or a parameter,
// by the name of its golden file.
func calls() map[string]func(context.Context, *bucket.Bucket) error {
	yes := true
	key := strings.Repeat("k", 32)
	at := time.Date(2031, time.March, 4, 5, 6, 7, 0, time.UTC)
	return map[string]func(context.Context, *bucket.Bucket) error{
		"Create":        func(ctx context.Context, b *bucket.Bucket) error { _, err := b.Create(ctx, nil); return err },
		"Head":          func(ctx context.Context, b *bucket.Bucket) error { _, err := b.Head(ctx, nil); return err },
		"Delete":        func(ctx context.Context, b *bucket.Bucket) error { _, err := b.Delete(ctx, nil); return err },
		"GetStatistics": func(ctx context.Context, b *bucket.Bucket) error { _, err := b.GetStatistics(ctx, nil); return err },
		"PutCORS": func(ctx context.Context, b *bucket.Bucket) error {
			_, err := b.PutCORS(ctx, &bucket.PutCORSInput{Configuration: &cors.Configuration{ResponseVary: true, Rules: []cors.Rule{{
				AllowedOrigins: []string{"https://*.example", "http://b"}, AllowedMethods: []string{"PUT", "GET"},
				AllowedHeaders: []string{"*"}, ExposeHeaders: []string{"ETag"}, MaxAgeSeconds: ten(),
			}}}})
			return err
		},
		"GetCORS":    func(ctx context.Context, b *bucket.Bucket) error { _, err := b.GetCORS(ctx, nil); return err },
		"DeleteCORS": func(ctx context.Context, b *bucket.Bucket) error { _, err := b.DeleteCORS(ctx, nil); return err },
		"OptionsObject": func(ctx context.Context, b *bucket.Bucket) error {
			_, err := b.OptionsObject(ctx, &bucket.OptionsObjectInput{
				Key: "a b/c=d", Origin: "https://app.example", AccessControlRequestMethod: "PUT", AccessControlRequestHeaders: "content-type,x-qs-meta-a",
			})
			return err
		},
		"PutObject": func(ctx context.Context, b *bucket.Bucket) error {
			_, err := b.PutObject(ctx, &bucket.PutObjectInput{
				Key: "a b//c+d=中文?/", Body: strings.NewReader("meow"), ContentType: "text/plain", ContentMD5: "SpYSNm7z6Jx8V5xgaJHHfA==",
				CacheControl: "no-cache", StorageClass: bucket.StorageClassStandardIA, SSECustomerKey: key,
				Metadata: map[string]string{"Author": "me", "Title": "Grüße, 1=2/3", "Plain": "50% off"},
			})
			return err
		},
		"AppendObject": func(ctx context.Context, b *bucket.Bucket) error {
			_, err := b.AppendObject(ctx, &bucket.AppendObjectInput{Key: "log", Position: 5, Body: strings.NewReader("more"), ContentType: "text/plain", StorageClass: bucket.StorageClassStandard})
			return err
		},
		"MoveObject": func(ctx context.Context, b *bucket.Bucket) error {
			_, err := b.MoveObject(ctx, &bucket.MoveObjectInput{Key: "a/new", SourceKey: "a b/old=中"})
			return err
		},
		"MoveObject from another bucket": func(ctx context.Context, b *bucket.Bucket) error {
			_, err := b.MoveObject(ctx, &bucket.MoveObjectInput{Key: "new", SourceBucket: "inbox", SourceKey: "old"})
			return err
		},
		"FetchObject": func(ctx context.Context, b *bucket.Bucket) error {
			_, err := b.FetchObject(ctx, &bucket.FetchObjectInput{Key: "logo", SourceURL: "https://web.example/logo.png?a=1", IfUnmodifiedSince: at})
			return err
		},
		"GetObject": func(ctx context.Context, b *bucket.Bucket) error {
			out, err := b.GetObject(ctx, &bucket.GetObjectInput{
				Key: "cat", VersionID: "v", Range: "bytes=0-1", IfMatch: `"e"`, IfModifiedSince: at, SSECustomerKey: key,
				ResponseContentType: "text/plain", ResponseCacheControl: "max-age=600", ResponseContentDisposition: `attachment; filename="中"`, ResponseExpires: at,
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
		"ProcessImage": func(ctx context.Context, b *bucket.Bucket) error {
			out, err := b.ProcessImage(ctx, &bucket.ProcessImageInput{Key: "cat.png", Action: "resize:w_300,h_400|rotate:a_90", IfModifiedSince: at, ResponseContentType: "image/png"})
			if err == nil {
				err = out.Body.Close()
			}
			return err
		},
		"DeleteObject": func(ctx context.Context, b *bucket.Bucket) error {
			_, err := b.DeleteObject(ctx, &bucket.DeleteObjectInput{Key: "a//cat", VersionID: "v"})
			return err
		},
		"DeleteObjects": func(ctx context.Context, b *bucket.Bucket) error {
			_, err := b.DeleteObjects(ctx, &bucket.DeleteObjectsInput{Quiet: &yes, Objects: []bucket.ObjectIdentifier{{Key: "a\"b\\\n中"}, {Key: "c"}}})
			return err
		},
		"ListObjects": func(ctx context.Context, b *bucket.Bucket) error {
			_, err := b.ListObjects(ctx, &bucket.ListObjectsInput{Prefix: "a/", Delimiter: "/", PageToken: "a/b c", PageSize: ten()})
			return err
		},
		"Do": func(ctx context.Context, b *bucket.Bucket) error {
			out, err := b.Do(ctx, bucket.RawRequest{Query: url.Values{"acl": {""}, "other": {"1"}}})
			if err == nil {
				err = out.Body.Close()
			}
			return err
		},
	}
}

// TestRequestsOnTheWire holds every operation's bytes, signatures and dates
// aside, and checks the signatures by QingStor's own rules.
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
			if name == "OptionsObject" {
				if c.last().Header.Get("Authorization") != "" || c.last().Header.Get("Date") != "" {
					t.Errorf("the preflight is signed: %v", c.last().Header)
				}
				return
			}
			identify(t, c.last(), "photos", false)
		})
	}
	c := &canned{body: `{}`}
	if _, err := connect(t, settings(c, "")).ListBuckets(t.Context(), &bucket.ListBucketsInput{Region: "sh1a", PageToken: "20", PageSize: ten()}); err != nil {
		t.Error(err)
	}
	golden(t, "ListBuckets", text(t, c))
	identify(t, c.last(), "", false)
}

// TestVirtualHosts sends the same calls with the bucket in the host: path and
// signature are those of the bucket's own host.
func TestVirtualHosts(t *testing.T) {
	t.Parallel()
	for name, call := range calls() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			byPath, byHost := &canned{}, &canned{}
			_ = call(t.Context(), open(t, byPath))
			_ = call(t.Context(), connect(t, settings(byHost, "virtual")).Bucket("photos"))
			at := byHost.last()
			if at.URL.Host != "photos.pek3b.qingstor.com" {
				t.Errorf("sent to %s", at.URL.Host)
			}
			p, _ := strings.CutPrefix(byPath.last().URL.RequestURI(), "/photos")
			if got := at.URL.RequestURI(); got != p && got != "/"+p {
				t.Errorf("asks for %s in the host's form and for %s in the path's", got, p)
			}
			if name != "OptionsObject" {
				identify(t, at, "photos", true)
			}
		})
	}
}

func TestPresignedURLs(t *testing.T) {
	t.Parallel()
	for _, addressing := range []string{"path", "virtual"} {
		b := connect(t, settings(&canned{}, addressing)).Bucket("photos")
		for _, in := range []any{
			&bucket.GetObjectInput{Key: "a b=c/中", ResponseContentDisposition: `attachment; filename="中.jpg"`},
			&bucket.PutObjectInput{Key: "cat", ContentType: "text/plain", Metadata: map[string]string{"title": "Grüße"}},
			&bucket.AppendObjectInput{Key: "log", Position: 5}, &bucket.GetCORSInput{}, &bucket.MoveObjectInput{Key: "a", SourceKey: "b"},
		} {
			p, err := b.Presign(t.Context(), in, time.Minute)
			if err != nil {
				t.Fatal(err)
			}
			r := httptest.NewRequest(p.Method, p.URL, nil)
			r.Header = p.Header.Clone()
			identify(t, r, "photos", addressing == "virtual")
			if strings.Contains(r.URL.EscapedPath(), "%3D") || !r.URL.Query().Has("signature") {
				t.Errorf("%T: %s", in, p.URL)
			}
		}
	}
}

// identify checks the signature of r by QingStor's rules.
func identify(t *testing.T, r *http.Request, name string, virtualHost bool) {
	t.Helper()
	got := httptest.NewRequest(r.Method, r.URL.String(), nil)
	got.Header = r.Header.Clone()
	_, err := signer.QingStor().Identify(got, signer.VerifyParams{
		Lookup: func(id string) (string, bool) { return secretKey, id == accessKeyID },
		Bucket: name, VirtualHost: virtualHost, Time: time.Now(),
	})
	if err != nil {
		t.Errorf("%s %s: %v", r.Method, r.URL, err)
	}
}

// What differs between two sendings of a request, or between machines.
var (
	varying = regexp.MustCompile(`(?m)^(Authorization: QS [^:]*:|Date: ).*$`)
	agent   = regexp.MustCompile(`(?m)^User-Agent: .*\n`)
)

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
	s := agent.ReplaceAllString(strings.ReplaceAll(b.String(), "\r\n", "\n"), "")
	return varying.ReplaceAllString(s, "${1}...")
}

// golden compares got with a file of testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", "wire", strings.ReplaceAll(name, " ", "_")+".txt")
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
