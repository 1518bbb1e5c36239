// SPDX-License-Identifier: Apache-2.0

// Package sabotage breaks clients on purpose, one bug at a time, to prove that
// the conformance suite sees each of them. A suite that stays green over a
// client that drops the Range header has not been testing ranges.
//
// [Bugs] are put around any [bucket.API]; [WireBugs] are middleware of a
// client and its transport, beneath the typed input; [VendorBugs] are in
// operations that few providers have.
package sabotage
