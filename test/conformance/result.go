// SPDX-License-Identifier: Apache-2.0

package conformance

import (
	"context"
	"strings"
	"time"
)

// Result is what one behaviour came to.
type Result struct {
	Operation string // as in bucket.API
	Behaviour string // a sentence that the operation begins
	Outcome   Outcome
	// Reason is why it was excused or not run; "" otherwise.
	Reason string
	// Failures say what was wrong, one each. They are kept for Excused too.
	Failures []string
	Elapsed  time.Duration
}

// Outcome is one word about a behaviour.
type Outcome string

// The outcomes. Only Failed is a fault.
const (
	Passed  Outcome = "passed"
	Failed  Outcome = "FAILED"
	Excused Outcome = "excused" // it failed, as Harness.Exceptions said it would
	NotRun  Outcome = "not run" // the harness lacks what it needs
)

// Title is "Operation/behaviour", the name in Harness.Exceptions.
func (r Result) Title() string { return r.Operation + "/" + r.Behaviour }

// String is the outcome, the title and what was wrong.
func (r Result) String() string {
	s := string(r.Outcome) + " " + r.Title()
	if r.Reason != "" {
		s += " (" + r.Reason + ")"
	}
	if len(r.Failures) > 0 {
		s += ": " + strings.Join(r.Failures, "; ")
	}
	return s
}

// Check runs every behaviour against the implementation, one after another,
// and gives a result for each, in the order of the table. Two more rows close
// it: whether what was made could be removed, and one for each exception that
// nothing failed under. When ctx ends, the behaviours that are left fail.
func Check(ctx context.Context, h Harness) []Result {
	s := newSession(h)
	var results []Result
	for _, b := range behaviours() {
		results = append(results, s.run(ctx, b))
	}
	results = append(results, s.tidy(ctx))
	return append(results, s.stale()...)
}

// Failures are the results that are a fault.
func Failures(results []Result) []Result {
	var failed []Result
	for _, r := range results {
		if r.Outcome == Failed {
			failed = append(failed, r)
		}
	}
	return failed
}
