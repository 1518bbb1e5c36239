// SPDX-License-Identifier: Apache-2.0

// Package budget has no code, only tests: what a call may allocate, measured
// through everything that a user's call goes through (service.New's defaults,
// a signature, retries, deadlines, loopback TCP) and next to plain net/http in
// the same run. The server is another process, so that nothing of it counts.
package budget
