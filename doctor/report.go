// SPDX-License-Identifier: Apache-2.0

package doctor

import (
	"net/http"

	"github.com/seed-40dc4ce0/pail/cors"
)

// Level says how bad a finding is.
type Level string

// Levels, from the worst.
const (
	// Error: the request fails for it.
	Error Level = "error"
	// Warning: the request may pass now, and something is wrong all the same.
	Warning Level = "warning"
	// Note: nothing is wrong; it is good to know.
	Note Level = "note"
)

// Finding is one thing that the examination found.
type Finding struct {
	// Problem is the number of one of the [Problems], 0 for none of them.
	Problem int `json:"problem,omitempty"`
	// Code is a short name that does not change between versions.
	Code  string `json:"code"`
	Level Level  `json:"level"`
	// What is found, why it is so, and what to do, each in sentences for people.
	What  string `json:"what"`
	Where Where  `json:"where"`
	Why   string `json:"why,omitempty"`
	Fix   string `json:"fix,omitempty"`
	// Mended says that the Change of the [Report] is the cure.
	Mended bool `json:"mended,omitempty"`
}

// Places of a [Where].
const (
	PlaceRules     = "rules"
	PlaceRequest   = "request"
	PlacePreflight = "preflight"
	PlaceAnswer    = "answer"
	PlaceNetwork   = "network"
)

// Where is the place of a finding.
type Where struct {
	// Place is one of the Place constants.
	Place string `json:"place"`
	// Rule is the index of a rule, -1 for none.
	Rule int `json:"rule"`
	// Field is a field of the rule or of the request, Header the name of a
	// header, Hop who answered in the store's place, each "" for none.
	Field  string `json:"field,omitempty"`
	Header string `json:"header,omitempty"`
	Hop    string `json:"hop,omitempty"`
}

// Sources of the rules of a [Report].
const (
	RulesRead   = "read"   // from the bucket
	RulesNone   = "none"   // the bucket says that it has none, asked for them or by a preflight
	RulesGiven  = "given"  // by the caller
	RulesUnread = "unread" // the bucket does not tell them
	RulesNoneOf = ""       // there was no bucket to ask
)

// Report is what an examination found out. It holds no secret: of URLs it has
// no query, and of headers the values that CORS is about.
type Report struct {
	// URL of the request, without its query.
	URL string
	// Provider by which it was judged.
	Provider string
	// Request is what a browser makes of the page's.
	Request cors.Request
	// Preflight says that a browser asks first.
	Preflight bool
	// RulesSource is one of the Rules constants, Rules are they, nil for none.
	RulesSource string
	Rules       *cors.Configuration
	// Predicted is what a browser would say of the answers that the rules lead
	// to; nil where they are not known.
	Predicted *cors.Verdict
	// Verdict is what a browser says of the answers that came. For a request that
	// was not sent, for it changes something, that is of the preflight alone.
	Verdict cors.Verdict
	// Findings in the order of their levels, then of what was looked at.
	Findings []Finding
	// Change is what to do to the rules, for all that rules can mend; nil when
	// there is nothing. Where the rules are not known it is a rule to put before
	// those that are there.
	Change *cors.Change
	// Exchanges are what was sent and what came back, in order.
	Exchanges []Exchange
}

// Exchange is one request that was sent, and what came back.
type Exchange struct {
	// Purpose says why it was made: one of the Purpose constants.
	Purpose string `json:"purpose"`
	Method  string `json:"method"`
	// URL is without its query.
	URL string `json:"url"`
	// Origin, AskedMethod and AskedHeaders were told, each "" for not at all.
	Origin       string `json:"origin,omitempty"`
	AskedMethod  string `json:"asked_method,omitempty"`
	AskedHeaders string `json:"asked_headers,omitempty"`
	// Status of the answer, 0 when none came. Header has of it what is about
	// CORS, caches, redirects and who answered.
	Status int         `json:"status,omitempty"`
	Header http.Header `json:"header,omitempty"`
	// Code and Message are of the error document, where there was one.
	Code    string `json:"code,omitempty"`
	Message string `json:"message,omitempty"`
	// Failure is why no answer came.
	Failure string `json:"failure,omitempty"`

	full      http.Header // of the answer
	region    string      // that the error document names
	endpoint  string
	html      bool
	cause     error
	truncated bool
}

// Purposes of an [Exchange].
const (
	PurposePreflight     = "preflight"      // as a browser asks
	PurposeRequest       = "request"        // the page's request
	PurposeReading       = "reading"        // a GET or HEAD in place of a request that writes
	PurposeWithoutOrigin = "without origin" // the same as a tab or curl sends it
	PurposeOtherOrigin   = "other origin"   // the same from another page
	PurposeUncached      = "uncached"       // the same past caches
	PurposeVariant       = "variant"        // a preflight that asks for less, or from elsewhere
	PurposeRedirected    = "redirected"     // where a redirect leads
)

// Healthy says that nothing is wrong: every finding is a [Note].
func (r *Report) Healthy() bool {
	for i := range r.Findings {
		if r.Findings[i].Level != Note {
			return false
		}
	}
	return true
}

func (e *Exchange) answer() *cors.Answer {
	if e == nil || e.Status == 0 {
		return nil
	}
	return &cors.Answer{Status: e.Status, Header: e.full}
}
