// SPDX-License-Identifier: Apache-2.0

package smithy

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"strings"
	"testing"
)

// TestRestXML generates clients of the services in restxml.ast.json and runs
// every case for clients. There is no list of exceptions.
func TestRestXML(t *testing.T) {
	t.Parallel()
	s, count := runSuite(t, "./codegen", models{data(t), data(t)})
	t.Logf("restXml: %d of %d client cases (%d requests, %d responses, %d errors), %d skipped",
		count["pass"], len(s.Cases), s.Count(Request), s.Count(Response), s.Count(Error), count["skip"])
	if len(s.Orphans) > 0 {
		t.Errorf("no service has these: %q", s.Orphans)
	}
	if count["pass"] != 193 || len(s.Cases) != 193 {
		t.Errorf("%d of %d cases pass, want 193 of 193", count["pass"], len(s.Cases))
	}
}

// runSuite generates the clients with the generator in codegenDir, or with the
// one that PAIL_CODEGEN names, vets them, runs the cases and reports each as a
// sub-test. It returns how many ended how: pass, fail, skip.
func runSuite(t *testing.T, codegenDir string, files models) (s *Suite, count map[string]int) {
	t.Helper()
	s, err := Load(files.cases)
	if err != nil {
		t.Fatal(err)
	}
	all := packages(s)
	dir := generate(t, generator(t, codegenDir), files, all)
	vetted := make(chan string, 1)
	go func() {
		out, err := command(t, dir, "go", "vet", "./...")
		if err == nil {
			out = nil
		}
		vetted <- string(out)
	}()
	out, _ := commandWith(t, []string{"PAIL_CASES=" + files.cases}, dir, "go", "test", "-vet=off", "-count=1", "-json", "./...")
	outcomes, rest := read(out)
	count = report(t, s, all, outcomes, rest)
	if problems := <-vetted; problems != "" {
		t.Errorf("go vet of what was generated:\n%s", problems)
	}
	return s, count
}

// outcome is how one test ended.
type outcome struct {
	action string // pass, fail or skip; "" if it did not end
	output strings.Builder
}

// read reads what go test -json prints, and what it prints beside it.
func read(out []byte) (outcomes map[string]*outcome, rest string) {
	outcomes = map[string]*outcome{}
	for lines := bufio.NewScanner(bytes.NewReader(out)); lines.Scan(); {
		var event struct{ Action, Test, Output string }
		if json.Unmarshal(lines.Bytes(), &event) != nil {
			rest += lines.Text() + "\n"
			continue
		}
		if event.Test == "" {
			rest += event.Output
			continue
		}
		o := outcomes[event.Test]
		if o == nil {
			o = new(outcome)
			outcomes[event.Test] = o
		}
		o.output.WriteString(event.Output)
		switch event.Action {
		case "pass", "fail", "skip":
			o.action = event.Action
		}
	}
	return outcomes, rest
}

// report makes a sub-test of every case, and counts how they ended.
func report(t *testing.T, s *Suite, all []pkg, outcomes map[string]*outcome, rest string) map[string]int {
	t.Helper()
	count := map[string]int{}
	for _, p := range all {
		for _, c := range s.Cases {
			if c.Service != p.Service {
				continue
			}
			o := cmp.Or(outcomes["Test_"+p.Name+"/"+c.Name()], new(outcome))
			count[o.action]++
			t.Run(p.Name+"/"+c.Name(), func(t *testing.T) {
				if o.action != "pass" {
					t.Errorf("%s, want a pass\n%s", cmp.Or(o.action, "it did not end"), o.output.String())
				}
			})
		}
	}
	if n := count[""]; n != 0 {
		t.Errorf("%d of %d cases did not end:\n%s", n, len(s.Cases), rest)
	}
	return count
}
