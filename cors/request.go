// SPDX-License-Identifier: Apache-2.0

package cors

import (
	"slices"
	"strings"
)

// Request is what a page at Origin wants to do to an object.
type Request struct {
	// Key is the object's key; "" is the bucket itself.
	Key string
	// Origin is the page's origin as a browser sends it, such as
	// "https://app.example", or "null".
	Origin string
	// Method is the method of the real request, such as "PUT". In a preflight
	// it travels as Access-Control-Request-Method.
	Method string
	// Headers are the names of the request headers that need permission. In a
	// preflight they travel as Access-Control-Request-Headers. Blanks around a
	// name and empty names do not count.
	Headers []string
	// Credentials says that the page sends cookies or HTTP authentication
	// (fetch's credentials mode "include"). A store does not see it; a browser
	// judges the answer by it.
	Credentials bool
}

// Preflight is what a browser's preflight of the request says: the value of
// Access-Control-Request-Method, and that of Access-Control-Request-Headers, in
// lower case, sorted, each name once and without those that no page can set. ""
// leaves the header out.
func (r Request) Preflight() (method, headers string) {
	var names []string
	for _, name := range r.Headers {
		if name = strings.ToLower(trim(name)); name != "" && !isForbiddenName(name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return normalMethod(r.Method), strings.Join(slices.Compact(names), ",")
}
