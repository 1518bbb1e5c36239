// SPDX-License-Identifier: Apache-2.0

package pipeline_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/config"
	"github.com/seed-40dc4ce0/pail/service"
)

// failingProvider has no credentials to give.
type failingProvider struct{ err error }

func (p failingProvider) Retrieve(context.Context) (aws.Credentials, error) {
	return aws.Credentials{}, p.err
}

func TestCredentials(t *testing.T) {
	t.Parallel()
	gone := errors.New("the token service is gone")
	for name, test := range map[string]struct {
		provider aws.CredentialsProvider
		is       error
		text     string
		signed   bool
	}{
		"a fixed key signs":             {config.Static(accessKeyID, secretKey, ""), nil, "", true},
		"nobody signs nothing":          {config.Anonymous(), nil, "", false},
		"nobody behind a cache neither": {aws.NewCredentialsCache(aws.AnonymousCredentials{}), nil, "", false},
		"none are an error":             {nil, config.ErrNoCredentials, "config.Static(id, secret, token)", false},
		"a nil cache is none":           {(*aws.CredentialsCache)(nil), config.ErrNoCredentials, "config.Static(id, secret, token)", false},
		"an empty key is an error":      {config.Static("", "", ""), config.ErrNoCredentials, "empty", false},
		"a provider's error is told":    {failingProvider{gone}, gone, "the token service is gone", false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := &script{answers: []answer{reply(200, "")}}
			cfg := settings(s)
			cfg.Credentials = test.provider
			_, err := get(t.Context(), open(t, cfg).Bucket("photos"))
			if test.is == nil {
				if err != nil || (s.requests()[0].Header.Get("Authorization") != "") != test.signed {
					t.Errorf("got %v, sent %+v", err, s.requests())
				}
				return
			}
			var e *bucket.TransportError
			if !errors.Is(err, test.is) || !errors.As(err, &e) || e.Attempts != 0 || !strings.Contains(err.Error(), test.text) || len(s.requests()) > 0 {
				t.Errorf("got %v after %d requests", err, len(s.requests()))
			}
		})
	}
}

func TestSecretsAreNeverPrinted(t *testing.T) {
	t.Parallel()
	var lines bytes.Buffer
	logger := slog.New(slog.NewTextHandler(&lines, &slog.HandlerOptions{Level: slog.LevelDebug}))
	echo := func(status int) answer {
		return func(r *http.Request) (*http.Response, error) {
			return reply(status, "<Error><Code>SignatureDoesNotMatch</Code><Message>Authorization: "+r.Header.Get("Authorization")+"</Message></Error>",
				"X-Echo: "+r.Header.Get("X-Amz-Security-Token"))(r)
		}
	}
	inURL := func(r *http.Request) (*http.Response, error) {
		return nil, &url.Error{Op: "Get", URL: r.URL.String(), Err: errReset}
	}
	var printed strings.Builder
	for _, a := range []answer{echo(200), echo(403), echo(500), inURL} {
		s := &script{answers: []answer{a}}
		svc := open(t, settings(s), service.WithLogger(logger), service.WithRetryer(quick(2)))
		b := svc.Bucket("photos")
		raw, err := b.Do(t.Context(), bucket.RawRequest{Key: "cat", Query: url.Values{"X-Amz-Signature": {"QUERYCANARY"}, "token": {"QUERYCANARY"}}})
		fmt.Fprintf(&printed, "%v %+v %s %q %#v\n", err, err, err, err, raw)
		sse, err := b.GetObject(t.Context(), &bucket.GetObjectInput{Key: "cat", SSECustomerKey: "SSECANARYSSECANARYSSECANARYSSECA"})
		fmt.Fprintf(&printed, "%v %+v %v\n", err, err, sse)
		list, err := b.ListObjects(t.Context(), nil)
		fmt.Fprintf(&printed, "%v %+v %+v\n", err, err, list)
		fmt.Fprintf(&printed, "%v %+v %#v\n", svc, svc, b)
	}
	all := printed.String() + lines.String()
	for _, secret := range []string{secretKey, token, "QUERYCANARY", "SSECANARY"} {
		if strings.Contains(all, secret) {
			t.Errorf("%s was printed", secret)
		}
	}
	if signature := regexp.MustCompile(`Signature=[0-9a-f]{8}`).FindString(all); signature != "" {
		t.Errorf("%s was printed", signature)
	}
	if n := strings.Count(lines.String(), "msg=attempt"); n < 12 {
		t.Errorf("%d attempts were logged:\n%s", n, lines.String())
	}
	for _, part := range []string{"level=DEBUG", "provider=s3", "op=GetObject", "bucket=photos", "attempt=2", "method=GET", "host=127.0.0.1:9000", "path=/photos/cat", "took=", "status=403", "request_id=REQ1", "connection reset"} {
		if !strings.Contains(lines.String(), part) {
			t.Errorf("the log lacks %s:\n%s", part, lines.String())
		}
	}
}

func TestNothingIsLoggedUnasked(t *testing.T) {
	t.Parallel()
	var lines bytes.Buffer
	b, _ := play(t, []answer{reply(200, "")}, service.WithLogger(slog.New(slog.NewTextHandler(&lines, nil))))
	if _, err := get(t.Context(), b); err != nil || lines.Len() > 0 {
		t.Errorf("logged %q, %v", lines.String(), err)
	}
}
