// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/test/emulator"
)

// maxLines is how long the program may be.
const maxLines = 60

// The program is built once and run on each store: nothing but the profile
// tells it which. Signatures are verified.
func TestOneProgramRunsOnEveryProvider(t *testing.T) {
	t.Parallel()
	program := filepath.Join(t.TempDir(), "program")
	if out, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	file, stores := profiles(t)
	for _, provider := range emulator.Providers() {
		t.Run(provider, func(t *testing.T) {
			t.Parallel()
			run := exec.CommandContext(t.Context(), program)
			run.Env = []string{"PAIL_CONFIG=" + file, "PAIL_PROFILE=on-" + provider}
			out, err := run.CombinedOutput()
			if err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			const want = "listed a/cat.txt 4\n" +
				"preflight from https://app.example true\n" +
				"preflight from https://evil.example false\n" +
				"fetched 200 OK 4 <nil>\n"
			if diff := cmp.Diff(want, string(out)); diff != "" {
				t.Error(diff)
			}
			methods := []string{"PUT", "PUT", "GET", "PUT", "OPTIONS", "OPTIONS", "GET", "DELETE"}
			if diff := cmp.Diff(methods, stores[provider].methods); diff != "" {
				t.Errorf("the store was asked for something else:\n%s", diff)
			}
		})
	}
}

// store is an emulator that notes what it is asked. The program asks for one
// thing at a time.
type store struct {
	*emulator.Emulator
	methods []string
}

func (s *store) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.methods = append(s.methods, r.Method)
	s.Emulator.ServeHTTP(w, r)
}

// profiles starts a store of each provider and writes the configuration file
// with a profile for each.
func profiles(t *testing.T) (file string, stores map[string]*store) {
	t.Helper()
	stores = map[string]*store{}
	text := "profiles:\n"
	for _, provider := range emulator.Providers() {
		s := &store{Emulator: emulator.New(emulator.Options{Provider: provider, PathStyle: true})}
		srv := httptest.NewServer(s)
		t.Cleanup(srv.Close)
		stores[provider] = s
		text += fmt.Sprintf("  on-%s:\n    provider: %s\n    endpoint: %s\n    access_key_id: %s\n    secret_access_key: %s\n",
			provider, provider, srv.URL, emulator.DefaultAccessKeyID, emulator.DefaultSecretAccessKey)
	}
	file = filepath.Join(t.TempDir(), "pail.yaml")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file, stores
}

func TestTheProgramIsShortAndNamesNoProvider(t *testing.T) {
	t.Parallel()
	source, err := os.ReadFile("main.go")
	if err != nil {
		t.Fatal(err)
	}
	if n := bytes.Count(source, []byte("\n")); n > maxLines {
		t.Errorf("it has %d lines, more than %d", n, maxLines)
	}
	for _, provider := range emulator.Providers() {
		if strings.Contains(string(source), `"`+provider+`"`) {
			t.Errorf("it names %s", provider)
		}
	}
}
