// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

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

func TestServeSaysWhereItListensAndStopsWithItsContext(t *testing.T) {
	t.Parallel()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	r, w := io.Pipe()
	code := make(chan int, 1)
	go func() {
		code <- run(ctx, []string{"serve", "--anonymous"}, w, io.Discard)
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
