// SPDX-License-Identifier: Apache-2.0

package config

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// The package comment's file is what people copy: it must load, and have every key.
func TestTheFileInThePackageCommentIsTrue(t *testing.T) {
	t.Parallel()
	source, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	_, file, _ := strings.Cut(string(source), "//\tdefault: dev\n")
	file, _, _ = strings.Cut("//\tdefault: dev\n"+file, "\n//\n")
	file = strings.ReplaceAll(file, "//\t", "")
	for _, s := range settings() {
		name := s.key[strings.Index(s.key, ".")+1:]
		if !strings.Contains(file, name+":") {
			t.Errorf("%s is not in the package comment", s.key)
		}
	}
	cert, key := certificate(t)
	w := world{
		files: map[string]string{
			"pail.yaml": strings.Replace(file, "session_token: ...       # of temporary credentials", "access_key_id: i\n    secret_access_key: s\n    session_token: t", 1),
			"ca.pem":    cert, "me.pem": cert, "me.key": key,
		},
		variables: map[string]string{"PAIL_CONFIG": "DIR/pail.yaml"},
	}
	for _, profile := range []string{"dev", "prod"} {
		if c := w.mustLoad(t, WithProfile(profile)); c.Profile != profile {
			t.Errorf("got %v", c)
		}
	}
}

func TestEveryVariableIsInThePackageComment(t *testing.T) {
	t.Parallel()
	source, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	words := strings.FieldsFunc(string(source), func(r rune) bool { return strings.ContainsRune(" ,;\n\t", r) })
	for _, v := range vendors() {
		if !slices.Contains(words, v.id) {
			t.Errorf("the provider %s is not in the package comment", v.id)
		}
		for _, group := range v.variables {
			for _, x := range group {
				if !slices.Contains(words, x.name) {
					t.Errorf("%s is not in the package comment", x.name)
				}
			}
		}
	}
}

// The file in the README is what people copy first: each of its profiles loads.
func TestTheFileInTheREADMEIsTrue(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, file, _ := strings.Cut(string(text), "```yaml\n")
	file, _, _ = strings.Cut(file, "```")
	w := world{files: map[string]string{"pail.yaml": file}, variables: map[string]string{"PAIL_CONFIG": "DIR/pail.yaml"}}
	for profile, want := range map[string]string{"default": "s3", "local": "s3", "tencent": "cos", "qing": "qingstor", "cdn": "cos"} {
		if c := w.mustLoad(t, WithProfile(profile)); c.Provider != want {
			t.Errorf("%s: got %v", profile, c)
		}
	}
	_, named, _ := strings.Cut(file, "profiles:")
	if n := strings.Count(named, "provider:"); n != 5 {
		t.Errorf("it has %d profiles", n)
	}
}
