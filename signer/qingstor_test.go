// SPDX-License-Identifier: Apache-2.0

package signer_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/signer"
)

func TestQingStorSetsTheDateThatTheRequestHas(t *testing.T) {
	t.Parallel()
	const date = "Fri, 24 May 2013 00:00:00 GMT"
	cases := map[string]struct{ before, want http.Header }{
		"none":                      {http.Header{}, http.Header{"Date": {date}}},
		"an old one":                {http.Header{"Date": {"old", "older"}}, http.Header{"Date": {date}}},
		"the vendor's":              {http.Header{"X-Qs-Date": {"old"}}, http.Header{"X-Qs-Date": {date}}},
		"the vendor's, spelled low": {http.Header{"x-qs-date": {"old"}}, http.Header{"x-qs-date": {date}}},
		"both":                      {http.Header{"X-Qs-Date": {"old"}, "Date": {"kept"}}, http.Header{"X-Qs-Date": {date}, "Date": {"kept"}}},
		"the vendor's without line": {http.Header{"X-Qs-Date": nil}, http.Header{"X-Qs-Date": nil, "Date": {date}}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := newRequest(t, http.MethodGet, "https://pek3a.qingstor.test/bucket/k", nil)
			r.Header = c.before
			if err := signer.QingStor().Sign(t.Context(), r, exampleParams("")); err != nil {
				t.Fatal(err)
			}
			if _, err := signer.QingStor().Identify(received(t, r), exampleVerify(0)); err != nil {
				t.Error(err)
			}
			r.Header.Del("Authorization")
			if diff := cmp.Diff(c.want, r.Header); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// qingStorSignature is the signature in header form.
func qingStorSignature(t *testing.T, method, url string, header http.Header, p signer.Params) string {
	t.Helper()
	r := newRequest(t, method, url, nil)
	r.Header = header
	if err := signer.QingStor().Sign(t.Context(), r, p); err != nil {
		t.Fatal(err)
	}
	_, signature, _ := strings.Cut(r.Header.Get("Authorization"), ":")
	return signature
}

func TestQingStorSignsTheBucketWhereverItStands(t *testing.T) {
	t.Parallel()
	path := exampleParams("")
	path.Bucket = "photos"
	host := path
	host.VirtualHost = true
	none := host
	none.Bucket = ""
	sign := func(url string, p signer.Params) string { return qingStorSignature(t, "GET", url, http.Header{}, p) }
	same := map[string][2]string{
		"an object":         {sign("https://photos.z.test/a/b", host), sign("https://z.test/photos/a/b", path)},
		"the bucket":        {sign("https://photos.z.test", host), sign("https://z.test/photos/", path)},
		"a sub-resource":    {sign("https://photos.z.test/?cors", host), sign("https://z.test/photos/?cors", path)},
		"no bucket at all":  {sign("https://z.test/", none), sign("https://z.test/", path)},
		"an escaped slash":  {sign("https://z.test/photos/a%2Fb", path), sign("https://z.test/photos/a/b", path)},
		"an equals sign":    {sign("https://z.test/photos/a%3Db", path), sign("https://z.test/photos/a=b", path)},
		"other parameters":  {sign("https://z.test/photos?prefix=a&cors=&limit=1", path), sign("https://z.test/photos?cors", path)},
		"another order":     {sign("https://z.test/photos?uploads&acl", path), sign("https://z.test/photos?acl&uploads", path)},
		"spaces around":     {sign("https://z.test/photos?upload_id=+a%09", path), sign("https://z.test/photos?upload_id=a", path)},
		"a value in halves": {sign("https://z.test/photos?upload_id=a&acl&upload_id=b", path), sign("https://z.test/photos?acl&upload_id=ab", path)},
	}
	for name, two := range same {
		if two[0] != two[1] {
			t.Errorf("%s: the signatures differ", name)
		}
	}
	differ := map[string][2]string{
		"the style":              {sign("https://photos.z.test/a", host), sign("https://photos.z.test/a", path)},
		"a slash at the end":     {sign("https://z.test/photos/", path), sign("https://z.test/photos", path)},
		"two slashes":            {sign("https://z.test/photos//a", path), sign("https://z.test/photos/a", path)},
		"dots":                   {sign("https://z.test/photos/b/../a", path), sign("https://z.test/photos/a", path)},
		"a plus in the path":     {sign("https://z.test/photos/a+b", path), sign("https://z.test/photos/a%20b", path)},
		"the case of a name":     {sign("https://z.test/photos?ACL", path), sign("https://z.test/photos?acl", path)},
		"a value":                {sign("https://z.test/photos?acl=1", path), sign("https://z.test/photos?acl", path)},
		"a value of white space": {sign("https://z.test/photos?acl=%20", path), sign("https://z.test/photos?acl", path)},
	}
	for name, two := range differ {
		if two[0] == two[1] {
			t.Errorf("%s: the signatures are equal", name)
		}
	}
}

func TestQingStorSignsEverySubresourceAndNothingElse(t *testing.T) {
	t.Parallel()
	without := qingStorSignature(t, "GET", "https://z.test/b", http.Header{}, exampleParams(""))
	names := strings.Fields(qingStorSubresources)
	if len(names) != 26 {
		t.Fatalf("%d names", len(names))
	}
	for _, name := range names {
		if qingStorSignature(t, "GET", "https://z.test/b?"+name, http.Header{}, exampleParams("")) == without {
			t.Errorf("%s is not signed", name)
		}
	}
	for _, name := range []string{"prefix", "limit", "marker", "delimiter", "action", "response-x", "Acl", "acls"} {
		if qingStorSignature(t, "GET", "https://z.test/b?"+name, http.Header{}, exampleParams("")) != without {
			t.Errorf("%s is signed", name)
		}
	}
}

func TestQingStorRefusesWhatItsSignatureCannotHold(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		header http.Header
		token  string
		says   string
	}{
		"a session token":          {http.Header{}, "token", "session token"},
		"a vendor header twice":    {http.Header{"X-Qs-Meta-A": {"1", "2"}}, "", "X-Qs-Meta-A is there more than once"},
		"a vendor header, spelled": {http.Header{"X-Qs-Meta-A": {"1"}, "x-qs-meta-a": {"2"}}, "", "X-Qs-Meta-A is there more than once"},
		"a media type twice":       {http.Header{"Content-Type": {"a/b", "c/d"}}, "", "Content-Type is there more than once"},
		"a checksum, spelled":      {http.Header{"Content-Md5": {"x"}, "content-md5": {"y"}}, "", "Content-Md5 is there more than once"},
		"a date, spelled":          {http.Header{"date": {"x"}}, "", "Date is there more than once"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r, p := newRequest(t, http.MethodPut, "https://z.test/b/k", nil), exampleParams("")
			r.Header = c.header
			p.Credentials.SessionToken = c.token
			if _, err := signer.QingStor().Presign(t.Context(), r, p, time.Hour); name != "a date, spelled" && (err == nil || !strings.Contains(err.Error(), c.says)) {
				t.Errorf("presign: %v", err)
			}
			if err := signer.QingStor().Sign(t.Context(), r, p); err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("sign: %v", err)
			}
		})
	}
}

