// SPDX-License-Identifier: Apache-2.0

// Package fake is an object store in memory, for the unit tests of programs
// that use pail. Nothing is sent anywhere; a test needs no server, no port and
// no credentials:
//
//	b := fake.New("photos")
//	err := Save(ctx, b, "cat.png", cat) // Save takes a bucket.API
//
// [New] gives a real [bucket.Bucket] whose operations run here, so everything
// that a Bucket can do works: iterating over objects, preflights, typed errors
// with the status, code and sentinel that S3 gives. A [Service] holds several
// buckets. To make an operation fail on purpose, see [WithHook].
//
// # Limits
//
// It keeps one version of an object, knows no users and no permissions
// (access control lists and grants are accepted and have no effect), and runs
// no middleware: API options of a call have nothing to act on and are ignored.
// What it lacks is refused with a [bucket.UnsupportedError], never dropped: so
// are AppendObject and what a store does beyond keeping objects, FetchObject
// and ProcessImage. MoveObject and GetStatistics work.
// To see a program's requests on the wire use test/emulator.
//
// Everything here is safe for concurrent use.
package fake
