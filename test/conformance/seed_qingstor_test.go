// SPDX-License-Identifier: Apache-2.0

package conformance_test

import (
	"bufio"
	"bytes"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/seed-40dc4ce0/pail/bucket"
	"github.com/seed-40dc4ce0/pail/config"
	"github.com/seed-40dc4ce0/pail/cors"
	"github.com/seed-40dc4ce0/pail/service"
	"github.com/seed-40dc4ce0/pail/test/emulator"
)

// guide is what the guide of QingStor's Python SDK tells of OPTIONS Object: the
// call that it shows, and the headers that the answer has. It shows no bytes.
type guide struct {
	bucket, zone string
	in           bucket.OptionsObjectInput
	answer       []string // names of headers
}

// guided reads the guide; ok is false, after a line that says so, where the
// documents are not there.
func guided(t *testing.T) (g guide, ok bool) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(seeds(), "*.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(text, []byte("from qingstor.sdk.service.qingstor import QingStor")) {
			return readGuide(t, string(text)), true
		}
	}
	t.Log("not run: set PAIL_CONFORMANCE to a folder beside seeds, which holds the guide of QingStor's SDK")
	return g, false
}

func readGuide(t *testing.T, text string) guide {
	t.Helper()
	value := func(name string) string {
		found := regexp.MustCompile(`\b` + name + ` ?= ?"([^"]+)"`).FindStringSubmatch(text)
		if found == nil {
			t.Fatalf("the guide does not say %s", name)
		}
		return found[1]
	}
	g := guide{bucket: value("bucket_name"), zone: value("zone_name"), in: bucket.OptionsObjectInput{
		Key: value("object_key"), Origin: value("origin"),
		AccessControlRequestMethod: value("access_control_request_method"), AccessControlRequestHeaders: value("access_control_request_headers"),
	}}
	for _, found := range regexp.MustCompile(`header\.get\('([^']+)'\)`).FindAllStringSubmatch(text, -1) {
		g.answer = append(g.answer, found[1])
	}
	slices.Sort(g.answer)
	if len(g.answer) != 5 {
		t.Fatalf("the guide names the headers %q", g.answer)
	}
	return g
}

// request is the call in bytes, as a browser would send it: the guide's own
// client signs it, which a browser cannot.
func (g guide) request(headers string) exchange {
	lines := "OPTIONS /" + g.bucket + "/" + g.in.Key + " HTTP/1.1\nHost: " + g.zone + ".qingstor.com\nOrigin: " + g.in.Origin +
		"\nAccess-Control-Request-Method: " + g.in.AccessControlRequestMethod + "\nAccess-Control-Request-Headers: " + headers + "\nConnection: close"
	return exchange{request: crlf(lines)}
}

// rules allow the call of the guide, except for PATCH, which no rule of
// QingStor's can.
func (g guide) rules() *cors.Configuration {
	age := 200
	return &cors.Configuration{Rules: []cors.Rule{{
		AllowedOrigins: []string{g.in.Origin}, AllowedMethods: []string{"PUT", "GET", "DELETE", "POST"}, AllowedHeaders: []string{"Content-*"},
		ExposeHeaders: []string{"x-qs-date"}, MaxAgeSeconds: &age,
	}}}
}

