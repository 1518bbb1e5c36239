// SPDX-License-Identifier: Apache-2.0

package pipeline_test

import (
	"encoding/pem"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/config"
	"github.com/seed-40dc4ce0/pail/signer"
)

func TestDefaultTransportTrustsTheBundle(t *testing.T) {
	t.Parallel()
	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.ProtoMajor != 1 || r.Header.Get("X-Amz-Content-Sha256") != signer.UnsignedPayload && r.Method == http.MethodPut {
			t.Errorf("%s, header %v", r.Proto, r.Header)
		}
		if e := r.Header.Get("Accept-Encoding"); e == "gzip" || r.Method == http.MethodGet && e != "identity" {
			t.Errorf("Accept-Encoding %q", e)
		}
		_, _ = io.Copy(w, r.Body)
	}))
	t.Cleanup(server.Close)
	bundle := filepath.Join(t.TempDir(), "ca.pem")
	text := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})
	if err := os.WriteFile(bundle, text, 0o600); err != nil {
		t.Fatal(err)
	}
	cfg := config.Config{
		Provider: "s3", Endpoint: server.URL, Region: "eu-test-1", Proxy: config.ProxyDirect,
		Credentials: config.Static(accessKeyID, secretKey, ""),
	}
	_, err := get(t.Context(), open(t, cfg).Bucket("photos"))
	if err == nil || !strings.Contains(err.Error(), "certificate") || strings.Contains(err.Error(), "attempts") {
		t.Errorf("without the bundle: %v", err)
	}
	cfg.CABundle = bundle
	b := open(t, cfg).Bucket("photos")
	if _, err := get(t.Context(), b); err != nil {
		t.Error(err)
	}
	if err := put(t.Context(), b, "meow"); err != nil {
		t.Error(err)
	}
	if _, err := b.OptionsObject(t.Context(), &bucket.OptionsObjectInput{Origin: "https://a.example", AccessControlRequestMethod: "PUT"}); err != nil {
		t.Error(err)
	}
}

func TestDefaultTransportUsesTheProxy(t *testing.T) {
	t.Parallel()
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, r.URL.String())
	}))
	t.Cleanup(proxy.Close)
	cfg := config.Config{
		Provider: "s3", Endpoint: "http://store.example", Region: "eu-test-1", Proxy: proxy.URL, Credentials: config.Anonymous(),
	}
	text, err := get(t.Context(), open(t, cfg).Bucket("photos"))
	if err != nil || text != "http://store.example/photos/cat" {
		t.Errorf("got %q, %v", text, err)
	}
}
