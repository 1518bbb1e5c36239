// SPDX-License-Identifier: Apache-2.0

// Package interop compares aws-sdk-go-v2's client for Amazon S3 with the one
// that codegen makes of Amazon S3's published model: the requests that they
// send for equal inputs, and what they make of equal answers. It is a module of
// its own: what it needs never reaches a user of the SDK. The versions are
// pinned in go.mod.
//
// The folders s3, cos and qingstor have the vendors' own SDKs drive the
// emulator of their dialect, and pail beside each; duet is what they share.
package interop
