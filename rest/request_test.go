// SPDX-License-Identifier: Apache-2.0

package rest_test

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/rest"
)

func TestHeadersThatARequestHasUnlessItSaysOtherwise(t *testing.T) {
	t.Parallel()
	r := mustRecord(t, rest.Config{}, get)
	if diff := cmp.Diff(http.Header{"User-Agent": {"pail-rest"}, "Accept-Encoding": {"identity"}}, r.Header); diff != "" {
		t.Error(diff)
	}
	own := http.Header{"User-Agent": {"mine"}, "Accept-Encoding": {"br"}, "Content-Type": {"text/plain"}}
	r = mustRecord(t, rest.Config{}, func(e *rest.Encoder) {
		e.Start("POST", "/")
		e.Header("Agent", "User-Agent", "mine")
		e.Header("Accept", "Accept-Encoding", "br")
		e.ContentType("application/octet-stream")
		e.Header("Type", "Content-Type", "text/plain")
		e.PayloadString("x")
	})
	if diff := cmp.Diff(own, r.Header); diff != "" {
		t.Error(diff)
	}
}

func TestADefaultTypeIsNotThatOfADocument(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		payload func(*rest.Encoder)
		want    string
	}{
		"an empty blob": {func(e *rest.Encoder) { e.Payload([]byte{}) }, "image/png"},
		"a stream":      {func(e *rest.Encoder) { e.Stream("Body", strings.NewReader("x")) }, "image/png"},
		"a nil stream":  {func(e *rest.Encoder) { e.Stream("Body", nil) }, "image/png"},
		"a document":    {func(e *rest.Encoder) { e.XML().End() }, "application/xml"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := mustRecord(t, rest.Config{}, func(e *rest.Encoder) {
				e.Start("PUT", "/")
				test.payload(e)
				e.ContentType("image/png")
			})
			if got := r.Header.Get("Content-Type"); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// Lengths are checked on the wire, as a server reads them.
func TestLengthsOnTheWire(t *testing.T) {
	t.Parallel()
	var seen *http.Request
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		seen = r
		body, _ := io.ReadAll(r.Body)
		r.Header.Set("Body", string(body))
	}))
	t.Cleanup(server.Close)
	c := client(t, rest.Config{Endpoint: server.URL})
	for _, test := range []struct {
		name, method string
		payload      func(*rest.Encoder)
		body, length string // "" is no Content-Length
		chunked      bool
	}{
		{"GET without a body", "GET", func(*rest.Encoder) {}, "", "", false},
		{"DELETE without a body", "DELETE", func(*rest.Encoder) {}, "", "", false},
		{"PUT without a body", "PUT", func(*rest.Encoder) {}, "", "0", false},
		{"POST without a body", "POST", func(*rest.Encoder) {}, "", "0", false},
		{"PATCH without a body", "PATCH", func(*rest.Encoder) {}, "", "0", false},
		{"an empty payload", "PUT", func(e *rest.Encoder) { e.Payload([]byte{}) }, "", "0", false},
		{"a payload", "PUT", func(e *rest.Encoder) { e.PayloadString("abc") }, "abc", "3", false},
		{"a payload of DELETE", "DELETE", func(e *rest.Encoder) { e.PayloadString("abc") }, "abc", "3", false},
		{"an empty stream", "PUT", func(e *rest.Encoder) { e.Stream("Body", strings.NewReader("")) }, "", "0", false},
		{"a stream", "PUT", func(e *rest.Encoder) { e.Stream("Body", once{strings.NewReader("abc")}) }, "abc", "", true},
		{"a stream of a stated length", "PUT", func(e *rest.Encoder) {
			e.Stream("Body", once{strings.NewReader("abc")})
			e.HeaderValue("content-length", "3")
		}, "abc", "3", false},
	} {
		if err := run(t, c, func(e *rest.Encoder) {
			e.Start(test.method, "/")
			test.payload(e)
		}); err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		chunked := strings.Join(seen.TransferEncoding, " ") == "chunked"
		if seen.Header.Get("Body") != test.body || seen.Header.Get("Content-Length") != test.length || chunked != test.chunked {
			t.Errorf("%s: got %q of length %q, chunked: %t", test.name, seen.Header.Get("Body"), seen.Header.Get("Content-Length"), chunked)
		}
	}
}

func TestPrepareRunsLast(t *testing.T) {
	t.Parallel()
	r := mustRecord(t, rest.Config{Prepare: func(r *http.Request) error {
		body, err := r.GetBody()
		if err != nil {
			return err
		}
		text, err := io.ReadAll(body)
		r.Header.Set("Signature", r.Method+" "+r.URL.String()+" "+r.Header.Get("Content-MD5")+" "+string(text))
		return err
	}}, func(e *rest.Encoder) {
		e.Start("POST", "/p")
		e.ContentMD5()
		e.PayloadString("abc")
	})
	if got, want := r.Header.Get("Signature"), "POST https://api.example/p kAFQmDzST7DWlj99KOF/cg== abc"; got != want || string(r.body) != "abc" {
		t.Errorf("got %q of %q", got, r.body)
	}
	refused := errors.New("no credentials")
	r, err := record(t, rest.Config{Prepare: func(*http.Request) error { return refused }}, get)
	if r != nil || !errors.Is(err, refused) || err.Error() != "DoThing: no credentials" {
		t.Errorf("sent %v, error %v", r, err)
	}
}

func TestEveryBadFieldIsToldOnce(t *testing.T) {
	t.Parallel()
	r, err := record(t, rest.Config{}, func(e *rest.Encoder) {
		e.Start("PUT", "/")
		e.Required("Name", false)
		e.Label("Name", "")
		e.Literal("/")
		e.GreedyLabel("Key", "")
		e.HeaderValue("X-Bad", "secret\n")
		e.Stream("Body", once{strings.NewReader("")})
		algorithm := "MD4"
		e.Checksum("ChecksumAlgorithm", &algorithm, true)
	})
	bad, ok := errors.AsType[*rest.InputError](err)
	if !ok || r != nil {
		t.Fatal(err)
	}
	want := &rest.InputError{Operation: "DoThing", Fields: []rest.Issue{
		{Field: "Name", Problem: "is required"},
		{Field: "Key", Problem: "must not be empty"},
		{Field: "X-Bad", Problem: "contains a control byte, which a header cannot carry"},
		{Field: "ChecksumAlgorithm", Problem: "must be CRC32, CRC32C, CRC64NVME, SHA1 or SHA256"},
	}}
	if diff := cmp.Diff(want, bad); diff != "" {
		t.Error(diff)
	}
	text := "DoThing: Name is required; Key must not be empty; X-Bad contains"
	if !strings.HasPrefix(err.Error(), text) || strings.Contains(err.Error(), "secret") {
		t.Error(err)
	}
}
