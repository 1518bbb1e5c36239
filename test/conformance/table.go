// SPDX-License-Identifier: Apache-2.0

package conformance

import (
	"fmt"
	"strings"
	"time"
)

// Table prints results: a line each with operation, behaviour and outcome,
// the reason or failures below where there are any, and the sums.
func Table(name string, results []Result) string {
	var s strings.Builder
	fmt.Fprintf(&s, "%s\n", name)
	wide := 0
	for _, r := range results {
		wide = max(wide, len([]rune(r.Behaviour)))
	}
	counts := map[Outcome]int{}
	var elapsed time.Duration
	last := ""
	for _, r := range results {
		counts[r.Outcome]++
		elapsed += r.Elapsed
		operation := r.Operation
		if operation == last {
			operation = ""
		}
		last = r.Operation
		fmt.Fprintf(&s, "%-14s  %-*s  %s\n", operation, wide, r.Behaviour, r.Outcome)
		if r.Reason != "" {
			fmt.Fprintf(&s, "%-14s    %s\n", "", r.Reason)
		}
		if r.Outcome == Failed {
			for _, f := range r.Failures {
				fmt.Fprintf(&s, "%-14s    %s\n", "", f)
			}
		}
	}
	fmt.Fprintf(&s, "%d behaviours: %d passed, %d failed, %d excused, %d not run, in %s\n", len(results),
		counts[Passed], counts[Failed], counts[Excused], counts[NotRun], elapsed.Round(time.Millisecond))
	return s.String()
}
