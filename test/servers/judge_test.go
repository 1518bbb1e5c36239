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

	"github.com/seed-40dc4ce0/pail/test/emulator"
)

// The judge is versitygw's own client tests of CORS. Two of them want what
// gateways answer and AWS does not: 404 for a preflight to a bucket that does
// not exist, and an ETag that is always exposed. CORSMiddleware_access_granted
// fails on versitygw itself.

// TestJudgeServe lets it judge pail serve as it stands.
func TestJudgeServe(t *testing.T) {
	judged(t, 22, func(t *testing.T) *Server {
		t.Helper()
		return StartPail(t, "--provider", "s3")
	})
}

// TestJudgeAWS lets it judge the emulator as it stands, which answers as AWS.
func TestJudgeAWS(t *testing.T) {
	judged(t, 20, func(t *testing.T) *Server {
		t.Helper()
		return StartEmulator(t, emulator.Options{})
	})
}

// judged runs the judge's tests in any order, each against a store of its own.
func judged(t *testing.T, enough int, fresh func(t *testing.T) *Server) {
	t.Helper()
	judge := versitygw.build(t)
	names := corsTests(t, judge)
	rand.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
	passed := 0
	for _, name := range names {
		// A sub-test ends its server with itself.
		t.Run(name, func(t *testing.T) {
			server := fresh(t)
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			defer cancel()
			said, err := judgeCommand(ctx, judge, "-a", server.AccessKeyID, "-s", server.SecretAccessKey, "-e", server.URL, name).CombinedOutput()
			if err != nil {
				t.Logf("the judge says no: %s", colour.ReplaceAllString(strings.TrimSpace(string(said)), ""))
				return
			}
			passed++
		})
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
