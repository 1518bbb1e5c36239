// SPDX-License-Identifier: Apache-2.0

package imports

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// graph is the import graph of what is linked: packages of this module by
// their path below it, others by their full path. Test files do not count.
type graph struct {
	module, dir string
	imports     map[string][]string
	standard    map[string]bool
}

// loaded is one package as go list prints it.
type loaded struct {
	ImportPath string
	Standard   bool
	Imports    []string
	Module     *struct {
		Path, Dir string
		Main      bool
	}
	Error *struct{ Err string }
}

// load asks go list for the module's packages and all that they need.
func load(t *testing.T) *graph {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", "list", "-e", "-deps", "-json=ImportPath,Standard,Imports,Module,Error", "./...")
	cmd.Dir = filepath.Join("..", "..")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, stderr.Bytes())
	}
	var all []loaded
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var p loaded
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatalf("go list: %v", err)
		}
		all = append(all, p)
	}
	g := build(all)
	if g.module == "" {
		t.Fatal("go list showed no package of the module")
	}
	return g
}

// build makes the graph of what go list printed.
func build(all []loaded) *graph {
	g := &graph{imports: map[string][]string{}, standard: map[string]bool{"C": true, "unsafe": true}}
	for _, p := range all {
		if p.Module != nil && p.Module.Main {
			g.module, g.dir = p.Module.Path, p.Module.Dir
		}
	}
	for _, p := range all {
		if p.Standard {
			g.standard[p.ImportPath] = true
		}
		name := g.local(p.ImportPath)
		for _, i := range p.Imports {
			g.imports[name] = append(g.imports[name], g.local(i))
		}
		if _, ok := g.imports[name]; !ok {
			g.imports[name] = nil
		}
	}
	return g
}

// local is the path below the module with a leading "./", or the path itself
// for a package that is not ours.
func (g *graph) local(path string) string {
	if rest, ok := strings.CutPrefix(path, g.module+"/"); ok && g.module != "" {
		return "./" + rest
	}
	if path == g.module {
		return "./"
	}
	return path
}

// ours are the module's packages in order, without "./".
func (g *graph) ours() []string {
	var names []string
	for p := range g.imports {
		if name, ok := strings.CutPrefix(p, "./"); ok {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// way is a shortest way from a package to one that the pattern means, nil when
// there is none.
func (g *graph) way(from, pattern string) []string {
	type step struct {
		name string
		path []string
	}
	seen := map[string]bool{"./" + from: true}
	for queue := []step{{"./" + from, []string{from}}}; len(queue) > 0; queue = queue[1:] {
		at := queue[0]
		for _, next := range g.imports[at.name] {
			if seen[next] {
				continue
			}
			seen[next] = true
			name := strings.TrimPrefix(next, "./")
			path := append(slices.Clone(at.path), name)
			if matches(pattern, name) {
				return path
			}
			queue = append(queue, step{next, path})
		}
	}
	return nil
}

// matches reports whether a pattern of the policy means the path.
func matches(pattern, path string) bool {
	if folder, flat := strings.CutSuffix(pattern, "/*"); flat {
		name, below := strings.CutPrefix(path, folder+"/")
		return below && !strings.Contains(name, "/")
	}
	folder, deep := strings.CutSuffix(pattern, "...")
	if !deep {
		return pattern == path
	}
	folder = strings.TrimSuffix(folder, "/")
	return folder == "" || strings.HasPrefix(path, folder+"/") || path == folder
}

// matchesAny reports whether one of the patterns means the path.
func matchesAny(patterns []string, path string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool { return matches(p, path) })
}
