// SPDX-License-Identifier: Apache-2.0

package qingstor_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/seed-40dc4ce0/pail/bucket"
)

// document is an error document of QingStor's.
func document(code string) string {
	return `{"code": "` + code + `", "message": "words", "request_id": "aa08cf7a43f611e5886952542e6ce14b", "url": "http://docs.qingcloud.com/qingstor/api/common/error_code.html"}`
}

func TestCodesAreTheSentinelsOfEveryStore(t *testing.T) {
	t.Parallel()
	for code, test := range map[string]struct {
		status int
		want   []error
	}{
		"object_not_exists":     {404, []error{bucket.ErrNoSuchKey, bucket.ErrNotFound}},
		"bucket_not_exists":     {404, []error{bucket.ErrNoSuchBucket, bucket.ErrNotFound}},
		"upload_not_exists":     {404, []error{bucket.ErrNoSuchUpload, bucket.ErrNotFound}},
		"permission_denied":     {403, []error{bucket.ErrAccessDenied}},
		"invalid_access_key_id": {401, []error{bucket.ErrAccessDenied}},
		"signature_not_matched": {401, []error{bucket.ErrAccessDenied}},
		"bucket_already_exists": {409, []error{bucket.ErrBucketExists}},
		"bucket_not_empty":      {409, []error{bucket.ErrBucketNotEmpty}},
		"precondition_failed":   {412, []error{bucket.ErrPreconditionFailed}},
		"invalid_range":         {416, []error{bucket.ErrInvalidRange}},
		"bad_digest":            {400, []error{bucket.ErrChecksumMismatch}},
		"max_requests_exceeded": {400, []error{bucket.ErrThrottled}},
		"invalid_argument":      {400, nil},
	} {
		_, err := open(t, &canned{status: test.status, kind: "application/json", body: document(code)}).GetObject(t.Context(), &bucket.GetObjectInput{Key: "cat"})
		said, ok := errors.AsType[*bucket.Error](err)
		if !ok || said.Code != code || said.Message != "words" || said.StatusCode != test.status || said.RequestID == "" || said.Provider != "qingstor" || said.Key != "cat" {
			t.Errorf("%s: %#v", code, said)
		}
		for _, sentinel := range test.want {
			if !errors.Is(err, sentinel) {
				t.Errorf("%s is not %v", code, sentinel)
			}
		}
	}
}

// A proxy before the store may lose its status. What has the document of an
// error is one all the same, as it is in XML.
func TestAnErrorThatClaimsSuccessIsOne(t *testing.T) {
	t.Parallel()
	for name, call := range map[string]func(b *bucket.Bucket) (bool, error){
		"a listing": func(b *bucket.Bucket) (bool, error) {
			out, err := b.ListObjects(t.Context(), nil)
			return out == nil, err
		},
		"rules":      func(b *bucket.Bucket) (bool, error) { out, err := b.GetCORS(t.Context(), nil); return out == nil, err },
		"a creation": func(b *bucket.Bucket) (bool, error) { out, err := b.Create(t.Context(), nil); return out == nil, err },
		"an upload": func(b *bucket.Bucket) (bool, error) {
			out, err := b.PutObject(t.Context(), &bucket.PutObjectInput{Key: "cat"})
			return out == nil, err
		},
	} {
		isNil, err := call(open(t, &canned{body: document("permission_denied")}))
		said, ok := errors.AsType[*bucket.Error](err)
		if !isNil || !ok || !errors.Is(err, bucket.ErrAccessDenied) || said.StatusCode != http.StatusOK || said.Message != "words" || len(said.Body) == 0 || said.Response.URL == "" {
			t.Errorf("%s: %v", name, err)
		}
		for _, body := range []string{`{"code": 0, "message": "ok"}`, `{"keys": [{"key": "\"code\"", "code": "x"}], "cors_rules": []}`} {
			if isNil, err := call(open(t, &canned{body: body})); isNil || err != nil {
				t.Errorf("%s, %s: %v", name, body, err)
			}
		}
	}
}

