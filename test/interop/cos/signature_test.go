// SPDX-License-Identifier: Apache-2.0

package cos

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/tencentyun/cos-go-sdk-v5"

	"github.com/seed-40dc4ce0/pail/signer"
	"github.com/seed-40dc4ce0/pail/test/interop/duet"
)

const signatures = 20_000

// signed are the headers that both sign wherever they are. The SDK also signs
// Content-Length, Transfer-Encoding and Expect, which are rewritten on the way,
// and pail also Date and Content-Language, which the SDK leaves open.
var signed = []string{
	"Range", "Cache-Control", "Content-Disposition", "Content-Encoding", "Content-Type", "Content-MD5", "Expires", "If-Match", "If-None-Match",
	"If-Modified-Since", "If-Unmodified-Since", "Origin", "Access-Control-Request-Method", "Access-Control-Request-Headers", "Pic-Operations",
	"X-Cos-Acl", "X-Cos-Storage-Class", "X-Cos-Meta-Note", "X-Cos-Grant-Read", "X-Ci-Something", "X-Cos-Traffic-Limit",
}

// ignored are headers that neither signs.
var ignored = []string{"User-Agent", "Accept", "X-Note"}

// request is any that both can sign, and the parameters of its signature.
func request(d duet.Dice) (*http.Request, signer.Params) {
	r := &http.Request{
		Method: d.Pick("GET", "PUT", "POST", "HEAD", "DELETE", "OPTIONS"), Header: http.Header{},
		URL: &url.URL{Scheme: "https", Host: d.Word(20) + "-125000.cos.ap-" + d.Word(8) + ".myqcloud.com", Path: "/" + d.Text(30)},
	}
	r.Host = r.URL.Host
	r.URL.RawQuery = d.Query(4, func() string {
		return d.Pick("acl", "uploads", "prefix", "UploadId", "partNumber", "response-content-type", "x"+d.Text(5))
	})
	for range d.IntN(6) {
		r.Header[http.CanonicalHeaderKey(d.Pick(append(signed, ignored...)...))] = []string{strings.TrimSpace(d.Text(20))}
	}
	p := signer.Params{Time: d.Time(), Credentials: aws.Credentials{AccessKeyID: "AKID" + d.Word(30), SecretAccessKey: d.Word(40)}}
	if d.IntN(3) == 0 {
		p.Credentials.SessionToken = "token" + d.ASCII(40)
	}
	return r, p
}

func TestHeaderSignaturesAreTheSDKs(t *testing.T) {
	t.Parallel()
	d := duet.NewDice(t)
	for i := range signatures {
		ours, p := request(d)
		theirs := ours.Clone(t.Context())
		before, life := time.Duration(d.IntN(300))*time.Second, time.Duration(1+d.IntN(7200))*time.Second
		if err := signer.COS(signer.COSWindow(before, life)).Sign(t.Context(), ours, p); err != nil {
			t.Fatalf("request %d: %v", i, err)
		}
		start, end := p.Time.Add(-before), p.Time.Add(life)
		cos.AddAuthorizationHeader(p.Credentials.AccessKeyID, p.Credentials.SecretAccessKey, p.Credentials.SessionToken, theirs,
			&cos.AuthTime{SignStartTime: start, SignEndTime: end, KeyStartTime: start, KeyEndTime: end})
		if got, want := ours.Header.Get("Authorization"), theirs.Header.Get("Authorization"); got != want {
			t.Fatalf("request %d: %s %s %q\npail    %s\nthe SDK %s", i, ours.Method, ours.URL, ours.Header, got, want)
		}
	}
	t.Logf("%d requests have the SDK's signature in their header", signatures)
}

func TestPresignedURLsAreTheSDKs(t *testing.T) {
	t.Parallel()
	d := duet.NewDice(t)
	for i := range signatures {
		r, p := request(d)
		r.URL.Path = "/k" + r.URL.Path // an empty key is refused, and one that begins with a slash respelled
		life := time.Duration(1+d.IntN(7*24*3600)) * time.Second
		theirs := presigned(t, r, p, life)
		plain, err := url.Parse(theirs)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range ignored { // all headers are listed in pail's URL
			r.Header.Del(name)
		}
		plain.RawQuery = unsigned(plain.RawQuery)
		ours, err := signer.COS().Presign(t.Context(), &http.Request{Method: r.Method, URL: plain, Host: plain.Host, Header: r.Header}, p, life)
		if err != nil {
			t.Fatalf("request %d: %v", i, err)
		}
		if spaced(ours.URL) != spaced(theirs) {
			t.Fatalf("request %d: %s %q\npail    %s\nthe SDK %s", i, r.Method, r.Header, ours.URL, theirs)
		}
	}
	t.Logf("%d presigned URLs are the SDK's", signatures)
}

// presigned is the SDK's URL for a request.
func presigned(t *testing.T, r *http.Request, p signer.Params, life time.Duration) string {
	t.Helper()
	client := cos.NewClient(&cos.BaseURL{BucketURL: &url.URL{Scheme: r.URL.Scheme, Host: r.URL.Host}}, &http.Client{
		Transport: &cos.AuthorizationTransport{
			SecretID: p.Credentials.AccessKeyID, SecretKey: p.Credentials.SecretAccessKey, SessionToken: p.Credentials.SessionToken,
		},
	})
	query, header := r.URL.Query(), r.Header.Clone()
	end := p.Time.Add(life)
	u, err := client.Object.GetPresignedURL2(t.Context(), r.Method, strings.TrimPrefix(r.URL.Path, "/"), life, &cos.PresignedURLOptions{
		Query: &query, Header: &header,
		AuthTime: &cos.AuthTime{SignStartTime: p.Time, SignEndTime: end, KeyStartTime: p.Time, KeyEndTime: end},
	})
	if err != nil {
		t.Fatal(err)
	}
	return u.String()
}

// spaced spells the spaces of a query in one way. The SDK has two.
func spaced(u string) string { return strings.ReplaceAll(u, "+", "%20") }

// unsigned is a presigned query before it was signed.
func unsigned(query string) string {
	for _, first := range []string{"x-cos-security-token=", "q-sign-algorithm="} {
		if i := strings.Index(query, first); i >= 0 {
			query = query[:i]
		}
	}
	return strings.TrimSuffix(query, "&")
}
