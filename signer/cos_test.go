// SPDX-License-Identifier: Apache-2.0

package signer_test

import (
	"crypto/fips140"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/signer"
)

// cosPart is one part of an Authorization value of COS.
func cosPart(authorization, name string) string {
	_, rest, _ := strings.Cut("&"+authorization, "&"+name+"=")
	value, _, _ := strings.Cut(rest, "&")
	return value
}

func cosAuthorization(t *testing.T, r *http.Request, p signer.Params) string {
	t.Helper()
	if err := signer.COS().Sign(t.Context(), r, p); err != nil {
		t.Fatal(err)
	}
	return r.Header.Get("Authorization")
}

func TestCOSSignsTheHeadersThatArriveUnchanged(t *testing.T) {
	t.Parallel()
	r := newRequest(t, http.MethodPut, "https://b-1.cos.test/k", strings.NewReader("x"))
	r.Header = http.Header{
		"Content-Type": {"text/plain"}, "Content-Md5": {"x"}, "content-language": {"de"}, "Cache-Control": {"no-store"}, "Expires": {"0"}, "Range": {"bytes=0-1"},
		"If-Match": {"e"}, "Origin": {"https://a"}, "Access-Control-Request-Method": {"PUT"}, "Pic-Operations": {"{}"}, "X-Ci-Process": {"x"}, "Date": {"now"},
		"X-Cos-Meta-B": {"1"}, "x-cos-meta-a": {"2"}, "X-Cos-Empty": nil,
		"Content-Length": {"1"}, "Transfer-Encoding": {"chunked"}, "Expect": {"100-continue"}, "User-Agent": {"pail"}, "Accept-Encoding": {"identity"},
		"Connection": {"close"}, "Referer": {"https://a"}, "X-Amz-Acl": {"private"},
	}
	p := exampleParams("")
	p.Credentials.SessionToken = "token"
	const want = "access-control-request-method;cache-control;content-language;content-md5;content-type;date;expires;host;if-match;origin;" +
		"pic-operations;range;x-ci-process;x-cos-meta-a;x-cos-meta-b;x-cos-security-token"
	if got := cosPart(cosAuthorization(t, r, p), "q-header-list"); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if got := r.Header.Get("X-Cos-Security-Token"); got != "token" {
		t.Errorf("the header of the token is %q", got)
	}
}

