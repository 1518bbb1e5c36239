// SPDX-License-Identifier: Apache-2.0

package signer

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// qingStorClaim is an authorisation of QingStor as the request makes it, not
// yet believed.
type qingStorClaim struct {
	presigned   bool
	accessKeyID string
	signature   string
	date        string    // as it enters the string to sign
	time        time.Time // of the request, or of the URL's end
}

// parseQingStorClaim reads a request's authorisation from wherever it stands.
func parseQingStorClaim(r *http.Request) (*qingStorClaim, *VerifyError) {
	header := authorizations(r)
	query, err := parseQuery(r.URL.RawQuery)
	if err != nil {
		// Whoever reads such a query would drop parts of it: what is verified
		// must be what is acted upon.
		return nil, errQingStorMalformed("The query of the request cannot be decoded.")
	}
	inQuery := query.has(qingStorQueryKey) || query.has(qingStorQuerySignature)
	switch {
	case len(header) > 1 || len(header) == 1 && inQuery:
		return nil, errQingStorMalformed("The request is signed more than once.")
	case len(header) == 1:
		return parseQingStorHeader(r, header[0])
	case inQuery:
		return parseQingStorQuery(query)
	}
	return nil, refuse(http.StatusForbidden, "permission_denied", "The request is not signed.").because(ReasonUnsigned)
}

// parseQingStorHeader reads an Authorization header and the date, which is
// X-QS-Date or, without it, Date.
func parseQingStorHeader(r *http.Request, header string) (*qingStorClaim, *VerifyError) {
	mechanism, rest, _ := strings.Cut(header, " ")
	colon := strings.LastIndexByte(rest, ':')
	if mechanism != qingStorMechanism || colon <= 0 || colon == len(rest)-1 {
		return nil, errQingStorMalformed(`The Authorization header is not "QS <access_key_id>:<signature>".`)
	}
	c := &qingStorClaim{accessKeyID: rest[:colon], signature: rest[colon+1:], date: r.Header.Get("Date")}
	date := c.date
	if len(r.Header.Values(qingStorDate)) > 0 {
		date, c.date = r.Header.Get(qingStorDate), ""
	}
	var err error
	if c.time, err = http.ParseTime(date); err != nil {
		return nil, errQingStorMalformed("The request has no Date or x-qs-date header in the format of HTTP, in GMT.")
	}
	return c, nil
}

// parseQingStorQuery reads the query form.
func parseQingStorQuery(q query) (*qingStorClaim, *VerifyError) {
	for _, name := range []string{qingStorQueryKey, qingStorQueryExpires, qingStorQuerySignature} {
		if len(q[name]) != 1 || q[name][0] == "" {
			return nil, errQingStorMalformed("The parameter " + name + " is missing or there more than once.")
		}
	}
	c := &qingStorClaim{
		presigned: true, accessKeyID: q.get(qingStorQueryKey), signature: q.get(qingStorQuerySignature), date: q.get(qingStorQueryExpires),
	}
	seconds, err := strconv.ParseInt(c.date, 10, 64)
	if err != nil || seconds < 0 {
		return nil, errQingStorMalformed("The parameter expires is not a time in Unix seconds.")
	}
	c.time = time.Unix(seconds, 0)
	return c, nil
}

// errQingStorMalformed refuses an authorisation that cannot be read. That
// QingStor answers with this code is not recorded.
func errQingStorMalformed(message string) *VerifyError {
	return refuse(http.StatusBadRequest, "invalid_argument", message).because(ReasonMalformed)
}
