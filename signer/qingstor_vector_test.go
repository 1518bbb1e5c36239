// SPDX-License-Identifier: Apache-2.0

package signer_test

import (
	"net/http"
	"net/url"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-40dc4ce0/pail/signer"
)

// yearOne is a time that is not zero and whose Date header is that of the
// SDK's tests, "Mon, 01 Jan 0001 00:00:00 GMT".
var yearOne = time.Time{}.Add(1)

const dateOne = "Mon, 01 Jan 0001 00:00:00 GMT"

// qingStorVector is a published example.
type qingStorVector struct {
	source      string
	method, url string
	header      http.Header
	bucket      string // in the host
	at          time.Time
	life        time.Duration // of a URL; 0 is the header form
	signature   string
	presigned   string // what the query ends with
}

const (
	qingStorID, qingStorSecret = "ENV_ACCESS_KEY_ID", "ENV_SECRET_ACCESS_KEY"
	qingStorGoTest             = "qingstor-sdk-go, request/signer/v2/qingstor_test.go"
	qingStorPyTest             = "qingstor-sdk-python, tests/test_sign.py"
	qingStorPartURL            = "https://qingstor.com/?acl&upload_id=fde133b5f6d932cd9c79bac3c7318da1&part_number=0"
)

func twoTests(more ...string) http.Header {
	h := http.Header{"X-Qs-Test-1": {"Test 1"}, "X-Qs-Test-2": {"Test 2"}}
	if len(more) > 0 {
		h[more[0]] = more[1:]
	}
	return h
}

var qingStorVectors = map[string]qingStorVector{
	"Q1, sub-resources": {
		qingStorGoTest, "GET", qingStorPartURL + "&other=abc", twoTests(), "", yearOne, 0,
		"bvglZF9iMOv1RaCTxPYWxexmt1UN2m5WKngYnhDEp2c=", "",
	},
	"Q2, a date of its own": {
		qingStorGoTest, "GET", qingStorPartURL + "&other=abc", twoTests("X-Qs-Date", dateOne), "", yearOne, 0,
		"qkY+tOMdqfDAVv+ZBtlWeEBxlbyIKaQmj5lQlylENzo=", "",
	},
	"Q3, a key in Chinese": {
		qingStorGoTest, "GET", "https://zone.qingstor.com/bucket-name/中文", http.Header{}, "", yearOne, 0,
		"XsTXX50kzqBf92zLG1aIUIJmZ0hqIHoaHgkumwnV3fs=", "",
	},
	"Q4, a URL": {
		qingStorGoTest, "GET", qingStorPartURL, twoTests(), "", time.Unix(0, 0), time.Hour,
		"GRL3p3NOgHR9CQygASvyo344vdnO1hFke6ZvQ5mDVHM=",
		"&access_key_id=ENV_ACCESS_KEY_ID&expires=3600&signature=GRL3p3NOgHR9CQygASvyo344vdnO1hFke6ZvQ5mDVHM=",
	},
	"Q5, a URL and a date of its own": {
		qingStorGoTest, "GET", qingStorPartURL, twoTests("X-Qs-Date", dateOne), "", time.Unix(0, 0), time.Hour,
		"plFxMFP1EzKVtdF+bApT8rhW9AUAIWfmZcOGH3m27t0=",
		"&access_key_id=ENV_ACCESS_KEY_ID&expires=3600&signature=plFxMFP1EzKVtdF%2BbApT8rhW9AUAIWfmZcOGH3m27t0=",
	},
	"Q6, a URL that names the file": {
		qingStorGoTest, "GET", "https://qingstor.com?response-content-disposition=attachment%3B+filename%3D%22%25E4%25B8%25AD%25E6%2596%2587.jpg%22%3B" +
			"+filename%2A%3Dutf-8%27%27%25E4%25B8%25AD%25E6%2596%2587.jpg", http.Header{}, "", time.Unix(0, 0), time.Hour,
		"XPMfomqMYu7ej62eqitVcPJyZMvfi72ZxXwGpPWv07I=",
		"&access_key_id=ENV_ACCESS_KEY_ID&expires=3600&signature=XPMfomqMYu7ej62eqitVcPJyZMvfi72ZxXwGpPWv07I=",
	},
	"Q7, a bucket in the path": {
		qingStorGoTest, "PUT", "https://qingstor.com/bucket-name?cname", twoTests(), "", yearOne, 0,
		"Kqc4/+6T7zfSrUPgkvswHbtL4ESch9vOVQP0nPwlkBs=", "",
	},
	"Q8, a bucket in the host": {
		qingStorGoTest, "GET", "https://bucket-name.qingstor.com/?acl", http.Header{}, "bucket-name", yearOne, 0,
		"y0rP8LnEGUiV/JcuCMHZC4OMRZNzKRw9w7AnqehJZW8=", "",
	},
	"sub-resources that are there twice, one of them without a value at first": {
		"qingstor-sdk-go v4.4.0, run", "GET", "https://zone.qingstor.com/bucket-name/key?acl=&acl=x&uploads=a&uploads=b", http.Header{}, "", yearOne, 0,
		"qMDX85RjnMklL+oeA1JD+WpJ+/1gXwZR+KuivlOSGYM=", "",
	},
	"Q9, sources of a copy": {
		qingStorPyTest, "GET", "https://pek3a.qingstor.com/test_bucket/中文测试.json", pythonHeader("Content-Type", "application/json"), "",
		time.Date(2014, 12, 10, 17, 20, 31, 0, time.UTC), 0, "L1Aiatm0YRH9qk8/4phJYtOlJiyHvq+ejH3sRlyUusI=", "",
	},
	"Q9, sources of a copy, in a URL": {
		qingStorPyTest, "GET", "https://pek3a.qingstor.com/test_bucket/中文测试.json", pythonHeader(), "",
		time.Unix(0, 0), 100 * time.Second, "y7/aT93vwQ3UMGhAnrYJCQbuu9gqj5j9kFG/4Ni/T7Q=",
		"?access_key_id=ACCESS_KEY_ID&expires=100&signature=y7/aT93vwQ3UMGhAnrYJCQbuu9gqj5j9kFG/4Ni/T7Q=",
	},
}

