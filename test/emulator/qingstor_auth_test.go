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

func TestQingStorCredentials(t *testing.T) {
	t.Parallel()
	good := aws.Credentials{AccessKeyID: "AKID", SecretAccessKey: "secret"}
	for _, tt := range []struct {
		name   string
		host   string
		change func(*signer.Params)
		before func(*http.Request)
		after  func(*http.Request)
		status int
		code   string
	}{
		{"the right credentials are let in", "", nil, nil, nil, 200, ""},
		{"also at a virtual host", "gallery.pek3b.qingstor.com", nil, nil, nil, 200, ""},
		{"also by x-qs-date", "", nil, func(r *http.Request) { r.Header.Set("X-Qs-Date", "any") }, nil, 200, ""},
		{"a request without a signature is not", "", nil, nil, func(r *http.Request) { r.Header = http.Header{} }, 403, "permission_denied"},
		{"another key is unknown", "", func(p *signer.Params) { p.Credentials.AccessKeyID = "OTHER" }, nil, nil, 401, "invalid_access_key_id"},
		{"another secret does not match", "", func(p *signer.Params) { p.Credentials.SecretAccessKey = "guess" }, nil, nil, 401, "signature_not_matched"},
		{"14 minutes ago is good", "", func(p *signer.Params) { p.Time = noon.Add(-14 * time.Minute) }, nil, nil, 200, ""},
		{"16 minutes ago is too long", "", func(p *signer.Params) { p.Time = noon.Add(-16 * time.Minute) }, nil, nil, 403, "request_expired"},
		{"16 minutes ahead is too early", "", func(p *signer.Params) { p.Time = noon.Add(16 * time.Minute) }, nil, nil, 403, "request_expired"},
		{"the bucket of a virtual host is signed", "gallery.pek3b.qingstor.com", nil, nil, func(r *http.Request) { r.Host = "archive.pek3b.qingstor.com" }, 401, "signature_not_matched"},
		{"the host is not, beyond its bucket", "", nil, nil, func(r *http.Request) { r.Host = "sh1a.qingstor.com" }, 200, ""},
		{"the path is signed", "", nil, nil, func(r *http.Request) { r.URL.Path, r.RequestURI = "/archive", "/archive?prefix=a" }, 401, "signature_not_matched"},
		{"a sub-resource is signed", "", nil, nil, func(r *http.Request) { r.URL.RawQuery = "stats" }, 401, "signature_not_matched"},
		{"the rest of the query is not", "", nil, nil, func(r *http.Request) { r.URL.RawQuery = "prefix=b" }, 200, ""},
		{"a header of QingStor's is signed", "", nil, nil, func(r *http.Request) { r.Header.Set("X-Qs-Meta-A", "1") }, 401, "signature_not_matched"},
		{"the type of the content is signed", "", nil, nil, func(r *http.Request) { r.Header.Set("Content-Type", "text/plain") }, 401, "signature_not_matched"},
		{"what is malformed is said to be", "", nil, nil, func(r *http.Request) { r.Header.Set("Authorization", "QS AKID") }, 400, "invalid_argument"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			e := open(t, emulator.Options{Provider: "qingstor", AccessKeyID: good.AccessKeyID, SecretAccessKey: good.SecretAccessKey})
			sign := func(r *http.Request, p signer.Params) *http.Request {
				t.Helper()
				if err := signer.QingStor().Sign(t.Context(), r, p); err != nil {
					t.Fatal(err)
				}
				return r
			}
			for _, line := range []string{"PUT /gallery", "PUT /archive"} {
				send(t, e, sign(request(line, ""), signer.Params{Credentials: good, Time: noon})).expect(t, 201)
			}
			line, host, p := "GET /gallery?prefix=a", "127.0.0.1:9000", signer.Params{Credentials: good, Time: noon}
			if tt.host != "" {
				host = tt.host
				line, p.Bucket, p.VirtualHost = "GET /?prefix=a", "gallery", true
			}
			if tt.change != nil {
				tt.change(&p)
			}
			r := request(line, "", "Host: "+host)
			if tt.before != nil {
				tt.before(r)
			}
			sign(r, p)
			if tt.after != nil {
				tt.after(r)
			}
			if got := send(t, e, r); tt.code != "" {
				got.failed(t, tt.status, tt.code)
			} else {
				got.expect(t, tt.status)
			}
		})
	}
}

