// SPDX-License-Identifier: Apache-2.0

package main

import (
	"flag"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/codegen/internal/ast"
)

var update = flag.Bool("update", false, "write what is generated into testdata")

// TestGolden generates every case below testdata: a folder with model.json is
// the model of one service, one with specs is written as pail's own are. What
// comes out is in want, or the faults are in errors.txt.
func TestGolden(t *testing.T) {
	t.Parallel()
	cases, err := os.ReadDir("testdata")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		t.Run(strings.ReplaceAll(c.Name(), "_", " "), func(t *testing.T) {
			t.Parallel()
			golden(t, "testdata/"+c.Name())
		})
	}
}

// golden generates the case in dir twice and compares.
func golden(t *testing.T, dir string) {
	t.Helper()
	files, err := generateCase(dir)
	again, errAgain := generateCase(dir)
	if diff := cmp.Diff(files, again); diff != "" || (err == nil) != (errAgain == nil) {
		t.Errorf("the second run gives something else:\n%s", diff)
	}
	if *update {
		write(t, dir, files, err)
		return
	}
	if err != nil {
		if want := read(t, dir+"/errors.txt"); want != err.Error()+"\n" {
			t.Errorf("errors differ (-want +got):\n%s", cmp.Diff(want, err.Error()+"\n"))
		}
		return
	}
	want := map[string]string{}
	for _, name := range tree(t, dir+"/want") {
		want[name] = read(t, filepath.Join(dir, "want", name))
	}
	if diff := cmp.Diff(want, files); diff != "" {
		t.Errorf("files differ (-want +got); go test ./codegen -update writes them:\n%s", diff)
	}
}

// generateCase returns the files of a case by their paths below want.
func generateCase(dir string) (map[string]string, error) {
	var out *output
	var err error
	if _, missing := os.Stat(dir + "/specs"); missing == nil {
		out, err = generateSpecs(dir+"/specs", dir+"/want", runtime)
	} else {
		out, err = generateClient(client{
			models: []string{dir + "/model*.json"}, name: strings.ReplaceAll(filepath.Base(dir), "_", ""), dir: dir + "/want",
		})
	}
	if err != nil {
		return nil, err
	}
	files := map[string]string{}
	for path, data := range out.files {
		name := strings.TrimPrefix(filepath.ToSlash(path), dir+"/")
		files[strings.TrimPrefix(name, "want/")] = string(data)
	}
	return files, nil
}

// write makes the result of a case the wanted one.
func write(t *testing.T, dir string, files map[string]string, err error) {
	t.Helper()
	if err := os.RemoveAll(dir + "/want"); err != nil {
		t.Fatal(err)
	}
	if err != nil {
		files = map[string]string{"../errors.txt": err.Error() + "\n"}
	} else if err := os.RemoveAll(dir + "/errors.txt"); err != nil {
		t.Fatal(err)
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		path := filepath.Join(dir, "want", name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(files[name]), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// tree lists the files below dir.
func tree(t *testing.T, dir string) []string {
	t.Helper()
	var names []string
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			name, _ := filepath.Rel(dir, path)
			names = append(names, filepath.ToSlash(name))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// TestGoldenClientsCompile vets the wanted packages of the cases that are
// clients, and calls one; the other cases need packages that are not there.
func TestGoldenClientsCompile(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("runs the go command")
	}
	packages, err := filepath.Glob("testdata/*/want/client.gen.go")
	if err != nil || len(packages) == 0 {
		t.Fatal("no clients in testdata", err)
	}
	args := []string{"vet"}
	for _, p := range packages {
		args = append(args, "./"+filepath.ToSlash(filepath.Dir(p)))
	}
	for _, args := range [][]string{args, {"test", "./testdata/weather", "./testdata/library", "./testdata/corners", "./testdata/workshop"}} {
		if out, err := exec.CommandContext(t.Context(), "go", args...).CombinedOutput(); err != nil {
			t.Errorf("go %v: %v\n%s", args, err, out)
		}
	}
}

// TestThePackagesOfPailAreUpToDate compares the generated files of this module
// with what its specs say.
func TestThePackagesOfPailAreUpToDate(t *testing.T) {
	t.Parallel()
	out, err := generateSpecs("../specs", "..", runtime)
	if err != nil {
		t.Fatal(err)
	}
	for path, data := range out.files {
		if have, err := os.ReadFile(path); err != nil || string(have) != string(data) {
			t.Errorf("%s is not what specs say: run go generate", path)
		}
	}
}

// TestTheSpecsAreLaidOut compares the models of this module with what -fmt
// makes of them.
func TestTheSpecsAreLaidOut(t *testing.T) {
	t.Parallel()
	list, err := sources("../specs/*.json", "../specs/model/*.json", "../specs/doc/*.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range list {
		var faults ast.Faults
		if text := ast.Print(ast.Parse(s.Name, s.Data, &faults)); string(text) != string(s.Data) {
			t.Errorf("%s is laid out in another way: run go run ./codegen -fmt %s", s.Name, strings.TrimPrefix(s.Name, "../"))
		}
	}
}
