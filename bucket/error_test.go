// SPDX-License-Identifier: Apache-2.0

package bucket_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/aws/smithy-go"
	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/bucket"
)

func TestErrorText(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		err  error
		want string
	}{
		"a coded answer names operation, provider, status, code, message and request": {
			err: &bucket.Error{
				Op: "GetObject", Provider: "s3", Bucket: "photos", Key: "cat.png",
				StatusCode: 404, Code: "NoSuchKey", Message: "The specified key does not exist.", RequestID: "R1",
				Response: bucket.Response{Attempts: 1}, Err: bucket.ErrNoSuchKey,
			},
			want: "s3: GetObject photos/cat.png: 404 Not Found: NoSuchKey: The specified key does not exist. (request id R1)",
		},
		"an answer without a code is named by its sentinel": {
			err: &bucket.Error{
				Op: "HeadObject", Provider: "s3", Bucket: "photos", Key: "cat.png", StatusCode: 404,
				Response: bucket.Response{RequestID: "R2"}, Err: bucket.ErrNoSuchKey,
			},
			want: "s3: HeadObject photos/cat.png: 404 Not Found: no such key (request id R2)",
		},
		"more than one attempt is counted": {
			err: &bucket.Error{
				Op: "Head", Provider: "cos", Bucket: "photos", StatusCode: 503, Code: "SlowDown",
				Response: bucket.Response{Attempts: 3}, Err: bucket.ErrThrottled,
			},
			want: "cos: Head photos: 503 Service Unavailable: SlowDown (3 attempts)",
		},
		"a success that cannot be read says why": {
			err:  &bucket.Error{Op: "ListObjects", Provider: "s3", Bucket: "photos", StatusCode: 200, Err: io.ErrUnexpectedEOF},
			want: "s3: ListObjects photos: 200 OK: unexpected EOF",
		},
		"a sentence has no full stop before what follows it": {
			err: &bucket.Error{
				Op: "Head", Provider: "s3", Bucket: "b", StatusCode: 403, Code: "X", Message: "It is too late.", Err: io.ErrUnexpectedEOF,
			},
			want: "s3: Head b: 403 Forbidden: X: It is too late: unexpected EOF",
		},
		"a cause beside a code is added": {
			err: &bucket.Error{
				Op: "PutObject", Provider: "s3", Bucket: "b", Key: "k", StatusCode: 412, Code: "PreconditionFailed",
				Err: fmt.Errorf("%w: an earlier attempt may have succeeded", bucket.ErrPreconditionFailed),
			},
			want: "s3: PutObject b/k: 412 Precondition Failed: PreconditionFailed: precondition failed: an earlier attempt may have succeeded",
		},
		"a hostile message stays on one line": {
			err: &bucket.Error{
				Op: "GetObject", Bucket: "b", Key: "a\nlevel=INFO", StatusCode: 400,
				Code: "Bad", Message: "x\nlevel=ERROR msg=forged\x1b[31m",
			},
			want: `GetObject "b/a\nlevel=INFO": 400 Bad Request: Bad: "x\nlevel=ERROR msg=forged\x1b[31m"`,
		},
		"a transport error names method, host, cause and attempts": {
			err: &bucket.TransportError{
				Op: "GetObject", Provider: "s3", Bucket: "photos", Key: "cat.png", Attempts: 2, Method: "GET", Host: "127.0.0.1:9",
				Err: &url.Error{Op: "Get", URL: "http://127.0.0.1:9/photos/cat.png?X-Amz-Signature=abc", Err: errors.New("connection refused")},
			},
			want: "s3: GetObject photos/cat.png: GET 127.0.0.1:9: connection refused (2 attempts)",
		},
		"an input error lists every field": {
			err: &bucket.InputError{Op: "OptionsObject", Provider: "s3", Bucket: "photos", Fields: []bucket.FieldError{
				{Field: "Origin", Problem: "is required"}, {Field: "Key", Problem: "must be valid UTF-8"},
			}},
			want: "s3: OptionsObject photos: invalid input: Origin is required; Key must be valid UTF-8",
		},
		"an unsupported member is named with the reason": {
			err:  &bucket.UnsupportedError{Op: "PutObject", Provider: "s3", Member: "TrafficLimit", Reason: "S3 has no such header"},
			want: "s3: PutObject: TrafficLimit is not supported by this provider: S3 has no such header",
		},
		"an unsupported operation is named": {
			err:  &bucket.UnsupportedError{Op: "PutCORS", Provider: "minio"},
			want: "minio: PutCORS: this provider has no such operation",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(test.want, test.err.Error()); diff != "" {
				t.Errorf("text (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.want, fmt.Sprintf("%v", test.err)); diff != "" {
				t.Errorf("%%v (-want +got):\n%s", diff)
			}
			if got := fmt.Sprintf("%+v", test.err); strings.ContainsAny(got, "\n\x1b") {
				t.Errorf("%%+v has control characters: %q", got)
			}
		})
	}
}

