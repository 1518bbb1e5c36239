// SPDX-License-Identifier: Apache-2.0

package rest

// writer is what both writers of documents have.
type writer interface{ Fail(member, problem string) }

// OneOf records an issue of the union that is being written unless exactly one of
// its fields is set. Smithy 2.0, "Union": one member, neither none nor two.
func OneOf(x writer, set ...bool) {
	n := 0
	for _, is := range set {
		if is {
			n++
		}
	}
	if n != 1 {
		x.Fail("", "must have exactly one field set")
	}
}
