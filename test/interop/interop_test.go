// SPDX-License-Identifier: Apache-2.0

package interop

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestDifferential generates a client from the published model of Amazon S3,
// lays it over this module, and runs the comparison with it. Generated code has
// AWS's documentation in it, so that it is never written into the repository.
func TestDifferential(t *testing.T) {
	published := model(t)
	overlay := lay(t, generate(t, published))
	cmd := exec.CommandContext(t.Context(), "go", "test", "-count=1", "-vet=off", "-json", "-overlay", overlay, "./differential")
	cmd.Env = append(os.Environ(), "GOWORK=off", "PAIL_INTEROP_MODEL="+published)
	out, err := cmd.Output()
	again(t, out)
	var failed *exec.ExitError
	switch {
	case errors.As(err, &failed) && t.Failed():
	case errors.As(err, &failed):
		t.Fatalf("%v\n%s%s", err, out, failed.Stderr)
	case err != nil:
		t.Fatal(err)
	}
}

// model is the path of Amazon S3's model; without it, the test is skipped.
func model(t *testing.T) string {
	t.Helper()
	folder := os.Getenv("PAIL_CONFORMANCE")
	if folder == "" {
		folder = filepath.Join("..", "..", "..", "shared", "conformance")
	}
	path, err := filepath.Abs(filepath.Join(folder, "s3-2006-03-01.json"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		t.Skip("no model of Amazon S3: set PAIL_CONFORMANCE to the folder that has s3-2006-03-01.json")
	}
	return path
}

// generate runs the generator and returns its files.
func generate(t *testing.T, published string) []string {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "s3model")
	cmd := exec.CommandContext(t.Context(), "go", "run", "./codegen",
		"-model", published, "-service", "com.amazonaws.s3#AmazonS3", "-package", "s3model", "-out", folder)
	cmd.Dir = filepath.Join("..", "..")
	cmd.Env = append(os.Environ(), "GOWORK=off")
	said, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("generating: %v\n%s", err, said)
	}
	t.Logf("codegen said: %s", said)
	files, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil || len(files) == 0 {
		t.Fatalf("the generator wrote no files: %v", err)
	}
	return files
}

// lay writes an overlay that puts files into the package s3model, and what
// makes the comparison use it beside the comparison.
func lay(t *testing.T, files []string) string {
	t.Helper()
	here, err := filepath.Abs(".")
	if err != nil {
		t.Fatal(err)
	}
	comparison := filepath.Join(here, "differential")
	replace := map[string]string{
		filepath.Join(comparison, "binding_test.go"): filepath.Join(comparison, "testdata", "binding.go.txt"),
	}
	for _, file := range files {
		replace[filepath.Join(here, "s3model", filepath.Base(file))] = file
	}
	text, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "overlay.json")
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// event is one of those that go test -json writes.
type event struct{ Action, Test, Output string }

// again reports the tests of another process as sub-tests of t, and what that
// process said outside of tests as t's own words.
func again(t *testing.T, out []byte) {
	t.Helper()
	said, result := map[string]string{}, map[string]string{}
	var names []string
	lines := bufio.NewScanner(bytes.NewReader(out))
	lines.Buffer(nil, len(out)+1)
	for lines.Scan() {
		var e event
		if json.Unmarshal(lines.Bytes(), &e) != nil {
			t.Logf("%s", lines.Text())
			continue
		}
		switch e.Action {
		case "output", "build-output":
			said[e.Test] += e.Output
		case "pass", "fail", "skip":
			result[e.Test] = e.Action
			names = append(names, e.Test)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		if name == "" || slices.ContainsFunc(names, func(other string) bool { return strings.HasPrefix(other, name+"/") && result[name] != "skip" }) {
			continue
		}
		t.Run(name, func(t *testing.T) {
			switch result[name] {
			case "fail":
				t.Error(said[name])
			case "skip":
				t.Skip(said[name])
			}
		})
	}
	if len(names) < 2 {
		t.Error("no test was run")
	}
	t.Logf("the comparison said:\n%s", said[""])
}
