// SPDX-License-Identifier: Apache-2.0

package pipeline_test

import (
	"errors"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/config"
	"github.com/seed-40dc4ce0/pail/service"
)

func TestWhereRequestsGo(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		endpoint, region, addressing string
		bucket, key                  string
		want                         string // the URL
		scope                        string // the region in the signature; "" is not looked at
	}{
		"the vendor's host holds the region and the bucket": {"", "eu-west-1", "", "photos", "cat", "https://photos.s3.eu-west-1.amazonaws.com/cat", "eu-west-1"},
		"in China too":                                               {"", "cn-north-1", "", "photos", "cat", "https://photos.s3.cn-north-1.amazonaws.com.cn/cat", "cn-north-1"},
		"a dotted name stays out of the host":                        {"", "eu-west-1", "", "my.photos", "cat", "https://s3.eu-west-1.amazonaws.com/my.photos/cat", ""},
		"a name in capitals stays out of the host":                   {"", "us-east-1", "", "Photos", "cat", "https://s3.us-east-1.amazonaws.com/Photos/cat", ""},
		"a name with an underscore stays out of the host":            {"", "us-east-1", "", "my_photos", "cat", "https://s3.us-east-1.amazonaws.com/my_photos/cat", ""},
		"path is obeyed at the vendor's":                             {"", "eu-west-1", "path", "photos", "cat", "https://s3.eu-west-1.amazonaws.com/photos/cat", ""},
		"virtual is obeyed for a dotted name":                        {"", "eu-west-1", "virtual", "my.photos", "cat", "https://my.photos.s3.eu-west-1.amazonaws.com/cat", ""},
		"the vendor's endpoint is known when it is written out":      {"https://s3.eu-west-1.amazonaws.com", "eu-west-1", "", "photos", "cat", "https://photos.s3.eu-west-1.amazonaws.com/cat", "eu-west-1"},
		"and says the region":                                        {"https://s3.eu-west-1.amazonaws.com", "", "", "photos", "cat", "https://photos.s3.eu-west-1.amazonaws.com/cat", "eu-west-1"},
		"a host that only looks like it is not":                      {"https://s3.eu-west-1.amazonaws.com.evil.example", "eu-west-1", "", "photos", "cat", "https://s3.eu-west-1.amazonaws.com.evil.example/photos/cat", ""},
		"elsewhere the bucket is in the path":                        {"https://store.example", "eu-west-1", "", "photos", "cat", "https://store.example/photos/cat", "eu-west-1"},
		"elsewhere the region is the provider's default":             {"https://store.example", "", "", "photos", "cat", "https://store.example/photos/cat", "us-east-1"},
		"virtual is obeyed elsewhere":                                {"https://store.example:8443", "eu-west-1", "virtual", "photos", "cat", "https://photos.store.example:8443/cat", ""},
		"a base path stays in front":                                 {"https://store.example/s3/v1/", "eu-west-1", "", "photos", "cat", "https://store.example/s3/v1/photos/cat", ""},
		"a base path stays escaped":                                  {"https://store.example/a%20b", "eu-west-1", "", "photos", "cat", "https://store.example/a%20b/photos/cat", ""},
		"a base path stays in front of a virtual host's key":         {"https://store.example/base", "eu-west-1", "virtual", "photos", "cat", "https://photos.store.example/base/cat", ""},
		"IPv4 with a port":                                           {"http://127.0.0.1:9000", "eu-west-1", "", "photos", "cat", "http://127.0.0.1:9000/photos/cat", ""},
		"IPv6 with a port":                                           {"http://[::1]:9000", "eu-west-1", "", "photos", "cat", "http://[::1]:9000/photos/cat", ""},
		"IPv6 without one":                                           {"http://[::1]", "eu-west-1", "", "photos", "cat", "http://[::1]/photos/cat", ""},
		"the bucket itself has no slash behind it":                   {"https://store.example", "eu-west-1", "", "photos", "", "https://store.example/photos", ""},
		"the bucket itself at its own host is the root":              {"", "eu-west-1", "", "photos", "", "https://photos.s3.eu-west-1.amazonaws.com/", ""},
		"a key that begins with a slash keeps it":                    {"", "eu-west-1", "", "photos", "/cat", "https://photos.s3.eu-west-1.amazonaws.com//cat", ""},
		"a key that is a slash is not the bucket":                    {"https://store.example", "eu-west-1", "", "photos", "/", "https://store.example/photos//", ""},
		"a key is never cleaned":                                     {"https://store.example", "eu-west-1", "", "photos", "../a//b/./c", "https://store.example/photos/../a//b/./c", ""},
		"a key is escaped but for slashes":                           {"https://store.example", "eu-west-1", "", "photos", "a b+c%d?e#f&g=é", "https://store.example/photos/a%20b%2Bc%25d%3Fe%23f%26g%3D%C3%A9", ""},
		"an escaped key behind an escaped base":                      {"https://store.example/a%20b", "eu-west-1", "", "photos", "c d", "https://store.example/a%20b/photos/c%20d", ""},
		"a bucket with characters that a path must escape":           {"https://store.example", "eu-west-1", "", "my photos+%é", "cat", "https://store.example/my%20photos%2B%25%C3%A9/cat", ""},
		"such a bucket's escaped key":                                {"https://store.example", "eu-west-1", "", "my photos", "a+b", "https://store.example/my%20photos/a%2Bb", ""},
		"a bare host in the configuration is https":                  {"store.example", "eu-west-1", "", "photos", "cat", "https://store.example/photos/cat", ""},
		"a key that begins like the bucket is not mistaken for it":   {"https://store.example", "eu-west-1", "", "photos", "photos/cat", "https://store.example/photos/photos/cat", ""},
		"a host in capitals is one in small letters":                 {"https://STORE.example", "eu-west-1", "", "photos", "cat", "https://store.example/photos/cat", ""},
		"the vendor's endpoint over plain HTTP keeps its scheme":     {"http://s3.eu-west-1.amazonaws.com", "", "", "photos", "cat", "http://photos.s3.eu-west-1.amazonaws.com/cat", "eu-west-1"},
		"the configured region signs even if the endpoint's differs": {"https://s3.eu-west-1.amazonaws.com", "eu-west-2", "", "photos", "cat", "https://photos.s3.eu-west-1.amazonaws.com/cat", "eu-west-2"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := &script{answers: []answer{reply(200, "")}}
			cfg := settings(s)
			cfg.Endpoint, cfg.Region, cfg.Addressing = test.endpoint, test.region, test.addressing
			b := open(t, cfg).Bucket(test.bucket)
			for range 2 { // the second call knows the place
				out, err := b.Do(t.Context(), bucket.RawRequest{Key: test.key})
				if err != nil {
					t.Fatal(err)
				}
				_ = out.Body.Close()
				if out.Response.URL != test.want {
					t.Errorf("the response says %s", out.Response.URL)
				}
			}
			for _, r := range s.requests() {
				if r.URL != test.want {
					t.Errorf("got  %s\nwant %s", r.URL, test.want)
				}
				if scope := strings.Split(r.Header.Get("Authorization"), "/")[2]; test.scope != "" && scope != test.scope {
					t.Errorf("signed for %s", scope)
				}
				verify(t, r)
			}
		})
	}
}

