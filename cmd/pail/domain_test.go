// SPDX-License-Identifier: Apache-2.0

package main

import (
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/config"
	"github.com/seed-40dc4ce0/pail/service"
)

// The endpoint is the bucket's own host, reached through the served port as a
// proxy; the store verifies the signatures, of URLs too.
func TestADomainThatLeadsToOneBucketIsUsedAsItIs(t *testing.T) {
	t.Parallel()
	for provider, at := range map[string]struct{ region, host string }{
		"cos":      {"ap-beijing", "photos-1250000000.cos.ap-beijing.myqcloud.com"},
		"qingstor": {"pek3b", "photos-1250000000.pek3b.qingstor.com"},
	} {
		t.Run(provider, func(t *testing.T) {
			t.Parallel()
			proxy, _ := serving(t.Context(), t, "--provider", provider, "--region", at.region, "--access-key-id", "id", "--secret-access-key", "secret")
			cfg, err := config.Load(t.Context(), config.WithoutEnvironment(), config.WithProvider(provider), config.WithAddressing("none"), config.WithProxy(proxy),
				config.WithEndpoint("http://"+at.host), config.WithStaticCredentials("id", "secret", ""))
			if err != nil {
				t.Fatal(err)
			}
			svc, err := service.New(cfg)
			if err != nil {
				t.Fatal(err)
			}
			b := svc.Bucket("photos-1250000000")
			if _, err := b.Create(t.Context(), nil); err != nil {
				t.Fatal(err)
			}
			out, err := b.PutObject(t.Context(), &bucket.PutObjectInput{Key: "a/cat.png", Body: strings.NewReader("meow")})
			if err != nil {
				t.Fatal(err)
			}
			if got := out.Response.URL; got != "http://"+at.host+"/a/cat.png" {
				t.Errorf("sent to %s", got)
			}
			presigned, err := b.Presign(t.Context(), &bucket.GetObjectInput{Key: "a/cat.png"}, time.Minute)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.HasPrefix(presigned.URL, "http://"+at.host+"/a/cat.png?") {
				t.Errorf("presigned %s", presigned)
			}
			if got := fetched(t, proxy, presigned.URL); got != "200 OK meow" {
				t.Errorf("fetched %s", got)
			}
			_, err = svc.ListBuckets(t.Context(), nil)
			var bad *bucket.InputError
			if !errors.As(err, &bad) || !strings.Contains(err.Error(), "leads to one bucket") {
				t.Errorf("ListBuckets: %v", err)
			}
		})
	}
}

// fetched is what somebody without keys gets through a proxy.
func fetched(t *testing.T, proxy, target string) string {
	t.Helper()
	through, err := url.Parse(proxy)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := (&http.Client{Transport: &http.Transport{Proxy: http.ProxyURL(through)}}).Get(target)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.Status + " " + string(text)
}
