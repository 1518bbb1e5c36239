// SPDX-License-Identifier: Apache-2.0

package config

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// canary is a secret that no text may ever hold. It looks like a real one.
const canary = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYCANARYKEY0"

// world is a folder with files and the variables of a program that runs there;
// "DIR" in a variable is the folder.
type world struct {
	files     map[string]string
	variables map[string]string
}

// build writes the files and returns the folder and the environment as an
// option, so that tests can run in parallel.
func (w world) build(t testing.TB) (dir string, inside Option) {
	t.Helper()
	dir = t.TempDir()
	for name, text := range w.files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	set := map[string]string{"HOME": dir, "USERPROFILE": dir, "XDG_CONFIG_HOME": filepath.Join(dir, "xdg")}
	for name, text := range w.variables {
		set[name] = strings.ReplaceAll(text, "DIR", dir)
	}
	outside := environment{
		lookup: func(name string) string { return set[name] },
		names: func() []string {
			var names []string
			for name := range set {
				names = append(names, name)
			}
			return names
		},
		folder: func() (string, error) { return filepath.Join(dir, "system"), nil },
	}
	return dir, func(l *loader) { l.outside = outside }
}

// load is Load in the world; the error's text has DIR for the folder.
func (w world) load(t testing.TB, opts ...Option) (Config, string) {
	t.Helper()
	dir, inside := w.build(t)
	c, err := Load(t.Context(), append([]Option{inside}, opts...)...)
	for i := range c.Warnings {
		c.Warnings[i] = strings.ReplaceAll(c.Warnings[i], dir, "DIR")
	}
	if err == nil {
		if err := c.Validate(); err != nil {
			t.Errorf("what Load returned is not valid: %v", err)
		}
		return c, ""
	}
	return c, strings.ReplaceAll(err.Error(), dir, "DIR")
}

// mustLoad fails the test on an error.
func (w world) mustLoad(t testing.TB, opts ...Option) Config {
	t.Helper()
	c, text := w.load(t, opts...)
	if text != "" {
		t.Fatalf("Load: %s", text)
	}
	return c
}

// keysOf is what the credentials of c hold: "id secret token".
func keysOf(t testing.TB, c Config) string {
	t.Helper()
	k, err := c.Credentials.Retrieve(t.Context())
	if err != nil {
		return kindOf(c.Credentials)
	}
	return strings.TrimSpace(k.AccessKeyID + " " + k.SecretAccessKey + " " + k.SessionToken)
}
