// SPDX-License-Identifier: Apache-2.0

package signer_test

import (
	"bufio"
	"bytes"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/signer"
)

// parse reads a request as a server does.
func parse(t testing.TB, wire string) *http.Request {
	t.Helper()
	r, err := http.ReadRequest(bufio.NewReader(strings.NewReader(wire)))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func newReader(wire []byte) *bufio.Reader { return bufio.NewReader(bytes.NewReader(wire)) }

// refusal returns err as a *VerifyError, and fails if it is none.
func refusal(t *testing.T, err error) *signer.VerifyError {
	t.Helper()
	var v *signer.VerifyError
	if !errors.As(err, &v) {
		t.Fatalf("got %v, want a *VerifyError", err)
	}
	return v
}

// signedGet is a good request in header form.
func signedGet(t *testing.T) *http.Request {
	t.Helper()
	r := newRequest(t, http.MethodGet, "http://h/b/k?list-type=2", nil)
	r.Header.Set("X-Amz-Meta-A", "1")
	if err := signer.SigV4().Sign(t.Context(), r, exampleParams(signer.EmptyPayload)); err != nil {
		t.Fatal(err)
	}
	return received(t, r)
}

func replaceIn(name, old, with string) func(*http.Request) {
	return func(r *http.Request) { r.Header.Set(name, strings.Replace(r.Header.Get(name), old, with, 1)) }
}

func TestVerifyRefusesHeaderFormsInTheWordsOfS3(t *testing.T) {
	t.Parallel()
	auth := func(old, with string) func(*http.Request) { return replaceIn("Authorization", old, with) }
	cases := map[string]struct {
		change func(*http.Request)
		now    time.Duration
		status int
		code   string
		says   string
		name   string // of an element
		value  string
	}{
		"no authorisation":         {func(r *http.Request) { r.Header.Del("Authorization") }, 0, 403, "AccessDenied", "Access Denied", "", ""},
		"an unknown key":           {auth(exampleID, "AKNOBODY"), 0, 403, "InvalidAccessKeyId", "does not exist in our records", "AWSAccessKeyId", "AKNOBODY"},
		"a wrong signature":        {auth("Signature=", "Signature=0"), 0, 403, "SignatureDoesNotMatch", "does not match", "AWSAccessKeyId", exampleID},
		"another method":           {func(r *http.Request) { r.Method = "PUT" }, 0, 403, "SignatureDoesNotMatch", "", "", ""},
		"another path":             {func(r *http.Request) { r.RequestURI = "/b/other?list-type=2" }, 0, 403, "SignatureDoesNotMatch", "", "", ""},
		"another query":            {func(r *http.Request) { r.URL.RawQuery = "list-type=1" }, 0, 403, "SignatureDoesNotMatch", "", "", ""},
		"another host":             {func(r *http.Request) { r.Host = "other" }, 0, 403, "SignatureDoesNotMatch", "", "", ""},
		"another signed header":    {func(r *http.Request) { r.Header.Set("X-Amz-Meta-A", "2") }, 0, 403, "SignatureDoesNotMatch", "", "", ""},
		"a signed header gone":     {func(r *http.Request) { r.Header.Del("X-Amz-Meta-A") }, 0, 403, "SignatureDoesNotMatch", "", "", ""},
		"another payload hash":     {func(r *http.Request) { r.Header.Set("X-Amz-Content-Sha256", signer.UnsignedPayload) }, 0, 403, "SignatureDoesNotMatch", "", "", ""},
		"an unsigned x-amz header": {func(r *http.Request) { r.Header.Set("X-Amz-Acl", "public-read") }, 0, 403, "AccessDenied", "headers present in the request which were not signed", "HeadersNotSigned", "x-amz-acl"},
		"an unsigned host":         {auth("host;", ""), 0, 403, "AccessDenied", "not signed", "HeadersNotSigned", "host"},
		"a clock 15 minutes early": {nil, -15*time.Minute - time.Second, 403, "RequestTimeTooSkewed", "too large", "MaxAllowedSkewMilliseconds", "900000"},
		"a clock 15 minutes late":  {nil, 15*time.Minute + time.Second, 403, "RequestTimeTooSkewed", "too large", "RequestTime", "20130524T000000Z"},
		"a wrong region":           {auth("us-east-1", "eu-west-1"), 0, 400, "AuthorizationHeaderMalformed", "the region 'eu-west-1' is wrong; expecting 'us-east-1'", "Region", "us-east-1"},
		"a wrong service":          {auth("/s3/", "/ec2/"), 0, 400, "AuthorizationHeaderMalformed", `incorrect service "ec2". This endpoint belongs to "s3".`, "", ""},
		"a wrong terminator":       {auth("aws4_request", "aws5_request"), 0, 400, "AuthorizationHeaderMalformed", `incorrect terminal "aws5_request"`, "", ""},
		"another day in the scope": {auth("/20130524/", "/20130525/"), 0, 400, "AuthorizationHeaderMalformed", "not the same as X-Amz-Date", "", ""},
		"a scope without a day":    {auth("/20130524/", "/today/"), 0, 400, "AuthorizationHeaderMalformed", "the Credential is mal-formed", "", ""},
		"a short credential":       {auth("/s3/aws4_request", ""), 0, 400, "AuthorizationHeaderMalformed", "the Credential is mal-formed", "", ""},
		"no access key id":         {auth(exampleID, ""), 0, 400, "AuthorizationHeaderMalformed", "the Credential is mal-formed", "", ""},
		"no signature":             {auth(", Signature=", ", Nonsense="), 0, 400, "AuthorizationHeaderMalformed", "requires three components", "", ""},
		"an empty signature": {func(r *http.Request) {
			a, _, _ := strings.Cut(r.Header.Get("Authorization"), ", Signature=")
			r.Header.Set("Authorization", a)
		}, 0, 400, "AuthorizationHeaderMalformed", "missing Signature", "", ""},
		"signed headers left out":   {auth("SignedHeaders=host;x-amz-content-sha256;x-amz-date;x-amz-meta-a, ", ""), 0, 400, "AuthorizationHeaderMalformed", "missing SignedHeaders", "", ""},
		"a credential left out":     {auth("Credential="+exampleID+"/20130524/us-east-1/s3/aws4_request, ", ""), 0, 400, "AuthorizationHeaderMalformed", "missing Credential", "", ""},
		"signature version 2":       {func(r *http.Request) { r.Header.Set("Authorization", "AWS AK:sig") }, 0, 400, "InvalidRequest", "Please use AWS4-HMAC-SHA256", "", ""},
		"another mechanism":         {func(r *http.Request) { r.Header.Set("Authorization", "Basic x") }, 0, 400, "InvalidArgument", "Unsupported Authorization Type", "ArgumentValue", "Basic"},
		"two authorisations":        {func(r *http.Request) { r.Header.Add("Authorization", "again") }, 0, 400, "InvalidArgument", "Only one auth mechanism", "", ""},
		"a presigned query as well": {func(r *http.Request) { r.URL.RawQuery += "&X-Amz-Algorithm=AWS4-HMAC-SHA256" }, 0, 400, "InvalidArgument", "Only one auth mechanism", "", ""},
		"no date":                   {func(r *http.Request) { r.Header.Del("X-Amz-Date") }, 0, 403, "AccessDenied", "requires a valid Date or x-amz-date header", "", ""},
		"a date of no format":       {func(r *http.Request) { r.Header.Set("X-Amz-Date", "yesterday") }, 0, 403, "AccessDenied", "requires a valid Date", "", ""},
		"no payload hash":           {func(r *http.Request) { r.Header.Del("X-Amz-Content-Sha256") }, 0, 400, "InvalidRequest", "Missing required header for this request: x-amz-content-sha256", "", ""},
		"a payload hash of no kind": {func(r *http.Request) { r.Header.Set("X-Amz-Content-Sha256", "abc") }, 0, 400, "InvalidArgument", "x-amz-content-sha256 must be", "ArgumentValue", "abc"},
		"a query nobody can decode": {func(r *http.Request) { r.URL.RawQuery = "a=%zz" }, 0, 400, "InvalidURI", "Couldn't parse", "", ""},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := signedGet(t)
			if c.change != nil {
				c.change(r)
			}
			v := refusal(t, signer.SigV4().Verify(r, exampleLookup, exampleRegion, exampleTime.Add(c.now)))
			if v.Status != c.status || v.Code != c.code || !strings.Contains(v.Message, c.says) {
				t.Errorf("got %d %v", v.Status, v)
			}
			if c.name != "" && v.Element(c.name) != c.value {
				t.Errorf("element %s is %q, all: %v", c.name, v.Element(c.name), v.Elements)
			}
		})
	}
}