func TestErrorMatchesSentinels(t *testing.T) {
	t.Parallel()
	all := map[string]error{
		"NotFound": bucket.ErrNotFound, "NoSuchKey": bucket.ErrNoSuchKey, "NoSuchBucket": bucket.ErrNoSuchBucket,
		"NoSuchUpload": bucket.ErrNoSuchUpload, "NoSuchVersion": bucket.ErrNoSuchVersion,
		"NoSuchCORSConfiguration": bucket.ErrNoSuchCORSConfiguration, "AccessDenied": bucket.ErrAccessDenied,
		"PreflightDenied": bucket.ErrPreflightDenied, "PreconditionFailed": bucket.ErrPreconditionFailed,
		"NotModified": bucket.ErrNotModified, "InvalidRange": bucket.ErrInvalidRange, "BucketExists": bucket.ErrBucketExists,
		"BucketNotEmpty": bucket.ErrBucketNotEmpty, "ChecksumMismatch": bucket.ErrChecksumMismatch,
		"Throttled": bucket.ErrThrottled, "Unsupported": bucket.ErrUnsupported, "std": errors.ErrUnsupported,
		"EOF": io.ErrUnexpectedEOF, "Canceled": context.Canceled,
	}
	for name, test := range map[string]struct {
		err  error
		want []string
	}{
		"a missing key is also not found":          {&bucket.Error{StatusCode: 404, Code: "NoSuchKey", Err: bucket.ErrNoSuchKey}, []string{"NoSuchKey", "NotFound"}},
		"a missing bucket is also not found":       {&bucket.Error{StatusCode: 404, Err: bucket.ErrNoSuchBucket}, []string{"NoSuchBucket", "NotFound"}},
		"a missing upload is also not found":       {bucket.ErrNoSuchUpload, []string{"NoSuchUpload", "NotFound"}},
		"a missing version is also not found":      {bucket.ErrNoSuchVersion, []string{"NoSuchVersion", "NotFound"}},
		"a missing CORS document is not found":     {bucket.ErrNoSuchCORSConfiguration, []string{"NoSuchCORSConfiguration", "NotFound"}},
		"a 404 with an unknown code is not found":  {&bucket.Error{StatusCode: 404, Code: "NoSuchPail"}, []string{"NotFound"}},
		"a bodiless 403 is access denied":          {&bucket.Error{Op: "HeadObject", StatusCode: 403}, []string{"AccessDenied"}},
		"a bodiless 401 is access denied":          {&bucket.Error{Op: "HeadObject", StatusCode: 401}, []string{"AccessDenied"}},
		"a 401 with another code is not":           {&bucket.Error{Op: "HeadObject", StatusCode: 401, Code: "other"}, nil},
		"a 403 with another code is not":           {&bucket.Error{Op: "GetObject", StatusCode: 403, Code: "InvalidObjectState"}, nil},
		"a preflight's bare 403":                   {&bucket.Error{Op: "OptionsObject", StatusCode: 403}, []string{"PreflightDenied"}},
		"a preflight's 403 AccessForbidden":        {&bucket.Error{Op: "OptionsObject", StatusCode: 403, Code: "AccessForbidden"}, []string{"PreflightDenied"}},
		"a preflight's 403 AccessDenied":           {&bucket.Error{Op: "OptionsObject", StatusCode: 403, Code: "AccessDenied"}, []string{"AccessDenied", "PreflightDenied"}},
		"a preflight's 400 is neither":             {&bucket.Error{Op: "OptionsObject", StatusCode: 400, Code: "BadRequest"}, nil},
		"another operation's AccessForbidden":      {&bucket.Error{Op: "GetObject", StatusCode: 403, Code: "AccessForbidden"}, nil},
		"a 304 is not modified":                    {&bucket.Error{StatusCode: 304}, []string{"NotModified"}},
		"a bodiless 412 is a failed precondition":  {&bucket.Error{StatusCode: 412}, []string{"PreconditionFailed"}},
		"a bodiless 416 is an invalid range":       {&bucket.Error{StatusCode: 416}, []string{"InvalidRange"}},
		"a 429 is throttled":                       {&bucket.Error{StatusCode: 429}, []string{"Throttled"}},
		"a 501 is unsupported, the standard's too": {&bucket.Error{StatusCode: 501}, []string{"Unsupported", "std"}},
		"an unsupported member":                    {&bucket.UnsupportedError{Op: "PutObject", Member: "X"}, []string{"Unsupported", "std"}},
		"a truncated answer keeps its cause":       {&bucket.Error{StatusCode: 200, Err: io.ErrUnexpectedEOF}, []string{"EOF"}},
		"sentinel and cause joined match both":     {&bucket.Error{StatusCode: 404, Err: errors.Join(bucket.ErrNoSuchKey, io.ErrUnexpectedEOF)}, []string{"EOF", "NoSuchKey", "NotFound"}},
		"a cancelled call keeps the context's":     {&bucket.TransportError{Err: &url.Error{Op: "Get", Err: context.Canceled}}, []string{"Canceled"}},
		"an input error matches none":              {&bucket.InputError{}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got []string
			wrapped := fmt.Errorf("wrapped: %w", test.err)
			for name, sentinel := range all {
				if errors.Is(wrapped, sentinel) {
					got = append(got, name)
				}
			}
			if diff := cmp.Diff(sorted(test.want), sorted(got)); diff != "" {
				t.Errorf("sentinels (-want +got):\n%s", diff)
			}
		})
	}
}

