// SPDX-License-Identifier: Apache-2.0

package pipeline_test

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

// vendor is a configuration for the vendor's own endpoint.
func vendor(transport http.RoundTripper) config.Config {
	cfg := settings(transport)
	cfg.Endpoint, cfg.Region = "", "us-east-1"
	return cfg
}

func TestWrongRegionIsFollowedOnce(t *testing.T) {
	t.Parallel()
	const header = "X-Amz-Bucket-Region: eu-west-1"
	moved := fault(301, "PermanentRedirect", "<Endpoint>photos.s3.eu-west-1.amazonaws.com</Endpoint>")
	for name, test := range map[string]struct {
		cfg     func(http.RoundTripper) config.Config
		answers []answer
		hosts   []string
		scopes  []string
		code    string // of the error, "" for none
	}{
		"by the header": {
			vendor, []answer{reply(301, "", header), reply(200, "meow")},
			[]string{"photos.s3.us-east-1.amazonaws.com", "photos.s3.eu-west-1.amazonaws.com"}, []string{"us-east-1", "eu-west-1"}, "",
		},
		"by the endpoint in the document": {
			vendor, []answer{moved, reply(200, "meow")},
			[]string{"photos.s3.us-east-1.amazonaws.com", "photos.s3.eu-west-1.amazonaws.com"}, []string{"us-east-1", "eu-west-1"}, "",
		},
		"by the region in the document": {
			vendor, []answer{fault(400, "AuthorizationHeaderMalformed", "<Region>eu-west-1</Region>"), reply(200, "meow")},
			[]string{"photos.s3.us-east-1.amazonaws.com", "photos.s3.eu-west-1.amazonaws.com"}, []string{"us-east-1", "eu-west-1"}, "",
		},
		"by a temporary redirect": {
			vendor, []answer{reply(307, "", header, "Location: https://elsewhere.example/"), reply(200, "meow")},
			[]string{"photos.s3.us-east-1.amazonaws.com", "photos.s3.eu-west-1.amazonaws.com"}, []string{"us-east-1", "eu-west-1"}, "",
		},
		"by a location that is one of the vendor's hosts": {
			vendor, []answer{reply(307, "", "Location: https://photos.s3.eu-west-1.amazonaws.com/cat"), reply(200, "meow")},
			[]string{"photos.s3.us-east-1.amazonaws.com", "photos.s3.eu-west-1.amazonaws.com"}, []string{"us-east-1", "eu-west-1"}, "",
		},
		"but not by a location that is none": {
			vendor, []answer{fault(307, "TemporaryRedirect"), reply(200, "meow")},
			[]string{"photos.s3.us-east-1.amazonaws.com"}, []string{"us-east-1"}, "TemporaryRedirect",
		},
		"nor by a location elsewhere": {
			vendor, []answer{reply(307, "<Error><Code>TemporaryRedirect</Code></Error>", "Location: https://photos.s3.eu-west-1.amazonaws.com.evil.example/cat"), reply(200, "meow")},
			[]string{"photos.s3.us-east-1.amazonaws.com"}, []string{"us-east-1"}, "TemporaryRedirect",
		},
		"nor by a location that is no URL": {
			vendor, []answer{reply(307, "<Error><Code>TemporaryRedirect</Code></Error>", "Location: https://%zz/"), reply(200, "meow")},
			[]string{"photos.s3.us-east-1.amazonaws.com"}, []string{"us-east-1"}, "TemporaryRedirect",
		},
		"into China, whose hosts have a name of their own": {
			vendor, []answer{reply(301, "", "X-Amz-Bucket-Region: cn-north-1"), reply(200, "meow")},
			[]string{"photos.s3.us-east-1.amazonaws.com", "photos.s3.cn-north-1.amazonaws.com.cn"}, []string{"us-east-1", "cn-north-1"}, "",
		},
		"at an endpoint that is not the vendor's only the signature changes": {
			settings, []answer{fault(400, "AuthorizationHeaderMalformed", "<Region>eu-west-1</Region>"), reply(200, "meow")},
			[]string{"127.0.0.1:9000", "127.0.0.1:9000"}, []string{"eu-test-1", "eu-west-1"}, "",
		},
		"but not twice": {
			vendor, []answer{reply(301, "", header), fault(301, "PermanentRedirect", "<Endpoint>photos.s3.eu-west-2.amazonaws.com</Endpoint>")},
			[]string{"photos.s3.us-east-1.amazonaws.com", "photos.s3.eu-west-1.amazonaws.com"}, []string{"us-east-1", "eu-west-1"}, "PermanentRedirect",
		},
		"nor to where it was": {
			vendor, []answer{fault(301, "PermanentRedirect", "<Region>us-east-1</Region>")},
			[]string{"photos.s3.us-east-1.amazonaws.com"}, []string{"us-east-1"}, "PermanentRedirect",
		},
		"nor to a host of the server's choice": {
			vendor, []answer{fault(301, "PermanentRedirect", "<Endpoint>photos.evil.example</Endpoint>")},
			[]string{"photos.s3.us-east-1.amazonaws.com"}, []string{"us-east-1"}, "PermanentRedirect",
		},
		"nor into a region that would be another host": {
			vendor, []answer{fault(301, "PermanentRedirect", "<Region>evil.example/</Region>")},
			[]string{"photos.s3.us-east-1.amazonaws.com"}, []string{"us-east-1"}, "PermanentRedirect",
		},
		"nor for an answer that only names the region": {
			vendor, []answer{reply(404, "<Error><Code>NoSuchKey</Code></Error>", header)},
			[]string{"photos.s3.us-east-1.amazonaws.com"}, []string{"us-east-1"}, "NoSuchKey",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := &script{answers: test.answers}
			cfg := test.cfg(s)
			cfg.MaxAttempts = 1
			text, err := get(t.Context(), open(t, cfg).Bucket("photos"))
			var e *bucket.Error
			switch {
			case test.code == "" && (err != nil || text != "meow"):
				t.Errorf("got %q, %v", text, err)
			case test.code != "" && (!errors.As(err, &e) || e.Code != test.code):
				t.Errorf("got %v, want %s", err, test.code)
			}
			var hosts, scopes []string
			for _, r := range s.requests() {
				hosts = append(hosts, r.Host)
				scopes = append(scopes, strings.Split(r.Header.Get("Authorization"), "/")[2])
				verify(t, r)
			}
			if diff := cmp.Diff(test.hosts, hosts); diff != "" {
				t.Errorf("hosts (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.scopes, scopes); diff != "" {
				t.Errorf("scopes (-want +got):\n%s", diff)
			}
		})
	}
}

