// SPDX-License-Identifier: Apache-2.0

package signer_test

import (
	"maps"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/seed-40dc4ce0/pail/signer"
)

// cosVector is a published example. It can be signed by us unless its set of
// headers is another than ours.
type cosVector struct {
	source                string
	id, secret            string
	start, end            int64
	method, url           string
	header                http.Header
	headerList, paramList string
	httpString            string // its SHA-1, where it is published
	signature             string
	foreign               string // why we sign other headers, "" if we do not
}

const (
	cosDocID     = "AKIDQjz3ltompVjBni5LitkWHFlFpwkn9U5q"
	cosDocSecret = "BQYIM75p8x0iWVFSIgqEKwFprpRSVHlz"
	cosDocURL    = "https://examplebucket-1250000000.cos.ap-beijing.myqcloud.com/exampleobject(%E8%85%BE%E8%AE%AF%E4%BA%91)"
)

var cosVectors = map[string]cosVector{
	"C1, put of the SDK's test": {
		source: "cos-go-sdk-v5, auth_test.go, TestNewAuthorization", id: "QmFzZTY0IGlzIGEgZ2VuZXJp", secret: "AKIDZfbOA78asKUYBcXFrJD0a1ICvR98JM",
		start: 1480932292, end: 1481012292, method: "PUT", url: "http://testbucket-125000000.cos.ap-guangzhou.myqcloud.com/testfile2",
		header:     http.Header{"X-Cos-Content-Sha1": {"db8ac1c259eb89d4a131b253bacfca5f319d54f2"}, "X-Cos-Stroage-Class": {"nearline"}},
		headerList: "host;x-cos-content-sha1;x-cos-stroage-class",
		httpString: "113b22e92b74237531fafbfc8bb9e67be55645c7", signature: "ce4ac0ecbcdb30538b3fee0a97cc6389694ce53a",
	},
	"C2, put of the document": {
		source: "Tencent Cloud, document 436/7778, example 1", id: cosDocID, secret: cosDocSecret,
		start: 1557989151, end: 1557996351, method: "PUT", url: cosDocURL,
		header: http.Header{
			"Date": {"Thu, 16 May 2019 06:45:51 GMT"}, "Content-Type": {"text/plain"}, "Content-Length": {"13"}, "Content-Md5": {"mQ/fVh815F3k6TAUm8m0eg=="},
			"X-Cos-Acl": {"private"}, "X-Cos-Grant-Read": {`uin="100000000011"`},
		},
		headerList: "content-length;content-md5;content-type;date;host;x-cos-acl;x-cos-grant-read",
		httpString: "8b2751e77f43a0995d6e9eb9477f4b685cca4172", signature: "3b8851a11a569213c17ba8fa7dcf2abec6935172",
		foreign: "we leave Content-Length to net/http",
	},
	"C3, get of the document": {
		source: "Tencent Cloud, document 436/7778, example 2", id: cosDocID, secret: cosDocSecret,
		start: 1557989753, end: 1557996953, method: "GET", url: cosDocURL + "?response-content-type=application%2Foctet-stream&response-cache-control=max-age%3D600",
		header:     http.Header{"Date": {"Thu, 16 May 2019 06:55:53 GMT"}},
		headerList: "date;host", paramList: "response-cache-control;response-content-type",
		httpString: "54ecfe22f59d3514fdc764b87a32d8133ea611e6", signature: "01681b8c9d798a678e43b685a9f1bba0f6c0e012",
	},
	"C4, URL without a host": {
		source: "cos-go-sdk-v5, object_test.go", id: "AKIDEXAMPLE", secret: "ZfbOA78asKUYBcXFrJD0a1I*******",
		start: 1622702557, end: 1622706157, method: "PUT", url: "http://127.0.0.1/test.jpg",
		signature: "820975b5a8eccce9455b94d4ebed14d66654bf3c", foreign: "we always sign the host",
	},
	"C5, URL without a host and with a parameter": {
		source: "cos-go-sdk-v5, object_test.go", id: "AKIDEXAMPLE", secret: "ZfbOA78asKUYBcXFrJD0a1I*******",
		start: 1622702557, end: 1622706157, method: "PUT", url: "http://127.0.0.1/test.jpg?test=params", paramList: "test",
		signature: "7757e84ed5f8953eafc30afcd2a5d1ad68e00d67", foreign: "we always sign the host",
	},
}

func (v cosVector) window() string {
	return strconv.FormatInt(v.start, 10) + ";" + strconv.FormatInt(v.end, 10)
}

