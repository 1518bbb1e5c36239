// SPDX-License-Identifier: Apache-2.0

package pipeline_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/internal/pipeline"
)

func TestRefusalsSayWhatToDo(t *testing.T) {
	t.Parallel()
	ours := func(p *pipeline.Provider) {
		p.SkewCodes, p.KeyCodes, p.SignatureCodes, p.TokenCodes = []string{"Late"}, []string{"Who"}, []string{"Forged"}, []string{"Stale"}
	}
	for name, test := range map[string]struct {
		answer answer
		change func(*pipeline.Provider)
		want   string
		is     error
	}{
		"an unknown key": {
			fault(403, "InvalidAccessKeyId"), nil,
			"s3: GetObject photos/cat: 403 Forbidden: InvalidAccessKeyId: words: the server knows no such access key id: " +
				"check that Config.Credentials belong to this provider and endpoint (request id REQ1)", bucket.ErrAccessDenied,
		},
		"a wrong secret": {
			fault(403, "SignatureDoesNotMatch"), nil,
			"s3: GetObject photos/cat: 403 Forbidden: SignatureDoesNotMatch: words: the secret access key is not that of the access key id, " +
				"or a proxy has changed the request: check Config.Credentials (request id REQ1)", bucket.ErrAccessDenied,
		},
		"an old token": {
			fault(400, "ExpiredToken"), nil,
			"s3: GetObject photos/cat: 400 Bad Request: ExpiredToken: words: the session token has expired or is not that of the access key id: " +
				"get new temporary credentials (request id REQ1)", nil,
		},
		"a clock, by a server that does not tell its own": {
			fault(403, "RequestTimeTooSkewed"), nil,
			"s3: GetObject photos/cat: 403 Forbidden: RequestTimeTooSkewed: words: the server finds that the request is not of its time: " +
				"check this machine's clock (request id REQ1)", nil,
		},
		"no permission":           {fault(403, "AccessDenied"), nil, "s3: GetObject photos/cat: 403 Forbidden: AccessDenied: words (request id REQ1)", bucket.ErrAccessDenied},
		"no object":               {fault(404, "NoSuchKey"), nil, "s3: GetObject photos/cat: 404 Not Found: NoSuchKey: words (request id REQ1)", bucket.ErrNoSuchKey},
		"a clock, by data":        {fault(403, "Late"), ours, "check this machine's clock", nil},
		"a key, by data":          {fault(403, "Who"), ours, "knows no such access key id", nil},
		"a signature, by data":    {fault(403, "Forged"), ours, "the secret access key is not", nil},
		"a token, by data":        {fault(403, "Stale"), ours, "get new temporary credentials", nil},
		"a code that data lacks":  {fault(403, "InvalidAccessKeyId"), ours, "InvalidAccessKeyId: words (request id REQ1)", bucket.ErrAccessDenied},
		"a provider without data": {fault(403, "InvalidAccessKeyId"), func(p *pipeline.Provider) { p.Sentinel = nil }, "knows no such access key id", nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if test.change == nil {
				test.change = func(*pipeline.Provider) {}
			}
			_, err := get(t.Context(), build(t, settings(&script{answers: []answer{test.answer}}), test.change))
			var e *bucket.Error
			if !errors.As(err, &e) || e.RequestID != "REQ1" || e.Code == "" || test.is != nil && !errors.Is(err, test.is) {
				t.Fatalf("got %v", err)
			}
			if !strings.Contains(err.Error(), test.want) {
				t.Errorf("got  %v\nwant %s", err, test.want)
			}
		})
	}
}

func TestRefusalsSayWhereTheBucketIs(t *testing.T) {
	t.Parallel()
	answers := []answer{
		reply(301, "", "X-Amz-Bucket-Region: eu-west-1"),
		fault(301, "PermanentRedirect", "<Region>eu-west-2</Region>"),
	}
	_, err := get(t.Context(), open(t, vendor(&script{answers: answers})).Bucket("photos"))
	const want = "the bucket is in the region eu-west-2 and the request was for eu-west-1: set Config.Region (request id REQ1, 2 attempts)"
	if err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("got  %v\nwant %s", err, want)
	}
	_, err = open(t, vendor(&script{answers: answers})).Bucket("photos").OptionsObject(t.Context(), &bucket.OptionsObjectInput{Key: "cat", Origin: "https://a.example", AccessControlRequestMethod: "PUT"})
	if err == nil || !strings.Contains(err.Error(), "the bucket is in the region eu-west-1 and the request was for us-east-1: set Config.Region") {
		t.Errorf("got %v", err)
	}
}

func TestRetryStaysWhereTheBucketWasFound(t *testing.T) {
	t.Parallel()
	s := &script{answers: []answer{reply(301, "", "X-Amz-Bucket-Region: eu-west-1"), fault(503, "SlowDown"), reply(200, "meow")}}
	cfg := vendor(s)
	text, err := get(t.Context(), open(t, cfg).Bucket("photos"))
	if err != nil || text != "meow" {
		t.Errorf("got %q, %v", text, err)
	}
	for i, r := range s.requests() {
		if i > 0 && r.Host != "photos.s3.eu-west-1.amazonaws.com" {
			t.Errorf("request %d went to %s", i+1, r.Host)
		}
		verify(t, r)
	}
	if n := len(s.requests()); n != 3 {
		t.Errorf("%d requests", n)
	}
}

func TestAdviceKeepsWhatElseIsKnown(t *testing.T) {
	t.Parallel()
	// A refusal that cannot be read says so beside the region.
	s := &script{answers: []answer{reply(http.StatusTemporaryRedirect, "<?xml version='1.0'?><Err", "X-Amz-Bucket-Region: eu-west-1", "Content-Type: application/xml")}}
	_, err := open(t, vendor(s)).Bucket("photos").OptionsObject(t.Context(), &bucket.OptionsObjectInput{Key: "cat", Origin: "https://a.example", AccessControlRequestMethod: "PUT"})
	if err == nil || !strings.Contains(err.Error(), "not a whole error document") || !strings.Contains(err.Error(), "set Config.Region") {
		t.Errorf("got %v", err)
	}
}

func TestCorrectedClockIsNoReasonForWhatFollows(t *testing.T) {
	t.Parallel()
	b, s := play(t, []answer{reply(403, "<Error><Code>RequestTimeTooSkewed</Code></Error>", "Date: Mon, 02 Jan 2006 15:04:05 GMT"), fault(404, "NoSuchKey")})
	_, err := get(t.Context(), b)
	if !errors.Is(err, bucket.ErrNoSuchKey) || strings.Contains(err.Error(), "clock") || len(s.requests()) != 2 {
		t.Errorf("got %v after %d requests", err, len(s.requests()))
	}
}
