// SPDX-License-Identifier: Apache-2.0

package preflights

import (
	"net/http"
	"slices"
	"strings"

	"github.com/seed-40dc4ce0/pail/cors"
)

// facts are what an exchange says, found without package cors.
type facts struct {
	preflight, credentials bool
	origin, method         string // of the request, "" for none
	status                 int
	allowed                string // the one line of Access-Control-Allow-Origin, "" for none, "several"
	trusted                bool   // credentials are allowed
	methods, headers       []string
	asked, missing         []string // the names that were asked for, and those of them that are not listed
}

func (x *exchange) facts(credentials bool) facts {
	sent, told := x.asked.Header, x.answer.Header
	f := facts{
		preflight: x.isPreflight(), credentials: credentials, origin: sent.Get("Origin"), method: sent.Get("Access-Control-Request-Method"),
		status: x.answer.StatusCode, trusted: slices.Equal(told["Access-Control-Allow-Credentials"], []string{"true"}),
		methods: split(told["Access-Control-Allow-Methods"]), headers: split(told["Access-Control-Allow-Headers"]),
		asked: split(sent["Access-Control-Request-Headers"]),
	}
	switch lines := told["Access-Control-Allow-Origin"]; len(lines) {
	case 0:
	case 1:
		f.allowed = lines[0]
	default:
		f.allowed = "several"
	}
	for _, name := range f.asked {
		if !slices.ContainsFunc(f.headers, func(h string) bool { return strings.EqualFold(h, name) }) {
			f.missing = append(f.missing, name)
		}
	}
	return f
}

func split(lines []string) (list []string) {
	for element := range strings.SplitSeq(strings.Join(lines, ","), ",") {
		if element = strings.TrimSpace(element); element != "" {
			list = append(list, element)
		}
	}
	return list
}

// named: the answer lets the origin read, as far as its name goes.
func (f facts) named() bool { return f.origin != "" && f.allowed == f.origin }

// passes: the answer lets the page read, with or without credentials.
func (f facts) passes() bool {
	return f.named() && (f.trusted || !f.credentials) || f.allowed == "*" && !f.credentials
}

func (f facts) ok() bool { return 200 <= f.status && f.status <= 299 }

// listed: the method needs no listing, is listed, or covered.
func (f facts) listed() bool {
	return f.isSafe() || slices.Contains(f.methods, f.method) || f.stars(f.methods)
}

func (f facts) isSafe() bool {
	return slices.Contains([]string{http.MethodGet, http.MethodHead, http.MethodPost}, f.method)
}

func (f facts) stars(list []string) bool { return !f.credentials && slices.Contains(list, "*") }

// asks: it is a preflight as a browser sends one.
func (f facts) asks() bool { return f.preflight && f.origin != "" && f.method != "" }

// granted: a preflight with everything but perhaps the listings.
func (f facts) granted() bool { return f.asks() && f.passes() && f.ok() }

// argument is why exchanges get a verdict: each has exactly one.
type argument struct {
	why    string
	holds  func(facts) bool
	reason string // "" is allowed
}

// arguments are about the answers to preflights, then about those to real
// requests.
var arguments = []argument{
	{"no browser asks without an origin", func(f facts) bool { return f.preflight && f.origin == "" }, cors.ReasonNoOrigin},
	{"no browser asks without a method", func(f facts) bool { return f.preflight && f.origin != "" && f.method == "" }, cors.ReasonInvalidMethod},
	{"a refusal in silence: success, and nothing says who may read", func(f facts) bool { return f.asks() && f.allowed == "" && f.ok() }, cors.ReasonPreflightMissingAllowOriginHeader},
	{"a refusal aloud: an error, and nothing says who may read", func(f facts) bool { return f.asks() && f.allowed == "" && !f.ok() }, cors.ReasonPreflightMissingAllowOriginHeader},
	{"everybody may read, but nobody with credentials", func(f facts) bool { return f.asks() && f.allowed == "*" && f.credentials }, cors.ReasonPreflightWildcardOriginNotAllowed},
	{"the origin may read, but not with credentials", func(f facts) bool { return f.asks() && f.named() && f.credentials && !f.trusted }, cors.ReasonPreflightInvalidAllowCredentials},
	{"the headers allow and the status is an error: a preflight has to succeed", func(f facts) bool { return f.asks() && f.passes() && !f.ok() }, cors.ReasonPreflightInvalidStatus},
	{"the origin may read and the method is not listed", func(f facts) bool { return f.granted() && !f.listed() }, cors.ReasonMethodDisallowedByPreflightResponse},
	{"a header is not listed, though the method may be used", func(f facts) bool { return f.granted() && f.listed() && len(f.missing) > 0 && !f.stars(f.headers) }, cors.ReasonHeaderDisallowedByPreflightResponse},
	{"a method that needs no listing, without headers", func(f facts) bool { return f.granted() && f.isSafe() && len(f.missing) == 0 && len(f.asked) == 0 }, ""},
	{"a method that needs no listing, and each header is listed", func(f facts) bool { return f.granted() && f.isSafe() && len(f.missing) == 0 && len(f.asked) > 0 }, ""},
	{"the method is listed, or covered by *, and so is each header", func(f facts) bool { return f.granted() && !f.isSafe() && f.listed() && len(f.missing) == 0 }, ""},
	{"a header is covered by * alone, without credentials", func(f facts) bool { return f.granted() && f.listed() && len(f.missing) > 0 && f.stars(f.headers) }, ""},

	{"a request without an origin is not for CORS to judge", func(f facts) bool { return !f.preflight && f.origin == "" }, cors.ReasonNoOrigin},
	{"script cannot tell why: nothing says who may read", func(f facts) bool { return !f.preflight && f.origin != "" && f.allowed == "" }, cors.ReasonMissingAllowOriginHeader},
	{"everybody may read this, but nobody with credentials", func(f facts) bool { return !f.preflight && f.origin != "" && f.allowed == "*" && f.credentials }, cors.ReasonWildcardOriginNotAllowed},
	{"the origin may read this, but not with credentials", func(f facts) bool { return !f.preflight && f.named() && f.credentials && !f.trusted }, cors.ReasonInvalidAllowCredentials},
	{"script may read the success", func(f facts) bool { return !f.preflight && f.origin != "" && f.passes() && f.ok() }, ""},
	{"script may read the error, and so learns what is wrong", func(f facts) bool { return !f.preflight && f.origin != "" && f.passes() && !f.ok() }, ""},
}
