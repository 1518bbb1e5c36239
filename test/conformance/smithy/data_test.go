// SPDX-License-Identifier: Apache-2.0

package smithy

import (
	"os"
	"path/filepath"
	"testing"
)

// root is the folder of the module: the next one upwards with a go.mod.
func root(t *testing.T) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		if filepath.Dir(dir) == dir {
			t.Fatal("no go.mod above the test")
		}
		dir = filepath.Dir(dir)
	}
}

// conformance is the folder with the data of suites.
func conformance(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("PAIL_CONFORMANCE")
	if dir == "" {
		dir = filepath.Join(root(t), "..", "shared", "conformance")
	}
	path, err := filepath.Abs(dir)
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// data is the path of restxml.ast.json; without it the test is skipped.
func data(t *testing.T) string {
	t.Helper()
	path := filepath.Join(conformance(t), "restxml.ast.json")
	if _, err := os.Stat(path); err != nil {
		t.Skip("set PAIL_CONFORMANCE to the folder with restxml.ast.json, which holds the protocol tests")
	}
	return path
}

func TestEveryCaseForClientsIsLoaded(t *testing.T) {
	t.Parallel()
	s, err := Load(data(t))
	if err != nil {
		t.Fatal(err)
	}
	// 199 cases stand in the file: 4 requests and 2 responses are for servers only.
	if got := [...]int{len(s.Services()), s.Count(Request), s.Count(Response), s.Count(Error)}; got != [...]int{3, 109, 81, 3} {
		t.Errorf("got services, requests, responses and errors %v, want 3, 109, 81 and 3", got)
	}
}
