// SPDX-License-Identifier: Apache-2.0

package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"
)

// TestNoValueMakesTheGeneratorPanic puts something else in the place of every
// value of a model, one after the other: each either is a fault, or gives Go
// that parses.
func TestNoValueMakesTheGeneratorPanic(t *testing.T) {
	t.Parallel()
	for name, step := range map[string]int{"weather": 1, "workshop": 25} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			mutate(t, "testdata/"+name+"/model.json", step)
		})
	}
}

// mutate tries the mutants of the model in a file: every one, or of a big model one
// in so many.
func mutate(t *testing.T, file string, step int) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	var model any
	if err := json.Unmarshal(data, &model); err != nil {
		t.Fatal(err)
	}
	seen, tried, accepted := 0, 0, 0
	each(&model, "", func(path string) {
		if seen++; seen%step != 0 {
			return
		}
		mutant, err := json.Marshal(model)
		if err != nil {
			t.Fatal(err)
		}
		tried++
		if tryMutant(t, dir, path, mutant) {
			accepted++
		}
	})
	t.Logf("%d mutants, %d of them accepted", tried, accepted)
}

// tryMutant says whether a mutant was accepted.
func tryMutant(t *testing.T, dir, path string, mutant []byte) bool {
	t.Helper()
	defer func() {
		if r := recover(); r != nil {
			t.Errorf("%s: panic: %v\n%s", path, r, mutant)
		}
	}()
	name := dir + "/model.json"
	if err := os.WriteFile(name, mutant, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := generateClient(client{models: []string{name}, name: "x", dir: "x"})
	if err != nil {
		if !strings.Contains(err.Error(), "#") && !strings.Contains(err.Error(), "services") && !strings.Contains(err.Error(), "model") {
			t.Errorf("%s: the fault names no shape: %v", path, err)
		}
		return false
	}
	for _, err := range out.errs {
		t.Errorf("%s: accepted, and not Go: %v", path, err)
	}
	return true
}

// each calls f with every value below v replaced in turn.
func each(v *any, path string, f func(path string)) {
	have := *v
	for _, other := range []any{nil, true, 7, "", "x", "example.weather#Station", "smithy.api#String", []any{}, map[string]any{}, []any{"x"}} {
		*v = other
		f(fmt.Sprintf("%s = %v", path, other))
	}
	*v = have
	switch have := have.(type) {
	case map[string]any:
		for name, value := range have {
			delete(have, name)
			f("without " + path + "." + name)
			each(&value, path+"."+name, func(path string) {
				have[name] = value
				f(path)
			})
			have[name] = value
		}
	case []any:
		for i := range have {
			each(&have[i], fmt.Sprintf("%s[%d]", path, i), f)
		}
	}
}
