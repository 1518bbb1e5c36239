// SPDX-License-Identifier: Apache-2.0

package pipeline_test

import (
	"errors"
	"io"
	"net/http"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/config"
	"github.com/seed-40dc4ce0/pail/internal/pipeline"
	"github.com/seed-40dc4ce0/pail/service"
	"github.com/seed-40dc4ce0/pail/signer"
	"github.com/seed-40dc4ce0/pail/test/emulator"
)

// elsewhen is a store whose clock is off: it verifies signatures, and knows
// the number of requests that it has granted and refused.
type elsewhen struct {
	scheme           signer.Scheme
	offset           atomic.Int64 // a time.Duration
	granted, refused atomic.Int64
	undated          bool
	bare             bool // refusals have no body
}

func newElsewhen(t *testing.T, scheme string, offset time.Duration) *elsewhen {
	t.Helper()
	s, err := signer.New(scheme)
	if err != nil {
		t.Fatal(err)
	}
	e := &elsewhen{scheme: s}
	e.offset.Store(int64(offset))
	return e
}

func (e *elsewhen) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Body != nil {
		_, _ = io.Copy(io.Discard, r.Body)
		_ = r.Body.Close()
	}
	now := time.Now().Add(time.Duration(e.offset.Load()))
	asServer := r.Clone(r.Context())
	asServer.Host, asServer.RequestURI = r.URL.Host, r.URL.RequestURI()
	_, err := e.scheme.Identify(asServer, signer.VerifyParams{
		Lookup: func(id string) (string, bool) { return secretKey, id == accessKeyID }, Bucket: "photos", Time: now,
	})
	date := "Date: " + now.UTC().Format(http.TimeFormat)
	if e.undated {
		date = "X-No-Date: "
	}
	if refusal, ok := errors.AsType[*signer.VerifyError](err); ok {
		e.refused.Add(1)
		if e.bare {
			return reply(refusal.Status, "", date)(r)
		}
		return reply(refusal.Status, "<Error><Code>"+refusal.Code+"</Code><Message>words</Message></Error>", date)(r)
	}
	e.granted.Add(1)
	return reply(200, "meow", date)(r)
}

// count is how many requests were granted and refused since it was asked last.
func (e *elsewhen) count() (granted, refused int64) { return e.granted.Swap(0), e.refused.Swap(0) }

// open is the bucket of e, whose client tries once.
func (e *elsewhen) open(t *testing.T, scheme string) *bucket.Bucket {
	t.Helper()
	cfg := settings(e)
	cfg.MaxAttempts, cfg.Credentials = 1, config.Static(accessKeyID, secretKey, "")
	return build(t, cfg, func(p *pipeline.Provider) { p.Signer = scheme })
}

func TestClockIsCorrectedOnce(t *testing.T) {
	t.Parallel()
	for _, scheme := range schemes {
		for _, offset := range []time.Duration{-36 * time.Hour, -20 * time.Minute, 20 * time.Minute, 36 * time.Hour} {
			for _, bare := range []bool{false, true} {
				t.Run(scheme+" "+offset.String(), func(t *testing.T) {
					t.Parallel()
					e := newElsewhen(t, scheme, offset)
					e.bare = bare
					b := e.open(t, scheme)
					err := put(t.Context(), b, "meow")
					granted, refused := e.count()
					if scheme == "cos" && offset == 20*time.Minute {
						// The signature is still good for forty minutes.
						if err != nil || granted != 1 || refused != 0 {
							t.Errorf("got %v, %d granted, %d refused", err, granted, refused)
						}
						return
					}
					if err != nil || granted != 1 || refused != 1 {
						t.Fatalf("got %v, %d granted, %d refused", err, granted, refused)
					}
					for range 3 { // later calls know
						if _, err := get(t.Context(), b); err != nil {
							t.Error(err)
						}
					}
					if granted, refused := e.count(); granted != 3 || refused != 0 {
						t.Errorf("later %d granted, %d refused", granted, refused)
					}
					e.offset.Store(0) // somebody has set this machine's clock
					if _, err := get(t.Context(), b); err != nil {
						t.Error(err)
					}
					if _, err := get(t.Context(), b); err != nil {
						t.Error(err)
					}
					if granted, refused := e.count(); granted != 2 || refused > 1 {
						t.Errorf("after that %d granted, %d refused", granted, refused)
					}
				})
			}
		}
	}
}

