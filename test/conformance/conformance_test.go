// SPDX-License-Identifier: Apache-2.0

package conformance_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
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
	// virtual puts a bucket's name before the domain of the server; addressing
	// asks for it where it is not usual.
	virtual    bool
	addressing string
	tls        bool
	// json is what its documents are; such a store has no tags, and does not
	// repeat the MD5 of a key.
	json bool
}

// title is the provider and what is not usual with it.
func (s store) title() string { return strings.TrimSuffix(s.provider+" "+s.addressing, " ") }

func stores() []store {
	return []store{{provider: "s3"}, {provider: "cos", virtual: true}, {provider: "qingstor", json: true}}
}

// hosted are further ways to reach a store.
func hosted() []store {
	return []store{{provider: "qingstor", json: true, virtual: true, addressing: "virtual"}}
}

func TestEmulatorOverTLS(t *testing.T) {
	t.Parallel()
	for _, s := range append(stores(), hosted()...) {
		s.tls = true
		t.Run(s.title(), func(t *testing.T) {
			t.Parallel()
			conformance.Run(t, emulated(t, s, func(cfg *config.Config) { cfg.Transport = &conformance.Wire{Base: cfg.Transport} }))
		})
	}
}

func TestEmulatorOverTheDefaultTransport(t *testing.T) {
	t.Parallel()
	for _, s := range append(stores(), hosted()...) {
		t.Run(s.title(), func(t *testing.T) {
			t.Parallel()
			conformance.Run(t, emulated(t, s, func(cfg *config.Config) { cfg.Transport = nil }))
		})
	}
}

func TestEmulatorSeenOnTheWire(t *testing.T) {
	t.Parallel()
	for _, s := range append(stores(), hosted()...) {
		t.Run(s.title(), func(t *testing.T) {
			t.Parallel()
			conformance.Run(t, emulated(t, s, func(cfg *config.Config) { cfg.Transport = &conformance.Wire{Base: cfg.Transport} }))
		})
	}
}

const likeS3 = "the fake is like S3, which varies without being asked"

// noImages is what the emulator of a store leaves out: it does not draw.
const noImages = "the emulator processes no images"

// source is what the stores of these tests may fetch, on a network of its own.
func source() *conformance.Source {
	return &conformance.Source{URL: "http://source.example/a%20b?c=d", Content: "what the source says"}
}

// web is that network.
type web struct{ *conformance.Source }

func (w web) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.URL.String() != w.URL {
		return nil, fmt.Errorf("there is no %s", r.URL)
	}
	body := io.NopCloser(strings.NewReader(w.Content))
	return &http.Response{StatusCode: http.StatusOK, ContentLength: int64(len(w.Content)), Header: http.Header{}, Body: body, Request: r}, nil
}

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
	server := emulator.Start(t, emulator.Options{Provider: s.provider, FetchTransport: web{source()}, TLS: s.tls})
	cfg := config.Config{
		Provider: s.provider, Endpoint: server.URL, Region: server.Region, Addressing: s.addressing,
		Credentials: config.Static(server.AccessKeyID, server.SecretAccessKey, ""),
	}
	switch {
	case s.virtual && s.tls:
		cfg.Endpoint, cfg.Transport = "https://"+server.Domain, server.Transport()
	case s.virtual:
		cfg.Endpoint, cfg.Transport = "http://"+server.Domain, server.Transport()
	case s.tls:
		cfg.Transport = server.Transport()
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
	h.Source = source()
	if _, lacking := h.Exceptions["ProcessImage/*"]; !lacking {
		h.Exceptions["ProcessImage/answers the image that an action makes, and keeps the other"] = noImages
		h.Exceptions["ProcessImage/says that there is no such key"] = noImages
	}
	return h
}
