// SPDX-License-Identifier: Apache-2.0

package doctor_test

import (
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/config"
	"github.com/seed-40dc4ce0/pail/cors"
	"github.com/seed-40dc4ce0/pail/doctor"
	"github.com/seed-40dc4ce0/pail/service"
)

// scripted is a store of a provider that the emulator does not speak, as far as
// package cors knows it.
type scripted struct {
	provider string
	rules    *cors.Configuration
}

func (s *scripted) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	req := cors.Request{Key: "k", Origin: r.Header.Get("Origin"), Method: r.Method}
	d := cors.EvaluateActual(s.provider, s.rules, req)
	if asked := r.Header.Get("Access-Control-Request-Method"); r.Method == http.MethodOptions {
		req.Method = asked
		if names := r.Header.Get("Access-Control-Request-Headers"); names != "" {
			req.Headers = strings.Split(names, ",")
		}
		d = cors.Evaluate(s.provider, s.rules, req)
	}
	for name, value := range d.Headers() {
		w.Header().Set(name, value)
	}
	w.Header().Set("ETag", `"abc"`)
	if d.Status >= 400 {
		w.WriteHeader(d.Status)
		_, _ = w.Write([]byte(refusal(d.Code, d.Message)))
	}
}

func TestStoresThatTheEmulatorDoesNotSpeak(t *testing.T) {
	t.Parallel()
	put, get := page("PUT", "Content-Type", "image/png"), page("GET")
	for name, test := range map[string]struct {
		provider string
		rules    *cors.Configuration
		fetch    cors.Fetch
		reads    []string
		code     string // "" is healthy
		mended   bool
	}{
		"OSS, healthy":                     {"oss", one(app, "PUT", "content-type", "ETag"), put, []string{"ETag"}, "", false},
		"OSS, healthy, reading":            {"oss", one(app, "GET", "", "ETag"), get, []string{"ETag"}, "", false},
		"OSS, a header":                    {"oss", one(app, "PUT", "x-a", "ETag"), put, nil, "header-not-allowed", true},
		"OSS, a slash":                     {"oss", one(app+"/", "GET", ""), get, nil, "origin-path", true},
		"OSS, the ETag":                    {"oss", one(app, "PUT", "content-type"), put, []string{"ETag"}, "header-hidden", true},
		"OSS knows no credentials":         {"oss", one(app, "GET", ""), trusted(get), nil, "credentials-not-allowed", false},
		"OSS, a rule with a name":          {"oss", named(one(app, "GET", "")), get, nil, "id-unknown", false},
		"a gateway, healthy":               {"s3-gateway", one(app, "PUT", "content-type"), put, []string{"ETag"}, "", false},
		"a gateway, credentials for all":   {"s3-gateway", one("*", "GET", ""), trusted(get), nil, "credentials-not-allowed", true},
		"a gateway, DELETE":                {"s3-gateway", one(app, "GET", ""), page("DELETE"), nil, "method-not-allowed", true},
		"an unknown provider is one of S3": {"elsewhere", one(app, "GET", "", "ETag"), get, []string{"ETag"}, "", false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			store := &scripted{test.provider, test.rules}
			p := doctor.Patient{Provider: test.provider, Fetch: url("https://store.example/k", test.fetch), Reads: test.reads, Rules: test.rules}
			r := examine(t, p, doctor.WithTransport(&front{handler: store}))
			if test.code == "" {
				if !r.Healthy() || !r.Verdict.Allowed {
					t.Errorf("this is healthy:\n%s", text(t, r))
				}
				return
			}
			if len(r.Findings) == 0 || r.Findings[0].Code != test.code || (r.Change != nil) != test.mended {
				t.Fatalf("want %s, change %v:\n%s", test.code, test.mended, text(t, r))
			}
			if !test.mended {
				return
			}
			store.rules = printed(t, r)
			p.Rules = store.rules
			if r = examine(t, p, doctor.WithTransport(&front{handler: store})); !r.Verdict.Allowed || r.Change != nil {
				t.Errorf("after the change:\n%s", text(t, r))
			}
		})
	}
}

func named(c *cors.Configuration) *cors.Configuration {
	c.Rules[0].ID = "app"
	return c
}

func TestABucketWithoutCredentials(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "s3", one(app, "GET", "", "ETag"))
	svc, err := service.New(config.Config{Provider: "s3", Region: "us-east-1", Transport: w.front, Credentials: config.Anonymous()})
	if err != nil {
		t.Fatal(err)
	}
	r := examine(t, doctor.Patient{Bucket: svc.Bucket(w.bucket.Name()), Provider: "s3", Key: key, Fetch: page("GET")})
	if !r.Healthy() || !r.Verdict.Allowed || strings.Contains(text(t, r), "REDACTED") {
		t.Errorf("got:\n%s", text(t, r))
	}
}

func TestTheBucketItself(t *testing.T) {
	t.Parallel()
	for _, provider := range []string{"s3", "cos", "qingstor"} {
		for _, method := range []string{"GET", "HEAD", "PUT"} {
			t.Run(provider+" "+method, func(t *testing.T) {
				t.Parallel()
				w := newWorld(t, provider, one(app, method, "", "ETag"))
				r := examine(t, doctor.Patient{Bucket: w.bucket, Provider: provider, Fetch: page(method)})
				if !r.Healthy() || !r.Verdict.Allowed {
					t.Errorf("got:\n%s", text(t, r))
				}
			})
		}
	}
}

