// SPDX-License-Identifier: Apache-2.0

package main

import (
	"errors"
	"strings"
	"testing"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/config"
	"github.com/seed-40dc4ce0/pail/service"
)

// The endpoint is the bucket's own host, reached through the served port as a
// proxy; the store verifies the signature of the host that was really sent.
func TestADomainThatLeadsToOneBucketIsUsedAsItIs(t *testing.T) {
	t.Parallel()
	url, _ := serving(t.Context(), t, "--provider", "cos", "--region", "ap-beijing", "--access-key-id", "id", "--secret-access-key", "secret")
	cfg, err := config.Load(t.Context(), config.WithoutEnvironment(), config.WithProvider("cos"), config.WithAddressing("none"), config.WithProxy(url),
		config.WithEndpoint("http://photos-1250000000.cos.ap-beijing.myqcloud.com"), config.WithStaticCredentials("id", "secret", ""))
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
	if got := out.Response.URL; got != "http://photos-1250000000.cos.ap-beijing.myqcloud.com/a/cat.png" {
		t.Errorf("sent to %s", got)
	}
	_, err = svc.ListBuckets(t.Context(), nil)
	var bad *bucket.InputError
	if !errors.As(err, &bad) || !strings.Contains(err.Error(), "leads to one bucket") {
		t.Errorf("ListBuckets: %v", err)
	}
}
