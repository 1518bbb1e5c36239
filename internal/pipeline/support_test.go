// SPDX-License-Identifier: Apache-2.0

package pipeline_test

import (
	"bytes"
	"context"
	"flag"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/config"
	"github.com/seed-40dc4ce0/pail/service"
	"github.com/seed-40dc4ce0/pail/signer"
)

var update = flag.Bool("update", false, "write the golden files anew")

// The canary credentials: none of it may ever be printed.
const (
	accessKeyID = "AKIDCANARY"
	secretKey   = "SECRETCANARY"
	token       = "TOKENCANARY"
)

// answer is one step of a script: what the transport returns for a request.
type answer func(r *http.Request) (*http.Response, error)

// script is a transport that answers from a list, the last one for ever, and
// keeps what it was sent.
type script struct {
	answers []answer

	mu   sync.Mutex
	sent []sent
}

// sent is a request as it was when it reached the transport.
type sent struct {
	Method, URL, Host string
	Header            http.Header
	Body              string
	ContentLength     int64
}

func (s *script) RoundTrip(r *http.Request) (*http.Response, error) {
	var text []byte
	var err error
	if r.Body != nil {
		text, err = io.ReadAll(r.Body)
		_ = r.Body.Close()
	}
	s.mu.Lock()
	n := len(s.sent)
	s.sent = append(s.sent, sent{r.Method, r.URL.String(), r.URL.Host, r.Header.Clone(), string(text), r.ContentLength})
	s.mu.Unlock()
	if err != nil {
		return nil, err
	}
	return s.answers[min(n, len(s.answers)-1)](r)
}

func (s *script) requests() []sent {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.sent
}

// reply answers with a status, headers ("Name: value") and a body.
func reply(status int, body string, headers ...string) answer {
	return func(r *http.Request) (*http.Response, error) {
		h := http.Header{"X-Amz-Request-Id": {"REQ1"}}
		for _, line := range headers {
			name, value, _ := strings.Cut(line, ": ")
			h.Add(name, value)
		}
		return &http.Response{
			StatusCode: status, Status: strconv.Itoa(status) + " " + http.StatusText(status),
			Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Header: h, Request: r,
			Body: io.NopCloser(strings.NewReader(body)), ContentLength: int64(len(body)),
		}, nil
	}
}

// fault answers with an error document.
func fault(status int, code string, more ...string) answer {
	return reply(status, "<Error><Code>"+code+"</Code><Message>words</Message>"+strings.Join(more, "")+"</Error>", "Content-Type: application/xml")
}

// failure is a transport's error.
func failure(err error) answer {
	return func(*http.Request) (*http.Response, error) { return nil, err }
}

// settings is a configuration for a store that transport plays.
func settings(transport http.RoundTripper) config.Config {
	return config.Config{
		Provider: "s3", Endpoint: "http://127.0.0.1:9000", Region: "eu-test-1", Transport: transport,
		Credentials: config.Static(accessKeyID, secretKey, token),
	}
}

// open makes the service of cfg.
func open(t *testing.T, cfg config.Config, opts ...service.Option) *service.Service {
	t.Helper()
	svc, err := service.New(cfg, opts...)
	if err != nil {
		t.Fatal(err)
	}
	return svc
}

// play is the bucket "photos" of a store that answers from a script.
func play(t *testing.T, answers []answer, opts ...service.Option) (*bucket.Bucket, *script) {
	t.Helper()
	s := &script{answers: answers}
	return open(t, settings(s), opts...).Bucket("photos"), s
}

// golden compares got with a file of testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v; run the test with -update", err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", path, diff)
	}
}

// get reads the object "cat" to its end.
func get(ctx context.Context, b *bucket.Bucket, opts ...bucket.Option) (string, error) {
	out, err := b.GetObject(ctx, &bucket.GetObjectInput{Key: "cat"}, opts...)
	if err != nil {
		return "", err
	}
	defer out.Body.Close()
	text, err := io.ReadAll(out.Body)
	return string(text), err
}

// put writes the object "cat".
func put(ctx context.Context, b *bucket.Bucket, text string, opts ...bucket.Option) error {
	_, err := b.PutObject(ctx, &bucket.PutObjectInput{Key: "cat", Body: bytes.NewReader([]byte(text))}, opts...)
	return err
}

// quick is the standard policy of aws-sdk-go-v2 without waiting.
func quick(attempts int) aws.Retryer {
	return retry.NewStandard(func(o *retry.StandardOptions) {
		o.MaxAttempts = attempts
		o.Backoff = retry.BackoffDelayerFunc(func(int, error) (time.Duration, error) { return 0, nil })
	})
}

// verify checks the signature of a request as a server would, body included.
func verify(t *testing.T, s sent) {
	t.Helper()
	r := httptest.NewRequest(s.Method, s.URL, strings.NewReader(s.Body))
	r.Host, r.Header, r.ContentLength = s.Host, s.Header.Clone(), s.ContentLength
	lookup := func(id string) (string, bool) { return secretKey, id == accessKeyID }
	if err := signer.SigV4().Verify(r, lookup, "", time.Now()); err != nil {
		t.Errorf("%s %s: %v", s.Method, s.URL, err)
		return
	}
	if _, err := io.ReadAll(r.Body); err != nil {
		t.Errorf("%s %s: body: %v", s.Method, s.URL, err)
	}
}
