// SPDX-License-Identifier: Apache-2.0

package s3_test

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/config"
	"github.com/seed-40dc4ce0/pail/service"
)

// echo answers with a document and keeps the request.
type echo struct {
	answer string
	header http.Header
	body   string
}

func (e *echo) RoundTrip(r *http.Request) (*http.Response, error) {
	e.header = r.Header.Clone()
	if r.Body != nil {
		text, err := io.ReadAll(r.Body)
		if err != nil {
			return nil, err
		}
		e.body = string(text)
		_ = r.Body.Close()
	}
	return &http.Response{
		StatusCode: http.StatusOK, Header: http.Header{}, Request: r,
		Body: io.NopCloser(strings.NewReader(e.answer)), ContentLength: int64(len(e.answer)),
	}, nil
}

// open is a bucket at endpoint, "" for the vendor's own, in a region.
func open(t *testing.T, e *echo, endpoint, region string) *bucket.Bucket {
	t.Helper()
	svc, err := service.New(config.Config{
		Provider: "s3", Endpoint: endpoint, Region: region, Transport: e, Credentials: config.Static("id", "secret", ""),
	})
	if err != nil {
		t.Fatal(err)
	}
	return svc.Bucket("photos")
}

func TestCreateRepeatsTheRegionWhereAWSWantsIt(t *testing.T) {
	t.Parallel()
	constraint := func(region string) string {
		return `<CreateBucketConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><LocationConstraint>` + region + `</LocationConstraint></CreateBucketConfiguration>`
	}
	for name, test := range map[string]struct {
		endpoint, region string
		in               *bucket.CreateInput
		want             string
	}{
		"in AWS's first region not":        {"", "us-east-1", nil, ""},
		"in AWS's others":                  {"", "eu-west-1", nil, constraint("eu-west-1")},
		"in China":                         {"", "cn-north-1", nil, constraint("cn-north-1")},
		"elsewhere not":                    {"https://store.example", "eu-west-1", nil, ""},
		"unless the caller says otherwise": {"", "eu-west-1", &bucket.CreateInput{Configuration: &bucket.CreateConfiguration{LocationConstraint: "EU"}}, constraint("EU")},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := &echo{}
			if _, err := open(t, e, test.endpoint, test.region).Create(t.Context(), test.in); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, e.body); diff != "" {
				t.Errorf("body (-want +got):\n%s", diff)
			}
		})
	}
}

func TestCustomerKeys(t *testing.T) {
	t.Parallel()
	key := strings.Repeat("k", 32)
	e := &echo{}
	b := open(t, e, "", "eu-west-1")
	for name, call := range map[string]func() error{
		"put": func() error {
			_, err := b.PutObject(t.Context(), &bucket.PutObjectInput{Key: "cat", SSECustomerKey: key})
			return err
		},
		"head": func() error {
			_, err := b.HeadObject(t.Context(), &bucket.HeadObjectInput{Key: "cat", SSECustomerKey: key})
			return err
		},
		"get": func() error {
			out, err := b.GetObject(t.Context(), &bucket.GetObjectInput{Key: "cat", SSECustomerKey: key})
			if err == nil {
				_ = out.Body.Close()
			}
			return err
		},
	} {
		if err := call(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		const prefix = "X-Amz-Server-Side-Encryption-Customer-"
		got := []string{e.header.Get(prefix + "Algorithm"), e.header.Get(prefix + "Key"), e.header.Get(prefix + "Key-Md5")}
		// The MD5 is that of 32 times "k", computed with md5sum.
		want := []string{"AES256", "a2tra2tra2tra2tra2tra2tra2tra2tra2tra2tra2s=", "mT2HRsMGJ5IX5C+0rreZ8Q=="}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	_, err := b.GetObject(t.Context(), &bucket.GetObjectInput{Key: "cat", SSECustomerKey: "c2hvcnQ="})
	var bad *bucket.InputError
	if !errors.As(err, &bad) || !strings.Contains(err.Error(), "SSECustomerKey must be the 32 raw bytes") || strings.Contains(err.Error(), "c2hvcnQ") {
		t.Errorf("got %v", err)
	}
}

func TestListingsAreDecodedWhenTheySaySo(t *testing.T) {
	t.Parallel()
	page := func(encoding string) string {
		return "<ListBucketResult>" + encoding + "<Prefix>a%2F</Prefix><Delimiter>%2F</Delimiter><StartAfter>x+y</StartAfter>" +
			"<Contents><Key>a%2Fb+c%0A</Key></Contents><CommonPrefixes><Prefix>a%2Fd%2F</Prefix></CommonPrefixes></ListBucketResult>"
	}
	type texts struct {
		Prefix, Delimiter, StartAfter, Key string
		CommonPrefixes                     []string
	}
	for name, test := range map[string]struct {
		answer string
		want   texts
	}{
		"encoded": {page("<EncodingType>url</EncodingType>"), texts{"a/", "/", "x y", "a/b c\n", []string{"a/d/"}}},
		"plain":   {page(""), texts{"a%2F", "%2F", "x+y", "a%2Fb+c%0A", []string{"a%2Fd%2F"}}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			out, err := open(t, &echo{answer: test.answer}, "", "eu-west-1").ListObjects(t.Context(), nil)
			if err != nil {
				t.Fatal(err)
			}
			got := texts{out.Prefix, out.Delimiter, out.StartAfter, out.Objects[0].Key, out.CommonPrefixes}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
	bad := "<ListBucketResult><EncodingType>url</EncodingType><Contents><Key>%zz</Key></Contents></ListBucketResult>"
	_, err := open(t, &echo{answer: bad}, "", "eu-west-1").ListObjects(t.Context(), nil)
	var e *bucket.Error
	if !errors.As(err, &e) || e.StatusCode != http.StatusOK {
		t.Errorf("got %v", err)
	}
}