func TestClockIsLearntByManyCallsAtOnce(t *testing.T) {
	t.Parallel()
	const callers, calls = 64, 5
	for _, scheme := range schemes {
		e := newElsewhen(t, scheme, 3*time.Hour)
		b := e.open(t, scheme)
		var wg sync.WaitGroup
		for range callers {
			wg.Go(func() {
				for range calls {
					if _, err := get(t.Context(), b); err != nil {
						t.Error(err)
					}
				}
			})
		}
		wg.Wait()
		if granted, refused := e.count(); granted != callers*calls || refused < 1 || refused > callers {
			t.Errorf("%s: %d granted, %d refused", scheme, granted, refused)
		}
	}
}

func TestEmulatorWithAnotherClock(t *testing.T) {
	t.Parallel()
	const callers = 64
	var refused atomic.Int64
	server := emulator.Start(t, emulator.Options{Now: func() time.Time { return time.Now().Add(-5 * time.Hour) }})
	svc := open(t, config.Config{
		Provider: "s3", Endpoint: server.URL, Region: server.Region,
		Credentials: config.Static(server.AccessKeyID, server.SecretAccessKey, ""),
		Transport: roundTripper(func(r *http.Request) (*http.Response, error) {
			resp, err := http.DefaultTransport.RoundTrip(r)
			if err == nil && resp.StatusCode == http.StatusForbidden {
				refused.Add(1)
			}
			return resp, err
		}),
	})
	b := svc.Bucket("photos")
	before, err := b.Presign(t.Context(), &bucket.GetObjectInput{Key: "cat"}, time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	if _, err := b.Create(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	for range callers {
		wg.Go(func() {
			if err := put(t.Context(), b, "meow"); err != nil {
				t.Error(err)
			}
			if text, err := get(t.Context(), b); err != nil || text != "meow" {
				t.Errorf("got %q, %v", text, err)
			}
		})
	}
	wg.Wait()
	if n := refused.Load(); n != 1 {
		t.Errorf("%d refusals", n)
	}
	after, err := b.Presign(t.Context(), &bucket.GetObjectInput{Key: "cat"}, time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		p      bucket.Presigned
		status int
	}{{before, http.StatusForbidden}, {after, http.StatusOK}} {
		resp, err := http.Get(test.p.URL)
		if err != nil {
			t.Fatal(err)
		}
		_ = resp.Body.Close()
		if resp.StatusCode != test.status {
			t.Errorf("%v: %s", test.p, resp.Status)
		}
	}
	if until := time.Until(after.Expires); until > -3*time.Hour {
		t.Errorf("expires %v, which is not by the server's clock", after.Expires)
	}
}

func TestClockIsNotTheReasonOfEveryRefusal(t *testing.T) {
	t.Parallel()
	date := func(offset time.Duration) string {
		return "Date: " + time.Now().Add(offset).UTC().Format(http.TimeFormat)
	}
	refusal := func(status int, code string, headers ...string) []answer {
		return []answer{reply(status, "<Error><Code>"+code+"</Code></Error>", headers...), reply(200, "meow")}
	}
	for name, test := range map[string]struct {
		answers []answer
		again   bool
	}{
		"skewed by little, but the server minds":      {refusal(403, "RequestTimeTooSkewed", date(3*time.Minute)), true},
		"skewed by next to nothing":                   {refusal(403, "RequestTimeTooSkewed", date(20*time.Second)), false},
		"skewed without a date":                       {refusal(403, "RequestTimeTooSkewed"), false},
		"skewed with a date that is none":             {refusal(403, "RequestTimeTooSkewed", "Date: yesterday"), false},
		"skewed by a cache's clock":                   {refusal(403, "RequestTimeTooSkewed", date(time.Hour), "Age: 10"), false},
		"another word for it":                         {refusal(403, "RequestExpired", date(3*time.Minute)), true},
		"another vendor's word for it":                {refusal(403, "request_expired", date(3*time.Minute)), false},
		"a wrong signature with a date near ours":     {refusal(403, "SignatureDoesNotMatch", date(3*time.Minute)), false},
		"a wrong signature with a date far from ours": {refusal(403, "SignatureDoesNotMatch", date(-time.Hour)), true},
		"denied with a date far from ours":            {refusal(403, "AccessDenied", date(time.Hour)), true},
		"unknown with a date far from ours":           {refusal(401, "signature_not_matched", date(time.Hour)), true},
		"missing with a date far from ours":           {refusal(404, "NoSuchKey", date(time.Hour)), false},
		"granted with a date far from ours":           {[]answer{reply(200, "meow", date(time.Hour))}, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b, s := play(t, test.answers, service.WithRetryer(quick(1)))
			_, err := get(t.Context(), b)
			sent := s.requests()
			if again := len(sent) == 2; again != test.again || again && err != nil {
				t.Errorf("got %v after %d requests", err, len(sent))
			}
			if test.again && sent[0].Header.Get("X-Amz-Date") == sent[1].Header.Get("X-Amz-Date") {
				t.Error("signed with the same time again")
			}
		})
	}
}

func TestPreflightsAndNobodyHaveNoClock(t *testing.T) {
	t.Parallel()
	answers := []answer{reply(403, "<Error><Code>RequestTimeTooSkewed</Code></Error>", "Date: Mon, 02 Jan 2006 15:04:05 GMT")}
	b, s := play(t, answers)
	if _, err := b.OptionsObject(t.Context(), &bucket.OptionsObjectInput{Key: "cat", Origin: "https://a.example", AccessControlRequestMethod: "PUT"}); err == nil || len(s.requests()) != 1 {
		t.Errorf("got %v after %d requests", err, len(s.requests()))
	}
	s = &script{answers: answers}
	cfg := settings(s)
	cfg.Credentials = config.Anonymous()
	if _, err := get(t.Context(), open(t, cfg).Bucket("photos")); err == nil || len(s.requests()) != 1 {
		t.Errorf("got %v after %d requests", err, len(s.requests()))
	}
}

func TestClockAndABodyThatCannotBeSentAgain(t *testing.T) {
	t.Parallel()
	e := newElsewhen(t, "sigv4", time.Hour)
	b := e.open(t, "sigv4")
	n := int64(4)
	_, err := b.PutObject(t.Context(), &bucket.PutObjectInput{Key: "cat", ContentLength: &n, Body: io.MultiReader(strings.NewReader("meow"))})
	if err == nil || !regexp.MustCompile(`RequestTimeTooSkewed: words: this machine's clock is (59m5\ds|1h0m0s) behind the server's: set it, or call again`).MatchString(err.Error()) {
		t.Errorf("got %v", err)
	}
	if _, err := get(t.Context(), b); err != nil { // it was learnt all the same
		t.Error(err)
	}
	if granted, refused := e.count(); granted != 1 || refused != 1 {
		t.Errorf("%d granted, %d refused", granted, refused)
	}
}

func TestServerThatNeverAgreesAboutTheTime(t *testing.T) {
	t.Parallel()
	hour := time.Duration(0)
	b, s := play(t, []answer{func(r *http.Request) (*http.Response, error) {
		hour += time.Hour
		return reply(403, "<Error><Code>RequestTimeTooSkewed</Code><Message>words</Message></Error>",
			"Date: "+time.Now().Add(-hour).UTC().Format(http.TimeFormat))(r)
	}})
	_, err := get(t.Context(), b)
	if err == nil || len(s.requests()) != 2 || !strings.Contains(err.Error(), "this machine's clock is 2h0m") || !strings.Contains(err.Error(), "ahead of the server's: set it (request id REQ1, 2 attempts)") {
		t.Errorf("got %v after %d requests", err, len(s.requests()))
	}
}
