// SPDX-License-Identifier: Apache-2.0

package main

import (
	"context"
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
	"time"
)

// suitePackage has the tests of the suites, which run all cases with the generator
// that PAIL_CODEGEN names.
const suitePackage = "test/conformance/smithy"

// suiteTests are the tests that run the cases of each suite.
var suiteTests = map[kind]string{restXML: "TestRestXML", restJSON: "TestJSONCases", matrixed: "TestJSONMatrix"}

// patience is how long one run of the suite may take.
const patience = 3 * time.Minute

var (
	failedCase   = regexp.MustCompile(`(?m)^\s+--- FAIL: Test\w+/(\S+)`)
	compileError = regexp.MustCompile(`(?m)([\w/]+\.gen\.go:\d+):\d+: (.*)$`)
)

// runSuite runs a suite with an instrumented generator and says what fails, "" if
// nothing does.
func (b *bench) runSuite(ctx context.Context, of kind, off string) (string, error) {
	limited, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	env := []string{
		"PAIL_CODEGEN=" + b.instrumented, envOff + "=" + off,
		"PAIL_CONFORMANCE=" + b.data, "TMPDIR=" + b.temp,
	}
	said, err := command(limited, filepath.Join(b.root, suitePackage), env, b.suite, "-test.run", "^"+suiteTests[of]+"$")
	switch {
	case ctx.Err() != nil:
		return "", ctx.Err()
	case err == nil:
		return "", nil
	case limited.Err() != nil:
		return "a case does not end", nil
	}
	return verdict(said)
}

// verdict says what a failing run of the suite is about.
func verdict(said string) (string, error) {
	var cases []string
	for _, m := range failedCase.FindAllStringSubmatch(said, -1) {
		cases = append(cases, m[1])
	}
	wrong := compileError.FindStringSubmatch(said)
	switch {
	case strings.Contains(said, "cases did not end") && wrong != nil:
		return fmt.Sprintf("%d cases: does not compile: %s: %s", len(cases), wrong[1], wrong[2]), nil
	case len(cases) == 1:
		return "1 case: " + cases[0], nil
	case len(cases) > 1:
		return fmt.Sprintf("%d cases: %s ...", len(cases), cases[0]), nil
	case wrong != nil:
		return fmt.Sprintf("go vet: %s: %s", wrong[1], wrong[2]), nil
	}
	return "", fmt.Errorf("the suite failed, and no case of it did:\n%s", said)
}
