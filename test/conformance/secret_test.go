// SPDX-License-Identifier: Apache-2.0

package conformance_test

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/config"
	"github.com/seed-40dc4ce0/pail/service"
	"github.com/seed-40dc4ce0/pail/test/emulator"
)

// TestKeysOfCallersAreTakenOverTLS: such a key must not travel in the clear, so
// that the suite, which may, has no behaviour for it.
func TestKeysOfCallersAreTakenOverTLS(t *testing.T) {
	t.Parallel()
	for _, s := range stores() {
		t.Run(s.provider, func(t *testing.T) {
			t.Parallel()
			server := emulator.Start(t, emulator.Options{Provider: s.provider, TLS: true})
			cfg := config.Config{
				Provider: s.provider, Endpoint: server.URL, Region: server.Region, Transport: server.Transport(),
				Credentials: config.Static(server.AccessKeyID, server.SecretAccessKey, ""),
			}
			if s.virtual {
				cfg.Endpoint = "" // the vendor's own
			}
			svc, err := service.New(cfg)
			if err != nil {
				t.Fatal(err)
			}
			b, key := svc.Bucket("photos-1250000000"), strings.Repeat("k", 32)
			if _, err := b.Create(t.Context(), nil); err != nil {
				t.Fatal(err)
			}
			put, err := b.PutObject(t.Context(), &bucket.PutObjectInput{Key: "cat", Body: strings.NewReader("meow"), SSECustomerKey: key})
			if err != nil || put.SSECustomerAlgorithm != "AES256" || (put.SSECustomerKeyMD5 == "") != s.json {
				t.Fatalf("got %+v, %v", put, err)
			}
			out, err := b.GetObject(t.Context(), &bucket.GetObjectInput{Key: "cat", SSECustomerKey: key})
			if err != nil {
				t.Fatal(err)
			}
			defer out.Body.Close()
			if text, err := io.ReadAll(out.Body); err != nil || string(text) != "meow" {
				t.Errorf("content %q, %v", text, err)
			}
			_, err = b.GetObject(t.Context(), &bucket.GetObjectInput{Key: "cat"})
			if said, ok := errors.AsType[*bucket.Error](err); !ok || said.StatusCode != http.StatusBadRequest {
				t.Errorf("without the key: %v", err)
			}
		})
	}
}