func TestRefusalsSayWhatToDo(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]string{
		"invalid_access_key_id": "the server knows no such access key id: check that Config.Credentials belong to this provider and endpoint",
		"signature_not_matched": "the secret access key is not that of the access key id, or a proxy has changed the request",
		"request_expired":       "the server finds that the request is not of its time: check this machine's clock",
	} {
		c := &canned{status: http.StatusForbidden, body: document(code)}
		_, err := open(t, c).GetObject(t.Context(), &bucket.GetObjectInput{Key: "cat"})
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), code) || !strings.Contains(err.Error(), "aa08cf7a43f611e5886952542e6ce14b") {
			t.Errorf("%s: %v", code, err)
		}
		if strings.Contains(err.Error(), secretKey) {
			t.Errorf("%s: the error has the secret", code)
		}
	}
}

func TestAClockThatIsWrongIsCorrectedOnce(t *testing.T) {
	t.Parallel()
	server := time.Now().Add(-time.Hour)
	var dates []string
	b := open(t, round(func(r *http.Request) (*http.Response, error) {
		dates = append(dates, r.Header.Get("Date"))
		if at, err := http.ParseTime(r.Header.Get("Date")); err != nil || at.Sub(server).Abs() > 15*time.Minute {
			c := &canned{status: http.StatusForbidden, body: document("request_expired"), header: http.Header{"Date": {server.UTC().Format(http.TimeFormat)}}}
			return c.RoundTrip(r)
		}
		return (&canned{}).RoundTrip(r)
	}))
	for range 2 {
		if _, err := b.HeadObject(t.Context(), &bucket.HeadObjectInput{Key: "cat"}); err != nil {
			t.Error(err)
		}
	}
	if len(dates) != 3 {
		t.Errorf("%d requests: %v", len(dates), dates)
	}
}

// TestBucketsOfAnotherZone: a host that has not the bucket names the one that
// has it, as detectLocation of go-service-qingstor (beyondstorage) reads it
// from the host without a zone.
func TestBucketsOfAnotherZone(t *testing.T) {
	t.Parallel()
	for addressing, location := range map[string]string{
		"path": "https://sh1a.qingstor.com/photos", "virtual": "https://Photos.SH1A.QingStor.com/",
	} {
		var hosts []string
		b := connect(t, settings(round(func(r *http.Request) (*http.Response, error) {
			hosts = append(hosts, r.URL.Host)
			identify(t, r, "photos", addressing == "virtual")
			if strings.Contains(r.URL.Host, "pek3b") {
				c := &canned{status: http.StatusMovedPermanently, header: http.Header{"Location": {location}}}
				return c.RoundTrip(r)
			}
			return (&canned{}).RoundTrip(r)
		}), addressing)).Bucket("photos")
		for range 2 {
			if _, err := b.PutObject(t.Context(), &bucket.PutObjectInput{Key: "cat", Body: strings.NewReader("meow")}); err != nil {
				t.Error(err)
			}
		}
		if len(hosts) != 3 || !strings.Contains(hosts[2], "sh1a.qingstor.com") {
			t.Errorf("%s: sent to %v", addressing, hosts)
		}
	}
	c := &canned{status: http.StatusMovedPermanently, header: http.Header{"Location": {"https://sh1a.qingstor.com/photos"}}}
	_, err := open(t, c).OptionsObject(t.Context(), &bucket.OptionsObjectInput{Key: "cat", Origin: "https://app.example", AccessControlRequestMethod: "PUT"})
	if err == nil || len(c.requests) != 1 || !strings.Contains(err.Error(), "the bucket is in the region sh1a and the request was for pek3b: set Config.Region") {
		t.Errorf("a preflight: got %v after %d requests", err, len(c.requests))
	}
	c = &canned{status: http.StatusMovedPermanently, header: http.Header{"Location": {"https://sh1a.qingstor.com/photos"}}}
	own := settings(c, "none")
	own.Endpoint = "https://cdn.example"
	_, err = connect(t, own).Bucket("photos").HeadObject(t.Context(), &bucket.HeadObjectInput{Key: "cat"})
	if err == nil || len(c.requests) != 1 || !strings.Contains(err.Error(), "the bucket is in the region sh1a") {
		t.Errorf("at a domain that another region does not change: got %v after %d requests", err, len(c.requests))
	}
}