func TestErrorIsASmithyAPIError(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		status int
		want   smithy.ErrorFault
	}{
		"a 4xx is the client's fault":   {404, smithy.FaultClient},
		"a 5xx is the server's fault":   {503, smithy.FaultServer},
		"a 200 is nobody's known fault": {200, smithy.FaultUnknown},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var api smithy.APIError
			if !errors.As(fmt.Errorf("x: %w", &bucket.Error{StatusCode: test.status, Code: "C", Message: "M"}), &api) {
				t.Fatal("errors.As found no smithy.APIError")
			}
			if api.ErrorCode() != "C" || api.ErrorMessage() != "M" || api.ErrorFault() != test.want {
				t.Errorf("got %q %q %v", api.ErrorCode(), api.ErrorMessage(), api.ErrorFault())
			}
			var status interface{ HTTPStatusCode() int }
			if !errors.As(api, &status) || status.HTTPStatusCode() != test.status {
				t.Error("no HTTPStatusCode")
			}
		})
	}
}

func TestTransportErrorTellsTimeouts(t *testing.T) {
	t.Parallel()
	late := &bucket.TransportError{Err: fmt.Errorf("reading: %w", context.DeadlineExceeded)}
	if !late.Timeout() {
		t.Error("a deadline is not a timeout")
	}
	refused := &bucket.TransportError{Err: errors.New("refused")}
	if refused.Timeout() {
		t.Error("a refusal is a timeout")
	}
}

// canary stands for whatever must never be printed.
const canary = "CANARY0wJalrXUtnFEMI0K7MDENG0bPxRfiCYEXAMPLEKEY"

