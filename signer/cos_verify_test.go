// SPDX-License-Identifier: Apache-2.0

package signer_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/seed-40dc4ce0/pail/signer"
)

// cosGet is a good request in header form.
func cosGet(t *testing.T) *http.Request {
	t.Helper()
	r := newRequest(t, http.MethodGet, "http://b-1.cos.test/a%20b?prefix=x&acl", nil)
	r.Header.Set("X-Cos-Meta-A", "1")
	if err := signer.COS().Sign(t.Context(), r, exampleParams("")); err != nil {
		t.Fatal(err)
	}
	return received(t, r)
}

func TestCOSRefusesHeaderFormsInItsWords(t *testing.T) {
	t.Parallel()
	auth := func(old, with string) func(*http.Request) { return replaceIn("Authorization", old, with) }
	const wrong = "The Signature you specified is invalid."
	cases := map[string]struct {
		change func(*http.Request)
		later  time.Duration
		status int
		code   string
		says   string
		reason signer.Reason
	}{
		"no authorisation":  {func(r *http.Request) { r.Header.Del("Authorization") }, 0, 403, "AccessDenied", "Access Denied.", signer.ReasonUnsigned},
		"an unknown key":    {auth(exampleID, "AKNOBODY"), 0, 403, "InvalidAccessKeyId", "does not exist in our records", signer.ReasonUnknownKey},
		"a wrong signature": {auth("q-signature=", "q-signature=0"), 0, 403, "SignatureDoesNotMatch", wrong, signer.ReasonSignature},
		"an empty signature": {func(r *http.Request) {
			a, _, _ := strings.Cut(r.Header.Get("Authorization"), "q-signature=")
			r.Header.Set("Authorization", a+"q-signature=")
		}, 0, 403, "SignatureDoesNotMatch", wrong, signer.ReasonSignature},
		"another method":               {func(r *http.Request) { r.Method = "PUT" }, 0, 403, "SignatureDoesNotMatch", wrong, signer.ReasonSignature},
		"another path":                 {func(r *http.Request) { r.RequestURI = "/a+b?prefix=x&acl" }, 0, 403, "SignatureDoesNotMatch", wrong, signer.ReasonSignature},
		"another host":                 {func(r *http.Request) { r.Host = "b-2.cos.test" }, 0, 403, "SignatureDoesNotMatch", wrong, signer.ReasonSignature},
		"another signed parameter":     {func(r *http.Request) { r.URL.RawQuery = "prefix=y&acl" }, 0, 403, "SignatureDoesNotMatch", wrong, signer.ReasonSignature},
		"a signed parameter twice":     {func(r *http.Request) { r.URL.RawQuery += "&prefix=y" }, 0, 403, "SignatureDoesNotMatch", wrong, signer.ReasonSignature},
		"a signed parameter gone":      {func(r *http.Request) { r.URL.RawQuery = "prefix=x" }, 0, 403, "SignatureDoesNotMatch", wrong, signer.ReasonSignature},
		"another signed header":        {func(r *http.Request) { r.Header.Set("X-Cos-Meta-A", "2") }, 0, 403, "SignatureDoesNotMatch", wrong, signer.ReasonSignature},
		"a signed header twice":        {func(r *http.Request) { r.Header.Add("X-Cos-Meta-A", "2") }, 0, 403, "SignatureDoesNotMatch", wrong, signer.ReasonSignature},
		"a signed header gone":         {func(r *http.Request) { r.Header.Del("X-Cos-Meta-A") }, 0, 403, "SignatureDoesNotMatch", wrong, signer.ReasonSignature},
		"a header off the list":        {auth(";x-cos-meta-a", ""), 0, 403, "SignatureDoesNotMatch", wrong, signer.ReasonSignature},
		"a longer window":              {both(";1369357200", ";1369357201"), 0, 403, "SignatureDoesNotMatch", wrong, signer.ReasonSignature},
		"a window that is over":        {nil, time.Hour + time.Second, 403, "AccessDenied", "Request has expired", signer.ReasonExpired},
		"a window not begun":           {nil, -15*time.Minute - time.Second, 403, "RequestTimeTooSkewed", "too large", signer.ReasonSkewed},
		"two times that differ":        {auth("q-key-time=1", "q-key-time=0"), 0, 400, "InvalidArgument", "q-sign-time and q-key-time differ", signer.ReasonMalformed},
		"a window without a semicolon": {both("1369353600;1369357200", "1369353600"), 0, 400, "InvalidArgument", "not a start and an end", signer.ReasonMalformed},
		"a window of no numbers":       {both("1369353600;", "now;"), 0, 400, "InvalidArgument", "not a start and an end", signer.ReasonMalformed},
		"a window that ends before":    {both("1369353600;", "1369357201;"), 0, 400, "InvalidArgument", "not a start and an end", signer.ReasonMalformed},
		"a negative window":            {both("1369353600;", "-1;"), 0, 400, "InvalidArgument", "not a start and an end", signer.ReasonMalformed},
		"another algorithm":            {auth("=sha1", "=sha256"), 0, 400, "InvalidArgument", "q-sign-algorithm is not sha1", signer.ReasonMalformed},
		"no key":                       {auth("&q-ak="+exampleID, ""), 0, 400, "InvalidArgument", "q-ak is missing", signer.ReasonMalformed},
		"an empty key":                 {auth(exampleID, ""), 0, 400, "InvalidArgument", "q-ak is empty", signer.ReasonMalformed},
		"no list of headers":           {auth("q-header-list=host;x-cos-meta-a&", ""), 0, 400, "InvalidArgument", "q-header-list is missing", signer.ReasonMalformed},
		"a part twice":                 {auth("&q-ak=", "&q-ak=a&q-ak="), 0, 400, "InvalidArgument", "q-ak is missing or there more than once", signer.ReasonMalformed},
		"a part of no kind":            {auth("&q-ak=", "&q-as=a&q-ak="), 0, 400, "InvalidArgument", "a part that is not among", signer.ReasonMalformed},
		"another mechanism":            {func(r *http.Request) { r.Header.Set("Authorization", "AWS4-HMAC-SHA256 x") }, 0, 400, "InvalidArgument", "a part that is not among", signer.ReasonMalformed},
		"two authorisations":           {func(r *http.Request) { r.Header.Add("Authorization", "again") }, 0, 400, "InvalidArgument", "signed more than once", signer.ReasonMalformed},
		"a presigned query as well":    {func(r *http.Request) { r.URL.RawQuery += "&q-ak=a" }, 0, 400, "InvalidArgument", "signed more than once", signer.ReasonMalformed},
		"the parameter sign as well":   {func(r *http.Request) { r.URL.RawQuery += "&sign=a" }, 0, 400, "InvalidArgument", "signed more than once", signer.ReasonMalformed},
		"a query nobody can decode":    {func(r *http.Request) { r.URL.RawQuery = "a=%zz" }, 0, 400, "InvalidURI", "Couldn't parse", signer.ReasonMalformed},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := cosGet(t)
			if c.change != nil {
				c.change(r)
			}
			_, err := signer.COS().Identify(r, exampleVerify(c.later))
			checkRefusal(t, refusal(t, err), c.status, c.code, c.says, c.reason, exampleTime.Add(c.later))
		})
	}
}