func TestRefusalsWithoutADocument(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		status int
		call   func(*bucket.Bucket) error
		want   error
	}{
		"HEAD of an object": {404, func(b *bucket.Bucket) error {
			_, err := b.HeadObject(t.Context(), &bucket.HeadObjectInput{Key: "k"})
			return err
		}, bucket.ErrNoSuchKey},
		"HEAD of a bucket": {404, func(b *bucket.Bucket) error { _, err := b.Head(t.Context(), nil); return err }, bucket.ErrNoSuchBucket},
		"no CORS rules":    {404, func(b *bucket.Bucket) error { _, err := b.GetCORS(t.Context(), nil); return err }, bucket.ErrNoSuchCORSConfiguration},
		"a move of nothing": {404, func(b *bucket.Bucket) error {
			_, err := b.MoveObject(t.Context(), &bucket.MoveObjectInput{Key: "a", SourceKey: "b"})
			return err
		}, bucket.ErrNoSuchKey},
		"forbidden":               {403, func(b *bucket.Bucket) error { _, err := b.Head(t.Context(), nil); return err }, bucket.ErrAccessDenied},
		"a key that is not known": {401, func(b *bucket.Bucket) error { _, err := b.Head(t.Context(), nil); return err }, bucket.ErrAccessDenied},
		"not modified": {304, func(b *bucket.Bucket) error {
			_, err := b.HeadObject(t.Context(), &bucket.HeadObjectInput{Key: "k"})
			return err
		}, bucket.ErrNotModified},
		"a preflight that is forbidden": {403, func(b *bucket.Bucket) error {
			_, err := b.OptionsObject(t.Context(), &bucket.OptionsObjectInput{Key: "k", Origin: "https://a.example", AccessControlRequestMethod: "PUT"})
			return err
		}, bucket.ErrPreflightDenied},
	} {
		err := test.call(open(t, &canned{status: test.status}))
		said, ok := errors.AsType[*bucket.Error](err)
		if !ok || said.StatusCode != test.status || said.Code != "" || said.RequestID == "" || !errors.Is(err, test.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestGatewaysMayAnswerInTheirOwnWay has answers that are no error documents of
// QingStor: each is an error with its status, its id and its body.
func TestGatewaysMayAnswerInTheirOwnWay(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]*canned{
		"HTML":              {status: 502, kind: "text/html", body: "<html><body>Bad Gateway</body></html>"},
		"XML":               {status: 403, kind: "application/xml", body: "<Error><Code>AccessDenied</Code></Error>"},
		"JSON, cut short":   {status: 502, kind: "application/json", body: `{"code":`},
		"JSON, another one": {status: 500, kind: "application/json", body: `["code"]`},
		"a code of no kind": {status: 500, kind: "application/json", body: `{"code":{"a":1},"message":[]}`},
		"nothing":           {status: 503},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := open(t, c).GetObject(t.Context(), &bucket.GetObjectInput{Key: "cat"})
			said, ok := errors.AsType[*bucket.Error](err)
			if !ok || said.StatusCode != c.status || said.RequestID == "" || string(said.Body) != c.body {
				t.Errorf("got %#v", said)
			}
		})
	}
}

// TestAnswersThatAreNotWhatTheySay has successes that cannot be read: each is an
// error with the status and the beginning of the body.
func TestAnswersThatAreNotWhatTheySay(t *testing.T) {
	t.Parallel()
	for name, body := range map[string]string{
		"nothing": "", "HTML": "<html></html>", "XML": "<ListBucketResult/>", "cut short": `{"keys": [{"key": "a"`, "a list": `[1]`, "a string": `"keys"`,
		"keys that are none": `{"keys": {"key": "a"}}`, "a size that is none": `{"keys": [{"size": "many"}]}`, "a size without end": `{"keys": [{"size": 99999999999999999999}]}`,
		"a time that is none": `{"keys": [{"modified": "yesterday"}]}`, "more behind it": `{} {}`, "no UTF-8": "{\"name\": \"\xff\"}", "a truth that is none": `{"has_more": "yes"}`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			out, err := open(t, &canned{kind: "application/json", body: body}).ListObjects(t.Context(), nil)
			said, ok := errors.AsType[*bucket.Error](err)
			if out != nil || !ok || said.StatusCode != http.StatusOK || !strings.HasPrefix(body, string(said.Body)) {
				t.Errorf("got %+v, %#v", out, said)
			}
		})
	}
}
