// SPDX-License-Identifier: Apache-2.0

// Package witness compares the names that the specs put on the wire with the
// source of the vendors' SDKs: what a spec marks with the trait
// documentationOnly is not in it, and everything else is.
package witness
