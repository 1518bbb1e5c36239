// SPDX-License-Identifier: Apache-2.0

package conformance_test

import (
	"bufio"
	"context"
	"errors"
	"net"
	"net/http"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/config"
	"github.com/seed-40dc4ce0/pail/cors"
	"github.com/seed-40dc4ce0/pail/service"
)

// replay answers every connection with the recorded bytes, and gives what it
// was asked, each request once.
func replay(t *testing.T, x exchange) (transport http.RoundTripper, asked <-chan *http.Request) {
	t.Helper()
	l, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	seen := make(chan *http.Request, 8)
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			if r, err := http.ReadRequest(bufio.NewReader(c)); err == nil {
				seen <- r
				_, _ = c.Write(x.answer)
			}
			_ = c.Close()
		}
	}()
	return &http.Transport{
		DisableKeepAlives: true, DisableCompression: true,
		DialContext: func(ctx context.Context, network, _ string) (net.Conn, error) {
			return new(net.Dialer).DialContext(ctx, network, l.Addr().String())
		},
	}, seen
}

// TestClientReadsRecordedAnswers feeds the client the bytes that Tencent COS
// sent. The client's requests are the recorded ones, but for the date.
func TestClientReadsRecordedAnswers(t *testing.T) {
	t.Parallel()
	for _, x := range recorded(t) {
		t.Run(x.title(), func(t *testing.T) {
			t.Parallel()
			name, region := x.bucket()
			transport, asked := replay(t, x)
			svc, err := service.New(config.Config{
				Provider: "cos", Region: region, Endpoint: "http://cos." + region + ".myqcloud.com", Transport: transport, Credentials: config.Static("id", "secret", ""),
			})
			if err != nil {
				t.Fatal(err)
			}
			b := svc.Bucket(name)
			out, err := b.OptionsObject(t.Context(), x.input())
			sentAsRecorded(t, x, <-asked)
			if x.answered.StatusCode == http.StatusForbidden {
				deniedAsRecorded(t, x, err)
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			h := x.answered.Header
			age, err := strconv.Atoi(h.Get("Access-Control-Max-Age"))
			if err != nil {
				t.Fatal(err)
			}
			want := &bucket.OptionsObjectOutput{
				AccessControlAllowOrigin: h.Get("Access-Control-Allow-Origin"), AccessControlAllowMethods: h.Get("Access-Control-Allow-Methods"),
				AccessControlAllowHeaders: h.Get("Access-Control-Allow-Headers"), AccessControlExposeHeaders: h.Get("Access-Control-Expose-Headers"),
				AccessControlAllowCredentials: h.Get("Access-Control-Allow-Credentials") == "true", AccessControlMaxAge: &age, Response: out.Response,
			}
			if diff := cmp.Diff(want, out); diff != "" {
				t.Errorf("output (-want +got):\n%s", diff)
			}
			if out.Response.RequestID != h.Get("X-Cos-Request-Id") || out.Response.RequestID == "" {
				t.Errorf("request id %q", out.Response.RequestID)
			}
			verdict(t, b, x, true)
		})
	}
}

// sentAsRecorded compares a request of the client's with the recorded one.
func sentAsRecorded(t *testing.T, x exchange, got *http.Request) {
	t.Helper()
	if got.Method != x.asked.Method || got.RequestURI != x.asked.RequestURI || got.Host != x.asked.Host {
		t.Errorf("sent %s %s to %s", got.Method, got.RequestURI, got.Host)
	}
	want, have := x.asked.Header.Clone(), got.Header.Clone()
	for _, h := range []http.Header{want, have} {
		for _, name := range []string{"Date", "Connection", "User-Agent"} { // of the page, of HTTP, of us
			h.Del(name)
		}
	}
	if diff := cmp.Diff(want, have); diff != "" {
		t.Errorf("headers sent (-recorded +ours):\n%s", diff)
	}
}

// deniedAsRecorded checks the error of the recorded refusal.
func deniedAsRecorded(t *testing.T, x exchange, err error) {
	t.Helper()
	said, ok := errors.AsType[*bucket.Error](err)
	if !ok || !errors.Is(err, bucket.ErrPreflightDenied) || errors.Is(err, bucket.ErrAccessDenied) || errors.Is(err, bucket.ErrNotFound) {
		t.Fatalf("got %v", err)
	}
	want := map[string]string{
		"StatusCode": "403", "Code": within(x.body, "Code"), "Message": within(x.body, "Message"), "Resource": within(x.body, "Resource"),
		"RequestID": x.answered.Header.Get("X-Cos-Request-Id"), "TraceID": x.answered.Header.Get("X-Cos-Trace-Id"), "Body": x.body,
	}
	got := map[string]string{
		"StatusCode": strconv.Itoa(said.StatusCode), "Code": said.Code, "Message": said.Message, "Resource": said.Resource,
		"RequestID": said.RequestID, "TraceID": said.TraceID, "Body": string(said.Body),
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("error (-recorded +ours):\n%s", diff)
	}
	for field, value := range want {
		if value == "" {
			t.Errorf("the recorded %s is empty", field)
		}
	}
}

// verdict folds the recorded answer.
func verdict(t *testing.T, b *bucket.Bucket, x exchange, allowed bool) {
	t.Helper()
	in := x.input()
	v, err := b.Preflight(t.Context(), cors.Request{Key: in.Key, Origin: in.Origin, Method: in.AccessControlRequestMethod})
	if err != nil || v.Allowed != allowed {
		t.Errorf("verdict %+v, %v", v, err)
	}
}
