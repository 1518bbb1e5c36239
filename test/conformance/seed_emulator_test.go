// SPDX-License-Identifier: Apache-2.0

package conformance_test

import (
	"bufio"
	"bytes"
	"io"
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/config"
	"github.com/seed-40dc4ce0/pail/cors"
	"github.com/seed-40dc4ce0/pail/service"
	"github.com/seed-40dc4ce0/pail/test/emulator"
)

// TestEmulatorAnswersRecordedRequests sends the emulator the bytes that a
// browser sent to Tencent COS, to a bucket with the rule that the answer shows.
// What comes back has the same headers, spelled alike, dates and ids aside.
func TestEmulatorAnswersRecordedRequests(t *testing.T) {
	t.Parallel()
	for _, x := range recorded(t) {
		t.Run(x.title(), func(t *testing.T) {
			t.Parallel()
			name, region := x.bucket()
			server := emulator.Start(t, emulator.Options{Provider: "cos", Region: region})
			svc, err := service.New(config.Config{
				Provider: "cos", Region: region, Endpoint: "http://" + server.Domain, Transport: server.Transport(),
				Credentials: config.Static(server.AccessKeyID, server.SecretAccessKey, ""),
			})
			if err != nil {
				t.Fatal(err)
			}
			b := svc.Bucket(name)
			if _, err := b.Create(t.Context(), nil); err != nil {
				t.Fatal(err)
			}
			if rule := ruleOf(t, x.answered.Header); rule != nil {
				if _, err := b.PutCORS(t.Context(), &bucket.PutCORSInput{Configuration: &cors.Configuration{Rules: []cors.Rule{*rule}}}); err != nil {
					t.Fatal(err)
				}
			}
			got := exchanged(t, server, x)
			ids := strings.NewReplacer(
				x.answered.Header.Get("X-Cos-Request-Id"), "REQUEST", orNone(x.answered.Header.Get("X-Cos-Trace-Id")), "TRACE",
				within(got, "RequestId"), "REQUEST", within(got, "TraceId"), "TRACE",
			)
			if diff := cmp.Diff(lines(ids.Replace(string(x.answer))), lines(ids.Replace(got))); diff != "" {
				t.Errorf("answer (-recorded +emulated):\n%s", diff)
			}
		})
	}
}

// ruleOf is the rule behind an answer, nil behind a refusal.
func ruleOf(t *testing.T, h http.Header) *cors.Rule {
	t.Helper()
	if h.Get("Access-Control-Allow-Origin") == "" {
		return nil
	}
	age, err := strconv.Atoi(h.Get("Access-Control-Max-Age"))
	if err != nil {
		t.Fatal(err)
	}
	list := func(name string) []string { return strings.Split(h.Get(name), ",") }
	return &cors.Rule{
		AllowedOrigins: list("Access-Control-Allow-Origin"), AllowedMethods: list("Access-Control-Allow-Methods"), AllowedHeaders: list("Access-Control-Allow-Headers"),
		ExposeHeaders: list("Access-Control-Expose-Headers"), MaxAgeSeconds: &age,
	}
}

// exchanged sends the recorded bytes and gives all that comes back.
func exchanged(t *testing.T, server *emulator.Server, x exchange) string {
	t.Helper()
	answer := overConnection(t, server, x.request)
	if r, err := http.ReadResponse(bufio.NewReader(strings.NewReader(answer)), x.asked); err != nil || r.Header.Get("X-Cos-Request-Id") == "" {
		t.Fatalf("answer %q, %v", answer, err)
	}
	return answer
}

// overConnection sends bytes and gives all that comes back.
func overConnection(t *testing.T, server *emulator.Server, request []byte) string {
	t.Helper()
	c, err := new(net.Dialer).DialContext(t.Context(), "tcp", strings.TrimPrefix(server.URL, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if _, err := io.Copy(c, bytes.NewReader(request)); err != nil {
		t.Fatal(err)
	}
	answer, err := io.ReadAll(c)
	if err != nil {
		t.Fatal(err)
	}
	return string(answer)
}

// lines are the status line, the headers sorted, and the lines of the body. A
// date, and an id of a success, is there and no more.
func lines(answer string) []string {
	head, body, _ := strings.Cut(answer, "\r\n\r\n")
	all := strings.Split(head, "\r\n")
	for i, line := range all {
		if name, _, _ := strings.Cut(line, ":"); name == "Date" || name == "x-cos-request-id" {
			all[i] = name
		}
	}
	slices.Sort(all[1:])
	return append(all, strings.Split(body, "\n")...)
}

// within is the text of an element.
func within(document, element string) string {
	_, rest, _ := strings.Cut(document, "<"+element+">")
	text, _, _ := strings.Cut(rest, "</"+element+">")
	return orNone(text)
}

// orNone keeps a replacer from replacing nothing.
func orNone(s string) string {
	if s == "" {
		return "\x00"
	}
	return s
}
