// SPDX-License-Identifier: Apache-2.0

package main

import "testing"

func TestARunOfTheSuiteIsToldInALine(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, said, want string }{
		{"one case", "--- FAIL: TestRestXML (1.00s)\n    --- FAIL: TestRestXML/a/Op/request/One (0.00s)\n", "1 case: a/Op/request/One"},
		{
			"more", "    --- FAIL: TestRestXML/a/Op/request/One (0.00s)\n    --- FAIL: TestRestXML/a/Op/request/Two (0.00s)\n",
			"2 cases: a/Op/request/One ...",
		},
		{
			"a package that does not compile",
			"    --- FAIL: TestRestXML/a/Op/request/One (0.00s)\n    suite_test.go:1: 1 of 1 cases did not end:\n        a/x.gen.go:7:2: undefined: f\n",
			"1 cases: does not compile: a/x.gen.go:7: undefined: f",
		},
		{"what vet has seen", "--- FAIL: TestRestXML (1.00s)\n    go vet of what was generated:\n        a/x.gen.go:7:2: unreachable code\n", "go vet: a/x.gen.go:7: unreachable code"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got, err := verdict(c.said); err != nil || got != c.want {
				t.Errorf("got %q, %v, want %q", got, err, c.want)
			}
		})
	}
	if _, err := verdict("exit status 2"); err == nil {
		t.Error("a run without a failing case has a verdict")
	}
}
