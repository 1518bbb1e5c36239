// SPDX-License-Identifier: Apache-2.0

package rest

// OneOf records an issue of the union that is being written unless exactly one of
// its fields is set. Smithy 2.0, "Union": one member, neither none nor two.
func OneOf(x *XMLWriter, set ...bool) {
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