func TestQingStorPresignBindsOnlyWhatItSigns(t *testing.T) {
	t.Parallel()
	r := newRequest(t, http.MethodPut, "https://photos.z.test/a%2Fb=%28c%29?uploads&prefix=x+y", nil)
	r.Header = http.Header{
		"User-Agent": {"pail"}, "Authorization": {"old"}, "Range": {"bytes=0-1"}, "Date": {"old"}, "Content-Length": {"3"},
		"x-qs-meta-a": {" 1 "}, "Content-Type": {"text/plain"}, "X-Qs-Nothing": nil,
	}
	before := r.Clone(t.Context())
	p := exampleParams("")
	p.Bucket, p.VirtualHost = "photos", true
	got, err := signer.QingStor().Presign(t.Context(), r, p, time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(http.Header{"X-Qs-Meta-A": {" 1 "}, "Content-Type": {"text/plain"}}, got.Header); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	want := "https://photos.z.test/a/b=%28c%29?uploads&prefix=x+y&access_key_id=" + exampleID + "&expires=1369357200&signature="
	if !strings.HasPrefix(got.URL, want) || !got.Expires.Equal(exampleTime.Add(time.Hour)) {
		t.Errorf("expires %v\ngot  %s\nwant %s…", got.Expires, got.URL, want)
	}
	if diff := cmp.Diff(before.Header, r.Header); diff != "" || r.URL.String() != before.URL.String() {
		t.Errorf("the request has been changed: %s\n%s", r.URL, diff)
	}
	sent := newRequest(t, http.MethodPut, got.URL, nil)
	sent.Header = got.Header
	with := exampleVerify(0)
	with.Bucket, with.VirtualHost = "photos", true
	if _, err := signer.QingStor().Identify(received(t, sent), with); err != nil {
		t.Error(err)
	}
	if _, err := signer.QingStor().Presign(t.Context(), newRequest(t, http.MethodPut, got.URL, nil), p, time.Hour); err == nil {
		t.Error("a presigned URL can be presigned again")
	}
}
