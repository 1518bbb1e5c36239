// SPDX-License-Identifier: Apache-2.0

package rest_test

import (
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/seed-40dc4ce0/pail/rest"
)

func TestPathsAreJoinedAndNeverCleaned(t *testing.T) {
	t.Parallel()
	key := func(v string) func(*rest.Encoder) {
		return func(e *rest.Encoder) {
			e.Start("GET", "/")
			e.GreedyLabel("Key", v)
		}
	}
	for name, test := range map[string]struct {
		endpoint string
		encode   func(*rest.Encoder)
		want     string
	}{
		"no path":                  {"https://h", func(e *rest.Encoder) { e.Start("GET", "/") }, "https://h/"},
		"a slash":                  {"https://h/", key("k"), "https://h/k"},
		"a base":                   {"https://h/base", key("k"), "https://h/base/k"},
		"a base with a slash":      {"https://h/base/", key("k"), "https://h/base/k"},
		"a base with two":          {"https://h/base//", key("k"), "https://h/base/k"},
		"an escaped base":          {"https://h/a%2Fb%20c", key("k"), "https://h/a%2Fb%20c/k"},
		"a base of dots":           {"https://h/a/../b", key("k"), "https://h/a/../b/k"},
		"a port":                   {"http://h:8080", key("k"), "http://h:8080/k"},
		"a port that is not there": {"http://h:", key("k"), "http://h/k"},
		"IPv6":                     {"http://[::1]:80", key("k"), "http://[::1]:80/k"},
		"an upper case scheme":     {"HTTPS://H", key("k"), "https://H/k"},
		"no start":                 {"https://h", func(e *rest.Encoder) { e.Method = "GET" }, "https://h/"},
		"a key of dots":            {"https://h", key("../key.txt"), "https://h/../key.txt"},
		"a key of slashes":         {"https://h", key("foo//bar/"), "https://h/foo//bar/"},
		"a key with a slash first": {"https://h/base", key("/k"), "https://h/base//k"},
		"a key to escape":          {"https://h", key("a b?c#d%/ü+"), "https://h/a%20b%3Fc%23d%25/%C3%BC%2B"},
		"a key of two slashes":     {"https://h", key("//k"), "https://h///k"},
		"a star":                   {"https://h", key("*"), "https://h/%2A"},
		"a label": {"https://h", func(e *rest.Encoder) {
			e.Start("GET", "/a;b/")
			e.Label("Name", "x/y")
		}, "https://h/a;b/x%2Fy"},
		"a query": {"https://h/base", func(e *rest.Encoder) {
			e.Start("GET", "/")
			e.QueryFlag("cors")
			e.QueryConst("a", "b c&d")
		}, "https://h/base/?cors&a=b%20c%26d"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := mustRecord(t, rest.Config{Endpoint: test.endpoint}, test.encode)
			if got := r.URL.String(); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
			if r.Host != r.URL.Host {
				t.Errorf("the host is %q", r.Host)
			}
		})
	}
}

func TestWhatGoesBeforeTheHost(t *testing.T) {
	t.Parallel()
	prefix := func(label string) func(*rest.Encoder) {
		return func(e *rest.Encoder) {
			get(e)
			e.HostLiteral("foo.")
			e.HostLabel("Label", label)
			e.HostLiteral("-data.")
		}
	}
	for _, label := range []string{"bar", "B4r", "a-b", "1", strings.Repeat("a", 63)} {
		r := mustRecord(t, rest.Config{Endpoint: "http://api.example:81/b"}, prefix(label))
		if got, want := r.URL.String(), "http://foo."+label+"-data.api.example:81/b/thing"; got != want || r.Host != r.URL.Host {
			t.Errorf("got %s at %s, want %s", got, r.Host, want)
		}
	}
	for _, label := range []string{"", "-a", "a-", "a.b", "a_b", "a/b", "ü", "a@b", "a:1", "a b", "a\n", strings.Repeat("a", 64)} {
		r, err := record(t, rest.Config{}, prefix(label))
		bad, ok := errors.AsType[*rest.InputError](err)
		if !ok || r != nil || len(bad.Fields) != 1 || bad.Fields[0].Field != "Label" || !strings.Contains(err.Error(), "no hyphen") {
			t.Errorf("%q: %v", label, err)
		}
	}
	long := func(e *rest.Encoder) {
		for range 5 {
			prefix(strings.Repeat("a", 50))(e)
		}
	}
	if _, err := record(t, rest.Config{}, long); err == nil || !strings.Contains(err.Error(), "Label makes the host's name longer") {
		t.Errorf("a name that is too long: %v", err)
	}
	_, err := record(t, rest.Config{Endpoint: "http://127.0.0.1"}, prefix("a"))
	if bad, ok := errors.AsType[*rest.ConfigError](err); !ok || bad.Field != "Endpoint" || !strings.HasPrefix(err.Error(), "DoThing: ") {
		t.Errorf("before an IP address: %v", err)
	}
}

// FuzzTarget looks for an endpoint and a path that panic, or that net/http would not
// send as they were written.
func FuzzTarget(f *testing.F) {
	f.Add("https://api.example/base", "label", "../key.txt", "bucket")
	f.Add("http://[::1%25eth0]:80/%2F%zz", "-", "//", "..")
	f.Add("https://s3.eu-west-1.amazonaws.com", "a", "\x00", "my.bucket")
	f.Add("https://u:p@h/?q#f", "", "*", "UPPER")
	f.Fuzz(func(t *testing.T, endpoint, label, key, bucket string) {
		var want string
		c, err := rest.New(rest.Config{Endpoint: endpoint, Transport: transport(func(r *http.Request) (*http.Response, error) {
			again, err := url.ParseRequestURI(r.URL.RequestURI())
			if got := r.URL.EscapedPath(); got != want || err != nil || again.EscapedPath() != want {
				t.Errorf("the path is %q, and %q is read as %v, %v; want %q", got, r.URL.RequestURI(), again, err, want)
			}
			if r.URL.User != nil || r.URL.Host == "" || r.URL.Fragment != "" {
				t.Errorf("the URL is %q", r.URL)
			}
			return answer(http.StatusOK, ""), nil
		})})
		if err != nil {
			if _, ok := errors.AsType[*rest.ConfigError](err); !ok {
				t.Errorf("%T: %v", err, err)
			}
			return
		}
		at, err := url.Parse(endpoint)
		if err != nil {
			t.Fatal(err)
		}
		base := strings.TrimRight(at.EscapedPath(), "/")
		_ = run(t, c, func(e *rest.Encoder) {
			e.Start("GET", "/")
			e.HostLabel("Label", label)
			e.HostLiteral(".")
			e.GreedyLabel("Key", key)
			want = base + escaped(e)
		})
		_ = run(t, c, func(e *rest.Encoder) {
			e.Start("GET", "/")
			e.Bucket("Bucket", bucket)
			want = base + strings.TrimSuffix(escaped(e), "/") + "/"
			e.Literal("/")
			e.GreedyLabel("Key", key)
			_, after, _ := strings.Cut(escaped(e)[1:], "/")
			want += after
		})
	})
}

// escaped is the path that was written so far, as it goes over the wire.
func escaped(e *rest.Encoder) string {
	path, raw := e.Path()
	if raw == "" {
		return path
	}
	return raw
}