func TestVerifyAcceptsWhatClientsDo(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		change func(*http.Request)
		region string
		now    time.Duration
	}{
		"as it was sent":                    {nil, exampleRegion, 0},
		"15 minutes later":                  {nil, exampleRegion, 15 * time.Minute},
		"15 minutes earlier":                {nil, exampleRegion, -15 * time.Minute},
		"any region":                        {nil, "", 0},
		"no spaces in the header":           {replaceIn("Authorization", ", Signature", ",Signature"), exampleRegion, 0},
		"the components in another order":   {func(r *http.Request) { r.Header.Set("Authorization", reorder(r.Header.Get("Authorization"))) }, exampleRegion, 0},
		"an unsigned header that is no x-*": {func(r *http.Request) { r.Header.Set("Range", "bytes=0-1") }, exampleRegion, 0},
		"the whole URL in the request line": {func(r *http.Request) { r.RequestURI = "http://h" + r.RequestURI }, exampleRegion, 0},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := signedGet(t)
			if c.change != nil {
				c.change(r)
			}
			id, err := signer.SigV4().Authenticate(r, exampleLookup, c.region, exampleTime.Add(c.now))
			if err != nil {
				t.Fatal(err)
			}
			if id.AccessKeyID != exampleID || id.Presigned || id.PayloadHash != signer.EmptyPayload {
				t.Errorf("identity %+v", *id)
			}
		})
	}
}

