// SPDX-License-Identifier: Apache-2.0

package signer

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"time"
)

// Scheme is one way of signing requests, with both of its sides.
// Implementations are safe for concurrent use and hold no credentials.
type Scheme interface {
	Signer
	Presigner
	Verifier
}

// New returns the scheme that a provider's data names: "sigv4" is [SigV4],
// "cos" is [COS] with its defaults, "qingstor" is [QingStor].
func New(name string) (Scheme, error) {
	switch name {
	case "sigv4":
		return SigV4(), nil
	case "cos":
		return COS(), nil
	case "qingstor":
		return QingStor(), nil
	}
	return nil, fmt.Errorf("signer: there is no signing scheme %q; use sigv4, cos or qingstor", name)
}

// Verifier is the server's side of a [Signer].
type Verifier interface {
	// IsSigned tells whether r carries any authorisation of the vendor's,
	// good or bad.
	IsSigned(r *http.Request) bool

	// Identify checks the signature of r, in header or query form, and does
	// not change r. A refusal is a [*VerifyError]; so is the answer to a
	// request without authorisation, for which ask IsSigned first. The body
	// is not looked at: see [Identity.Payload].
	Identify(r *http.Request, p VerifyParams) (*Identity, error)

	// SessionToken returns the session token that r carries, "" if none. A
	// good signature covers it where the vendor's rules do; whether it is the
	// right one is the caller's to say.
	SessionToken(r *http.Request) string
}

// VerifyParams are what a server knows when it verifies a request.
type VerifyParams struct {
	// Lookup finds the secret of an access key id. It must not be nil.
	Lookup Lookup

	// Region is what the scope must name; "" accepts any. Only Signature
	// Version 4 has a scope.
	Region string

	// Bucket and VirtualHost are as in [Params]: with VirtualHost the host
	// names the bucket. Only QingStor's signature asks.
	Bucket      string
	VirtualHost bool

	// Time is the server's clock.
	Time time.Time
}

// tokenOf returns a session token from the header or from the query.
func tokenOf(r *http.Request, header, param string) string {
	if token := r.Header.Get(header); token != "" {
		return token
	}
	if r.URL == nil {
		return ""
	}
	return r.URL.Query().Get(param)
}

// hasParam tells whether the query has one of the parameters. What cannot be
// decoded does not count.
func hasParam(u *url.URL, names ...string) bool {
	if u == nil || u.RawQuery == "" {
		return false
	}
	return slices.ContainsFunc(names, u.Query().Has)
}
