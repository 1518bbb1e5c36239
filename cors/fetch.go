// SPDX-License-Identifier: Apache-2.0

package cors

import (
	neturl "net/url"
	"slices"
	"strings"
	"unicode/utf8"
)

// Header is a line that script gives a request.
type Header struct{ Name, Value string }

// Fetch is a request as a page's script makes it, before the browser has looked
// at it: fetch(URL, {method, headers, credentials}). Nothing changes it, so that
// several goroutines may use one.
type Fetch struct {
	// URL is absolute, http or https. A fragment is not sent.
	URL string
	// Origin is the page's, such as "https://app.example", or "null".
	Origin string
	// Method in any case; "" is GET.
	Method string
	// Headers as script sets them, in order. Those that a browser does not let a
	// page set are dropped, as it does; the values are text, of which a character
	// up to U+00FF is one byte.
	Headers []Header
	// ContentType is what the body brings along where Headers has none: a File's
	// type, "text/plain;charset=UTF-8" for a string, "" without a body or with
	// one that has no type.
	ContentType string
	// Credentials says that the credentials mode is "include", or withCredentials
	// with an XMLHttpRequest.
	Credentials bool
	// Progress says that script listens to the upload of an XMLHttpRequest that
	// has a body: then even a request that needs no permission is preceded by a
	// preflight. Without a body there is no upload to listen to.
	Progress bool
	// Partition is the site of the page at the top, under which a browser keeps
	// what it remembers; "" where there is one page alone.
	Partition string
}

// RequestError is what a browser refuses before it sends anything; script gets
// a TypeError.
type RequestError struct {
	// Reason is one of the Reason constants.
	Reason string
	// Field is what of the Fetch is at fault, and Value what it is. A URL is
	// without what may be secret in it.
	Field, Value string
	// Problem is a sentence about it.
	Problem string
}

// Error says what is at fault and why.
func (e *RequestError) Error() string {
	if e.Value == "" {
		return e.Field + " " + e.Problem
	}
	return e.Field + " " + `"` + e.Value + `" ` + e.Problem
}

// Request is what a store sees of it, with the method as it is sent and the
// names of the headers that need permission, in lower case, sorted, each once.
// The Key is left empty: which part of a URL is the key depends on the store.
//
// preflight says whether the browser asks first, as far as no preflight is
// remembered ([Cache]). The error is a *[RequestError]. A request within one
// origin ([Fetch.SameOrigin]) needs no permission at all.
func (f Fetch) Request() (r Request, preflight bool, err error) {
	u, err := f.target()
	if err != nil {
		return Request{}, false, err
	}
	method, err := f.method()
	if err != nil {
		return Request{}, false, err
	}
	if f.Origin != "null" && !isOrigin(f.Origin) {
		return Request{}, false, &RequestError{ReasonInvalidOrigin, "Origin", f.Origin, `is not what a browser sends: scheme, "://", host in lower case and a port other than the scheme's own, no more`}
	}
	names, err := f.unsafe(method)
	if err != nil {
		return Request{}, false, err
	}
	r = Request{Origin: f.Origin, Method: method, Headers: names, Credentials: f.Credentials}
	return r, originOf(u) != f.Origin && (f.Progress || !isSafeMethod(method) || len(names) > 0), nil
}

// SameOrigin says that the URL is of the page's own origin, where CORS has no
// say.
func (f Fetch) SameOrigin() bool {
	u, err := f.target()
	return err == nil && originOf(u) == f.Origin
}

// target parses the URL.
func (f Fetch) target() (*neturl.URL, error) {
	u, err := neturl.Parse(f.URL)
	bad := func(reason, shown, problem string) error { return &RequestError{reason, "URL", shown, problem} }
	switch {
	case err != nil:
		return nil, bad(ReasonInvalidURL, "", "cannot be read")
	case u.Scheme == "":
		return nil, bad(ReasonInvalidURL, u.Host+u.Path, "is not absolute")
	case u.Scheme != "http" && u.Scheme != "https":
		return nil, bad(ReasonCorsDisabledScheme, u.Scheme+":", "is neither http nor https")
	case u.Host == "":
		return nil, bad(ReasonInvalidURL, u.Scheme+":", "has no host")
	case u.User != nil:
		return nil, bad(ReasonInvalidURL, u.Scheme+"://"+u.Host, "has a user name or a password, which fetch refuses")
	}
	return u, nil
}

// method is the method as it is sent.
func (f Fetch) method() (string, error) {
	switch {
	case f.Method == "":
		return "GET", nil
	case !isToken(f.Method):
		return "", &RequestError{ReasonInvalidMethod, "Method", f.Method, "is not a method"}
	case isForbiddenMethod(f.Method):
		return "", &RequestError{ReasonForbiddenMethod, "Method", f.Method, "is a method that no browser lets a page use"}
	}
	return normalMethod(f.Method), nil
}

// unsafe are the names that need permission: Fetch's CORS-unsafe
// request-header names. Lines of one name are one value, as Chromium has them.
func (f Fetch) unsafe(method string) ([]string, error) {
	var kept []Header
	for _, h := range f.Headers {
		h.Value = strings.Trim(h.Value, " \t\r\n")
		if problem := h.problem(); problem != "" {
			return nil, &RequestError{ReasonInvalidHeader, "Headers", h.Name, problem}
		}
		if h.Name = strings.ToLower(h.Name); isForbiddenHeader(h) {
			continue
		}
		if i := slices.IndexFunc(kept, func(k Header) bool { return k.Name == h.Name }); i >= 0 {
			kept[i].Value += ", " + h.Value
			continue
		}
		kept = append(kept, h)
	}
	if f.ContentType != "" && method != "GET" && method != "HEAD" && !slices.ContainsFunc(kept, func(k Header) bool { return k.Name == "content-type" }) {
		kept = append(kept, Header{"content-type", f.ContentType})
	}
	var names, safe []string
	size := 0
	for _, h := range kept {
		if !isSafeHeader(h.Name, h.Value) {
			names = append(names, h.Name)
			continue
		}
		safe = append(safe, h.Name)
		size += valueBytes(h.Value)
	}
	if size > safeValuesBytes {
		names = append(names, safe...)
	}
	slices.Sort(names)
	return names, nil
}

// problem is why script cannot set the header.
func (h Header) problem() string {
	switch {
	case h.Name == "" || !isToken(h.Name):
		return "is not the name of a header"
	case strings.ContainsAny(h.Value, "\x00\r\n"):
		return "has a line break or a NUL in its value"
	}
	for _, c := range h.Value {
		if c > 0xff && c != utf8.RuneError {
			return "has a character beyond U+00FF in its value"
		}
	}
	return ""
}
