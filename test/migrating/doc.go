// SPDX-License-Identifier: Apache-2.0

// Package migrating holds docs/migrating.md to its word: each block of pail's
// in it is the body of a function in the tests of this package, which run it
// on an emulator and compare what it prints.
package migrating
