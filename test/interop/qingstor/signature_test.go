// SPDX-License-Identifier: Apache-2.0

package qingstor

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/qingstor/qingstor-sdk-go/v4/log"
	signer4 "github.com/qingstor/qingstor-sdk-go/v4/request/signer"
	signer3 "github.com/yunify/qingstor-sdk-go/v3/request/signer"
	"go.uber.org/zap"

	"github.com/seed-40dc4ce0/pail/signer"
	"github.com/seed-40dc4ce0/pail/test/interop/duet"
)

const signatures = 20_000

// sdk is the signer of one version of the SDK.
type sdk interface {
	BuildSignature(r *http.Request) (string, error)
	BuildQuerySignature(r *http.Request, expires int) (string, error)
}

// version is an SDK and the sub-resources that it signs. The specification has
// more by now: versioning, versions and version_id, and for the third version
// those that came with the fourth.
type version struct {
	name         string
	subresources []string
	hosts        bool // it knows virtual hosts
	signer       func(p signer.Params) sdk
}

func versions() []version {
	both := []string{
		"acl", "cors", "delete", "mirror", "part_number", "policy", "stats", "upload_id", "uploads", "image", "notification", "lifecycle", "logging",
		"response-expires", "response-cache-control", "response-content-type", "response-content-language", "response-content-encoding",
		"response-content-disposition",
	}
	return []version{
		{"the third version", both, false, func(p signer.Params) sdk {
			return &signer3.QingStorSigner{AccessKeyID: p.Credentials.AccessKeyID, SecretAccessKey: p.Credentials.SecretAccessKey}
		}},
		{"the fourth version", append([]string{"append", "cname", "position", "replication"}, both...), true, func(p signer.Params) sdk {
			return &signer4.QingStorSigner{
				AccessKeyID: p.Credentials.AccessKeyID, SecretAccessKey: p.Credentials.SecretAccessKey, EnableVirtualHostStyle: p.VirtualHost,
			}
		}},
	}
}

// request is any that both can sign, and the parameters of its signature.
func (v version) request(d duet.Dice) (*http.Request, signer.Params) {
	p := signer.Params{Bucket: d.Word(30), Time: d.Time(), Credentials: aws.Credentials{AccessKeyID: d.Word(20), SecretAccessKey: d.Word(40)}}
	host, path := "zone.qingstor.com", "/"+p.Bucket
	if p.VirtualHost = v.hosts && d.IntN(2) == 0; p.VirtualHost {
		host, path = p.Bucket+"."+host, ""
	}
	if d.IntN(5) > 0 {
		path += "/" + d.Text(30)
	}
	r := (&http.Request{
		Method: d.Pick("GET", "PUT", "POST", "HEAD", "DELETE", "OPTIONS"), Header: http.Header{}, Host: host,
		URL: &url.URL{Scheme: "https", Host: host, Path: path},
	}).WithContext(log.ContextWithLogger(context.Background(), zap.NewNop())) // or the SDK makes a new logger for each line of its log
	r.URL.RawQuery = d.Query(4, func() string {
		if d.IntN(3) > 0 {
			return d.Pick(v.subresources...)
		}
		return d.Pick("prefix", "limit", "marker", "x"+d.Text(5))
	})
	for range d.IntN(5) {
		r.Header.Set(d.Pick("Content-MD5", "Content-Type", "X-QS-Storage-Class", "X-QS-Meta-Note", "X-QS-Copy-Source", "Range", "User-Agent"), d.ASCII(20))
	}
	if d.IntN(4) == 0 {
		r.Header.Set("X-Qs-Date", p.Time.Format(http.TimeFormat))
	}
	return r, p
}

func TestHeaderSignaturesAreTheSDKs(t *testing.T) {
	t.Parallel()
	for _, v := range versions() {
		t.Run(v.name, func(t *testing.T) {
			t.Parallel()
			d := duet.NewDice(t)
			for i := range signatures {
				r, p := v.request(d)
				if err := signer.QingStor().Sign(t.Context(), r, p); err != nil {
					t.Fatalf("request %d: %v", i, err)
				}
				theirs, err := v.signer(p).BuildSignature(r) // with the date that pail has set
				if err != nil {
					t.Fatal(err)
				}
				if ours := r.Header.Get("Authorization"); ours != theirs {
					t.Fatalf("request %d: %s %s %q\npail    %s\nthe SDK %s", i, r.Method, r.URL, r.Header, ours, theirs)
				}
			}
			t.Logf("%d requests have the SDK's signature in their header", signatures)
		})
	}
}

func TestPresignedURLsAreTheSDKs(t *testing.T) {
	t.Parallel()
	for _, v := range versions() {
		t.Run(v.name, func(t *testing.T) {
			t.Parallel()
			d := duet.NewDice(t)
			for i := range signatures {
				r, p := v.request(d)
				life := time.Duration(1+d.IntN(7*24*3600)) * time.Second
				ours, err := signer.QingStor().Presign(t.Context(), r, p, life)
				if err != nil {
					t.Fatalf("request %d: %v", i, err)
				}
				theirs, err := v.signer(p).BuildQuerySignature(r, int(p.Time.Add(life).Unix()))
				if err != nil {
					t.Fatal(err)
				}
				if !strings.HasSuffix(ours.URL, theirs) {
					t.Fatalf("request %d: %s %s %q\npail    %s\nthe SDK %s", i, r.Method, r.URL, r.Header, ours.URL, theirs)
				}
			}
			t.Logf("%d presigned URLs are the SDK's", signatures)
		})
	}
}
