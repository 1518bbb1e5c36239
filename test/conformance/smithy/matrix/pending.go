// SPDX-License-Identifier: Apache-2.0

package matrix

import "strings"

// pending gives the reason why a combination is left out for now: what the
// generator cannot do yet. It must give none in the end.
func pending(l Location, v Variant, t *Type) string {
	if v.value != "" && strings.HasSuffix(t.Name, "http-date") {
		return "pending: the checker refuses defaults that are dates of HTTP"
	}
	if t.sparse() && t.is("list") && (l.place() == "httpQuery" || l.place() == "httpHeader") {
		return "pending: codegen panics on a sparse list in a query or header"
	}
	if l.place() == "httpQueryParams" && t.sparse() {
		return "pending: a sparse map as query parameters does not compile"
	}
	if t.is("bigInteger", "bigDecimal") && !l.document() {
		return "pending: codegen panics on big numbers in a query or header"
	}
	return ""
}