func TestQueryIsShownButForRawOnes(t *testing.T) {
	t.Parallel()
	b, _ := play(t, []answer{reply(200, "<ListBucketResult/>")})
	out, err := b.ListObjects(t.Context(), &bucket.ListObjectsInput{Prefix: "a b"})
	if err != nil || out.Response.URL != "http://127.0.0.1:9000/photos?list-type=2&encoding-type=url&prefix=a%20b" {
		t.Errorf("got %v, %v", out, err)
	}
	raw, err := b.Do(t.Context(), bucket.RawRequest{Query: map[string][]string{"X-Amz-Signature": {secretKey}}})
	if err == nil || raw != nil {
		t.Error("a map that is no url.Values passed")
	}
}

func TestBadBucketNames(t *testing.T) {
	t.Parallel()
	for name, problem := range map[string]string{
		"": "is required", ".": "dots", "..": "dots", "a..b": "dots", "a/b": "slash", `a\b`: "slash",
		"a\nb": "control byte", "a\x00b": "control byte", "a\x7fb": "control byte", "a\xffb": "UTF-8", strings.Repeat("a", 256): "longer",
	} {
		s := &script{answers: []answer{reply(200, "")}}
		_, err := open(t, settings(s)).Bucket(name).HeadObject(t.Context(), nil)
		var bad *bucket.InputError
		if !errors.As(err, &bad) || len(bad.Fields) != 2 || bad.Fields[0].Field != "Bucket" || !strings.Contains(bad.Fields[0].Problem, problem) || bad.Fields[1].Field != "Key" {
			t.Errorf("%q: %v", name, err)
		}
		if len(s.requests()) != 0 {
			t.Errorf("%q was sent", name)
		}
	}
	cfg := settings(&script{answers: []answer{reply(200, "")}})
	cfg.Endpoint, cfg.Addressing = "https://store.example", "virtual"
	for _, name := range []string{"a_b", "A", "a b", "-a", "a-", "a.-b"} {
		_, err := open(t, cfg).Bucket(name).HeadObject(t.Context(), &bucket.HeadObjectInput{Key: "cat"})
		if err == nil || !strings.Contains(err.Error(), "cannot stand in a host name") {
			t.Errorf("%q: %v", name, err)
		}
	}
}