func TestRegionIsRemembered(t *testing.T) {
	t.Parallel()
	s := &script{answers: []answer{reply(301, "", "X-Amz-Bucket-Region: eu-west-1"), fault(404, "NoSuchKey"), reply(200, "meow")}}
	svc := open(t, vendor(s))
	out, err := svc.Bucket("photos").HeadObject(t.Context(), &bucket.HeadObjectInput{Key: "cat"})
	if !errors.Is(err, bucket.ErrNotFound) {
		t.Fatal(out, err)
	}
	var e *bucket.Error
	if errors.As(err, &e); e.Response.URL != "https://photos.s3.eu-west-1.amazonaws.com/cat" || e.Response.Attempts != 2 {
		t.Errorf("response %+v", e.Response)
	}
	for range 2 {
		if _, err := get(t.Context(), svc.Bucket("photos")); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := get(t.Context(), svc.Bucket("others")); err != nil {
		t.Fatal(err)
	}
	var hosts []string
	for _, r := range s.requests() {
		hosts = append(hosts, r.Host)
	}
	want := []string{
		"photos.s3.us-east-1.amazonaws.com", "photos.s3.eu-west-1.amazonaws.com",
		"photos.s3.eu-west-1.amazonaws.com", "photos.s3.eu-west-1.amazonaws.com",
		"others.s3.us-east-1.amazonaws.com",
	}
	if diff := cmp.Diff(want, hosts); diff != "" {
		t.Errorf("hosts (-want +got):\n%s", diff)
	}
}

func TestRedirectNeedsABodyThatCanBeSentAgain(t *testing.T) {
	t.Parallel()
	answers := []answer{reply(307, "", "X-Amz-Bucket-Region: eu-west-1"), reply(200, "")}
	s := &script{answers: answers}
	if err := put(t.Context(), open(t, vendor(s)).Bucket("photos"), "meow"); err != nil || s.requests()[1].Body != "meow" {
		t.Errorf("got %v, sent %+v", err, s.requests())
	}
	s = &script{answers: answers}
	n := int64(4)
	_, err := open(t, vendor(s)).Bucket("photos").PutObject(t.Context(), &bucket.PutObjectInput{Key: "cat", ContentLength: &n, Body: io.MultiReader(strings.NewReader("meow"))})
	var e *bucket.Error
	if !errors.As(err, &e) || e.StatusCode != http.StatusTemporaryRedirect || len(s.requests()) != 1 {
		t.Errorf("got %v after %d requests", err, len(s.requests()))
	}
}

func TestOtherRedirectsAreErrors(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		call func(*bucket.Bucket) error
		code int
	}{
		"of a preflight, wherever it leads": {func(b *bucket.Bucket) error {
			_, err := b.OptionsObject(t.Context(), &bucket.OptionsObjectInput{Key: "cat", Origin: "https://a.example", AccessControlRequestMethod: "PUT"})
			return err
		}, 307},
		"of a call, to some other place": {func(b *bucket.Bucket) error { _, err := get(t.Context(), b); return err }, 302},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := &script{answers: []answer{reply(test.code, "", "X-Amz-Bucket-Region: eu-west-1", "Location: https://elsewhere.example/")}}
			err := test.call(open(t, vendor(s), service.WithRetryer(quick(3))).Bucket("photos"))
			var e *bucket.Error
			if !errors.As(err, &e) || e.StatusCode != test.code || e.Response.Header.Get("Location") == "" || len(s.requests()) != 1 {
				t.Errorf("got %v after %d requests", err, len(s.requests()))
			}
		})
	}
}