func reorder(header string) string {
	mechanism, rest, _ := strings.Cut(header, " ")
	parts := strings.Split(rest, ", ")
	return mechanism + " " + strings.Join([]string{parts[2], parts[0], parts[1]}, ",")
}

func TestVerifyTakesTheDateHeaderAndSlashesInKeys(t *testing.T) {
	t.Parallel()
	r := newRequest(t, http.MethodGet, "http://h/k", nil)
	p := exampleParams(signer.EmptyPayload)
	p.Credentials.AccessKeyID = "tenant/user/key"
	if err := signer.SigV4().Sign(t.Context(), r, p); err != nil {
		t.Fatal(err)
	}
	lookup := func(id string) (string, bool) { return exampleSecret, id == "tenant/user/key" }
	if err := signer.SigV4().Verify(received(t, r), lookup, exampleRegion, exampleTime); err != nil {
		t.Error(err)
	}
	dated := received(t, r)
	dated.Header.Del("X-Amz-Date")
	dated.Header.Set("Date", exampleTime.Format(http.TimeFormat))
	v := refusal(t, signer.SigV4().Verify(dated, lookup, exampleRegion, exampleTime))
	if v.Code != "SignatureDoesNotMatch" {
		t.Errorf("a Date header is not taken for the time: %v", v)
	}
}

