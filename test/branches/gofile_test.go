// SPDX-License-Identifier: Apache-2.0

package main

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestAGoFileAsksForEachOfItsBranches(t *testing.T) {
	t.Parallel()
	c := new(catalog)
	got, err := c.goFile("plan/x.go", []byte(`package plan

func f(s string, n int) string {
	if n := n + 1; n > 2 || n < 0 {
		return "a"
	} else if n == 0 {
		n++
	} else {
		n--
	}
	switch {
	case n == 1, n == 2:
		return "b"
	}
	switch s {
	case "x", "y":
		return "c"
	default:
		return "d"
	}
}
`))
	if err != nil {
		t.Fatal(err)
	}
	want := `package plan

func f(s string, n int) string {
	if n := n + 1; (n > 2 || n < 0) && BranchOn("1") {
		return "a"
	} else if (n == 0) && BranchOn("2") {
		n++
	} else { if BranchOn("3") {
		n--
	}}
	switch {
	case (n == 1) && BranchOn("4"), (n == 2) && BranchOn("4"):
		return "b"
	}
	switch s {
	case branchCase(BranchOn("5"), "x"), branchCase(BranchOn("5"), "y"):
		return "c"
	default: if BranchOn("6") {
		return "d"}
	}
panic(branchNoReturn)
}
`
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	wanted := []branch{
		{"1", "plan/x.go", 4, "f", "if n > 2 || n < 0"},
		{"2", "plan/x.go", 6, "f", "if n == 0"},
		{"3", "plan/x.go", 8, "f", "else of if n == 0"},
		{"4", "plan/x.go", 12, "f", "case n == 1, n == 2"},
		{"5", "plan/x.go", 16, "f", `case "x", "y"`},
		{"6", "plan/x.go", 18, "f", "default"},
	}
	if diff := cmp.Diff(wanted, c.list, cmp.AllowUnexported(branch{})); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestAStatementThatCannotBeInstrumentedIsAnError(t *testing.T) {
	t.Parallel()
	source := "package plan\n\nfunc f(v any) {\n\tswitch v.(type) {\n\tcase int:\n\t}\n}\n"
	if _, err := new(catalog).goFile("plan/x.go", []byte(source)); err == nil {
		t.Error("a switch over types was taken")
	}
}
