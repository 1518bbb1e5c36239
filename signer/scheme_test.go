// SPDX-License-Identifier: Apache-2.0

package signer_test

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/signer"
)

var schemeNames = []string{"sigv4", "cos", "qingstor"}

func newScheme(t testing.TB, name string) signer.Scheme {
	t.Helper()
	s, err := signer.New(name)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// signed returns a request as a server reads it, in header or query form.
func signed(t testing.TB, s signer.Scheme, r *http.Request, p signer.Params, inURL bool) *http.Request {
	t.Helper()
	if !inURL {
		if err := s.Sign(t.Context(), r, p); err != nil {
			t.Fatal(err)
		}
		return received(t, r)
	}
	u, err := s.Presign(t.Context(), r, p, time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := url.Parse(u.URL)
	if err != nil {
		t.Fatal(err)
	}
	return received(t, &http.Request{Method: r.Method, Host: r.Host, URL: parsed, Header: u.Header})
}

func TestEverySchemeHasANameAndNoOther(t *testing.T) {
	t.Parallel()
	want := map[string]string{"sigv4": "*signer.V4", "cos": "*signer.COSSigner", "qingstor": "*signer.QingStorSigner"}
	for name, kind := range want {
		if got := fmt.Sprintf("%T", newScheme(t, name)); got != kind {
			t.Errorf("%s is %s", name, got)
		}
	}
	for _, name := range []string{"", "SigV4", "oss"} {
		if s, err := signer.New(name); err == nil || !strings.Contains(err.Error(), "sigv4, cos or qingstor") || s != nil {
			t.Errorf("%q gives %v, %v", name, s, err)
		}
	}
}

func TestEverySchemeKnowsItsOwnRequests(t *testing.T) {
	t.Parallel()
	for _, name := range schemeNames {
		for _, inURL := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, in a URL %t", name, inURL), func(t *testing.T) {
				t.Parallel()
				s, p := newScheme(t, name), exampleParams(signer.UnsignedPayload)
				plain := newRequest(t, http.MethodGet, "http://b.test/k?prefix=a", nil)
				if s.IsSigned(plain) || s.SessionToken(plain) != "" {
					t.Error("a plain request seems signed")
				}
				if _, err := s.Identify(plain, exampleVerify(0)); refusal(t, err).Reason != signer.ReasonUnsigned {
					t.Errorf("a plain request is refused with %v", err)
				}
				token := ""
				if name != "qingstor" {
					token = "a token"
				}
				p.Credentials.SessionToken = token
				r := signed(t, s, plain, p, inURL)
				if !s.IsSigned(r) || s.SessionToken(r) != token {
					t.Errorf("signed %t, token %q", s.IsSigned(r), s.SessionToken(r))
				}
				id, err := s.Identify(r, exampleVerify(0))
				if err != nil {
					t.Fatal(err)
				}
				if id.AccessKeyID != exampleID || id.Presigned != inURL || id.PayloadHash != signer.UnsignedPayload || id.Payload(r) != nil {
					t.Errorf("identity %+v", *id)
				}
			})
		}
	}
}

func TestEverySchemeGivesTheSameReasons(t *testing.T) {
	t.Parallel()
	for _, name := range schemeNames {
		for _, inURL := range []bool{false, true} {
			s := newScheme(t, name)
			r := signed(t, s, newRequest(t, http.MethodGet, "http://b.test/k", nil), exampleParams(signer.UnsignedPayload), inURL)
			with := func(change func(*signer.VerifyParams)) signer.Reason {
				p := exampleVerify(0)
				change(&p)
				_, err := s.Identify(r, p)
				return refusal(t, err).Reason
			}
			got := map[string]signer.Reason{
				"nobody":      with(func(p *signer.VerifyParams) { p.Lookup = func(string) (string, bool) { return "", false } }),
				"a secret":    with(func(p *signer.VerifyParams) { p.Lookup = func(string) (string, bool) { return "x", true } }),
				"a day later": with(func(p *signer.VerifyParams) { p.Time = p.Time.Add(24 * time.Hour) }),
			}
			late := signer.ReasonExpired
			if !inURL && name != "cos" {
				late = signer.ReasonSkewed // the header says when, not for how long
			}
			want := map[string]signer.Reason{"nobody": signer.ReasonUnknownKey, "a secret": signer.ReasonSignature, "a day later": late}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s, in a URL %t (-want +got):\n%s", name, inURL, diff)
			}
		}
	}
}