func TestANameThatNoBucketHasIsAnError(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "s3", nil)
	svc, err := service.New(config.Config{Provider: "s3", Region: "us-east-1", Transport: w.front, Credentials: config.Anonymous()})
	if err != nil {
		t.Fatal(err)
	}
	r, err := doctor.Examine(t.Context(), doctor.Patient{Bucket: svc.Bucket(""), Fetch: page("GET")})
	var bad *bucket.InputError
	if r != nil || !errors.As(err, &bad) {
		t.Errorf("got %v, %v", r, err)
	}
}

// TestWhatIsBesideTheTwenty is about mistakes of servers that nobody reports
// often.
func TestWhatIsBesideTheTwenty(t *testing.T) {
	t.Parallel()
	put, get, rules := page("PUT", "Content-Type", "image/png"), page("GET"), one(app, "GET PUT", "content-type authorization", "ETag")
	add := func(name, value string) func(http.Header) { return func(h http.Header) { h.Add(name, value) } }
	set := func(name, value string) func(http.Header) { return func(h http.Header) { h.Set(name, value) } }
	for name, test := range map[string]struct {
		fetch cors.Fetch
		front func(http.Handler) http.Handler
		code  string
		level doctor.Level
	}{
		"two origins in the preflight's answer": {put, changing("OPTIONS", add("Access-Control-Allow-Origin", app)), "allow-origin-twice", doctor.Error},
		"two origins in the answer":             {get, changing("GET", add("Access-Control-Allow-Origin", "*")), "allow-origin-twice", doctor.Error},
		"a list that is none":                   {put, changing("OPTIONS", set("Access-Control-Allow-Headers", "content-type; x-a")), "malformed-list", doctor.Error},
		"a status that refuses what is allowed": {put, answering("OPTIONS", "", 500, "", "Access-Control-Allow-Origin", app, "Access-Control-Allow-Methods", "PUT", "Access-Control-Allow-Headers", "content-type"), "preflight-status", doctor.Error},
		"rules that are not followed":           {put, answering("OPTIONS", "", 204, ""), "less-than-rules", doctor.Error},
		"authorization under a star": {page("GET", "Authorization", "Bearer abcdefghij"), both(without("real", "Authorization"), changing("OPTIONS", func(h http.Header) {
			h.Set("Access-Control-Allow-Origin", "*")
			h.Set("Access-Control-Allow-Headers", "*")
		})), "authorization-wildcard", doctor.Warning},
		"exposed headers that get lost":           {get, changing("GET", without1("Access-Control-Expose-Headers")), "exposure-lost", doctor.Warning},
		"a page on the web, a store on this desk": {url("http://127.0.0.1:9000/k", from("http://app.example", get)), nil, "local-network", doctor.Warning},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, "s3", rules)
			w.behind(test.front)
			r := examine(t, doctor.Patient{Bucket: w.bucket, Provider: "s3", Key: key, Fetch: test.fetch, Reads: []string{"ETag"}})
			if !slices.ContainsFunc(r.Findings, func(f doctor.Finding) bool { return f.Code == test.code && f.Level == test.level }) {
				t.Errorf("no %s:\n%s", test.code, text(t, r))
			}
		})
	}
}

func TestABucketThatIsNotThereIsOneFinding(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "s3", nil)
	if _, err := w.bucket.DeleteObject(t.Context(), &bucket.DeleteObjectInput{Key: key}); err != nil {
		t.Fatal(err)
	}
	if _, err := w.bucket.Delete(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	r := examine(t, doctor.Patient{Bucket: w.bucket, Provider: "s3", Key: key, Fetch: page("PUT")})
	if len(r.Findings) == 0 || r.Findings[0].Code != "no-bucket" || len(slices.DeleteFunc(slices.Clone(r.Findings), func(f doctor.Finding) bool { return f.Level != doctor.Error })) != 1 {
		t.Errorf("got:\n%s", text(t, r))
	}
}

// TestAStoreWithOneSettingForAll has no rules of its buckets, and allows all.
func TestAStoreWithOneSettingForAll(t *testing.T) {
	t.Parallel()
	for _, method := range []string{"GET", "PUT"} {
		w := newWorld(t, "s3", nil)
		w.behind(func(store http.Handler) http.Handler {
			return changing("", func(h http.Header) {
				h.Set("Server", "MinIO")
				h.Set("Access-Control-Allow-Origin", app)
				h.Set("Access-Control-Allow-Methods", "PUT")
				h.Set("Vary", "Origin")
			})(answering("OPTIONS", "", 204, "")(store))
		})
		r := examine(t, doctor.Patient{Bucket: w.bucket, Provider: "s3", Key: key, Fetch: page(method), Reads: map[string][]string{"PUT": {"ETag"}}[method]})
		if !r.Healthy() || !r.Verdict.Allowed || !has(r, 20, doctor.Note) || !strings.Contains(text(t, r), "MINIO_API_CORS_ALLOW_ORIGIN") {
			t.Errorf("got:\n%s", text(t, r))
		}
	}
}
