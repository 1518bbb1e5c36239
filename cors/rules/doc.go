// SPDX-License-Identifier: Apache-2.0

// Package rules reads and prints the documents that people keep CORS rules in.
//
// [Read] finds out by itself which of these a document is:
//
//   - [XML]: the CORSConfiguration that S3, COS and OSS keep.
//   - [Console]: JSON with the names of S3's SDKs. A list of rules as the console
//     of S3 has it, or an object with the list in CORSRules as its command line
//     takes it, also within CORSConfiguration.
//   - [QingStor]: the JSON of QingStor, with one origin a rule.
//
// It is strict: what a store would not understand is a [Fault] with its line,
// and all faults are told at once, as far as the document can be followed. What
// rules mean is not looked at: that is what cors.Lint is for, and [File] says
// which line a finding is about.
//
// [Write] prints a configuration in each of the formats. What it prints is read
// as the same configuration again; what a format cannot say is an error.
//
// All functions are pure and safe for concurrent use.
package rules
