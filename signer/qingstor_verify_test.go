// SPDX-License-Identifier: Apache-2.0

package signer_test

import (
	"net/http"
	"net/url"
	"testing"
	"time"

	"github.com/seed-40dc4ce0/pail/signer"
)

// qingStorGet is a good request in header form.
func qingStorGet(t *testing.T) *http.Request {
	t.Helper()
	r := newRequest(t, http.MethodGet, "http://z.test/b/a%20b?upload_id=x&prefix=y", nil)
	r.Header = http.Header{"X-Qs-Meta-A": {"1"}, "Content-Type": {"text/plain"}}
	if err := signer.QingStor().Sign(t.Context(), r, exampleParams("")); err != nil {
		t.Fatal(err)
	}
	return received(t, r)
}

func TestQingStorRefusesHeaderFormsInItsWords(t *testing.T) {
	t.Parallel()
	auth := func(old, with string) func(*http.Request) { return replaceIn("Authorization", old, with) }
	set := func(name, value string) func(*http.Request) {
		return func(r *http.Request) { r.Header.Set(name, value) }
	}
	add := func(name string) func(*http.Request) { return func(r *http.Request) { r.Header.Add(name, "more") } }
	cases := map[string]struct {
		change func(*http.Request)
		later  time.Duration
		status int
		code   string
		says   string
		reason signer.Reason
	}{
		"no authorisation":            {func(r *http.Request) { r.Header.Del("Authorization") }, 0, 403, "permission_denied", "not signed", signer.ReasonUnsigned},
		"an unknown key":              {auth(exampleID, "AKNOBODY"), 0, 401, "invalid_access_key_id", "does not exist", signer.ReasonUnknownKey},
		"a wrong signature":           {auth(":", ":0"), 0, 401, "signature_not_matched", "does not match", signer.ReasonSignature},
		"another method":              {func(r *http.Request) { r.Method = "PUT" }, 0, 401, "signature_not_matched", "", signer.ReasonSignature},
		"another path":                {func(r *http.Request) { r.RequestURI = "/b/a+b?upload_id=x" }, 0, 401, "signature_not_matched", "", signer.ReasonSignature},
		"another sub-resource":        {func(r *http.Request) { r.URL.RawQuery = "upload_id=y" }, 0, 401, "signature_not_matched", "", signer.ReasonSignature},
		"one sub-resource more":       {func(r *http.Request) { r.URL.RawQuery += "&acl" }, 0, 401, "signature_not_matched", "", signer.ReasonSignature},
		"another vendor header":       {set("X-Qs-Meta-A", "2"), 0, 401, "signature_not_matched", "", signer.ReasonSignature},
		"one vendor header more":      {set("X-Qs-Meta-B", "2"), 0, 401, "signature_not_matched", "", signer.ReasonSignature},
		"another media type":          {set("Content-Type", "text/html"), 0, 401, "signature_not_matched", "", signer.ReasonSignature},
		"a checksum":                  {set("Content-Md5", "x"), 0, 401, "signature_not_matched", "", signer.ReasonSignature},
		"another date":                {set("Date", "Fri, 24 May 2013 00:00:01 GMT"), 0, 401, "signature_not_matched", "", signer.ReasonSignature},
		"another date of the vendor":  {set("X-Qs-Date", "Fri, 24 May 2013 00:00:00 GMT"), 0, 401, "signature_not_matched", "", signer.ReasonSignature},
		"a clock 15 minutes early":    {nil, -15*time.Minute - time.Second, 403, "request_expired", "more than 15 minutes", signer.ReasonSkewed},
		"a clock 15 minutes late":     {nil, 15*time.Minute + time.Second, 403, "request_expired", "more than 15 minutes", signer.ReasonSkewed},
		"no date":                     {func(r *http.Request) { r.Header.Del("Date") }, 0, 400, "invalid_argument", "no Date", signer.ReasonMalformed},
		"a date of no format":         {set("Date", "yesterday"), 0, 400, "invalid_argument", "no Date", signer.ReasonMalformed},
		"an empty date of the vendor": {set("X-Qs-Date", ""), 0, 400, "invalid_argument", "no Date", signer.ReasonMalformed},
		"another mechanism":           {auth("QS ", "AWS "), 0, 400, "invalid_argument", "is not", signer.ReasonMalformed},
		"no colon":                    {auth(":", ""), 0, 400, "invalid_argument", "is not", signer.ReasonMalformed},
		"no key":                      {auth(exampleID, ""), 0, 400, "invalid_argument", "is not", signer.ReasonMalformed},
		"no signature":                {set("Authorization", "QS "+exampleID+":"), 0, 400, "invalid_argument", "is not", signer.ReasonMalformed},
		"two authorisations":          {add("Authorization"), 0, 400, "invalid_argument", "more than once", signer.ReasonMalformed},
		"a URL's signature as well":   {func(r *http.Request) { r.URL.RawQuery += "&signature=x" }, 0, 400, "invalid_argument", "more than once", signer.ReasonMalformed},
		"a vendor header twice":       {add("X-Qs-Meta-A"), 0, 400, "invalid_argument", "more than once", signer.ReasonMalformed},
		"two dates":                   {add("Date"), 0, 400, "invalid_argument", "more than once", signer.ReasonMalformed},
		"a query nobody can decode":   {func(r *http.Request) { r.URL.RawQuery = "a=%zz" }, 0, 400, "invalid_argument", "decoded", signer.ReasonMalformed},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := qingStorGet(t)
			if c.change != nil {
				c.change(r)
			}
			_, err := signer.QingStor().Identify(r, exampleVerify(c.later))
			checkRefusal(t, refusal(t, err), c.status, c.code, c.says, c.reason, exampleTime.Add(c.later))
		})
	}
}

