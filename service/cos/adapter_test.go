// SPDX-License-Identifier: Apache-2.0

package cos_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/cors"
)

func TestCustomerKeys(t *testing.T) {
	t.Parallel()
	key := strings.Repeat("k", 32)
	c := &canned{}
	b := open(t, c)
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
		const prefix = "X-Cos-Server-Side-Encryption-Customer-"
		h := c.last().Header
		got := []string{h.Get(prefix + "Algorithm"), h.Get(prefix + "Key"), h.Get(prefix + "Key-Md5")}
		// The MD5 is that of 32 times "k", computed with md5sum.
		want := []string{"AES256", "a2tra2tra2tra2tra2tra2tra2tra2tra2tra2tra2s=", "mT2HRsMGJ5IX5C+0rreZ8Q=="}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestKeysThatAreTheBucketAreNotSent(t *testing.T) {
	t.Parallel()
	c := &canned{}
	b := open(t, c)
	for _, key := range []string{".", "..", "/", "//", "/.", "a/..", "./", "a/../..", "/../"} {
		for name, call := range map[string]func() error{
			"PutObject":    func() error { _, err := b.PutObject(t.Context(), &bucket.PutObjectInput{Key: key}); return err },
			"AppendObject": func() error { _, err := b.AppendObject(t.Context(), &bucket.AppendObjectInput{Key: key}); return err },
			"GetObject":    func() error { _, err := b.GetObject(t.Context(), &bucket.GetObjectInput{Key: key}); return err },
			"HeadObject":   func() error { _, err := b.HeadObject(t.Context(), &bucket.HeadObjectInput{Key: key}); return err },
			"DeleteObject": func() error { _, err := b.DeleteObject(t.Context(), &bucket.DeleteObjectInput{Key: key}); return err },
			"DeleteObjectTagging": func() error {
				_, err := b.DeleteObjectTagging(t.Context(), &bucket.DeleteObjectTaggingInput{Key: key})
				return err
			},
		} {
			bad, ok := errors.AsType[*bucket.InputError](call())
			if !ok || len(bad.Fields) != 1 || bad.Fields[0].Field != "Key" {
				t.Errorf("%s of %q: %v", name, key, bad)
			}
		}
	}
	if len(c.requests) > 0 {
		t.Errorf("%d requests were sent", len(c.requests))
	}
	for _, key := range []string{"../a", "a/../b", "/a", "...", "a/."} {
		if _, err := b.DeleteObject(t.Context(), &bucket.DeleteObjectInput{Key: key}); err != nil {
			t.Errorf("%q: %v", key, err)
		}
	}
}

func TestPagesGoOnFromMarkers(t *testing.T) {
	t.Parallel()
	page := func(encoding, next string) string {
		return "<ListBucketResult><Prefix>a%2F</Prefix><Marker>x+y</Marker>" + encoding + "<MaxKeys>7</MaxKeys><IsTruncated>true</IsTruncated><NextMarker>" + next + "</NextMarker>" +
			"<Contents><Key>a%2Fb+c%0A</Key><Owner><ID>1</ID><DisplayName>2</DisplayName></Owner></Contents><CommonPrefixes><Prefix>a%2Fd%2F</Prefix></CommonPrefixes></ListBucketResult>"
	}
	c := &canned{body: page("<EncodingType>url</EncodingType>", "a%2Fb+c%0A")}
	b := open(t, c)
	yes := true
	out, err := b.ListObjects(t.Context(), &bucket.ListObjectsInput{StartAfter: "a b", FetchOwner: &yes})
	if err != nil {
		t.Fatal(err)
	}
	if got := c.last().URL.RawQuery; got != "encoding-type=url&marker=a%20b" {
		t.Errorf("the first page is asked for with %s", got)
	}
	want := &bucket.ListObjectsOutput{
		Prefix: "a/", StartAfter: "x y", EncodingType: "url", KeyCount: 2, PageSize: 7, IsTruncated: true, NextPageToken: "a/b c\n", CommonPrefixes: []string{"a/d/"},
		Objects: []bucket.Object{{Key: "a/b c\n", Owner: &bucket.Owner{ID: "1", DisplayName: "2"}}}, Response: out.Response,
	}
	if diff := cmp.Diff(want, out); diff != "" {
		t.Errorf("page (-want +got):\n%s", diff)
	}
	c.body = page("", "plain%2F")
	if out, err = b.ListObjects(t.Context(), &bucket.ListObjectsInput{StartAfter: "a b", PageToken: out.NextPageToken}); err != nil {
		t.Fatal(err)
	}
	if got := c.last().URL.RawQuery; got != "encoding-type=url&marker=a%2Fb%20c%0A" {
		t.Errorf("the next page is asked for with %s", got)
	}
	if out.NextPageToken != "plain%2F" || out.Objects[0].Key != "a%2Fb+c%0A" {
		t.Errorf("what was not encoded was decoded: %q, %q", out.NextPageToken, out.Objects[0].Key)
	}
	c.body = page("<EncodingType>url</EncodingType>", "%zz")
	if _, err := b.ListObjects(t.Context(), nil); err == nil {
		t.Error("a broken marker is no error")
	}
}

func TestMembersThatCOSLacksAreRefusedByName(t *testing.T) {
	t.Parallel()
	b := open(t, &canned{})
	for member, call := range map[string]func() error{
		"IfNoneMatch": func() error {
			_, err := b.PutObject(t.Context(), &bucket.PutObjectInput{Key: "k", IfNoneMatch: "*"})
			return err
		},
		"ChecksumSHA256": func() error {
			_, err := b.PutObject(t.Context(), &bucket.PutObjectInput{Key: "k", ChecksumSHA256: "x"})
			return err
		},
		"PartNumber": func() error {
			_, err := b.HeadObject(t.Context(), &bucket.HeadObjectInput{Key: "k", PartNumber: new(int)})
			return err
		},
		"Objects[0].ETag": func() error {
			_, err := b.DeleteObjects(t.Context(), &bucket.DeleteObjectsInput{Objects: []bucket.ObjectIdentifier{{Key: "k", ETag: "e"}}})
			return err
		},
		"ExpectedBucketOwner": func() error {
			_, err := b.GetCORS(t.Context(), &bucket.GetCORSInput{ExpectedBucketOwner: "me"})
			return err
		},
	} {
		unsupported, ok := errors.AsType[*bucket.UnsupportedError](call())
		if !ok || unsupported.Member != member || unsupported.Provider != "cos" || unsupported.Reason == "" {
			t.Errorf("%s: %v", member, unsupported)
		}
	}
}

func TestResponseVaryIsRead(t *testing.T) {
	t.Parallel()
	b := open(t, &canned{body: "<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule><ResponseVary>true</ResponseVary></CORSConfiguration>"})
	out, err := b.GetCORS(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	want := &cors.Configuration{ResponseVary: true, Rules: []cors.Rule{{AllowedOrigins: []string{"*"}, AllowedMethods: []string{"GET"}}}}
	if diff := cmp.Diff(want, out.Configuration); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestAppendsAreNotSentAgainOnceTheyMayHaveCounted(t *testing.T) {
	t.Parallel()
	c := &canned{status: http.StatusInternalServerError, body: "<Error><Code>InternalError</Code></Error>"}
	b := open(t, c)
	if _, err := b.AppendObject(t.Context(), &bucket.AppendObjectInput{Key: "log", Body: strings.NewReader("x")}); err == nil || len(c.requests) != 1 {
		t.Errorf("got %v after %d requests", err, len(c.requests))
	}
	if _, err := b.PutObject(t.Context(), &bucket.PutObjectInput{Key: "log", Body: strings.NewReader("x")}); err == nil || len(c.requests) != 4 {
		t.Errorf("an upload: got %v after %d requests", err, len(c.requests)-1)
	}
	// Who is too busy has done nothing.
	c.status, c.body = http.StatusServiceUnavailable, "<Error><Code>SlowDown</Code></Error>"
	if _, err := b.AppendObject(t.Context(), &bucket.AppendObjectInput{Key: "log", Body: strings.NewReader("x")}); !errors.Is(err, bucket.ErrThrottled) || len(c.requests) == 5 {
		t.Errorf("got %v after %d requests", err, len(c.requests)-4)
	}
}

func TestErrorsInsideASuccessAreErrors(t *testing.T) {
	t.Parallel()
	b := open(t, &canned{body: "<Error><Code>AccessDenied</Code><Message>Access Denied.</Message><TraceId>T</TraceId></Error>"})
	for name, call := range map[string]func() error{
		"a document was expected": func() error {
			_, err := b.DeleteObjects(t.Context(), &bucket.DeleteObjectsInput{Objects: []bucket.ObjectIdentifier{{Key: "k"}}})
			return err
		},
		"none was expected": func() error { _, err := b.PutObject(t.Context(), &bucket.PutObjectInput{Key: "k"}); return err },
	} {
		err := call()
		if said, ok := errors.AsType[*bucket.Error](err); !ok || said.StatusCode != http.StatusOK || !errors.Is(err, bucket.ErrAccessDenied) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

// TestGatewaysMayAnswerInTheirOwnWay has answers that are no error documents of
// COS: each is an error with its status, its id and its body.
func TestGatewaysMayAnswerInTheirOwnWay(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]*canned{
		"JSON":            {status: 403, kind: "application/json", body: `{"code":-46628,"message":"file not exist","request_id":"NWE1"}`},
		"JSON in a text":  {status: 500, kind: "text/plain", body: `{"code":"10","message":""}`},
		"JSON, cut short": {status: 502, kind: "application/json", body: `{"code":`},
		"HTML":            {status: 502, kind: "text/html", body: "<html><body>Bad Gateway</body></html>"},
		"nothing":         {status: 403},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := open(t, c).GetObject(t.Context(), &bucket.GetObjectInput{Key: "cat"})
			said, ok := errors.AsType[*bucket.Error](err)
			if !ok || said.StatusCode != c.status || said.RequestID != "REQ" || said.TraceID != "TRACE" || string(said.Body) != c.body {
				t.Errorf("got %#v", said)
			}
		})
	}
}
