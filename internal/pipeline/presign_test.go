// SPDX-License-Identifier: Apache-2.0

package pipeline_test

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	gocmp "github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/config"
	"github.com/seed-40dc4ce0/pail/cors"
	"github.com/seed-40dc4ce0/pail/internal/pipeline"
	"github.com/seed-40dc4ce0/pail/test/emulator"
)

// schemes are the names of all schemes.
var schemes = []string{"sigv4", "cos", "qingstor"}

// inputs is one of every operation that can be presigned, but ListBuckets.
func inputs() map[string]any {
	rules := &cors.Configuration{Rules: []cors.Rule{{AllowedOrigins: []string{"https://a.example"}, AllowedMethods: []string{"GET"}}}}
	return map[string]any{
		"Create": &bucket.CreateInput{}, "Head": (*bucket.HeadInput)(nil), "Delete": &bucket.DeleteInput{},
		"PutCORS": &bucket.PutCORSInput{Configuration: rules}, "GetCORS": &bucket.GetCORSInput{}, "DeleteCORS": &bucket.DeleteCORSInput{},
		"PutObject":  &bucket.PutObjectInput{Key: "cat", ContentType: "text/plain", CacheControl: "no-cache", ContentLength: aws.Int64(4), Metadata: map[string]string{"owner": "me"}},
		"GetObject":  &bucket.GetObjectInput{Key: "cat", Range: "bytes=0-1", ResponseContentDisposition: `attachment; filename="é.txt"`},
		"HeadObject": &bucket.HeadObjectInput{Key: "cat"}, "DeleteObject": &bucket.DeleteObjectInput{Key: "cat"},
		"DeleteObjects":       &bucket.DeleteObjectsInput{Objects: []bucket.ObjectIdentifier{{Key: "cat"}}},
		"ListObjects":         &bucket.ListObjectsInput{Prefix: "a b/"},
		"PutObjectTagging":    &bucket.PutObjectTaggingInput{Key: "cat", Tags: []bucket.Tag{{Key: "a", Value: "b"}}},
		"GetObjectTagging":    &bucket.GetObjectTaggingInput{Key: "cat"},
		"DeleteObjectTagging": &bucket.DeleteObjectTaggingInput{Key: "cat"},
	}
}

// unsent is a transport that must not be used.
type unsent struct{ t *testing.T }

func (u unsent) RoundTrip(r *http.Request) (*http.Response, error) {
	u.t.Errorf("%s %s was sent", r.Method, r.URL)
	return nil, errors.New("nothing is sent")
}

// lonely is a configuration whose requests must not leave.
func lonely(t *testing.T, endpoint string) config.Config {
	t.Helper()
	cfg := settings(unsent{t})
	cfg.Endpoint, cfg.Credentials = endpoint, config.Static(accessKeyID, secretKey, "")
	return cfg
}

func TestPresignedRequestsOfEveryOperationAndScheme(t *testing.T) {
	t.Parallel()
	for _, scheme := range schemes {
		for _, endpoint := range []string{"http://127.0.0.1:9000/base", "http://[::1]:9000", ""} {
			b := build(t, lonely(t, endpoint), func(p *pipeline.Provider) { p.Signer = scheme })
			for operation, in := range inputs() {
				t.Run(scheme+" "+endpoint+" "+operation, func(t *testing.T) {
					t.Parallel()
					p, err := b.Presign(t.Context(), in, time.Hour)
					if err != nil {
						t.Fatal(err)
					}
					u, err := url.Parse(p.URL)
					if err != nil || p.Header == nil {
						t.Fatalf("%v, header %v", err, p.Header)
					}
					s := sent{Method: p.Method, URL: p.URL, Host: u.Host, Header: p.Header}
					if err := identify(t, scheme, s); err != nil {
						t.Errorf("%s %s %v: %v", p.Method, p.URL, p.Header, err)
					}
					if p.Header.Get("Authorization") != "" || p.Header.Get("User-Agent") != "" || p.Header.Get("X-Amz-Content-Sha256") != "" {
						t.Errorf("headers %v", p.Header)
					}
					if left := time.Until(p.Expires); left > time.Hour || left < time.Hour-time.Minute {
						t.Errorf("expires %v", p.Expires)
					}
					bound := slices.Contains([]string{"PutCORS", "DeleteObjects", "PutObjectTagging"}, operation)
					if bound != (p.Header.Get("Content-MD5") != "") || (p.Body != nil) != (p.Header.Get("Content-Type") == "application/xml") {
						t.Errorf("body %q, headers %v", p.Body, p.Header)
					}
				})
			}
		}
	}
}

