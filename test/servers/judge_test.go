// SPDX-License-Identifier: Apache-2.0

package servers

import (
	"context"
	"math/rand/v2"
	"os/exec"
	"regexp"
	"strings"
	"testing"
	"time"
)

// TestJudge lets versitygw's own client tests of CORS judge our emulator: each
// against a store of its own, in any order. One of them, which versitygw
// itself fails, may fail.
func TestJudge(t *testing.T) {
	const enough = 22
	judge := versitygw.build(t)
	names := corsTests(t, judge)
	rand.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
	passed := 0
	for _, name := range names {
		server := StartPail(t, "s3")
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		said, err := judgeCommand(ctx, judge, "-a", server.AccessKeyID, "-s", server.SecretAccessKey, "-e", server.URL, name).CombinedOutput()
		cancel()
		if err != nil {
			t.Logf("FAIL %s: %s", name, colour.ReplaceAllString(strings.TrimSpace(string(said)), ""))
			continue
		}
		t.Logf("PASS %s", name)
		passed++
	}
	t.Logf("%d of %d passed", passed, len(names))
	if len(names) != 23 || passed < enough {
		t.Errorf("%d of %d passed, want %d of 23", passed, len(names), enough)
	}
}

// corsTests are the names of the judge's tests of CORS.
func corsTests(t *testing.T, judge string) []string {
	t.Helper()
	help, err := judgeCommand(t.Context(), judge, "--help").Output()
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, m := range regexp.MustCompile(`(?m)^\s+((?:PutBucketCors|GetBucketCors|DeleteBucketCors|PreflightOPTIONS|CORSMiddleware)_\w+)\s`).FindAllStringSubmatch(string(help), -1) {
		names = append(names, m[1])
	}
	return names
}

// judgeCommand is a run of the judge's tests.
func judgeCommand(ctx context.Context, judge string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, judge, append([]string{"test"}, args...)...)
	cmd.Env = environment()
	return cmd
}

// colour is what the judge paints its words with.
var colour = regexp.MustCompile(`\x1b\[[0-9;]*m`)
