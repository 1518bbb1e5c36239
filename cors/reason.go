// SPDX-License-Identifier: Apache-2.0

package cors

// Reasons of the store: what about the bucket's rules refuses a request. They
// are in the order in which a store looks: a later one means that a request
// got further.
const (
	// ReasonNoOrigin: the preflight carried no Origin.
	ReasonNoOrigin = "NoOrigin"
	// ReasonInvalidMethod: no rule could ever name the method asked for.
	ReasonInvalidMethod = "InvalidMethod"
	// ReasonInvalidHeader: a requested name is not a header name.
	ReasonInvalidHeader = "InvalidHeader"
	// ReasonNoBucket: the bucket does not exist.
	ReasonNoBucket = "NoBucket"
	// ReasonNoConfiguration: the bucket has no CORS rules.
	ReasonNoConfiguration = "NoConfiguration"
	// ReasonOriginNotAllowed: no rule names the origin.
	ReasonOriginNotAllowed = "OriginNotAllowed"
	// ReasonMethodNotAllowed: no rule that names the origin names the method.
	ReasonMethodNotAllowed = "MethodNotAllowed"
	// ReasonHeaderNotAllowed: every rule that names origin and method lacks at
	// least one requested header.
	ReasonHeaderNotAllowed = "HeaderNotAllowed"
)

// Reasons of the browser, under the names that Chromium gives them in its
// DevTools protocol (Network.CorsError). Those that begin with Preflight, and
// those that end in PreflightResponse, are about the answer to the OPTIONS
// request, the others about the real answer. Chromium has further names that
// no answer of a server can bring about: DisallowedByMode, InvalidResponse,
// NoCorsRedirectModeNotFollow, and those of access to local networks.
const (
	ReasonPreflightInvalidStatus               = "PreflightInvalidStatus"
	ReasonPreflightDisallowedRedirect          = "PreflightDisallowedRedirect"
	ReasonPreflightMissingAllowOriginHeader    = "PreflightMissingAllowOriginHeader"
	ReasonPreflightMultipleAllowOriginValues   = "PreflightMultipleAllowOriginValues"
	ReasonPreflightInvalidAllowOriginValue     = "PreflightInvalidAllowOriginValue"
	ReasonPreflightAllowOriginMismatch         = "PreflightAllowOriginMismatch"
	ReasonPreflightWildcardOriginNotAllowed    = "PreflightWildcardOriginNotAllowed"
	ReasonPreflightInvalidAllowCredentials     = "PreflightInvalidAllowCredentials"
	ReasonInvalidAllowMethodsPreflightResponse = "InvalidAllowMethodsPreflightResponse"
	ReasonInvalidAllowHeadersPreflightResponse = "InvalidAllowHeadersPreflightResponse"
	ReasonMethodDisallowedByPreflightResponse  = "MethodDisallowedByPreflightResponse"
	ReasonHeaderDisallowedByPreflightResponse  = "HeaderDisallowedByPreflightResponse"
	ReasonMissingAllowOriginHeader             = "MissingAllowOriginHeader"
	ReasonMultipleAllowOriginValues            = "MultipleAllowOriginValues"
	ReasonInvalidAllowOriginValue              = "InvalidAllowOriginValue"
	ReasonAllowOriginMismatch                  = "AllowOriginMismatch"
	ReasonWildcardOriginNotAllowed             = "WildcardOriginNotAllowed"
	ReasonInvalidAllowCredentials              = "InvalidAllowCredentials"
	ReasonRedirectContainsCredentials          = "RedirectContainsCredentials"
	ReasonCorsDisabledScheme                   = "CorsDisabledScheme"
)

// Reasons of the browser for which Chromium has no name of CORS: it refuses
// before the network, or takes the answer for broken.
const (
	// ReasonForbiddenMethod: a method that no browser lets a page use.
	ReasonForbiddenMethod = "ForbiddenMethod"
	// ReasonInvalidURL: no URL that a page can fetch.
	ReasonInvalidURL = "InvalidURL"
	// ReasonInvalidOrigin: not what a browser sends as an Origin.
	ReasonInvalidOrigin = "InvalidOrigin"
	// ReasonInvalidRedirect: a redirect to what is no URL, to one that is closed
	// to redirects, such as data:, or to several places.
	ReasonInvalidRedirect = "InvalidRedirect"
	// ReasonProxyAuthentication: an answer of 407 where no proxy was asked.
	ReasonProxyAuthentication = "ProxyAuthentication"
)