func pythonHeader(more ...string) http.Header {
	h := http.Header{
		"X-Qs-Copy-Source":  {"%E4%B8%AD%E6%96%87%E6%B5%8B%E8%AF%95"},
		"X-Qs-Fetch-Source": {"https://google.com/logo.png"}, "X-Qs-Test-Header1": {"test"},
	}
	if len(more) > 0 {
		h[more[0]] = more[1:]
	}
	return h
}

func (v qingStorVector) key() (id, secret string) {
	if v.source == qingStorPyTest {
		return "ACCESS_KEY_ID", "SECRET_ACCESS_KEY"
	}
	return qingStorID, qingStorSecret
}

func (v qingStorVector) params() signer.Params {
	id, secret := v.key()
	return signer.Params{
		Credentials: aws.Credentials{AccessKeyID: id, SecretAccessKey: secret},
		Time:        v.at, Bucket: "bucket-name", VirtualHost: v.bucket != "",
	}
}

// sent signs the vector and returns the request as a server reads it.
func (v qingStorVector) sent(t *testing.T) *http.Request {
	t.Helper()
	r := newRequest(t, v.method, v.url, nil)
	r.Header = v.header.Clone()
	if v.life == 0 {
		if err := signer.QingStor().Sign(t.Context(), r, v.params()); err != nil {
			t.Fatal(err)
		}
		return received(t, r)
	}
	p, err := signer.QingStor().Presign(t.Context(), r, v.params(), v.life)
	if err != nil {
		t.Fatal(err)
	}
	u, err := url.Parse(p.URL)
	if err != nil {
		t.Fatal(err)
	}
	r = &http.Request{Method: v.method, URL: u, Header: p.Header}
	return received(t, r)
}

func TestQingStorGivesTheSignaturesThatArePublished(t *testing.T) {
	t.Parallel()
	for name, v := range qingStorVectors {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := newRequest(t, v.method, v.url, nil)
			r.Header = v.header.Clone()
			id, _ := v.key()
			if v.life == 0 {
				if err := signer.QingStor().Sign(t.Context(), r, v.params()); err != nil {
					t.Fatal(err)
				}
				if got := r.Header.Get("Authorization"); got != "QS "+id+":"+v.signature {
					t.Errorf("%s\ngot  %s\nwant %s", v.source, got, v.signature)
				}
				return
			}
			got, err := signer.QingStor().Presign(t.Context(), r, v.params(), v.life)
			if err != nil {
				t.Fatal(err)
			}
			if want := r.URL.String() + v.presigned; got.URL != want {
				t.Errorf("%s\ngot  %s\nwant %s", v.source, got.URL, want)
			}
			if len(got.Header) != len(v.header) || !got.Expires.Equal(time.Unix(0, 0).Add(v.life)) {
				t.Errorf("header %v, expires %v", got.Header, got.Expires)
			}
		})
	}
}

func TestQingStorAcceptsTheSignaturesThatArePublished(t *testing.T) {
	t.Parallel()
	for name, v := range qingStorVectors {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			key, secret := v.key()
			p := signer.VerifyParams{
				Lookup: func(id string) (string, bool) { return secret, id == key },
				Time:   v.at, Bucket: v.bucket, VirtualHost: v.bucket != "",
			}
			id, err := signer.QingStor().Identify(v.sent(t), p)
			if err != nil {
				t.Fatal(err)
			}
			if id.AccessKeyID != key || id.Presigned != (v.life > 0) || id.PayloadHash != signer.UnsignedPayload {
				t.Errorf("identity %+v", *id)
			}
		})
	}
}