// both changes q-sign-time and q-key-time of an Authorization header.
func both(old, with string) func(*http.Request) {
	return func(r *http.Request) {
		r.Header.Set("Authorization", strings.ReplaceAll(r.Header.Get("Authorization"), old, with))
	}
}

// checkRefusal compares a refusal with what is expected of it.
func checkRefusal(t *testing.T, v *signer.VerifyError, status int, code, says string, reason signer.Reason, now time.Time) {
	t.Helper()
	if v.Status != status || v.Code != code || !strings.Contains(v.Message, says) || v.Reason != reason {
		t.Errorf("got %d %v, reason %q", v.Status, v, v.Reason)
	}
	clock := reason == signer.ReasonExpired || reason == signer.ReasonSkewed
	if clock && !v.ServerTime.Equal(now) || !clock && !v.ServerTime.IsZero() {
		t.Errorf("the server's time is %v", v.ServerTime)
	}
}

func TestCOSAcceptsWhatClientsDo(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		change func(*http.Request)
		later  time.Duration
	}{
		"as it was sent":                    {nil, 0},
		"in the last second":                {nil, time.Hour},
		"15 minutes earlier":                {nil, -15 * time.Minute},
		"the parts in another order":        {func(r *http.Request) { r.Header.Set("Authorization", lastFirst(r.Header.Get("Authorization"), "&")) }, 0},
		"the parameters in another order":   {func(r *http.Request) { r.URL.RawQuery = "acl&prefix=x" }, 0},
		"a parameter that is not listed":    {func(r *http.Request) { r.URL.RawQuery += "&imageMogr2/thumbnail" }, 0},
		"a header that is not listed":       {func(r *http.Request) { r.Header.Set("X-Cos-Acl", "private") }, 0},
		"an escape where none is needed":    {func(r *http.Request) { r.RequestURI = "/%61%20b?prefix=x&acl" }, 0},
		"an equals sign without a value":    {func(r *http.Request) { r.URL.RawQuery = "prefix=x&acl=" }, 0},
		"the whole URL in the request line": {func(r *http.Request) { r.RequestURI = "http://b-1.cos.test" + r.RequestURI }, 0},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := cosGet(t)
			if c.change != nil {
				c.change(r)
			}
			id, err := signer.COS().Identify(r, exampleVerify(c.later))
			if err != nil {
				t.Fatal(err)
			}
			if id.AccessKeyID != exampleID || id.Presigned || id.Payload(r) != nil {
				t.Errorf("identity %+v", *id)
			}
		})
	}
}

