// SPDX-License-Identifier: Apache-2.0

package signer

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

const oldMechanism = "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256."

// parseClaim reads a request's authorisation from wherever it stands.
func parseClaim(r *http.Request) (*claim, *VerifyError) {
	header := r.Header.Get(headerAuthorization)
	query, err := parseQuery(r.URL.RawQuery)
	if err != nil {
		// The signature covers such a query, but whoever reads it would drop
		// parts of it: what is verified must be what is acted upon.
		return nil, refuse(http.StatusBadRequest, "InvalidURI", "Couldn't parse the specified URI.").because(ReasonMalformed)
	}
	inQuery := query.has(queryAlgorithm) || query.has(queryCredential) || query.has(querySignature)
	switch {
	case header != "" && (inQuery || query.has("Signature")):
		return nil, errArgument("Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, " +
			"Signature query string parameter or the Authorization header should be specified").because(ReasonMalformed)
	case header != "":
		return parseHeader(r, header)
	case inQuery:
		return parsePresigned(r, query)
	case query.has("Signature"):
		return nil, errRequest(oldMechanism).because(ReasonMalformed)
	}
	return nil, errDenied("Access Denied").because(ReasonUnsigned)
}

// parseHeader reads the Authorization header.
func parseHeader(r *http.Request, header string) (*claim, *VerifyError) {
	c := &claim{form: headerForm}
	mechanism, rest, _ := strings.Cut(strings.TrimSpace(header), " ")
	switch {
	case mechanism == "AWS":
		return nil, errRequest(oldMechanism).because(ReasonMalformed)
	case mechanism != algorithm:
		return nil, errArgument("Unsupported Authorization Type", Element{"ArgumentName", "Authorization"}, Element{"ArgumentValue", mechanism}).
			because(ReasonMalformed)
	case len(r.Header.Values(headerAuthorization)) > 1:
		return nil, errArgument("Only one auth mechanism allowed; the Authorization header is there more than once").because(ReasonMalformed)
	}
	const three = "the authorization header requires three components: Credential, SignedHeaders, and Signature."
	var credential string
	for part := range strings.SplitSeq(rest, ",") {
		name, value, ok := strings.Cut(strings.TrimSpace(part), "=")
		target := map[string]*string{"Credential": &credential, "SignedHeaders": &c.signedHeaders, "Signature": &c.signature}[name]
		if !ok || target == nil || *target != "" {
			return nil, c.form.malformed(three)
		}
		*target = value
	}
	switch {
	case credential == "":
		return nil, c.form.malformed("missing Credential.")
	case c.signedHeaders == "":
		return nil, c.form.malformed("missing SignedHeaders.")
	case c.signature == "":
		return nil, c.form.malformed("missing Signature.")
	}
	if refusal := c.parseCredential(credential, c.form); refusal != nil {
		return nil, refusal
	}
	if refusal := c.parseHeaderDate(r); refusal != nil {
		return nil, refusal
	}
	c.payloadHash = r.Header.Get(headerContentSHA256)
	return c, checkPayloadHash(c.payloadHash)
}

// parseHeaderDate takes X-Amz-Date or, without it, Date.
func (c *claim) parseHeaderDate(r *http.Request) *VerifyError {
	date := r.Header.Get(headerDate)
	t, err := time.Parse(timeFormat, date)
	if date == "" {
		date = r.Header.Get("Date")
		if t, err = http.ParseTime(date); err != nil {
			t, err = time.Parse(timeFormat, date)
		}
	}
	if err != nil {
		return errDenied("AWS authentication requires a valid Date or x-amz-date header").because(ReasonMalformed)
	}
	c.time, c.date = t, t.UTC().Format(timeFormat)
	return nil
}

// parsePresigned reads the query form.
func parsePresigned(r *http.Request, query query) (*claim, *VerifyError) {
	c := &claim{form: queryForm, presigned: true}
	for _, name := range []string{queryAlgorithm, queryCredential, querySignature, queryDate, querySignedHeaders, queryExpires} {
		if len(query[name]) != 1 || query[name][0] == "" {
			return nil, c.form.malformed("Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, " +
				"X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.")
		}
	}
	if query.get(queryAlgorithm) != algorithm {
		return nil, c.form.malformed(fmt.Sprintf("X-Amz-Algorithm only supports %q", algorithm))
	}
	if refusal := c.parseCredential(query.get(queryCredential), credentialForm); refusal != nil {
		return nil, refusal
	}
	t, err := time.Parse(timeFormat, query.get(queryDate))
	if err != nil {
		return nil, c.form.malformed(`X-Amz-Date must be in the ISO8601 Long Format "yyyyMMdd'T'HHmmss'Z'"`)
	}
	c.time, c.date = t, query.get(queryDate)
	seconds, err := strconv.ParseInt(query.get(queryExpires), 10, 64)
	switch {
	case err != nil:
		return nil, c.form.malformed("X-Amz-Expires should be a number")
	case seconds < 0:
		return nil, c.form.malformed("X-Amz-Expires must be non-negative")
	case seconds > int64(MaxPresign/time.Second):
		return nil, c.form.malformed("X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than 604800 seconds")
	}
	c.life = time.Duration(seconds) * time.Second
	c.signature, c.signedHeaders = query.get(querySignature), query.get(querySignedHeaders)
	// The payload is unsigned unless a header or a parameter, both of them
	// signed, says otherwise.
	c.payloadHash = UnsignedPayload
	if h := r.Header.Get(headerContentSHA256); h != "" {
		c.payloadHash = h
	} else if h := query.get(headerContentSHA256); h != "" {
		c.payloadHash = h
	}
	return c, checkPayloadHash(c.payloadHash)
}

// parseCredential reads KEY/DATE/REGION/SERVICE/aws4_request; the key may hold
// slashes.
func (c *claim) parseCredential(credential string, f form) *VerifyError {
	const want = `the Credential is mal-formed; expecting "<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request".`
	parts := strings.Split(credential, "/")
	n := len(parts)
	if n < 5 {
		return f.malformed(want)
	}
	c.accessKeyID = strings.Join(parts[:n-4], "/")
	c.day, c.region, c.service, c.end = parts[n-4], parts[n-3], parts[n-2], parts[n-1]
	if _, err := time.Parse(timeFormat[:dateLength], c.day); err != nil || c.accessKeyID == "" {
		return f.malformed(want)
	}
	return nil
}

// checkPayloadHash refuses what is neither a hash nor a known word.
func checkPayloadHash(hash string) *VerifyError {
	switch hash {
	case UnsignedPayload, StreamingUnsignedTrailer, StreamingSigned, StreamingSignedTrailer:
		return nil
	case "":
		return errRequest("Missing required header for this request: x-amz-content-sha256")
	}
	if len(hash) == len(EmptyPayload) && strings.Trim(hash, "0123456789abcdefABCDEF") == "" {
		return nil
	}
	return errArgument("x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER, STREAMING-AWS4-HMAC-SHA256-PAYLOAD, "+
		"STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER, STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD, STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD-TRAILER or a valid sha256 value.",
		Element{"ArgumentName", "x-amz-content-sha256"}, Element{"ArgumentValue", hash})
}

// query is a parsed query.
type query map[string][]string

func parseQuery(raw string) (query, error) {
	if raw == "" {
		return nil, nil
	}
	values, err := url.ParseQuery(raw)
	return query(values), err
}

func (q query) has(name string) bool { return len(q[name]) > 0 }

func (q query) get(name string) string { return url.Values(q).Get(name) }
