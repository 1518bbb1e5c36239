// SPDX-License-Identifier: Apache-2.0

package pipeline_test

import (
	"bufio"
	"io"
	"net"
	"net/textproto"
	"regexp"
	"strings"
	"testing"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/config"
)

// record is a server that keeps the bytes of one request's head, and answers.
func record(t *testing.T, answer string) (url string, head <-chan string) {
	t.Helper()
	l, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	seen := make(chan string, 1)
	go func() {
		c, err := l.Accept()
		if err != nil {
			return
		}
		defer c.Close()
		var text strings.Builder
		r := textproto.NewReader(bufio.NewReader(io.TeeReader(c, &text)))
		for {
			line, err := r.ReadLine()
			if err != nil || line == "" {
				break
			}
		}
		_, _ = io.WriteString(c, answer)
		seen <- text.String()
	}()
	return "http://" + l.Addr().String(), seen
}

// TestPreflightOnTheWire holds the exact bytes of a preflight: what a browser
// would say of the request, and nothing that would make it another one.
func TestPreflightOnTheWire(t *testing.T) {
	t.Parallel()
	const answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nAccess-Control-Allow-Origin: https://app.example\r\nAccess-Control-Max-Age: soon\r\n\r\n"
	for name, in := range map[string]bucket.OptionsObjectInput{
		"object": {
			Key: "a b/c.png", Origin: "https://app.example",
			AccessControlRequestMethod: "PUT", AccessControlRequestHeaders: "content-type,x-amz-meta-a",
		},
		"bucket":      {Origin: "https://app.example", AccessControlRequestMethod: "GET"},
		"subresource": {Origin: "https://app.example", AccessControlRequestMethod: "GET", SubResource: "lifecycle"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			url, head := record(t, answer)
			svc := open(t, config.Config{
				Provider: "s3", Endpoint: url, Region: "eu-test-1", Proxy: config.ProxyDirect,
				Credentials: config.Static(accessKeyID, secretKey, token), UserAgent: "test/1.0",
			})
			out, err := svc.Bucket("photos").OptionsObject(t.Context(), &in)
			if err != nil {
				t.Fatal(err)
			}
			if out.AccessControlMaxAge != nil || out.Response.Header.Get("Access-Control-Max-Age") != "soon" {
				t.Errorf("max age %v, header %v", out.AccessControlMaxAge, out.Response.Header)
			}
			text := strings.Replace(<-head, strings.TrimPrefix(url, "http://"), "HOST", 1)
			text = regexp.MustCompile(`(?m)^User-Agent: pail/\S+ \(\w+; \w+\) go/\S+`).ReplaceAllString(text, "User-Agent: pail/VERSION (OS; ARCH) go/VERSION")
			golden(t, "wire/preflight-"+name+".txt", strings.ReplaceAll(text, "\r\n", "\\r\\n\n"))
		})
	}
}

func TestPreflightNeedsNoCredentials(t *testing.T) {
	t.Parallel()
	in := &bucket.OptionsObjectInput{Key: "cat", Origin: "https://app.example", AccessControlRequestMethod: "PUT"}
	s := &script{answers: []answer{reply(200, "")}}
	cfg := settings(s)
	cfg.Credentials = nil
	b := open(t, cfg).Bucket("photos")
	if _, err := b.OptionsObject(t.Context(), in); err != nil {
		t.Error(err)
	}
	_, err := get(t.Context(), b)
	if err == nil || !strings.Contains(err.Error(), "config.Anonymous()") || len(s.requests()) != 1 {
		t.Errorf("got %v after %d requests", err, len(s.requests()))
	}
}
