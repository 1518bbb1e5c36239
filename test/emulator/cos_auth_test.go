// SPDX-License-Identifier: Apache-2.0

package emulator_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-40dc4ce0/pail/signer"
	"github.com/seed-40dc4ce0/pail/test/emulator"
)

func TestCOSCredentials(t *testing.T) {
	t.Parallel()
	good := aws.Credentials{AccessKeyID: "AKID", SecretAccessKey: "secret", SessionToken: "token"}
	replace := func(old, with string) func(*http.Request) {
		return func(r *http.Request) {
			r.Header.Set("Authorization", strings.Replace(r.Header.Get("Authorization"), old, with, 1))
		}
	}
	for _, tt := range []struct {
		name   string
		change func(*signer.Params)
		after  func(*http.Request)
		status int
		code   string
	}{
		{"the right credentials are let in", nil, nil, 200, ""},
		{"a request without a signature is not", nil, func(r *http.Request) { r.Header = http.Header{} }, 403, "AccessDenied"},
		{"another key is unknown", func(p *signer.Params) { p.Credentials.AccessKeyID = "OTHER" }, nil, 403, "InvalidAccessKeyId"},
		{"another secret does not match", func(p *signer.Params) { p.Credentials.SecretAccessKey = "guess" }, nil, 403, "SignatureDoesNotMatch"},
		{"another session is not this one", func(p *signer.Params) { p.Credentials.SessionToken = "old" }, nil, 400, "InvalidToken"},
		{"no session is not this one either", func(p *signer.Params) { p.Credentials.SessionToken = "" }, nil, 400, "InvalidToken"},
		{"the region is no part of the signature", func(p *signer.Params) { p.Region = "elsewhere" }, nil, 200, ""},
		{"an hour ago it was good", func(p *signer.Params) { p.Time = noon.Add(-time.Hour - time.Second) }, nil, 403, "AccessDenied"},
		{"in an hour it will be", func(p *signer.Params) { p.Time = noon.Add(time.Hour) }, nil, 403, "RequestTimeTooSkewed"},
		{"the host is signed", nil, func(r *http.Request) { r.Host = "others-1234567890.cos.ap-guangzhou.myqcloud.com" }, 403, "SignatureDoesNotMatch"},
		{"the path is signed", nil, func(r *http.Request) { r.URL.Path, r.RequestURI = "/dog", "/dog?prefix=a" }, 403, "SignatureDoesNotMatch"},
		{"the query is signed", nil, func(r *http.Request) { r.URL.RawQuery = "prefix=b" }, 403, "SignatureDoesNotMatch"},
		{"the list of headers is signed", nil, replace("q-header-list=host;", "q-header-list="), 403, "SignatureDoesNotMatch"},
		{"what is malformed is said to be", nil, replace("q-sign-algorithm=sha1", "q-sign-algorithm=md5"), 400, "InvalidArgument"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			e := open(t, emulator.Options{Provider: "cos", AccessKeyID: good.AccessKeyID, SecretAccessKey: good.SecretAccessKey, SessionToken: good.SessionToken})
			sign := func(line string, change func(*signer.Params)) *http.Request {
				r := request(line, "", "Host: "+photosHost)
				p := signer.Params{Credentials: good, Time: noon}
				if change != nil {
					change(&p)
				}
				if err := signer.COS().Sign(t.Context(), r, p); err != nil {
					t.Fatal(err)
				}
				return r
			}
			send(t, e, sign("PUT /", nil)).expect(t, 200)
			r := sign("GET /?prefix=a", tt.change)
			if tt.after != nil {
				tt.after(r)
			}
			if got := send(t, e, r); got.status != tt.status || got.code() != tt.code {
				t.Errorf("answer %d %s, want %d %s", got.status, got.body, tt.status, tt.code)
			}
		})
	}
}

func TestCOSPresignedURLs(t *testing.T) {
	t.Parallel()
	now := noon
	e := open(t, emulator.Options{Provider: "cos", AccessKeyID: "AKID", SecretAccessKey: "secret", SessionToken: "token", Now: func() time.Time { return now }})
	good := aws.Credentials{AccessKeyID: "AKID", SecretAccessKey: "secret", SessionToken: "token"}
	presign := func(line string) *url.URL {
		t.Helper()
		p, err := signer.COS().Presign(t.Context(), request(line, "", "Host: "+photosHost), signer.Params{Credentials: good, Time: noon}, time.Minute)
		if err != nil {
			t.Fatal(err)
		}
		u, err := url.Parse(p.URL)
		if err != nil {
			t.Fatal(err)
		}
		return u
	}
	use := func(method string, u *url.URL, body string) reply {
		t.Helper()
		return ask(t, e, method+" "+u.RequestURI(), body, "Host: "+photosHost)
	}
	use("PUT", presign("PUT /"), "").expect(t, 200)
	use("PUT", presign("PUT /cat"), "meow").expect(t, 200)
	tags := presign("GET /cat?tagging")
	if !strings.HasPrefix(tags.RawQuery, "tagging&") {
		t.Errorf("the sub-resource does not come first: %s", tags.RawQuery)
	}
	use("GET", tags, "").expect(t, 200)
	get := presign("GET /cat")
	if r := use("GET", get, "").expect(t, 200); r.body != "meow" {
		t.Errorf("content %q", r.body)
	}
	if r := use("DELETE", get, "").expect(t, 403); r.code() != "SignatureDoesNotMatch" {
		t.Errorf("another method: %s", r.body)
	}
	now = noon.Add(61 * time.Second)
	if r := use("GET", get, "").expect(t, 403); r.code() != "AccessDenied" || r.between("<Message>", "</Message>") != "Request has expired" {
		t.Errorf("after its end: %s", r.body)
	}
}