func TestEverySchemeNamesWhatIsMissing(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		change func(*signer.Params, *http.Request)
		want   string
		is     error
	}{
		"no access key id": {func(p *signer.Params, _ *http.Request) { p.Credentials.AccessKeyID = "" }, "access key id", signer.ErrCredentials},
		"no secret":        {func(p *signer.Params, _ *http.Request) { p.Credentials.SecretAccessKey = "" }, "secret", signer.ErrCredentials},
		"no time":          {func(p *signer.Params, _ *http.Request) { p.Time = time.Time{} }, "time", nil},
		"no host":          {func(_ *signer.Params, r *http.Request) { r.Host, r.URL.Host = "", "" }, "host", nil},
		"no slash":         {func(_ *signer.Params, r *http.Request) { r.URL.Path = "k" }, "slash", nil},
		"no URL":           {func(_ *signer.Params, r *http.Request) { r.Host, r.URL = "", nil }, "host", nil},
	}
	for name, c := range cases {
		for _, scheme := range schemeNames {
			s := newScheme(t, scheme)
			p, r := exampleParams(signer.EmptyPayload), newRequest(t, http.MethodGet, "https://h/k", nil)
			c.change(&p, r)
			_, presign := s.Presign(t.Context(), r, p, time.Hour)
			for form, err := range map[string]error{"sign": s.Sign(t.Context(), r, p), "presign": presign} {
				if err == nil || !strings.Contains(err.Error(), c.want) || c.is != nil && !errors.Is(err, c.is) {
					t.Errorf("%s with %s, %s: %v", scheme, name, form, err)
				}
			}
		}
	}
}

func TestEverySchemeLimitsTheLifeOfAURL(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		expires time.Duration
		left    time.Duration // of the credentials; 0 is for ever
		want    time.Duration // 0 is an error
	}{
		"a week":                           {signer.MaxPresign, 0, signer.MaxPresign},
		"over a week":                      {signer.MaxPresign + time.Second, 0, 0},
		"less than a second":               {time.Millisecond, 0, 0},
		"credentials that expire before":   {time.Hour, 90 * time.Second, 90 * time.Second},
		"credentials that expired already": {time.Hour, -time.Second, 0},
	}
	for name, c := range cases {
		for _, scheme := range schemeNames {
			p := exampleParams(signer.UnsignedPayload)
			if c.left != 0 {
				p.Credentials.CanExpire, p.Credentials.Expires = true, p.Time.Add(c.left)
			}
			got, err := newScheme(t, scheme).Presign(t.Context(), newRequest(t, http.MethodGet, "http://h/k", nil), p, c.expires)
			switch {
			case c.want == 0 && err == nil:
				t.Errorf("%s, %s: a URL until %s", scheme, name, got.Expires)
			case c.want != 0 && (err != nil || !got.Expires.Equal(exampleTime.Add(c.want))):
				t.Errorf("%s, %s: %v, %v", scheme, name, got, err)
			}
		}
	}
}

func TestEverySchemeSignsAgainAndShares(t *testing.T) {
	t.Parallel()
	for _, name := range schemeNames {
		s, r, p := newScheme(t, name), newRequest(t, http.MethodGet, "https://h/k", nil), exampleParams(signer.UnsignedPayload)
		if name != "qingstor" {
			p.Credentials.SessionToken = "token"
		}
		if err := s.Sign(t.Context(), r, p); err != nil {
			t.Fatal(err)
		}
		// The values share an array; to add to one must not write into another.
		again := r.Clone(t.Context())
		want := r.Header.Clone()
		for header := range r.Header {
			r.Header.Add(header, "more")
			want.Add(header, "more")
		}
		if diff := cmp.Diff(want, r.Header); diff != "" {
			t.Errorf("%s: adding to one header changed another (-want +got):\n%s", name, diff)
		}
		// A retry, later and without a token, leaves nothing of the first.
		p.Time, p.Credentials.SessionToken = p.Time.Add(time.Minute), ""
		fresh := newRequest(t, http.MethodGet, "https://h/k", nil)
		if err := errors.Join(s.Sign(t.Context(), again, p), s.Sign(t.Context(), fresh, p)); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(fresh.Header, again.Header); diff != "" {
			t.Errorf("%s: signed again (-fresh +again):\n%s", name, diff)
		}
	}
}

func TestEverySchemeIsSafeForManyGoroutines(t *testing.T) {
	t.Parallel()
	for _, name := range schemeNames {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newScheme(t, name)
			var wg sync.WaitGroup
			for g := range 64 {
				wg.Go(func() {
					for i := range 20 {
						p := exampleParams(signer.UnsignedPayload)
						p.Credentials.SecretAccessKey = fmt.Sprintf("%s %d", exampleSecret, g)
						r := newRequest(t, http.MethodPut, fmt.Sprintf("http://h/%d/%d?upload_id=%d&acl", g, i, g), nil)
						r.Header.Set("Content-Type", fmt.Sprint("text/", i))
						with := exampleVerify(0)
						with.Lookup = func(string) (string, bool) { return p.Credentials.SecretAccessKey, true }
						if _, err := s.Identify(signed(t, s, r, p, i%2 == 0), with); err != nil {
							t.Errorf("goroutine %d, request %d: %v", g, i, err)
						}
					}
				})
			}
			wg.Wait()
		})
	}
}
