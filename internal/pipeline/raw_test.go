// SPDX-License-Identifier: Apache-2.0

package pipeline_test

import (
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/bucket"
)

func TestRawRequestsGoThroughTheSamePipeline(t *testing.T) {
	t.Parallel()
	b, s := play(t, []answer{reply(200, "meow")})
	out, err := b.Do(t.Context(), bucket.RawRequest{
		Method: http.MethodPost, Key: "a b", Query: url.Values{"acl": {""}, "x": {"1", "2"}},
		Header: http.Header{"x-amz-mine": {"1", "2"}, "X-Other": {"3"}, "Content-Length": {"4"}},
		Body:   strings.NewReader("body"),
	})
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(out.Body)
	if err != nil || string(text) != "meow" || out.Response.RequestID != "REQ1" || out.Response.Attempts != 1 {
		t.Errorf("got %q, %v, %v", text, out, err)
	}
	r := s.requests()[0]
	if r.Method != http.MethodPost || r.URL != "http://127.0.0.1:9000/photos/a%20b?acl&x=1&x=2" || r.Body != "body" {
		t.Errorf("sent %s %s %q", r.Method, r.URL, r.Body)
	}
	if diff := cmp.Diff([]string{"1", "2"}, r.Header["X-Amz-Mine"]); diff != "" || r.Header.Get("X-Other") != "3" {
		t.Errorf("header %v", r.Header)
	}
	verify(t, r)
}

func TestRawRequestsOfMethodHeadHaveNoBody(t *testing.T) {
	t.Parallel()
	b := onWire(t, func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Content-Length", "100") })
	out, err := b.Do(t.Context(), bucket.RawRequest{Method: http.MethodHead, Key: "cat"})
	if err != nil {
		t.Fatal(err)
	}
	if text, err := io.ReadAll(out.Body); err != nil || len(text) > 0 {
		t.Errorf("got %q, %v", text, err)
	}
}

func TestRawRequestsAreChecked(t *testing.T) {
	t.Parallel()
	b, s := play(t, []answer{reply(200, "")})
	_, err := b.Do(t.Context(), bucket.RawRequest{
		Key:    strings.Repeat("k", 1025),
		Header: http.Header{"Host": {"evil"}, "Transfer-Encoding": {"chunked"}, "X A": {"1"}, "X-B": {"a\nb"}, "Content-Length": {"many"}},
	})
	var bad *bucket.InputError
	if !errors.As(err, &bad) {
		t.Fatal(err)
	}
	var got []string
	for _, f := range bad.Fields {
		got = append(got, f.Field)
	}
	if diff := cmp.Diff([]string{"Key", "Content-Length", "Header[Host]", "Header[Transfer-Encoding]", "Header", "X-B"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s\n%v", diff, err)
	}
	if len(s.requests()) > 0 {
		t.Error("something was sent")
	}
	out, err := b.Do(t.Context(), bucket.RawRequest{Method: http.MethodGet})
	if err != nil {
		t.Error(err)
	} else if err := out.Body.Close(); err != nil {
		t.Error(err)
	}
}