func (v cosVector) authorization() string {
	return "q-sign-algorithm=sha1&q-ak=" + v.id + "&q-sign-time=" + v.window() + "&q-key-time=" + v.window() +
		"&q-header-list=" + v.headerList + "&q-url-param-list=" + v.paramList + "&q-signature=" + v.signature
}

// query is the proof in the form of a URL.
func (v cosVector) query() string { return strings.ReplaceAll(v.authorization(), ";", "%3B") }

func (v cosVector) request(t *testing.T) *http.Request {
	t.Helper()
	r := newRequest(t, v.method, v.url, nil)
	maps.Copy(r.Header, v.header)
	return r
}

func (v cosVector) params() signer.Params {
	p := exampleParams("")
	p.Credentials.AccessKeyID, p.Credentials.SecretAccessKey, p.Time = v.id, v.secret, time.Unix(v.start, 0)
	return p
}

func (v cosVector) verifyParams() signer.VerifyParams {
	return signer.VerifyParams{Lookup: func(id string) (string, bool) { return v.secret, id == v.id }, Time: time.Unix(v.start, 0)}
}

// wire is the request as a server reads it, with what is added to its query.
func (v cosVector) wire(t *testing.T, authorization, query string) *http.Request {
	t.Helper()
	u, err := url.Parse(v.url)
	if err != nil {
		t.Fatal(err)
	}
	if query != "" && u.RawQuery != "" {
		query = "&" + query
	}
	u.RawQuery += query
	var b strings.Builder
	b.WriteString(v.method + " " + u.RequestURI() + " HTTP/1.1\r\nHost: " + u.Host + "\r\n")
	if err := v.header.Write(&b); err != nil {
		t.Fatal(err)
	}
	if authorization != "" {
		b.WriteString("Authorization: " + authorization + "\r\n")
	}
	return parse(t, b.String()+"\r\n")
}

func TestCOSGivesTheSignaturesThatArePublished(t *testing.T) {
	t.Parallel()
	for name, v := range cosVectors {
		if v.foreign != "" {
			continue
		}
		life := time.Duration(v.end-v.start) * time.Second
		t.Run(name+", in a header", func(t *testing.T) {
			t.Parallel()
			r := v.request(t)
			if err := signer.COS(signer.COSWindow(0, life)).Sign(t.Context(), r, v.params()); err != nil {
				t.Fatal(err)
			}
			if got := r.Header.Get("Authorization"); got != v.authorization() {
				t.Errorf("%s\ngot  %s\nwant %s", v.source, got, v.authorization())
			}
		})
		t.Run(name+", in a URL", func(t *testing.T) {
			t.Parallel()
			got, err := signer.COS().Presign(t.Context(), v.request(t), v.params(), life)
			if err != nil {
				t.Fatal(err)
			}
			want := strings.Replace(v.url, "(", "%28", 1)
			want = strings.Replace(want, ")", "%29", 1)
			if strings.Contains(want, "?") {
				want += "&" + v.query()
			} else {
				want += "?" + v.query()
			}
			if unbracketed := strings.NewReplacer("(", "%28", ")", "%29").Replace(got.URL); unbracketed != want {
				t.Errorf("%s\ngot  %s\nwant %s", v.source, got.URL, want)
			}
			if len(got.Header) != len(v.header) || got.Expires.Unix() != v.end {
				t.Errorf("header %v, expires %v", got.Header, got.Expires)
			}
		})
	}
}

func TestCOSAcceptsTheSignaturesThatArePublished(t *testing.T) {
	t.Parallel()
	for name, v := range cosVectors {
		forms := map[string][2]string{
			"in a header":           {v.authorization(), ""},
			"in a URL":              {"", v.query()},
			"in the parameter sign": {"", "sign=" + url.QueryEscape(v.authorization())},
		}
		for form, at := range forms {
			t.Run(name+", "+form, func(t *testing.T) {
				t.Parallel()
				id, err := signer.COS().Identify(v.wire(t, at[0], at[1]), v.verifyParams())
				if err != nil {
					t.Fatalf("%s: %v", v.source, err)
				}
				if id.AccessKeyID != v.id || id.Presigned != (at[0] == "") || id.PayloadHash != signer.UnsignedPayload {
					t.Errorf("identity %+v", *id)
				}
			})
		}
	}
}

func TestCOSTellsThePublishedStringToSign(t *testing.T) {
	t.Parallel()
	for name, v := range cosVectors {
		if v.httpString == "" {
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := v.wire(t, strings.Replace(v.authorization(), "q-signature=", "q-signature=0", 1), "")
			_, err := signer.COS().Identify(r, v.verifyParams())
			want := "sha1\n" + v.window() + "\n" + v.httpString + "\n"
			if got := refusal(t, err).Element("StringToSign"); got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}
