// SPDX-License-Identifier: Apache-2.0

// Package migrating runs the vendors' side of docs/migrating.md on the
// emulator: each function of its tests is shown there.
package migrating