// TestPresignWithEveryProvider presigns by the data of each store itself: what
// one lacks is refused by name, and all else carries a good signature.
func TestPresignWithEveryProvider(t *testing.T) {
	t.Parallel()
	regions := map[string]string{"s3": "eu-west-1", "cos": "ap-beijing"}
	schemes := map[string]string{"s3": "sigv4"}
	for provider, region := range regions {
		cfg := lonely(t, "")
		cfg.Provider, cfg.Region = provider, region
		b := open(t, cfg).Bucket("photos")
		for operation, in := range inputs() {
			p, err := b.Presign(t.Context(), in, time.Hour)
			if errors.Is(err, bucket.ErrUnsupported) && provider != "s3" {
				continue
			}
			if err != nil {
				t.Errorf("%s %s: %v", provider, operation, err)
				continue
			}
			u, err := url.Parse(p.URL)
			if err != nil {
				t.Fatal(err)
			}
			err = identify(t, cmp.Or(schemes[provider], provider), sent{Method: p.Method, URL: p.URL, Host: u.Host, Header: p.Header})
			if err != nil {
				t.Errorf("%s %s: %s %v: %v", provider, operation, p.URL, p.Header, err)
			}
		}
	}
	cfg := lonely(t, "")
	cfg.Provider, cfg.Region = "cos", "ap-beijing"
	b := open(t, cfg).Bucket("photos")
	p, err := b.Presign(t.Context(), &bucket.AppendObjectInput{Key: "cat", Position: 7}, time.Hour)
	if err != nil || p.Method != http.MethodPost || !strings.HasPrefix(p.URL, "https://photos.cos.ap-beijing.myqcloud.com/cat?append&position=7&q-sign-algorithm=") {
		t.Errorf("got %v, %v", p, err)
	}
	_, err = b.Presign(t.Context(), &bucket.PutObjectInput{Key: "cat", ChecksumSHA1: "x"}, time.Hour)
	if !errors.Is(err, bucket.ErrUnsupported) || !strings.Contains(err.Error(), "ChecksumSHA1") {
		t.Errorf("got %v", err)
	}
}

func TestPresignedHeadersAreThoseOfTheInput(t *testing.T) {
	t.Parallel()
	want := map[string][]string{
		"PutObject": {"Cache-Control", "Content-Length", "Content-Type", "X-Amz-Meta-Owner"}, "GetObject": {"Range"},
		"HeadObject": nil, "Head": nil, "ListObjects": nil, "DeleteObject": nil,
	}
	for _, scheme := range schemes {
		for _, when := range []string{"auto", "supported"} {
			cfg := lonely(t, "")
			cfg.Checksums = when // the vendor's endpoint: uploads carry a checksum, presigned ones cannot
			b := build(t, cfg, func(p *pipeline.Provider) { p.Signer = scheme })
			for operation, names := range want {
				p, err := b.Presign(t.Context(), inputs()[operation], time.Hour)
				if err != nil {
					t.Fatal(err)
				}
				var got []string
				for name := range p.Header {
					got = append(got, name)
				}
				slices.Sort(got)
				if diff := gocmp.Diff(names, got); diff != "" {
					t.Errorf("%s %s (-want +got):\n%s", scheme, operation, diff)
				}
			}
		}
	}
}

