// SPDX-License-Identifier: Apache-2.0

package conformance

import "context"

// CheckOperation is Check of the behaviours of one operation, for tests that
// want to see one of them.
func CheckOperation(ctx context.Context, h Harness, operation string) []Result {
	s := newSession(h)
	var results []Result
	for _, b := range behaviours() {
		if b.operation == operation {
			results = append(results, s.run(ctx, b))
		}
	}
	return append(results, s.tidy(ctx))
}