// presigned returns the request that a good URL leads to.
func presigned(t *testing.T, change func(url.Values)) *http.Request {
	t.Helper()
	r := newRequest(t, http.MethodPut, "http://h/b/k?x-id=PutObject", nil)
	r.Header.Set("Content-Type", "text/plain")
	p, err := signer.SigV4().Presign(t.Context(), r, exampleParams(signer.UnsignedPayload), time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(http.Header{"Content-Type": {"text/plain"}}, p.Header); diff != "" {
		t.Fatalf("headers of the URL (-want +got):\n%s", diff)
	}
	u, err := url.Parse(p.URL)
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	if change != nil {
		change(q)
		u.RawQuery = q.Encode()
	}
	r = newRequest(t, http.MethodPut, u.String(), nil)
	r.Header = p.Header
	return received(t, r)
}

func TestVerifyRefusesPresignedFormsInTheWordsOfS3(t *testing.T) {
	t.Parallel()
	set := func(name, value string) func(url.Values) { return func(q url.Values) { q.Set(name, value) } }
	del := func(name string) func(url.Values) { return func(q url.Values) { q.Del(name) } }
	const incomplete = "requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters"
	cases := map[string]struct {
		change func(url.Values)
		now    time.Duration
		status int
		code   string
		says   string
	}{
		"expired":                 {nil, time.Hour + time.Second, 403, "AccessDenied", "Request has expired"},
		"from the future":         {nil, -time.Hour, 403, "AccessDenied", "not valid yet"},
		"a wrong signature":       {set("X-Amz-Signature", "0"), 0, 403, "SignatureDoesNotMatch", ""},
		"another parameter":       {set("x-id", "GetObject"), 0, 403, "SignatureDoesNotMatch", ""},
		"a longer life":           {set("X-Amz-Expires", "7200"), 0, 403, "SignatureDoesNotMatch", ""},
		"no signature":            {del("X-Amz-Signature"), 0, 400, "AuthorizationQueryParametersError", incomplete},
		"no algorithm":            {del("X-Amz-Algorithm"), 0, 400, "AuthorizationQueryParametersError", incomplete},
		"no life":                 {del("X-Amz-Expires"), 0, 400, "AuthorizationQueryParametersError", incomplete},
		"a date twice":            {func(q url.Values) { q.Add("X-Amz-Date", "20130524T000000Z") }, 0, 400, "AuthorizationQueryParametersError", incomplete},
		"another algorithm":       {set("X-Amz-Algorithm", "AWS4-HMAC-SHA1"), 0, 400, "AuthorizationQueryParametersError", "X-Amz-Algorithm only supports"},
		"a life of no number":     {set("X-Amz-Expires", "soon"), 0, 400, "AuthorizationQueryParametersError", "should be a number"},
		"a negative life":         {set("X-Amz-Expires", "-1"), 0, 400, "AuthorizationQueryParametersError", "must be non-negative"},
		"a life of over a week":   {set("X-Amz-Expires", "604801"), 0, 400, "AuthorizationQueryParametersError", "less than a week"},
		"a date of no format":     {set("X-Amz-Date", "today"), 0, 400, "AuthorizationQueryParametersError", "ISO8601"},
		"a credential of no form": {set("X-Amz-Credential", "me"), 0, 400, "AuthorizationQueryParametersError", "the Credential is mal-formed"},
		"a wrong region": {set("X-Amz-Credential", exampleID+"/20130524/eu-west-1/s3/aws4_request"), 0, 400, "AuthorizationQueryParametersError",
			"Error parsing the X-Amz-Credential parameter; the region 'eu-west-1' is wrong; expecting 'us-east-1'"},
		"signature version 2": {func(q url.Values) {
			clear(q)
			q.Set("AWSAccessKeyId", "AK")
			q.Set("Signature", "x")
			q.Set("Expires", "1")
		}, 0, 400, "InvalidRequest", "Please use AWS4-HMAC-SHA256"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			v := refusal(t, signer.SigV4().Verify(presigned(t, c.change), exampleLookup, exampleRegion, exampleTime.Add(c.now)))
			if v.Status != c.status || v.Code != c.code || !strings.Contains(v.Message, c.says) {
				t.Errorf("got %d %v", v.Status, v)
			}
		})
	}
	t.Run("a signed header left out", func(t *testing.T) {
		t.Parallel()
		r := presigned(t, nil)
		r.Header.Del("Content-Type")
		if v := refusal(t, signer.SigV4().Verify(r, exampleLookup, exampleRegion, exampleTime)); v.Code != "SignatureDoesNotMatch" {
			t.Errorf("got %v", v)
		}
	})
	for name, now := range map[string]time.Duration{"at once": 0, "in its last second": time.Hour, "a little early": -time.Minute} {
		t.Run("good "+name, func(t *testing.T) {
			t.Parallel()
			id, err := signer.SigV4().Authenticate(presigned(t, nil), exampleLookup, exampleRegion, exampleTime.Add(now))
			if err != nil {
				t.Fatal(err)
			}
			if !id.Presigned || id.PayloadHash != signer.UnsignedPayload {
				t.Errorf("identity %+v", *id)
			}
		})
	}
}

