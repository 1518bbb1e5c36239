// SPDX-License-Identifier: Apache-2.0

package matrix

import "strings"

// pending gives the reason why a combination is left out for now: what the
// generator cannot do yet. It must give none in the end.
func pending(s Side, l Location, v Variant, t *Type) string {
	text := l.place() == "httpQuery" || l.place() == "httpHeader"
	switch {
	case v.value != "" && strings.HasSuffix(t.Name, "http-date"):
		return "pending: the checker refuses defaults that are dates of HTTP"
	case t.sparse() && t.is("list") && text:
		return "pending: a sparse list in a query or header does not compile"
	case l.place() == "httpQueryParams" && t.sparse():
		return "pending: a sparse map as query parameters does not compile"
	case t.is("bigInteger", "bigDecimal") && !l.document():
		return "pending: codegen panics on big numbers in a query or header"
	case v.Name == "clientOptional required" && s == Request:
		return "pending: an input without it is refused"
	case v.Member.has("required") && v.value == "" && s == Response:
		return "pending: client error correction"
	case v.Member.has("required") && t.is("bigInteger", "bigDecimal"):
		return "pending: two issues of one member"
	case v.value == "zero" && t.is("list") && l.place() == "httpHeader":
		return "pending: an empty list as the default of a header"
	case v.Name == "mediaType" && l.Name == "list in header":
		return "pending: items of a list in a header in base 64"
	case v.Name == "idempotencyToken" && l.Name == "payload":
		return "pending: the Content-Type of a token that is the payload"
	}
	return ""
}
