// SPDX-License-Identifier: Apache-2.0

package main

import (
	"errors"
	"testing"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/config"
	"github.com/seed-40dc4ce0/pail/cors"
	"github.com/seed-40dc4ce0/pail/service"
)

// TestServeSpeaksQingStor reaches the served port by its address and, as a
// proxy, by the hosts of a zone.
func TestServeSpeaksQingStor(t *testing.T) {
	t.Parallel()
	url, _ := serving(t.Context(), t, "--provider", "qingstor", "--region", "sh1a", "--access-key-id", "id", "--secret-access-key", "secret")
	cfg := config.Config{Provider: "qingstor", Region: "sh1a", Credentials: config.Static("id", "secret", "")}
	for name, change := range map[string]func(*config.Config){
		"by its address":                    func(c *config.Config) { c.Endpoint = url },
		"by the zone's host, proxied":       func(c *config.Config) { c.Endpoint, c.Proxy = "http://sh1a.qingstor.com", url },
		"by the bucket's own host, proxied": func(c *config.Config) { c.Endpoint, c.Proxy, c.Addressing = "http://sh1a.qingstor.com", url, "virtual" },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			own := cfg
			change(&own)
			svc, err := service.New(own)
			if err != nil {
				t.Fatal(err)
			}
			b := svc.Bucket("gallery")
			if _, err := b.Create(t.Context(), nil); err != nil && !errors.Is(err, bucket.ErrBucketExists) {
				t.Fatal(err)
			}
			out, err := b.GetStatistics(t.Context(), nil)
			if err != nil || out.Region != "sh1a" || out.URL != "gallery.sh1a.qingstor.com" || out.Response.Header.Get("Server") != "QingStor" {
				t.Errorf("statistics %+v, %v", out, err)
			}
			v, err := b.Preflight(t.Context(), cors.Request{Key: "cat", Origin: "https://app.example", Method: "PUT"})
			if err != nil || v.Allowed || v.Reason != cors.ReasonPreflightMissingAllowOriginHeader {
				t.Errorf("verdict %+v, %v", v, err)
			}
			page, err := svc.ListBuckets(t.Context(), nil)
			if err != nil || len(page.Buckets) != 1 || page.Buckets[0].Name != "gallery" || page.Buckets[0].Region != "sh1a" {
				t.Errorf("buckets %+v, %v", page, err)
			}
		})
	}
}
