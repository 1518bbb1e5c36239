// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/config"
	"github.com/seed-40dc4ce0/pail/cors"
	"github.com/seed-40dc4ce0/pail/service"
	"github.com/seed-40dc4ce0/pail/test/emulator"
)

// demoOf is what demo prints.
func demoOf(t *testing.T, args ...string) string {
	t.Helper()
	var stdout, stderr bytes.Buffer
	if code := run(t.Context(), append([]string{"demo"}, args...), &stdout, &stderr); code != exitDone {
		t.Fatalf("exit code %d: %s", code, stderr.String())
	}
	return stdout.String()
}

func TestDemoShowsAllowedAndDeniedPreflights(t *testing.T) {
	t.Parallel()
	text := demoOf(t)
	for _, want := range []string{
		"> OPTIONS /photos-1250000000/cat.png",
		"> Origin: https://app.example",
		"< 403 Forbidden",
		"< Access-Control-Allow-Origin: https://app.example",
		"= allowed: the browser goes on to send the PUT",
		"the bucket has no CORS rules",
		`does not allow origin "https://evil.example"`,
		`does not allow method "DELETE"`,
		`does not allow header "x-author"`,
		"errors.Is(err, bucket.ErrNoSuchKey)",
		"Done: every answer was the expected one.",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the demo does not print %q", want)
		}
	}
}

func TestDemoShowsEachProviderLineByLine(t *testing.T) {
	t.Parallel()
	for provider, wants := range map[string][]string{
		"s3":       {"> Authorization: AWS4-HMAC-SHA256 (the", "< Server: AmazonS3", "> <CORSConfiguration", "NoSuchKey: "},
		"cos":      {"> Authorization: q-sign-algorithm=sha1 (the", "< Server: tencent-cos", "> <CORSConfiguration", "NoSuchKey: "},
		"qingstor": {"> Authorization: QS (the", "< 201 Created", `> {"cors_rules":[{"allowed_origin":"https://app.example"`, "object_not_exists: "},
	} {
		t.Run(provider, func(t *testing.T) {
			t.Parallel()
			text := demoOf(t, "--provider", provider)
			for _, want := range append(wants, "speaks the "+provider+" dialect") {
				if !strings.Contains(text, want) {
					t.Errorf("the demo does not print %q", want)
				}
			}
			if strings.Contains(strings.ToLower(text), "signature=") || strings.Contains(text, emulator.DefaultSecretAccessKey) {
				t.Error("the demo prints a signature or a secret")
			}
			if n := strings.Count(text, "listens on"); n != 1 {
				t.Errorf("%d providers are shown line by line", n)
			}
		})
	}
}

func TestDemoComparesTheProviders(t *testing.T) {
	t.Parallel()
	_, text, found := strings.Cut(demoOf(t), "The same walk on every provider")
	if !found {
		t.Fatal("there is no table")
	}
	var rows [][]string
	for line := range strings.Lines(text) {
		if cells := regexp.MustCompile(`\s{2,}`).Split(strings.TrimSpace(line), -1); len(cells) > 1 {
			rows = append(rows, cells)
		}
	}
	want := [][]string{
		{"step", "s3", "cos", "qingstor"},
		{"1. Make the bucket", "200", "200", "201"},
		{"2. Preflight before there are any rules", "403 denied", "403 denied", "200 denied"},
		{"3. Put CORS rules", "200", "200", "200"},
		{"4. Upload", "200", "200", "201"},
		{"5. Preflight that the rule allows", "200 allowed", "200 allowed", "200 allowed"},
		{"6. Preflight from another origin", "403 denied", "403 denied", "200 denied"},
		{"7. Preflight for another method", "403 denied", "403 denied", "200 denied"},
		{"8. Preflight with a header that the rule does not name", "403 denied", "403 denied", "200 denied"},
		{"9. Read an object that is not there", "404 ErrNoSuchKey", "404 ErrNoSuchKey", "404 ErrNoSuchKey"},
	}
	if diff := cmp.Diff(want, rows); diff != "" {
		t.Error(diff)
	}
	if !strings.Contains(text, "pail demo --provider cos\n") {
		t.Error("the demo does not say how to see another provider")
	}
}

func TestPreflightsOfTheDemoAreUnsigned(t *testing.T) {
	t.Parallel()
	for _, provider := range emulator.Providers() {
		for part := range strings.SplitSeq(demoOf(t, "--provider", provider), "\n\n") {
			if strings.Contains(part, "> OPTIONS ") && strings.Contains(part, "> Authorization") {
				t.Errorf("a preflight is signed:\n%s", part)
			}
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
		{"an unknown flag of demo", []string{"demo", "--all"}, "-all"},
		{"a demo of an unknown provider", []string{"demo", "--provider", "nimbus"}, "--provider nimbus: write one of s3, cos, qingstor"},
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
	for words, want := range map[string]string{
		"help": usage, "-h": usage, "--help": usage,
		"serve --help": serveHelp, "demo -h": demoHelp, "help serve": serveHelp,
		"cors --help": corsHelp, "cors help": corsHelp, "help cors": corsHelp,
		"cors put --help": corsPutHelp, "help cors put": corsPutHelp, "cors help put": corsPutHelp, "preflight s3://photos --help": preflightHelp,
	} {
		var stdout bytes.Buffer
		if code := run(t.Context(), strings.Fields(words), &stdout, io.Discard); code != exitDone || stdout.String() != want {
			t.Errorf("%s: exit code %d, printed %q", words, code, stdout.String())
		}
	}
}
