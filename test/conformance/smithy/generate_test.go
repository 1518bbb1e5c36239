// SPDX-License-Identifier: Apache-2.0

package smithy

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"text/template"

	"github.com/seed-40dc4ce0/pail/rest"
)

// pkg is one service and the package of its client.
type pkg struct{ Service, Name string }

// packages are those of the services with cases.
func packages(s *Suite) []pkg {
	var all []pkg
	for _, service := range s.Services() {
		all = append(all, pkg{service, strings.ToLower(local(service))})
	}
	return all
}

// program is the test that runs the cases of one generated client.
var program = template.Must(template.New("").Parse(`package {{.Name}}_test

import (
	"os"
	"testing"

	"{{.Pail}}/rest"
	"{{.Pail}}/test/conformance/smithy"
	"example.test/suite/{{.Name}}"
)

func Test_{{.Name}}(t *testing.T) {
	s, err := smithy.Load(os.Getenv("PAIL_CASES"))
	if err != nil {
		t.Fatal(err)
	}
	s.Run(t, "{{.Service}}", func(cfg rest.Config) (any, error) { return {{.Name}}.New(cfg) })
}
`))

// modfile is the go.mod of the generated clients: what pail needs they need too,
// and go.sum is the same.
var modfile = template.Must(template.New("").Parse(`module example.test/suite

{{.Needs}}
require {{.Pail}} v0.0.0

replace {{.Pail}} => {{.Root}}
`))

// models are the files of a suite.
type models struct {
	model string // that clients are generated from
	cases string // that has the cases, perhaps the same
}

// command runs a program in a folder. Its output is both of its streams. What the go
// command compiles does not depend on the folder, so that it is found in the cache
// again as long as the generator writes the same.
func command(t *testing.T, dir, name string, args ...string) ([]byte, error) {
	t.Helper()
	return commandWith(t, nil, dir, name, args...)
}

// commandWith is command with more variables in the environment.
func commandWith(t *testing.T, env []string, dir, name string, args ...string) ([]byte, error) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), name, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=-trimpath")
	cmd.Env = append(cmd.Env, env...)
	out, err := cmd.CombinedOutput()
	if err != nil {
		err = fmt.Errorf("%s: %w", strings.Join(cmd.Args, " "), err)
	}
	return out, err
}

// generator is the program that writes clients: the one that PAIL_CODEGEN
// names, or else that of a folder of the module. Results with a PAIL_CODEGEN
// that changes must not come from go test's cache: say -count=1.
func generator(t *testing.T, folder string) string {
	t.Helper()
	if path := os.Getenv("PAIL_CODEGEN"); path != "" {
		return path
	}
	// The cache knows what the test itself has read: go build's reading does not count.
	if err := filepath.WalkDir(filepath.Join(root(t), folder), func(_ string, _ os.DirEntry, err error) error { return err }); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "codegen")
	if out, err := command(t, root(t), "go", "build", "-o", path, folder); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return path
}

// generate writes a module with the clients and the tests that run their cases,
// and returns its folder. It is a module of its own because clients must
// compile in any, and below a folder for rubbish because they carry the
// documentation of a model that is not ours. A client that cannot be generated is an
// error of the test, and left out: the others run.
func generate(t *testing.T, generator string, files models, packages []pkg) string {
	t.Helper()
	dir := t.TempDir()
	pail := strings.TrimSuffix(reflect.TypeFor[rest.Config]().PkgPath(), "/rest")
	mod, err := os.ReadFile(filepath.Join(root(t), "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	_, needs, _ := strings.Cut(string(mod), "\n")
	if sums, err := os.ReadFile(filepath.Join(root(t), "go.sum")); err != nil || os.WriteFile(filepath.Join(dir, "go.sum"), sums, 0o600) != nil {
		t.Fatalf("go.sum cannot be copied: %v", err)
	}
	write(t, filepath.Join(dir, "go.mod"), modfile, map[string]string{"Pail": pail, "Root": root(t), "Needs": strings.TrimSpace(needs)})
	for _, p := range packages {
		folder := filepath.Join(dir, p.Name)
		if out, err := command(t, dir, generator, "-model", files.model, "-service", p.Service, "-package", p.Name, "-out", folder); err != nil {
			t.Errorf("%v\n%s", err, out)
			continue
		}
		write(t, filepath.Join(folder, "suite_test.go"), program, map[string]string{"Pail": pail, "Name": p.Name, "Service": p.Service})
	}
	return dir
}

// write writes a file.
func write(t *testing.T, name string, text *template.Template, facts map[string]string) {
	t.Helper()
	file, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(text.Execute(file, facts), file.Close()); err != nil {
		t.Fatal(err)
	}
}
