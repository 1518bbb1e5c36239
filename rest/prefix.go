// SPDX-License-Identifier: Apache-2.0

package rest

// SecretPrefixHeaders is PrefixHeaders for a map that is sensitive: its issues are of
// member[...], and name no key.
func (e *Encoder) SecretPrefixHeaders(member, prefix string, m map[string]string) {
	first := len(e.Issues)
	e.PrefixHeaders(member, prefix, m)
	for i := range e.Issues[first:] {
		e.Issues[first+i].Field = member + "[...]"
	}
}