func TestQingStorAcceptsWhatClientsDo(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		change func(*http.Request)
		later  time.Duration
	}{
		"as it was sent":                    {nil, 0},
		"15 minutes later":                  {nil, 15 * time.Minute},
		"15 minutes earlier":                {nil, -15 * time.Minute},
		"another host":                      {func(r *http.Request) { r.Host = "other.test" }, 0},
		"another parameter":                 {func(r *http.Request) { r.URL.RawQuery = "limit=1&upload_id=x" }, 0},
		"a header that is not signed":       {func(r *http.Request) { r.Header.Set("Range", "bytes=0-1") }, 0},
		"an escape where none is needed":    {func(r *http.Request) { r.RequestURI = "/%62/a%20b?upload_id=x" }, 0},
		"the whole URL in the request line": {func(r *http.Request) { r.RequestURI = "http://z.test" + r.RequestURI }, 0},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := qingStorGet(t)
			if c.change != nil {
				c.change(r)
			}
			id, err := signer.QingStor().Identify(r, exampleVerify(c.later))
			if err != nil {
				t.Fatal(err)
			}
			if id.AccessKeyID != exampleID || id.Presigned || id.Payload(r) != nil {
				t.Errorf("identity %+v", *id)
			}
		})
	}
}

func TestQingStorRefusesURLsInItsWords(t *testing.T) {
	t.Parallel()
	set := func(name, value string) func(url.Values) { return func(q url.Values) { q.Set(name, value) } }
	cases := map[string]struct {
		change func(url.Values)
		later  time.Duration
		status int
		code   string
		says   string
		reason signer.Reason
	}{
		"over":                    {nil, time.Hour + time.Second, 403, "request_expired", "has expired", signer.ReasonExpired},
		"a wrong signature":       {set("signature", "0"), 0, 401, "signature_not_matched", "", signer.ReasonSignature},
		"a plus that is a space":  {func(q url.Values) { q.Set("signature", " "+q.Get("signature")[1:]) }, 0, 401, "signature_not_matched", "", signer.ReasonSignature},
		"another sub-resource":    {set("upload_id", "y"), 0, 401, "signature_not_matched", "", signer.ReasonSignature},
		"a longer life":           {set("expires", "1369357201"), 0, 401, "signature_not_matched", "", signer.ReasonSignature},
		"a zero before the life":  {set("expires", "01369357200"), 0, 401, "signature_not_matched", "", signer.ReasonSignature},
		"an unknown key":          {set("access_key_id", "AKNOBODY"), 0, 401, "invalid_access_key_id", "", signer.ReasonUnknownKey},
		"no key":                  {func(q url.Values) { q.Del("access_key_id") }, 0, 400, "invalid_argument", "access_key_id is missing", signer.ReasonMalformed},
		"no signature":            {func(q url.Values) { q.Del("signature") }, 0, 400, "invalid_argument", "signature is missing", signer.ReasonMalformed},
		"no end":                  {func(q url.Values) { q.Del("expires") }, 0, 400, "invalid_argument", "expires is missing", signer.ReasonMalformed},
		"an end twice":            {func(q url.Values) { q.Add("expires", "1369357200") }, 0, 400, "invalid_argument", "expires is missing or there more than once", signer.ReasonMalformed},
		"an end that is no time":  {set("expires", "tomorrow"), 0, 400, "invalid_argument", "Unix seconds", signer.ReasonMalformed},
		"an end before all times": {set("expires", "-1"), 0, 400, "invalid_argument", "Unix seconds", signer.ReasonMalformed},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := newRequest(t, http.MethodGet, "http://z.test/b/k?upload_id=x", nil)
			signed, err := signer.QingStor().Presign(t.Context(), r, exampleParams(""), time.Hour)
			if err != nil {
				t.Fatal(err)
			}
			u, err := url.Parse(signed.URL)
			if err != nil {
				t.Fatal(err)
			}
			q := u.Query()
			if c.change != nil {
				c.change(q)
			}
			u.RawQuery = q.Encode()
			_, err = signer.QingStor().Identify(received(t, newRequest(t, http.MethodGet, u.String(), nil)), exampleVerify(c.later))
			checkRefusal(t, refusal(t, err), c.status, c.code, c.says, c.reason, exampleTime.Add(c.later))
		})
	}
}

func TestQingStorTellsTheBucketsOfHostsApart(t *testing.T) {
	t.Parallel()
	p := exampleParams("")
	p.Bucket, p.VirtualHost = "photos", true
	r := newRequest(t, http.MethodGet, "http://photos.z.test/k", nil)
	if err := signer.QingStor().Sign(t.Context(), r, p); err != nil {
		t.Fatal(err)
	}
	cases := map[string]struct {
		bucket      string
		virtualHost bool
		good        bool
	}{
		"the same":                   {"photos", true, true},
		"another bucket":             {"videos", true, false},
		"none":                       {"", true, false},
		"the bucket not in the host": {"photos", false, false},
	}
	for name, c := range cases {
		with := exampleVerify(0)
		with.Bucket, with.VirtualHost = c.bucket, c.virtualHost
		if _, err := signer.QingStor().Identify(received(t, r), with); (err == nil) != c.good {
			t.Errorf("%s: %v", name, err)
		}
	}
}
