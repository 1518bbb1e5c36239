// SPDX-License-Identifier: Apache-2.0

package preflights

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/config"
	"github.com/seed-40dc4ce0/pail/cors"
	"github.com/seed-40dc4ce0/pail/service"
)

// photos is a bucket that would sign for another store than the URLs lead to.
func photos(t *testing.T) *bucket.Bucket {
	t.Helper()
	cfg, err := config.Load(t.Context(), config.WithoutEnvironment(), config.WithProvider("s3"), config.WithEndpoint("http://elsewhere.invalid"),
		config.WithRegion("us-east-1"), config.WithStaticCredentials("AKIAEXAMPLE", "secret", "token"), config.WithMaxAttempts(1))
	if err != nil {
		t.Fatal(err)
	}
	client, err := service.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return client.Bucket("photos")
}

var put = cors.Request{Origin: "https://app.example", Method: "PUT", Headers: []string{"X-Amz-Acl", "content-type"}}

func TestPreflightURLAsksThatVeryURL(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, path, want string }{
		{"escapes and all", "/a%2Fb/%7Ec%20d+e/%E5%8C%97/?X-Amz-Signature=%2Ba+b&x-id=PutObject&cors", ""},
		{"without the fragment", "/k?v=1#top", "/k?v=1"},
		{"at the root", "", "/"},
		{"with dots", "/a/../b//c/.", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var sent *http.Request
			store := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				sent = r
				w.Header().Set("Access-Control-Allow-Origin", "*")
				w.Header().Set("Access-Control-Allow-Methods", "PUT")
				w.Header().Set("Access-Control-Allow-Headers", "*")
			}))
			defer store.Close()
			v, err := photos(t).PreflightURL(t.Context(), store.URL+tt.path, put)
			if err != nil || !v.Allowed {
				t.Fatalf("%+v, %v", v, err)
			}
			want := tt.want
			if want == "" {
				want = tt.path
			}
			if sent.RequestURI != want || sent.Method != http.MethodOptions || sent.Host != strings.TrimPrefix(store.URL, "http://") {
				t.Errorf("sent %s %s to %s", sent.Method, sent.RequestURI, sent.Host)
			}
			sent.Header.Del("User-Agent")
			sent.Header.Del("Accept-Encoding")
			if diff := cmp.Diff(http.Header{
				"Origin": {"https://app.example"}, "Access-Control-Request-Method": {"PUT"}, "Access-Control-Request-Headers": {"content-type,x-amz-acl"},
			}, sent.Header); diff != "" {
				t.Errorf("headers (-want +got):\n%s", diff)
			}
		})
	}
}

func TestPreflightURLFoldsWhatever(t *testing.T) {
	t.Parallel()
	const (
		signs   = "this server authenticates preflights, which browsers never sign, or has no other word for a request that its CORS rules refuse"
		missing = cors.ReasonPreflightMissingAllowOriginHeader
	)
	xml := func(code string) string { return "<Error><Code>" + code + "</Code><Message>No.</Message></Error>" }
	for _, tt := range []struct {
		name         string
		status       int
		header, body string
		reason, want string
	}{
		{"a server that wants a signature", 403, "", xml("SignatureDoesNotMatch"), missing, "the server says: SignatureDoesNotMatch No.; " + signs},
		{"a server that wants permission", 403, "", xml("AccessDenied"), missing, "the server says: AccessDenied No.; " + signs},
		{"a server that wants a password", 401, "Www-Authenticate: Basic", "", missing, "the answer has no body; " + signs},
		{"a refusal by rules", 403, "", xml("AccessForbidden"), missing, "the server says: AccessForbidden No."},
		{"a page in HTML", 502, "Content-Type: text/html", "<html>bad gateway</html>", missing, "the answer is text/html, not an error document"},
		{"a page in HTML that is a success", 200, "Content-Type: text/html", "<html>welcome</html>", missing, ""},
		{"a redirect", 307, "Location: https://elsewhere.invalid/k", "", cors.ReasonPreflightDisallowedRedirect, "307; the answer has no body"},
		{"headers that allow, and an error", 404, "Access-Control-Allow-Origin: *", xml("NoSuchBucket"), cors.ReasonPreflightInvalidStatus, "404; the server says: NoSuchBucket No."},
		{"a success that allows another", 204, "Access-Control-Allow-Origin: https://other.example", "", cors.ReasonPreflightAllowOriginMismatch, "https://other.example"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			asked := 0
			store := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				asked++
				if name, value, ok := strings.Cut(tt.header, ": "); ok {
					w.Header().Set(name, value)
				}
				w.WriteHeader(tt.status)
				_, _ = w.Write([]byte(tt.body))
			}))
			defer store.Close()
			v, err := photos(t).PreflightURL(t.Context(), store.URL+"/k", put)
			if err != nil || v.Allowed || v.Reason != tt.reason || v.Detail != tt.want || asked != 1 {
				t.Errorf("asked %d times: %+v, %v", asked, v, err)
			}
		})
	}
}

func TestPreflightURLRefusesWhatNoPageFetches(t *testing.T) {
	t.Parallel()
	for url, problem := range map[string]string{
		"":                        "is not an absolute URL of http or https",
		"/photos/k":               "is not an absolute URL of http or https",
		"s3://photos/k":           "is not an absolute URL of http or https",
		"http:///k":               "is not an absolute URL of http or https",
		"http://[::1/":            "cannot be read",
		"https://u:p@s.example/k": "has a user name or a password, which no page can fetch",
	} {
		t.Run(url, func(t *testing.T) {
			t.Parallel()
			_, err := photos(t).PreflightURL(t.Context(), url, put)
			bad, ok := errors.AsType[*bucket.InputError](err)
			if !ok || cmp.Diff([]bucket.FieldError{{Field: "URL", Problem: problem}}, bad.Fields) != "" || strings.Contains(err.Error(), "u:p") {
				t.Errorf("got %v", err)
			}
		})
	}
	t.Run("no answer is an error that shows no query", func(t *testing.T) {
		t.Parallel()
		_, err := photos(t).PreflightURL(t.Context(), "http://127.0.0.1:1/k?X-Amz-Signature=secret", put)
		if _, ok := errors.AsType[*bucket.TransportError](err); !ok || strings.Contains(err.Error(), "secret") {
			t.Errorf("got %v", err)
		}
	})
}
