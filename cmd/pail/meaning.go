// SPDX-License-Identifier: Apache-2.0

package main

import "github.com/seed-40dc4ce0/pail/cors"

// meanings say in a sentence what each reason means. docs/cors.md has the same
// sentences.
var meanings = map[string]string{
	cors.ReasonPreflightInvalidStatus:               "the answer to the preflight is no success (200 to 299)",
	cors.ReasonPreflightDisallowedRedirect:          "the answer to the preflight is a redirect, which no browser follows",
	cors.ReasonPreflightMissingAllowOriginHeader:    "the answer to the preflight has no Access-Control-Allow-Origin",
	cors.ReasonPreflightMultipleAllowOriginValues:   "the answer to the preflight has several allowed origins, where one may stand",
	cors.ReasonPreflightInvalidAllowOriginValue:     "what the answer to the preflight allows is no origin",
	cors.ReasonPreflightAllowOriginMismatch:         "the answer to the preflight allows another origin",
	cors.ReasonPreflightWildcardOriginNotAllowed:    "the answer to the preflight allows the origin *, which does not count with credentials",
	cors.ReasonPreflightInvalidAllowCredentials:     "the answer to the preflight does not allow credentials by the word true",
	cors.ReasonInvalidAllowMethodsPreflightResponse: "the list of allowed methods cannot be read",
	cors.ReasonInvalidAllowHeadersPreflightResponse: "the list of allowed headers cannot be read",
	cors.ReasonMethodDisallowedByPreflightResponse:  "the answer to the preflight does not allow the method",
	cors.ReasonHeaderDisallowedByPreflightResponse:  "the answer to the preflight does not allow a header",
	cors.ReasonMissingAllowOriginHeader:             "the answer has no Access-Control-Allow-Origin",
	cors.ReasonMultipleAllowOriginValues:            "the answer has several allowed origins, where one may stand",
	cors.ReasonInvalidAllowOriginValue:              "what the answer allows is no origin",
	cors.ReasonAllowOriginMismatch:                  "the answer allows another origin",
	cors.ReasonWildcardOriginNotAllowed:             "the answer allows the origin *, which does not count with credentials",
	cors.ReasonInvalidAllowCredentials:              "the answer does not allow credentials by the word true",
	cors.ReasonRedirectContainsCredentials:          "the answer redirects to a URL with a user name or a password",
	cors.ReasonCorsDisabledScheme:                   "the answer redirects to a URL that is not of http or https",
	cors.ReasonForbiddenMethod:                      "no browser lets a page use the method",
	cors.ReasonInvalidURL:                           "no page can fetch the URL",
	cors.ReasonInvalidOrigin:                        "no browser sends such an origin, or none that can be trusted",
	cors.ReasonInvalidRedirect:                      "the answer redirects to what is no URL, or to one that is closed to redirects",
	cors.ReasonProxyAuthentication:                  "the answer is a 407, and no proxy was asked",
	cors.ReasonNoOrigin:                             "the request has no Origin",
	cors.ReasonInvalidMethod:                        "no rule could ever name the method",
	cors.ReasonInvalidHeader:                        "what is asked for is not the name of a header",
	cors.ReasonNoBucket:                             "the bucket does not exist",
	cors.ReasonNoConfiguration:                      "the bucket has no CORS rules",
	cors.ReasonOriginNotAllowed:                     "no rule names the origin",
	cors.ReasonMethodNotAllowed:                     "no rule that names the origin names the method",
	cors.ReasonHeaderNotAllowed:                     "every rule that names origin and method lacks a header that is asked for",
	cors.ReasonNoCredentials:                        "the store never answers that credentials are allowed",
	cors.ReasonTooManyRules:                         "the store takes no more rules, or no longer document",
}