func TestPresignedRequestsAreServed(t *testing.T) {
	t.Parallel()
	server := emulator.Start(t, emulator.Options{SessionToken: token})
	cfg := config.Config{
		Provider: "s3", Endpoint: server.URL, Region: server.Region, Transport: unsent{t},
		Credentials: config.Static(server.AccessKeyID, server.SecretAccessKey, token),
	}
	b := open(t, cfg).Bucket("photos")
	send := func(p bucket.Presigned, body []byte) (status int, text string) {
		if p.Body != nil {
			body = p.Body
		}
		r, err := http.NewRequestWithContext(t.Context(), p.Method, p.URL, bytes.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		r.Header = p.Header
		resp, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		answer, err := io.ReadAll(resp.Body)
		if err != nil {
			t.Fatal(err)
		}
		return resp.StatusCode, string(answer)
	}
	all := inputs()
	for _, operation := range []string{
		"Create", "Head", "PutCORS", "GetCORS", "PutObject", "GetObject", "HeadObject", "ListObjects", "DeleteCORS",
		"PutObjectTagging", "GetObjectTagging", "DeleteObjectTagging", "DeleteObject", "DeleteObjects", "Delete",
	} {
		p, err := b.Presign(t.Context(), all[operation], time.Minute)
		if err != nil {
			t.Fatal(err)
		}
		var content []byte
		if operation == "PutObject" {
			content = []byte("meow")
			if status, text := send(p, []byte("meow, twice")); status != http.StatusForbidden || !strings.Contains(text, "SignatureDoesNotMatch") {
				t.Errorf("more bytes than ContentLength: %d %s", status, text)
			}
		}
		if status, text := send(p, content); status > 299 {
			t.Errorf("%s %s %v: %d %s", operation, p, p.Header, status, text)
		} else if operation == "GetObject" && text != "me" {
			t.Errorf("got %q", text)
		}
		delete(all, operation)
	}
	if len(all) > 0 {
		t.Errorf("not sent: %v", all)
	}
	p, err := b.Presign(t.Context(), &bucket.ListBucketsInput{}, time.Minute)
	if status, text := send(p, nil); err != nil || status != http.StatusOK {
		t.Errorf("ListBuckets: %v, %d %s", err, status, text)
	}
}

func TestPresignedKeysAreSentByteForByte(t *testing.T) {
	t.Parallel()
	for _, scheme := range schemes {
		b := build(t, lonely(t, "https://store.example/base"), func(p *pipeline.Provider) { p.Signer = scheme })
		for key, path := range map[string]string{
			"cat": "cat", "a//b/./../c": "a//b/./../c", "/cat": "/cat", "a b+c%d?e#f&g": "a%20b%2Bc%25d%3Fe%23f%26g",
			"é/猫": "%C3%A9/%E7%8C%AB", "a=b~c;d:e@f,g$h": "a%3Db~c%3Bd%3Ae%40f%2Cg%24h", "\n\t\"<>\\^`{|}": "%0A%09%22%3C%3E%5C%5E%60%7B%7C%7D", "%41": "%2541", "a/": "a/", "(a)!*'": "%28a%29%21%2A%27",
		} {
			p, err := b.Presign(t.Context(), &bucket.GetObjectInput{Key: key}, time.Minute)
			if err != nil {
				t.Fatal(err)
			}
			if got, _, _ := strings.Cut(p.URL, "?"); got != "https://store.example/base/photos/"+path {
				t.Errorf("%s: %q became %s", scheme, key, got)
			}
			if err := identify(t, scheme, sent{Method: p.Method, URL: p.URL, Host: "store.example", Header: p.Header}); err != nil {
				t.Errorf("%s: %q: %v", scheme, key, err)
			}
		}
	}
}

func TestWhatCannotBePresigned(t *testing.T) {
	t.Parallel()
	soon := time.Now().Add(10 * time.Minute)
	leaving := aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
		return aws.Credentials{AccessKeyID: accessKeyID, SecretAccessKey: secretKey, SessionToken: token, CanExpire: true, Expires: soon}, nil
	})
	object := &bucket.GetObjectInput{Key: "cat"}
	n := int64(4)
	for name, test := range map[string]struct {
		in      any
		expires time.Duration
		change  func(*config.Config)
		fields  []string // of an InputError; nil for another error
		text    string
	}{
		"no time":             {object, 0, nil, []string{"expires"}, "a second at least"},
		"time that has gone":  {object, -time.Hour, nil, []string{"expires"}, "a second at least"},
		"less than a second":  {object, time.Millisecond, nil, []string{"expires"}, "a second at least"},
		"more than a week":    {object, 7*24*time.Hour + 1, nil, []string{"expires"}, "7 days at most"},
		"several faults":      {&bucket.PutObjectInput{Body: strings.NewReader("x"), ContentLength: &n}, 0, nil, []string{"Key", "expires", "Body"}, "whoever sends"},
		"a preflight":         {&bucket.OptionsObjectInput{Key: "cat"}, time.Hour, nil, []string{"input"}, "Bucket.Preflight"},
		"a raw request":       {bucket.RawRequest{Key: "cat"}, time.Hour, nil, []string{"input"}, "RawRequest"},
		"no input":            {nil, time.Hour, nil, []string{"input"}, "is nil"},
		"an input's value":    {bucket.GetObjectInput{Key: "cat"}, time.Hour, nil, []string{"input"}, "is a bucket.GetObjectInput: pass a pointer"},
		"an output":           {&bucket.GetObjectOutput{}, time.Hour, nil, []string{"input"}, "*bucket.GetObjectOutput"},
		"a bad bucket":        {object, time.Hour, nil, []string{"Bucket"}, "slash"},
		"a secret in the air": {&bucket.GetObjectInput{Key: "cat", SSECustomerKey: strings.Repeat("k", 32)}, time.Hour, func(c *config.Config) { c.Endpoint = "http://store.example" }, []string{"SSECustomerKey"}, "https"},
		"credentials that end before": {object, time.Hour, func(c *config.Config) { c.Credentials = leaving },
			[]string{"expires"}, "the credentials expire at " + soon.UTC().Format(time.RFC3339)},
		"nobody":         {object, time.Hour, func(c *config.Config) { c.Credentials = config.Anonymous() }, nil, "the client is anonymous; set Config.Credentials"},
		"no credentials": {object, time.Hour, func(c *config.Config) { c.Credentials = nil }, nil, "config.Static(id, secret, token)"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cfg := lonely(t, "http://127.0.0.1:9000")
			if test.change != nil {
				test.change(&cfg)
			}
			b := open(t, cfg).Bucket(map[bool]string{true: "a/b", false: "photos"}[name == "a bad bucket"])
			p, err := b.Presign(t.Context(), test.in, test.expires)
			if err == nil || !strings.Contains(err.Error(), test.text) || p.URL != "" {
				t.Fatalf("got %v, %v", p, err)
			}
			var bad *bucket.InputError
			if errors.As(err, &bad) != (test.fields != nil) {
				t.Fatalf("got %T %v", err, err)
			}
			if test.fields == nil && !errors.Is(err, config.ErrNoCredentials) {
				t.Errorf("got %v", err)
			}
			var fields []string
			if bad != nil {
				for _, f := range bad.Fields {
					fields = append(fields, f.Field)
				}
			}
			if diff := gocmp.Diff(test.fields, fields); diff != "" {
				t.Errorf("fields (-want +got):\n%s", diff)
			}
		})
	}
}

func TestPresignWithinTheLifeOfCredentials(t *testing.T) {
	t.Parallel()
	cfg := lonely(t, "http://127.0.0.1:9000")
	end := time.Now().Add(time.Hour)
	cfg.Credentials = aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
		return aws.Credentials{AccessKeyID: accessKeyID, SecretAccessKey: secretKey, CanExpire: true, Expires: end}, nil
	})
	p, err := open(t, cfg).Bucket("photos").Presign(t.Context(), &bucket.GetObjectInput{Key: "cat"}, 59*time.Minute)
	if err != nil || p.Expires.After(end) || p.Method != http.MethodGet {
		t.Errorf("got %v, %v", p, err)
	}
}

func TestPresignHeedsTheContext(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	b := open(t, lonely(t, "http://127.0.0.1:9000")).Bucket("photos")
	p, err := b.Presign(ctx, &bucket.GetObjectInput{Key: "cat"}, time.Hour)
	if !errors.Is(err, context.Canceled) || p.URL != "" {
		t.Errorf("got %v, %v", p, err)
	}
	if _, err := b.Presign(nil, &bucket.GetObjectInput{Key: "cat"}, time.Hour); err == nil { //nolint:staticcheck // a program's mistake
		t.Error("no context passed")
	}
}
