// SPDX-License-Identifier: Apache-2.0

package imports

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestImports(t *testing.T) {
	t.Parallel()
	g := load(t)
	for name, faults := range map[string][]string{
		"a package imports only from the layers below its own": layering(g),
		"what is standalone uses the standard library alone":   purity(g),
		"the generator stands alone":                           seclusion(g),
		"nothing forbidden is reachable":                       reach(g),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, f := range faults {
				t.Error(f)
			}
		})
	}
}

// layering reports each import that does not go down.
func layering(g *graph) (faults []string) {
	for _, from := range g.ours() {
		if matches(generator+"/...", from) {
			continue
		}
		at := layer(from)
		if at < 0 {
			faults = append(faults, from+" has no row in the policy")
			continue
		}
		for _, i := range g.imports["./"+from] {
			to, ours := strings.CutPrefix(i, "./")
			if !ours || matches(generator+"/...", to) || together(from, to) {
				continue
			}
			if layer(to) >= at {
				faults = append(faults, fmt.Sprintf("%s imports %s, which is not below it", from, to))
			}
		}
	}
	return faults
}

// purity reports what standalone packages import beside the standard library,
// each other, and what they are admitted.
func purity(g *graph) (faults []string) {
	for _, from := range g.ours() {
		if !matchesAny(standalone, from) {
			continue
		}
		for _, i := range g.imports["./"+from] {
			to, ours := strings.CutPrefix(i, "./")
			if slices.Contains(admitted[from], i) {
				continue
			}
			if !g.standard[i] && (!ours || !matchesAny(standalone, to)) {
				faults = append(faults, fmt.Sprintf("%s imports %s, which is not of the standard library", from, i))
			}
		}
	}
	return faults
}

// seclusion reports imports into the generator and out of it.
func seclusion(g *graph) (faults []string) {
	for _, from := range g.ours() {
		inside := matches(generator+"/...", from)
		for _, i := range g.imports["./"+from] {
			to, ours := strings.CutPrefix(i, "./")
			if ours && inside != matches(generator+"/...", to) {
				faults = append(faults, fmt.Sprintf("%s imports %s, across the wall around the generator", from, to))
			}
		}
	}
	return faults
}

// reach reports the ways that the bans close.
func reach(g *graph) (faults []string) {
	for _, b := range bans {
		for _, from := range g.ours() {
			if !matches(b.from, from) {
				continue
			}
			if way := g.way(from, b.to); way != nil {
				faults = append(faults, fmt.Sprintf("%s: %s", strings.Join(way, " > "), b.why))
			}
		}
	}
	return faults
}

// layer is the package's row, -1 for none.
func layer(path string) int {
	return slices.IndexFunc(layers, func(row []string) bool { return matchesAny(row, path) })
}

// together reports whether both packages are in one folder whose packages may
// import each other.
func together(a, b string) bool {
	return slices.ContainsFunc(within, func(folder string) bool {
		return matches(folder+"/...", a) && matches(folder+"/...", b)
	})
}