func TestBadConfigurations(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		change func(*config.Config)
		want   string
	}{
		"no region at the vendor's":           {func(c *config.Config) { c.Endpoint, c.Region = "", "" }, "region"},
		"a region that is no name":            {func(c *config.Config) { c.Region = "eu west/1" }, "region"},
		"virtual addressing at an IP address": {func(c *config.Config) { c.Addressing = "virtual" }, "IP address"},
		"an unknown provider":                 {func(c *config.Config) { c.Provider = "s4" }, "s4"},
		"no provider":                         {func(c *config.Config) { c.Provider = "" }, "provider"},
		"an endpoint that is no URL":          {func(c *config.Config) { c.Endpoint = "ftp://x" }, "scheme"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cfg := settings(&script{})
			test.change(&cfg)
			_, err := service.New(cfg)
			var bad *config.Error
			if !errors.As(err, &bad) || !strings.Contains(strings.ToLower(err.Error()), strings.ToLower(test.want)) {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestSecretsStayOffPlainHTTP(t *testing.T) {
	t.Parallel()
	in := &bucket.GetObjectInput{Key: "cat", SSECustomerKey: strings.Repeat("k", 32)}
	for endpoint, ok := range map[string]bool{
		"http://127.0.0.1:9000": true, "http://localhost": true, "http://[::1]:1": true, "http://x.localhost": true,
		"https://store.example": true, "http://store.example": false, "http://10.0.0.1": false, "http://localhost.evil.example": false,
	} {
		s := &script{answers: []answer{reply(200, "")}}
		cfg := settings(s)
		cfg.Endpoint = endpoint
		_, err := open(t, cfg).Bucket("photos").GetObject(t.Context(), in)
		var bad *bucket.InputError
		if errors.As(err, &bad) == ok || ok && err != nil || len(s.requests()) > 0 != ok {
			t.Errorf("%s: %v after %d requests", endpoint, err, len(s.requests()))
		}
		if bad != nil && bad.Fields[0].Field != "SSECustomerKey" {
			t.Errorf("%s: %v", endpoint, err)
		}
	}
}

func TestAURLKeepsTheZoneOfAnAddressEscaped(t *testing.T) {
	t.Parallel()
	s := &script{answers: []answer{reply(200, "meow")}}
	cfg := settings(s)
	cfg.Endpoint = "http://[fe80::1%25eth0]:9000"
	b := open(t, cfg).Bucket("photos")
	p, err := b.Presign(t.Context(), &bucket.GetObjectInput{Key: "cat"}, time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	out, err := b.HeadObject(t.Context(), &bucket.HeadObjectInput{Key: "cat"})
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{p.URL, out.Response.URL} {
		if u, err := url.Parse(text); err != nil || u.Host != "[fe80::1%eth0]:9000" {
			t.Errorf("%q is %v, %v", text, u, err)
		}
	}
}