func lastFirst(list, separator string) string {
	parts := strings.Split(list, separator)
	n := len(parts) - 1
	return strings.Join(append([]string{parts[n]}, parts[:n]...), separator)
}

func TestCOSRefusesURLsInItsWords(t *testing.T) {
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
		"over":                {nil, time.Hour + time.Second, 403, "AccessDenied", "Request has expired", signer.ReasonExpired},
		"from the future":     {nil, -time.Hour, 403, "RequestTimeTooSkewed", "too large", signer.ReasonSkewed},
		"a wrong signature":   {set("q-signature", "0"), 0, 403, "SignatureDoesNotMatch", "invalid", signer.ReasonSignature},
		"another parameter":   {set("prefix", "y"), 0, 403, "SignatureDoesNotMatch", "invalid", signer.ReasonSignature},
		"another token":       {set("x-cos-security-token", "other"), 0, 403, "SignatureDoesNotMatch", "invalid", signer.ReasonSignature},
		"no host on the list": {set("q-header-list", "content-type"), 0, 403, "SignatureDoesNotMatch", "invalid", signer.ReasonSignature},
		"an unknown key":      {set("q-ak", "AKNOBODY"), 0, 403, "InvalidAccessKeyId", "does not exist", signer.ReasonUnknownKey},
		"no signature":        {func(q url.Values) { q.Del("q-signature") }, 0, 400, "InvalidArgument", "q-signature is missing", signer.ReasonMalformed},
		"a window twice":      {func(q url.Values) { q.Add("q-key-time", "1;2") }, 0, 400, "InvalidArgument", "q-key-time is missing or there more than once", signer.ReasonMalformed},
		"another algorithm":   {set("q-sign-algorithm", "md5"), 0, 400, "InvalidArgument", "not sha1", signer.ReasonMalformed},
		"the parameter sign":  {set("sign", "x"), 0, 400, "InvalidArgument", "signed more than once", signer.ReasonMalformed},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := newRequest(t, http.MethodPut, "http://b-1.cos.test/k?prefix=x", nil)
			r.Header.Set("Content-Type", "text/plain")
			p := exampleParams("")
			p.Credentials.SessionToken = "token"
			signed, err := signer.COS().Presign(t.Context(), r, p, time.Hour)
			if err != nil {
				t.Fatal(err)
			}
			u, err := url.Parse(signed.URL)
			if err != nil {
				t.Fatal(err)
			}
			if c.change != nil {
				q := u.Query()
				c.change(q)
				u.RawQuery = q.Encode()
			}
			r = newRequest(t, http.MethodPut, u.String(), nil)
			r.Header = signed.Header
			_, err = signer.COS().Identify(received(t, r), exampleVerify(c.later))
			checkRefusal(t, refusal(t, err), c.status, c.code, c.says, c.reason, exampleTime.Add(c.later))
		})
	}
}
