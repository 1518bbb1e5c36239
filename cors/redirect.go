// SPDX-License-Identifier: Apache-2.0

package cors

import (
	neturl "net/url"
	"slices"
)

// Redirect is the request that a browser makes when the answer to f is a
// redirect to location: to the new URL, as a GET after a 303, or after a 301 or
// 302 to a POST, without Authorization where that leaves the origin. A request
// that had left the page's origin before and leaves that of its URL now comes
// from the origin "null". It needs a preflight of its own, if it needs one, and
// its answer is judged as any other.
//
// The error, a *[RequestError], is why the browser does not follow; that the
// answer itself may be read is for [Browser] to say first.
func (f Fetch) Redirect(status int, location string) (Fetch, error) {
	here, err := f.target()
	if err != nil {
		return Fetch{}, err
	}
	refused := func(reason, problem string) error { return &RequestError{reason, "Location", "", problem} }
	if !isRedirect(status) {
		return Fetch{}, refused(ReasonInvalidRedirect, "does not count: the status is that of no redirect")
	}
	next, err := here.Parse(location)
	switch {
	case location == "":
		return Fetch{}, refused(ReasonInvalidRedirect, "is not there")
	case err != nil:
		return Fetch{}, refused(ReasonInvalidRedirect, "cannot be read as a URL")
	}
	cross := originOf(next) != originOf(here)
	switch reason := redirectReason(next.String()); {
	case reason == ReasonRedirectContainsCredentials && originOf(next) == f.Origin && originOf(here) == f.Origin:
	case reason == ReasonRedirectContainsCredentials:
		return Fetch{}, refused(reason, "has a user name or a password, which ends a request across origins")
	case reason != "":
		return Fetch{}, refused(reason, "is not for a page's request to follow")
	}
	return f.moved(status, here, next, cross), nil
}

func (f Fetch) moved(status int, here, next *neturl.URL, cross bool) Fetch {
	if next.Fragment == "" {
		next.Fragment = here.Fragment
	}
	f.URL = serialise(next)
	f.Headers = slices.Clone(f.Headers)
	method := normalMethod(f.Method)
	if method == "POST" && (status == 301 || status == 302) || status == 303 && method != "GET" && method != "HEAD" && method != "" {
		f.Method, f.ContentType = "GET", ""
		f.Headers = without(f.Headers, "content-encoding", "content-language", "content-location", "content-type")
	}
	if cross {
		f.Headers = without(f.Headers, "authorization")
		if originOf(here) != f.Origin {
			f.Origin = "null"
		}
	}
	return f
}

// without removes headers from a list that nobody else has.
func without(headers []Header, names ...string) []Header {
	return slices.DeleteFunc(headers, func(h Header) bool { return containsFold(names, h.Name) })
}
