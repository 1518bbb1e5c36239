// SPDX-License-Identifier: Apache-2.0

package browser

import (
	"context"
	"fmt"
	"net/http"
	"testing"

	pail "github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/config"
	"github.com/seed-40dc4ce0/pail/cors"
	"github.com/seed-40dc4ce0/pail/service"
	"github.com/seed-40dc4ce0/pail/test/emulator"
)

// store is an emulator, at the host that its clients know.
type store struct {
	// profile is the name under which package cors knows what it answers.
	profile string
	// provider is the dialect.
	provider string
	// host is that of the endpoint; buckets are labels below it when virtual.
	host    string
	virtual bool
	// suffix ends the names of buckets.
	suffix string

	emulator *emulator.Emulator
	service  *service.Service
	// transport leads to it.
	transport http.RoundTripper
}

// newStores are all that the emulator plays, open to everybody, as a browser
// without a signature needs it. transport leads to them.
func newStores(t testing.TB, transport http.RoundTripper) []*store {
	t.Helper()
	stores := []*store{
		{profile: "s3", provider: "s3", host: "s3.store.test"},
		{profile: "s3-gateway", provider: "s3", host: "gateway.store.test"},
		{profile: "oss", provider: "s3", host: "oss.store.test"}, // its CORS over S3's dialect
		{profile: "cos", provider: "cos", host: "cos.ap-guangzhou.myqcloud.com", virtual: true, suffix: "-1250000000"},
		{profile: "qingstor", provider: "qingstor", host: "pek3a.qingstor.com"},
	}
	for _, s := range stores {
		s.emulator = emulator.New(emulator.Options{Provider: s.provider, CORS: s.profile, Anonymous: true})
		if err := s.emulator.Err(); err != nil {
			t.Fatal(err)
		}
		svc, err := service.New(config.Config{
			Provider: s.provider, Endpoint: "http://" + s.host, Transport: transport,
			Credentials: config.Static(emulator.DefaultAccessKeyID, emulator.DefaultSecretAccessKey, ""),
		})
		if err != nil {
			t.Fatal(err)
		}
		s.service, s.transport = svc, transport
	}
	return stores
}

// url is that of an object, without its scheme.
func (s *store) url(bucket, key string) string {
	if s.virtual {
		return fmt.Sprintf("%s.%s/%s", bucket, s.host, key)
	}
	return fmt.Sprintf("%s/%s/%s", s.host, bucket, key)
}

// furnish makes a bucket with rules, nil for none.
func (s *store) furnish(ctx context.Context, bucket string, rules *cors.Configuration) error {
	r, err := http.NewRequestWithContext(ctx, http.MethodPut, "http://"+s.url(bucket, ""), http.NoBody)
	if err != nil {
		return err
	}
	reply, err := s.transport.RoundTrip(r)
	if err != nil {
		return err
	}
	reply.Body.Close()
	if reply.StatusCode >= 300 {
		return fmt.Errorf("making the bucket %s: %s", bucket, reply.Status)
	}
	if rules == nil {
		return nil
	}
	if _, err = s.service.Bucket(bucket).PutCORS(ctx, &pail.PutCORSInput{Configuration: rules}); err != nil {
		return fmt.Errorf("keeping the rules of %s: %w", bucket, err)
	}
	return nil
}