func TestCOSListsEveryParameterInOrderAndEncoded(t *testing.T) {
	t.Parallel()
	cases := map[string]struct{ query, want string }{
		"none":                         {"", ""},
		"without a value":              {"acl", "acl"},
		"without a name":               {"=1&a=1&=", "a"},
		"in order":                     {"prefix=a&delimiter=%2F&acl", "acl;delimiter;prefix"},
		"in lower case":                {"partNumber=1&uploadId=x", "partnumber;uploadid"},
		"escapes in lower case too":    {"A/B=1&a%2Fc=2&%C3%9C=3", "%c3%9c;a%2fb;a%2fc"},
		"once for each value":          {"a=2&a=1&a", "a;a;a"},
		"nothing between two":          {"a&&b&", "a;b"},
		"a plus is a space":            {"a+b=1", "a%20b"},
		"a percent sign by itself":     {"100%=1", "100%25"},
		"in the order of the encoding": {"a-=1&a.=1&a~=1&a_=1&a%20=1", "a%20;a-;a.;a_;a~"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := newRequest(t, http.MethodGet, "https://b-1.cos.test/", nil)
			r.URL.RawQuery = c.query
			if got := cosPart(cosAuthorization(t, r, exampleParams("")), "q-url-param-list"); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestCOSWindowIsTheSDKsUnlessSet(t *testing.T) {
	t.Parallel()
	now := exampleTime.Unix()
	cases := map[string]struct {
		options    []signer.COSOption
		start, end int64
	}{
		"an hour from now":           {nil, now, now + 3600},
		"as set":                     {[]signer.COSOption{signer.COSWindow(time.Minute, 5*time.Minute)}, now - 60, now + 300},
		"whole seconds":              {[]signer.COSOption{signer.COSWindow(1500*time.Millisecond, 2500*time.Millisecond)}, now - 1, now + 2},
		"no less than nothing":       {[]signer.COSOption{signer.COSWindow(-time.Minute, time.Minute)}, now, now + 60},
		"no end is the SDK's":        {[]signer.COSOption{signer.COSWindow(time.Minute, 0)}, now - 60, now + 3600},
		"the last of several counts": {[]signer.COSOption{signer.COSWindow(0, time.Second), signer.COSWindow(0, time.Minute)}, now, now + 60},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := newRequest(t, http.MethodGet, "https://b-1.cos.test/k", nil)
			if err := signer.COS(c.options...).Sign(t.Context(), r, exampleParams("")); err != nil {
				t.Fatal(err)
			}
			want := cosVector{start: c.start, end: c.end}.window()
			for _, part := range []string{"q-sign-time", "q-key-time"} {
				if got := cosPart(r.Header.Get("Authorization"), part); got != want {
					t.Errorf("%s is %s, want %s", part, got, want)
				}
			}
		})
	}
}

func TestCOSPresignBindsOnlyWhatTheCallerSet(t *testing.T) {
	t.Parallel()
	r := newRequest(t, http.MethodPut, "https://b-1.cos.test/a%2Fb?uploads&prefix=x+y", nil)
	r.Header = http.Header{
		"User-Agent": {"pail"}, "Authorization": {"old"}, "X-Cos-Security-Token": {"old"}, "Content-Length": {"3"}, "Expect": {"100-continue"},
		"x-cos-acl": {"private"}, "If-None-Match": {"*"}, "X-Cos-Nothing": nil,
	}
	before := r.Clone(t.Context())
	p := exampleParams("")
	p.Credentials.SessionToken = "a token/+="
	got, err := signer.COS(signer.COSWindow(time.Minute, time.Second)).Presign(t.Context(), r, p, time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(http.Header{"X-Cos-Acl": {"private"}, "If-None-Match": {"*"}, "Content-Length": {"3"}}, got.Header); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	window := cosVector{start: exampleTime.Unix() - 60, end: exampleTime.Unix() + 3600}.window()
	want := "https://b-1.cos.test/a%2Fb?uploads&prefix=x+y&x-cos-security-token=a%20token%2F%2B%3D&q-sign-algorithm=sha1&q-ak=" + exampleID +
		"&q-sign-time=" + url.QueryEscape(window) + "&q-key-time=" + url.QueryEscape(window) +
		"&q-header-list=content-length%3Bhost%3Bif-none-match%3Bx-cos-acl&q-url-param-list=prefix%3Buploads%3Bx-cos-security-token&q-signature="
	if !strings.HasPrefix(got.URL, want) || !got.Expires.Equal(exampleTime.Add(time.Hour)) {
		t.Errorf("expires %v\ngot  %s\nwant %s…", got.Expires, got.URL, want)
	}
	if diff := cmp.Diff(before.Header, r.Header); diff != "" || r.URL.String() != before.URL.String() {
		t.Errorf("the request has been changed: %s\n%s", r.URL, diff)
	}
	sent := newRequest(t, http.MethodPut, got.URL, strings.NewReader("cat"))
	sent.Header = got.Header
	if token := signer.COS().SessionToken(sent); token != "a token/+=" {
		t.Errorf("the token in the URL is %q", token)
	}
	if _, err := signer.COS().Identify(received(t, sent), exampleVerify(0)); err != nil {
		t.Error(err)
	}
	if _, err := signer.COS().Presign(t.Context(), newRequest(t, http.MethodPut, got.URL, nil), p, time.Hour); err == nil {
		t.Error("a presigned URL can be presigned again")
	}
}

// TestCOSFailsWithoutAPanicWhereSHA1IsForbidden runs itself once more in a
// program that Go starts in that mode.
func TestCOSFailsWithoutAPanicWhereSHA1IsForbidden(t *testing.T) {
	t.Parallel()
	if !fips140.Enforced() {
		again := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^"+t.Name()+"$")
		again.Env = append(os.Environ(), "GODEBUG=fips140=only")
		if out, err := again.CombinedOutput(); err != nil {
			t.Errorf("%v\n%s", err, out)
		}
		return
	}
	s, r, p := signer.COS(), newRequest(t, http.MethodGet, "https://b-1.cos.test/k", nil), exampleParams("")
	_, presign := s.Presign(t.Context(), r, p, time.Hour)
	_, identify := s.Identify(r, exampleVerify(0))
	for what, err := range map[string]error{"sign": s.Sign(t.Context(), r, p), "presign": presign, "identify": identify} {
		if err == nil || !strings.Contains(err.Error(), "fips140=only") {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// exampleVerify are a server's parameters, its clock so much later than the
// client's.
func exampleVerify(later time.Duration) signer.VerifyParams {
	return signer.VerifyParams{Lookup: exampleLookup, Region: exampleRegion, Time: exampleTime.Add(later)}
}