func TestNothingPrintsASecret(t *testing.T) {
	t.Parallel()
	header := http.Header{
		"Authorization": {"AWS4-HMAC-SHA256 Credential=AKID/20260101/x/s3/aws4_request, Signature=" + canary},
		"Set-Cookie":    {"session=" + canary}, "X-Amz-Security-Token": {canary}, "X-Amz-Meta-Note": {canary},
	}
	rawURL := "https://user:" + canary + "@s3.example/b/k?X-Amz-Signature=" + canary + "&X-Amz-Security-Token=" + canary + "#" + canary
	resp := bucket.Response{StatusCode: 403, Status: "403 Forbidden", Header: header, RequestID: "R", Attempts: 2, URL: rawURL}
	echo := func(format string) *bucket.Error {
		return &bucket.Error{
			Op: "GetObject", Provider: "s3", Bucket: "b", Key: "k", StatusCode: 403, Code: "AccessDenied",
			Message: fmt.Sprintf(format, canary), Resource: "/b/k?Signature=" + canary, Body: []byte(canary), Response: resp,
		}
	}
	inURL := &url.Error{Op: "Get", URL: rawURL, Err: errors.New("refused")}
	for name, value := range map[string]any{
		"a response":                              resp,
		"a pointer to a response":                 &resp,
		"a response inside a structure":           struct{ Response bucket.Response }{resp},
		"an error with everything set":            echo("%.0s"),
		"an error by value":                       *echo("%.0s"),
		"an error wrapped in another":             fmt.Errorf("doing: %w", echo("%.0s")),
		"a message with a SigV4 header":           echo("bad header Authorization: AWS4-HMAC-SHA256 Credential=AKID/d/r/s3/aws4_request, SignedHeaders=host, Signature=%s"),
		"a message with a bare SigV4 signature":   echo("got Signature=%s, want another"),
		"a message with a SigV2 header":           echo("authorization: AWS AKIDEXAMPLE:%s is wrong"),
		"a message with a SigV2 value":            echo("AWS AKIDEXAMPLE:%s is wrong"),
		"a message with a QingStor value":         echo("QS ACCESSKEY:%s is wrong"),
		"a message with a bearer token":           echo("Bearer %s has expired"),
		"a message with a basic credential":       echo("proxy wants Proxy-Authorization: Basic %s"),
		"a message with a presigned query":        echo("GET /b/k?X-Amz-Credential=AKID&X-Amz-Signature=%s&x=1"),
		"a message with an OSS query":             echo("GET /b/k?OSSAccessKeyId=AKID&Signature=%s"),
		"a message with a COS query":              echo("GET /b/k?q-ak=AKID&q-signature=%s&x-cos-security-token=1"),
		"a message with a session token":          echo("x-amz-security-token: %s is malformed"),
		"a message with a COS token":              echo("x-cos-security-token=%s is malformed"),
		"a message with a customer key":           echo("x-amz-server-side-encryption-customer-key: %s"),
		"a message with JSON":                     echo(`{"token":"%s"}`),
		"a message with JSON and line breaks":     echo("{\n \"secretKey\": \"%s\"}"),
		"a message with a cookie":                 echo("Cookie: a=b; session=%s"),
		"a transport error over a URL":            &bucket.TransportError{Op: "GetObject", Host: "h", Err: inURL},
		"a transport error by value":              bucket.TransportError{Op: "GetObject", Host: "h", Err: inURL},
		"a transport error over a wrapped URL":    &bucket.TransportError{Op: "GetObject", Err: fmt.Errorf("proxy: %w", inURL)},
		"a transport error over joined URLs":      &bucket.TransportError{Op: "GetObject", Err: errors.Join(io.EOF, inURL)},
		"an error whose cause holds a URL":        &bucket.Error{Op: "GetObject", StatusCode: 200, Err: fmt.Errorf("reading: %w", inURL)},
		"a message with a user in a URL":          echo("fetching https://user:%s@web.example/logo.png"),
		"a message with lines that were quoted":   echo(`got "Authorization: QS AKID:1=\nX-Qs-Encryption-Customer-Key: %s"`),
		"a resource of several lines":             &bucket.Error{StatusCode: 403, Resource: "Authorization: QS AKID:1=\nX-Qs-Encryption-Customer-Key: " + canary},
		"a request id that repeats the request":   bucket.Response{StatusCode: 403, RequestID: "Signature=" + canary},
		"a presigned URL to be fetched":           bucket.FetchObjectInput{Key: "k", SourceURL: rawURL},
		"a pointer to one":                        &bucket.FetchObjectInput{Key: "k", SourceURL: rawURL},
		"a raw request":                           bucket.RawRequest{Method: "GET", Query: url.Values{"X-Amz-Signature": {canary}}, Header: header},
		"a pointer to a raw request":              &bucket.RawRequest{Method: "GET", Query: struct{ Token string }{canary}, Header: header},
		"a URL with an escape that Go writes out": &bucket.TransportError{Err: &url.Error{Op: "Get", URL: "http://h/\"?Signature=" + canary, Err: inURL}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for how, text := range printings(t, value) {
				if strings.Contains(text, canary) {
					t.Errorf("%s shows the canary: %s", how, text)
				}
			}
		})
	}
}

