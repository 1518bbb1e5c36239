// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/config"
	"github.com/seed-40dc4ce0/pail/cors"
	"github.com/seed-40dc4ce0/pail/service"
	"github.com/seed-40dc4ce0/pail/test/emulator"
)

func TestDemoShowsAllowedAndDeniedPreflights(t *testing.T) {
	t.Parallel()
	var stdout, stderr bytes.Buffer
	if code := run(t.Context(), []string{"demo"}, &stdout, &stderr); code != exitDone {
		t.Fatalf("exit code %d: %s", code, stderr.String())
	}
	text := stdout.String()
	for _, want := range []string{
		"> OPTIONS /photos/cat.png",
		"> Origin: https://app.example",
		"< 403 Forbidden",
		"< Access-Control-Allow-Origin: https://app.example",
		"= allowed: the browser goes on to send the PUT",
		"the bucket has no CORS rules",
		`does not allow origin "https://evil.example"`,
		`does not allow method "DELETE"`,
		`does not allow header "x-amz-meta-author"`,
		"errors.Is(err, bucket.ErrNoSuchKey)",
		"Done: every answer was the expected one.",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the demo does not print %q", want)
		}
	}
	if strings.Contains(text, "Signature=") || strings.Contains(text, emulator.DefaultSecretAccessKey) {
		t.Error("the demo prints a signature or a secret")
	}
}

func TestPreflightsOfTheDemoAreUnsigned(t *testing.T) {
	t.Parallel()
	var stdout bytes.Buffer
	if code := run(t.Context(), []string{"demo"}, &stdout, io.Discard); code != exitDone {
		t.Fatalf("exit code %d", code)
	}
	for part := range strings.SplitSeq(stdout.String(), "\n\n") {
		if strings.Contains(part, "> OPTIONS ") && strings.Contains(part, "> Authorization") {
			t.Errorf("a preflight is signed:\n%s", part)
		}
	}
}

// serving runs serve with arguments until ctx ends, and gives its URL and, in
// the end, its exit code.
func serving(ctx context.Context, t *testing.T, args ...string) (url string, code <-chan int) {
	t.Helper()
	r, w := io.Pipe()
	codes := make(chan int, 1)
	go func() {
		codes <- run(ctx, append([]string{"serve"}, args...), w, io.Discard)
		_ = w.Close()
	}()
	line := make([]byte, 200)
	n, err := r.Read(line)
	if err != nil {
		t.Fatal(err)
	}
	said := string(line[:n])
	url, found := strings.CutPrefix(strings.TrimSuffix(said, "\n"), "listening on ")
	if !found || !strings.HasPrefix(url, "http://127.0.0.1:") {
		t.Fatalf("said %q", said)
	}
	return url, codes
}

func TestServeSpeaksCOS(t *testing.T) {
	t.Parallel()
	url, _ := serving(t.Context(), t, "--provider", "cos", "--region", "ap-beijing", "--access-key-id", "id", "--secret-access-key", "secret")
	cfg := config.Config{Provider: "cos", Region: "ap-beijing", Credentials: config.Static("id", "secret", "")}
	for name, change := range map[string]func(*config.Config){
		"by its address":          func(c *config.Config) { c.Endpoint = url },
		"by COS's hosts, proxied": func(c *config.Config) { c.Endpoint, c.Proxy = "http://cos.ap-beijing.myqcloud.com", url },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			own := cfg
			change(&own)
			svc, err := service.New(own)
			if err != nil {
				t.Fatal(err)
			}
			b := svc.Bucket("photos-1250000000")
			if _, err := b.Create(t.Context(), nil); err != nil && !errors.Is(err, bucket.ErrBucketExists) {
				t.Fatal(err)
			}
			out, err := b.AppendObject(t.Context(), &bucket.AppendObjectInput{Key: name, Body: strings.NewReader("meow")})
			if err != nil || out.NextPosition != 4 || out.Response.Header.Get("Server") != "tencent-cos" {
				t.Errorf("got %+v, %v", out, err)
			}
			v, err := b.Preflight(t.Context(), cors.Request{Key: name, Origin: "https://app.example", Method: "GET"})
			if err != nil || v.Allowed || !strings.Contains(v.Detail, "Access-Control-Requet-Headers") {
				t.Errorf("verdict %+v, %v", v, err)
			}
		})
	}
}

func TestServeRefusesAsTheStoreDoesWhenItIsAskedTo(t *testing.T) {
	t.Parallel()
	strict, _ := serving(t.Context(), t, "--provider", "cos", "--anonymous", "--path-style=false")
	resp, err := http.Get(strict + "/photos-1250000000/cat")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if text, err := io.ReadAll(resp.Body); err != nil || resp.StatusCode != http.StatusForbidden || !bytes.Contains(text, []byte("PathStyleDomainForbidden")) {
		t.Errorf("answer %d %s, %v", resp.StatusCode, text, err)
	}
}

func TestServeSaysWhereItListensAndStopsWithItsContext(t *testing.T) {
	t.Parallel()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	url, code := serving(ctx, t, "--anonymous")
	resp, err := http.Get(url + "/")
	if err != nil {
		t.Fatal(err)
	}
	_ = resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		t.Errorf("listing buckets: %s", resp.Status)
	}
	stop()
	select {
	case got := <-code:
		if got != exitDone {
			t.Errorf("exit code %d", got)
		}
	case <-time.After(2 * shutdownGrace):
		t.Error("serve does not stop")
	}
}

func TestWrongUseSaysWhatIsWrong(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		args []string
		want string
	}{
		{"no command", nil, "say what to do"},
		{"an unknown command", []string{"fly"}, `there is no command "fly"`},
		{"an argument to demo", []string{"demo", "x"}, `demo takes no argument "x"`},
		{"an unknown flag", []string{"serve", "--port", "1"}, "-port"},
		{"an address without a port", []string{"serve", "--addr", "localhost"}, "write HOST:PORT"},
		{"half a pair of keys", []string{"serve", "--access-key-id", "id"}, "go together"},
		{"keys for nobody", []string{"serve", "--access-key-id", "i", "--secret-access-key", "s", "--anonymous"}, "without keys"},
		{"an unknown provider", []string{"serve", "--provider", "nimbus"}, "nimbus"},
		{"an argument to serve", []string{"serve", "now"}, `serve takes no argument "now"`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			var stdout, stderr bytes.Buffer
			if code := run(t.Context(), test.args, &stdout, &stderr); code != exitWrongUse {
				t.Errorf("exit code %d, want %d", code, exitWrongUse)
			}
			if !strings.Contains(stderr.String(), test.want) || stdout.Len() > 0 {
				t.Errorf("stdout %q, stderr %q; want %q on stderr", stdout.String(), stderr.String(), test.want)
			}
		})
	}
}

func TestHelpIsNoFailure(t *testing.T) {
	t.Parallel()
	for _, words := range []string{"help", "-h", "--help", "serve --help", "demo -h"} {
		var stdout bytes.Buffer
		if code := run(t.Context(), strings.Fields(words), &stdout, io.Discard); code != exitDone || stdout.String() != usage {
			t.Errorf("%s: exit code %d", words, code)
		}
	}
}
