// SPDX-License-Identifier: Apache-2.0

package doctor_test

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/seed-40dc4ce0/pail/cors"
	"github.com/seed-40dc4ce0/pail/doctor"
)

var update = flag.Bool("update", false, "write the wanted files anew")

// recorded is a server whose exchanges were recorded, replayed: each request
// that a browser would send gets the answer that was recorded for it.
type recorded struct {
	name    string
	day     time.Time
	answers map[string]string // by the number of the exchange
	targets map[string]string // by the number of the exchange
}

const (
	friend, stranger = "http://app.example.com", "http://evil.example.net"
	base             = "http://store.example"
)

// recordedRules are those that the bucket of the recordings had, where the
// server keeps rules.
func recordedRules() *cors.Configuration {
	age := 600
	return &cors.Configuration{Rules: []cors.Rule{
		{AllowedOrigins: []string{friend, "http://*.wild.example.com"}, AllowedMethods: []string{"GET", "PUT", "HEAD"},
			AllowedHeaders: []string{"x-amz-*", "Content-Type"}, ExposeHeaders: []string{"ETag", "x-amz-request-id"}, MaxAgeSeconds: &age},
		{AllowedOrigins: []string{"https://two.example.com"}, AllowedMethods: []string{"DELETE"}, AllowedHeaders: []string{"*"}},
	}}
}

// RoundTrip picks the exchange. What was not recorded has no answer.
func (s *recorded) RoundTrip(r *http.Request) (*http.Response, error) {
	origin, number := r.Header.Get("Origin"), ""
	asked, names := r.Header.Get("Access-Control-Request-Method"), r.Header.Get("Access-Control-Request-Headers")
	switch {
	case r.Method == http.MethodOptions && r.URL.RawQuery != "" && asked == "PUT" && names == "":
		number = "25"
	case r.Method == http.MethodOptions && asked == "PUT" && names == "content-type,x-amz-date" && origin == friend:
		number = "02"
	case r.Method == http.MethodOptions && asked == "DELETE" && names == "" && origin == friend:
		number = "04"
	case r.Method == http.MethodGet && origin == friend:
		number = "30"
	case r.Method == http.MethodOptions && asked == "GET" && names == "" && r.URL.RawQuery == "":
		number = map[string]string{friend: "01", stranger: "03"}[origin]
	case r.Method == http.MethodGet && origin == stranger:
		number = "31"
	case r.Method == http.MethodGet && origin == "":
		number = "32"
	}
	answer, ok := s.answers[number]
	if !ok {
		return nil, errors.New("not recorded")
	}
	got, err := http.ReadResponse(bufio.NewReader(strings.NewReader(answer)), r)
	return got, err
}

// readRecorded reads a file of recordings.
func readRecorded(t *testing.T, path string) *recorded {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	s := &recorded{name: strings.TrimSuffix(filepath.Base(path), ".txt"), answers: map[string]string{}, targets: map[string]string{}}
	title, _, _ := strings.Cut(string(data), "\n")
	if s.day, err = time.Parse(time.RFC3339, title[strings.LastIndexByte(title, ' ')+1:]); err != nil {
		t.Fatal(err)
	}
	for _, part := range strings.Split(string(data), "\n##### ")[1:] {
		number := part[:2]
		_, part, _ = strings.Cut(part, ">>> request\n")
		request, answer, ok := strings.Cut(part, "<<< response\n")
		if !ok {
			continue
		}
		head, body, _ := strings.Cut(strings.ReplaceAll(answer, "\r\n", "\n"), "\n\n")
		lines := slices.DeleteFunc(strings.Split(head, "\n"), func(l string) bool {
			return strings.HasPrefix(strings.ToLower(l), "content-length:") || strings.HasPrefix(strings.ToLower(l), "transfer-encoding:")
		})
		body = strings.TrimSpace(body)
		s.answers[number] = strings.Join(lines, "\r\n") + fmt.Sprintf("\r\nContent-Length: %d\r\n\r\n%s", len(body), body)
		s.targets[number] = strings.Fields(request)[1]
	}
	return s
}

