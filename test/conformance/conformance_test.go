// SPDX-License-Identifier: Apache-2.0

package conformance_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/config"
	"github.com/seed-40dc4ce0/pail/service"
	"github.com/seed-40dc4ce0/pail/test/conformance"
	"github.com/seed-40dc4ce0/pail/test/emulator"
	"github.com/seed-40dc4ce0/pail/test/fake"
)

func TestFake(t *testing.T) {
	t.Parallel()
	conformance.Run(t, inMemory(nil))
}

// store is a provider, and how its emulator is reached.
type store struct {
	provider string
	// virtual puts a bucket's name before the domain of the server.
	virtual bool
}

func stores() []store { return []store{{provider: "s3"}, {provider: "cos", virtual: true}} }

func TestEmulatorOverTheDefaultTransport(t *testing.T) {
	t.Parallel()
	for _, s := range stores() {
		t.Run(s.provider, func(t *testing.T) {
			t.Parallel()
			conformance.Run(t, emulated(t, s, func(cfg *config.Config) { cfg.Transport = nil }))
		})
	}
}

func TestEmulatorSeenOnTheWire(t *testing.T) {
	t.Parallel()
	for _, s := range stores() {
		t.Run(s.provider, func(t *testing.T) {
			t.Parallel()
			conformance.Run(t, emulated(t, s, func(cfg *config.Config) { cfg.Transport = &conformance.Wire{Base: cfg.Transport} }))
		})
	}
}

const likeS3 = "the fake is like S3, which varies without being asked"

// inMemory is the harness of the fake, each bucket wrapped if wrap is not nil.
func inMemory(wrap func(bucket.API) bucket.API) conformance.Harness {
	s := fake.NewService()
	number := 0
	return conformance.Harness{
		Name:    "fake",
		Service: s,
		Partial: true,
		Exceptions: map[string]string{
			"PutCORS/keeps ResponseVary":                        likeS3,
			"*/varies by origin where ResponseVary asks for it": likeS3,
		},
		Open: func(context.Context) (conformance.Bucket, error) {
			number++
			b := conformance.Bucket{Name: fmt.Sprintf("bucket-%d", number)}
			b.API = s.Bucket(b.Name)
			if wrap != nil {
				b.API = wrap(b.API)
			}
			return b, nil
		},
	}
}

// emulated is the harness of the client and an emulator of its own.
func emulated(t *testing.T, s store, change func(*config.Config), opts ...service.Option) conformance.Harness {
	t.Helper()
	server := emulator.Start(t, emulator.Options{Provider: s.provider})
	cfg := config.Config{
		Provider: s.provider, Endpoint: server.URL, Region: server.Region,
		Credentials: config.Static(server.AccessKeyID, server.SecretAccessKey, ""),
	}
	if s.virtual {
		cfg.Endpoint, cfg.Transport = "http://"+server.Domain, server.Transport()
	}
	change(&cfg)
	if s.virtual && cfg.Transport == nil {
		// The vendor's own names: the emulator is the proxy that knows them.
		cfg.Proxy = server.URL
	}
	h, err := conformance.Client(cfg, opts...)
	if err != nil {
		t.Fatal(err)
	}
	return h
}
