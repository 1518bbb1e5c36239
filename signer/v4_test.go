// SPDX-License-Identifier: Apache-2.0

package signer_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/signer"
)

func signedList(r *http.Request) string {
	_, rest, _ := strings.Cut(r.Header.Get("Authorization"), "SignedHeaders=")
	list, _, _ := strings.Cut(rest, ",")
	return list
}

func TestSignCoversTheMinimalSetOfHeaders(t *testing.T) {
	t.Parallel()
	r := newRequest(t, http.MethodPut, "https://h/k", strings.NewReader("x"))
	r.Header = http.Header{
		"Content-Type": {"text/plain"}, "Content-Md5": {"x"}, "Content-Length": {"1"}, "X-Amz-Meta-B": {"1"}, "x-amz-meta-a": {"2"},
		"User-Agent": {"pail"}, "Accept-Encoding": {"identity"}, "Expect": {"100-continue"}, "Connection": {"close"}, "Range": {"bytes=0-1"},
		"If-Match": {"e"}, "Cache-Control": {"no-store"}, "X-Amzn-Trace-Id": {"Root=1"}, "X-Amz-Empty": nil, "Amz-Sdk-Request": {"attempt=1"},
	}
	p := exampleParams(signer.UnsignedPayload)
	p.Credentials.SessionToken = "token"
	if err := signer.SigV4().Sign(t.Context(), r, p); err != nil {
		t.Fatal(err)
	}
	const want = "content-md5;content-type;host;x-amz-content-sha256;x-amz-date;x-amz-meta-a;x-amz-meta-b;x-amz-security-token"
	if got := signedList(r); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestSignAgainReplacesWhatItSet(t *testing.T) {
	t.Parallel()
	v := signer.SigV4()
	r := newRequest(t, http.MethodGet, "https://h/k", nil)
	p := exampleParams(signer.EmptyPayload)
	p.Credentials.SessionToken = "token"
	if err := v.Sign(t.Context(), r, p); err != nil {
		t.Fatal(err)
	}
	first := r.Header.Clone()
	later := exampleParams(signer.UnsignedPayload)
	later.Time = later.Time.Add(time.Minute)
	if err := v.Sign(t.Context(), r, later); err != nil {
		t.Fatal(err)
	}
	if r.Header.Get("X-Amz-Security-Token") != "" {
		t.Error("the token of the former credentials is still there")
	}
	if r.Header.Get("X-Amz-Date") != "20130524T000100Z" || r.Header.Get("X-Amz-Content-Sha256") != signer.UnsignedPayload {
		t.Errorf("stale headers: %v", r.Header)
	}
	if err := v.Sign(t.Context(), r, p); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(first, r.Header); diff != "" {
		t.Errorf("the third signature differs from the first (-first +third):\n%s", diff)
	}
}

func TestSignLeavesHeaderValuesThatDoNotAlias(t *testing.T) {
	t.Parallel()
	r := newRequest(t, http.MethodGet, "https://h/k", nil)
	p := exampleParams(signer.EmptyPayload)
	p.Credentials.SessionToken = "token"
	if err := signer.SigV4().Sign(t.Context(), r, p); err != nil {
		t.Fatal(err)
	}
	want := r.Header.Clone()
	for name := range want {
		r.Header.Add(name, "more")
		want.Add(name, "more")
	}
	if diff := cmp.Diff(want, r.Header); diff != "" {
		t.Errorf("adding to one header changed another (-want +got):\n%s", diff)
	}
}

func TestSignNamesWhatIsMissing(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		change func(*signer.Params, *http.Request)
		want   string
		is     error
	}{
		"no access key id": {func(p *signer.Params, _ *http.Request) { p.Credentials.AccessKeyID = "" }, "access key id", signer.ErrCredentials},
		"no secret":        {func(p *signer.Params, _ *http.Request) { p.Credentials.SecretAccessKey = "" }, "secret", signer.ErrCredentials},
		"no service":       {func(p *signer.Params, _ *http.Request) { p.Service = "" }, "service", nil},
		"no region":        {func(p *signer.Params, _ *http.Request) { p.Region = "" }, "region", nil},
		"no payload hash":  {func(p *signer.Params, _ *http.Request) { p.PayloadHash = "" }, "payload hash", nil},
		"no time":          {func(p *signer.Params, _ *http.Request) { p.Time = time.Time{} }, "time", nil},
		"no host":          {func(_ *signer.Params, r *http.Request) { r.Host, r.URL.Host = "", "" }, "host", nil},
		"no slash":         {func(_ *signer.Params, r *http.Request) { r.URL.Path = "k" }, "slash", nil},
		"no URL":           {func(_ *signer.Params, r *http.Request) { r.Host, r.URL = "", nil }, "host", nil},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, r := exampleParams(signer.EmptyPayload), newRequest(t, http.MethodGet, "https://h/k", nil)
			c.change(&p, r)
			for form, err := range map[string]error{
				"sign":    signer.SigV4().Sign(t.Context(), r, p),
				"presign": func() error { _, err := signer.SigV4().Presign(t.Context(), r, p, time.Hour); return err }(),
			} {
				if err == nil || !strings.Contains(err.Error(), c.want) || c.is != nil && !errors.Is(err, c.is) {
					t.Errorf("%s: %v", form, err)
				}
			}
		})
	}
}

