// SPDX-License-Identifier: Apache-2.0

package cli

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/config"
	"github.com/seed-40dc4ce0/pail/service"
	"github.com/seed-40dc4ce0/pail/test/emulator"
)

// secret is what must never be printed.
const secret = "canary-secret-access-key"

// world is a user's: stores of each provider with a bucket, and a configuration
// file with a profile for each.
type world struct {
	environment []string
	stores      []*httptest.Server
}

// photos is the bucket that is in every store, with an object cat.png.
const photos = "photos-1250000000"

func newWorld(dir string) (*world, error) {
	w := &world{}
	file := "profiles:\n"
	for _, id := range emulator.Providers() {
		store := emulator.New(emulator.Options{Provider: id, PathStyle: true, AccessKeyID: "canary", SecretAccessKey: secret})
		if err := store.Err(); err != nil {
			return w, err
		}
		server := httptest.NewServer(store)
		w.stores = append(w.stores, server)
		signed, err := furnish(id, server.URL)
		if err != nil {
			return w, err
		}
		upper := strings.ToUpper(id)
		w.environment = append(w.environment, upper+"="+server.URL, upper+"_SIGNED="+signed)
		name := id
		if id == emulator.DefaultProvider() {
			name = "default"
		}
		file += fmt.Sprintf("  %s:\n    provider: %s\n    endpoint: %s\n    access_key_id: canary\n    secret_access_key: %s\n", name, id, server.URL, secret)
	}
	strange := httptest.NewServer(http.HandlerFunc(strangers))
	w.stores = append(w.stores, strange)
	w.environment = append(w.environment, "STRANGE="+strange.URL, "XDG_CONFIG_HOME="+filepath.Join(dir, "settings"), "HOME="+dir)
	if err := os.MkdirAll(filepath.Join(dir, "settings", "pail"), 0o700); err != nil {
		return w, err
	}
	return w, os.WriteFile(filepath.Join(dir, "settings", "pail", "config.yaml"), []byte(file), 0o600)
}

func (w *world) close() {
	for _, s := range w.stores {
		s.Close()
	}
}

// strangers are servers that are no stores.
func strangers(w http.ResponseWriter, r *http.Request) {
	switch r.URL.Path {
	case "/redirect":
		http.Redirect(w, r, "/elsewhere", http.StatusTemporaryRedirect)
	case "/html":
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(http.StatusForbidden)
		fmt.Fprint(w, "<html><body>Access denied</body></html>")
	case "/wildcard":
		w.Header().Set("Access-Control-Allow-Origin", "*")
		w.Header().Set("Access-Control-Allow-Headers", "*")
		w.Header().Set("Access-Control-Allow-Methods", "*")
	case "/signs":
		w.Header().Set("Content-Type", "application/xml")
		w.WriteHeader(http.StatusForbidden)
		fmt.Fprint(w, "<Error><Code>SignatureDoesNotMatch</Code><Message>no</Message></Error>")
	case "/escape":
		w.Header()["X-Escape"] = []string{"\x1b[31m"}
	}
}

// furnish makes the bucket and the object, and gives a presigned URL to put it.
func furnish(provider, endpoint string) (string, error) {
	ctx := context.Background()
	cfg, err := config.Load(ctx, config.WithoutEnvironment(), config.WithProvider(provider), config.WithEndpoint(endpoint), config.WithStaticCredentials("canary", secret, ""))
	if err != nil {
		return "", err
	}
	svc, err := service.New(cfg)
	if err != nil {
		return "", err
	}
	b := svc.Bucket(photos)
	if _, err := b.Create(ctx, nil); err != nil {
		return "", err
	}
	if _, err := b.PutObject(ctx, &bucket.PutObjectInput{Key: "cat.png", Body: strings.NewReader("meow"), ContentType: "image/png"}); err != nil {
		return "", err
	}
	signed, err := b.Presign(ctx, &bucket.PutObjectInput{Key: "cat.png"}, time.Hour)
	if err != nil {
		return "", err
	}
	return signed.URL, nil
}
