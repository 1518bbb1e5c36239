// SPDX-License-Identifier: Apache-2.0

package migrating_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"

	"github.com/seed-40dc4ce0/pail/config"
	"github.com/seed-40dc4ce0/pail/test/emulator"
	"github.com/seed-40dc4ce0/pail/test/migrating"
)

// The keys that the examples have.
const id, secret = "ACCESS_KEY_ID_EXAMPLE", "SECRET_ACCESS_KEY_EXAMPLE"

func TestMain(m *testing.M) {
	code, err := serve(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

// serve makes the world that the examples are in, a store of each provider and
// an environment that names them, and runs the tests.
func serve(m *testing.M) (code int, err error) {
	home, err := os.MkdirTemp("", "migrating")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(home)
	urls := map[string]string{}
	for provider, name := range map[string]string{"s3": "photos", "cos": "examplebucket-1250000000", "qingstor": "your-bucket-name"} {
		srv := httptest.NewServer(emulator.New(emulator.Options{Provider: provider, PathStyle: true, AccessKeyID: id, SecretAccessKey: secret}))
		defer srv.Close()
		urls[provider] = srv.URL
		if err := migrating.Fill(context.Background(), config.Config{Provider: provider, Endpoint: srv.URL, Credentials: config.Static(id, secret, "")}, name); err != nil {
			return 0, fmt.Errorf("%s: %w", provider, err)
		}
	}
	api := httptest.NewServer(http.HandlerFunc(reqbin))
	defer api.Close()
	file := filepath.Join(home, "pail", "config.yaml")
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return 0, err
	}
	if err := os.WriteFile(file, []byte(profiles(urls, api.URL)), 0o600); err != nil {
		return 0, err
	}
	os.Clearenv()
	for name, value := range map[string]string{
		"HOME": home, "XDG_CONFIG_HOME": home, "PATH": "/nowhere",
		"AWS_ACCESS_KEY_ID": id, "AWS_SECRET_ACCESS_KEY": secret, "AWS_ENDPOINT_URL": urls["s3"],
		"QINGSTOR_ENDPOINT": urls["qingstor"],
	} {
		if err := os.Setenv(name, value); err != nil {
			return 0, err
		}
	}
	return m.Run(), nil
}

// profiles is the configuration file of the examples.
func profiles(urls map[string]string, api string) string {
	return fmt.Sprintf(`profiles:
  tencent:
    provider: cos
    endpoint: %s
    access_key_id: %s
    secret_access_key: %s
  reqbin:
    endpoint: %s
    addressing: none
    anonymous: true
`, urls["cos"], id, secret, api)
}

// reqbin stands for a web API that answers preflights: it repeats what was
// asked, if it is what the seed's request says.
func reqbin(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	asked := fmt.Sprint(r.Method, " ", r.RequestURI, " ", r.Header.Get("Access-Control-Request-Method"), " ", r.Header.Get("Access-Control-Request-Headers"))
	if err != nil || len(body) > 0 || r.Header.Get("Authorization") != "" || asked != "OPTIONS /api/v1/requests POST content-type" {
		http.Error(w, asked, http.StatusTeapot)
		return
	}
	h := w.Header()
	h.Set("Access-Control-Allow-Origin", r.Header.Get("Origin"))
	h.Set("Access-Control-Allow-Methods", "GET, POST, OPTIONS")
	h.Set("Access-Control-Allow-Headers", "content-type")
	w.WriteHeader(http.StatusNoContent)
}

// show runs the body of an example.
func show(example func(ctx context.Context) error) {
	if err := example(context.Background()); err != nil {
		fmt.Println("error:", err)
	}
}
