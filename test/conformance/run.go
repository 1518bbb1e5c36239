// SPDX-License-Identifier: Apache-2.0

package conformance

import "testing"

// Run is [Check] as sub-tests, "Operation/behaviour" each, and logs the table
// when all is done. Behaviours that the harness has no part for are not
// sub-tests; they stand in the table. With go test's -run only the chosen
// behaviours are tried, and stale exceptions are not looked for.
func Run(t *testing.T, h Harness) {
	t.Helper()
	s := newSession(h)
	var results []Result
	for _, rows := range operations() {
		t.Run(rows[0].operation, func(t *testing.T) {
			for _, b := range rows {
				results = append(results, s.sub(t, b)...)
			}
		})
	}
	closing := []Result{s.tidy(t.Context())}
	if len(results) == len(behaviours()) {
		closing = append(closing, s.stale()...)
	}
	for _, r := range Failures(closing) {
		t.Error(r)
	}
	t.Logf("\n%s", Table(h.Name, append(results, closing...)))
}

// sub tries one behaviour as a sub-test. It gives no result if go test's -run
// left it out.
func (s *session) sub(t *testing.T, b behaviour) (results []Result) {
	t.Helper()
	if s.h.lacks(b) != "" {
		return []Result{s.run(t.Context(), b)}
	}
	t.Run(b.name, func(t *testing.T) {
		r := s.run(t.Context(), b)
		results = append(results, r)
		for _, f := range r.Failures {
			if r.Outcome == Failed {
				t.Error(f)
			} else {
				t.Logf("excused (%s): %s", r.Reason, f)
			}
		}
	})
	return results
}
