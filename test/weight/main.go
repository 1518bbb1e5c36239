// SPDX-License-Identifier: Apache-2.0

// Command weight builds a program that uses the SDK and one that uses
// net/http alone, and prints what the SDK adds: modules and bytes. It fails
// when either is over its limit.
package main

import (
	"context"
	"debug/buildinfo"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
)

// The limits are those of docs/ARCHITECTURE.md.
const (
	maxModules = 12
	maxBytes   = 3 << 20
)

const module = "github.com/seed-40dc4ce0/pail"

// program is one built binary.
type program struct {
	size    int64
	modules []string
}

func main() {
	if err := run(context.Background(), os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "weight:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, w io.Writer) (err error) {
	dir, err := os.MkdirTemp("", "weight")
	if err != nil {
		return err
	}
	defer func() {
		if e := os.RemoveAll(dir); err == nil {
			err = e
		}
	}()
	plain, err := build(ctx, dir, "plain")
	if err != nil {
		return err
	}
	sdk, err := build(ctx, dir, "sdk")
	if err != nil {
		return err
	}
	added := sdk.size - plain.size
	fmt.Fprintf(w, "net/http alone   %9d bytes\n", plain.size)
	fmt.Fprintf(w, "with the SDK     %9d bytes\n", sdk.size)
	fmt.Fprintf(w, "added            %9d bytes (limit %d)\n", added, maxBytes)
	fmt.Fprintf(w, "linked modules   %9d (limit %d)\n", len(sdk.modules), maxModules)
	for _, m := range sdk.modules {
		fmt.Fprintln(w, "  ", m)
	}
	if added > maxBytes || len(sdk.modules) > maxModules {
		return fmt.Errorf("over the limit: %d bytes, %d modules", added, len(sdk.modules))
	}
	return nil
}

// build makes a stripped binary of the program in folder name and reads it.
func build(ctx context.Context, dir, name string) (program, error) {
	file := filepath.Join(dir, name)
	cmd := exec.CommandContext(ctx, "go", "build", "-trimpath", "-ldflags", "-s -w", "-o", file, module+"/test/weight/"+name)
	if out, err := cmd.CombinedOutput(); err != nil {
		return program{}, fmt.Errorf("building %s: %w\n%s", name, err, out)
	}
	stat, err := os.Stat(file)
	if err != nil {
		return program{}, err
	}
	info, err := buildinfo.ReadFile(file)
	if err != nil {
		return program{}, err
	}
	p := program{size: stat.Size()}
	p.modules = append(p.modules, info.Main.Path)
	for _, dep := range info.Deps {
		p.modules = append(p.modules, dep.Path+" "+dep.Version)
	}
	return p, nil
}