func TestSignCoversThePathAndHostAsTheyAreSent(t *testing.T) {
	t.Parallel()
	urls := []string{
		"http://h/b//a/../c/./d", "http://h/b/%2Fx", "http://h/b/a+b%20c%25", "http://h/b/%C3%BC%F0%9F%98%80", "http://h/b/a(b)!*'$&,;=:@", "http://h/b/~-_.",
		"http://h", "http://h:9000/", "http://h:80/", "http://[::1]:9000/k", "http://[fe80::1%25eth0]:9000/k", "http://h/k?list-type=2&prefix=a%2Fb+c&delimiter=/&x",
		"http://h/k?b=2&a=1&a=0&&c", "http://h/*",
	}
	v := signer.SigV4()
	for _, u := range urls {
		t.Run(u, func(t *testing.T) {
			t.Parallel()
			r := &http.Request{Method: http.MethodGet}
			var err error
			if r.URL, err = url.Parse(u); err != nil {
				t.Fatal(err)
			}
			if err := v.Sign(t.Context(), r, exampleParams(signer.EmptyPayload)); err != nil {
				t.Fatal(err)
			}
			if err := v.Verify(received(t, r), exampleLookup, exampleRegion, exampleTime); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestSignTakesTheHostAndTheOpaquePathOfTheRequest(t *testing.T) {
	t.Parallel()
	v := signer.SigV4()
	for name, r := range map[string]*http.Request{
		"a Host of its own":  {Method: "GET", Host: "bucket.s3.test", URL: &url.URL{Scheme: "http", Host: "127.0.0.1:1", Path: "/k"}},
		"an opaque path":     {Method: "GET", URL: &url.URL{Scheme: "http", Host: "h", Opaque: "//h/a%2Fb"}},
		"no method":          {URL: &url.URL{Scheme: "http", Host: "h", Path: "/k"}},
		"headers of no name": {URL: &url.URL{Scheme: "http", Host: "h", Path: "/k"}, Header: http.Header{"X-Amz-Meta-A": {" a   b ", "", "c\t d"}}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if err := v.Sign(t.Context(), r, exampleParams(signer.EmptyPayload)); err != nil {
				t.Fatal(err)
			}
			if err := v.Verify(received(t, r), exampleLookup, exampleRegion, exampleTime); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestSigningIsSafeForManyGoroutines(t *testing.T) {
	t.Parallel()
	v := signer.SigV4()
	want := make([]string, 400)
	for i := range want {
		want[i] = signMany(t, signer.SigV4(), i)
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for i := range want {
				if got := signMany(t, v, i); got != want[i] {
					t.Errorf("request %d: %s, alone it was %s", i, got, want[i])
				}
			}
		})
	}
	wg.Wait()
}

// signMany signs with more keys than the cache holds.
func signMany(t *testing.T, v *signer.V4, i int) string {
	t.Helper()
	p := exampleParams(signer.EmptyPayload)
	p.Region = fmt.Sprintf("r-%d", i%300)
	p.Time = p.Time.AddDate(0, 0, i%3)
	r := &http.Request{URL: &url.URL{Scheme: "http", Host: "h", Path: fmt.Sprintf("/k%d", i)}, Header: http.Header{"X-Amz-Meta-N": {fmt.Sprint(i)}}}
	if err := v.Sign(t.Context(), r, p); err != nil {
		t.Error(err)
	}
	return r.Header.Get("Authorization")
}

type otherProvider struct{}

func (otherProvider) Retrieve(context.Context) (aws.Credentials, error) {
	return aws.Credentials{}, nil
}

func TestAnonymousIsRecognised(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		provider aws.CredentialsProvider
		want     bool
	}{
		"by value":         {aws.AnonymousCredentials{}, true},
		"by pointer":       {&aws.AnonymousCredentials{}, true},
		"in a cache":       {aws.NewCredentialsCache(aws.AnonymousCredentials{}), true},
		"nil":              {nil, false},
		"another":          {otherProvider{}, false},
		"another in cache": {aws.NewCredentialsCache(otherProvider{}), false},
		"a function":       {aws.CredentialsProviderFunc(otherProvider{}.Retrieve), false},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := signer.IsAnonymous(c.provider); got != c.want {
				t.Errorf("got %t", got)
			}
		})
	}
	r := newRequest(t, http.MethodGet, "https://h/k", nil)
	if err := (signer.Anonymous{}).Sign(t.Context(), r, signer.Params{}); err != nil || len(r.Header) > 0 {
		t.Errorf("an anonymous request got %v, %v", r.Header, err)
	}
}
