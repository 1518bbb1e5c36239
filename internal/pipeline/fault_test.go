// SPDX-License-Identifier: Apache-2.0

package pipeline_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/bucket"
)

const wholeFault = `<?xml version="1.0" encoding="UTF-8"?>
<Error><Code>AccessForbidden</Code><Message>CORSResponse: CORS is not enabled for this bucket.</Message><Method>PUT</Method><ResourceType>BUCKET</ResourceType><Resource>/photos</Resource><RequestId>REQ2</RequestId><HostId>HOST2</HostId></Error>`

func TestRefusals(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("x", 100<<10)
	for name, test := range map[string]struct {
		answer answer
		want   bucket.Error // Op, Provider, Bucket, Key, Response and Err aside
		is     []error
		not    []error
		text   string // in the error
	}{
		"a whole document": {
			answer: reply(403, wholeFault, "X-Amz-Id-2: HOST1"),
			want: bucket.Error{
				StatusCode: 403, Code: "AccessForbidden", Message: "CORSResponse: CORS is not enabled for this bucket.",
				Method: "PUT", ResourceType: "BUCKET", Resource: "/photos", RequestID: "REQ1", HostID: "HOST1", Body: []byte(wholeFault),
			},
			text: "s3: GetObject photos/cat: 403 Forbidden: AccessForbidden: CORSResponse: CORS is not enabled for this bucket. (request id REQ1)",
		},
		"a code with a meaning": {
			answer: fault(404, "NoSuchKey"),
			want:   bucket.Error{StatusCode: 404, Code: "NoSuchKey", Message: "words", RequestID: "REQ1", Body: []byte("<Error><Code>NoSuchKey</Code><Message>words</Message></Error>")},
			is:     []error{bucket.ErrNoSuchKey, bucket.ErrNotFound}, not: []error{bucket.ErrNoSuchBucket},
		},
		"a code without one": {
			answer: fault(404, "NoSuchThing"),
			want:   bucket.Error{StatusCode: 404, Code: "NoSuchThing", Message: "words", RequestID: "REQ1", Body: []byte("<Error><Code>NoSuchThing</Code><Message>words</Message></Error>")},
			is:     []error{bucket.ErrNotFound}, not: []error{bucket.ErrNoSuchKey},
		},
		"an empty 403": {
			answer: reply(403, ""),
			want:   bucket.Error{StatusCode: 403, Message: "the answer has no body", RequestID: "REQ1"},
			is:     []error{bucket.ErrAccessDenied},
		},
		"an empty 404": {
			answer: reply(404, ""),
			want:   bucket.Error{StatusCode: 404, Message: "the answer has no body", RequestID: "REQ1"},
			is:     []error{bucket.ErrNoSuchKey},
		},
		"a 304": {
			answer: reply(304, "", "Etag: \"a\""),
			want:   bucket.Error{StatusCode: 304, RequestID: "REQ1"},
			is:     []error{bucket.ErrNotModified},
		},
		"a page in HTML": {
			answer: reply(404, "<html><body>not here</body></html>", "Content-Type: text/html; charset=utf-8"),
			want:   bucket.Error{StatusCode: 404, Message: "the answer is text/html, not an error document", RequestID: "REQ1", Body: []byte("<html><body>not here</body></html>")},
			is:     []error{bucket.ErrNotFound}, not: []error{bucket.ErrNoSuchKey},
		},
		"JSON with a code": {
			answer: reply(403, `{"code":"request_expired","message":"too late","request_id":"REQ2","url":"https://docs.example"}`),
			want: bucket.Error{
				StatusCode: 403, Code: "request_expired", Message: "too late", RequestID: "REQ1",
				Body: []byte(`{"code":"request_expired","message":"too late","request_id":"REQ2","url":"https://docs.example"}`),
			},
		},
		"JSON with a number for a code": {
			answer: reply(502, " \n{\"code\": -46628, \"message\": \"no\", \"request_id\": null, \"code2\": {}}"),
			want: bucket.Error{
				StatusCode: 502, Code: "-46628", Message: "no", RequestID: "REQ1",
				Body: []byte(" \n{\"code\": -46628, \"message\": \"no\", \"request_id\": null, \"code2\": {}}"),
			},
		},
		"JSON whose code is something else": {
			answer: reply(400, `{"code":{"a":1}}`, "Content-Type: application/json"),
			want:   bucket.Error{StatusCode: 400, Message: "the answer is application/json, not an error document", RequestID: "REQ1", Body: []byte(`{"code":{"a":1}}`)},
		},
		"JSON cut short": {
			answer: reply(403, `{"code":"permission_den`, "Content-Type: application/json"),
			want:   bucket.Error{StatusCode: 403, Message: "the answer is application/json, not an error document", RequestID: "REQ1", Body: []byte(`{"code":"permission_den`)},
			text:   "the JSON is malformed, or was cut short",
		},
		"JSON": {
			answer: reply(400, `{"message":"no"}`, "Content-Type: application/json"),
			want:   bucket.Error{StatusCode: 400, Message: "the answer is application/json, not an error document", RequestID: "REQ1", Body: []byte(`{"message":"no"}`)},
		},
		"something that does not say what it is": {
			answer: reply(400, "\x00\x01"),
			want:   bucket.Error{StatusCode: 400, Message: "the answer is not an error document, and does not say what it is", RequestID: "REQ1", Body: []byte("\x00\x01")},
		},
		"a document cut short": {
			answer: reply(500, wholeFault[:100], "Content-Type: application/xml"),
			want:   bucket.Error{StatusCode: 500, Message: "the answer is XML, but not a whole error document", RequestID: "REQ1", Body: []byte(wholeFault[:100])},
			is:     []error{io.ErrUnexpectedEOF},
		},
		"a body longer than any error": {
			answer: reply(400, long, "Content-Type: text/plain"),
			want:   bucket.Error{StatusCode: 400, Message: "the answer is text/plain, not an error document", RequestID: "REQ1", Body: []byte(long[:4096])},
		},
		"an unsupported method": {
			answer: reply(501, ""),
			want:   bucket.Error{StatusCode: 501, Message: "the answer has no body", RequestID: "REQ1"},
			is:     []error{bucket.ErrUnsupported},
		},
		"an unsatisfiable range": {
			answer: fault(416, "InvalidRange"),
			want:   bucket.Error{StatusCode: 416, Code: "InvalidRange", Message: "words", RequestID: "REQ1", Body: []byte("<Error><Code>InvalidRange</Code><Message>words</Message></Error>")},
			is:     []error{bucket.ErrInvalidRange},
		},
		"an answer that is 1xx and all the same the last": {
			answer: reply(199, ""),
			want:   bucket.Error{StatusCode: 199, Message: "the answer has no body", RequestID: "REQ1"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := &script{answers: []answer{test.answer}}
			cfg := settings(s)
			cfg.MaxAttempts = 1
			_, err := get(t.Context(), open(t, cfg).Bucket("photos"))
			var e *bucket.Error
			if !errors.As(err, &e) {
				t.Fatalf("got %v", err)
			}
			for _, target := range test.is {
				if !errors.Is(err, target) {
					t.Errorf("%v does not match %v", err, target)
				}
			}
			for _, target := range test.not {
				if errors.Is(err, target) {
					t.Errorf("%v matches %v", err, target)
				}
			}
			if !strings.Contains(err.Error(), test.text) {
				t.Errorf("text %q", err)
			}
			if e.Op != "GetObject" || e.Provider != "s3" || e.Bucket != "photos" || e.Key != "cat" || e.Response.StatusCode != e.StatusCode || e.Response.Header == nil {
				t.Errorf("context %+v", e)
			}
			got := *e
			got.Op, got.Provider, got.Bucket, got.Key, got.Response, got.Err = "", "", "", "", bucket.Response{}, nil
			if got.Body != nil && len(got.Body) == 0 {
				got.Body = nil
			}
			if diff := cmp.Diff(fields(test.want), fields(got)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// fields is an error without its methods, which cmp would use.
func fields(e bucket.Error) any {
	return struct {
		StatusCode                                                                int
		Code, Message, Resource, RequestID, HostID, TraceID, Method, ResourceType string
		Body                                                                      string
	}{e.StatusCode, e.Code, e.Message, e.Resource, e.RequestID, e.HostID, e.TraceID, e.Method, e.ResourceType, string(e.Body)}
}

func TestAnswersThatClaimSuccess(t *testing.T) {
	t.Parallel()
	listing := func(ctx context.Context, b *bucket.Bucket) error { _, err := b.ListObjects(ctx, nil); return err }
	putting := func(ctx context.Context, b *bucket.Bucket) error { return put(ctx, b, "meow") }
	deleting := func(ctx context.Context, b *bucket.Bucket) error {
		_, err := b.DeleteObjects(ctx, &bucket.DeleteObjectsInput{Objects: []bucket.ObjectIdentifier{{Key: "cat"}}})
		return err
	}
	broken := func(text string) answer {
		return func(r *http.Request) (*http.Response, error) {
			resp, err := reply(200, text)(r)
			resp.Body = io.NopCloser(io.MultiReader(strings.NewReader(text), errReader{errReset}))
			resp.ContentLength = -1
			return resp, err
		}
	}
	for name, test := range map[string]struct {
		call   func(context.Context, *bucket.Bucket) error
		answer answer
		code   string
		is     error
		text   string
	}{
		"an error in a listing":                           {listing, fault(200, "AccessDenied"), "AccessDenied", bucket.ErrAccessDenied, "200 OK: AccessDenied: words"},
		"an error in the answer to a POST":                {deleting, fault(200, "MalformedXML"), "MalformedXML", nil, "200 OK: MalformedXML"},
		"an error where no document was expected":         {putting, fault(200, "BadDigest"), "BadDigest", bucket.ErrChecksumMismatch, "200 OK: BadDigest"},
		"another document":                                {listing, reply(200, "<html></html>"), "", nil, "200 OK: the body"},
		"another document of S3":                          {listing, reply(200, "<CORSConfiguration/>"), "", nil, "ListBucketResult"},
		"no document":                                     {listing, reply(200, ""), "", io.ErrUnexpectedEOF, "the body"},
		"a document cut short":                            {listing, reply(200, "<ListBucketResult><Name>photos</Name>"), "", io.ErrUnexpectedEOF, "the body"},
		"a document whose connection breaks":              {listing, broken("<ListBucketResult>"), "", errReset, "connection reset"},
		"a connection that breaks where nothing was read": {putting, broken("x"), "", errReset, "connection reset"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := &script{answers: []answer{test.answer}}
			cfg := settings(s)
			cfg.MaxAttempts = 1
			err := test.call(t.Context(), open(t, cfg).Bucket("photos"))
			var e *bucket.Error
			if !errors.As(err, &e) || e.Code != test.code || e.StatusCode != http.StatusOK || e.RequestID != "REQ1" || test.is != nil && !errors.Is(err, test.is) || !strings.Contains(err.Error(), test.text) {
				t.Errorf("got %v", err)
			}
		})
	}
	for name, call := range map[string]func(context.Context, *bucket.Bucket) error{
		"a page where no document was expected is nobody's business": putting,
	} {
		b, _ := play(t, []answer{reply(200, "<html></html>")})
		if err := call(t.Context(), b); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// errReader fails.
type errReader struct{ err error }

func (e errReader) Read([]byte) (int, error) { return 0, e.err }

func TestHeadRefusals(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		call   func(context.Context, *bucket.Bucket) error
		status int
		line   string
		is     error
	}{
		"a 404 for an object is its key": {func(ctx context.Context, b *bucket.Bucket) error {
			_, err := b.HeadObject(ctx, &bucket.HeadObjectInput{Key: "cat"})
			return err
		}, 404, "404 Not Found", bucket.ErrNoSuchKey},
		"a 404 for a bucket is the bucket": {func(ctx context.Context, b *bucket.Bucket) error {
			_, err := b.Head(ctx, nil)
			return err
		}, 404, "404 Not Found", bucket.ErrNoSuchBucket},
		"a 503 that says Slow Down in its status line": {func(ctx context.Context, b *bucket.Bucket) error {
			_, err := b.Head(ctx, nil)
			return err
		}, 503, "503 Slow Down", bucket.ErrThrottled},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := &script{answers: []answer{func(r *http.Request) (*http.Response, error) {
				resp, err := reply(test.status, "")(r)
				resp.Status = test.line
				return resp, err
			}}}
			cfg := settings(s)
			cfg.MaxAttempts = 1
			err := test.call(t.Context(), open(t, cfg).Bucket("photos"))
			var e *bucket.Error
			if !errors.Is(err, test.is) || !errors.As(err, &e) || e.Message != "" || e.Code != "" {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestRequestIDThatCameTwiceIsOne(t *testing.T) {
	t.Parallel()
	b, _ := play(t, []answer{reply(200, "", "X-Amz-Request-Id: REQ2")})
	out, err := b.HeadObject(t.Context(), &bucket.HeadObjectInput{Key: "cat"})
	if err != nil || out.Response.RequestID != "REQ1" || len(out.Response.Header["X-Amz-Request-Id"]) != 2 {
		t.Errorf("got %+v, %v", out, err)
	}
}

func TestInputErrorsAreOneAndNothingIsSent(t *testing.T) {
	t.Parallel()
	b, s := play(t, []answer{reply(200, "")})
	_, err := b.PutObject(t.Context(), &bucket.PutObjectInput{
		Key: "a\x00b", Body: io.MultiReader(strings.NewReader("x")), ContentType: "a\nb", Metadata: map[string]string{"a b": "c"},
	})
	var bad *bucket.InputError
	if !errors.As(err, &bad) {
		t.Fatal(err)
	}
	var got []string
	for _, f := range bad.Fields {
		got = append(got, f.Field)
	}
	if diff := cmp.Diff([]string{"Key", "ContentType", `Metadata["a b"]`, "Body"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s\n%v", diff, err)
	}
	if len(s.requests()) > 0 {
		t.Error("something was sent")
	}
	if _, err := get(t.Context(), b, bucket.Verbatim()); err != nil {
		t.Error(err)
	}
}