// argued says for each server why what the doctor says of it is right. What is
// said of each request is in the file of the test; all rules are for http, which
// is the warning 10.
var argued = map[string]string{
	"ceph-behind-haproxy-tls":         "goes by the rules; the object is gone, which the allowed page may see (a warning) and the other may not (hidden)",
	"ceph-rgw-16.2.15-memstore":       "goes by the rules; AccessDenied is its word for what they refuse, and no sign of a signature that it wants",
	"ceph-rgw-16.2.15":                "goes by the rules; AccessDenied is its word for what they refuse, and no sign of a signature that it wants",
	"gofakes3-1.2.0":                  "answers * to all; it exposes the ETag with preflights alone, where browsers do not look",
	"minio-20260212-allow-one-origin": "one setting allows one origin everything; the other page is refused by silence, and the setting is named",
	"minio-20260212":                  "one setting allows every origin everything, and exposes the ETag",
	"minio-tls":                       "one setting allows every origin everything, and exposes the ETag",
	"moto-5.2.1":                      "names every origin and method, with the status 403 for preflights: no browser goes on after that",
	"rclone-1.75.1":                   "answers * to what is read, and looks for a signature in preflights, which have none",
	"s3rver-3.7.1":                    "goes by the rules",
	"seaweedfs-3.39":                  "answers * to all, and exposes Content-Disposition alone to script that wants the ETag",
	"swift-2.30.1-s3api-preflightopt": "has no CORS behind its S3: only an OPTIONS with a presigned query is answered",
	"swift-2.30.1-s3api":              "has no CORS behind its S3",
	"versitygw-1.8.0":                 "goes by the rules",
	"versitygw-over-minio-tls":        "goes by the rules, whatever is behind it",
	"versitygw-over-minio":            "goes by the rules, whatever is behind it",
	"versitygw-tls":                   "goes by the rules",
}

// visits are the requests that each server is asked about.
func visits(s *recorded) []struct {
	name    string
	patient doctor.Patient
} {
	object, signed := base+s.targets["30"], base+s.targets["25"]
	at := func(address, origin, method string, lines ...string) cors.Fetch {
		return url(address, from(origin, page(method, lines...)))
	}
	return []struct {
		name    string
		patient doctor.Patient
	}{
		{"a GET that the rules allow", doctor.Patient{Fetch: at(object, friend, "GET"), Reads: []string{"ETag"}}},
		{"a GET of a page that they do not name", doctor.Patient{Fetch: at(object, stranger, "GET")}},
		{"a PUT with headers that they allow", doctor.Patient{Fetch: at(object, friend, "PUT", "x-amz-date", "today", "Content-Type", "image/png"), Reads: []string{"ETag"}}},
		{"a DELETE that they do not allow", doctor.Patient{Fetch: at(object, friend, "DELETE")}},
		{"a presigned PUT", doctor.Patient{Fetch: at(signed, friend, "PUT")}},
	}
}

// TestRecordedServers writes what the doctor says of each recorded server.
func TestRecordedServers(t *testing.T) {
	t.Parallel()
	folder := os.Getenv("PAIL_CONFORMANCE")
	if folder == "" {
		folder = filepath.Join("..", "..", "shared", "conformance")
	}
	paths, _ := filepath.Glob(filepath.Join(folder, "preflights", "*.txt"))
	if len(paths) == 0 {
		t.Log("not run: set PAIL_CONFORMANCE to the folder whose preflights/*.txt are the recorded exchanges")
		return
	}
	var b strings.Builder
	for _, path := range paths {
		s := readRecorded(t, path)
		why := argued[s.name]
		if why == "" {
			t.Errorf("nobody argues for what is said of %s", s.name)
		}
		fmt.Fprintf(&b, "%s\n  # %s\n", s.name, why)
		for _, v := range visits(s) {
			if s.keepsRules() {
				v.patient.Rules, v.patient.Provider = recordedRules(), "s3"
			}
			r := examine(t, v.patient, doctor.WithTransport(s), doctor.WithClock(func() time.Time { return s.day }))
			fmt.Fprintf(&b, "  %s: %s\n", v.name, said(r))
		}
	}
	wanted(t, filepath.Join("testdata", "recorded.txt"), b.String())
	t.Logf("%d recorded servers", len(paths))
}

// keepsRules says that the server had the rules: the others take none.
func (s *recorded) keepsRules() bool {
	return slices.ContainsFunc([]string{"ceph", "versitygw", "s3rver", "moto"}, func(name string) bool { return strings.HasPrefix(s.name, name) })
}

// said is a report in one line: the verdict, and the findings that are more
// than notes.
func said(r *doctor.Report) string {
	s := "allowed"
	if !r.Verdict.Allowed {
		s = r.Verdict.Reason
	}
	for _, f := range r.Findings {
		line := fmt.Sprintf("; %s %d %s", f.Level, f.Problem, f.Code)
		if f.Level != doctor.Note && !strings.Contains(s, line) {
			s += line
		}
	}
	return s
}

// wanted compares with a file, or writes it.
func wanted(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != got {
		t.Errorf("%s differs; run the test with -update and look at the change:\n%s", path, got)
	}
}
