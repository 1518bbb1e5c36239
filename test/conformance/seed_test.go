// SPDX-License-Identifier: Apache-2.0

package conformance_test

import (
	"bufio"
	"bytes"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/seed-40dc4ce0/pail/bucket"
)

// exchange is one preflight and its answer, as Tencent Cloud's document
// 436/8288 shows them, in the bytes that go over a connection.
type exchange struct {
	request, answer []byte
	asked           *http.Request
	answered        *http.Response
	body            string
}

// title is the request line.
func (x exchange) title() string {
	line, _, _ := bytes.Cut(x.request, []byte(" HTTP/1.1\r\n"))
	return string(line) + " " + x.asked.Header.Get("Access-Control-Request-Method")
}

// bucket is the name before the vendor's host; region is that of the host.
func (x exchange) bucket() (name, region string) {
	name, rest, _ := strings.Cut(x.asked.Host, ".cos.")
	region, _, _ = strings.Cut(rest, ".")
	return name, region
}

// input is the request as a caller of OptionsObject says it.
func (x exchange) input() *bucket.OptionsObjectInput {
	h := x.asked.Header
	return &bucket.OptionsObjectInput{
		Key: strings.TrimPrefix(x.asked.URL.Path, "/"), SubResource: x.asked.URL.RawQuery, Origin: h.Get("Origin"),
		AccessControlRequestMethod: h.Get("Access-Control-Request-Method"), AccessControlRequestHeaders: h.Get("Access-Control-Request-Headers"),
	}
}

// seeds is the folder with the documents that hold the exchanges, next to the
// folder that PAIL_CONFORMANCE names.
func seeds() string {
	dir := os.Getenv("PAIL_CONFORMANCE")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared", "conformance")
	}
	return filepath.Join(filepath.Dir(dir), "seeds")
}

// recorded reads the four exchanges. Without the documents there are none, and
// a line that says so.
func recorded(t *testing.T) []exchange {
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
		if bytes.Contains(text, []byte("Server: tencent-cos\n")) {
			return exchanges(t, string(text))
		}
	}
	t.Log("not run: set PAIL_CONFORMANCE to a folder beside seeds, which holds the recorded preflights")
	return nil
}

// exchanges finds what was recorded: a template has a "<" in its host.
func exchanges(t *testing.T, text string) []exchange {
	t.Helper()
	starts := regexp.MustCompile(`(?m)^OPTIONS \S+ HTTP/1\.1\nHost: [a-z]`).FindAllStringIndex(text, -1)
	var all []exchange
	for i, at := range starts {
		end := len(text)
		if i+1 < len(starts) {
			end = starts[i+1][0]
		}
		request, answer, ok := strings.Cut(text[at[0]:end], "HTTP/1.1 200")
		status := "HTTP/1.1 200"
		if !ok {
			request, answer, _ = strings.Cut(text[at[0]:end], "HTTP/1.1 403")
			status = "HTTP/1.1 403"
		}
		all = append(all, parse(t, request, status+answer))
	}
	if len(all) != 4 {
		t.Fatalf("%d exchanges, want 4", len(all))
	}
	return all
}

// parse gives a request and an answer, as a page shows them, the line ends of
// HTTP.
func parse(t *testing.T, request, answer string) exchange {
	t.Helper()
	head, body := answer, ""
	if i := strings.Index(answer, "<?xml"); i >= 0 {
		document, _, _ := strings.Cut(answer[i:], "</Error>")
		head, body = answer[:i], document+"</Error>"
	}
	x := exchange{request: crlf(request), body: body}
	x.answer = append(crlf(head), body...)
	var err error
	if x.asked, err = http.ReadRequest(bufio.NewReader(bytes.NewReader(x.request))); err != nil {
		t.Fatal(err)
	}
	if x.answered, err = http.ReadResponse(bufio.NewReader(bytes.NewReader(x.answer)), x.asked); err != nil {
		t.Fatal(err)
	}
	if length, _ := strconv.Atoi(x.answered.Header.Get("Content-Length")); length != len(body) {
		// Pages lose the blanks at the beginning of lines.
		x.body = regexp.MustCompile(`(?m)^<(Code|Message|Resource|RequestId|TraceId)>`).ReplaceAllString(body, "  <$1>")
		if length != len(x.body) {
			t.Fatalf("the body has %d bytes or %d, and not %d", len(body), len(x.body), length)
		}
		x.answer = append(crlf(head), x.body...)
	}
	return x
}

// crlf is the head of a message, with the empty line behind it.
func crlf(lines string) []byte {
	return []byte(strings.ReplaceAll(strings.TrimSpace(lines), "\n", "\r\n") + "\r\n\r\n")
}
