// SPDX-License-Identifier: Apache-2.0

package signer

import (
	"net/http"
	"strconv"
	"strings"
)

// cosClaim is an authorisation of COS as the request makes it, not yet
// believed.
type cosClaim struct {
	presigned              bool
	algorithm, accessKeyID string
	signTime, keyTime      string
	headers, params        string // the lists
	signature              string
	start, end             int64 // Unix seconds
}

// parseCOSClaim reads a request's authorisation from wherever it stands.
func parseCOSClaim(r *http.Request) (*cosClaim, *VerifyError) {
	header := authorizations(r)
	query, err := parseQuery(r.URL.RawQuery)
	if err != nil {
		// Whoever reads such a query would drop parts of it: what is verified
		// must be what is acted upon.
		return nil, refuse(http.StatusBadRequest, "InvalidURI", "Couldn't parse the specified URI.").because(ReasonMalformed)
	}
	inQuery := query.has(cosQueryAlgorithm) || query.has(cosQueryKey) || query.has(cosQuerySignature)
	c := &cosClaim{presigned: len(header) == 0}
	switch {
	case len(header)+len(query[cosQueryWhole]) > 1, inQuery && len(header)+len(query[cosQueryWhole]) > 0:
		return nil, errCOSMalformed("the request is signed more than once")
	case len(header) == 1:
		return c, c.parseText(header[0])
	case query.has(cosQueryWhole):
		return c, c.parseText(query.get(cosQueryWhole))
	case inQuery:
		return c, c.parseQuery(query)
	}
	// The words are those of document 436/40105, "403 Error for COS Access".
	return nil, refuse(http.StatusForbidden, "AccessDenied", "Access Denied.").because(ReasonUnsigned)
}

// authorizations are the Authorization headers, an empty one aside.
func authorizations(r *http.Request) []string {
	if r.Header.Get(headerAuthorization) == "" {
		return nil
	}
	return r.Header.Values(headerAuthorization)
}

// field returns where the value of one part of an authorisation goes, nil if
// COS knows no such part.
func (c *cosClaim) field(name string) *string {
	switch name {
	case cosQueryAlgorithm:
		return &c.algorithm
	case cosQueryKey:
		return &c.accessKeyID
	case cosQuerySignTime:
		return &c.signTime
	case cosQueryKeyTime:
		return &c.keyTime
	case cosQueryHeaders:
		return &c.headers
	case cosQueryParams:
		return &c.params
	case cosQuerySignature:
		return &c.signature
	}
	return nil
}

var cosParts = [...]string{
	cosQueryAlgorithm, cosQueryKey, cosQuerySignTime, cosQueryKeyTime, cosQueryHeaders, cosQueryParams, cosQuerySignature,
}

// parseText reads the value of an Authorization header.
func (c *cosClaim) parseText(text string) *VerifyError {
	found := make(query, len(cosParts))
	for part := range strings.SplitSeq(text, "&") {
		name, value, _ := strings.Cut(part, "=")
		if c.field(name) == nil {
			return errCOSMalformed("the authorization has a part that is not among " + strings.Join(cosParts[:], ", "))
		}
		found[name] = append(found[name], value)
	}
	return c.parseQuery(found)
}

// parseQuery reads the parts of an authorisation: each is there once, though
// the lists may be empty.
func (c *cosClaim) parseQuery(q query) *VerifyError {
	for _, name := range cosParts {
		if len(q[name]) != 1 {
			return errCOSMalformed(name + " is missing or there more than once")
		}
		*c.field(name) = q[name][0]
	}
	switch {
	case c.algorithm != cosAlgorithm:
		return errCOSMalformed(cosQueryAlgorithm + " is not " + cosAlgorithm)
	case c.accessKeyID == "":
		return errCOSMalformed(cosQueryKey + " is empty")
	case c.signTime != c.keyTime:
		// Document 436/7778 gives both the same value, as the SDKs do; what
		// COS makes of others is not known.
		return errCOSMalformed(cosQuerySignTime + " and " + cosQueryKeyTime + " differ")
	}
	return c.parseWindow()
}

// parseWindow reads KeyTime, "start;end".
func (c *cosClaim) parseWindow() *VerifyError {
	start, end, _ := strings.Cut(c.keyTime, ";")
	var errs [2]error
	c.start, errs[0] = strconv.ParseInt(start, 10, 64)
	c.end, errs[1] = strconv.ParseInt(end, 10, 64)
	if errs[0] != nil || errs[1] != nil || c.start < 0 || c.end < c.start {
		return errCOSMalformed(cosQueryKeyTime + " is not a start and an end in Unix seconds, with a semicolon between")
	}
	return nil
}

// errCOSMalformed refuses an authorisation that cannot be read. The words, and
// which code of document 436/7730 ("Error Codes") COS answers with, are ours:
// no such answer is recorded.
func errCOSMalformed(what string) *VerifyError {
	return refuse(http.StatusBadRequest, "InvalidArgument", "The authorization of the request is malformed: "+what+".").
		because(ReasonMalformed)
}