// printings is v as every usual way of printing writes it.
func printings(t *testing.T, v any) map[string]string {
	t.Helper()
	out := make(map[string]string)
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%d"} {
		out[verb] = fmt.Sprintf(verb, v)
	}
	if err, ok := v.(error); ok {
		out["Error"] = err.Error()
	}
	var text, structured bytes.Buffer
	slog.New(slog.NewTextHandler(&text, nil)).Info("m", "v", v)
	slog.New(slog.NewJSONHandler(&structured, nil)).Info("m", "v", v)
	out["slog text"], out["slog JSON"] = text.String(), structured.String()
	switch v.(type) {
	case *bucket.Error, bucket.Error, *bucket.TransportError, bucket.TransportError, bucket.Response, *bucket.Response, bucket.FetchObjectInput:
		data, err := json.Marshal(v)
		if err != nil {
			t.Errorf("json.Marshal: %v", err)
		}
		out["JSON"] = string(data)
	}
	return out
}

func TestResponsePrintsWhatHelps(t *testing.T) {
	t.Parallel()
	resp := bucket.Response{
		StatusCode: 200, Status: "200 OK", RequestID: "R", Attempts: 2, URL: "https://s3.example/b/k?prefix=x",
		Header: http.Header{"Etag": {`"1"`}, "Date": {"now"}},
	}
	for format, want := range map[string]string{
		"%v":  "200 OK (request id R, 2 attempts)",
		"%+v": "200 OK (request id R, 2 attempts) https://s3.example/b/k headers [Date Etag]",
		"%q":  `"200 OK (request id R, 2 attempts)"`,
	} {
		if diff := cmp.Diff(want, fmt.Sprintf(format, resp)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", format, diff)
		}
	}
	if got := fmt.Sprint(bucket.Response{}); got != "no response" {
		t.Errorf("the zero Response prints %q", got)
	}
	data, err := json.Marshal(resp)
	if err != nil {
		t.Fatal(err)
	}
	want := `{"status":200,"request_id":"R","attempts":2,"url":"https://s3.example/b/k","headers":["Date","Etag"]}`
	if diff := cmp.Diff(want, string(data)); diff != "" {
		t.Errorf("JSON (-want +got):\n%s", diff)
	}
}

func TestAURLToBeFetchedPrintsWithoutItsQuery(t *testing.T) {
	t.Parallel()
	for url, want := range map[string]string{
		"https://web.example/logo.png":            "{Key:k SourceURL:https://web.example/logo.png IfUnmodifiedSince:0001-01-01 00:00:00 +0000 UTC}",
		"https://a:b@web.example/logo.png?sign=1": "{Key:k SourceURL:https://web.example/logo.png?REDACTED IfUnmodifiedSince:0001-01-01 00:00:00 +0000 UTC}",
	} {
		if got := fmt.Sprintf("%+v", bucket.FetchObjectInput{Key: "k", SourceURL: url}); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestNilErrorsPrint(t *testing.T) {
	t.Parallel()
	for _, v := range []any{(*bucket.Error)(nil), (*bucket.TransportError)(nil)} {
		if got := fmt.Sprintf("%v %+v", v, v); got != "<nil> <nil>" {
			t.Errorf("a nil %T prints %q", v, got)
		}
	}
}
