// SPDX-License-Identifier: Apache-2.0

package doctor

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// signature judges a presigned URL by what it says of itself: problem 16.
func (x *examination) signature(context.Context) {
	u, err := url.Parse(x.fetch.URL)
	if err != nil || u.RawQuery == "" || x.patient.Fetch.URL == "" {
		return
	}
	query := map[string]string{}
	for part := range strings.SplitSeq(u.RawQuery, "&") {
		name, value, _ := strings.Cut(part, "=")
		name, _ = url.QueryUnescape(name)
		value, _ = url.QueryUnescape(value)
		query[strings.ToLower(name)] = value
	}
	if ends := expiry(query); !ends.IsZero() && x.options.now().After(ends) {
		x.add(Finding{
			Problem: 16, Code: "expired-url", Level: Error, Where: Where{Place: PlaceRequest, Rule: -1, Field: "URL"},
			What: "The presigned URL expired at " + ends.UTC().Format(time.RFC3339) + ".", Why: "The store refuses it, and script may be told of a failure of CORS only.", Fix: "Sign a new URL.",
		})
	}
	var missing []string
	for _, name := range signedHeaders(query) {
		if name != "host" && name != "content-length" && !hasHeader(x.fetch.Headers, name) && (name != "content-type" || x.fetch.ContentType == "") {
			missing = append(missing, name)
		}
	}
	if len(missing) > 0 {
		slices.Sort(missing)
		x.add(Finding{
			Problem: 16, Code: "signed-header-missing", Level: Error, Where: Where{Place: PlaceRequest, Rule: -1, Field: "Headers", Header: strings.Join(missing, ", ")},
			What: "The URL was signed with " + plural("the header ", "the headers ", missing) + ", which the page does not send.",
			Why:  "The store answers SignatureDoesNotMatch, and script may be told of a failure of CORS only.", Fix: "Send them with the values that were signed, and allow them in the rules; or sign without them.",
		})
	}
}

// expiry is when a presigned URL ends, by the parameters of the usual schemes;
// zero where it does not say.
func expiry(query map[string]string) time.Time {
	for _, prefix := range [...]string{"x-amz-", "x-oss-", "x-goog-"} {
		from, err := time.Parse("20060102T150405Z", query[prefix+"date"])
		seconds, bad := strconv.Atoi(query[prefix+"expires"])
		if err == nil && bad == nil {
			return from.Add(time.Duration(seconds) * time.Second)
		}
	}
	if _, end, ok := strings.Cut(query["q-sign-time"], ";"); ok {
		return epoch(end)
	}
	if query["signature"] != "" {
		return epoch(query["expires"])
	}
	return time.Time{}
}

func epoch(seconds string) time.Time {
	if n, err := strconv.ParseInt(seconds, 10, 64); err == nil && n > 0 {
		return time.Unix(n, 0)
	}
	return time.Time{}
}

// signedHeaders are the names that a signature covers.
func signedHeaders(query map[string]string) []string {
	list := query["x-amz-signedheaders"] + ";" + query["q-header-list"] + ";" + query["x-oss-additional-headers"] + ";" + query["x-goog-signedheaders"]
	return strings.FieldsFunc(strings.ToLower(list), func(r rune) bool { return r == ';' })
}

// standIn tells what a GET in the place of a request that writes shows beside
// CORS. A URL that was signed for another method answers it with an error that
// means nothing.
func (x *examination) standIn() {
	e := x.stand
	if e == nil || e.Status < 400 {
		return
	}
	code, message := strings.ToLower(e.Code), strings.ToLower(e.Message)
	telling := strings.Contains(message, "expired") || slices.Contains([]string{
		"expiredtoken", "invalidaccesskeyid", "invalid_access_key_id", "requesttimetooskewed", "request_expired", "nosuchbucket", "bucket_not_exists", "invalidtoken", "tokenrefreshrequired",
	}, code)
	if !telling || e.Status == http.StatusNotFound && x.report.Verdict.Reason != "" {
		return
	}
	x.add(Finding{
		Problem: 16, Code: "hidden-error", Level: Error, Where: at(PlaceAnswer), What: "This is not CORS: the store answers " + shortly(e) + ".",
		Why: "A GET of the same URL is answered " + words(e) + ", and so will the " + x.request.Method + ".", Fix: advice(e),
	})
}
