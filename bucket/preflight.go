// SPDX-License-Identifier: Apache-2.0

package bucket

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/seed-40dc4ce0/pail/cors"
)

// Preflight asks the server whether a page may send req, as a browser would
// before it does, and folds the answer into one verdict: the rules are those
// of the Fetch standard, so it is the same for every provider, whether it
// refuses with a 403 or with a 200 that allows nothing.
//
// Denied is a verdict, not an error. The error is non-nil only when no answer
// was had: an [InputError], a [TransportError], a cancelled context. For the
// answer itself call [Bucket.OptionsObject].
func (b *Bucket) Preflight(ctx context.Context, req cors.Request, opts ...Option) (cors.Verdict, error) {
	out, err := b.OptionsObject(ctx, &OptionsObjectInput{
		Key:                         req.Key,
		Origin:                      req.Origin,
		AccessControlRequestMethod:  normalMethod(req.Method),
		AccessControlRequestHeaders: strings.Join(requestHeaders(req.Headers), ","),
	}, opts...)
	var refusal *Error
	switch {
	case err == nil:
		return judge(req, out.Response, ""), nil
	case errors.As(err, &refusal):
		resp := refusal.Response
		resp.StatusCode = refusal.StatusCode
		return judge(req, resp, foreign(strings.TrimSpace(refusal.Code+" "+refusal.Message))), nil
	default:
		return cors.Verdict{}, err
	}
}

// normalMethod upper-cases the methods that Fetch upper-cases: "patch" stays.
func normalMethod(method string) string {
	switch upper := strings.ToUpper(method); upper {
	case "DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT":
		return upper
	}
	return method
}

// requestHeaders lists names as a preflight has them: lower case, sorted,
// each once.
func requestHeaders(names []string) []string {
	var lower []string
	for _, name := range names {
		if name = strings.ToLower(strings.TrimSpace(name)); name != "" {
			lower = append(lower, name)
		}
	}
	slices.Sort(lower)
	return slices.Compact(lower)
}

// judge is the browser's side of a preflight (Fetch, 4.8 and 4.9): the CORS
// check, the status, then method and headers. server is what the server said
// beside it.
func judge(req cors.Request, resp Response, server string) cors.Verdict {
	denied := func(reason, detail string) cors.Verdict {
		if server != "" {
			detail = strings.TrimPrefix(detail+"; the server says: "+server, "; ")
		}
		return cors.Verdict{Reason: reason, Detail: detail}
	}
	if 301 <= resp.StatusCode && resp.StatusCode <= 308 && resp.StatusCode != http.StatusNotModified {
		return denied(cors.ReasonPreflightDisallowedRedirect, strconv.Itoa(resp.StatusCode))
	}
	h := resp.Header
	if reason, detail := checkOrigin(req, h); reason != "" {
		return denied(reason, detail)
	}
	if resp.StatusCode < 200 || resp.StatusCode > 299 {
		return denied(cors.ReasonPreflightInvalidStatus, strconv.Itoa(resp.StatusCode))
	}
	methods, ok := tokens(h, "Access-Control-Allow-Methods")
	if !ok {
		return denied(cors.ReasonInvalidAllowMethodsPreflightResponse, h.Get("Access-Control-Allow-Methods"))
	}
	headers, ok := tokens(h, "Access-Control-Allow-Headers")
	if !ok {
		return denied(cors.ReasonInvalidAllowHeadersPreflightResponse, h.Get("Access-Control-Allow-Headers"))
	}
	wildcard := func(list []string) bool { return !req.Credentials && slices.Contains(list, "*") }

	method := normalMethod(req.Method)
	if !slices.Contains([]string{"GET", "HEAD", "POST"}, method) && !slices.Contains(methods, method) && !wildcard(methods) {
		return denied(cors.ReasonMethodDisallowedByPreflightResponse, method)
	}
	verdict := cors.Verdict{Allowed: true}
	for _, name := range requestHeaders(req.Headers) {
		listed := slices.ContainsFunc(headers, func(h string) bool { return strings.EqualFold(h, name) })
		if !listed && !wildcard(headers) {
			return denied(cors.ReasonHeaderDisallowedByPreflightResponse, name)
		}
		if !listed && name == "authorization" {
			verdict.Detail = "warning: Authorization is covered by * alone; browsers let that pass for now, the Fetch standard does not"
		}
	}
	return verdict
}

// checkOrigin is Fetch's CORS check; an empty reason passes.
func checkOrigin(req cors.Request, h http.Header) (reason, detail string) {
	lines := h["Access-Control-Allow-Origin"]
	origin := strings.Trim(strings.Join(lines, ", "), " \t")
	switch {
	case len(lines) == 0:
		return cors.ReasonPreflightMissingAllowOriginHeader, ""
	case origin == "*" && !req.Credentials:
		return "", ""
	case origin == "*":
		return cors.ReasonPreflightWildcardOriginNotAllowed, origin
	case strings.Contains(origin, ","):
		return cors.ReasonPreflightMultipleAllowOriginValues, origin
	case origin != req.Origin && !isOrigin(origin):
		return cors.ReasonPreflightInvalidAllowOriginValue, origin
	case origin != req.Origin:
		return cors.ReasonPreflightAllowOriginMismatch, origin
	}
	credentials := strings.Join(h["Access-Control-Allow-Credentials"], ", ")
	if req.Credentials && credentials != "true" {
		return cors.ReasonPreflightInvalidAllowCredentials, credentials
	}
	return "", ""
}

// isOrigin reports whether s could be an origin at all: "null" or a URL with a
// host that no pattern stands in.
func isOrigin(s string) bool {
	u, err := url.Parse(s)
	return s == "null" || err == nil && u.Scheme != "" && u.Host != "" && !strings.Contains(u.Host, "*")
}

// tokens reads the list header called name, over all its lines; ok is false
// when one element is not a token.
func tokens(h http.Header, name string) (list []string, ok bool) {
	for _, line := range h[name] {
		for element := range strings.SplitSeq(line, ",") {
			switch element = strings.Trim(element, " \t"); {
			case element == "":
			case !isToken(element):
				return nil, false
			default:
				list = append(list, element)
			}
		}
	}
	return list, true
}
