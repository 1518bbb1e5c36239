// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// published is the path of the published model of S3; without it the test is
// skipped.
func published(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("PAIL_CONFORMANCE")
	if dir == "" {
		dir = filepath.Join("..", "..", "shared", "conformance")
	}
	path, err := filepath.Abs(filepath.Join(dir, "s3-2006-03-01.json"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path); err != nil {
		t.Skip("set PAIL_CONFORMANCE to the folder with s3-2006-03-01.json, the published model of S3")
	}
	return path
}

// method is the head of a method that calls an operation.
var method = regexp.MustCompile(`(?m)^func \(c \*Client\) (\w+)\(ctx context\.Context, in \*\w+Input, opts \.\.\.rest\.Option\) \(`)

func TestThePublishedModelOfS3BecomesAClient(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	out, err := generateClient(client{models: []string{published(t)}, name: "s3", dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	operations, lines, largest, name := 0, 0, 0, ""
	for path, text := range out.files {
		operations += len(method.FindAll(text, -1))
		n := len(regexp.MustCompile("\n").FindAll(text, -1))
		lines += n
		if n > largest {
			largest, name = n, filepath.Base(path)
		}
	}
	t.Logf("%d operations in %d files, %d lines each with the documentation; the largest file is %s with %d lines", operations, len(out.files), lines/operations, name, largest)
	want := []string{"SelectObjectContent: the member Payload of its output is a stream of events"}
	if diff := cmp.Diff(want, out.omitted); diff != "" || operations != 97 {
		t.Errorf("%d operations; left out, -want +got:\n%s", operations, diff)
	}
	if err := out.write(); err != nil {
		t.Fatal(err)
	}
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"go.mod", "go.sum"} { // what pail needs a client needs too
		text, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			t.Fatal(err)
		}
		if name == "go.mod" {
			text = bytes.Replace(text, []byte("module "+runtime+"\n"), []byte("module example.test/s3\n"), 1)
			text = append(text, "\nrequire "+runtime+" v0.0.0\n\nreplace "+runtime+" => "+root+"\n"...)
		}
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.CommandContext(t.Context(), "go", "vet", "./...")
	cmd.Dir, cmd.Env = dir, append(os.Environ(), "GOWORK=off", "GOFLAGS=")
	if text, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("go vet: %v\n%s", err, text)
	}
}

func TestTenRunsGiveTheSameBytes(t *testing.T) {
	t.Parallel()
	sums := map[string]int{}
	for range 10 {
		out, err := generateClient(client{models: []string{published(t)}, name: "s3", dir: "s3"})
		if err != nil {
			t.Fatal(err)
		}
		hash := sha256.New()
		for _, path := range slices.Sorted(maps.Keys(out.files)) {
			fmt.Fprintf(hash, "%s %d\n%s", path, len(out.files[path]), out.files[path])
		}
		sums[fmt.Sprintf("%x", hash.Sum(nil))]++
	}
	t.Logf("hashes of ten runs: %v", sums)
	if len(sums) != 1 {
		t.Errorf("ten runs gave %d hashes", len(sums))
	}
}
