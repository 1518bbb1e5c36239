// SPDX-License-Identifier: Apache-2.0

// Package differential holds the comparison itself: two clients for Amazon S3,
// one transport that answers for it, and the model as the third opinion.
//
// Its tests need the client that codegen makes of the model. The tests of the
// package above make it, lay it over this folder, and run these; by themselves
// they say that they were skipped.
package differential
