// SPDX-License-Identifier: Apache-2.0

// Package cli tests the command pail as its users have it: the program itself,
// run by scripts against stores on loopback. It has tests only. It is a module
// of its own because testscript would come into the go.sum of everybody who
// uses the SDK.
package cli