func TestQingStorPresignedURLs(t *testing.T) {
	t.Parallel()
	now := noon
	good := aws.Credentials{AccessKeyID: "AKID", SecretAccessKey: "secret"}
	e := open(t, emulator.Options{Provider: "qingstor", AccessKeyID: "AKID", SecretAccessKey: "secret", Now: func() time.Time { return now }})
	presign := func(line string, p signer.Params) *url.URL {
		t.Helper()
		p.Credentials, p.Time = good, noon
		signed, err := signer.QingStor().Presign(t.Context(), request(line, ""), p, time.Minute)
		if err != nil {
			t.Fatal(err)
		}
		u, err := url.Parse(signed.URL)
		if err != nil {
			t.Fatal(err)
		}
		return u
	}
	ask(t, e, "PUT "+presign("PUT /gallery", signer.Params{}).RequestURI(), "").expect(t, 201)
	ask(t, e, "PUT "+presign("PUT /gallery/a=%E6%97%A5", signer.Params{}).RequestURI(), "meow").expect(t, 201)
	get := presign("GET /gallery/a=%E6%97%A5?response-content-type=text/html", signer.Params{})
	if r := ask(t, e, "GET "+get.RequestURI(), "").expect(t, 200); r.body != "meow" || r.get("Content-Type") != "text/html" {
		t.Errorf("answer %v %q", r.header, r.body)
	}
	virtual := presign("GET /a=%E6%97%A5", signer.Params{Bucket: "gallery", VirtualHost: true})
	if r := ask(t, e, "GET "+virtual.RequestURI(), "", "Host: gallery.pek3b.qingstor.com").expect(t, 200); r.body != "meow" {
		t.Errorf("content %q", r.body)
	}
	ask(t, e, "DELETE "+get.RequestURI(), "").failed(t, 401, "signature_not_matched")
	ask(t, e, "GET "+strings.Replace(get.RequestURI(), "html", "plain", 1), "").failed(t, 401, "signature_not_matched")
	now = noon.Add(61 * time.Second)
	ask(t, e, "GET "+get.RequestURI(), "").failed(t, 403, "request_expired")
}

func TestQingStorRedirectsToTheZone(t *testing.T) {
	t.Parallel()
	e := qing(t, emulator.Options{Region: "sh1a"})
	for _, tt := range []struct{ line, host, location string }{
		{"HEAD /", "gallery.qingstor.com", "http://gallery.sh1a.qingstor.com/"},
		{"GET /a%2Fb?image=&action=x", "gallery.qingstor.com:8080", "http://gallery.sh1a.qingstor.com:8080/a%2Fb?image=&action=x"},
		{"PUT /gallery/cat", "qingstor.com", "http://gallery.sh1a.qingstor.com/cat"},
	} {
		if r := ask(t, e, tt.line, "", "Host: "+tt.host).expect(t, 301); r.get("Location") != tt.location || r.body != "" {
			t.Errorf("%s at %s: to %s, %q", tt.line, tt.host, r.get("Location"), r.body)
		}
	}
	ask(t, e, "GET /", "", "Host: archive.qingstor.com").failed(t, 404, "bucket_not_exists")
	ask(t, e, "PUT /archive", "", "Host: qingstor.com").failed(t, 400, "invalid_location")
	ask(t, e, "HEAD /gallery", "", "Host: sh1a.qingstor.com").expect(t, 200)
	ask(t, e, "GET /", "", "Host: qingstor.com").expect(t, 200)
}

func TestQingStorAsksNobodyWhoHeIsInAPreflight(t *testing.T) {
	t.Parallel()
	e := open(t, emulator.Options{Provider: "qingstor"})
	preflight := []string{"Origin: https://app.example", "Access-Control-Request-Method: PUT"}
	ask(t, e, "OPTIONS /gallery/cat", "", preflight...).failed(t, 404, "bucket_not_exists")
	ask(t, e, "OPTIONS /gallery/cat", "", append(preflight, "Authorization: QS nobody:nothing")...).failed(t, 404, "bucket_not_exists")
}
