// SPDX-License-Identifier: Apache-2.0

package doctor_test

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/config"
	"github.com/seed-40dc4ce0/pail/cors"
	"github.com/seed-40dc4ce0/pail/cors/rules"
	"github.com/seed-40dc4ce0/pail/doctor"
	"github.com/seed-40dc4ce0/pail/service"
	"github.com/seed-40dc4ce0/pail/test/emulator"
)

const (
	app = "https://app.example"
	key = "cat.png"
)

// world is a store that the emulator plays, with a bucket and an object in it,
// and what stands in front of it. Nothing of it is on a network.
type world struct {
	provider string
	bucket   *bucket.Bucket
	front    *front
	url      string // of the object
}

// front is a RoundTripper that asks a handler, and writes down what it was
// asked.
type front struct {
	mu      sync.Mutex
	handler http.Handler
	lines   []string
	down    error // in place of any answer
}

func (f *front) RoundTrip(r *http.Request) (*http.Response, error) {
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	f.mu.Lock()
	handler := f.handler
	f.lines = append(f.lines, r.Method+" "+r.Header.Get("Origin"))
	down := f.down
	f.mu.Unlock()
	if down != nil {
		return nil, down
	}
	in := r.Clone(r.Context())
	in.RequestURI, in.RemoteAddr = r.URL.RequestURI(), "192.0.2.1:1234"
	if in.Host == "" {
		in.Host = r.URL.Host
	}
	if in.Body == nil {
		in.Body = http.NoBody
	}
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, in)
	answer := w.Result()
	answer.Request = r
	if r.Method == http.MethodHead {
		answer.Body = http.NoBody
	}
	return answer, nil
}

// behind puts something in front of the store.
func (w *world) behind(wrap func(http.Handler) http.Handler) {
	if wrap == nil {
		return
	}
	w.front.mu.Lock()
	defer w.front.mu.Unlock()
	w.front.handler = wrap(w.front.handler)
}

// newWorld plays a store of the provider with the rules, nil for none.
func newWorld(t *testing.T, provider string, c *cors.Configuration) *world {
	t.Helper()
	cfg := config.Config{Provider: provider, Region: map[string]string{"s3": "us-east-1", "cos": "ap-guangzhou", "qingstor": "pek3a"}[provider]}
	e := emulator.New(emulator.Options{Provider: provider, Region: cfg.Region, Anonymous: true, BaseDomain: map[string]string{"s3": "s3.us-east-1.amazonaws.com"}[provider]})
	if err := e.Err(); err != nil {
		t.Fatal(err)
	}
	w := &world{provider: provider, front: &front{handler: e}}
	cfg.Transport = w.front
	cfg.Credentials = config.Static(emulator.DefaultAccessKeyID, emulator.DefaultSecretAccessKey, "")
	svc, err := service.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	w.bucket = svc.Bucket("photos-1250000000")
	if _, err := w.bucket.Create(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if _, err := w.bucket.PutObject(t.Context(), &bucket.PutObjectInput{Key: key, Body: bytes.NewReader([]byte("miaow")), ContentType: "image/png"}); err != nil {
		t.Fatal(err)
	}
	w.keep(t, c)
	signed, err := w.bucket.Presign(t.Context(), &bucket.GetObjectInput{Key: key}, 3600e9)
	if err != nil {
		t.Fatal(err)
	}
	w.url, _, _ = strings.Cut(signed.URL, "?")
	return w
}

// keep stores rules.
func (w *world) keep(t *testing.T, c *cors.Configuration) {
	t.Helper()
	if c == nil {
		return
	}
	if _, err := w.bucket.PutCORS(t.Context(), &bucket.PutCORSInput{Configuration: c}); err != nil {
		t.Fatal(err)
	}
}

// examine is Examine where an error ends the test.
func examine(t *testing.T, p doctor.Patient, opts ...doctor.Option) *doctor.Report {
	t.Helper()
	r, err := doctor.Examine(t.Context(), p, opts...)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// has says that a report has a finding of a problem, of one of the levels if
// there are any.
func has(r *doctor.Report, problem int, levels ...doctor.Level) bool {
	return slices.ContainsFunc(r.Findings, func(f doctor.Finding) bool {
		return f.Problem == problem && (len(levels) == 0 || slices.Contains(levels, f.Level))
	})
}

func text(t *testing.T, r *doctor.Report) string {
	t.Helper()
	var b strings.Builder
	if err := r.WriteText(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// printed is the rules that a report prints, read back.
func printed(t *testing.T, r *doctor.Report) *cors.Configuration {
	t.Helper()
	document, _, err := r.Document()
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(text(t, r), string(document)) {
		t.Errorf("the text has not the document:\n%s", document)
	}
	f, err := rules.Read(document)
	if err != nil {
		t.Fatalf("%v\n%s", err, document)
	}
	return f.Configuration
}

// one is a configuration of one rule.
func one(origins, methods, headers string, expose ...string) *cors.Configuration {
	age := 600
	return &cors.Configuration{Rules: []cors.Rule{{
		AllowedOrigins: strings.Fields(origins), AllowedMethods: strings.Fields(methods), AllowedHeaders: strings.Fields(headers),
		ExposeHeaders: expose, MaxAgeSeconds: &age,
	}}}
}

// with adds the rules of others.
func with(first *cors.Configuration, others ...*cors.Configuration) *cors.Configuration {
	c := &cors.Configuration{Rules: slices.Clone(first.Rules), ResponseVary: first.ResponseVary}
	for _, o := range others {
		c.Rules = append(c.Rules, o.Rules...)
	}
	return c
}

// page is a request of the page at app.
func page(method string, headers ...string) cors.Fetch {
	f := cors.Fetch{Origin: app, Method: method}
	for i := 0; i+1 < len(headers); i += 2 {
		f.Headers = append(f.Headers, cors.Header{Name: headers[i], Value: headers[i+1]})
	}
	return f
}
