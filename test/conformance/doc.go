// SPDX-License-Identifier: Apache-2.0

// Package conformance tells whether an implementation of [bucket.API] behaves
// as this module promises, on whatever store: a table of operation and
// behaviour, refusals included.
//
// In a test, one line runs it, each behaviour as a sub-test of its own:
//
//	func TestMyStore(t *testing.T) {
//		conformance.Run(t, conformance.Harness{
//			Name: "my store",
//			Open: func(ctx context.Context) (conformance.Bucket, error) {
//				name := freshName()
//				return conformance.Bucket{Name: name, API: svc.Bucket(name)}, nil
//			},
//		})
//	}
//
// Outside of a test, [Check] gives the same as data and [Table] prints it.
//
// # What the suite does to a store
//
// It creates buckets under the names that Harness.Open gives, some dozens in a
// run, uses them one call after another except where a behaviour says
// otherwise, and empties and deletes every one of them at the end. It touches
// no other bucket.
//
// # Where an implementation differs
//
// What it is known not to do stands in Harness.Exceptions, by name and with
// the reason; [Client] begins with what is known of the provider. The behaviour runs all the same; an exception that nothing
// fails under is itself a failure, so that the list stays true. What the
// harness has no part for (no [service.API], no [Wire]) is reported as not
// run.
//
// The suite knows no provider. Codes, the form of a refused preflight, the
// order of listings and the like, which differ between stores, are fields of
// [Harness].
package conformance
