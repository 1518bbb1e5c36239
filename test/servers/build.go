// SPDX-License-Identifier: Apache-2.0

package servers

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
)

// binaries is the folder for what is built, below the repository's root. Go's
// build cache makes building again what is there cheap.
const binaries = ".bin"

// program is a command that is built at most once in a process.
type program struct {
	name    string // of the binary
	module  string // the folder whose go.mod counts, from the root
	command string // its import path

	once sync.Once
	path string
	err  error
	said []byte
}

var (
	versitygw = &program{name: "versitygw", module: "test/servers", command: "github.com/versity/versitygw/cmd/versitygw"}
	pail      = &program{name: "pail", module: ".", command: "./cmd/pail"}
)

// build gives the binary's absolute path.
func (p *program) build(t testing.TB) string {
	t.Helper()
	p.once.Do(func() {
		root, err := repository()
		if err != nil {
			p.err = err
			return
		}
		p.path = filepath.Join(root, binaries, p.name)
		cmd := exec.CommandContext(t.Context(), "go", "build", "-trimpath", "-ldflags", "-s -w", "-o", p.path, p.command)
		cmd.Dir = filepath.Join(root, filepath.FromSlash(p.module))
		cmd.Env = append(os.Environ(), "GOWORK=off")
		p.said, p.err = cmd.CombinedOutput()
	})
	if p.err != nil {
		t.Fatalf("building %s: %v\n%s", p.name, p.err, p.said)
	}
	return p.path
}

// repository is its root: the folder above the working one that has this
// module in it.
func repository() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for ; ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "test", "servers", "go.mod")); err == nil {
			return dir, nil
		}
		if dir == filepath.Dir(dir) {
			return "", errors.New("no folder above the working one has test/servers/go.mod")
		}
	}
}
