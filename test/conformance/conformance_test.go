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

func TestEmulatorOverTheDefaultTransport(t *testing.T) {
	t.Parallel()
	conformance.Run(t, emulated(t, func(*config.Config) {}))
}

func TestEmulatorSeenOnTheWire(t *testing.T) {
	t.Parallel()
	conformance.Run(t, emulated(t, func(cfg *config.Config) { cfg.Transport = &conformance.Wire{} }))
}

// inMemory is the harness of the fake, each bucket wrapped if wrap is not nil.
func inMemory(wrap func(bucket.API) bucket.API) conformance.Harness {
	s := fake.NewService()
	number := 0
	return conformance.Harness{
		Name:    "fake",
		Service: s,
		Partial: true,
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
func emulated(t *testing.T, change func(*config.Config), opts ...service.Option) conformance.Harness {
	t.Helper()
	server := emulator.Start(t, emulator.Options{})
	cfg := config.Config{
		Provider: "s3", Endpoint: server.URL, Region: server.Region,
		Credentials: config.Static(server.AccessKeyID, server.SecretAccessKey, ""),
	}
	change(&cfg)
	h, err := conformance.Client(cfg, opts...)
	if err != nil {
		t.Fatal(err)
	}
	return h
}
