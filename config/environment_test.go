// SPDX-License-Identifier: Apache-2.0

package config_test

import (
	"bytes"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/seed-40dc4ce0/pail/config"
)

// The other tests bring their own environment; this one goes through the
// process's, and through Load's public face only.
func TestLoadReadsTheEnvironmentOfTheProcess(t *testing.T) {
	for _, line := range os.Environ() {
		if name, _, _ := strings.Cut(line, "="); strings.HasPrefix(name, "PAIL_") || strings.HasPrefix(name, "AWS_") {
			t.Setenv(name, "")
		}
	}
	dir := t.TempDir()
	file := filepath.Join(dir, "pail.yaml")
	if err := os.WriteFile(file, []byte("profiles: {p: {endpoint: localhost, secret_access_key: s, access_key_id: i}}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(file, 0o644); err != nil {
		t.Fatal(err)
	}
	t.Setenv("HOME", dir)
	t.Setenv("PAIL_CONFIG", file)
	t.Setenv("PAIL_PROFILE", "p")
	t.Setenv("PAIL_REGION", "r")
	t.Setenv("PAIL_REGIN", "typo")
	var log bytes.Buffer
	c, err := config.Load(t.Context(), config.WithLogger(slog.New(slog.NewTextHandler(&log, nil))))
	if err != nil {
		t.Fatal(err)
	}
	if c.Profile != "p" || c.Region != "r" || c.Endpoint != "http://localhost" {
		t.Errorf("got %v", c)
	}
	want := 2
	if runtime.GOOS == "windows" {
		want = 1
	}
	if got := strings.Count(log.String(), "level=WARN"); got != want || len(c.Warnings) != want {
		t.Errorf("logged %d warnings, want %d: %q\n%s", got, want, c.Warnings, log.String())
	}

	c, err = config.Load(t.Context(), config.WithoutEnvironment(), config.WithEndpoint("localhost"))
	if err != nil || c.Profile != "" || c.Region != "" || len(c.Warnings) > 0 {
		t.Errorf("without the environment: %v, %v", c, err)
	}
}