func TestPresignLimitsTheLifeOfAURL(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		expires time.Duration
		left    time.Duration // of the credentials; 0 is for ever
		want    time.Duration // 0 is an error
	}{
		"a week":                           {signer.MaxPresign, 0, signer.MaxPresign},
		"over a week":                      {signer.MaxPresign + time.Second, 0, 0},
		"nothing":                          {0, 0, 0},
		"less than a second":               {time.Millisecond, 0, 0},
		"seconds are whole":                {1500 * time.Millisecond, 0, time.Second},
		"credentials that live longer":     {time.Hour, 2 * time.Hour, time.Hour},
		"credentials that expire before":   {time.Hour, 90 * time.Second, 90 * time.Second},
		"credentials that expired already": {time.Hour, -time.Second, 0},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := exampleParams(signer.UnsignedPayload)
			if c.left != 0 {
				p.Credentials.CanExpire, p.Credentials.Expires = true, p.Time.Add(c.left)
			}
			got, err := signer.SigV4().Presign(t.Context(), newRequest(t, http.MethodGet, "http://h/k", nil), p, c.expires)
			switch {
			case c.want == 0 && err == nil:
				t.Errorf("got a URL until %s", got.Expires)
			case c.want != 0 && (err != nil || !got.Expires.Equal(exampleTime.Add(c.want))):
				t.Errorf("got %v, %v", got, err)
			}
		})
	}
}

func TestPresignBindsOnlyWhatTheCallerSet(t *testing.T) {
	t.Parallel()
	r := newRequest(t, http.MethodPut, "https://h/k", nil)
	r.Header = http.Header{"User-Agent": {"pail"}, "Accept-Encoding": {"identity"}, "Authorization": {"old"}, "X-Amz-Date": {"old"},
		"X-Amz-Acl": {"private"}, "If-None-Match": {"*"}, "Content-Length": {"3"}, "X-Amz-Nothing": nil}
	before := r.Clone(t.Context())
	p, err := signer.SigV4().Presign(t.Context(), r, exampleParams(signer.EmptyPayload), time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	want := http.Header{"X-Amz-Acl": {"private"}, "If-None-Match": {"*"}, "Content-Length": {"3"}, "X-Amz-Content-Sha256": {signer.EmptyPayload}}
	if diff := cmp.Diff(want, p.Header); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(before.Header, r.Header); diff != "" || r.URL.String() != "https://h/k" {
		t.Errorf("the request has been changed: %s\n%s", r.URL, diff)
	}
	again := newRequest(t, http.MethodPut, p.URL, nil)
	if _, err := signer.SigV4().Presign(t.Context(), again, exampleParams(signer.EmptyPayload), time.Hour); err == nil {
		t.Error("a presigned URL can be presigned again")
	}
}

func TestPresignListsHeadersWhoseNamesNeedEscapes(t *testing.T) {
	t.Parallel()
	r := newRequest(t, http.MethodPut, "http://h/k", nil)
	r.Header.Set("X-Amz-Meta-A+b&c%d", "1")
	got := signed(t, signer.SigV4(), r, exampleParams(signer.UnsignedPayload), true)
	if list := got.URL.Query().Get("X-Amz-SignedHeaders"); list != "host;x-amz-meta-a+b&c%d" {
		t.Errorf("the list is %q", list)
	}
	if err := signer.SigV4().Verify(got, exampleLookup, exampleRegion, exampleTime); err != nil {
		t.Error(err)
	}
}
