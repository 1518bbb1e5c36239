// SPDX-License-Identifier: Apache-2.0

package pipeline_test

import (
	"bytes"
	"io"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/config"
	"github.com/seed-40dc4ce0/pail/internal/pipeline"
	"github.com/seed-40dc4ce0/pail/service/s3"
	"github.com/seed-40dc4ce0/pail/signer"
)

// build makes the bucket "photos" of a provider that is S3's data, changed.
func build(t *testing.T, cfg config.Config, change func(*pipeline.Provider)) *bucket.Bucket {
	t.Helper()
	p := s3.Provider()
	change(&p)
	c, err := pipeline.New(cfg, p, pipeline.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return bucket.New(c, "photos")
}

// identify checks the signature of a request by a scheme's own rules. QingStor
// alone asks whether the host is the bucket's.
func identify(t *testing.T, scheme string, s sent) error {
	t.Helper()
	v, err := signer.New(scheme)
	if err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest(s.Method, s.URL, nil)
	r.Host, r.Header = s.Host, s.Header.Clone()
	_, err = v.Identify(r, signer.VerifyParams{
		Lookup: func(id string) (string, bool) { return secretKey, id == accessKeyID },
		Bucket: "photos", VirtualHost: strings.HasPrefix(s.Host, "photos."), Time: time.Now(),
	})
	return err
}

func TestSignerIsTheProvidersData(t *testing.T) {
	t.Parallel()
	calls := map[string]func(*testing.T, *bucket.Bucket) error{
		"an object": func(t *testing.T, b *bucket.Bucket) error {
			t.Helper()
			_, err := get(t.Context(), b)
			return err
		},
		"a query": func(t *testing.T, b *bucket.Bucket) error {
			t.Helper()
			_, err := b.GetCORS(t.Context(), nil)
			return err
		},
		"a body": func(t *testing.T, b *bucket.Bucket) error {
			t.Helper()
			_, err := b.PutObject(t.Context(), &bucket.PutObjectInput{
				Key: "a b/é+%", Body: strings.NewReader("meow"), ContentType: "text/plain", Metadata: map[string]string{"owner": "me"},
			})
			return err
		},
	}
	for scheme, authorization := range map[string]string{
		"sigv4":    `^AWS4-HMAC-SHA256 Credential=AKIDCANARY/\d{8}/eu-test-1/s3/aws4_request, SignedHeaders=`,
		"cos":      `^q-sign-algorithm=sha1&q-ak=AKIDCANARY&.*q-header-list=[^&]*host`,
		"qingstor": `^QS AKIDCANARY:`,
	} {
		for _, endpoint := range []string{"http://127.0.0.1:9000", "https://store.example", ""} {
			for name, call := range calls {
				t.Run(scheme+" "+endpoint+" "+name, func(t *testing.T) {
					t.Parallel()
					s := &script{answers: []answer{reply(200, "<CORSConfiguration/>")}}
					cfg := settings(s)
					cfg.Endpoint, cfg.Credentials = endpoint, config.Static(accessKeyID, secretKey, "")
					b := build(t, cfg, func(p *pipeline.Provider) { p.Signer = scheme })
					if err := call(t, b); err != nil {
						t.Fatal(err)
					}
					r := s.requests()[0]
					if got := r.Header.Get("Authorization"); !regexp.MustCompile(authorization).MatchString(got) {
						t.Errorf("Authorization: %s", got)
					}
					if err := identify(t, scheme, r); err != nil {
						t.Errorf("%s %s: %v", r.Method, r.URL, err)
					}
					if hashed := r.Header.Get("X-Amz-Content-Sha256") != ""; hashed != (scheme == "sigv4") {
						t.Errorf("headers %v", r.Header)
					}
				})
			}
		}
	}
}

func TestSessionTokenGoesWhereItsSchemeWantsIt(t *testing.T) {
	t.Parallel()
	for scheme, header := range map[string]string{"sigv4": "X-Amz-Security-Token", "cos": "X-Cos-Security-Token"} {
		s := &script{answers: []answer{reply(200, "")}}
		if _, err := get(t.Context(), build(t, settings(s), func(p *pipeline.Provider) { p.Signer = scheme })); err != nil {
			t.Fatal(err)
		}
		r := s.requests()[0]
		if r.Header.Get(header) != token {
			t.Errorf("%s: headers %v", scheme, r.Header)
		}
		if err := identify(t, scheme, r); err != nil {
			t.Errorf("%s: %v", scheme, err)
		}
	}
	s := &script{answers: []answer{reply(200, "")}}
	_, err := get(t.Context(), build(t, settings(s), func(p *pipeline.Provider) { p.Signer = "qingstor" }))
	if err == nil || !strings.Contains(err.Error(), "session token") || len(s.requests()) > 0 {
		t.Errorf("a scheme without tokens: %v after %d requests", err, len(s.requests()))
	}
}

func TestBodiesOfSchemesThatDoNotCoverThemAreSentAsTheyAre(t *testing.T) {
	t.Parallel()
	text := strings.Repeat("x", 2<<20)
	for _, scheme := range []string{"cos", "qingstor"} {
		for _, endpoint := range []string{"http://store.example", "https://store.example"} {
			s := &script{answers: []answer{reply(200, "")}}
			cfg := settings(s)
			cfg.Endpoint, cfg.Credentials, cfg.Checksums = endpoint, config.Static(accessKeyID, secretKey, ""), "supported"
			b := build(t, cfg, func(p *pipeline.Provider) { p.Signer, p.VendorChecksum = scheme, "" })
			n := int64(len(text))
			_, err := b.PutObject(t.Context(), &bucket.PutObjectInput{Key: "cat", ContentLength: &n, Body: io.MultiReader(bytes.NewReader([]byte(text)))})
			if err != nil {
				t.Fatal(err)
			}
			if r := s.requests()[0]; r.Body != text || r.ContentLength != n || r.Header.Get("Content-Encoding") != "" || r.Header.Get("X-Amz-Trailer") != "" {
				t.Errorf("%s %s: %d bytes, headers %v", scheme, endpoint, len(r.Body), r.Header)
			}
		}
	}
}

func TestUnknownSignerIsRefused(t *testing.T) {
	t.Parallel()
	p := s3.Provider()
	p.Signer = "sigv5"
	if _, err := pipeline.New(settings(&script{}), p, pipeline.Options{}); err == nil || !strings.Contains(err.Error(), `"sigv5"`) {
		t.Errorf("got %v", err)
	}
}

// TestNoProviderIsKnownByName looks for ids of providers in this package:
// what tells one from another is in its Provider.
func TestNoProviderIsKnownByName(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	name := regexp.MustCompile(`"(s3|cos|qingstor|oss|sigv4)"`)
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(text)) {
			code, _, _ := strings.Cut(line, "//")
			if found := name.FindString(code); found != "" {
				t.Errorf("%s names %s: %s", file, found, strings.TrimSpace(line))
			}
		}
	}
}

func TestAnonymousSignsByNoScheme(t *testing.T) {
	t.Parallel()
	for _, scheme := range []string{"sigv4", "cos", "qingstor"} {
		s := &script{answers: []answer{reply(200, "")}}
		cfg := settings(s)
		cfg.Credentials = config.Anonymous()
		if _, err := get(t.Context(), build(t, cfg, func(p *pipeline.Provider) { p.Signer = scheme })); err != nil {
			t.Fatal(err)
		}
		if h := s.requests()[0].Header; h.Get("Authorization") != "" || h["Date"] != nil || h.Get("X-Amz-Date") != "" {
			t.Errorf("%s: headers %v", scheme, h)
		}
	}
}
