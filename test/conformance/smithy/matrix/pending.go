// SPDX-License-Identifier: Apache-2.0

package matrix

// pending gives the reason why a combination is left out for now: what the
// generator cannot do yet. It must give none in the end.
func pending(s Side, l Location, v Variant, _ *Type) string {
	if v.Name == "mediaType" && l.Name == "list in header" && s == Request {
		return "pending: nothing as an item of a list in a header in base 64"
	}
	return ""
}