func TestEmulatorAnswersTheCallOfTheGuide(t *testing.T) {
	t.Parallel()
	g, ok := guided(t)
	if !ok {
		return
	}
	server := emulator.Start(t, emulator.Options{Provider: "qingstor", Region: g.zone})
	svc, err := service.New(config.Config{
		Provider: "qingstor", Region: g.zone, Endpoint: server.URL, Credentials: config.Static(server.AccessKeyID, server.SecretAccessKey, ""),
	})
	if err != nil {
		t.Fatal(err)
	}
	b := svc.Bucket(g.bucket)
	if _, err := b.Create(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	answered := func(headers string) http.Header {
		t.Helper()
		x := g.request(headers)
		text := overConnection(t, server, x.request)
		resp, err := http.ReadResponse(bufio.NewReader(strings.NewReader(text)), nil)
		if err != nil || resp.StatusCode != http.StatusOK {
			t.Fatalf("answer %q, %v", text, err)
		}
		defer resp.Body.Close()
		allowed := http.Header{}
		for name, values := range resp.Header {
			if strings.HasPrefix(name, "Access-Control-") {
				allowed[name] = values
			}
		}
		return allowed
	}
	if got := answered(g.in.AccessControlRequestHeaders); len(got) > 0 {
		t.Errorf("without rules it answers %v", got)
	}
	if _, err := b.PutCORS(t.Context(), &bucket.PutCORSInput{Configuration: g.rules()}); err != nil {
		t.Fatal(err)
	}
	want := http.Header{
		"Access-Control-Allow-Origin": {g.in.Origin}, "Access-Control-Allow-Methods": {strings.TrimSuffix(g.in.AccessControlRequestMethod, ",PATCH")},
		"Access-Control-Allow-Headers": {g.in.AccessControlRequestHeaders}, "Access-Control-Expose-Headers": {"x-qs-date"}, "Access-Control-Max-Age": {"200"},
	}
	got := answered(g.in.AccessControlRequestHeaders)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("answer (-want +got):\n%s", diff)
	}
	var names []string
	for name := range got {
		names = append(names, name)
	}
	if slices.Sort(names); !slices.Equal(names, g.answer) {
		t.Errorf("the guide has the headers %q, the answer %q", g.answer, names)
	}
	if got := answered(g.in.AccessControlRequestHeaders + ",x-own"); len(got) > 0 {
		t.Errorf("with one header that is not allowed it answers %v", got)
	}
}

// TestClientMakesTheCallOfTheGuide compares the client's request with the
// guide's, and feeds it an answer with the headers that the guide names, and
// one with none.
func TestClientMakesTheCallOfTheGuide(t *testing.T) {
	t.Parallel()
	g, ok := guided(t)
	if !ok {
		return
	}
	granted := "HTTP/1.1 200 OK\nServer: QingStor\nContent-Length: 0\nConnection: close\nx-qs-request-id: aa08cf7a43f611e5886952542e6ce14b"
	values := map[string]string{
		"Access-Control-Allow-Origin": g.in.Origin, "Access-Control-Allow-Methods": "DELETE,GET,PUT", "Access-Control-Allow-Headers": g.in.AccessControlRequestHeaders,
		"Access-Control-Expose-Headers": "x-qs-date", "Access-Control-Max-Age": "200",
	}
	silent := granted
	for _, name := range g.answer {
		granted += "\n" + name + ": " + values[name]
	}
	age := 200
	for answer, want := range map[string]*bucket.OptionsObjectOutput{
		silent: {},
		granted: {
			AccessControlAllowOrigin: g.in.Origin, AccessControlAllowMethods: "DELETE,GET,PUT", AccessControlAllowHeaders: g.in.AccessControlRequestHeaders,
			AccessControlExposeHeaders: "x-qs-date", AccessControlMaxAge: &age,
		},
	} {
		x := g.request(g.in.AccessControlRequestHeaders)
		x.answer = crlf(answer)
		var err error
		if x.asked, err = http.ReadRequest(bufio.NewReader(bytes.NewReader(x.request))); err != nil {
			t.Fatal(err)
		}
		transport, asked := replay(t, x)
		svc, err := service.New(config.Config{
			Provider: "qingstor", Region: g.zone, Endpoint: "http://" + g.zone + ".qingstor.com", Transport: transport, Credentials: config.Static("id", "secret", ""),
		})
		if err != nil {
			t.Fatal(err)
		}
		b := svc.Bucket(g.bucket)
		out, err := b.OptionsObject(t.Context(), &g.in)
		if err != nil {
			t.Fatal(err)
		}
		sentAsRecorded(t, x, <-asked)
		want.Response = out.Response
		if diff := cmp.Diff(want, out); diff != "" || out.Response.RequestID != "aa08cf7a43f611e5886952542e6ce14b" {
			t.Errorf("output with request id %q (-want +got):\n%s", out.Response.RequestID, diff)
		}
		v, err := b.Preflight(t.Context(), cors.Request{Key: g.in.Key, Origin: g.in.Origin, Method: "DELETE"})
		if err != nil || v.Allowed != (answer == granted) {
			t.Errorf("verdict %+v, %v", v, err)
		}
	}
}
